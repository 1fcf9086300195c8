"""Tables in PDF pages, told by lines whose parts stand in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.ingest.pdf_lines import Cell, Line

ALIGNED = 3.0
# How many lines below a row may pass before something stands in one of its columns.
LOOK_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with cells as text, and how many lines of the page they took."""

    rows: tuple[tuple[str, ...], ...]
    length: int


def table_at(lines: Sequence[Line], index: int) -> Table | None:
    """Find the table that begins with line `index`, if one does.

    Programs write a table row by row and within a row cell by cell, so that a cell to the left of
    the last one begins a row, and so does one below all of the row so far; one at the same place
    is a further line of the same cell.
    """
    header = lines[index]
    if len(header.cells) < 2 or not _followed(header, lines[index + 1 : index + 1 + LOOK_AHEAD]):
        return None
    rows: list[_Row] = []
    for position, line in enumerate(lines[index:], start=index):
        places = _columns(line, header.cells) if line.page == header.page else None
        if places is None:
            break
        for place, cell in zip(places, line.cells, strict=True):
            if not rows or rows[-1].ends_before(place, line.y, cell.size):
                rows.append(_Row(start=position))
            rows[-1].put(place, cell.text, line.y)
        end = position + 1
    while len(rows) > 1 and sum(bool(cell) for cell in rows[-1].cells) < 2:
        end = rows.pop().start
    return Table(tuple(tuple(row.cells) for row in rows), end - index) if len(rows) > 1 else None


@dataclass(slots=True)
class _Row:
    """A row under construction, from line `start` of its page."""

    start: int
    cells: list[str] = field(default_factory=list)
    last: int = -1
    lowest: float = float("inf")

    def ends_before(self, place: int, y: float, size: float) -> bool:
        """Whether a cell in column `place` at height `y` belongs to the next row."""
        if place == self.last:
            return self.lowest - y > 2 * size
        below = y < self.lowest - 0.6 * size
        return below or (place < self.last and place == 0)

    def put(self, place: int, text: str, y: float) -> None:
        """Add text to the cell in column `place`."""
        self.cells += [""] * (place + 1 - len(self.cells))
        self.cells[place] = f"{self.cells[place]} {text}".strip()
        self.last = place
        self.lowest = min(self.lowest, y)


def _followed(header: Line, below: Sequence[Line]) -> bool:
    for line in below:
        if line.page != header.page or line.y > header.y + ALIGNED:
            return False
        for cell in line.cells:
            if any(_aligned(cell, column) for column in header.cells[1:]):
                return True
    return False


def _aligned(cell: Cell, column: Cell) -> bool:
    """Whether the left edges agree, or the right edges as estimated."""
    same_end = abs(cell.end - column.end) < 2 * ALIGNED and cell.x < column.end
    return abs(cell.x - column.x) < ALIGNED or same_end


def _columns(line: Line, columns: Sequence[Cell]) -> list[int] | None:
    """Find the column of each cell of the line; None when one fits none or outgrows its own."""
    places = []
    for cell in line.cells:
        fits = [
            place
            for place, column in enumerate(columns)
            if _aligned(cell, column) or (cell.x < column.end and column.x < cell.end)
        ]
        following = columns[fits[0] + 1].x if fits and fits[0] + 1 < len(columns) else None
        if not fits or (following is not None and cell.end > following + cell.size * 2):
            return None
        places.append(fits[0])
    return places
