"""Markdown's running text as reportlab's paragraph markup, with everything in it escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from assistant.pdf.style import ACCENT, MONO

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

# Control characters, lone surrogates, and marks that hide or turn text around.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\ud800-\udfff\u200b-\u200f\u202a-\u202e]")
# Reportlab writes a broken text layer for these (emoji and the like).
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
INLINE = {"strong": "b", "em": "i"}


def inline(node: SyntaxTreeNode) -> str:
    """Reportlab's paragraph markup of a node's text, with everything from the text escaped."""
    if node.type in {"text", "code_inline", "image"}:
        text = escape(plain(node))
        return f'<font name="{MONO}">{text}</font>' if node.type == "code_inline" else text
    if node.type in {"softbreak", "hardbreak"}:
        return " " if node.type == "softbreak" else "<br/>"
    inner = "".join(inline(child) for child in node.children)
    if node.type in INLINE:
        return f"<{INLINE[node.type]}>{inner}</{INLINE[node.type]}>"
    target = str(node.attrs.get("href", "")) if node.type == "link" else ""
    if WEB.match(target):
        return f'<link href={quoteattr(target)} color="{ACCENT}">{inner}</link>'
    return inner


def preformatted(text: str) -> str:
    """Paragraph markup that keeps the line breaks and spaces of a code block."""
    lines = escape(text.rstrip("\n")).replace(" ", "\xa0").split("\n")
    return f'<font name="{MONO}">{"<br/>".join(lines)}</font>'


def plain(node: SyntaxTreeNode) -> str:
    """The words of a node, without markup."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.type in {"text", "code_inline", "image"}:
        return str(node.content)
    return "".join(plain(child) for child in node.children)


def clean(text: str) -> str:
    """Text without characters that cannot be set; "□" stands for those beyond the basic plane."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return ASTRAL.sub("□", UNPRINTABLE.sub("", lines))
