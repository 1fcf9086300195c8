"""What was spoken of before, where a question that stands alone is meant of it all the same.

«Når kom vedtaket?» after a question about the call of 2017 asks of that call, though it leans on
nothing (`answer.leaning`): its own words are tried first, and these only where they fall short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.question import Question
from assistant.answer.reader import Reader
from assistant.answer.select import Selection
from assistant.domain import Outcome, Turn

_OPEN = (Outcome.NO_EVIDENCE, Outcome.CLARIFY)


def carried_on(question: Question, history: Sequence[Turn], reader: Reader) -> Question | None:
    """A question that names nothing, with the names and years of the one before it; or None.

    Args:
        question: the question as read.
        history: earlier turns, oldest first.
        reader: reads questions over the same documents.

    """
    asked = [at for at, turn in enumerate(history) if turn.role == "user"]
    if not asked or question.years or question.mentions:
        return None
    if question.leans and question.resolved != question.text:
        # Written out without the names before it, it asks of another thing in their place.
        return None
    before = reader.read(history[asked[-1]].content, history[: asked[-1]])
    spoken_of = [*(m.name for m in before.mentions), *before.years]
    if not spoken_of:
        return None
    written = f"{question.text.rstrip(' ?.!')} {' '.join(spoken_of)}?"
    return replace(reader.read(written, history), text=question.text)


def misses(selection: Selection, carried: Question) -> bool:
    """Whether what was spoken of may tell more: nothing answers, or what does is of another."""
    if selection.outcome is not Outcome.ANSWERED or selection.sides:
        return selection.outcome in _OPEN
    told = selection.first.subject
    return bool(told and carried.mentions) and not any(m.stands_in(told) for m in carried.mentions)
