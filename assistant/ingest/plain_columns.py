"""Tables of plain text: neighbouring lines whose words stand in columns, with gaps between them.

Verse, code, letters, addresses and prose in two columns stand so too. Lines are rows only where
they surely are; otherwise they are read as the text that they then are, and lose no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingest.clean import fold, marker_length
from assistant.ingest.tables import header_of

# Two blanks behind a full stop are how some write a sentence's end.
_GAP = re.compile(r"(?<![.!?\s]) {2,}(?=\S)")
# The gaps of all rows meet, and somewhere one is so wide.
_WIDE = 3
# Fewer lines are a table only where each has figures of a name.
_FEWEST_LINES = 3
_SHORT = 4
# A cell that something of the sentence or the word is missing from, and one of program text.
_BROKEN = re.compile(r",$|\w-$|^(?:#|//)|[={}]|;$|\w\(\)")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line and the gaps in it as (begin, end)."""

    line: str
    gaps: tuple[tuple[int, int], ...]


def rows_of(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """The cells of each line that is a row of a table; () for a line that goes on in the row above.

    Args:
        lines: as they stand, tabs expanded.

    """
    rows: dict[int, tuple[str, ...]] = {}
    for first, run, common in _runs(lines):
        table: dict[int, tuple[str, ...]] = {}
        last = first
        for index, row in enumerate(run, first):
            if row is not None:
                table[index], last = _cells(row, common), index
            else:
                # What goes on, stands under a cell that is not the first.
                column = sum(end <= _indent(lines[index]) + 1 for _, end in common)
                cells = list(table[last])
                cells[column] = fold(f"{cells[column]} {lines[index]}")
                table[last], table[index] = tuple(cells), ()
        filled = [cells for cells in table.values() if cells]
        if (len(run) >= _FEWEST_LINES or _are_of_names(filled)) and _is_table(filled):
            rows |= table
    return rows


def _runs(
    lines: Sequence[str],
) -> Iterator[tuple[int, list[_Row | None], Sequence[tuple[int, int]]]]:
    """Where lines in columns begin, their rows (None for a line that goes on), and the gaps.

    Lines that one with other gaps follows at once are left out: their columns may be chance.
    """
    run: list[_Row | None] = []
    common: list[tuple[int, int]] = []
    for index, line in enumerate([*lines, ""]):
        row = _row(line)
        shared = _shared(common, row) if run and row.gaps else []
        if shared:
            run.append(row)
            common = shared
        elif run and line.strip() and not row.gaps and _indent(line) + 1 >= common[0][1]:
            run.append(None)
        else:
            several = sum(r is not None for r in run) > 1
            if several and not row.gaps and _is_wide(run):
                yield index - len(run), run, common
            run = [row] if row.gaps else []
            common = list(row.gaps)


def _row(line: str) -> _Row:
    """A line and its gaps; a list item has none."""
    gaps = [(m.start(), m.end()) for m in _GAP.finditer(line.rstrip(), _indent(line))]
    return _Row(line.rstrip(), () if marker_length(fold(line)) else tuple(gaps))


def _shared(common: Sequence[tuple[int, int]], row: _Row) -> list[tuple[int, int]]:
    """Where the gaps of a further row meet those above it; nothing where one of them does not.

    Over an empty cell, one gap meets two of them; behind the last cell all is gap.
    """
    behind = max(len(row.line) + 1, *(end for _, end in common))
    gaps = [*row.gaps, (len(row.line), behind)]
    meets = [[(max(a, c), min(b, d)) for c, d in gaps] for a, b in common]
    met = [[(begin, end) for begin, end in some if begin < end] for some in meets]
    used = [any(max(a, c) < min(b, d) for a, b in common) for c, d in row.gaps]
    return [some[0] for some in met] if all(used) and all(len(m) == 1 for m in met) else []


def _cells(row: _Row, common: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """What stands in each column of a row; "" in an empty one."""
    bounds = [0, *(begin for begin, _ in common), len(row.line)]
    return tuple(fold(row.line[s:e]) for s, e in pairwise(bounds))


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows surely are a table's: whole cells, mostly short, under headers or with values.

    Names of rows are no keys with a colon, and begin small only beside values.
    """
    cells = [cell for row in rows for cell in row if cell]
    short = sum(_is_short(cell) for cell in cells)
    if any(map(_is_broken, cells)) or 2 * short < len(cells):
        return False
    header = all(cell[:1].isupper() for cell in rows[0]) and header_of(rows)
    below = rows[1:] if header else rows
    values = any(_has_values([row[i] for row in below]) for i in range(1, len(rows[0])))
    keys = any(row[0].endswith(":") or (row[0][:1].islower() and not values) for row in rows)
    return not keys and bool(header or values or all(row[0][:1].isdigit() for row in below))


def _are_of_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each of two rows tells figures of a short name, which is enough for so few."""
    return all(
        len(row) > 1
        and _is_short(row[0])
        and row[0][:1].isupper()
        and all(any(c.isdigit() for c in cell) for cell in row[1:])
        for row in rows
    )


def _is_short(cell: str) -> bool:
    return len(cell.split()) <= _SHORT


def _is_broken(cell: str) -> bool:
    """Whether a cell is part of something: a long one without an end, or as `_BROKEN` says."""
    unended = len(cell.split()) > 2 * _SHORT and not cell.endswith((".", "!", "?"))
    return unended or _BROKEN.search(cell) is not None


def _has_values(column: Sequence[str]) -> bool:
    """Whether a column holds figures, words such as «gratis» at most as often as they."""
    figures = sum(any(c.isdigit() for c in cell) for cell in column)
    return figures == len(column) or (2 * figures >= len(column) and all(map(_is_short, column)))


def _is_wide(run: Sequence[_Row | None]) -> bool:
    return any(end - begin >= _WIDE for row in run if row for begin, end in row.gaps)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
