"""Words that only say what kind of thing is asked for, and what tells it without them.

«Hvilke krav stilles til X?» is answered by what X must do or have, and «hvem kan søke om X?» by
whom X is for, whether or not a word of requirements or of applying stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer.answer_types.open_to import asks_open_to, only_frames, tells_open_to
from assistant.answer.extraction.units import Unit
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking import shape
from assistant.answer.ranking.matching import Coverage, WeightedConcept
from assistant.answer.ranking.wording import MENTIONED
from assistant.answer.understanding.intent import Intent

_REQUIREMENT = cue("asks", "requirement")
# From so good a match on, a word stands there; half a phrase does not.
_THERE = 0.7


def asks_requirement(surface: str) -> bool:
    """Whether words of a question only say that requirements are asked for («krav stilles»)."""
    return _REQUIREMENT.fullmatch(surface) is not None


def frame_told(
    unit: Unit,
    question: Question,
    concepts: Sequence[WeightedConcept],
    covered: Callable[[], Coverage],
) -> frozenset[int]:
    """Which concepts of a question only frame it, where a unit tells what they ask for.

    All else that is asked about must stand there; otherwise there are none.

    Args:
        unit: a unit of a passage.
        question: the question.
        concepts: its weighted concepts.
        covered: how the unit, with what stands around it, covers them; asked for when needed.

    """
    if asks_open_to(question) and tells_open_to(unit):
        is_frame = only_frames
    elif question.intent is Intent.CRITERIA and shape.requires(unit):
        is_frame = asks_requirement
    else:
        return frozenset()
    frame = frozenset(i for i, c in enumerate(concepts) if is_frame(c.concept.surface))
    others = (
        match
        for i, (c, match) in enumerate(zip(concepts, covered().matches, strict=True))
        if i not in frame and c.concept.telling >= MENTIONED
    )
    return frame if all(match >= _THERE for match in others) else frozenset()
