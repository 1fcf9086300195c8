"""Which blocks of a PDF are headings, and of what level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.clean import heading_shaped, is_caption
from assistant.ingest.pdf_layout import LARGER, SMALLER, Group, Layout

LONGEST_HEADING = 200
LONGEST_OVER_LIST = 50
SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÆØÅ]")


def heading_levels(groups: Sequence[Group], layout: Layout) -> list[int]:
    """Heading level by group, larger type first; 0 for groups that are none."""
    following: list[Group | None] = [*groups, None][1:]
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


def _style(group: Group) -> tuple[float, bool]:
    return group.first.size, group.first.bold


def text_of(group: Group) -> str:
    """Join the lines of a group as they stand."""
    return " ".join(line.text for line in group.lines)


def _shows_heading(group: Group, after: Group | None, layout: Layout) -> bool:
    """Whether type sets the group apart as a heading: larger, or bold over text that is not."""
    text = text_of(group)
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
        text = text_of(group)
        after = groups[index + 1] if index + 1 < len(groups) else None
        short = len(group.lines) == 1 and heading_shaped(text) and not group.row
        over_text = after is not None and (
            (after.marker and len(text) <= LONGEST_OVER_LIST)
            or len(text_of(after)) > max(60, 1.5 * len(text))
        )
        numbered = bool(SECTION_NUMBER.match(text))
        is_heading = short and (numbered or bool(not group.marker and over_text))
        depth = text.split()[0].strip(".").count(".") + 1 if numbered else 1
        levels.append(min(depth, 6) if is_heading else 0)
    return levels
