"""When a named thing began, where it is told by what it took the place of.

«Fra april 2031 erstatter Hav Start og Hav Vekst de tidligere modulene» tells when Hav Start began
without a word of beginning; what replaced it in its turn would tell when it ended.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer_types.demands import asking_sentence, matches
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import pattern
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import is_over

_FRAME = pattern("demands", "begun", "frame")
_COMES = pattern("demands", "begun", "comes")


def asks_of_the_beginning(question: Question) -> bool:
    """Whether it is asked when what is named began, and of nothing else beside."""
    if question.intent is not Intent.DATE or not question.mentions:
        return False
    if not matches("begun", "asks", asking_sentence(question.resolved)):
        return False
    return all(_FRAME.fullmatch(said) for said in question.beside_names)


def comes_in(unit: Unit, question: Question) -> bool:
    """Whether a unit tells from when what is named stands in the place of other things."""
    match = _COMES.search(unit.text)
    if unit.kind is not UnitKind.SENTENCE or match is None:
        return False
    new = next(text for text in match.groups() if text)
    return all(m.stands_in(new) for m in question.mentions)


def beginnings(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What tells when the named thing took the place of others; nothing where none does.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    if not asks_of_the_beginning(question):
        return ()
    told = [e for e in ranked if comes_in(e.unit, question) and _day(e)]
    return tuple(sorted(told, key=is_over)[:1])


def _day(evidence: Evidence) -> bool:
    return any(v.kind is ValueKind.DATE for v in find(evidence.unit.text))
