"""What came in the place of a thing, where a question leans on what was asked of that.

«Hvor lenge varer de?» after «hva erstattet Hav Start?» asks of what the answer told to have come,
and not of what was named and has ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import patterns
from assistant.answer.extraction.ended import what_ended
from assistant.answer.patterns import cue
from assistant.answer.understanding.leaning import Said
from assistant.search.names import Mention

_FILE = patterns.read("followup")
_ASKS = _FILE.compiled(_FILE.tables["what_came"]["asks"])
_THEY = _FILE.compiled(_FILE.tables["what_came"]["they"])
_PAST, _ENDED = cue("asks", "past"), cue("tells", "ended")
_SENTENCE = re.compile(r"(?<=[.!?»])\s+|\n+|\[\d+\]|\*\*")


def is_asked_for(text: str) -> bool:
    """Whether it is asked what came in the place of a thing."""
    return bool(_ASKS.match(text))


def is_meant(text: str, before: str) -> bool:
    """Whether a question that names nothing is asked of what came, and not of what was before.

    Args:
        text: the question.
        before: the question before it.

    """
    return is_asked_for(before) and not _PAST.search(text)


def is_pointed_at(text: str, before: str) -> bool:
    """Whether a question points at what came («de», «der», «de nye»)."""
    return is_meant(text, before) and bool(_THEY.search(text))


def told_in(reply: str, names_in: Callable[[str], Sequence[Mention]]) -> Said | None:
    """What an answer tells to have come; None where it does not say which of its names came.

    Args:
        reply: the answer.
        names_in: the names of a text.

    """
    for said in _SENTENCE.split(reply):
        old = what_ended(said) if _ENDED.search(said) else ""
        if old:
            came = tuple(m for m in names_in(said) if not m.stands_in(old))
            return Said(" ".join(m.name for m in came), came, (), 0) if came else None
    return None
