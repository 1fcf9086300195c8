"""Lists whose items carry no marker: short lines under a line that ends with a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import BlockKind
from assistant.ingest.blocks import RawBlock
from assistant.ingest.clean import is_caption

LONGEST_ITEM = 160


def bare_lists(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Blocks with each run of two or more short paragraphs after a colon as list items."""
    result = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or not block.text.endswith(":"):
            continue
        end = index + 1
        while end < len(blocks) and _bare_item(blocks[end]):
            end += 1
        if end - index > 2:
            for position in range(index + 1, end):
                result[position] = replace(blocks[position], kind=BlockKind.LIST_ITEM)
    return result


def _bare_item(block: RawBlock) -> bool:
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(block.text) <= LONGEST_ITEM
        and block.text[:1].isupper()
        and not block.text.endswith((".", ":", ";", ",", "?", "!"))
        and not is_caption(block.text)
    )
