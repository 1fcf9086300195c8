"""What took another's place: several for several, and which of two is the one that has ended.

«Nivåene A, B og C erstatter nivåene D, E og F» does not say which of them took whose place, and
nothing in it says that A has ended.
"""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.answer.negation import NEGATION
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.values import find
from assistant.search import analysis
from assistant.search.names import name_words

_PART = re.compile(r"(,| og | and | samt | eller | or )")
_NAMED = re.compile(r"\W*[A-ZÆØÅ]")
_AT_MOST = 3
_ENDED = cue("tells", "ended")
_AUXILIARY = re.compile(rf"\b(?:{alternatives('tells', 'became')})\b", re.IGNORECASE)
_BECAME = re.compile(rf"{_AUXILIARY.pattern}[^.,;]{{0,30}}?(?:{_ENDED.pattern})", re.IGNORECASE)
_FORMER, _FUTURE = cue("tells", "former"), cue("tells", "future")
_EXISTS = cue("asks", "exists")
_OF_BEING = re.compile(rf"(?:{_EXISTS.pattern}|{_ENDED.pattern}|still)", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:]|\b(?:da|der|som|which|when)\b", re.IGNORECASE)
_BEGINS_OTHERWISE = re.compile(r"\W*(?:fra|frå|i|etter|siden|from|in|since|after)\b", re.IGNORECASE)


def leaves_open(question: Question, said: str) -> bool:
    """Whether a sentence does not tell whether it is the thing asked of that gave or took place."""
    return _one_of_several(question, said) or _of_another_end(question, said)


def there_is(question: Question, said: str) -> bool | None:
    """Whether a thing still exists, or has ended, by a sentence that tells of its end; else None.

    Nothing but the thing may be asked of, and whether it is or has ended.
    """
    asked = question.resolved
    exists, ended = _EXISTS.search(asked), _ENDED.search(asked)
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
    asked = _words(question.resolved)
    mine = {stem for c in question.query.concepts for w in c.alternatives for stem in _words(w)}
    touched = []
    for items in name_lists(said):
        shared = frozenset.intersection(*items)
        named = [bool((item - shared) & (asked | mine)) for item in items]
        if any(named):
            touched.append(all(named))
    return len(touched) > 1 and not any(touched)


def _of_another_end(question: Question, said: str) -> bool:
    """Whether it is asked if a thing has ended, and a sentence tells of the end of another."""
    asked = question.resolved
    found = _ENDED.search(asked)
    if found is None or not _ENDED.search(said):
        return False
    before, after = asked[: found.start()], asked[found.end() :]
    # «Ble A erstattet av B?», but «har B erstattet A?»
    side = before if _AUXILIARY.search(before) else after
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


def things_listed(told: str) -> list[str]:
    """The things that a text lists, by name where they have one; none where it tells of one."""
    listed = [part.strip(" .") for part in _PART.split(told)[::2]]
    # «De tidligere modulene Arena»: the first one has words for all of them before it.
    return [" ".join(_name_at_end(t)) or t for t in listed if t] if len(listed) > 1 else []


def what_ended(said: str) -> str:
    """The part of a sentence that names what has ended; "" where that is unclear."""
    found = _BECAME.search(said)
    if found:
        return _CLAUSE.split(said[: found.start()])[-1]
    found = _ENDED.search(said)
    if found is None:
        return ""
    rest = said[found.end() :]
    former = _FORMER.search(rest)
    if former:
        return rest[former.end() :]
    # «Fra 2024 erstatter A B»: which is which, only the sense tells.
    return "" if _BEGINS_OTHERWISE.match(said) else rest


def name_lists(text: str) -> list[list[frozenset[str]]]:
    """The lists of names in a text: for each of their items its words."""
    parts = _PART.split(text)
    pieces, joints = parts[::2], parts[1::2]
    found: list[list[frozenset[str]]] = []
    start = 0
    for at, joint in enumerate(joints):
        if joint == ",":
            continue
        run = pieces[start : at + 2]
        middle = [len(piece.split()) for piece in run[1:-1] if piece.strip()]
        width = min([*middle, 2]) if middle else 2
        first = _name_at_end(run[0]) or run[0].split()[-width:]
        last = _name_at_start(run[-1]) or run[-1].split()[:width]
        items = [first, *(piece.split() for piece in run[1:-1]), last]
        short = all(len(item) <= _AT_MOST for item in items)
        if short and sum(any(map(_NAMED.match, item)) for item in items) > 1:
            found.append([frozenset(_words(" ".join(item))) for item in items])
        start = at + 1
    return found


def _name_at_start(piece: str) -> list[str]:
    return list(takewhile(_NAMED.match, piece.split()))


def _name_at_end(piece: str) -> list[str]:
    return list(takewhile(_NAMED.match, piece.split()[::-1]))[::-1]


def _words(text: str) -> set[str]:
    return {analysis.stem(word) for word in analysis.words(text)}
