"""Plain text into blocks: headings, lists and wrapped lines told by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import BlockKind
from assistant.ingest.blocks import Extracted, RawBlock
from assistant.ingest.clean import (
    clean_characters,
    fold,
    heading_shaped,
    is_caption,
    is_numbered,
    marker_length,
)
from assistant.ingest.decode import decode

BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s?")
FOOTNOTE_MARK = re.compile(r"\[footnoteRef:(\d+)\]")
FOOTNOTE = re.compile(r"\[(\d{1,3}):\s+([^\[\]]+)\]")
UNDERLINE = re.compile(r"(={3,}|-{3,})$")
SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")
# A file whose lines are all shorter than this may be wrapped; longer lines are whole paragraphs.
WIDEST_WRAP = 120
NARROWEST_WRAP = 40
LONG_TEXT = 90
LONGEST_BARE_ITEM = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: a paragraph, an item or a possible heading.

    `marked` is set where the source marks a heading: by bookmark (1) or underline (1 or 2).
    """

    text: str
    content: int = 0
    indent: int = 0
    blank_before: bool = True
    blank_after: bool = True
    marked: int = 0
    bookmarked: bool = False
    notes: tuple[str, ...] = ()


def extract(data: bytes) -> Extracted:
    """Blocks of a text file; the character set is told by its bytes."""
    return Extracted(tuple(blocks_of(clean_characters(decode(data)))))


def blocks_of(text: str) -> list[RawBlock]:
    """Blocks of clean text with line breaks."""
    lines = _join_wrapped(_physical_lines(text))
    levels = _heading_levels(lines)
    return list(_with_notes(_classify(lines, levels)))


def _physical_lines(text: str) -> list[Line]:
    noted = set(FOOTNOTE_MARK.findall(text))
    lines: list[Line] = []
    blank = True
    for raw in text.expandtabs(4).split("\n"):
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
    if not found or not lines or blank or len(lines[-1].text) > LONG_TEXT:
        return 0
    return 1 if text[0] == "=" else 2


def _join_wrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines that a fixed width or a stray break divided, put together again."""
    width = _wrap_width(lines)
    joined: list[Line] = []
    last_physical: Line | None = None
    for line in lines:
        if last_physical and _continues(joined[-1], last_physical, line, width):
            before = joined[-1]
            joined[-1] = replace(
                before,
                text=f"{before.text} {line.text}",
                blank_after=line.blank_after,
                notes=before.notes + line.notes,
            )
        else:
            joined.append(line)
        last_physical = line
    return joined


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Find the width that the text is wrapped at; None where a line is a paragraph."""
    lengths = sorted(len(line.text) + line.indent for line in lines)
    if not lengths:
        return None
    widest = lengths[-1] if len(lengths) < 20 else lengths[int(len(lengths) * 0.98)]
    return widest if NARROWEST_WRAP <= widest <= WIDEST_WRAP else None


def _continues(whole: Line, before: Line, line: Line, width: int | None) -> bool:
    own = line.content or line.bookmarked or line.marked or is_caption(line.text)
    if own or before.marked:
        return False
    lower = line.text[0].islower()
    if line.blank_before:
        return lower and before.text.endswith(",")
    ended = before.text.endswith((".", "!", "?", ":"))
    if whole.content and line.indent > whole.indent and not before.text.endswith(":"):
        return True
    if lower and not ended:
        return True
    first_word = line.text.split()[0]
    full = width is not None and len(before.text) + before.indent + 1 + len(first_word) > width
    return full and not (before.text.endswith(":") and line.text[0].isupper())


def _heading_levels(lines: Sequence[Line]) -> list[int]:
    """Heading level by line; 0 for lines that are none."""
    following: list[Line | None] = [*lines[1:], None]
    preceding: list[Line | None] = [None, *lines[:-1]]
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
    if after is None or not heading_shaped(line.text):
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
    for index, (line, level) in enumerate(zip(lines, levels, strict=True)):
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


def _bare_items_end(lines: Sequence[Line], levels: Sequence[int], intro: int) -> int:
    """Index after the run of two or more short unmarked lines under an introducing line."""
    end = intro + 1
    while (
        end < len(lines)
        and not lines[end].blank_before
        and not lines[end].content
        and not levels[end]
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
