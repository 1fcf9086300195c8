"""Things that documents tell apart by a number or a letter: «trinn 2», «spor B», «WP4».

Which of them a question is about, and which of them a unit is about: by its own words, else by its
heading. A document may give them names too («Trinn 1 – Feltobservatør»), and a question may use
the name alone. Nothing is listed but words that number other things («§ 4», «uke 12»): what is a
label shows in the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.extraction.steering import quotable
from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.domain import Hit
from assistant.search import analysis

_MARK = r"(?:\d{1,2}|[a-h])"
_ASKED = re.compile(
    rf"\b([a-zæøå][a-zæøå-]+) ?({_MARK})\b(?![.,:]\d|-[a-zæøå])(?! ?(?:%|kr\b))", re.I
)
_MORE = re.compile(
    rf"(?:,| og| eller| and| or|, og|, eller) (?:(?:i|på|for|in|on) )?"
    rf"(?:(?P<label>[a-zæøå][a-zæøå-]+) )?(?P<mark>{_MARK})\b(?![.,:]?\d)",
    re.I,
)
_RANGE = re.compile(r" ?(?:[–—-]|til|to) ?(\d{1,2})\b(?![.,:]?\d)", re.I)
# «2.1 Trinn 1 – Feltobservatør», «Spor C Havnemiljø», «Nivå 2 (inntil to år)».
_NAMED = re.compile(
    rf"^\W*(?:[\d.]+ +)?(?P<label>[a-zæøå]{{2,}}) ?(?P<mark>{_MARK})\b"
    r"[\s:.,–—(-]*(?P<name>[^\d(]*)",
    re.I,
)
_FIRST = re.compile(rf"({_MARK})\b(?![.,:]\d)", re.I)
# How surely a word must stand for a label, and a name's words for a name.
_LABEL, _NAME = 0.5, 0.7
_FEWEST, _SHORTEST = 2, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """The alternatives of one label that a question is about.

    `concepts` are the indexes of the question's concepts that say which: they stand wherever one
    of the alternatives is spoken of.
    """

    label: WeightedConcept | None
    words: frozenset[str]
    marks: frozenset[str]
    concepts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit is about: the marks among those asked about, or, if `other`, others alone."""

    marks: frozenset[str] = frozenset()
    other: bool = False
    given: frozenset[int] = field(default_factory=frozenset)


NOTHING = Told()


