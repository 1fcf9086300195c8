"""How far a word lies from what it may be a slip for, by the slips that fingers and ears make.

Two letters changed about, a neighbouring key, a letter held down, å written a: each is likelier
than a letter for any other, as in the noisy channel of Kernighan, Church and Gale (1990).
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from assistant.search import analysis

_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_ALONG = [pair for row in _ROWS for pair in pairwise(row)]
_ACROSS = [
    pair
    for upper, lower in pairwise(_ROWS)
    for at in (0, 1)
    for pair in zip(upper[at:], lower, strict=False)
]
_BESIDE = frozenset(pair for a, b in (*_ALONG, *_ACROSS) for pair in (a + b, b + a))
# What each slip costs; `_OTHER` is any letter for another.
_SOUND, _SWAPPED, _KEY, _LOST, _TWICE, _ADDED, _OTHER = 0.3, 0.6, 0.7, 0.7, 0.4, 0.9, 1.2
_FIRST = 0.3
_DENIES = "u"


@lru_cache(maxsize=50_000)
def cost(typed: str, meant: str) -> float:
    """What it costs to read a word as another; 0 for the word itself."""
    if analysis.fold(typed) == analysis.fold(meant):
        return _SOUND if typed != meant else 0.0
    before: list[float] = []
    row = [0.0]
    for j in range(len(meant)):
        row.append(row[-1] + _lost(meant, j))
    for i, letter in enumerate(typed):
        twice = i > 0 and typed[i - 1] == letter
        # «Ubegrenset» is no slip for «begrenset».
        added = _TWICE if twice else math.inf if letter == _DENIES else _ADDED
        after = [row[0] + added]
        for j, other in enumerate(meant):
            changed = row[j] + (0.0 if letter == other else _changed(letter, other))
            best = min(changed, row[j + 1] + added, after[j] + _lost(meant, j))
            if i and j and letter != other:
                # «nra» for «når»
                swapped = _sounds(letter, meant[j - 1]) + _sounds(typed[i - 1], other)
                best = min(best, before[j - 1] + _SWAPPED + swapped)
            after.append(best)
        before, row = row, after
    begins = typed[:1] == meant[:1] or typed[:2] == meant[1::-1]
    return row[-1] + (0.0 if begins else _FIRST)


def _lost(meant: str, at: int) -> float:
    return _TWICE if at and meant[at - 1] == meant[at] else _LOST


def _changed(letter: str, other: str) -> float:
    sound = _sounds(letter, other)
    return sound if sound <= _SOUND else _KEY if letter + other in _BESIDE else _OTHER


@lru_cache(maxsize=2_000)
def _sounds(letter: str, other: str) -> float:
    """What one letter for another costs that sounds alike; more than any slip for others."""
    if letter == other:
        return 0.0
    return _SOUND if analysis.fold(letter) == analysis.fold(other) else math.inf
