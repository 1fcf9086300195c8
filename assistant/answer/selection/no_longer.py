"""What took the place of a thing that is asked about as if one could still apply for it.

«Kan vi søke Arena nå?» finds how one applied for Arena, or an old deadline. That other levels have
taken its place is what the asker must know first, and stands where the new levels are told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.answer_types.demands import looked_up_for
from assistant.answer.extraction.ended import things_listed, what_ended
from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.likelihood import has_opinion
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.validity.closing import asks_whether_open, last_day
from assistant.answer.validity.formerly import (
    Time,
    asks_of_before,
    asks_of_now,
    asks_of_today,
    is_over,
    time_of,
)
from assistant.domain import Outcome
from assistant.search.names import Mention

_TAKES_PART, _APPLIES = cue("asks", "takes_part"), cue("asks", "applies")
# What one must do is no offer, nor is what the sources leave unsaid.
_DEMANDS, _OF_SOURCES = cue("tells", "demands"), cue("tells", "of_sources")
_ENDED = cue("tells", "ended")
# So many sentences are shown.
_MOST = 4
# Least share of a question that a sentence has itself which is to go before what was so, where it
# is asked whether it is so, and elsewhere.
_SPOKEN_OF, _SPOKEN_OF_ALL = 0.35, 0.45


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


def leads_with_what_was(told: Selection, question: Question) -> bool:
    """Whether how it was leads, of nothing named, for who wants to take part or asks of today.

    Who asks of today in so many words («i dag») is told nothing else where how it was leads; one
    who wants to take part may have the rest.
    """
    if names_of(question) or told.outcome is not Outcome.ANSWERED or told.sides:
        return False
    if not is_in_question(told, question):
        return False
    if asks_of_today(question):
        return time_of(told.first, question) is Time.BEFORE
    plain = question.intent in (Intent.YES_NO, Intent.OTHER)
    plain = plain and bool(_TAKES_PART.search(question.resolved))
    return plain and all(map(is_over, told.picked))


def names_of(question: Question) -> tuple[Mention, ...]:
    """The names that a question has; «tidligfase» is a kind of things, of then and of now."""
    return tuple(m for m in question.mentions if not m.pattern)


def with_what_applies(told: Selection, now: Selection, question: Question) -> Selection:
    """What is told of before, behind what applies, where that speaks of the matter.

    Args:
        told: what answers a question (`leads_with_what_was`).
        now: what of all that applies would answer it.
        question: the question; one of today is told what applies alone.

    """
    today = asks_of_today(question)
    if not _speaks_of_it(now, question):
        applying = tuple(e for e in told.picked if not is_over(e)) if today else ()
        return replace(told, picked=applying, leading=None) if applying else told
    if today:
        return now
    shown = (now.first, *told.picked[: _MOST - 1])
    return replace(told, picked=shown, leading=now.first)


def _speaks_of_it(now: Selection, question: Question) -> bool:
    """Whether what applies speaks of the matter of a question; words alone do not tell.

    «Kailag» need not be what «bryggelag» were.
    """
    least = _SPOKEN_OF if question.intent is Intent.YES_NO else _SPOKEN_OF_ALL
    if now.outcome is not Outcome.ANSWERED or now.sides or now.first.own.share < least:
        return False
    said = now.first.unit.text
    demanded = _DEMANDS.search(said) or _OF_SOURCES.search(said)
    return has_opinion(now.first) and not demanded


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
        return told
    # The last day of an old call is no answer to who wants to apply now.
    rest = [e for e in told.picked if not _same(e, ended) and not (is_over(e) and last_day(e))]
    shown = (ended, *rest[: _MOST - 1])
    return replace(told, outcome=Outcome.ANSWERED, picked=shown, leading=ended, choices=())


def without_what_was(told: Selection, question: Question) -> Selection:
    """No answer to who wants to apply now, or asks of today, where all that is told is how it was.

    What is asked of a thing by its name may be told of as it was.
    """
    of_before = all(time_of(e, question) is Time.BEFORE for e in told.picked)
    over = told.outcome is Outcome.ANSWERED and of_before and asks_of_now(question)
    if not over or any(last_day(e) for e in told.picked):
        return told
    today = asks_of_today(question) and leads_with_what_was(told, question)
    if not (today or _APPLIES.search(question.resolved)):
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
