"""Those who tell for how long they have had support, and ask for more: the most there can be.

«Vi har fått støtte i åtte år. Kan vi få tre år på Explore?» is decided by the most that is given in
all, not by how long Explore lasts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.alone import SETTING
from assistant.answer.asking import is_of_support, set_apart, tells_of_support_had
from assistant.answer.evidence import Evidence
from assistant.answer.figures import is_the_most
from assistant.answer.intent import Intent
from assistant.answer.picking import repeats
from assistant.answer.question import Question
from assistant.answer.reader import Reader
from assistant.answer.select import Selection
from assistant.answer.unnamed import how_long
from assistant.answer.values import ValueKind, find
from assistant.domain import Language, Outcome

_MORE_OF = (Intent.YES_NO, Intent.DURATION, Intent.AMOUNT, Intent.COUNT)


def with_the_most(
    selection: Selection,
    question: Question,
    reader: Reader,
    look: Callable[[Question], Selection],
) -> Selection:
    """What answers a message, led by the most support that is given in all where it is of more.

    Args:
        selection: what answers it.
        question: the message.
        reader: reads questions.
        look: what to show for a question.

    """
    if not _asks_for_more(question):
        return selection
    told = look(reader.read(how_long(question.language)))
    most = next((e for e in told.picked if _tells_the_most(e)), None)
    if most is None or (selection.picked and repeats(most, selection.picked[:1])):
        return selection
    words, _ = set_apart(question.text)
    asked = reader.read(words or question.text).mentions
    answers = selection.outcome is Outcome.ANSWERED and not selection.sides and bool(asked)
    rest = tuple(
        e
        for e in (selection.picked if answers else ())
        if all(m.stands_in(f"{e.subject} {e.unit.text}") for m in asked) and not repeats(e, (most,))
    )
    lacking = selection.lacking or SETTING
    return replace(
        selection,
        outcome=Outcome.ANSWERED,
        picked=(most, *rest),
        leading=most,
        choices=(),
        sides=(),
        lacking=lacking,
    )


def _asks_for_more(question: Question) -> bool:
    """Whether those who ask have had support for some time, and ask for more."""
    had = tells_of_support_had(question.text)
    if not had or question.intent not in _MORE_OF:
        return False
    english = question.language is Language.EN
    years = any(v.kind is ValueKind.DURATION for v in find(had, english=english))
    of_it = is_of_support(had) or question.leans or any(m.stands_in(had) for m in question.mentions)
    return years and of_it


def _tells_the_most(evidence: Evidence) -> bool:
    said = evidence.unit.text
    return any(v.kind is ValueKind.DURATION and is_the_most(said, v) for v in find(said))
