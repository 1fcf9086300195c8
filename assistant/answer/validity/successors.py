"""What took another's place: several for several, and which of two is the one that has ended.

«Nivåene A, B og C erstatter nivåene D, E og F» does not say which of them took whose place, and
nothing in it says that A has ended.
"""

from __future__ import annotations

import re

from assistant.answer.extraction.ended import (
    AUXILIARY,
    ENDED,
    of_one_side,
    things_listed,
    what_ended,
    word_stems,
)
from assistant.answer.extraction.values import find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.negation import NEGATION
from assistant.search import analysis
from assistant.search.names import name_words

_FUTURE = cue("tells", "future")
_EXISTS = cue("asks", "exists")
_STAGE, _STILL_DOES = cue("asks", "stage"), cue("asks", "still_does")
_OF_BEING = re.compile(
    rf"(?:{_EXISTS.pattern}|{ENDED.pattern}|still|{_STAGE.pattern}|{_STILL_DOES.pattern})", re.I
)


def leaves_open(question: Question, said: str) -> bool:
    """Whether a sentence does not tell whether it is the thing asked of that gave or took place."""
    return _one_of_several(question, said) or _of_another_end(question, said)


def there_is(question: Question, said: str) -> bool | None:
    """Whether a thing still exists, or has ended, by a sentence that tells of its end; else None.

    Nothing but the thing may be asked of, and whether it is, still is what it was («et nivå»), or
    has ended.
    """
    asked = question.resolved
    exists, ended = _EXISTS.search(asked), ENDED.search(asked)
    names = name_words(question.mentions)
    words = {word for c in question.query.concepts for word in c.surface.split()} - names
    if not question.mentions or any(not _OF_BEING.fullmatch(word) for word in words):
        return None
    if bool(exists) is bool(ended) or find(asked) or _FUTURE.search(said) or NEGATION.search(said):
        return None
    told = what_ended(said)
    if ended and _names_one_of(told, asked[ended.end() :]):
        # «Ble A erstattet av B?», where both of them have ended.
        return None
    return bool(ended) if all(m.stands_in(told) for m in question.mentions) else None


def _one_of_several(question: Question, said: str) -> bool:
    """Whether a sentence lists names on two sides, and only some of each are asked about."""
    asked = word_stems(question.resolved)
    mine = {stem for c in question.query.concepts for w in c.alternatives for stem in word_stems(w)}
    return of_one_side(said, asked | mine)


def _of_another_end(question: Question, said: str) -> bool:
    """Whether it is asked if a thing has ended, and a sentence tells of the end of another."""
    asked = question.resolved
    found = ENDED.search(asked)
    if found is None or not ENDED.search(said):
        return False
    before, after = asked[: found.start()], asked[found.end() :]
    # «Ble A erstattet av B?», but «har B erstattet A?»
    side = before if AUXILIARY.search(before) else after
    asked_of = [m for m in question.mentions if m.stands_in(side)]
    told = what_ended(said)
    if _names_one_of(told, after if side is before else before):
        return True
    if not asked_of:
        # «Er programmet erstattet?», where modules were.
        stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
        things = {analysis.stem(w) for w in analysis.words(side) if w not in stop}
        return not things or not things <= set(analysis.stems(told))
    return not all(m.stands_in(told) for m in asked_of)


def _names_one_of(told: str, text: str) -> bool:
    """Whether a text names one of the things that a list tells."""
    return any(
        re.search(rf"\b{re.escape(thing)}\b(?! [A-ZÆØÅ])", text, re.IGNORECASE)
        for thing in things_listed(told)
    )
