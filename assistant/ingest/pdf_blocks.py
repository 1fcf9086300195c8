"""Lines of a PDF into headings, paragraphs, list items and table rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import BlockKind
from assistant.ingest.blocks import RawBlock
from assistant.ingest.clean import FINAL_PUNCTUATION, is_caption
from assistant.ingest.hyphens import Hyphenation
from assistant.ingest.pdf_headings import heading_levels
from assistant.ingest.pdf_layout import LARGER, SMALLER, Group, Layout, marker
from assistant.ingest.pdf_lines import Line
from assistant.ingest.pdf_tables import table_at
from assistant.ingest.sentences import sentences
from assistant.ingest.tables import SEPARATOR, header_of, padded

NOTE_NUMBER = re.compile(r"\d{1,3}\s+(?=[^\W\d_])")


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[RawBlock]:
    """Blocks of a document's lines; what a page break cut is completed where it begins."""
    layout = Layout(pages)
    hyphenation = Hyphenation(line.text for page in pages for line in page)
    groups: list[Group] = []
    for page in pages:
        groups += _carried_on(groups[-1:], _groups(page, layout))
    levels = heading_levels(groups, layout)
    blocks = [
        _block(group, level, depth, hyphenation)
        for group, level, depth in zip(groups, levels, _depths(groups), strict=True)
    ]
    return _mend_breaks(groups, blocks, layout, hyphenation)


def _groups(page: Sequence[Line], layout: Layout) -> list[Group]:
    groups: list[Group] = []
    index = 0
    while index < len(page):
        line = page[index]
        note = line.size < SMALLER * layout.body and NOTE_NUMBER.match(line.text)
        if note:
            line = replace(line, text=line.text[note.end() :])
        table = None if note or marker(line) else table_at(page, index)
        if table:
            following = page[index + 1 : index + table.length]
            marked = line.bold and not all(other.bold for other in following)
            header = header_of(padded(table.rows), marked=marked or None)
            groups += [Group((line,), row=row, header=header[: len(row)]) for row in table.rows]
            index += table.length
            continue
        if not note and groups and not groups[-1].row and _joins(groups[-1], line, layout):
            groups[-1] = replace(groups[-1], lines=(*groups[-1].lines, line))
        else:
            groups.append(Group((line,), marker(line)))
        index += 1
    return groups


def _carried_on(before: Sequence[Group], groups: list[Group]) -> list[Group]:
    """The groups of a page; rows that carry on the table before the page break have its header."""
    header = before[0].header if before else ()
    for index, group in enumerate(groups):
        if not header or not group.row or len(group.row) > len(header) or group.first.bold:
            break
        groups[index] = replace(group, header=header[: len(group.row)])
    return groups


def _joins(group: Group, line: Line, layout: Layout) -> bool:
    """Whether `line` carries on the block that `group` is."""
    before = group.last
    if marker(line) or is_caption(line.text) or before.page != line.page:
        return False
    if abs(before.size - line.size) > 0.6 or before.bold != line.bold:
        mixed = before.size == line.size and layout.full(before, line) and not before.bold
        if not mixed or layout.wide_gap(before, line):
            return False
    runs_on = line.text[0].islower() and not before.text.endswith((".", "!", "?", ":"))
    if line.y > before.y:
        return runs_on
    if layout.wide_gap(before, line):
        return False
    if group.marker and (layout.hangs(group.first) or abs(line.x - group.first.x) > 1):
        return line.x > group.first.x + 1 or runs_on
    if line.size >= LARGER * layout.body or runs_on or before.text.endswith("-"):
        return True
    indented = len(group.lines) > 1 and line.x > before.x + 6
    return layout.full(before, line) and not indented


def _depths(groups: Sequence[Group]) -> list[int]:
    """Nesting depth of list items by where their markers stand; 0 for other groups."""
    depths: list[int] = []
    markers: list[float] = []
    for group in groups:
        if not group.marker:
            markers = []
            depths.append(0)
            continue
        x = group.first.x
        markers = [*(m for m in markers if m < x - 3), x]
        depths.append(len(markers) - 1)
    return depths


def _block(group: Group, level: int, depth: int, hyphenation: Hyphenation) -> RawBlock:
    page = group.first.page
    if group.row:
        text = SEPARATOR.join(group.row).strip()
        return RawBlock(BlockKind.TABLE_ROW, text, page=page, header=group.header)
    text = group.first.text
    for line in group.lines[1:]:
        text = hyphenation.join(text, line.text)
    if level:
        return RawBlock(BlockKind.HEADING, text, level, page=page)
    if group.marker:
        return RawBlock(BlockKind.LIST_ITEM, text, depth, group.marker, page)
    return RawBlock(BlockKind.PARAGRAPH, text, page=page)


def _mend_breaks(
    groups: Sequence[Group],
    blocks: Sequence[RawBlock],
    layout: Layout,
    hyphenation: Hyphenation,
) -> list[RawBlock]:
    """Move the tail of a sentence that a page break cut to the page where it begins."""
    mended: list[RawBlock] = []
    owners: list[Group] = []
    for group, block in zip(groups, blocks, strict=True):
        rest: RawBlock | None = block
        index = _cut_index(mended, owners, group, layout)
        if index is not None and block.kind is BlockKind.PARAGRAPH:
            head, rest = _completed(mended[index], block, hyphenation)
            mended[index] = head
        if rest is not None:
            mended.append(rest)
            owners.append(group)
    return mended


def _cut_index(
    blocks: Sequence[RawBlock], owners: Sequence[Group], group: Group, layout: Layout
) -> int | None:
    """Index of the block that `group`, first on its page, may carry on; footnotes are skipped."""
    index = len(blocks) - 1
    if index < 0 or owners[index].last.page == group.first.page:
        return None
    while index > 0 and owners[index].first.size < SMALLER * layout.body:
        index -= 1
    block, last = blocks[index], owners[index].last
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} or block.page is None:
        return None
    if block.page + 1 != group.first.page or abs(last.size - group.first.size) > 0.6:
        return None
    if group.first.text[0].islower():
        return index
    item = owners[index].first
    if owners[index].marker and layout.hangs(item) and group.first.x <= item.x + 1:
        return None
    # A line of its own without a full stop is rather an item or a label than a sentence cut short.
    open_end = len(owners[index].lines) > 1 and not block.text.endswith(FINAL_PUNCTUATION)
    return index if open_end and layout.full(last, group.first) else None


def _completed(
    head: RawBlock, tail: RawBlock, hyphenation: Hyphenation
) -> tuple[RawBlock, RawBlock | None]:
    """Complete the cut block's sentence; also gives what is left of the block after it."""
    joined = hyphenation.join(head.text, tail.text)
    shift = len(joined) - len(tail.text)
    straddling = [(s, e) for s, e in sentences(joined) if s < len(head.text) - 1 and e > shift + 1]
    if not straddling:
        return head, tail
    end = straddling[0][1]
    rest = joined[end:].strip()
    return replace(head, text=joined[:end]), replace(tail, text=rest) if rest else None
