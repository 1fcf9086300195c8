"""What a text says in the vocabulary of one index: its names, and the words that carry a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from assistant.answer.patterns import cue
from assistant.answer.understanding.intent import Intent, intent_of, question_words
from assistant.answer.understanding.leaning import Said
from assistant.answer.understanding.time_asked import with_century
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import TOPICAL, telling
from assistant.search.kinds import Kind
from assistant.search.names import Mention, NameStore, mentions, name_words
from assistant.search.query import Query, QueryAnalyser
from assistant.search.slips import cost
from assistant.search.spacing import ODD, Words, respaced
from assistant.search.spelling import is_doubtful, is_used, odd, spelt

# English words that are names here too.
_ENGLISH_WORDS = cue("asks", "english_words")
_CAPITALISED = re.compile(
    r"(?<!^)(?<![.!?:«\"] )(?<!\b[ipå] )(?<!\b(?:på|in|at) )(?<!\b(?:fra|ved|frå) )(?<!\bfrom )"
    r"\b([A-ZÆØÅ][a-zæøå]{3,})\b"
)
_REMEMBERED, _WORDS = 64, 5_000
# Words of nynorsk are rarely counted, so that many are like no other.
_ODD_IN_NYNORSK = 0.7
# A slip in a word whose stem the documents have.
_SLIGHT = 0.8
# From this weight on a word means the same as another; a part of a compound has so many letters.
_ALIKE, _PART = 0.55, 4
_UNIT_WORDS = """
    år åra årene måneder måned månader uker dager penger pengar mye mykje mange lenge lang tid
    years year months time long money much many klokkeslett klokka klokken tidspunkt dato datoen
    årstall årstal dag dagen date day hour hours sum summen beløp beløpet amount kroner million
    millioner millionar prosent
