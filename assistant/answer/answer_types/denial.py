"""Whether a unit says that there is none of what a question asks for: «ingen frist»."""

from __future__ import annotations

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.value_kinds import kinds_asked, kinds_stated
from assistant.answer.extraction.values import ValueKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent

OF_APPLYING = cue("asks", "of_applying")
_MAY = cue("asks", "may")
_BARRED = cue("denies", "barred")
_ANY_TIME = cue("denies", "any_time")
_ASKS_WHETHER_DATED = cue("asks", "whether_dated")
_DENIED = {
    intent: cue("denies", intent.value) for intent in (Intent.AMOUNT, Intent.DATE, Intent.DURATION)
}
_LEAST_DENIAL = 0.3


def denies(unit: Unit, question: Question, coverage: float) -> bool:
    """Whether the unit says that there is none of what was asked for («ingen frist»).

    Args:
        unit: a unit of a passage.
        question: the question.
        coverage: share of the question that the unit itself covers.

    """
    intent = question.intent
    whether = bool(_ASKS_WHETHER_DATED.search(question.resolved))
    if intent is Intent.YES_NO and whether:
        intent = Intent.DATE
    if intent not in _DENIED or unit.kind in (UnitKind.LIST, UnitKind.HEADING):
        return False
    if intent is Intent.DATE and _MAY.search(question.resolved) and _BARRED.search(unit.text):
        return coverage >= _LEAST_DENIAL
    any_time = bool(_ANY_TIME.search(unit.text))
    if intent is Intent.DATE and not (whether or any_time or OF_APPLYING.search(question.resolved)):
        return False
    if intent is Intent.DURATION:
        # That a thing may last for ever says nothing about how long an answer takes.
        asked = kinds_asked(question.resolved, ValueKind.DURATION)
        if asked and "last" not in asked:
            return False
    if intent is Intent.AMOUNT:
        # That there is no support does not say that there is no fee.
        asked = kinds_asked(question.resolved, ValueKind.AMOUNT)
        if asked and not asked & kinds_stated(unit.text, ValueKind.AMOUNT):
            return False
    return coverage >= _LEAST_DENIAL and bool(_DENIED[intent].search(unit.text))
