"""Negations that belong to a part of a sentence which is not asked about.

«Lukk dører og vinduer, men lås dem ikke» denies nothing of closing doors, and «kan tas uten trekk
i lønn» does not deny that it can be taken.
"""

from __future__ import annotations

import re

from assistant.answer.evidence import Evidence
from assistant.answer.negation import NEGATION
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.domain import Language
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
# Words that a sentence has at least.
_A_SENTENCE = 4
# «Ja, bryggerier kan søke»: a sentence that answers the question right above it.
_OPENS = re.compile(r"\W*(?:(?P<yes>ja|jo|yes)|nei|no)(?:[,:.]|\s*[–—-])\s+", re.IGNORECASE)


def what_is_asked_of(question: Question, said: str) -> str | None:
    """A sentence less the negations of what is not asked about; None where one leaves it open."""
    opening = _OPENS.match(said)
    said = said[opening.end() :] if opening else said
    things = _things(question)
    for phrase in list(_WITHOUT.finditer(said))[::-1]:
        if not _speaks_of(things, phrase.group()):
            said = said[: phrase.start()] + said[phrase.end() :]
        elif not _IS_WITHOUT.search(said[: phrase.start()]):
            return None
    return _less_clauses(things, said)


def answers_its_heading(question: Question, evidence: Evidence) -> bool | None:
    """Whether it is so by a sentence's own «Ja,» or «Nei,», where its heading is what is asked."""
    opening = _OPENS.match(evidence.unit.text)
    heading = evidence.unit.context.rsplit("\n", maxsplit=1)[-1]
    if opening is None or not heading.rstrip().endswith("?"):
        return None
    if NEGATION.search(heading) or NEGATION.search(question.resolved):
        return None
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    words = ({*analysis.words(text)} - stop for text in (heading, question.resolved))
    theirs, mine = ({analysis.stem(word) for word in some} for some in words)
    same = bool(mine) and mine == theirs and question.language is not Language.EN
    return bool(opening["yes"]) if same else None


def without_opening(text: str) -> str:
    """A sentence less the «Ja,» or «Nei,» by which it answers the question over it."""
    opening = _OPENS.match(text)
    rest = text[opening.end() :] if opening else text
    if opening is None or len(rest.split()) < _A_SENTENCE:
        # «Ja, innen fire uker» is no sentence without it.
        return text
    return rest[:1].upper() + rest[1:]


def _less_clauses(things: list[set[str]], said: str) -> str | None:
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


def _things(question: Question) -> list[set[str]]:
    """What a question speaks of: for each thing the stems of the words for it."""
    return [
        {stem for word in (c.surface, *c.alternatives) for stem in analysis.stems(word)}
        for c in question.query.concepts
    ]


def _speaks_of(things: list[set[str]], text: str) -> bool:
    stems = set(analysis.stems(text))
    return any(thing & stems for thing in things)
