"""Negations that belong to a part of a sentence which is not asked about.

«Lukk dører og vinduer, men lås dem ikke» denies nothing of closing doors, and «kan tas uten trekk
i lønn» does not deny that it can be taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.opening import less_opening
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.understanding.negation import NEGATION
from assistant.search import analysis

# «A og B kan ikke søke» is one clause, «varer lenge og er ikke betalt» are two.
_JOINT = re.compile(
    rf",? (?:(?:men|but) |(?:og|and) (?={alternatives('tells', 'goes_on')}))", re.IGNORECASE
)
_WITHOUT = re.compile(
    r"\b(?:uten|utan|without) (?!å\b)[\w-]+(?: (?:i|av|på|for|of|in) [\w-]+)?", re.IGNORECASE
)
_IS_WITHOUT = cue("tells", "is_without")
_GOES_ON, _ORDER = cue("tells", "goes_on"), cue("tells", "order")


def what_is_asked_of(question: Question, said: str) -> str | None:
    """A sentence less the negations of what is not asked about; None where one leaves it open."""
    said = less_opening(said)
    things = [concept.stems for concept in question.query.concepts]
    for phrase in list(_WITHOUT.finditer(said))[::-1]:
        if not _speaks_of(things, phrase.group()):
            said = said[: phrase.start()] + said[phrase.end() :]
        elif not _IS_WITHOUT.search(said[: phrase.start()]):
            return None
    return _less_clauses(things, said)


def _less_clauses(things: Sequence[frozenset[str]], said: str) -> str | None:
    """A sentence without its negated clauses that speak of nothing asked about.

    None where such a clause has a subject of its own, and no more than half of what is asked about.
    """
    starts = [0, *(m.start() for m in _JOINT.finditer(said))]
    clauses = [said[a:b] for a, b in zip(starts, [*starts[1:], len(said)], strict=True)]
    if not any(NEGATION.search(c) for c in clauses[1:]) or NEGATION.search(clauses[0]):
        return said
    kept = [clauses[0]]
    for clause in clauses[1:]:
        if NEGATION.search(clause):
            body = _JOINT.sub("", clause, count=1)
            if NEGATION.match(body):
                # «A kan delta, men ikke B»: an exception is `polarity`'s to weigh.
                return said
            if not _speaks_of(things, clause):
                continue
            shared = _GOES_ON.match(body) or _ORDER.match(body)
            if not shared and 2 * sum(_speaks_of([t], clause) for t in things) <= len(things):
                return None
        kept.append(clause)
    return "".join(kept)


def _speaks_of(things: Sequence[frozenset[str]], text: str) -> bool:
    stems = set(analysis.stems(text))
    return any(thing & stems for thing in things)
