"""Whether a thing ended in a year, or until when it was there: what tells when it ended.

«Ble Hav Start erstattet i 2014?» is answered by «Hav Start ble erstattet i 2020», not by what else
was in 2014.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer_types.demands import asking_sentence, matches
from assistant.answer.extraction.ended import what_ended
from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.answer.understanding.leaning import YEAR

_ENDED, _BY_THEN = cue("tells", "ended"), cue("asks", "by_then")
_WAS_THERE = cue("asks", "was_there")


def asks_whether_over(question: Question) -> bool:
    """Whether it is asked if the one thing that is named ended in a year, and nothing else."""
    if question.intent is not Intent.YES_NO or len(question.mentions) != 1:
        return False
    rest = [said for said in question.beside_names if said not in question.years]
    ended = _ENDED.search(asking_sentence(question.resolved))
    alone = all(_ENDED.search(said) or _BY_THEN.fullmatch(said) for said in rest)
    return bool(ended) and alone and len(question.years) == 1


def asks_until_when(question: Question) -> bool:
    """Whether it is asked until when the one thing that is named was there, and nothing else."""
    if question.intent is not Intent.DATE or len(question.mentions) != 1 or question.years:
        return False
    until = matches("begun", "until", asking_sentence(question.resolved))
    return until and all(_WAS_THERE.fullmatch(said) for said in question.beside_names)


def whether_over(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What tells when the thing ended that a question asks of; nothing where none does.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    if not (asks_whether_over(question) or asks_until_when(question)):
        return ()
    telling = (e for e in ranked if e.unit.kind is UnitKind.SENTENCE)
    return tuple(e for e in telling if _year_of_end(question, e.unit.text))[:1]


def over_in_that_year(question: Question, said: str) -> bool | None:
    """Whether a sentence puts the end in the year asked about; None for other questions."""
    if question.negated or not asks_whether_over(question):
        return None
    year = _year_of_end(question, said)
    return year == question.years[0] if year else None


def _year_of_end(question: Question, said: str) -> str:
    """The year in which a sentence says that the thing ended; "" where it tells of none or more."""
    years = set(YEAR.findall(said))
    if len(years) != 1 or not _ENDED.search(said):
        return ""
    ended = what_ended(said)
    return years.pop() if all(m.stands_in(ended) for m in question.mentions) else ""
