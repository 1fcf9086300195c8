"""Rows of a table as blocks that know the header cells above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import BlockKind
from assistant.ingest.blocks import RawBlock

SEPARATOR = " | "
LONGEST_LABEL = 60
_YEAR = re.compile(r"(?:19|20)\d{2}")


def table_blocks(
    rows: Sequence[Sequence[str]], *, marked: bool | None = None, page: int | None = None
) -> list[RawBlock]:
    """One block per row that has words.

    Args:
        rows: cells from left to right, clean text; a row as long as the first has its header.
        marked: whether the source marks the first row as a header; None where it does not tell.
        page: where the format has pages.

    """
    kept = [tuple(row) for row in rows if any(row)]
    header = header_of(kept, marked=marked)
    return [
        RawBlock(
            BlockKind.TABLE_ROW,
            SEPARATOR.join(row),
            page=page,
            header=header if len(row) == len(header) else (),
        )
        for row in kept
    ]


def header_of(rows: Sequence[Sequence[str]], *, marked: bool | None = None) -> tuple[str, ...]:
    """The cells of the header row; empty where the first row is a row like the others.

    Without a mark in the source, a row is a header where figures stand below it and none in it,
    or where three columns or more begin with words alone.
    """
    if marked is False or len(rows) < 2 or len(rows[0]) < 2:
        return ()
    first, below = tuple(rows[0]), [row for row in rows[1:] if len(row) == len(rows[0])]
    if not below or not any(first[1:]):
        return ()
    if marked:
        return first
    if not all(first[1:]) or any(_no_label(cell) for cell in first):
        return ()
    figures = any(
        2 * sum(_has_figure(row[column]) for row in below) >= len(below)
        for column in range(len(first))
    )
    return first if figures or len(first) > 2 else ()


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a row as `table_blocks` wrote it."""
    return tuple(cell.strip() for cell in text.split(SEPARATOR.strip()))


def padded(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows with empty cells at their ends, so that all are equally long."""
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _has_figure(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def _no_label(cell: str) -> bool:
    """Whether a cell can be no header: a figure that is no year, or a sentence."""
    figure = _has_figure(cell) and not _YEAR.fullmatch(cell)
    return figure or len(cell) > LONGEST_LABEL or cell.endswith(".")
