"""From a reader's blocks to pages: offsets, section paths, and the lines that introduce lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.domain import Block, BlockKind, Page

LINES = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block as a reader finds it: a single line of clean text, white space folded.

    `level` is 1 to 6 for a heading, the nesting depth from 0 for a list item. `content` is the
    offset in `text` where the words begin, after a list marker that stands in the source.
    `page` counts from 1; None where the format has no pages. `header`: see `Block`.
    """

    kind: BlockKind
    text: str
    level: int = 0
    content: int = 0
    page: int | None = None
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader found in a file: blocks in reading order, and the file's own title property."""

    blocks: tuple[RawBlock, ...]
    title: str | None = None


def document_title(blocks: Sequence[RawBlock]) -> str | None:
    """Name the document: by its only level-1 heading, when that is the first heading.

    Such a heading names the whole document and so stays out of the section paths.
    """
    headings = [b for b in blocks if b.kind is BlockKind.HEADING]
    top = [b for b in headings if b.level == 1]
    return top[0].text if len(top) == 1 and headings[0] is top[0] else None


def first_heading(blocks: Sequence[RawBlock]) -> str | None:
    """Find the first level-1 heading, if any."""
    found = (b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1)
    return next(found, None)


def assemble(blocks: Sequence[RawBlock]) -> tuple[Page, ...]:
    """Pages of text with blocks; list items and table rows lie a line apart, others a blank line.

    Args:
        blocks: in reading order, pages not decreasing; blocks without text are left out.

    """
    kept = [b for b in blocks if b.text.strip()]
    marked = _mark_intros(kept)
    sections = list(_sections(marked, title=document_title(kept)))
    pages = []
    for number, group in groupby(zip(marked, sections, strict=True), key=lambda pair: pair[0].page):
        pages.append(_page(number, list(group)))
    return tuple(pages)


def _mark_intros(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    following = [*blocks, None][1:]
    return [
        replace(block, kind=BlockKind.LIST_INTRO) if _introduces(block, after) else block
        for block, after in zip(blocks, following, strict=True)
    ]


def _introduces(block: RawBlock, after: RawBlock | None) -> bool:
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    before_list = after is not None and after.kind is BlockKind.LIST_ITEM
    return before_list or block.text.endswith(":")


def _sections(blocks: Sequence[RawBlock], *, title: str | None) -> Iterator[tuple[str, ...]]:
    path: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            path = [(level, text) for level, text in path if level < block.level]
            if not (block.level == 1 and block.text == title):
                path.append((block.level, block.text))
        yield tuple(text for _, text in path)


def _page(number: int | None, blocks: list[tuple[RawBlock, tuple[str, ...]]]) -> Page:
    parts: list[str] = []
    placed: list[Block] = []
    offset = 0
    previous: RawBlock | None = None
    for block, section in blocks:
        gap = "" if previous is None else _gap(previous, block)
        parts += [gap, block.text]
        start = offset + len(gap)
        offset = start + len(block.text)
        content = start + block.content
        placed.append(Block(block.kind, start, offset, content, section, block.level, block.header))
        previous = block
    return Page(number, "".join(parts), tuple(placed))


def _gap(previous: RawBlock, block: RawBlock) -> str:
    listed = block.kind is BlockKind.LIST_ITEM and previous.kind in {
        BlockKind.LIST_ITEM,
        BlockKind.LIST_INTRO,
    }
    rows = block.kind is BlockKind.TABLE_ROW and previous.kind in {
        BlockKind.TABLE_ROW,
        BlockKind.LIST_INTRO,
    }
    return "\n" if listed or rows else "\n\n"
