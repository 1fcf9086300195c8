"""How well a stretch of text covers the concepts of a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.extraction.units import Terms, terms_of
from assistant.search import analysis
from assistant.search.query import Concept

_PART_CREDIT = 0.75
_GRAM_CREDIT = 0.7
_GRAM_FLOOR = 0.6
_MIN_PART = 4
# «-dommere», «-medlemmer», «-eiere», «-ansatte», «-pensjonister»: who somebody is.
_PERSONS = re.compile(
    r"(?:ere|erne|arar|arane|medlem\w*|lemmer|lemer|ansatte?|tilsette?|ister|istar|members?|ers)$"
)
# What the whole corpus is about still counts for something.
_LEAST_IDF = 0.8
# A word that the documents do not have weighs less: often it is only another way to say it.
_UNHEARD = 0.6


@dataclass(frozen=True, slots=True)
class WeightedConcept:
    """A concept with how much it tells (idf of its own word, or of what stands in for it).

    `stands`: whether its own word stands in the documents. A word that stands there but not by
    a passage speaks against the passage; a word that stands nowhere is the asker's own wording.
    """

    concept: Concept
    weight: float
    stands: bool = True
    topical: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """Match of each concept, 0 to 1, in question order, and their weighted mean."""

    matches: tuple[float, ...]
    share: float


@dataclass(frozen=True, slots=True)
class _Sought:
    """What of a question's word is looked for in texts: its stems and, from four letters, grams."""

    word: str
    stem: str
    stems: frozenset[str]
    grams: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _sought(word: str) -> _Sought:
    stem = analysis.stem(word)
    grams = analysis.grams(word) if len(word) >= _MIN_PART else ()
    return _Sought(word, stem, frozenset({stem, *_contracted(word, stem)}), grams)


def match(concept: Concept, terms: Terms) -> float:
    """How surely a concept is mentioned: 1 for its own word, less for parts and stand-ins."""
    best = 0.0
    for word, weight in concept.alternatives.items():
        # A word in full is worth its weight, so a lighter one cannot win.
        if weight > best:
            best = max(best, weight * _word(_sought(word), terms))
    for phrase, weight in concept.phrases:
        if weight > best:
            each = [_word(_sought(word), terms) for word in phrase]
            if not each[-1] and _of_persons(concept.surface, phrase):
                continue
            best = max(best, weight * _together(concept, phrase, each, own=weight >= 1.0))
    return best


def _together(
    concept: Concept, phrase: Sequence[str], each: Sequence[float], *, own: bool
) -> float:
    """The match of a phrase by those of its words; of the asker's own, each by what it tells."""
    shares = [concept.alternatives.get(w, 1.0) if own else 1.0 for w in phrase]
    return sum(s * e for s, e in zip(shares, each, strict=True)) / sum(shares)


def _of_persons(surface: str, phrase: Sequence[str]) -> bool:
    """Whether a phrase is a compound that names persons, in two words: who they are is the last.

    «Håndball» speaks of no «håndballdommere».
    """
    compound = " " not in surface and surface.startswith(phrase[0]) and len(phrase) > 1
    return compound and names_persons(surface)


def names_persons(word: str) -> bool:
    """Whether a compound says who somebody is («-dommere», «-medlemmer»)."""
    return _PERSONS.search(word) is not None


def _word(sought: _Sought, terms: Terms) -> float:
    if not terms.stems.isdisjoint(sought.stems):
        return 1.0
    if terms.grams.isdisjoint(sought.grams):
        return 0.0
    shared = sum(g in terms.grams for g in sought.grams) / len(sought.grams)
    if shared < _GRAM_FLOOR:
        return 0.0
    word, stem = sought.word, sought.stem
    if len(stem) >= _MIN_PART and any(
        w.startswith(stem) or w.endswith((word, stem)) for w in terms.words
    ):
        return _PART_CREDIT
    return _GRAM_CREDIT * shared


