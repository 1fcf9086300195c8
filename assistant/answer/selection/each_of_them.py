"""What is told of each of several things, where a figure is asked for and none of them is named.

«Hvor mange prosjekter har fått støtte?» is answered by the counts of all the levels: one level's
count would be taken for the total.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer_types.demands import asks_total
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.distance import is_voted
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import Intent

_OF_EACH = frozenset({Intent.COUNT, Intent.AMOUNT})


def with_each_of_them(
    picked: Sequence[Evidence], ranked: Sequence[Evidence], question: Question, t: Thresholds
) -> list[Evidence]:
    """What was picked, and what is told of the others of its kind in the same section.

    Only what known questions vote for, but where the total is asked for: which sentences are alike
    in kind is not seen otherwise.
    """
    first = picked[0]
    if question.intent not in _OF_EACH or question.mentions or not first.subject:
        return list(picked)
    beside = [e for e in ranked if e.subject and _is_beside(e, first)]
    total = asks_total(question)
    if not any(e.subject != first.subject and (total or is_voted(e, t)) for e in beside):
        return list(picked)
    # Where several are told of, the sum would lack those that few have asked about.
    told = {first.subject: first}
    for evidence in sorted(beside, key=lambda e: not (total or is_voted(e, t))):
        if total or evidence.voted >= t.further_voted:
            told.setdefault(evidence.subject, evidence)
    return sorted(told.values(), key=lambda e: e.unit.start)


def _is_beside(evidence: Evidence, first: Evidence) -> bool:
    """Whether evidence stands in the same section as what leads, and gives a figure too."""
    mine, theirs = evidence.unit.chunk, first.unit.chunk
    beside = (mine.document_id, mine.section) == (theirs.document_id, theirs.section)
    return beside and bool(evidence.values) and evidence.dated and not evidence.other
