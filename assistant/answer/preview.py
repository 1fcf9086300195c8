"""What of a draft may be shown while it is being written: the sentences that stand so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.draft import Line, LineKind, Statement, parse
from assistant.answer.draft_check import DraftChecker, marked

# A marker may still be on its way after a full stop.
_OPEN_MARKER = re.compile(r"[.!?][»”\")]*\s*(?:\[[^\]]*)?$")


class Preview:
    """Takes a draft in pieces and gives its supported sentences, each once.

    Markers are the draft's own; the checked answer that follows has them renumbered.
    """

    def __init__(self, checker: DraftChecker) -> None:
        self._checker = checker
        self._rest = ""
        self._given = 0
        self._lead: tuple[int, ...] = ()
        self._fresh = True
        self._shown = False

    def feed(self, piece: str) -> list[str]:
        """Sentences that became complete with this piece."""
        self._rest += piece
        found: list[str] = []
        while "\n" in self._rest:
            line, _, self._rest = self._rest.partition("\n")
            found.extend(self._line(line, whole=True))
        if not _OPEN_MARKER.search(self._rest):
            found.extend(self._line(self._rest, whole=False))
        return found

    def finish(self) -> list[str]:
        """What is left when the draft has ended."""
        found = list(self._line(self._rest, whole=True))
        self._rest = ""
        return found

    def _line(self, text: str, *, whole: bool) -> Iterator[str]:
        parsed = parse(text)
        line = parsed[0] if len(parsed) == 1 else None
        if line is not None and (whole or line.kind is LineKind.TEXT):
            ready = line.statements if whole else line.statements[:-1]
            for statement in ready[self._given :]:
                self._given += 1
                yield from self._sentence(line, statement)
        if whole:
            if line is not None and line.kind is not LineKind.ITEM:
                self._lead = tuple(n for s in line.statements for n in s.markers)
            self._given = 0
            self._fresh = True

    def _sentence(self, line: Line, statement: Statement) -> Iterator[str]:
        inherited = self._lead if line.kind is LineKind.ITEM else ()
        numbers = self._checker.valid(statement.markers or inherited)
        if not numbers or not self._checker.grounds(statement, inherited):
            return
        opening = " "
        if self._fresh:
            opening = "\n- " if line.kind is LineKind.ITEM else "\n\n"
        if not self._shown:
            opening = opening.lstrip("\n")
        self._fresh, self._shown = False, True
        yield opening + marked(statement.text, numbers)