def _contracted(word: str, stem: str) -> set[str]:
    """Other stems of a word in -en: «voksen» and «voksne», «leien» and «leie»."""
    if stem == word and re.fullmatch(r"\w{3,}e[nrt]", word):
        return {word[:-1], *_contracted_adjective(word, stem)}
    return _contracted_adjective(word, stem)


def _contracted_adjective(word: str, stem: str) -> set[str]:
    """Other stems of an adjective in -en: «åpen» and «åpne»."""
    if re.search(r"[^aeiouyæøån]n$", stem):
        return {stem[:-1], f"{stem[:-1]}en"} if len(stem) > _MIN_PART else {f"{stem[:-1]}en"}
    return {f"{word[:-2]}n"} if word.endswith("en") and len(word) > _MIN_PART else set()


def cover(
    concepts: Sequence[WeightedConcept],
    terms: Terms,
    context: Sequence[tuple[Terms, float]] = (),
    *,
    given: Collection[int] = (),
) -> Coverage:
    """Coverage of `concepts` by a text and, discounted, by what stands around it.

    Args:
        concepts: weighted concepts of the question.
        terms: the text's own terms.
        context: (terms, discount from 0 to 1) of surrounding texts.
        given: indexes of concepts that go for matched whatever the text says.

    """
    around = [(_matches(concepts, t), discount) for t, discount in context]
    return _coverage(concepts, _matches(concepts, terms), around, given)


class Matcher:
    """Matches texts with the concepts of one question.

    Titles, headings and passages stand around many units, so what a text has is remembered.
    """

    def __init__(self, concepts: Sequence[WeightedConcept]) -> None:
        self._concepts = concepts
        self._known: dict[str, tuple[float, ...]] = {}

    def matches(self, text: str) -> tuple[float, ...]:
        """The match of each concept by a text alone, in question order."""
        if text not in self._known:
            self._known[text] = _matches(self._concepts, terms_of(text))
        return self._known[text]

    def cover(
        self,
        text: str,
        context: Sequence[tuple[str, float]] = (),
        *,
        given: Collection[int] = (),
    ) -> Coverage:
        """As `cover`, by texts: coverage by a text and, discounted, by what stands around it."""
        around = [(self.matches(t), discount) for t, discount in context]
        return _coverage(self._concepts, self.matches(text), around, given)


def _matches(concepts: Sequence[WeightedConcept], terms: Terms) -> tuple[float, ...]:
    return tuple(match(c.concept, terms) for c in concepts)


def _coverage(
    concepts: Sequence[WeightedConcept],
    own: Sequence[float],
    around: Sequence[tuple[Sequence[float], float]],
    given: Collection[int],
) -> Coverage:
    matches = tuple(own)
    for found, discount in around:
        matches = tuple(max(m, discount * f) for m, f in zip(matches, found, strict=True))
    if given:
        matches = tuple(1.0 if i in given else m for i, m in enumerate(matches))
    total = sum(c.weight for c in concepts)
    share = sum(m * c.weight for m, c in zip(matches, concepts, strict=True))
    return Coverage(matches, share / total if total else 0.0)


def weigh(
    concepts: Sequence[Concept], idf: Mapping[str, float], *, default: float, rarest: float
) -> tuple[WeightedConcept, ...]:
    """Concepts with weights: idf in the documents, damped by how common a word is in general.

    Args:
        concepts: the question's concepts.
        idf: stem → idf of the words that stand in the documents.
        default: the idf of a word that stands nowhere.
        rarest: the idf of a word that stands in one passage only.
    """
    weighted = []
    for concept in concepts:
        own = [idf.get(analysis.stem(w)) for w, v in concept.alternatives.items() if v >= 0.9]
        others = [idf.get(analysis.stem(w)) for w, v in concept.alternatives.items() if v < 0.9]
        first = next((v for v in own if v is not None), None)
        if first is not None:
            weight = max(first, _LEAST_IDF)
        else:
            stand_ins = [v for v in others if v is not None]
            weight = max(stand_ins) if stand_ins else default * _UNHEARD
        stands = first is not None
        topical = first is not None and first < rarest
        weighted.append(WeightedConcept(concept, weight * concept.telling, stands, topical))
    return tuple(weighted)
