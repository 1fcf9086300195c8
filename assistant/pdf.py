"""Markdown to an A4 PDF with a real text layer, bookmarks and the same bytes every time.

    python -m assistant.pdf SOURCE.md TARGET.pdf [--title TITLE] [--author NAME] [--footer TEXT]

The text may come from users: HTML in it is printed as it stands, links go only to web and mail
addresses, and images are replaced by their alternative text.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from assistant import texts
from assistant.domain import Language
from assistant.errors import AssistantError, ConfigurationError, InputError

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

# Lengths are PDF points (1/72 inch) on A4, 595.28 by 841.89.
MARGIN = 70.0
WIDTH = 595.28 - 2 * MARGIN
TOP = 80.0
BOTTOM = 76.0
BODY = 9.6
LEADING = 14.2
SIZES = {1: 20.0, 2: 14.5, 3: 11.6}
INDENT = 16.0
DEEPEST = 4
WIDEST_TABLE = 8
# Characters; reportlab never ends on a heading, or a repeated table head, taller than a page.
LONGEST_HEADING = 400
INK, ACCENT, MUTED, RULE, PANEL = "#1c2530", "#12395d", "#5a6672", "#b8c4cf", "#f1f5f8"
SANS, MONO = "AssistantSans", "AssistantMono"
FACES = {
    SANS: "DejaVuSans.ttf",
    f"{SANS}-Bold": "DejaVuSans-Bold.ttf",
    f"{SANS}-Italic": "DejaVuSans-Oblique.ttf",
    f"{SANS}-BoldItalic": "DejaVuSans-BoldOblique.ttf",
    MONO: "DejaVuSansMono.ttf",
}
LOCALES = {Language.NB: "nb-NO", Language.NN: "nn-NO", Language.EN: "en-GB"}
# Control characters, lone surrogates, and marks that hide or turn text around.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\ud800-\udfff\u200b-\u200f\u202a-\u202e]")
# Reportlab writes a broken text layer for these (emoji and the like).
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
INLINE = {"strong": "b", "em": "i"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: how far in, inside a quote or a table head, before a list."""

    depth: int = 0
    quoted: bool = False
    label: str = ""
    label_width: float = 0.0
    keep: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the text on every page."""

    title: str
    author: str
    footer: str
    language: Language
    pages: int = 0


def render(
    markdown: str,
    *,
    title: str,
    author: str = "",
    footer: str = "",
    language: Language = Language.NB,
) -> bytes:
    """A PDF of `markdown`: headings, paragraphs, lists, tables, quotes, code, **bold**, *italic*.

    Args:
        markdown: the text; its own `#` heading is the title on the page.
        title: document title for the metadata and the running header.
        author: author for the metadata.
        footer: text at the left of the footer; the page number is at the right.
        language: language of the text, for readers' software and for the page number.

    Returns:
        The PDF file. The same arguments give the same bytes.

    Raises:
        ConfigurationError: when the fonts that come with matplotlib are not installed.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    _register_fonts()
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    root = SyntaxTreeNode(parser.parse(_clean(markdown)))
    frame = _Frame(_clean(title), _clean(author), _clean(footer), language)
    _, pages = _build(root, frame)
    return _build(root, replace(frame, pages=pages))[0]


def _build(root: SyntaxTreeNode, frame: _Frame) -> tuple[bytes, int]:
    """The PDF and its number of pages. The first of two builds only counts the pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer

    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=frame.title,
        author=frame.author,
        subject="",
        creator="",
        lang=LOCALES[frame.language],
        displayDocTitle=True,
        invariant=1,
    )
    width, height = A4
    area = Frame(MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[area], onPage=_page_decorator(frame)))
    document.afterFlowable = _outliner(document)
    document.build(_blocks(root, _Place()) or [Spacer(1, 1)])
    return target.getvalue(), document.page


def _page_decorator(frame: _Frame) -> Callable[[Any, Any], None]:
    """Draws running header and footer; both are small, so that they look unlike headings."""
    from reportlab.lib.pagesizes import A4

    def decorate(canvas: Any, document: Any) -> None:
        width, height = A4
        number = texts.get("pdf.page", frame.language, page=document.page, pages=frame.pages)
        canvas.saveState()
        canvas.setFont(SANS, 7.6)
        canvas.setFillColor(MUTED)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.drawString(MARGIN, height - 46, _fit(frame.title, width - 2 * MARGIN))
        canvas.line(MARGIN, height - 53, width - MARGIN, height - 53)
        canvas.line(MARGIN, 52, width - MARGIN, 52)
        canvas.drawString(MARGIN, 40, _fit(frame.footer, width - 2 * MARGIN - 90))
        canvas.drawRightString(width - MARGIN, 40, number)
        canvas.restoreState()

    return decorate


def _fit(text: str, width: float) -> str:
    """`text` on one line, cut with an ellipsis where it is wider than `width` points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = " ".join(text.split())
    if stringWidth(line, SANS, 7.6) <= width:
        return line
    while line and stringWidth(f"{line}…", SANS, 7.6) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _outliner(document: Any) -> Callable[[Any], None]:
    """Bookmarks each heading when it has been placed; an outline may not skip a level."""
    above: list[int] = []
    count = 0

    def after(flowable: Any) -> None:
        nonlocal count
        heading = getattr(flowable, "assistant_heading", None)
        if heading is None:
            return
        level, text = heading
        while above and above[-1] >= level:
            above.pop()
        count += 1
        key = f"h{count}"
        document.canv.bookmarkPage(key, fit="XYZ", top=document.frame._y + flowable.height + 6)
        document.canv.addOutlineEntry(text, key, level=len(above))
        above.append(level)

    return after


