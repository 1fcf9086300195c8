"""A small document of headings, paragraphs, lists and tables, as Markdown or DOCX."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+>=])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's own."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Items | Table


def to_markdown(blocks: Sequence[Block]) -> str:
    """Markdown with tables. Text is escaped, so that nothing in it becomes markup."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def escape(text: str) -> str:
    """Text on one line with Markdown's and HTML's characters made harmless; [1] stays a marker."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    escaped = re.sub(r"\\\[(\d+)\\\]", r"[\1]", escaped)
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escape(block.text)}"
    if isinstance(block, Paragraph):
        return escape(block.text)
    if isinstance(block, Items):
        marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
        return "\n".join(f"{m} {escape(t)}" for m, t in zip(marks, block.items, strict=True))
    lines = [block.header, tuple("---" for _ in block.header), *block.rows]
    cells = [[c if c == "---" else escape(c) for c in row] for row in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def to_docx(blocks: Sequence[Block], *, title: str) -> bytes:
    """A Word document. `title` is its property; a level 1 heading is the title on the page."""
    import docx

    document = docx.Document()
    document.core_properties.title = _printable(title)
    document.core_properties.author = ""
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(_printable(block.text), level=block.level)
        elif isinstance(block, Paragraph):
            document.add_paragraph(_printable(block.text))
        elif isinstance(block, Items):
            style = "List Number" if block.numbered else "List Bullet"
            # Word would go on numbering from an earlier list, so numbers are text.
            for number, text in enumerate(block.items, start=1):
                shown = _printable(f"{number}. {text}" if block.numbered else text)
                document.add_paragraph(shown, style=None if block.numbered else style)
        else:
            _add_table(document, block)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add_table(document: object, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.header), style="Light Grid Accent 1")  # type: ignore[attr-defined]
    for row in (block.header, *block.rows):
        cells = table.rows[0].cells if row is block.header else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = _printable(text)


def _printable(text: str) -> str:
    """Text without the characters that XML cannot hold: control characters and surrogates."""
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn")
    )
