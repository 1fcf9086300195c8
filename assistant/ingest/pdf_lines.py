"""Lines of a PDF page with position and type, from the pieces that pypdf reports."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.ingest.clean import clean_line, marker_length

if TYPE_CHECKING:
    from pypdf import PageObject

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
FORCE_BOLD = 1 << 18
# In WinAnsiEncoding «all unused codes greater than 40 map to the bullet character» (ISO 32000-1,
# annex D.2, in octal); pypdf gives control characters.
UNUSED_CODES = re.compile(r"[\x7f\x81\x8d\x8f\x90\x9d]")
SUPERSCRIPT = 0.75
# The gap that parts cells, as a share of the type size.
CELL_GAP = 1.0
NARROW = frozenset(" ijltfr.,:;|!'()-[]/")
# A number as wide as its indent leaves no gap that pypdf would take for a space.
TIGHT_MARKER = re.compile(r"^(\d{1,2}[.)])(?=[^\W\d_]{2})")
SQUARE = re.compile(r"(?:^|[\s\d])[kdcm]?m$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line that stands apart, from `x` to `end` (estimated), in points."""

    x: float
    end: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `x` and `y` in points from the page's lower left.

    `content_x` is where the words begin after a list marker, as far as the file tells.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int
    content_x: float = 0.0
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool
    breaks: bool = False


def page_lines(page: PageObject, number: int) -> list[Line]:
    """Read the lines of a page in the order that the file writes them."""
    pieces: list[_Piece] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        x, y, scale = _placed(cm, tm)
        bold = _is_bold(font)
        for part in re.split(r"(\n)", UNUSED_CODES.sub("•", text)):
            if part == "\n":
                if pieces:
                    pieces[-1].breaks = True
            elif part:
                pieces.append(_Piece(part, x, y, abs(size) * scale, bold))

    page.extract_text(visitor_text=visit)
    return [line for group in _grouped(pieces) if (line := _line(group, number))]


def _placed(cm: Sequence[float], tm: Sequence[float]) -> tuple[float, float, float]:
    """Place along and across the writing direction, and scale, of text after both matrices.

    Text on pages that are turned, or that runs up a margin, so gets lines like any other.
    """
    a, b, c, d, e, f = cm
    x = tm[4] * a + tm[5] * c + e
    y = tm[4] * b + tm[5] * d + f
    right = tm[0] * a + tm[1] * c, tm[0] * b + tm[1] * d
    length = math.hypot(*right) or 1.0
    dx, dy = right[0] / length, right[1] / length
    scale = math.hypot(tm[2] * a + tm[3] * c, tm[2] * b + tm[3] * d)
    return x * dx + y * dy, y * dx - x * dy, scale or 1.0


def _is_bold(font: Any) -> bool:
    if not font:
        return False
    if BOLD.search(str(font.get("/BaseFont", ""))):
        return True
    descriptor = font.get("/FontDescriptor")
    if descriptor is None and "/DescendantFonts" in font:
        descriptor = font["/DescendantFonts"][0].get_object().get("/FontDescriptor")
    descriptor = descriptor.get_object() if descriptor is not None else {}
    weight, flags = descriptor.get("/FontWeight", 0), descriptor.get("/Flags", 0)
    return bool(weight >= 600 or flags & FORCE_BOLD)


def _grouped(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if not piece.text.strip():
            if groups:
                groups[-1].append(piece)
            continue
        last = next((p for p in reversed(groups[-1]) if p.text.strip()), None) if groups else None
        if last and _same_line(last, piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _same_line(last: _Piece, piece: _Piece) -> bool:
    tolerance = 0.45 * max(last.size, piece.size)
    return abs(last.y - piece.y) <= tolerance and piece.x >= last.x - 1


def _line(group: Sequence[_Piece], number: int) -> Line | None:
    weights: Counter[tuple[float, bool]] = Counter()
    for piece in group:
        weights[round(piece.size * 2) / 2, piece.bold] += len(piece.text.strip())
    largest = max((size for size, _ in weights), default=0.0)
    sizes: Counter[float] = Counter()
    for (size, _), weight in weights.items():
        sizes[size] += weight
    main = sizes.most_common(1)[0][0] if sizes else 0.0
    kept = _without_note_marks(group, largest)
    text = clean_line("".join(p.text + (" " if p.breaks else "") for p in kept))
    if not text:
        return None
    letters = sum(weight for (_, bold), weight in weights.items() if bold)
    words = [p for p in kept if p.text.strip()]
    first = words[0]
    apart = len(words) > 1 and marker_length(f"{first.text.strip()} x") > 0
    return Line(
        TIGHT_MARKER.sub(r"\1 ", text),
        first.x,
        first.y,
        main,
        bold=letters > 0.9 * sum(weights.values()),
        page=number,
        content_x=words[1].x if apart else first.x,
        cells=_cells(kept),
    )


def _without_note_marks(group: Sequence[_Piece], largest: float) -> list[_Piece]:
    """Leave out raised footnote numbers; squares such as m² stay."""
    kept: list[_Piece] = []
    for piece in group:
        small = piece.size <= SUPERSCRIPT * largest and piece.text.strip().isdigit()
        if small:
            if not (kept and SQUARE.search(kept[-1].text)):
                continue
            kept[-1].breaks = False
        kept.append(piece)
    return kept


def _cells(pieces: Sequence[_Piece]) -> tuple[Cell, ...]:
    """Parts of the line that stand clearly apart; the whole line where none do."""
    cells: list[Cell] = []
    space = ""
    for piece in pieces:
        if not piece.text.strip():
            space = " "
            continue
        end = piece.x + piece.size * text_width(piece.text.rstrip())
        if cells and piece.x - cells[-1].end < CELL_GAP * piece.size:
            cells[-1] = replace(cells[-1], end=end, text=cells[-1].text + space + piece.text)
        else:
            cells.append(Cell(piece.x, end, piece.text, piece.size))
        space = " " if piece.breaks else ""
    return tuple(replace(cell, text=clean_line(cell.text)) for cell in cells)


def text_width(text: str) -> float:
    """Estimated width of a text as a share of its type size, by Helvetica's rough widths."""
    return sum(0.28 if c in NARROW else 0.68 if c.isupper() or c in "mw" else 0.53 for c in text)
