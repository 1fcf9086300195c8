"""Cutting a document into passages that can be searched and quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile

from assistant.domain import Block, BlockKind, Chunk, Document, Page
from assistant.ingest.blocks import LINES
from assistant.ingest.sentences import sentences

# How far a chunk may outgrow `size` to take in a short rest of its section.
SLACK = 1.3
LONGEST_LIST = 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of a page that is not divided further."""

    start: int
    end: int


def chunk(document: Document, *, size: int = 1000) -> tuple[Chunk, ...]:
    """Passages of about `size` characters, each within one page and one section.

    A list stays whole with the line that introduces it unless together they exceed twice `size`;
    then it is split between items. Long paragraphs are split between sentences. Nothing overlaps,
    and every character of the page outside headings and white space lies in exactly one chunk.
    A heading opens the chunk that follows it; one with nothing under it is a chunk of its own.

    Args:
        document: with pages whose blocks are in order and do not overlap.
        size: wanted length in characters, at least 1.

    """
    spans = [
        (page, section, start, end)
        for page, following in zip(document.pages, [*document.pages, None][1:], strict=True)
        for section, start, end in _page_spans(page, following, size)
    ]
    return tuple(
        Chunk(
            id=f"{document.id}:{ordinal}",
            document_id=document.id,
            title=document.title,
            section=section,
            page=page.number,
            start=start,
            end=end,
            text=page.text[start:end],
            blocks=_cut(page.blocks, start, end),
            metadata=document.metadata,
        )
        for ordinal, (page, section, start, end) in enumerate(spans, start=1)
    )


def _page_spans(
    page: Page, following: Page | None, size: int
) -> Iterator[tuple[tuple[str, ...], int, int]]:
    pending: list[Block] = []
    for section, group in groupby(page.blocks, key=lambda block: block.section):
        run = list(group)
        if pending and not _within(section, pending[-1].section):
            yield pending[-1].section, pending[0].start, pending[-1].end
            pending = []
        if all(block.kind is BlockKind.HEADING for block in run):
            pending += run
            continue
        for unit in _pack(_units(page.text, pending + run, size), size):
            yield section, unit.start, unit.end
        pending = []
    if pending and not _continues(pending[-1], following):
        yield pending[-1].section, pending[0].start, pending[-1].end


def _within(section: tuple[str, ...], parent: tuple[str, ...]) -> bool:
    return section[: len(parent)] == parent


def _continues(heading: Block, following: Page | None) -> bool:
    """Whether the next page carries on under a heading that closes this one."""
    blocks = following.blocks if following else ()
    return bool(blocks) and _within(blocks[0].section, heading.section)


def _units(text: str, blocks: Sequence[Block], size: int) -> list[_Unit]:
    """Blocks of one section as units: headings with what follows, lists with their intro."""
    units: list[_Unit] = []
    lead: int | None = None
    for group in _groups(blocks):
        if all(block.kind is BlockKind.HEADING for block in group):
            lead = group[0].start if lead is None else lead
            continue
        parts = _divide(text, group, size)
        if lead is not None:
            parts[0] = replace(parts[0], start=lead)
            lead = None
        units += parts
    if lead is not None:
        units.append(_Unit(lead, blocks[-1].end))
    return units


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        joins = bool(group) and (
            (block.kind in LINES and group[-1].kind in {block.kind, BlockKind.LIST_INTRO})
            or block.kind is group[-1].kind is BlockKind.HEADING
        )
        if group and not joins:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _divide(text: str, group: Sequence[Block], size: int) -> list[_Unit]:
    """Leave a group whole where it may stay so, else cut it in pieces of at most about `size`."""
    whole = _Unit(group[0].start, group[-1].end)
    is_list = any(block.kind in LINES for block in group)
    limit = size * (LONGEST_LIST if is_list else 1)
    if whole.end - whole.start <= limit:
        return [whole]
    pieces = [
        piece
        for block in group
        for piece in (
            [_Unit(block.start, block.end)]
            if block.end - block.start <= size
            else _sentence_units(text, block, size)
        )
    ]
    if is_list and group[0].kind not in LINES and len(pieces) > 1:
        pieces = _keep_intro(group[0], pieces)
    return _pack(pieces, size)


def _keep_intro(intro: Block, pieces: list[_Unit]) -> list[_Unit]:
    """Join the end of the introduction to the first item, so that neither stands alone."""
    last = max(i for i, piece in enumerate(pieces) if piece.end <= intro.end)
    joined = _Unit(pieces[last].start, pieces[last + 1].end)
    return [*pieces[:last], joined, *pieces[last + 2 :]]


def _sentence_units(text: str, block: Block, size: int) -> list[_Unit]:
    spans = [
        (block.start + start, block.start + end)
        for start, end in sentences(text[block.start : block.end])
    ]
    return [unit for start, end in spans for unit in _hard_split(text, start, end, size)]


def _hard_split(text: str, start: int, end: int, size: int) -> Iterator[_Unit]:
    """Cut a sentence beyond twice `size` at spaces, or anywhere where it has none."""
    while end - start > 2 * size:
        cut = text.rfind(" ", start + 1, start + size)
        cut = cut if cut > start else start + size
        yield _Unit(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield _Unit(start, end)


def _pack(units: Sequence[_Unit], size: int) -> list[_Unit]:
    """Neighbouring units joined while they fit; a short rest joins the chunk before it."""
    packed: list[_Unit] = []
    for unit in units:
        if packed and unit.end - packed[-1].start <= size:
            packed[-1] = _Unit(packed[-1].start, unit.end)
        else:
            packed.append(unit)
    if len(packed) > 1:
        last, before = packed[-1], packed[-2]
        if last.end - last.start < size / 4 and last.end - before.start <= size * SLACK:
            packed[-2:] = [_Unit(before.start, last.end)]
    return packed


def _cut(blocks: Sequence[Block], start: int, end: int) -> tuple[Block, ...]:
    """Cut the blocks to `start` to `end`, with offsets from `start`."""
    first = bisect_right(blocks, start, key=lambda block: block.end)
    within = takewhile(lambda block: block.start < end, islice(blocks, first, None))
    return tuple(
        replace(
            block,
            start=max(block.start, start) - start,
            end=min(block.end, end) - start,
            content=min(max(block.content, start), block.end, end) - start,
        )
        for block in within
    )
