"""Markdown to an A4 PDF with a real text layer, bookmarks and the same bytes every time.

    python -m assistant.pdf SOURCE.md TARGET.pdf [--title TITLE] [--author NAME] [--footer TEXT]

The text may come from users: HTML in it is printed as it stands, links go only to web and mail
addresses, and images are replaced by their alternative text.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant import texts
from assistant.domain import Language
from assistant.pdf.flowables import Place, blocks
from assistant.pdf.inline import clean
from assistant.pdf.style import BOTTOM, MARGIN, MUTED, RULE, SANS, TOP, register_fonts

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["render"]

LOCALES = {Language.NB: "nb-NO", Language.NN: "nn-NO", Language.EN: "en-GB"}


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

    register_fonts()
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    root = SyntaxTreeNode(parser.parse(clean(markdown)))
    frame = _Frame(clean(title), clean(author), clean(footer), language)
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
    document.build(blocks(root, Place()) or [Spacer(1, 1)])
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
