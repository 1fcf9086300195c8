"""How a question is read: with what it leans on, its names, its years and its scene."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.answer import background, came_after, patterns
from assistant.answer.asking import may_decide, meaning_of, taken_apart
from assistant.answer.beside_it import is_unnamed, leans_on_it
from assistant.answer.by_place import with_the_name
from assistant.answer.conversation import classify
from assistant.answer.corrected import without_correction
from assistant.answer.followup import elliptic, written_out
from assistant.answer.intent import Intent, intent_of, question_words
from assistant.answer.leaning import (
    DEMANDED,
    THAT_ONE,
    YEAR,
    Said,
    asks_what_is_demanded,
    leans,
    names_no_thing,
    only_repeats,
    points_back,
)
from assistant.answer.listed import MARKER
from assistant.answer.patterns import cue
from assistant.answer.present import is_of_today, without_then
from assistant.answer.question import Question
from assistant.answer.rephrased import is_of_the_same
from assistant.answer.time_asked import without_bound
from assistant.answer.values import find
from assistant.domain import Language, Turn
from assistant.search import analysis
from assistant.search.commonness import telling
from assistant.search.language import detect
from assistant.search.names import Mention, NameStore, mentions, name_words
from assistant.search.query import Query, QueryAnalyser
from assistant.search.spelling import spelt

_NEGATION = re.compile(
    r"\b(ikke|ikkje|ingen|inga|inkje|uten|utan|aldri|not|never|without|cannot)\b|n't\b", re.I
)
# «Er det ope no?» asks of today.
_NO = re.compile(r"\bno\b", re.IGNORECASE)
_PAST = cue("asks", "past")
_HAPPENED = patterns.pattern("followup", "happened", "any")
_COUNTED = re.compile(
    r"\b(?:hvor mange|kor mange|how many|antall(?:et)?|tal(?:et)? på|number of)"
    r"((?:\s+[\w-]+){1,3})",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset(patterns.read("demands").tables["fragments"]["new_or_old"])
# English words that are names here too.
_ENGLISH_WORDS = cue("asks", "english_words")
_AUXILIARIES = frozenset(patterns.read("demands").tables["fragments"]["ends_phrase"])
_CAPITALISED = re.compile(
    r"(?<!^)(?<![.!?:«\"] )(?<!\b[ipå] )(?<!\b(?:på|in|at) )(?<!\b(?:fra|ved|frå) )(?<!\bfrom )"
    r"\b([A-ZÆØÅ][a-zæøå]{3,})\b"
)
# From this on a word names a topic («søke», «penger»); below, it is talk («få», «begynte»).
_TELLING = 0.45
# With so many of them a question needs no word of the scene that is set before it.
_ENOUGH = 2
_REMEMBERED = 64
_UNIT_WORDS = """
    år åra årene måneder måned månader uker dager penger pengar mye mykje mange lenge lang tid
    years year months time long money much many klokkeslett klokka klokken tidspunkt dato datoen
    årstall årstal dag dagen date day hour hours sum summen beløp beløpet amount kroner million
    millioner millionar prosent
