"""Questions of evaluation sets that training may count in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.errors import InputError


def questions_in(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The questions of the sets in folders (`questions.jsonl`), each with its language's code.

    Raises:
        InputError: when a line of a set is none.

    """
    for file in sorted(f for folder in folders for f in folder.rglob("questions.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                yield str(row["question"]), str(row["language"])
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{file}, line {number}: no question of a set") from error
