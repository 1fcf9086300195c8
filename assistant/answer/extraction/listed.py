"""Lists in an answer, and how many items they have.

How many things there are often stands nowhere but in the list of them. An answer may say so where
it shows the list whole, so that anyone can count after.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import ValueKind, find
from assistant.domain import Block, BlockKind, Chunk

_BULLET = re.compile(r"^\s*(?:[-*•]\s|\d{1,2}\.\s)\s*")
MARKER = re.compile(r"\[(\d+)\]")
_SPACED_MARKER = re.compile(rf"[ \u00a0]*{MARKER.pattern}")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as an answer shows it: the line before it, with its markers, and its items."""

    line: str
    markers: tuple[int, ...]
    items: tuple[str, ...]


def shown_lists(text: str) -> tuple[ShownList, ...]:
    """The lists of an answer in Markdown whose introducing line carries a marker."""
    lines = [line for line in text.splitlines() if line.strip()]
    found: list[ShownList] = []
    for at, line in enumerate(lines):
        markers = tuple(int(n) for n in MARKER.findall(line))
        items: list[str] = []
        for item in lines[at + 1 :]:
            bullet = _BULLET.match(item)
            if not bullet:
                break
            items.append(_folded(item[bullet.end() :]))
        if markers and items and not _BULLET.match(line):
            found.append(ShownList(line, markers, tuple(items)))
    return tuple(found)


def is_whole(shown: ShownList, quote: str) -> bool:
    """Whether a quote is this list and nothing more: its items, and words of the line before it.

    Args:
        shown: a list of an answer.
        quote: a cited quote, verbatim from its document.

    """
    rest = _folded(quote)
    for item in sorted(shown.items, key=len, reverse=True):
        if not item or item not in rest:
            return False
        rest = rest.replace(item, " | ", 1)
    said = {w.casefold() for w in _WORD.findall(shown.line)}
    return all(w.casefold() in said for w in _WORD.findall(rest))


def without_markers(text: str) -> str:
    """A text without numbers in brackets, its white space folded."""
    return " ".join(_SPACED_MARKER.sub("", text).split())


def _folded(text: str) -> str:
    return without_markers(text.replace("**", ""))


def countable(unit: Unit, chunk: Callable[[str], Chunk | None]) -> bool:
    """Whether the items of a list are all there are, one beside the other.

    Not where the list goes on in the passage before or after, has lists within, or is a table;
    nor where its introduction tells a number itself.

    Args:
        unit: a unit of a passage.
        chunk: the passage with an id; None where there is none.

    """
    if unit.kind is not UnitKind.LIST or unit.table >= 0 or unit.shown:
        return False
    if any(v.kind is ValueKind.NUMBER for v in find(unit.lead)):
        return False
    within = [
        b
        for b in unit.chunk.blocks
        if b.kind is BlockKind.LIST_ITEM and unit.start <= b.content < unit.end
    ]
    if len({b.level for b in within}) != 1 or len(within) != len(unit.items):
        return False
    document, _, ordinal = unit.chunk.id.rpartition(":")
    if not ordinal.isdigit():
        return False
    before, after = (chunk(f"{document}:{int(ordinal) + step}") for step in (-1, 1))
    first, last = unit.chunk.blocks[0], unit.chunk.blocks[-1]
    return not (
        (first is within[0] and before and _same_list(first, before.blocks[-1:]))
        or (last is within[-1] and after and _same_list(last, after.blocks[:1]))
    )


def _same_list(block: Block, others: tuple[Block, ...]) -> bool:
    return any(o.kind is BlockKind.LIST_ITEM and o.section == block.section for o in others)
