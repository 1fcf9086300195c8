"""What took the place of a thing that is asked about as if one could still apply for it.

«Kan vi søke Arena nå?» finds how one applied for Arena, or an old deadline. That other levels have
taken its place is what the asker must know first, and stands where the new levels are told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.closing import asks_whether_open, last_day
from assistant.answer.demands import looked_up_for
from assistant.answer.evidence import Evidence
from assistant.answer.formerly import asks_of_before, asks_of_now, is_over
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.likelihood import has_opinion
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.select import Selection
from assistant.answer.successors import things_listed, what_ended
from assistant.answer.units import UnitKind
from assistant.domain import Outcome

_TAKES_PART, _APPLIES = cue("asks", "takes_part"), cue("asks", "applies")
# What one must do is no offer, nor is what the sources leave unsaid.
_DEMANDS, _OF_SOURCES = cue("tells", "demands"), cue("tells", "of_sources")
_ENDED = cue("tells", "ended")
# So many sentences are shown.
_MOST = 4
# Least share of a question that a sentence has itself which is to go before what was so.
_SPOKEN_OF = 0.5


def looked_up(question: Question) -> str:
    """What to search for: what is asked about, and words for one thing after another."""
    names = [m.name for m in question.mentions] or [question.resolved]
    return " ".join((*names, looked_up_for("no_longer")))


def is_in_question(told: Selection, question: Question) -> bool:
    """Whether one who wants to apply, or asks of today, may be told of what is over.

    Args:
        told: what answers the question by its words, or that nothing does.
        question: the question.

    """
    if told.sides or question.years or question.intent is Intent.DEFINITION:
        return False
    applies = bool(_TAKES_PART.search(question.resolved))
    if not (asks_of_now(question) or (applies and not asks_of_before(question))):
        return False
    if told.outcome is Outcome.ANSWERED:
        applying = question.intent is Intent.PROCEDURE or asks_whether_open(question)
        return applying or any(is_over(e) for e in told.picked)
    # A value that is not told is not told, whatever came after.
    named = bool(question.mentions) and question.intent not in EXPECTED
    return told.outcome is Outcome.NO_EVIDENCE and applies and named


def tells_only_of_before(told: Selection, question: Question) -> bool:
    """Whether one who wants to take part is told of nothing but how it was, of nothing named."""
    plain = question.intent in (Intent.YES_NO, Intent.OTHER) and not question.mentions
    if not plain or told.outcome is not Outcome.ANSWERED or not is_in_question(told, question):
        return False
    return bool(told.picked) and all(is_over(e) for e in told.picked)


def with_what_applies(told: Selection, now: Selection) -> Selection:
    """What is told of before, behind what applies, where that speaks of the matter.

    Args:
        told: what answers a question (`tells_only_of_before`).
        now: what of all that applies would answer it.

    """
    if now.outcome is not Outcome.ANSWERED or now.sides or now.first.own.share < _SPOKEN_OF:
        return told
    said = now.first.unit.text
    if _DEMANDS.search(said) or _OF_SOURCES.search(said) or not has_opinion(now.first):
        # Words alone do not tell whether «kailag» are what «bryggelag» were.
        return told
    shown = (now.first, *told.picked[: _MOST - 1])
    return replace(told, picked=shown, leading=now.first)


def with_what_took_its_place(
    told: Selection, found: Sequence[Evidence], question: Question
) -> Selection:
    """What is told of a thing that is over, behind what took its place; as it is for others.

    Args:
        told: what may be of a thing that is over (`is_in_question`).
        found: evidence on what took the place of things (`looked_up`), best first.
        question: the question.

    """
    ended = next((e for e in found if _tells_of_the_end(e, question)), None)
    if ended is None:
        return _without_what_was(told, question)
    # The last day of an old call is no answer to who wants to apply now.
    rest = [e for e in told.picked if not _same(e, ended) and not (is_over(e) and last_day(e))]
    shown = (ended, *rest[: _MOST - 1])
    return replace(told, outcome=Outcome.ANSWERED, picked=shown, leading=ended, choices=())


def _without_what_was(told: Selection, question: Question) -> Selection:
    """No answer to who wants to apply now where all that is told is how one did."""
    over = told.outcome is Outcome.ANSWERED and all(is_over(e) for e in told.picked)
    applies = asks_of_now(question) and bool(_APPLIES.search(question.resolved))
    if not (over and applies) or any(last_day(e) for e in told.picked):
        return told
    return Selection(Outcome.NO_EVIDENCE, near=told.picked)


def _tells_of_the_end(evidence: Evidence, question: Question) -> bool:
    """Whether a sentence tells that what is asked about was replaced; a document's note does not.

    That is all that is named; where nothing is, one of the things that were replaced.
    """
    unit = evidence.unit
    if unit.kind is not UnitKind.SENTENCE or evidence.features.about_itself:
        return False
    old = what_ended(unit.text)
    if question.mentions:
        return bool(old) and all(m.stands_in(old) for m in question.mentions)
    # A single word may be any («nivåene»).
    things = [thing for thing in things_listed(old) if " " in thing]
    return any(re.search(rf"\b{re.escape(t)}\b", question.resolved, re.I) for t in things)


def _same(one: Evidence, other: Evidence) -> bool:
    return (one.unit.chunk.id, one.unit.start) == (other.unit.chunk.id, other.unit.start)


def asks_what_came(question: Question) -> str:
    """The question what came in the place of the one thing that is asked of; "" of none."""
    return f"Hva erstattet {question.mentions[0].name}?" if len(question.mentions) == 1 else ""


def tells_that_it_ended(found: Selection, question: Question) -> bool:
    """Whether what is found says first that the thing asked of has ended."""
    if found.outcome is not Outcome.ANSWERED or found.sides:
        return False
    text = found.first.unit.text
    return bool(_ENDED.search(text)) and any(m.stands_in(text) for m in question.mentions)
