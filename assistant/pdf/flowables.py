"""Markdown blocks as what reportlab sets on pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.pdf.inline import inline, plain, preformatted
from assistant.pdf.style import (
    ACCENT,
    BODY,
    DEEPEST,
    INDENT,
    INK,
    LEADING,
    LONGEST_HEADING,
    PANEL,
    RULE,
    SANS,
    SIZES,
    WIDEST_TABLE,
    WIDTH,
)

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: how far in, inside a quote or a table head, before a list."""

    depth: int = 0
    quoted: bool = False
    label: str = ""
    label_width: float = 0.0
    keep: bool = False
    bold: bool = False


def blocks(parent: SyntaxTreeNode, place: Place) -> list[Any]:
    """Flowables of a node's children; a paragraph stays on the page of the list after it."""
    children = parent.children
    made: list[Any] = []
    for index, node in enumerate(children):
        after = children[index + 1].type if index + 1 < len(children) else ""
        here = replace(place, keep=after in {"bullet_list", "ordered_list", "table"})
        if index:
            here = replace(here, label="")
        made.extend(_block(node, here))
    return made


def _block(node: SyntaxTreeNode, place: Place) -> list[Any]:
    if node.type == "heading":
        if len(plain(node)) > LONGEST_HEADING:
            return [_paragraph(inline(node), replace(place, bold=True))]
        return [_heading(node, place)]
    if node.type in {"bullet_list", "ordered_list"}:
        return list(_list(node, place))
    if node.type == "blockquote":
        return _quote(node, place)
    if node.type == "table":
        return _table(node, place)
    if node.type == "hr":
        from reportlab.platypus import HRFlowable

        return [HRFlowable(width="100%", color=RULE, spaceBefore=6, spaceAfter=10)]
    if node.type in {"fence", "code_block"}:
        return [_paragraph(preformatted(node.content), place)]
    return [_paragraph(inline(node), place)]


def _heading(node: SyntaxTreeNode, place: Place) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.platypus import Paragraph

    level = min(int(node.tag[1:]), 3)
    size = SIZES[level]
    style = ParagraphStyle(
        f"heading{level}",
        fontName=f"{SANS}-Bold",
        fontSize=size,
        leading=size * 1.28,
        textColor=ACCENT,
        leftIndent=place.depth * INDENT,
        spaceBefore={1: 0, 2: 17, 3: 12}[level],
        spaceAfter={1: 14, 2: 6, 3: 4}[level],
        keepWithNext=1,
    )
    text = " ".join(plain(node).split())
    markup = inline(node)
    if level == 1 and stringWidth(text, style.fontName, size) > WIDTH:
        markup = markup.replace(": ", ":<br/>", 1)
    heading = Paragraph(markup, style)
    heading.assistant_heading = (level, text or "–")
    return heading


def _paragraph(markup: str, place: Place) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    in_list = place.depth > 0
    style = ParagraphStyle(
        "body",
        fontName=f"{SANS}-Bold" if place.bold else SANS,
        fontSize=BODY,
        leading=LEADING,
        textColor=INK,
        leftIndent=place.depth * INDENT,
        # The marker is part of the line, so that it is read and copied together with its item.
        firstLineIndent=-place.label_width if place.label else 0,
        spaceAfter=3 if in_list or place.keep else 7,
        keepWithNext=int(place.keep),
        allowWidows=0,
        allowOrphans=0,
    )
    return Paragraph(escape(place.label) + markup, style)


def _list(node: SyntaxTreeNode, place: Place) -> Iterator[Any]:
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.platypus import Spacer

    first = int(node.attrs.get("start", 1))
    depth = min(place.depth + 1, DEEPEST)
    for index, item in enumerate(node.children):
        label = "• " if node.type == "bullet_list" else f"{first + index}. "
        here = Place(depth, place.quoted, label, stringWidth(label, SANS, BODY))
        yield from blocks(item, here) or [_paragraph("", here)]
    if place.depth == 0:
        yield Spacer(1, 5)


def _quote(node: SyntaxTreeNode, place: Place) -> list[Any]:
    """A panel with a bar at its left; a quote within a quote joins the outer one."""
    from reportlab.platypus import Table

    inner = blocks(node, Place(quoted=True))
    if place.quoted or not inner:
        return inner
    panel = Table([[flowable] for flowable in inner], colWidths=["100%"], splitInRow=1)
    panel.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), PANEL),
            ("LINEBEFORE", (0, 0), (0, -1), 2.5, ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ("RIGHTPADDING", (0, 0), (-1, -1), 12),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, 0), 9),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
        ]
    )
    panel.spaceBefore, panel.spaceAfter = 2, 12
    return [panel]


def _table(node: SyntaxTreeNode, place: Place) -> list[Any]:
    """A ruled table, its head repeated on each page; rows of a very wide one become lines."""
    from reportlab.platypus import Table

    rows = [row for part in node.children for row in part.children]
    if not rows or len(rows[0].children) > WIDEST_TABLE or place.quoted or place.depth:
        lines = (" | ".join(inline(cell) for cell in row.children) for row in rows)
        return [_paragraph(line, replace(place, label="")) for line in lines]
    cells = [
        [_paragraph(inline(cell), Place(keep=True, bold=index == 0)) for cell in row.children]
        for index, row in enumerate(rows)
    ]
    repeat = int(len(plain(rows[0])) <= LONGEST_HEADING)
    table = Table(cells, colWidths=_column_widths(rows), repeatRows=repeat, splitInRow=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), PANEL),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
            ("LINEBELOW", (0, 0), (-1, 0), 1, ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    table.spaceBefore, table.spaceAfter = 4, 12
    return [table]


def _column_widths(rows: Sequence[SyntaxTreeNode]) -> list[str]:
    """Shares of the width, by each column's longest text within 10 and 60 characters."""
    columns = range(len(rows[0].children))
    lengths = [max(len(plain(row.children[column])) for row in rows) for column in columns]
    clipped = [min(max(length, 10), 60) for length in lengths]
    return [f"{100 * length / sum(clipped):.3f}%" for length in clipped]
