"""Plain text into logical lines: debris taken out, underlines read, wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.ingest.clean import ORDINAL, fold, is_caption, marker_length
from assistant.ingest.plain_columns import rows_of
from assistant.ingest.tables import SEPARATOR

BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s?")
FOOTNOTE_MARK = re.compile(r"\[footnoteRef:(\d+)\]")
FOOTNOTE = re.compile(r"\[(\d{1,3}):\s+([^\[\]]+)\]")
UNDERLINE = re.compile(r"(={3,}|-{3,})$")
LONGEST_UNDERLINED = 90
# A file whose lines are all shorter than this may be wrapped; longer lines are whole paragraphs.
WIDEST_WRAP = 120
NARROWEST_WRAP = 40
# Wrapped running text begins most lines in the middle of a sentence.
LEAST_LOWER = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: a paragraph, an item or a possible heading.

    `marked` is set where the source marks a heading: by bookmark (1) or underline (1 or 2).
    `cells`: what its columns hold, where it is a row of a table.
    """

    text: str
    content: int = 0
    indent: int = 0
    blank_before: bool = True
    blank_after: bool = True
    marked: int = 0
    bookmarked: bool = False
    notes: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


def logical_lines(text: str) -> list[Line]:
    """Lines of clean text without debris; lines that a fixed width divided are one."""
    return _join_wrapped(_physical_lines(text))


def _physical_lines(text: str) -> list[Line]:
    noted = set(FOOTNOTE_MARK.findall(text))
    lines: list[Line] = []
    blank = True
    raw_lines = text.expandtabs(4).split("\n")
    rows = rows_of(raw_lines)
    for index, raw in enumerate(raw_lines):
        if index in rows:
            # A line that goes on in a cell is told with the row; one right above may be a heading.
            cells = rows[index]
            row = Line(SEPARATOR.join(cells), blank_before=blank, blank_after=False, cells=cells)
            lines += [row] if cells else []
            blank = False
            continue
        line = _physical_line(raw, noted)
        if not line.text:
            blank = True
            if lines:
                lines[-1] = replace(lines[-1], blank_after=True, notes=lines[-1].notes + line.notes)
            continue
        level = _underline_level(raw.strip(), lines, blank)
        if level:
            lines[-1] = replace(lines[-1], marked=level, blank_after=True)
            blank = True
            continue
        if lines and not blank:
            lines[-1] = replace(lines[-1], blank_after=False)
        lines.append(replace(line, blank_before=blank))
        blank = False
    return lines


def _physical_line(raw: str, noted: set[str]) -> Line:
    notes: list[str] = []

    def take(found: re.Match[str]) -> str:
        if found[1] not in noted:
            return found[0]
        notes.append(fold(found[2]))
        return ""

    without = FOOTNOTE.sub(take, FOOTNOTE_MARK.sub("", raw))
    bookmarked = "[bookmark:" in without
    text = fold(BOOKMARK.sub("", without))
    return Line(
        text,
        content=marker_length(text),
        indent=len(raw) - len(raw.lstrip()),
        bookmarked=bookmarked,
        notes=tuple(notes),
    )


def _underline_level(text: str, lines: Sequence[Line], blank: bool) -> int:
    found = UNDERLINE.fullmatch(text)
    if not found or not lines or blank or len(lines[-1].text) > LONGEST_UNDERLINED:
        return 0
    return 1 if text[0] == "=" else 2


def _join_wrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines that a fixed width or a stray break divided, put together again."""
    width = _wrap_width(lines)
    runs: list[list[Line]] = []
    for line in lines:
        if runs and _continues(runs[-1][0], runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        replace(
            run[0],
            text=" ".join(line.text for line in run),
            blank_after=run[-1].blank_after,
            notes=tuple(note for line in run for note in line.notes),
        )
        for run in runs
    ]


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Find the width that the text is wrapped at; None where a line is a paragraph."""
    lengths = sorted(len(line.text) + line.indent for line in lines)
    if not lengths:
        return None
    widest = lengths[-1] if len(lengths) < 20 else lengths[int(len(lengths) * 0.98)]
    if not NARROWEST_WRAP <= widest <= WIDEST_WRAP:
        return None
    full = [
        line
        for before, line in pairwise(lines)
        if not line.blank_before and not line.content and _is_full(before, line, widest)
    ]
    lower = sum(line.text[0].islower() for line in full)
    return widest if lower > LEAST_LOWER * len(full) else None


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Whether the first word of `line` would hardly have fitted on the line before it."""
    first_word = line.text.split(maxsplit=1)[0]
    return len(before.text) + before.indent + 1 + len(first_word) > 0.9 * width


def _continues(first: Line, before: Line, line: Line, width: int | None) -> bool:
    own = line.content or line.bookmarked or line.marked or line.cells or is_caption(line.text)
    if own or before.marked or before.cells:
        return False
    lower = line.text[0].islower()
    if line.blank_before:
        return lower and before.text.endswith(",")
    ended = before.text.endswith((".", "!", "?", ":"))
    if first.content and line.indent > first.indent and not before.text.endswith(":"):
        return True
    if (lower or ORDINAL.match(line.text)) and not ended:
        return True
    full = width is not None and _is_full(before, line, width)
    return full and not (before.text.endswith(":") and line.text[0].isupper())
