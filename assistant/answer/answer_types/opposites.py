"""Words that exclude one another: what is told of «nye nettverk» is not told of «gamle nettverk».

The words are data, in `patterns/followup.toml`: a follow-up may put one in the place of the other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.answer_types.demands import asking_sentence
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis

# When the old made room for the new is told of both.
_VALUED = frozenset({Intent.AMOUNT, Intent.COUNT, Intent.DURATION})
# «Hvor store er de?» and «i stor grad» ask of no size.
_DEGREE = re.compile(r"\b(?:(?:hvor|kor|how) \w+|i (?:stor|liten) grad)\b", re.IGNORECASE)
# «Umodne» denies «modne»; shorter words («like», «ulike») begin with an u by chance.
_SHORTEST = 5


@lru_cache(maxsize=1)
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns, one for each of two words that exclude one another."""
    file = patterns.read("followup")
    sides = (pair.split() for pair in file.tables["opposites"]["pairs"])
    return tuple(
        (file.compiled([rf"\b(?:{one})\b"]), file.compiled([rf"\b(?:{other})\b"]))
        for one, other in sides
    )


def of_the_opposite(text: str, question: Question) -> bool:
    """Whether a value is asked for of one of two opposites, and a text tells of the other alone."""
    return question.intent in _VALUED and opposed(text, asking_sentence(question.resolved))


def opposed(text: str, asked: str) -> bool:
    """Whether a text has the opposite of a word that is asked of, and not the word."""
    mine, theirs = _sides(asked), _sides(text)
    if any(
        (pair, 1 - side) in theirs and (pair, side) not in theirs
        for pair, side in mine
        if (pair, 1 - side) not in mine
    ):
        return True
    said = set(analysis.words(text))
    words = [w for w in analysis.words(asked) if len(w) >= _SHORTEST]
    return any(f"u{w}" in said and w not in said for w in words)


@lru_cache(maxsize=20_000)
def _sides(text: str) -> frozenset[tuple[int, int]]:
    """Which sides of which pairs a text has a word for."""
    told = _DEGREE.sub(" ", text)
    return frozenset(
        (number, side)
        for number, pair in enumerate(opposites())
        for side, pattern in enumerate(pair)
        if pattern.search(told)
    )