class Alternatives:
    """The alternatives that a question is about, as the documents at hand tell them apart.

    Args:
        question: the question.
        concepts: its weighted concepts.
        hits: the passages found for it, which show what is told apart so.

    """

    def __init__(
        self, question: Question, concepts: Sequence[WeightedConcept], hits: Sequence[Hit]
    ) -> None:
        self._concepts = concepts
        self.asked = self._by_number(question) or self._by_name(hits)
        self._unknown = self.asked is not None and not self._heard_of(self.asked, hits)

    def told(self, unit: Unit) -> Told:
        """Which of the alternatives asked about a unit is about."""
        if self.asked is None:
            return NOTHING
        if self._unknown:
            return Told(other=True)
        marks = self._marks_of(unit, self.asked)
        if not marks:
            return NOTHING
        both = marks & self.asked.marks
        return Told(both, other=not both, given=self.asked.concepts if both else frozenset())

    def _heard_of(self, asked: Asked, hits: Sequence[Hit]) -> bool:
        """Whether the documents tell any of the alternatives asked about («blokk C»)."""
        said = {m for h in hits for u in quotable(h.chunk) for m in self._marks_of(u, asked)}
        return bool(asked.marks & said)

    def _marks_of(self, unit: Unit, asked: Asked) -> frozenset[str]:
        row = unit.kind is UnitKind.ROW and self._is_label(unit.rows_are, asked)
        if row and (first := _FIRST.match(unit.text)):
            return frozenset({first[1].casefold()})
        for text in (unit.text, *reversed(unit.chunk.section), unit.chunk.title):
            if marks := frozenset(self._marks_in(text, asked)):
                return marks
        return frozenset()

    def _marks_in(self, text: str, asked: Asked) -> Iterator[str]:
        for match_ in _ASKED.finditer(text):
            if self._is_label(match_[1], asked):
                yield from _listed(text, match_)

    @staticmethod
    def _is_label(word: str, asked: Asked) -> bool:
        if asked.words & set(analysis.stems(word)):
            return True
        return asked.label is not None and match(asked.label.concept, terms_of(word)) >= _LABEL

    def _by_number(self, question: Question) -> Asked | None:
        """«Trinn 2», «work package 4» in the question; None where it has no such words."""
        text = question.resolved
        for found in _ASKED.finditer(text):
            short_word = len(found[1]) < _SHORTEST
            if short_word or _numbers_something(found[1]) or _is_value(text, found.start(2)):
                continue
            before = [*analysis.words(text[: found.start(1)])[-1:], found[1].casefold()]
            short = "".join(w[0] for w in before) if len(before) > 1 else ""
            marks = frozenset(_listed(text, found))
            label = [i for i, c in enumerate(self._concepts) if _names(c, found[1])]
            which = [i for i, c in enumerate(self._concepts) if c.concept.surface in marks]
            if not label or not which:
                continue
            words = frozenset({*analysis.stems(found[1]), short} - {""})
            chosen = self._concepts[label[0]]
            return Asked(chosen, words, marks, frozenset({*label, *which}))
        return None

    def _by_name(self, hits: Sequence[Hit]) -> Asked | None:
        """The alternative whose name a question uses, where headings tell several apart."""
        labels: dict[str, dict[str, set[str]]] = {}
        for heading in {h for hit in hits for h in hit.chunk.section}:
            found = _NAMED.match(heading)
            if found and not _numbers_something(found["label"]):
                label = labels.setdefault(found["label"].casefold(), {})
                label.setdefault(found["mark"].casefold(), set()).update(_content(found["name"]))
        texts = [hit.chunk.text for hit in hits] if labels else []
        told = {(m[1].casefold(), m[2].casefold()) for t in texts for m in _ASKED.finditer(t)}
        for label_word, by_mark in labels.items():
            if len({*by_mark, *(mark for word, mark in told if word == label_word)}) < _FEWEST:
                continue
            named: dict[str, set[int]] = {
                mark: self._said(name) for mark, name in by_mark.items() if name
            }
            used = {mark: indexes for mark, indexes in named.items() if indexes}
            if len(used) == 1:
                mark, indexes = next(iter(used.items()))
                stems = frozenset(analysis.stems(label_word))
                return Asked(None, stems, frozenset({mark}), frozenset(indexes))
        return None

    def _said(self, name: Iterable[str]) -> set[int]:
        """The concepts that name an alternative; empty where one of its words is not said."""
        found: set[int] = set()
        for word in name:
            terms = terms_of(word)
            said = [i for i, c in enumerate(self._concepts) if match(c.concept, terms) >= _NAME]
            if not said:
                return set()
            found.update(said)
        return found


def _content(name: str) -> list[str]:
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return [w for w in analysis.words(name) if w not in stop]


def _names(concept: WeightedConcept, word: str) -> bool:
    """Whether a concept is of a word of the question, alone or as the last of a phrase."""
    return concept.concept.surface.split()[-1:] == [word.casefold()]


def _listed(text: str, first: re.Match[str]) -> Iterator[str]:
    """The marks that follow a label: «2 og 3», «B og i spor C», «1–3»."""
    yield first[2].casefold()
    at, last = first.end(), first[2]
    to = _RANGE.match(text, at)
    if to and last.isdigit() and int(last) < int(to[1]):
        yield from (str(n) for n in range(int(last) + 1, int(to[1]) + 1))
        at = to.end()
    while more := _MORE.match(text, at):
        if more["label"] and more["label"].casefold() != first[1].casefold():
            return
        yield more["mark"].casefold()
        at = more.end()


def _is_value(text: str, at: int) -> bool:
    """Whether what stands at a place is more than a bare number: an amount, a date, an hour."""
    value = next((v for v in find(text) if v.start <= at < v.end), None)
    return value is not None and value.kind is not ValueKind.NUMBER


@lru_cache(maxsize=1)
def _numbering() -> frozenset[str]:
    return frozenset(patterns.read("demands").tables["numbering"]["words"].split())


def _numbers_something(word: str) -> bool:
    """Whether a number after a word tells no alternative: a time, a paragraph, a small word."""
    lowered = word.casefold()
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return lowered in stop or lowered in _numbering()
