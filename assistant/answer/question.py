"""A question understood: what is asked, about which names and years, and what it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.intent import Intent, intent_of
from assistant.domain import Language, Turn
from assistant.search import analysis
from assistant.search.commonness import telling
from assistant.search.language import detect
from assistant.search.names import Mention, NameStore, mentions
from assistant.search.query import Query, QueryAnalyser

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NEGATION = re.compile(
    r"\b(ikke|ikkje|ingen|inga|inkje|uten|utan|aldri|not|no|never|without|cannot)\b|n't\b", re.I
)
_COUNTED = re.compile(
    r"\b(?:hvor mange|kor mange|how many|antall(?:et)?|tal(?:et)? på|number of)"
    r"((?:\s+[\w-]+){1,3})",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(
    r"(?<!^)(?<![.!?:«\"] )(?<!\b[ipå] )(?<!\b(?:på|in|at) )(?<!\b(?:fra|ved|frå) )(?<!\bfrom )"
    r"\b([A-ZÆØÅ][a-zæøå]{3,})\b"
)
# «det nivået» points at something said before.
_THAT_ONE = re.compile(
    r"\b(det|dette|denne|den|that|this) "
    r"(nivået|utlysningen|utlysinga|modulen|runden|level|call|round)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"^\W*(?:(?:og|men|ja|ok|and|but) )?(enn|hva med|kva med|hva for|what about|how about)\b", re.I
)
_CUE = re.compile(
    r"^\W*(enn|og|men|ja|ok|okei|å|så|hva med|kva med|enda|what about|how about|and|but|then)\b",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\b(den|denne|dette|disse|dei|desse|de|dem|deres|dit|da|nivået|her|they|those|them|its"
    r"|their|this|that|it|der)\b",
    re.IGNORECASE,
)
_WEAK_ANAPHOR = re.compile(r"\b(det|there|then)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a question before any document is looked at.

    `resolved` is the question with what a follow-up leans on written out; equal to `text` when
    it stands alone. `leans` tells that it leans on something, `lost` that nothing was there to
    lean on. `counted`: the words after «hvor mange».
    """

    text: str
    resolved: str
    language: Language
    intent: Intent
    query: Query
    mentions: tuple[Mention, ...]
    years: tuple[str, ...]
    counted: tuple[str, ...] = ()
    negated: bool = False
    leans: bool = False
    lost: bool = False


class Reader:
    """Understands questions with the vocabulary and the names of one index."""

    def __init__(self, analyser: QueryAnalyser, names: NameStore) -> None:
        self._analyser = analyser
        self._names = names

    def read(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question, with what it leans on taken from `history` (oldest first)."""
        language = detect(text, history)
        query = self._analyser.analyse(text, language)
        found = self._mentions(text, query)
        leans = self._leans(text, query, found)
        earlier = [t.content for t in history if t.role == "user" and t.content.strip()]
        if leans and earlier:
            resolved = self._resolve(text, earlier, found, language)
            if resolved != text:
                query = self._analyser.analyse(resolved, language)
                found = self._mentions(resolved, query)
        else:
            resolved = text
        return Question(
            text=text,
            resolved=resolved,
            language=language,
            intent=intent_of(resolved),
            query=query,
            mentions=found,
            years=tuple(dict.fromkeys(_YEAR.findall(resolved))),
            counted=_counted(resolved),
            negated=bool(_NEGATION.search(resolved)),
            leans=leans,
            lost=not earlier and self._lost(text, query, found),
        )

    def _mentions(self, text: str, query: Query) -> tuple[Mention, ...]:
        cased = analysis.cased_words(text)
        words = query.mended if len(query.mended) == len(cased) else tuple(analysis.words(text))
        found = mentions(words, self._names)
        return (*found, *self._unknown_names(text))

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

    def _leans(self, text: str, query: Query, found: Sequence[Mention]) -> bool:
        """Whether the question lacks a topic of its own."""
        content = self._content(query, found)
        telling_words = [w for w in content if telling(w, query.language) >= _TELLING]
        if _CUE.search(text):
            return len(telling_words) <= 1 or (len(content) <= 3 and not found)
        if found:
            # «NIC Connect?» after a question about another level asks the same of it.
            return not content and intent_of(text) is Intent.OTHER
        if not telling_words:
            return True
        return bool(_ANAPHOR.search(text)) and len(telling_words) <= 1

    def _lost(self, text: str, query: Query, found: Sequence[Mention]) -> bool:
        """Whether nothing at all tells what the question is about."""
        content = self._content(query, found)
        if not found and _THAT_ONE.search(text):
            return True
        return not found and not any(
            telling(w, query.language) >= _TELLING or self._names.stands(w) for w in content
        )

    @staticmethod
    def _content(query: Query, found: Sequence[Mention]) -> list[str]:
        """Concepts that carry a topic: no names, years or units of time."""
        named = {w for m in found for w in m.name.casefold().split()}
        return [
            c.surface
            for c in query.concepts
            if c.surface not in named
            and c.surface not in _UNITS
            and not c.surface.isdigit()
            and not any(c.surface in words for words in analysis.fillers().values())
        ]

    def _resolve(
        self, text: str, earlier: Sequence[str], found: Sequence[Mention], language: Language
    ) -> str:
        """The follow-up as a question that stands alone."""
        before = earlier[-1]
        query = self._analyser.analyse(before, language)
        if len(earlier) > 1 and self._leans(before, query, self._mentions(before, query)):
            names = self._mentions(before, query)
            before = self._resolve(before, earlier[:-1], names, language)
            query = self._analyser.analyse(before, language)
        old = self._mentions(before, query)
        own = self._content(self._analyser.analyse(text, language), found)
        asked = intent_of(text)
        years = _YEAR.findall(text)
        if years and not found and not own and _YEAR.search(before):
            return _YEAR.sub(years[0], before)
        if found and _INSTEAD.search(text):
            return _replace_names(before, old, found)
        if found and not own and asked in (Intent.OTHER, Intent.WHERE):
            return _replace_names(before, old, found)
        if found:
            return f"{text} {' '.join(self._content(query, old))}"
        if asked in (Intent.OTHER, Intent.YES_NO) and not own:
            return f"{before} {text}"
        topic = [m.name for m in old] or self._content(query, old)
        inherited = [] if years else _YEAR.findall(before)
        return " ".join([text, *topic, *inherited])


# From this on a word names a topic («søke», «penger»); below, it is talk («få», «begynte»).
_TELLING = 0.45
_UNIT_WORDS = """
    år åra årene måneder måned månader uker dager penger pengar mye mykje mange lenge lang tid
    years year months time long money much many
"""
_UNITS = frozenset(_UNIT_WORDS.split())


def _replace_names(before: str, old: Sequence[Mention], new: Sequence[Mention]) -> str:
    """The earlier question with its names replaced by the new ones."""
    names = " og ".join(m.name for m in new)
    for mention in sorted(old, key=lambda m: -len(m.name)):
        pattern = re.compile(re.escape(mention.name), re.IGNORECASE)
        if pattern.search(before):
            return pattern.sub(names, before, count=1)
        last = re.compile(rf"\b{re.escape(mention.name.split()[-1])}\b", re.IGNORECASE)
        if last.search(before):
            return last.sub(names, before, count=1)
    return f"{before.rstrip(' ?!.')} {names}?"


def _counted(text: str) -> tuple[str, ...]:
    match = _COUNTED.search(text)
    if not match:
        return ()
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return tuple(w for w in analysis.words(match[1]) if w not in stop)
