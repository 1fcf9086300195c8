"""What no longer applies and is told as if it did: it is shown as history in the answer itself.

«Arena-klynger får to millioner kroner i året» stands in a programme description that has been
replaced. The notice below an answer says so; who reads only the answer must see it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.leaning import YEAR
from assistant.domain import Language
from assistant.texts import get

_ASKS_PAST = cue("asks", "past")
_ASKS_NOW, _TODAY, _BEFORE = cue("asks", "now"), cue("asks", "today"), cue("asks", "before")
_SAME_AS_THEN = cue("asks", "same_as_then")
_ENDED, _OF_SOURCES = cue("tells", "ended"), cue("tells", "of_sources")
_STILL = cue("tells", "still")


def is_over(evidence: Evidence) -> bool:
    """Whether a unit stands in a document that no longer applies."""
    return evidence.unit.chunk.metadata.status.is_over


def asks_of_before(question: Question) -> bool:
    """Whether a year or the past is asked for, so that what no longer applies may answer."""
    asked = question.resolved
    return bool(question.years or _ASKS_PAST.search(asked) or _BEFORE.search(asked))


def asks_of_now(question: Question) -> bool:
    """Whether today is asked of, even where the question before it asked of another time.

    «Er det fortsatt sånn?»
    """
    return any(_ASKS_NOW.search(text) for text in (question.text, question.resolved))


def asks_of_today(question: Question) -> bool:
    """Whether today is asked of in so many words («i dag»), not whether a thing is still so."""
    return bool(_TODAY.search(question.resolved))


class Time(StrEnum):
    """When a unit applies, as one reads it: before, now, or as it tells itself."""

    BEFORE = "before"
    NOW = "now"
    TOLD = "told"


def time_of(evidence: Evidence, question: Question) -> Time:
    """When a unit applies, as one who reads it in an answer must be told.

    What is over tells it itself where it names a year, or where the past is asked for and it is in
    the past tense: «hvor mye fikk vi?» is not told by «A får to millioner» alone. What is asked of
    a year is read as of that year, unless today is asked of. The past tense alone may tell of how
    it came to be so. That a thing has ended, and what the sources say, was not only so before.
    """
    if not is_over(evidence):
        return Time.NOW
    unit = evidence.unit
    said = unit.lead if unit.kind is UnitKind.LIST else unit.text
    if _ENDED.search(main_clause(said)) or _OF_SOURCES.search(said):
        return Time.TOLD
    if YEAR.search(said) and _STILL.search(said):
        # «For skader før 1. juli 2026 gjelder fortsatt disse vilkårene.»
        return Time.TOLD
    if asks_of_now(question) or _SAME_AS_THEN.search(question.resolved):
        return Time.BEFORE
    if question.years or YEAR.search(said):
        return Time.TOLD
    past = _ASKS_PAST.search(question.resolved) and _ASKS_PAST.search(main_clause(said))
    return Time.TOLD if past else Time.BEFORE


def with_times(parts: Sequence[str], times: Sequence[Time], language: Language) -> list[str]:
    """The parts of an answer, told apart where what applied before and what applies now meet.

    How the first one begins, is `opening`'s to tell.

    Args:
        parts: sentences and lists.
        times: for each of them when it applies (`time_of`).
        language: the answer's language.

    """
    told = list(parts[:1])
    before = times[:1] == [Time.BEFORE]
    for part, time in zip(parts[1:], times[1:], strict=True):
        changes = before if time is Time.NOW else time is Time.BEFORE and not before
        told.append(f"{get(f'answer.{time}', language)}: {part}" if changes else part)
        before = before is not changes
    return told


def opening(times: Sequence[Time], language: Language) -> str:
    """How an answer begins whose first part applied before; "" for others."""
    return get("answer.before", language) if times[:1] == [Time.BEFORE] else ""
