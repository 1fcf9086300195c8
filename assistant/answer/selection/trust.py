"""How surely a unit is about the matter of a question at all."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.selection.distance import is_voted
from assistant.answer.selection.thresholds import Thresholds
from assistant.search.thesaurus import KIN_WEIGHT

# A concept matched less than this is not spoken of.
_HINT = 0.3


def trust_of(evidence: Evidence, concepts: Sequence[WeightedConcept]) -> float:
    """How surely a unit is about the matter of the question at all; 0 is even odds.

    Log odds fitted by logistic regression: answerable tuning questions against unrelated ones.
    What counts is how much telling words the unit and its surroundings match, and how much of
    the question the documents have never heard of.
    """
    if max(evidence.full.matches, default=1.0) <= KIN_WEIGHT:
        return -math.inf  # Of what was said, nothing but kin stands there.
    matched = [c.concept.telling * m for c, m in zip(concepts, evidence.full.matches, strict=True)]
    unheard = sum(
        c.concept.telling
        for c, m in zip(concepts, evidence.full.matches, strict=True)
        if not c.stands and m < _HINT
    )
    return (
        3.9 * min(4.0, sum(matched)) + 0.5 * max(matched, default=0.0) - 1.9 * min(3.0, unheard)
    ) - 0.6


def in_strange_words(
    best: Evidence, concepts: Sequence[WeightedConcept], t: Thresholds, *, valued: bool = False
) -> bool:
    """Whether a question in words that no known one has finds too few of them in the best unit.

    Args:
        best: the evidence that would be shown first.
        concepts: the question's weighted concepts.
        t: thresholds.
        valued: whether a value is asked for; that of another thing is the worst answer there is.

    """
    if valued and best.of_alien and best.strange:
        # «Hva er fristen for lærerutdanning?» is much like «hva er fristen?».
        return True
    trust = trust_of(best, concepts)
    little = best.full.share < t.familiar
    few = little and trust < t.familiar_trust
    if (
        best.features.asked >= (t.asked_odd_value if valued else t.asked_odd)
        and best.known >= t.odd_known
    ):
        return False
    if is_voted(best, t) and best.features.asked >= t.voted_alien:
        return False
    odd = best.odd and (little or trust < t.odd_trust)
    return (best.unfamiliar and few) or odd or (best.alien and trust < t.alien_trust)
