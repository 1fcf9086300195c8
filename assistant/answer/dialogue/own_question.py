"""Follow-ups that ask a whole question of their own, or of a column that was named before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.rows import labels_of
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.question import Question
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.leaning import points
from assistant.domain import Outcome, Turn
from assistant.search.commonness import TOPICAL

# «Hva om det er rederiet som avlyser?» points at nothing.
_CLEFT = re.compile(
    r"\b(?:det|it) (?:er|var|is|was) (?=.*\b(?:som|who|that|which)\b)", re.IGNORECASE
)
# With so many telling words a follow-up asks a whole question; so surely each must stand there.
_WHOLE, _SURELY = 2, 0.7


def points_elsewhere(text: str) -> bool:
    """Whether a follow-up has a word that stands for something said before."""
    return points(_CLEFT.sub("", text))


def is_answered_whole(told: Selection, alone: Question) -> bool:
    """Whether what is told has every telling word of a follow-up that asks a whole question.

    Args:
        told: what is found for the follow-up by itself.
        alone: the follow-up, read without what was said before.

    """
    if told.outcome is not Outcome.ANSWERED or told.sides:
        return False
    pairs = zip(alone.query.concepts, told.first.own.matches, strict=True)
    telling = [match for concept, match in pairs if concept.telling >= TOPICAL]
    return len(telling) >= _WHOLE and min(telling) >= _SURELY


def column_named_before(told: Selection, history: Sequence[Turn]) -> str:
    """The header of the one column of a row told whole that the question before named; or ""."""
    rows = [e.unit for e in told.picked if e.unit.kind is UnitKind.ROW]
    before = [turn.content for turn in history if turn.role == "user"][-1:]
    if not (rows and before) or told.sides or rows[0].column is not None:
        return ""
    said = terms_of(before[0]).stems
    labels = labels_of(rows[0].text)
    named = [label for label in labels if (stems := terms_of(label).stems) and stems <= said]
    return named[0] if len(named) == 1 else ""


def is_cell_of(told: Selection, whole: Selection) -> bool:
    """Whether what is told is one cell of the row that was told whole."""
    if not told.picked or told.sides:
        return False
    row = next(e.unit for e in whole.picked if e.unit.kind is UnitKind.ROW)
    cell = told.first.unit
    same = (cell.chunk.id, cell.start) == (row.chunk.id, row.start)
    return same and cell.column is not None
