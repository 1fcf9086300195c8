"""Questions in JSON Lines: one object a line, with `question` and perhaps `id` and `history`."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from assistant.domain import Turn
from assistant.errors import InputError


def check_readable(name: str) -> None:
    """Say that a file is not there before an index is opened for it.

    Raises:
        InputError: when there is no such file; "-" is standard input.

    """
    if name != "-" and not Path(name).exists():
        raise InputError(f"{name} cannot be read: there is no such file")


def lines(name: str) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers in the file; "-" is standard input.

    Raises:
        InputError: when the file cannot be read.

    """

    def kept(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
        for number, raw in enumerate(stream, 1):
            line = raw.removeprefix(codecs.BOM_UTF8).strip()
            if line:
                yield number, line

    if name == "-":
        yield from kept(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as file:
            yield from kept(file)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}") from error


def row(line: bytes) -> dict[str, Any]:
    """The object on a line.

    Raises:
        InputError: for anything else.

    """
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start + 1} is not UTF-8; save the file with that encoding"
        ) from error
    try:
        found = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise InputError("this is not JSON that can be read: it is nested too deeply") from error
    except ValueError as error:
        raise InputError(f"this is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise InputError("this must be an object with a text `question`")
    return found


def _no_number(name: str) -> None:
    # Python reads and writes NaN and Infinity, which JSON does not have.
    raise ValueError(f"{name} is no number in JSON")


def question(found: dict[str, Any]) -> str:
    """The question of a row.

    Raises:
        InputError: when there is none, or it is no text.

    """
    text = found.get("question")
    if not isinstance(text, str):
        raise InputError("`question` must be a text")
    return text


def turns(raw: Any) -> tuple[Turn, ...]:
    """A `history` value as turns.

    Raises:
        InputError: when it is not a list of objects with `role` and `content`.

    """
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise InputError("`history` must be a list")
    found = []
    for turn in raw:
        if (
            not isinstance(turn, dict)
            or turn.get("role") not in ("user", "assistant")
            or not isinstance(turn.get("content"), str)
        ):
            raise InputError(
                "each turn of `history` needs `role` (user or assistant) and `content`"
            )
        # JSON can carry lone surrogates, which neither UTF-8 nor SQLite takes.
        content = turn["content"].encode("utf-8", "replace").decode("utf-8")
        found.append(Turn(turn["role"], content))
    return tuple(found)
