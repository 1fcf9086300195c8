"""Joining lines that were divided at a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# A part before one of these words keeps its hyphen: «drifts- og utviklingsstøtte».
LINKS = frozenset(["og", "eller", "samt", "til", "som", "and", "or", "to"])


class Hyphenation:
    """Joins lines, undoing hyphenation by what the document itself writes elsewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Learns the document's words; the parts of words divided at a line's end are left out."""
        self.words: set[str] = set()
        for line in lines:
            whole = line.rstrip("-\u00ad") if line.endswith(("-", "\u00ad")) else line
            found = WORD.findall(whole)
            self.words.update(found[:-1] if whole != line else found)
        self.lower = {word.lower() for word in self.words}

    def join(self, before: str, after: str) -> str:
        """One text of two lines, with a space, a kept hyphen, or a hyphen undone between them."""
        if before.endswith("\u00ad"):
            return before[:-1] + after
        head = re.search(r"([^\W_]+(?:-[^\W_]+)*)-$", before)
        tail = WORD.match(after)
        if not head or not tail:
            return f"{before} {after}"
        if tail[0].lower() in LINKS:
            return f"{before} {after}"
        return (before if self._keeps(head[1], tail[0]) else before[:-1]) + after

    def _keeps(self, head: str, tail: str) -> bool:
        if tail[0].isupper() or tail[0].isdigit() or head[-1].isdigit():
            return True
        if (head + tail).lower() in self.lower:
            return False
        if f"{head}-{tail}".lower() in self.lower:
            return True
        acronym = len(head) > 1 and head.isupper()
        name = head[0].isupper() and head in self.words and head.lower() not in self.words
        return acronym or name
