"""Those who tell for how long they have had support, and ask for more: the most there can be.

«Vi har fått støtte i åtte år. Kan vi få tre år på Explore?» is decided by the most that is given in
all, not by how long Explore lasts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.answer.dialogue.alone import SETTING
from assistant.answer.dialogue.reader import Reader
from assistant.answer.dialogue.unnamed import how_long
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.adding import repeats
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.asking import (
    asks_of_years,
    asks_to_get,
    is_of_support,
    set_apart,
    tells_of_support_had,
)
from assistant.answer.understanding.intent import Intent
from assistant.answer.yes_no.figures import is_the_most
from assistant.domain import Language, Outcome

# From this share of the most on, whether one may have more at all is open.
_NEARLY_ALL = 0.7


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
    had = _years_had(question)
    if not had:
        return selection
    told = look(reader.read(how_long(question.language)))
    most = next((e for e in told.picked if _most_in(e)), None)
    if most is None or not _asks_for_more(question, had, _most_in(most)):
        return selection
    if selection.picked and repeats(most, selection.picked[:1]):
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


def _years_had(question: Question) -> Decimal:
    """For how many years those who ask tell that they have had support; 0 where they do not."""
    had = tells_of_support_had(question.text)
    of_it = is_of_support(had) or question.leans or any(m.stands_in(had) for m in question.mentions)
    return _years_in(had, question.language) if had and of_it else Decimal(0)


def _asks_for_more(question: Question, had: Decimal, most: Decimal) -> bool:
    """Whether years of support are asked for, or whether one may have more than there is left.

    «Hvor lenge varer Impact?» asks how long that lasts, whoever asks.
    """
    words, _ = set_apart(question.text)
    asked = words or question.text
    if question.intent is Intent.YES_NO:
        claimed = _years_in(words, question.language) if words else Decimal(0)
        return had + claimed > most or had >= most * Decimal(_NEARLY_ALL)
    of_years = question.intent is Intent.DURATION or asks_of_years(asked)
    return of_years and asks_to_get(asked)


def _years_in(text: str, language: Language) -> Decimal:
    found = find(text, english=language is Language.EN)
    years = [v for v in found if v.kind is ValueKind.DURATION and v.unit.startswith(("år", "year"))]
    return sum((Decimal(v.canonical) for v in years), Decimal(0))


def _most_in(evidence: Evidence) -> Decimal:
    """The most years that a sentence tells of; 0 where it tells no most."""
    said = evidence.unit.text
    told = [v for v in find(said) if v.kind is ValueKind.DURATION and is_the_most(said, v)]
    return max((Decimal(v.canonical) for v in told), default=Decimal(0))
