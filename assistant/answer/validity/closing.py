"""Whether one may still apply: that is decided by the deadline, whatever the question's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer.answer_types.demands import asking_sentence, looked_up_for, matches
from assistant.answer.extraction.units import UnitKind
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import asks_of_now, is_over
from assistant.domain import Status

_DAY = len("2024-06-21")
_STILL_OPEN, _CALL, _STATE, _NO_MORE = (
    cue("asks", name) for name in ("still_open", "of_a_call", "state", "no_more")
)
# Least share of the question's names that the deadline's document must be about.
_NAMED = 0.9
_SHOWN = 3
# Up to this share of a word, a text has it not.
_LACKING = 0.3


def asks_whether_open(question: Question) -> bool:
    """Whether it is asked if one may apply now («kan vi søke i dag?»).

    Of a year only if one still may («kan vi fortsatt søke på 2024-utlysningen?»).
    """
    # «Er det noen frist snart?» is read as one for a date.
    if question.intent not in (Intent.YES_NO, Intent.DATE):
        return False
    if question.years and not (asks_of_now(question) or _STILL_OPEN.search(question.resolved)):
        return False
    return matches("open", "asks", asking_sentence(question.resolved))


def asks_of_a_call(question: Question) -> bool:
    """Whether it is asked if a call is open or over, in whatever words."""
    asked = question.resolved
    return asks_whether_open(question) or bool(_CALL.search(asked) and _STATE.search(asked))


def looked_up() -> str:
    """What to search for beside the question's own words: a deadline need have none of them."""
    return looked_up_for("open")


def deadlines(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The deadlines that decide whether one may apply now: those of the latest call that applies.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    if not asks_whether_open(question):
        return ()
    of_then = (e for e in ranked if e.dated or not question.years)
    told = [(day, e) for e in of_then if (day := last_day(e))]
    named = [t for t in told if t[1].named >= _NAMED] or [t for t in told if _near(t[1], ranked)]
    if not named:
        return ()
    current = [t for t in named if t[1].unit.chunk.metadata.status is Status.CURRENT]
    if not current and len(named) < len(told) and not _applies(ranked):
        # The last day of an old call decides nothing of what another call has taken over from.
        return ()
    if _of_what_is_over([e for _, e in named], ranked):
        return ()
    _, latest = max(current or named, key=lambda t: t[0])
    document = latest.unit.chunk.document_id
    found = [e for _, e in named if e.unit.chunk.document_id == document]
    return tuple(sorted(found, key=lambda e: (e is not latest, e.unit.start))[:_SHOWN])


def decided_by_date(question: Question, shown: Sequence[Evidence], as_of: date) -> bool | None:
    """The answer to whether one may still apply, or may no more, for the call of a year.

    None where that is not asked, or the last day has not passed. Of no year it is not known: there
    may be a call that the documents do not tell of.

    Args:
        question: the question.
        shown: the evidence that is shown.
        as_of: the date of the answer.

    """
    if question.intent is not Intent.YES_NO or not question.years or question.negated:
        return None
    days = [last_day(e) for e in shown]
    if not asks_whether_open(question) or not all(d and d < as_of.isoformat() for d in days):
        return None
    return bool(_NO_MORE.search(question.resolved))


def last_day(evidence: Evidence) -> str:
    """The last day on which one may apply that a unit tells; "" where it tells none."""
    unit = evidence.unit
    if unit.kind in (UnitKind.LIST, UnitKind.HEADING) or not matches("open", "deadline", unit.text):
        return ""
    days = [v.canonical for v in find(unit.text) if v.kind is ValueKind.DATE]
    return max((d for d in days if len(d) == _DAY and d[0] != "-"), default="")


def _applies(ranked: Sequence[Evidence]) -> bool:
    """Whether anything that still applies is about all that a question names."""
    return any(e.named >= _NAMED and not is_over(e) for e in ranked)


def _of_what_is_over(closing: Sequence[Evidence], ranked: Sequence[Evidence]) -> bool:
    """Whether only what is over, and no document of the deadlines, has a word that is asked of."""
    theirs = {e.unit.chunk.document_id for e in closing}
    about = [e.full for e in ranked if e.unit.chunk.document_id in theirs]
    over = [e.own for e in ranked if is_over(e) and e.unit.chunk.document_id not in theirs]
    for at in range(len(over[0].matches) if over else 0):
        lacking = all(c.matches[at] < _LACKING for c in about)
        if lacking and any(c.matches[at] >= _NAMED for c in over):
            return True
    return False


def _near(evidence: Evidence, ranked: Sequence[Evidence]) -> bool:
    """Whether a unit's document tells elsewhere of what is asked about."""
    document = evidence.unit.chunk.document_id
    return any(e.named >= _NAMED and e.unit.chunk.document_id == document for e in ranked)