"""
_UNITS = frozenset(_UNIT_WORDS.split())


class Vocabulary:
    """The words and the names of one index.

    Args:
        analyser: reads texts as queries to the index.
        names: the names that its documents have.

    """

    def __init__(self, analyser: QueryAnalyser, names: NameStore) -> None:
        self._analyser = analyser
        # One message is read several times: alone, with its scene, written out.
        self.analyse = lru_cache(maxsize=_REMEMBERED)(analyser.analyse)
        self._names = names
        self.mended = lru_cache(maxsize=_WORDS)(self._mended)
        self._odd = lru_cache(maxsize=_WORDS)(self._cost)

    def said(self, text: str, language: Language) -> Said:
        """What a text says, as a question or a part of one."""
        query = self.analyse(text, language)
        found = self._mentions_of(text, query)
        content = _content(query, found)
        count = sum(max(telling(w, language) for w in c.split()) >= TOPICAL for c in content)
        return Said(text, found, tuple(content), count)

    def mentions(self, text: str, language: Language) -> tuple[Mention, ...]:
        """The names of a text, those that no document has among them."""
        return self._mentions_of(text, self.analyse(text, language))

    def other_kinds(self, text: str) -> tuple[Kind, ...]:
        """The kinds of things in the documents («modne klynger») that a text does not name."""
        said = text.casefold()
        return tuple(k for k in self._names.kinds() if not re.search(k.pattern, said))

    def has(self, word: str) -> bool:
        """Whether the documents have a word, in whatever case and spelling."""
        return bool(self._names.spellings(analysis.fold(word)))

    def stands(self, word: str) -> bool:
        """Whether the documents have a lower-cased word as it is."""
        return self._names.stands(word)

    def speaks_of(self, thing: str, language: Language) -> bool:
        """Whether the documents have a word of a thing that is named, or one that stands for it.

        What its last word is called decides («Norsk katapult»), and its words that are no names.
        """
        *before, head = thing.split() or [""]
        said = [w for w in before if w.islower() and language is not Language.EN]
        return any(self._has_like(word, language) for word in (*said, head))

    def _has_like(self, word: str, language: Language) -> bool:
        """Whether the documents have a word, one that means the same, or both its parts."""
        low = word.casefold()
        if self.has(low) or (language is not Language.EN and self.stands(low)):
            return True
        concepts = self.analyse(low, language).concepts
        if len(concepts) == 1:
            alike = concepts[0].alternatives.items()
            if any(weight >= _ALIKE and self.has(other) for other, weight in alike):
                return True
        cuts = range(_PART, len(low) - _PART + 1)
        return any(self.has(low[:at]) and self.has(low[at:]) for at in cuts)

    def is_name(self, name: str) -> bool:
        """Whether the documents have something of this name."""
        return bool(self._names.names(name.casefold()))

    def _mended(self, word: str, language: Language) -> str:
        """The documents' word for a misspelt one; itself where they have it, or ""."""
        if not self.has(word) and not self._analyser.near(word, language):
            return ""
        mended = next(iter(self._analyser.analyse(word, language).mended), word)
        # «Klyngeprogram» is no slip for «klyngeprogrammet».
        return word if self.stands(word) and cost(word, mended) > _SLIGHT else mended

    def mend(self, text: str, language: Language) -> tuple[str, bool]:
        """The message with its spaces, its question words and its other words as meant.

        And whether it may have been meant otherwise.
        """
        has, mend = self.has, partial(self.mended, language=language)
        words = Words(
            partial(self._odd, language=language),
            lambda word: is_used(word, language) or self._has(word),
            self.is_name,
            _ODD_IN_NYNORSK if language is Language.NN else ODD,
        )
        spaced = question_words(respaced(text, words), has)
        mended = with_century(spelt(spaced, language, mend), has)
        return mended, is_doubtful(question_words(text, has), mended)

    def _cost(self, word: str, language: Language) -> float:
        """What it costs to read a lower-cased word of a message."""
        if self._has(word) or (len(word) > 1 and question_words(word) != word):
            return 0.0
        return odd(word, language, partial(self.mended, language=language))

    def _has(self, word: str) -> bool:
        """Whether the documents have a word, or another form of it."""
        return len(word) > 1 and (self.has(word) or self.stands(word))

    def is_term(self, said: Said) -> bool:
        """Whether a message is nothing but a term: a word of the documents, or a name."""
        words = analysis.words(said.text)
        if intent_of(said.text) is not Intent.OTHER or said.years:
            return False
        if len(said.names) == 1 and not said.content:
            return set(words) <= name_words(said.names)
        return len(words) == 1 and len(said.content) == 1 and self._names.stands(words[0])

    def _mentions_of(self, text: str, query: Query) -> tuple[Mention, ...]:
        cased = analysis.cased_words(text)
        words = query.mended if len(query.mended) == len(cased) else tuple(analysis.words(text))
        found = mentions(words, self._names)
        meant = (m for m in found if not is_only_a_word(m.name, text, query.language))
        return (*meant, *self._unknown_names(text))

    def _unknown_names(self, text: str) -> tuple[Mention, ...]:
        """Capitalised words that no document has; an answer would have to be about them.

        Where the asker is from («i Ålesund») is not what is asked about.
        """
        names = (m[1] for m in _CAPITALISED.finditer(text))
        return tuple(
            Mention(n)
            for n in dict.fromkeys(names)
            if not self._names.spellings(analysis.fold(n.casefold()))
            and not self._analyser.near(n.casefold())
        )


def _content(query: Query, found: Sequence[Mention]) -> list[str]:
    """Concepts that carry a topic: no names, years or units of time."""
    named = name_words(found)
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return [
        c.surface
        for c in query.concepts
        if c.surface not in named
        and c.surface not in _UNITS
        and not c.surface.isdigit()
        and not (" " in c.surface and stop.issuperset(c.surface.split()))
        and not any(c.surface in words for words in analysis.fillers().values())
    ]


def is_only_a_word(name: str, text: str, language: Language) -> bool:
    """Whether a text has a name's word as a common word («min» where «Min side» is a name)."""
    if " " in name:
        return language is Language.EN and _is_a_word_there(name, text)
    if text.islower() or re.search(rf"\b{re.escape(name)}", text):
        return False
    return telling(name.casefold(), language) < TOPICAL


def _is_a_word_there(name: str, text: str) -> bool:
    """Whether an English text has a name's last word, and only as a word («impact goals»)."""
    word = name.rsplit(maxsplit=1)[-1].casefold()
    said = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    if name.casefold() in text.casefold():
        return False
    found = [m.start() for m in said.finditer(text)]
    plain = [m.span() for m in _ENGLISH_WORDS.finditer(text)]
    return bool(found) and all(any(a <= at < b for a, b in plain) for at in found)