"""
_UNITS = frozenset(_UNIT_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Message:
    """A message: with its words mended, what it asks, and the scene that it sets for it."""

    spelt: str
    said: Said
    scene: str


class Reader:
    """Understands questions with the vocabulary and the names of one index."""

    def __init__(self, analyser: QueryAnalyser, names: NameStore) -> None:
        self._analyser = analyser
        # One message is read several times: alone, with its scene, written out.
        self._analyse = lru_cache(maxsize=_REMEMBERED)(analyser.analyse)
        self._names = names

    def read(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question, with what it leans on taken from `history` (oldest first)."""
        language = detect(text, history)
        earlier = _asked_before(history)
        named = (
            with_the_name(text, *earlier[-1], partial(self._names_in, language))
            if earlier
            else text
        )
        message = self._message(named, language)
        said = message.said
        leaning = leans(said) or (bool(earlier) and _names_nothing(said))
        before = self._leant_on(said, earlier, language) if leaning else None
        resolved = written_out(said, before, earlier[-1][1]) if before else said.text
        if not before and self._is_term(said):
            resolved = meaning_of(resolved, language)
        # The frame of an embedded question tells its intent too.
        intent = intent_of(message.spelt if resolved == said.text else resolved)
        found = self._mentions(resolved, self._analyse(resolved, language))
        return Question(
            text=text,
            resolved=resolved,
            language=language,
            intent=intent,
            query=self._query(resolved, intent, message.scene, found, language),
            mentions=found,
            years=tuple(dict.fromkeys(YEAR.findall(_unbounded(resolved, language)))),
            counted=_counted(resolved, name_words(found)),
            negated=_negates(resolved, language),
            leans=leaning,
            lost=is_unnamed(said.text) if earlier else self._lost(said),
            told=_told(said, before, earlier[-1][1]) if before else (),
        )

    def _query(
        self,
        resolved: str,
        intent: Intent,
        scene: str,
        found: Sequence[Mention],
        language: Language,
    ) -> Query:
        """The question as a query; what only stands around it tells less."""
        # Whether it was so before a year, that year decides.
        whether = intent is Intent.YES_NO
        query = self._analyse(resolved if whether else _unbounded(resolved, language), language)
        if scene:
            around = self._analyse(scene, language)
            query = background.in_scene(query, around, name_words(found))
        return background.without_kind_words(query, intent)

    def _message(self, text: str, language: Language) -> _Message:
        """The message with its words mended, as the question that it asks and its scene."""
        text = without_correction(text)
        asked = question_words(text, lambda word: bool(self._names.spellings(analysis.fold(word))))
        mended = spelt(asked, language, self._mended)
        asking = taken_apart(mended)
        core = self._said(asking.question, language)
        thin = core.telling < _ENOUGH and not core.names
        # «Jeg begynte i jobben i 2017. Når er fristen?» asks of today.
        then = may_decide(asking.setting) or bool(_PAST.search(core.text))
        thin = thin and (then or not YEAR.search(asking.setting))
        if asking.setting and (asking.several or thin or points_back(core)):
            core = self._said(asking.whole, language)
            scene = ""
        else:
            scene = asking.setting
        if core.text != mended:
            left = self._left(core, mended, language, then=then)
            core = self._said(" ".join((core.text, *left)), language)
        return _Message(mended, core, scene)

    def _left(self, core: Said, message: str, language: Language, *, then: bool) -> list[str]:
        """Names and years of a scene that its question has none of: «Vi er i Arena. Hva nå?»."""
        whole = self._said(message, language)
        names = [m.name for m in whole.names if self._names.names(m.name.casefold())]
        years = [] if core.years or not then else list(dict.fromkeys(whole.years))
        return [*([] if core.names else names), *years]

    def _mended(self, word: str) -> str:
        """The documents' word for a misspelt one; itself where they have it, or ""."""
        if self._names.spellings(analysis.fold(word)) or self._analyser.near(word):
            mended = self._analyse(word, Language.NB).mended
            return mended[0] if mended else word
        return ""

    def _is_term(self, said: Said) -> bool:
        """Whether a message is nothing but a term: a word of the documents, or a name."""
        words = analysis.words(said.text)
        if intent_of(said.text) is not Intent.OTHER or said.years:
            return False
        if len(said.names) == 1 and not said.content:
            return set(words) <= name_words(said.names)
        return len(words) == 1 and len(said.content) == 1 and self._names.stands(words[0])

    def _said(self, text: str, language: Language) -> Said:
        query = self._analyse(text, language)
        found = self._mentions(text, query)
        content = self._content(query, found)
        count = sum(max(telling(w, language) for w in c.split()) >= _TELLING for c in content)
        return Said(text, found, tuple(content), count)

    def _before(self, earlier: Sequence[tuple[str, str]], language: Language) -> Said | None:
        """The latest of the earlier questions, itself written out where it leans on others."""
        if not earlier:
            return None
        said = self._message(earlier[-1][0], language).said
        if len(earlier) > 1 and (leans(said) or _names_nothing(said)):
            before = self._leant_on(said, earlier[:-1], language)
            if before is not None:
                return self._said(written_out(said, before, earlier[-2][1]), language)
        elif len(earlier) > 1 and _is_of_a_thing_before(said):
            # «Hvor lenge varer det?» asks of the thing, not of its requirements.
            thing = self._before(earlier[:-1], language)
            return _with_thing(said, thing) if thing is not None else said
        return said

    def _leant_on(
        self, said: Said, earlier: Sequence[tuple[str, str]], language: Language
    ) -> Said | None:
        """What a question leans on in the earlier ones: what came, what is still so, or all."""
        before = self._before(earlier, language)
        if before is None or said.names:
            return before
        if came_after.is_pointed_at(said.text, before.text):
            names_in = partial(self._names_in, language)
            return came_after.told_in(earlier[-1][1], names_in)
        return without_then(before) if is_of_today(said.text, before.text) else before

    def _names_in(self, language: Language, text: str) -> tuple[Mention, ...]:
        """The names of a text that the documents have."""
        return self._mentions(text, self._analyse(text, language))

    def _mentions(self, text: str, query: Query) -> tuple[Mention, ...]:
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

    def _lost(self, said: Said) -> bool:
        """Whether nothing at all tells what the question is about."""
        if (not said.names and THAT_ONE.search(said.text)) or only_repeats(said):
            return True
        if said.years and said.content and intent_of(said.text) is not Intent.OTHER:
            # «When did the 2017 call open up?»
            return False
        return not (said.names or said.telling or any(self._names.stands(w) for w in said.content))

    @staticmethod
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


