"""Whom a thing is open to: «hvem kan søke?» is answered by its target group, or by what it demands.

«Målgruppen er X» and «Y retter seg mot X» say who may apply without a word of applying. Where a
thing is named and nobody is told to be its target, what it demands of those who are let in says it.
"""

from __future__ import annotations

from assistant.answer.answer_types.demands import looked_up_for
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent

_ASKS = cue("asks", "open_to")
_FRAME = cue("asks", "open_to_frame")
_TELLS = cue("tells", "open_to")
# What telling it is worth in the ranking.
_WORTH = 3.0


def looked_up() -> str:
    """What to search for beside such a question's own words."""
    return looked_up_for("open_to")


def asks_open_to(question: Question) -> bool:
    """Whether it is asked who may apply, take part or be supported."""
    return question.intent is Intent.WHO and bool(_ASKS.search(question.resolved))


def tells_open_to(unit: Unit) -> bool:
    """Whether a unit says for whom something is."""
    return unit.kind is not UnitKind.HEADING and bool(_TELLS.search(unit.lead or unit.text))


def only_frames(surface: str) -> bool:
    """Whether words of such a question say no more than that it is asked («hvem kan søke»)."""
    return _FRAME.fullmatch(surface) is not None


def names_a_thing(question: Question) -> bool:
    """Whether it is asked who may apply for something in particular."""
    return any(not only_frames(c.surface) for c in question.query.concepts)


def worth_of_telling(unit: Unit, question: Question, covered: float) -> float:
    """What a unit gains in the ranking by saying for whom the thing asked about is.

    Args:
        unit: a unit of a passage.
        question: the question.
        covered: share of the question that stands in the unit or around it.

    """
    return _WORTH * covered if asks_open_to(question) and tells_open_to(unit) else 0.0
