"""Compound words taken apart: «grupperabatt» asks for a «rabatt» and for «grupper».

Norwegian writes compounds in one word, and the documents may say the same in two, or with other
parts («avslag til grupper»). A word is taken apart only where both parts are words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Shorter parts («år», «av») begin or end too many words by chance.
_LEAST = 3
LINKS = ("s", "", "e")
# A first part of several syllables is mostly bound by an s («idrett|s|lag»), but hardly one that
# ends in a vowel, a sibilant or r («flue|sopp», «motor|stopp»); one in -else is.
_BOUND = re.compile(r"[aeiouyæøå][^aeiouyæøå]+[aeiouyæøå]+[bcdfghjklmnpqtvw]+$|else$")


@dataclass(frozen=True, slots=True)
class Compound:
    """A word's two parts: what it is, last, and what kind of it, first, without the link."""

    first: str
    last: str


def split(word: str, worth: Callable[[str], float], *, least: float = 0.0) -> Compound | None:
    """A lower-cased word as a compound of two words; None where it is none.

    Args:
        word: the word.
        worth: how surely a part is a word of its own; 0 where it is none.
        least: what both parts must be worth more than. A word that is commoner than one of
            its parts is read as one («kapasitet» is no «tet»).

    Returns:
        The split whose poorer part is worth most; of equal ones that with an s that binds it
        to a commoner last part, else that with the longer last part.
    """
    best: tuple[float, bool, int] = (least, True, len(word))
    found: Compound | None = None
    for at in range(_LEAST, len(word) - _LEAST + 1):
        last = word[at:]
        last_worth = worth(last)
        if last_worth <= best[0]:
            continue
        for link in LINKS:
            first = word[:at].removesuffix(link) if link else word[:at]
            if len(first) < _LEAST or (link and not word[:at].endswith(link)):
                continue
            binds = link == "s" and bool(_BOUND.search(first))
            # «Lag» is commoner than «slag».
            binds = binds and last_worth > worth(f"s{last}")
            rank = (min(last_worth, worth(first)), binds, len(last))
            if rank > best:
                best, found = rank, Compound(first, last)
    return found


def joined(firsts: Iterable[str], lasts: Iterable[str]) -> list[str]:
    """Every way to write one of `firsts` and one of `lasts` as one word."""
    ends = tuple(lasts)
    return [f"{first}{link}{last}" for first in firsts for last in ends for link in LINKS]