def _unbounded(text: str, language: Language) -> str:
    """A question without the year before which it asks how it was."""
    return without_bound(text, patterns.read("followup").tables["before"][language.value])


def is_only_a_word(name: str, text: str, language: Language) -> bool:
    """Whether a text has a name's word as a common word («min» where «Min side» is a name)."""
    if " " in name:
        return language is Language.EN and _is_a_word_there(name, text)
    if text.islower() or re.search(rf"\b{re.escape(name)}", text):
        return False
    return telling(name.casefold(), language) < _TELLING


def _is_a_word_there(name: str, text: str) -> bool:
    """Whether an English text has a name's last word, and only as a word («impact goals»)."""
    word = name.rsplit(maxsplit=1)[-1].casefold()
    said = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    if name.casefold() in text.casefold():
        return False
    found = [m.start() for m in said.finditer(text)]
    plain = [m.span() for m in _ENGLISH_WORDS.finditer(text)]
    return bool(found) and all(any(a <= at < b for a, b in plain) for at in found)


def _asked_before(history: Sequence[Turn]) -> list[tuple[str, str]]:
    """The earlier questions with their answers, oldest first; thanks and the like are none."""
    asked: list[tuple[str, str]] = []
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            asked.append((turn.content, ""))
        elif asked and turn.role == "assistant":
            asked[-1] = (asked[-1][0], turn.content)
    return [(text, reply) for text, reply in asked if classify(text) is None]


def _names_nothing(said: Said) -> bool:
    """Whether a question that was asked after another one names nothing that it is asked of."""
    return names_no_thing(said) or leans_on_it(said.text) or is_of_the_same(said.text)


def _is_of_a_thing_before(said: Said) -> bool:
    """Whether an earlier question is of a thing it does not name («hva er kravene?»)."""
    of_it = asks_what_is_demanded(said.text, intent_of(said.text)) or _HAPPENED.search(said.text)
    return bool(of_it) and not said.names


def _with_thing(said: Said, before: Said) -> Said:
    """A question that names no thing with the one that was spoken of before it."""
    thing = [m.name for m in before.names] or list(before.content)
    text = " ".join((said.text, *thing))
    content = tuple(dict.fromkeys((*before.content, *said.content)))
    kept = tuple(w for w in content if not DEMANDED.fullmatch(w))
    return Said(text, before.names, kept, before.telling)


def _told(said: Said, before: Said, reply: str) -> tuple[str, ...]:
    """Values that the answer before gave; who asks on wants another of the kind."""
    known = {analysis.stem(w) for w in before.content}
    repeated = all(analysis.stem(w) in known for w in said.content)
    if repeated or elliptic(said) or intent_of(said.text) is not intent_of(before.text):
        return ()
    return tuple(v.canonical for v in find(MARKER.sub("", reply)))


def _negates(resolved: str, language: Language) -> bool:
    """Whether a question has a word for not; «no» is one in English alone."""
    english = language is Language.EN and _NO.search(resolved)
    return bool(english or _NEGATION.search(resolved))


def _counted(text: str, named: Collection[str]) -> tuple[str, ...]:
    """The words after «hvor mange»; what is counted in «Arena-prosjekter» is projects."""
    match = _COUNTED.search(text)
    if not match:
        return ()
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    said = analysis.words(match[1])
    if said[0] in _AUXILIARIES:
        # «Hvor mange kan vi sende?»: the noun is left out.
        return ()
    words = [w for w in said if w not in stop]
    others = tuple(w for w in words if w not in named)
    if others and len(others) < len(words) and all(w in _ADJECTIVES for w in others):
        # «Hvor mange nye NCE-er?» counts what has the name.
        return ()
    return others or tuple(words)