def _blocks(parent: SyntaxTreeNode, place: _Place) -> list[Any]:
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


def _block(node: SyntaxTreeNode, place: _Place) -> list[Any]:
    if node.type == "heading":
        if len(_plain(node)) > LONGEST_HEADING:
            return [_paragraph(_inline(node), replace(place, bold=True))]
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
        return [_paragraph(_preformatted(node.content), place)]
    return [_paragraph(_inline(node), place)]


def _heading(node: SyntaxTreeNode, place: _Place) -> Any:
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
    text = " ".join(_plain(node).split())
    markup = _inline(node)
    if level == 1 and stringWidth(text, style.fontName, size) > WIDTH:
        markup = markup.replace(": ", ":<br/>", 1)
    heading = Paragraph(markup, style)
    heading.assistant_heading = (level, text or "–")
    return heading


def _paragraph(markup: str, place: _Place) -> Any:
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


def _list(node: SyntaxTreeNode, place: _Place) -> Iterator[Any]:
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.platypus import Spacer

    first = int(node.attrs.get("start", 1))
    depth = min(place.depth + 1, DEEPEST)
    for index, item in enumerate(node.children):
        label = "• " if node.type == "bullet_list" else f"{first + index}. "
        here = _Place(depth, place.quoted, label, stringWidth(label, SANS, BODY))
        yield from _blocks(item, here) or [_paragraph("", here)]
    if place.depth == 0:
        yield Spacer(1, 5)


def _quote(node: SyntaxTreeNode, place: _Place) -> list[Any]:
    """A panel with a bar at its left; a quote within a quote joins the outer one."""
    from reportlab.platypus import Table

    inner = _blocks(node, _Place(quoted=True))
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


def _table(node: SyntaxTreeNode, place: _Place) -> list[Any]:
    """A ruled table, its head repeated on each page; rows of a very wide one become lines."""
    from reportlab.platypus import Table

    rows = [row for part in node.children for row in part.children]
    if not rows or len(rows[0].children) > WIDEST_TABLE or place.quoted or place.depth:
        lines = (" | ".join(_inline(cell) for cell in row.children) for row in rows)
        return [_paragraph(line, replace(place, label="")) for line in lines]
    cells = [
        [_paragraph(_inline(cell), _Place(keep=True, bold=index == 0)) for cell in row.children]
        for index, row in enumerate(rows)
    ]
    repeat = int(len(_plain(rows[0])) <= LONGEST_HEADING)
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
    lengths = [max(len(_plain(row.children[column])) for row in rows) for column in columns]
    clipped = [min(max(length, 10), 60) for length in lengths]
    return [f"{100 * length / sum(clipped):.3f}%" for length in clipped]


def _inline(node: SyntaxTreeNode) -> str:
    """Reportlab's paragraph markup of a node's text, with everything from the text escaped."""
    if node.type in {"text", "code_inline", "image"}:
        text = escape(_plain(node))
        return f'<font name="{MONO}">{text}</font>' if node.type == "code_inline" else text
    if node.type in {"softbreak", "hardbreak"}:
        return " " if node.type == "softbreak" else "<br/>"
    inner = "".join(_inline(child) for child in node.children)
    if node.type in INLINE:
        return f"<{INLINE[node.type]}>{inner}</{INLINE[node.type]}>"
    target = str(node.attrs.get("href", "")) if node.type == "link" else ""
    if WEB.match(target):
        return f'<link href={quoteattr(target)} color="{ACCENT}">{inner}</link>'
    return inner


def _preformatted(text: str) -> str:
    lines = escape(text.rstrip("\n")).replace(" ", "\xa0").split("\n")
    return f'<font name="{MONO}">{"<br/>".join(lines)}</font>'


def _plain(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.type in {"text", "code_inline", "image"}:
        return str(node.content)
    return "".join(_plain(child) for child in node.children)


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return ASTRAL.sub("□", UNPRINTABLE.sub("", lines))


@cache
def _register_fonts() -> None:
    """Registers DejaVu, which matplotlib brings along; it covers far more than Latin-1."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    spec = find_spec("matplotlib")
    roots = list(spec.submodule_search_locations or []) if spec else []
    folder = Path(roots[0] if roots else "matplotlib") / "mpl-data" / "fonts" / "ttf"
    missing = [name for name in FACES.values() if not (folder / name).is_file()]
    if missing:
        raise ConfigurationError(
            f"fonts {', '.join(missing)} are not in {folder}; install matplotlib again"
        )
    for face, name in FACES.items():
        registerFont(TTFont(face, str(folder / name)))
    bold, italic, both = (f"{SANS}-{style}" for style in ("Bold", "Italic", "BoldItalic"))
    registerFontFamily(SANS, normal=SANS, bold=bold, italic=italic, boldItalic=both)
    registerFontFamily(MONO, normal=MONO, bold=MONO, italic=MONO, boldItalic=MONO)


def main(arguments: Sequence[str] | None = None) -> int:
    """Converts one file; exit code 0, or 2 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m assistant.pdf", description="Markdown to PDF")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--title", help="default: the text's first heading")
    parser.add_argument("--author", default="")
    parser.add_argument("--footer", default="")
    parser.add_argument("--language", type=Language, choices=list(Language), default=Language.NB)
    given = parser.parse_args(arguments)
    try:
        markdown = _read(given.source)
        heading = re.search(r"^#\s+(.+?)\s*#*$", markdown, re.MULTILINE)
        title = given.title or (heading[1] if heading else given.source.stem)
        extras = {"author": given.author, "footer": given.footer, "language": given.language}
        given.target.write_bytes(render(markdown, title=title, **extras))
    except (AssistantError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8 and try again") from error


if __name__ == "__main__":
    sys.exit(main())
