"""Which of two things comes first: «først søknad, så skisse?» is no of what is the other way."""

from __future__ import annotations

from assistant.answer.patterns import cue
from assistant.answer.understanding.negation import NEGATION
from assistant.search import analysis

_FIRST_THEN = cue("tells", "first_then")


def is_the_other_way(asked: str, said: str) -> bool:
    """Whether a sentence tells that what is asked to come first comes second, and the other way.

    Args:
        asked: the question.
        said: the sentence.

    """
    mine, theirs = _FIRST_THEN.search(asked), _FIRST_THEN.search(said)
    if mine is None or theirs is None or NEGATION.search(asked) or NEGATION.search(said):
        return False
    one, other = (set(analysis.stems(mine[part])) for part in ("first", "second"))
    first, second = (set(analysis.stems(theirs[part])) for part in ("first", "second"))
    return bool(one & second and other & first) and not (one & first or other & second)
