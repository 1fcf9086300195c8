"""Whether an answer only says once more what the one before said: «hvorfor?», «hva betyr det?»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import patterns
from assistant.answer.select import Selection
from assistant.domain import Outcome, Turn

_MARKER = re.compile(r"\s*\[\d+\]")
_FILE = patterns.read("followup")
_MORE = _FILE.compiled([_FILE.tables["says_more"]["any"]])


def says_it_again(text: str, selection: Selection, history: Sequence[Turn]) -> bool:
    """Whether a question of what was said finds nothing but that.

    Args:
        text: the question.
        selection: what is found for it.
        history: earlier turns, oldest first.

    """
    if selection.outcome is not Outcome.ANSWERED or selection.sides or not _MORE.match(text):
        return False
    replies = [turn.content for turn in history if turn.role == "assistant"]
    return bool(replies) and _plain(selection.first.unit.text) in _plain(replies[-1])


def _plain(text: str) -> str:
    """A text without its markers, emphasis and marks of lists."""
    bare = _MARKER.sub("", text).replace("**", "").replace("•", "-")
    return " ".join(bare.split())
