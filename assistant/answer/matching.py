"""How well a stretch of text covers the concepts of a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.units import Terms
from assistant.search import analysis
from assistant.search.query import Concept

_PART_CREDIT = 0.75
_GRAM_CREDIT = 0.7
_GRAM_FLOOR = 0.6
_MIN_PART = 4
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


def match(concept: Concept, terms: Terms) -> float:
    """How surely a concept is mentioned: 1 for its own word, less for parts and stand-ins."""
    single = max((w * _word(word, terms) for word, w in concept.alternatives.items()), default=0.0)
    whole = max(
        (w * sum(_word(word, terms) for word in p) / len(p) for p, w in concept.phrases),
        default=0.0,
    )
    return max(single, whole)


def _word(word: str, terms: Terms) -> float:
    stem = analysis.stem(word)
    if stem in terms.stems or not terms.stems.isdisjoint(_contracted(word, stem)):
        return 1.0
    if len(word) < _MIN_PART or word.isdigit():
        return 0.0
    grams = analysis.grams(word)
    shared = sum(g in terms.grams for g in grams) / len(grams)
    if shared < _GRAM_FLOOR:
        return 0.0
    if len(stem) >= _MIN_PART and any(
        w.startswith(stem) or w.endswith((word, stem)) for w in terms.words
    ):
        return _PART_CREDIT
    return _GRAM_CREDIT * shared


def _contracted(word: str, stem: str) -> set[str]:
    """Other stems of an adjective in -en: «voksen» and «voksne», «åpen» and «åpne»."""
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
    matches = tuple(
        1.0
        if i in given
        else max(match(c.concept, terms), *(d * match(c.concept, t) for t, d in context), 0.0)
        for i, c in enumerate(concepts)
    )
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
