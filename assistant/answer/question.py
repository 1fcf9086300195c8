"""A question understood: what is asked, about which names and years, and what it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.conversation import classify
from assistant.answer.followup import YEAR, Said, elliptic, leans, written_out
from assistant.answer.intent import Intent, intent_of
from assistant.answer.values import find
from assistant.domain import Language, Turn
from assistant.search import analysis
from assistant.search.commonness import telling
from assistant.search.language import detect
from assistant.search.names import Mention, NameStore, mentions, name_words
from assistant.search.query import Query, QueryAnalyser

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
_MARKER = re.compile(r"\[\d+\]")
# «det nivået» points at something said before.
_THAT_ONE = re.compile(
    r"\b(det|dette|denne|den|that|this) "
    r"(nivået|utlysningen|utlysinga|modulen|runden|level|call|round)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a question before any document is looked at.

    `resolved` is the question with what a follow-up leans on written out; equal to `text` when
    it stands alone. `leans` tells that it leans on something, `lost` that nothing was there to
    lean on. `counted`: the words after «hvor mange». `told`: values that have been told already.
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
    told: tuple[str, ...] = ()


class Reader:
    """Understands questions with the vocabulary and the names of one index."""

    def __init__(self, analyser: QueryAnalyser, names: NameStore) -> None:
        self._analyser = analyser
        self._names = names

    def read(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question, with what it leans on taken from `history` (oldest first)."""
        language = detect(text, history)
        query = self._analyser.analyse(text, language)
        said = self._said(query)
        earlier = _asked_before(history)
        leaning = leans(said)
        before = self._before(earlier, language) if leaning else None
        resolved = text
        if before:
            resolved = written_out(said, before, earlier[-1][1])
            query = self._analyser.analyse(resolved, language)
        return Question(
            text=text,
            resolved=resolved,
            language=language,
            intent=intent_of(resolved),
            query=query,
            mentions=self._mentions(query) if before else said.names,
            years=tuple(dict.fromkeys(YEAR.findall(resolved))),
            counted=_counted(resolved),
            negated=bool(_NEGATION.search(resolved)),
            leans=leaning,
            lost=not earlier and self._lost(said),
            told=_told(said, before, earlier[-1][1]) if before else (),
        )

    def _said(self, query: Query) -> Said:
        found = self._mentions(query)
        content = self._content(query, found)
        count = sum(max(telling(w, query.language) for w in c.split()) >= _TELLING for c in content)
        return Said(query.text, found, tuple(content), count)

    def _before(self, earlier: Sequence[tuple[str, str]], language: Language) -> Said | None:
        """The latest of the earlier questions, itself written out where it leans on others."""
        if not earlier:
            return None
        said = self._said(self._analyser.analyse(earlier[-1][0], language))
        if len(earlier) > 1 and leans(said):
            before = self._before(earlier[:-1], language)
            if before is not None:
                resolved = written_out(said, before, earlier[-2][1])
                return self._said(self._analyser.analyse(resolved, language))
        return said

    def _mentions(self, query: Query) -> tuple[Mention, ...]:
        text = query.text
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
        if not said.names and _THAT_ONE.search(said.text):
            return True
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


# From this on a word names a topic («søke», «penger»); below, it is talk («få», «begynte»).
_TELLING = 0.45
_UNIT_WORDS = """
    år åra årene måneder måned månader uker dager penger pengar mye mykje mange lenge lang tid
    years year months time long money much many klokkeslett klokka klokken tidspunkt dato datoen
    årstall årstal dag dagen date day hour hours sum summen beløp beløpet amount kroner million
    millioner millionar prosent
"""
_UNITS = frozenset(_UNIT_WORDS.split())


def is_only_a_word(name: str, text: str, language: Language) -> bool:
    """Whether a text has a name's word as a common word («min» where «Min side» is a name)."""
    if " " in name or text.islower() or re.search(rf"\b{re.escape(name)}", text):
        return False
    return telling(name.casefold(), language) < _TELLING


def _asked_before(history: Sequence[Turn]) -> list[tuple[str, str]]:
    """The earlier questions with their answers, oldest first; thanks and the like are none."""
    asked: list[tuple[str, str]] = []
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            asked.append((turn.content, ""))
        elif asked and turn.role == "assistant":
            asked[-1] = (asked[-1][0], turn.content)
    return [(text, reply) for text, reply in asked if classify(text) is None]


def _told(said: Said, before: Said, reply: str) -> tuple[str, ...]:
    """Values that the answer before gave; who asks on wants another of the kind."""
    known = {analysis.stem(w) for w in before.content}
    repeated = all(analysis.stem(w) in known for w in said.content)
    if repeated or elliptic(said) or intent_of(said.text) is not intent_of(before.text):
        return ()
    return tuple(v.canonical for v in find(_MARKER.sub("", reply)))


def _counted(text: str) -> tuple[str, ...]:
    match = _COUNTED.search(text)
    if not match:
        return ()
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return tuple(w for w in analysis.words(match[1]) if w not in stop)
