"""The third of the levels there are, where only what is over calls one «det tredje nivået»."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extraction.ended import name_lists
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.search import analysis

_NTH, _TOLD = cue("asks", "nth"), cue("tells", "nth")
_NAMES_THEM = cue("tells", "names_them")
_SEVERAL = 3


def named_in_order(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentence that names the things there are one by one, where one of them is asked for.

    Nothing where what applies speaks of the third one itself.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    found = _NTH.search(question.resolved)
    if found is None or question.mentions or question.years or asks_of_before(question):
        return ()
    thing = next(text for text in found.groups() if text)
    applying = [e for e in ranked if not is_over(e) and e.unit.kind is UnitKind.SENTENCE]
    if any(_TOLD.search(e.unit.text) for e in applying):
        return ()
    named = (e for e in applying if _names_all(e, thing))
    return tuple(named)[:1]


def _names_all(evidence: Evidence, thing: str) -> bool:
    """Whether a sentence names such things, several, one by one."""
    text = evidence.unit.text
    lists = name_lists(text)
    if len(lists) != 1 or len(lists[0]) < _SEVERAL or not _NAMES_THEM.search(text):
        return False
    stem = analysis.stem(thing.casefold())
    return any(s.endswith(stem) for s in terms_of(text).stems)
