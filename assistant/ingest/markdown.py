"""Markdown (CommonMark with tables) into blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.domain import BlockKind
from assistant.ingest.blocks import Extracted, RawBlock
from assistant.ingest.clean import clean_characters, clean_line
from assistant.ingest.decode import decode
from assistant.ingest.tables import table_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def extract(data: bytes) -> Extracted:
    """Blocks of a Markdown file. Inline markup is reduced to its text, front matter left out."""
    from markdown_it import MarkdownIt

    text = FRONT_MATTER.sub("", clean_characters(decode(data)))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return Extracted(tuple(_Reader().read(tokens)))


class _Reader:
    """Walks the token stream, keeping where in lists and tables it is."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.depth = -1
        self.marker: str | None = None
        self.item: int | None = None
        self.cells: list[str] | None = None
        self.rows: list[list[str]] = []
        self.heading = 0

    def read(self, tokens: Sequence[Token]) -> list[RawBlock]:
        for token in tokens:
            self._structure(token)
            if token.type == "inline":
                self._inline(inline_text(token.children or []))
            elif token.type in {"fence", "code_block"}:
                self._inline(clean_line(token.content))
            elif token.type == "html_block":
                self._html(token.content)
        return self.blocks

    def _structure(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open" | "ordered_list_open":
                self.depth += 1
                self.item = None
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
                self.item = None
            case "list_item_open":
                self.marker = f"{token.info}{token.markup} "
                self.item = None
            case "tr_open":
                self.cells = []
            case "tr_close":
                self.rows.append(self.cells or [])
                self.cells = None
            case "table_close":
                # Every table of Markdown has a header row, if only an empty one.
                self.blocks += table_blocks(self.rows, marked=any(self.rows[0]))
                self.rows = []

    def _inline(self, text: str) -> None:
        if self.cells is not None:
            self.cells.append(text)
        elif not text:
            return
        elif self.heading:
            self.blocks.append(RawBlock(BlockKind.HEADING, text, level=self.heading))
        elif self.depth >= 0:
            self._item(text)
        else:
            self.blocks.append(RawBlock(BlockKind.PARAGRAPH, text))

    def _item(self, text: str) -> None:
        """Add an item, or a further paragraph to the line of the item just written."""
        if self.item is not None and self.item == len(self.blocks) - 1:
            last = self.blocks.pop()
            text, content = f"{last.text} {text}", last.content
        else:
            marker = self.marker or ""
            text, content = marker + text, len(marker)
        self.marker = None
        self.item = len(self.blocks)
        self.blocks.append(RawBlock(BlockKind.LIST_ITEM, text, self.depth, content))

    def _html(self, source: str) -> None:
        from bs4 import BeautifulSoup

        without = COMMENT.sub("", source)
        if without.strip():
            self._inline(clean_line(BeautifulSoup(without, "lxml").get_text(" ")))


def inline_text(children: Sequence[Token]) -> str:
    """Reduce an inline token to its words: links, emphasis and code as text, without tags."""
    parts: list[str] = []
    for token in children:
        if token.type in {"text", "code_inline", "text_special"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} or (
            token.type == "html_inline" and token.content.lower().startswith("<br")
        ):
            parts.append(" ")
        elif token.type == "image":
            parts.append(inline_text(token.children or []))
    return clean_line("".join(parts))
