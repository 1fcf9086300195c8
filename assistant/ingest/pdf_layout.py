"""What is usual on a PDF document's pages, to tell paragraphs, lists and headings by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingest.clean import marker_length
from assistant.ingest.pdf_lines import Line

# Type beyond these shares of the body size is a heading's, or a footnote's.
LARGER = 1.08
SMALLER = 0.92
# A line gap beyond this many times the usual one begins a new paragraph.
WIDE_GAP = 1.3
LETTER_O = re.compile(r"o\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block. `full` tells whether the last line reaches the right edge."""

    lines: tuple[Line, ...]
    marker: int = 0
    row: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

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
            if marker(item)
            and not marker(line)
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


def marker(line: Line) -> int:
    """Length of the line's list marker; 0 without one. «o» counts where it stands apart."""
    found = LETTER_O.match(line.text)
    return marker_length(line.text) or (found.end() if found and len(line.cells) > 1 else 0)
