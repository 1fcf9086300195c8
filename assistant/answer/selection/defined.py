"""What a thing is, where that is asked: what says so first, and no more than belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.units import UnitKind
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent

# «Arena er et program», not «tilbudet er åpent».
_IS_A = re.compile(
    r"\b(?:er|var|is|was) (?:en|et|ei|ein|eit|a|an|definert|defined)\b", re.IGNORECASE
)
# More sentences than these tell things about it.
_MOST = 3


def what_it_is(picked: Sequence[Evidence], question: Question) -> list[Evidence]:
    """What is picked, less what is told of a thing beside what it is; for other questions as it is.

    What says what it is leads. Behind it amounts and days stand only where they are what is told
    first.

    Args:
        picked: what is to be shown, what answers first.
        question: the question.

    """
    if question.intent is not Intent.DEFINITION or len(picked) < 2:
        return list(picked)
    first, *rest = sorted(picked, key=lambda e: not _says_what(e))
    if first.unit.kind is not UnitKind.LIST and not _is_figure(first):
        rest = [e for e in rest if not _is_figure(e)]
    if len(rest) >= _MOST:
        # How long a thing lasts is left out before what it does.
        rest = [e for e in rest if not _tells(e, ValueKind.DURATION)] or rest
    return [first, *rest][:_MOST]


def _says_what(evidence: Evidence) -> bool:
    """Whether a sentence says of what kind the thing is."""
    return evidence.features.defines >= 1 and bool(_IS_A.search(evidence.unit.text))


def _is_figure(evidence: Evidence) -> bool:
    """Whether a sentence tells an amount, a day or an hour."""
    if evidence.unit.kind is UnitKind.LIST:
        return False
    found = find(evidence.unit.text)
    days = any(v.kind is ValueKind.DATE and not v.canonical.isdigit() for v in found)
    return days or _tells(evidence, ValueKind.AMOUNT) or _tells(evidence, ValueKind.TIME)


def _tells(evidence: Evidence, kind: ValueKind) -> bool:
    return any(v.kind is kind for v in find(evidence.unit.text))
