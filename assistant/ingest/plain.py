"""Plain text into blocks: headings, lists, tables and paragraphs told by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.domain import BlockKind
from assistant.ingest.blocks import Extracted, RawBlock
from assistant.ingest.clean import clean_characters, heading_shaped, is_caption, is_numbered
from assistant.ingest.decode import decode
from assistant.ingest.plain_lines import Line, logical_lines
from assistant.ingest.tables import table_blocks

SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")
LONG_TEXT = 90
LONGEST_BARE_ITEM = 160


def extract(data: bytes) -> Extracted:
    """Blocks of a text file; the character set is told by its bytes."""
    return Extracted(tuple(blocks_of(clean_characters(decode(data)))))


def blocks_of(text: str) -> list[RawBlock]:
    """Blocks of clean text with line breaks."""
    lines = logical_lines(text)
    levels = _heading_levels(lines)
    return list(_with_notes(_classify(lines, levels)))


def _heading_levels(lines: Sequence[Line]) -> list[int]:
    """Heading level by line; 0 for lines that are none."""
    following: list[Line | None] = [*lines, None][1:]
    preceding: list[Line | None] = [None, *lines][:-1]
    shapes = [
        _heading_kind(line, before, after)
        for before, line, after in zip(preceding, lines, following, strict=True)
    ]
    has_marked = "marked" in shapes
    titled = bool(lines) and shapes[0] == "alone" and not has_marked
    levels: list[int] = []
    known: dict[str, int] = {}
    for index, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        level = 0
        if shape == "marked":
            # A title that stood deeper before stands as deep again: converted outlines lose levels.
            level = max(line.marked or 1, known.get(line.text, 0))
        elif shape:
            number = SECTION_NUMBER.match(line.text)
            depth = number[1].count(".") + 1 if number else 1
            level = 1 if titled and index == 0 else depth + (titled or has_marked)
            known.setdefault(line.text, level)
        levels.append(min(level, 6))
    return levels


def _heading_kind(line: Line, before: Line | None, after: Line | None) -> str:
    """How the line shows that it is a heading: "marked", "alone", "leading", or not at all."""
    if line.marked:
        return "marked"
    if after is None or line.cells or not heading_shaped(line.text):
        return ""
    if line.bookmarked:
        return "marked"
    if line.content and not _numbered_heading(line, before, after):
        return ""
    if line.blank_before and line.blank_after:
        return "alone"
    ended = before is None or line.blank_before or before.text.endswith((".", "!", "?"))
    text_follows = not after.content and _is_long(after.text)
    return "leading" if ended and text_follows and not line.blank_after else ""


def _numbered_heading(line: Line, before: Line | None, after: Line) -> bool:
    """Whether a numbered line is no item of a list, by its neighbours."""
    neighbours = [other for other in (before, after) if other is not None]
    return (
        is_numbered(line.text)
        and not any(other.content for other in neighbours)
        and not (before is not None and before.text.endswith(":"))
    )


def _is_long(text: str) -> bool:
    return len(text) > LONG_TEXT or text.endswith(".")


def _classify(lines: Sequence[Line], levels: Sequence[int]) -> Iterator[tuple[RawBlock, Line]]:
    bare_until = 0
    indents: list[int] = []
    table: list[RawBlock] = []
    for index, (line, level) in enumerate(zip(lines, levels, strict=True)):
        if line.cells:
            table = table or _table(lines[index:])
            yield table.pop(0), line
            continue
        kind, depth = BlockKind.PARAGRAPH, level
        if level:
            kind = BlockKind.HEADING
        elif line.content:
            kind = BlockKind.LIST_ITEM
            indents = [i for i in indents if i < line.indent] + [line.indent]
            depth = len(indents) - 1
        elif index < bare_until:
            kind, depth = BlockKind.LIST_ITEM, 0
        if kind is not BlockKind.LIST_ITEM or not line.content:
            indents = []
        if line.text.endswith(":") and not level:
            bare_until = _bare_items_end(lines, levels, index)
        yield RawBlock(kind, line.text, depth, line.content), line


def _table(lines: Sequence[Line]) -> list[RawBlock]:
    """The rows of a table that these lines begin with; a blank line ends it."""
    below = takewhile(lambda line: line.cells and not line.blank_before, lines[1:])
    return table_blocks([lines[0].cells, *(line.cells for line in below)])


def _bare_items_end(lines: Sequence[Line], levels: Sequence[int], intro: int) -> int:
    """Index after the run of two or more short unmarked lines under an introducing line."""
    end = intro + 1
    while (
        end < len(lines)
        and not lines[end].blank_before
        and not lines[end].content
        and not levels[end]
        and not lines[end].cells
        and len(lines[end].text) <= LONGEST_BARE_ITEM
        and not lines[end].text.endswith((".", ":"))
        and not is_caption(lines[end].text)
    ):
        end += 1
    return end if end - intro > 2 else 0


def _with_notes(pairs: Iterator[tuple[RawBlock, Line]]) -> Iterator[RawBlock]:
    """Footnotes as paragraphs after the block they belong to; within a list, after the list."""
    waiting: list[str] = []
    for block, line in pairs:
        if waiting and block.kind is not BlockKind.LIST_ITEM:
            yield from (RawBlock(BlockKind.PARAGRAPH, note) for note in waiting)
            waiting = []
        yield block
        waiting += line.notes
    yield from (RawBlock(BlockKind.PARAGRAPH, note) for note in waiting)
