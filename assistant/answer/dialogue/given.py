"""What people give as a question and as the conversation before it, made fit to be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.extraction.privacy import mask
from assistant.domain import Turn
from assistant.errors import InputError

MAX_HISTORY = 20
# Colours and cursor moves, as text copied from a terminal holds them (ECMA-48, 5.4).
_TERMINAL_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


def _visible(character: str) -> str:
    """The character; a space for a control character, nothing for one without a width."""
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category[0] == "C" else character


def clean_question(text: str, longest: int) -> str:
    """The question without control characters, white space folded.

    Raises:
        InputError: when nothing is left, or it is longer than `longest` characters.

    """
    visible = "".join(map(_visible, _TERMINAL_SEQUENCE.sub(" ", text)))
    folded = " ".join(unicodedata.normalize("NFC", visible).split())
    if not folded:
        raise InputError("the question is empty; write what you want to know")
    if len(folded) > longest:
        raise InputError(
            f"the question has {len(folded)} characters, at most {longest} are taken;"
            " ask about one thing at a time"
        )
    return folded


def printable(text: str) -> str:
    """Text without lone surrogates, which JSON can carry and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clean_history(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The latest turns, as text that can be written."""
    return tuple(replace(t, content=printable(t.content)) for t in turns[-MAX_HISTORY:])


def masked(text: str, turns: Sequence[Turn]) -> tuple[str, tuple[Turn, ...]]:
    """A question and its history as a language model may see them.

    Identity numbers, telephone numbers and e-mail addresses are masked.
    """
    return mask(text), tuple(replace(t, content=mask(t.content)) for t in turns)
