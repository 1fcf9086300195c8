"""Running headers, footers and page numbers of a PDF."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import takewhile

from assistant.ingest.pdf_lines import Line

PAGE_NUMBER = re.compile(
    r"(?:(?:side|page|s\.|p\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:av|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
# How many lines from a page's top and bottom may be running headers and footers.
MARGIN_LINES = 3
NUMBER = re.compile(r"\d{1,4}")
MOST_NUMBERS = 4


def without_running_lines(pages: Sequence[Sequence[Line]], *, body: float) -> list[list[Line]]:
    """Pages without the headers, footers and page numbers that return from page to page.

    They stand at the same height among each page's outermost lines, with nothing but their like
    beyond them, and have the same words and numbers, or numbers that grow with the page. Type
    larger than `body` is never dropped.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    edges = [_edges(page) for page in pages]
    for index, (top, bottom) in enumerate(edges):
        for line in (line for row in (*top, *bottom) for line in row):
            for key in _keys(line):
                seen[key, round(line.y / 4)].add(index)
    needed = max(2, math.ceil(0.4 * sum(bool(page) for page in pages)))

    def runs(line: Line) -> bool:
        if line.size > body * 1.05:
            return False
        if PAGE_NUMBER.fullmatch(line.text):
            return True
        height = round(line.y / 4)
        return any(
            len(set().union(*(seen.get((key, height + d), ()) for d in (-1, 0, 1)))) >= needed
            for key in _keys(line)
        )

    return [
        [line for line in page if line not in _running(top, runs) | _running(bottom, runs)]
        for page, (top, bottom) in zip(pages, edges, strict=True)
    ]


def _edges(page: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The outermost rows from the top and from the bottom, the very outermost first."""
    heights = sorted({line.y for line in page})
    rows = {y: [line for line in page if line.y == y] for y in heights}
    return (
        [rows[y] for y in heights[::-1][:MARGIN_LINES]],
        [rows[y] for y in heights[:MARGIN_LINES]],
    )


def _running(rows: Sequence[Sequence[Line]], runs: Callable[[Line], bool]) -> set[Line]:
    """The lines of the rows from the edge inwards, as far as every line of a row runs."""
    return {line for row in takewhile(lambda row: all(map(runs, row)), rows) for line in row}


def _keys(line: Line) -> set[str]:
    """The line's text, and the same with each of its numbers counted from the page's number."""
    numbers = list(NUMBER.finditer(line.text))
    keys = {line.text}
    for found in numbers[:MOST_NUMBERS]:
        relative = f"<{int(found[0]) - line.page}>"
        keys.add(line.text[: found.start()] + relative + line.text[found.end() :])
    return keys
