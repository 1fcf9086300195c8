"""The «Ja,» or «Nei,» that a sentence opens with, and what it says behind that."""

from __future__ import annotations

import re

OPENS = re.compile(r"\W*(?:(?P<yes>ja|jo|yes)|nei|no)(?:[,:.;!]|\s*[–—-])\s+", re.IGNORECASE)
# Words that a sentence has at least.
_A_SENTENCE = 4


def answers_itself(text: str) -> bool:
    """Whether a sentence says yes or no itself: «Ja, det kan de»."""
    return OPENS.match(text) is not None


def less_opening(text: str) -> str:
    """What a sentence says behind its «Ja,» or «Nei,»."""
    opening = OPENS.match(text)
    return text[opening.end() :] if opening else text


def without_opening(text: str) -> str:
    """A sentence less its «Ja,» or «Nei,», where a whole sentence is left."""
    rest = less_opening(text)
    if rest == text or len(rest.split()) < _A_SENTENCE:
        # «Ja, innen fire uker» is no sentence without it.
        return text
    return rest[:1].upper() + rest[1:]
