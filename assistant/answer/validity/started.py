"""Whether a thing began in a year that is asked about: what tells when it began, whichever year.

«Startet Hav Start i 2014?» is answered by «Hav Start startet i 2012», not by what else was in 2014.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.answer_types.demands import asking_sentence
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.patterns import pattern
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.answer.understanding.leaning import YEAR
from assistant.answer.validity.beginnings import comes_in

_ASKS, _CAME = pattern("demands", "begun", "whether"), pattern("demands", "begun", "came")
_FRAME = pattern("demands", "begun", "frame")


def asks_whether_begun(question: Question) -> bool:
    """Whether it is asked if the one thing that is named began in a year, and nothing else."""
    if question.intent is not Intent.YES_NO or len(question.mentions) != 1 or not question.years:
        return False
    rest = (said for said in question.beside_names if said not in question.years)
    return bool(_ASKS.search(asking_sentence(question.resolved))) and all(
        _FRAME.fullmatch(said) for said in rest
    )


def whether_begun(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What tells when the thing began that a question asks it of; nothing where none does.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    if not asks_whether_begun(question):
        return ()
    return tuple(e for e in ranked if _begins(e.unit, question))[:1]


def _begins(unit: Unit, question: Question) -> bool:
    """Whether a sentence begins with the thing asked about and tells in which year it began."""
    came = _CAME.search(unit.text)
    if comes_in(unit, question):
        return True
    if unit.kind is not UnitKind.SENTENCE or came is None:
        return False
    named = unit.text[: came.start()]
    return all(m.stands_in(named) for m in question.mentions) and not re.search(
        r"[,;]|\b(?:og|and)\b", named
    )


def begun_in_that_year(question: Question, said: str) -> bool | None:
    """Whether a sentence puts the beginning in the year asked about; None for other questions."""
    came = _CAME.search(said)
    if came is None or not asks_whether_begun(question) or len(question.years) != 1:
        return None
    named = said[: came.start()]
    year = YEAR.search(said[came.start() :])
    if year is None or not all(m.stands_in(named) for m in question.mentions):
        return None
    return year.group() == question.years[0]
