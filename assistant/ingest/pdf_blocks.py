"""Lines of a PDF into headings, paragraphs, list items and table rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.domain import BlockKind
from assistant.ingest.blocks import RawBlock
from assistant.ingest.clean import FINAL_PUNCTUATION, heading_shaped, is_caption, marker_length
from assistant.ingest.hyphens import Hyphenation
from assistant.ingest.pdf_lines import Line
from assistant.ingest.pdf_tables import table_at
from assistant.ingest.sentences import sentences

LARGER = 1.08
SMALLER = 0.92
# A line gap beyond this many times the usual one begins a new paragraph.
WIDE_GAP = 1.3
LONGEST_HEADING = 200
SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÆØÅ]")
LETTER_O = re.compile(r"o\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block. `full` tells whether the last line reaches the right edge."""

    lines: tuple[Line, ...]
    marker: int = 0
    row: tuple[str, ...] = ()

    @property
    def first(self) -> Line:
        """The line that the block begins with."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line that the block ends with."""
        return self.lines[-1]


class Layout:
    """What is usual in a document: body size, width in characters, distance between lines."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        """Measured over all lines, weighted by their length."""
        lines = [line for page in pages for line in page]
        self.body = body_size(lines)
        lengths = sorted(len(line.text) for line in lines if abs(line.size - self.body) < 0.6)
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 80
        self.leading = self._leadings(pages)
        self.hanging = {
            round(item.x)
            for page in pages
            for item, line in pairwise(page)
            if _marker(item)
            and not _marker(line)
            and 6 < line.x - item.x < 60
            and not self.wide_gap(item, line)
        }

    def _leadings(self, pages: Sequence[Sequence[Line]]) -> dict[float, float]:
        gaps: dict[float, Counter[float]] = defaultdict(Counter)
        for page in pages:
            for before, line in pairwise(page):
                gap = before.y - line.y
                if before.size == line.size and 0.9 * line.size < gap < 2.6 * line.size:
                    gaps[line.size][round(gap * 2) / 2] += 1
        return {
            size: min(gap for gap, n in counts.items() if n >= 0.15 * sum(counts.values()))
            for size, counts in gaps.items()
            if max(counts.values()) >= 0.15 * sum(counts.values())
        }

    def wide_gap(self, before: Line, line: Line) -> bool:
        """Whether two lines lie further apart than those of one paragraph."""
        usual = self.leading.get(line.size, 1.25 * line.size)
        return before.y - line.y > WIDE_GAP * usual

    def hangs(self, item: Line) -> bool:
        """Whether further lines of a list item stand to the right of its marker."""
        return round(item.x) in self.hanging or item.content_x - item.x > 1.2 * item.size

    def full(self, before: Line, line: Line) -> bool:
        """Whether `line`'s first word would hardly have fitted on the line before it."""
        first_word = line.text.split(maxsplit=1)[0]
        return len(before.text) + 1 + len(first_word) >= 0.82 * self.width


def body_size(lines: Sequence[Line]) -> float:
    """Find the type size, in points, that most characters are set in."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 11.0


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[RawBlock]:
    """Blocks of a document's lines; what a page break cut is completed where it begins."""
    layout = Layout(pages)
    hyphenation = Hyphenation(line.text for page in pages for line in page)
    groups = [group for page in pages for group in _groups(page, layout)]
    levels = _heading_levels(groups, layout)
    blocks = [
        _block(group, level, depth, hyphenation)
        for group, level, depth in zip(groups, levels, _depths(groups), strict=True)
    ]
    return _mend_breaks(groups, blocks, layout, hyphenation)


def _marker(line: Line) -> int:
    found = LETTER_O.match(line.text)
    return marker_length(line.text) or (found.end() if found and len(line.cells) > 1 else 0)


def _groups(page: Sequence[Line], layout: Layout) -> list[Group]:
    groups: list[Group] = []
    index = 0
    while index < len(page):
        line = page[index]
        table = None if _marker(line) else table_at(page, index)
        if table:
            groups += [Group((line,), row=row) for row in table.rows]
            index += table.length
            continue
        if groups and not groups[-1].row and _joins(groups[-1], line, layout):
            groups[-1] = replace(groups[-1], lines=(*groups[-1].lines, line))
        else:
            groups.append(Group((line,), _marker(line)))
        index += 1
    return groups


def _joins(group: Group, line: Line, layout: Layout) -> bool:
    """Whether `line` carries on the block that `group` is."""
    before = group.last
    if _marker(line) or is_caption(line.text) or before.page != line.page:
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


def _heading_levels(groups: Sequence[Group], layout: Layout) -> list[int]:
    """Heading level by group, larger type first; 0 for groups that are none."""
    following: list[Group | None] = [*groups[1:], None]
    shown = [
        _shows_heading(group, after, layout) for group, after in zip(groups, following, strict=True)
    ]
    if not any(shown):
        return _levels_by_shape(groups)
    styles = sorted(
        {_style(group) for group, is_heading in zip(groups, shown, strict=True) if is_heading},
        reverse=True,
    )
    rank = {style: level for level, style in enumerate(styles, start=1)}
    return [
        min(rank[_style(group)], 6) if is_heading else 0
        for group, is_heading in zip(groups, shown, strict=True)
    ]


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


def _style(group: Group) -> tuple[float, bool]:
    return group.first.size, group.first.bold


def _text(group: Group) -> str:
    return " ".join(line.text for line in group.lines)


def _shows_heading(group: Group, after: Group | None, layout: Layout) -> bool:
    """Whether type sets the group apart as a heading: larger, or bold over text that is not."""
    text = _text(group)
    if (
        group.row
        or is_caption(text)
        or not heading_shaped(text.rstrip("?!:"), longest=LONGEST_HEADING)
    ):
        return False
    if group.first.size >= LARGER * layout.body:
        return len(group.lines) <= 4
    bold = all(line.bold for line in group.lines)
    if not bold or text.endswith(":") or group.first.size < SMALLER * layout.body:
        return False
    return after is not None and len(group.lines) <= 2


def _levels_by_shape(groups: Sequence[Group]) -> list[int]:
    """Levels where type tells nothing: short lines over longer text, section numbers."""
    levels: list[int] = []
    for index, group in enumerate(groups):
        text = _text(group)
        after = groups[index + 1] if index + 1 < len(groups) else None
        short = len(group.lines) == 1 and heading_shaped(text) and not group.row
        over_text = after is not None and not after.marker and len(_text(after)) > 90
        numbered = bool(SECTION_NUMBER.match(text))
        is_heading = short and (numbered or (not group.marker and over_text))
        depth = text.split()[0].strip(".").count(".") + 1 if numbered else 1
        levels.append(min(depth, 6) if is_heading else 0)
    return levels


def _block(group: Group, level: int, depth: int, hyphenation: Hyphenation) -> RawBlock:
    page = group.first.page
    if group.row:
        return RawBlock(BlockKind.TABLE_ROW, " | ".join(group.row).strip(), page=page)
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
    open_end = not block.text.endswith(FINAL_PUNCTUATION) or block.text.endswith(",")
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
