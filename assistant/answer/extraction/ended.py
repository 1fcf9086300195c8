"""What a sentence says has ended, and the lists of names that it has."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from itertools import takewhile

from assistant.answer.patterns import alternatives, cue
from assistant.search import analysis

_PART = re.compile(r"(,| og | and | samt | eller | or )")
_NAMED = re.compile(r"\W*[A-ZÆØÅ]")
_AT_MOST = 3
ENDED = cue("tells", "ended")
AUXILIARY = re.compile(rf"\b(?:{alternatives('tells', 'became')})\b", re.IGNORECASE)
_BECAME = re.compile(rf"{AUXILIARY.pattern}[^.,;]{{0,30}}?(?:{ENDED.pattern})", re.IGNORECASE)
_FORMER = cue("tells", "former")
_CLAUSE = re.compile(r"[.;:]|\b(?:da|der|som|which|when)\b", re.IGNORECASE)
_BEGINS_OTHERWISE = re.compile(r"\W*(?:fra|frå|i|etter|siden|from|in|since|after)\b", re.IGNORECASE)


def what_ended(said: str) -> str:
    """The part of a sentence that names what has ended; "" where that is unclear."""
    found = _BECAME.search(said)
    if found:
        return _CLAUSE.split(said[: found.start()])[-1]
    found = ENDED.search(said)
    if found is None:
        return ""
    rest = said[found.end() :]
    former = _FORMER.search(rest)
    if former:
        return rest[former.end() :]
    # «Fra 2024 erstatter A B»: which is which, only the sense tells.
    return "" if _BEGINS_OTHERWISE.match(said) else rest


def things_listed(told: str) -> list[str]:
    """The things that a text lists, by name where they have one; none where it tells of one."""
    listed = [part.strip(" .()") for part in _PART.split(told)[::2]]
    # «De tidligere modulene Arena»: the first one has words for all of them before it.
    names = [" ".join(_name_at_end(t)).strip("(") or t for t in listed if t]
    return names if len(listed) > 1 else []


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
            found.append([frozenset(word_stems(" ".join(item))) for item in items])
        start = at + 1
    return found


def of_one_side(text: str, words: AbstractSet[str]) -> bool:
    """Whether a text lists names on two sides, and `words`, stems, has only some of each."""
    touched = []
    for items in name_lists(text):
        shared = frozenset.intersection(*items)
        named = [bool((item - shared) & words) for item in items]
        if any(named):
            touched.append(all(named))
    return len(touched) > 1 and not any(touched)


def _name_at_start(piece: str) -> list[str]:
    return list(takewhile(_NAMED.match, piece.split()))


def _name_at_end(piece: str) -> list[str]:
    return list(takewhile(_NAMED.match, piece.split()[::-1]))[::-1]


def word_stems(text: str) -> set[str]:
    """The stems of a text's words."""
    return {analysis.stem(word) for word in analysis.words(text)}
