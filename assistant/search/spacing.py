"""Spaces in the wrong place: «e rforskjelen», «kravtil», «klyn ge», and those left out of names.

Only words that nobody writes are taken apart or put together, and only into ones that are used.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.search import analysis

# What a space in the wrong place costs, more so beside a word of one letter, and what a word does
# that is like no other.
_MOVED, _ALONE, ODD = 0.7, 0.3, 2.0
_LEAST, _LONG = 2, 7
# What a slip may cost in a word that is made of others.
_SLIGHT = 0.8
_LETTERS = re.compile(r"[a-zæøå]+")


@dataclass(frozen=True, slots=True)
class Words:
    """How words are read in a message.

    `read`: what it costs to read a lower-cased word, 0 for one that may be meant as it stands and
    infinitely much for one that is like no other. `used`: whether a word is much used. `named`:
    whether words are a name of the documents. `odd`: what a word costs that is like no other.
    """

    read: Callable[[str], float]
    used: Callable[[str], bool]
    named: Callable[[str], bool]
    odd: float = ODD


def respaced(text: str, words: Words) -> str:
    """A message with its spaces where they belong."""
    pieces = re.split(r"([^\W\d_]+)", text)
    # Words stand at odd places, and what is between them at even ones.
    for at in range(1, len(pieces), 2):
        if _LETTERS.fullmatch(pieces[at]) and not words.used(pieces[at]):
            pieces[at] = _apart(pieces[at], words) or pieces[at]
    for at in range(1, len(pieces) - 2, 2):
        before, word, between, other, after = pieces[at - 1 : at + 4]
        # «Driver's» and «co-funding» are words in two pieces.
        if between == " " and before[-1:] not in ("'", "’") and not after.startswith("-"):
            best = _together(word, other, words) if _LETTERS.fullmatch(word + other) else None
            pieces[at], pieces[at + 1], pieces[at + 2] = best or (word, between, other)
    return "".join(pieces)


def _apart(word: str, words: Words) -> str:
    """The words that are written in one: a name, or one beside a word of grammar."""
    cuts = [(word[:at], word[at:]) for at in range(_LEAST, len(word) - _LEAST + 1)]
    if name := next((f"{a} {b}" for a, b in cuts if words.named(f"{a} {b}")), ""):
        return name
    first, last = analysis.run_on()["first"], analysis.run_on()["last"]
    costs = [
        (_cost(b if a in first else a, words), a, b) for a, b in cuts if a in first or b in last
    ]
    # «Kvantifisering» is no «kva notifisering»: what is cut off must be right as it stands.
    costs = [(cost, a, b) for cost, a, b in costs if not cost]
    best = min(costs, default=(math.inf, "", ""))
    return f"{best[1]} {best[2]}" if best[0] + _MOVED < min(words.read(word), words.odd) else ""


def _together(word: str, other: str, words: Words) -> tuple[str, str, str] | None:
    """Two words in one, or with a letter moved from one to the other; None where they are right."""
    costs = [min(words.read(w), words.odd) for w in (word, other)]
    if not any(costs):
        return None
    moved = [(word + other[0], other[1:]), (word[:-1], word[-1] + other)]
    if word[-1] == other[0]:
        # «er rett» for «er ett»
        moved += [(word, other[1:]), (word[:-1], other)]
    pairs = [("", word + other), *(pair for pair in moved if all(pair))]
    cheapest, (first, last) = min((_costs(pair, words), pair) for pair in pairs)
    # «Fristn i» is no «frist ni».
    lone = any(len(w) == 1 and not c for w, c in zip((word, other), costs, strict=True))
    if cheapest + _MOVED + lone * _ALONE >= sum(costs):
        return None
    return first, " " if first else "", last


def _costs(pair: Sequence[str], words: Words) -> float:
    """What it costs to read words that are made of others."""
    total = 0.0
    for word in sorted(filter(None, pair), key=len):
        total += _cost(word, words) if total < math.inf else 0.0
    return total


def _cost(word: str, words: Words) -> float:
    """What it costs to read a word that is made of others.

    A short one must be right as it is, and a long one no compound: what is cut may chance to be.
    """
    if words.used(word):
        return 0.0
    found = words.read(word) if len(word) >= _LONG else math.inf
    return found if 0 < found <= _SLIGHT else math.inf
