"""Tables of plain text: neighbouring lines whose words stand in columns, with gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.ingest.clean import fold, marker_length

# Two blanks behind a full stop are how some write a sentence's end.
_GAP = re.compile(r"(?<![.!?\s]) {2,}(?=\S)")
# The gaps of all rows meet, and somewhere one is so wide.
_WIDE = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its cells, and the gaps between them as (begin, end)."""

    cells: tuple[str, ...]
    gaps: tuple[tuple[int, int], ...]


def rows_of(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """The cells of each line that is a row of a table; () for a line that goes on in the row above.

    Args:
        lines: as they stand, tabs expanded.

    """
    rows: dict[int, tuple[str, ...]] = {}
    for first, run in _runs(lines):
        # What goes on, stands under a cell that is not the first.
        last = first
        for index in range(first, first + len(run)):
            row = run[index - first]
            if row is not None:
                rows[index], last = row.cells, index
            else:
                column = sum(end <= _indent(lines[index]) + 1 for _, end in _row(lines[last]).gaps)
                cells = list(rows[last])
                cells[column] = f"{cells[column]} {fold(lines[index])}"
                rows[last], rows[index] = tuple(cells), ()
    return rows


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, list[_Row | None]]]:
    """Where each table begins, and its rows; None for a line that goes on."""
    run: list[_Row | None] = []
    common: list[tuple[int, int]] = []
    for index, line in enumerate([*lines, ""]):
        row = _row(line)
        shared = _shared(common, row.gaps) if run and len(row.gaps) == len(common) else []
        if shared and row.gaps:
            run.append(row)
            common = shared
        elif run and line.strip() and not row.gaps and _indent(line) + 1 >= common[0][1]:
            run.append(None)
        else:
            if sum(r is not None for r in run) > 1 and _is_wide(run):
                yield index - len(run), run
            run = [row] if row.gaps else []
            common = list(row.gaps)


def _row(line: str) -> _Row:
    """A line divided at its gaps; a list item is none."""
    begin = _indent(line)
    gaps = [(m.start(), m.end()) for m in _GAP.finditer(line.rstrip(), begin)]
    if marker_length(fold(line)):
        gaps = []
    bounds = [begin, *(at for gap in gaps for at in gap), len(line)]
    cells = tuple(fold(line[s:e]) for s, e in zip(bounds[::2], bounds[1::2], strict=True))
    return _Row(cells, tuple(gaps))


def _shared(
    common: Sequence[tuple[int, int]], gaps: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where the gaps of a further row meet those above it; nothing where one of them does not."""
    pairs = zip(common, gaps, strict=True)
    met = [(max(a, c), min(b, d)) for (a, b), (c, d) in pairs]
    return met if all(begin < end for begin, end in met) else []


def _is_wide(run: Sequence[_Row | None]) -> bool:
    return any(end - begin >= _WIDE for row in run if row for begin, end in row.gaps)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
