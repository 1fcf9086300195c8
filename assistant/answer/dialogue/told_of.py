"""Whether a yes or no is told of the thing that was spoken of, and not of another one.

«Kan vi søke direkte?» after a question about Hav Vekst is not answered by «… kan søke direkte til
Hav Start», and «var det utlysning i 2020?» after it is answered by what is told of Hav Vekst.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import patterns
from assistant.answer.answer_types.open_to import asks_open_to
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import Intent
from assistant.domain import Outcome
from assistant.search.names import Mention

_FILE = patterns.read("followup")
_OF_IT = _FILE.compiled(_FILE.tables["of_it"]["any"])
_AFTERWARDS = _FILE.compiled(_FILE.tables["afterwards"]["any"])


def is_asked_of_it(carried: Question) -> bool:
    """Whether what was spoken of decides the answer: to a yes or no, to whom it is open, and after.

    «Hva skjer etterpå?» is asked of what comes after it.
    """
    if not carried.mentions:
        return False
    if carried.intent is Intent.YES_NO or asks_open_to(carried):
        return True
    return bool(_AFTERWARDS.search(carried.text))


def told_of_it(
    own: Selection, found: Selection, carried: Question, rivals: Sequence[str]
) -> Selection | None:
    """What is told of the thing that was spoken of, or that nothing is; None where its own stands.

    Args:
        own: what is found for the question's own words.
        found: what is found for it with what was spoken of.
        carried: the question with what was spoken of.
        rivals: heading names that tell things apart.

    """
    if own.outcome is not Outcome.ANSWERED or own.sides or not is_asked_of_it(carried):
        return None
    nothing = Selection(Outcome.NO_EVIDENCE, near=found.picked or found.near)
    told = found if found.outcome is Outcome.ANSWERED and not found.sides else None
    of_others = _names_others(own.first, carried.mentions, rivals)
    if of_others:
        own_too = any(m.stands_in(own.first.unit.text) for m in carried.mentions)
        return told or (None if own_too else nothing)
    if carried.intent is not Intent.YES_NO:
        open_to_it = told and asks_open_to(carried) and _names(told.first, carried.mentions)
        return told if open_to_it and not _names(own.first, carried.mentions) else None
    if told and _is_better(told.first, own.first, carried.mentions):
        return told
    # What is told of a year alone is told of it for none of the things that were so in it.
    of_it = carried.years or _OF_IT.search(carried.text)
    return (told or nothing) if of_it and not _names(own.first, carried.mentions) else None


def _is_better(found: Evidence, own: Evidence, asked: Sequence[Mention]) -> bool:
    """Whether a unit names what was spoken of, and says as much of the question as another one."""
    if _names(own, asked) or not _names(found, asked):
        return False
    return found.own.share >= own.own.share and not found.strange


def _names(evidence: Evidence, asked: Sequence[Mention]) -> bool:
    return any(m.stands_in(evidence.unit.text) for m in asked)


def _names_others(evidence: Evidence, asked: Sequence[Mention], rivals: Sequence[str]) -> bool:
    """Whether a unit names a thing that is told apart by its name from the ones asked about."""
    text = evidence.unit.text
    others = (r for r in rivals if not any(m.stands_in(r) or r in m.name for m in asked))
    return any(re.search(rf"\b{re.escape(other)}\b", text) for other in others)
