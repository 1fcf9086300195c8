"""A time or level that a question has as a bound: «etter ti år», «før oktober», «etter Hav Start».

«I oktober» is neither before nor after October, and of what comes after ten years a sentence that
tells of ten years says nothing, unless they are the most there can be.
"""

from __future__ import annotations

import re

from assistant.answer.extraction.values import Value, ValueKind, find, supported
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.negation import NEGATION
from assistant.answer.yes_no.figures import is_the_most
from assistant.domain import Language
from assistant.search import analysis

_BEYOND, _AHEAD = cue("asks", "beyond"), cue("asks", "ahead_of")
_AFTER, _BEFORE = cue("tells", "after"), cue("tells", "before")
_THE_LAST, _AROUND = cue("tells", "the_last"), cue("tells", "around")
_TENTATIVE = cue("tells", "tentative")
# What stands between a bound and the figure that it is of.
_NEAR = len(" mer enn de første ")
_CLAUSE = re.compile(r"[,.;:?]")
_JOINT = re.compile(r"[,.;:?]| (?:og|eller|men|and|or|but) ", re.IGNORECASE)


def leaves_open(question: Question, asked: str, said: str) -> bool:
    """Whether a question has a bound that a sentence does not tell of."""
    return any(
        (found := mine.search(asked)) is not None
        and not _bears_out(question, asked[found.end() :], said, theirs)
        for mine, theirs in ((_BEYOND, _AFTER), (_AHEAD, _BEFORE))
    )


def rules_out(question: Question, asked: str, said: str) -> bool:
    """Whether a sentence tells that a thing was not so beyond a bound of the question.

    It was at that very time, for so long at most, or last on that level.
    """
    after, before = _BEYOND.search(asked), _AHEAD.search(asked)
    found = after or before
    if found is None or (after and before) or NEGATION.search(said) or NEGATION.search(asked):
        return False
    rest = asked[found.end() :]
    if after and _last_is_of(question, rest, said):
        return True
    bound = _figure_at_once(question, rest)
    if bound is None or _TENTATIVE.search(said):
        return False
    same = [v for v in find(said) if v.kind is bound.kind and supported(bound, [v])]
    if len(same) != 1:
        return False
    if bound.kind is ValueKind.DATE:
        return len(_dates(said)) == 1 and not _AROUND.search(said[: same[0].start])
    return bool(after) and bound.kind is ValueKind.DURATION and is_the_most(said, same[0])


def _bears_out(question: Question, rest: str, said: str, bound: re.Pattern[str]) -> bool:
    """Whether the sentence has a bound of that kind, of what the question has it of."""
    words = analysis.words(_CLAUSE.split(rest)[0])
    things = [c.stems for c in question.query.concepts if set(c.surface.split()) & set(words)]
    told = [set(analysis.stems(_JOINT.split(said[m.end() :])[0])) for m in bound.finditer(said)]
    return any(not things or any(thing & stems for thing in things) for stems in told)


def _last_is_of(question: Question, rest: str, said: str) -> bool:
    """Whether «X er det siste …» is told of what it is asked for after."""
    found = _THE_LAST.search(said)
    return found is not None and any(
        m.stands_in(rest) and m.stands_in(said[: found.start()]) for m in question.mentions
    )


def _figure_at_once(question: Question, rest: str) -> Value | None:
    """The figure or date right behind a bound; None where other words come first."""
    first = next(iter(find(rest, english=question.language is Language.EN)), None)
    if first is None or first.start > _NEAR or _CLAUSE.search(rest[: first.start]):
        return None
    return first if first.kind in (ValueKind.DATE, ValueKind.DURATION) else None


def _dates(said: str) -> set[str]:
    """The dates that a sentence tells, but for a year that a day of it is in."""
    days = {v.canonical for v in find(said) if v.kind is ValueKind.DATE}
    return {d for d in days if not any(o != d and o.startswith(d) for o in days)}
