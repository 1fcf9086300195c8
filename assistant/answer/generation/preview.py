"""What of a draft may be shown while it is being written: the sentences that stand so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answer.generation.draft import (
    MAX_LINE,
    MAX_STATEMENT,
    MAX_STATEMENTS,
    TOKENS,
    Line,
    LineKind,
    Statement,
    parse,
)
from assistant.answer.generation.draft_check import CheckedDraft, DraftChecker, Kept, marked

# A marker may still be on its way after a full stop; it stands near the end.
_OPEN_MARKER = re.compile(r"[.!?][»”\")]*\s*(?:\[[^\]]*)?$")
_NEAR = 80
_GROWN = 1.1


class Preview:
    """Takes a draft in pieces and gives its supported sentences, each once.

    Nothing is given until what stands so far `holds` as an answer, since it would have to be
    taken back. Markers are the draft's own; the checked answer that follows has them renumbered.
    """

    def __init__(self, checker: DraftChecker, holds: Callable[[CheckedDraft], bool]) -> None:
        self._checker = checker
        self._holds = holds
        self._rest = ""
        self._given = self._read = 0
        self._lead: tuple[int, ...] = ()
        self._fresh = True
        self._shown = False
        self._opening: str | None = None
        self._kept: list[Kept] = []
        self._waiting: list[str] = []
        self._held = False
        self._looked = 0

    def feed(self, piece: str) -> list[str]:
        """Sentences that may be shown with this piece."""
        self._rest += piece
        while "\n" in self._rest:
            line, _, self._rest = self._rest.partition("\n")
            self._line(line, whole=True)
        if self._is_due() and not _OPEN_MARKER.search(self._rest[-_NEAR:]):
            self._read = len(self._rest)
            self._line(self._rest, whole=False)
        return self._ready()

    def finish(self) -> list[str]:
        """What is left when the draft has ended."""
        self._line(self._rest, whole=True)
        self._rest = ""
        return self._ready()

    def _is_due(self) -> bool:
        """Whether a line has grown by so much that it is worth reading from its start again."""
        return len(self._rest) <= MAX_LINE and len(self._rest) >= _GROWN * self._read

    def _ready(self) -> list[str]:
        if not self._held:
            return []
        ready, self._waiting = self._waiting, []
        return ready

    def _line(self, text: str, *, whole: bool) -> None:
        parsed = parse(text)
        line = parsed[0] if len(parsed) == 1 else None
        if line is not None and (whole or line.kind is LineKind.TEXT):
            ready = line.statements if whole else line.statements[:-1]
            for statement in ready[self._given :]:
                self._given += 1
                self._waiting.extend(self._sentence(line, statement))
        if whole:
            if line is not None and line.kind is not LineKind.ITEM:
                self._lead = tuple(n for s in line.statements for n in s.markers)
            self._given = self._read = 0
            self._fresh = True

    def _sentence(self, line: Line, statement: Statement) -> Iterator[str]:
        if self._opening is None:
            self._opening = statement.text
        if line.statements[0].text.startswith(TOKENS):
            return
        self._looked += 1
        if len(statement.text) > MAX_STATEMENT or self._looked > MAX_STATEMENTS:
            return
        inherited = self._lead if line.kind is LineKind.ITEM else ()
        numbers = self._checker.valid(statement.markers or inherited)
        known = any(k.text == statement.text for k in self._kept)
        units = self._checker.grounds(statement, inherited) if numbers and not known else ()
        if not units:
            return
        self._kept.append(Kept(statement.text, units))
        if not self._held:
            # The first words of a draft may say yes or no to what the rest of it tells.
            self._held = self._holds(CheckedDraft(self._opening, kept=tuple(self._kept)))
        opening = " "
        if self._fresh:
            opening = "\n- " if line.kind is LineKind.ITEM else "\n\n"
        if not self._shown:
            opening = opening.lstrip("\n")
        self._fresh, self._shown = False, True
        yield opening + marked(statement.text, numbers)
