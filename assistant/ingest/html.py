"""HTML pages into blocks: the main content without menus, headers, footers and scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.domain import BlockKind
from assistant.ingest.blocks import Extracted, RawBlock
from assistant.ingest.clean import clean_characters, clean_line
from assistant.ingest.decode import BOMS, decode
from assistant.ingest.tables import table_blocks

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DROPPED = """script style noscript template nav aside footer form button select textarea svg
    iframe object video audio canvas map dialog"""
DROPPED = tuple(_DROPPED.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu"})
_BLOCKS = """address article blockquote body center dd details div dl dt fieldset figcaption figure
    header hr html legend li main p pre section summary caption td th"""
BLOCKS = frozenset(_BLOCKS.split())


def extract(data: bytes) -> Extracted:
    """Blocks of an HTML file; the character set comes from its byte-order mark or meta element."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(clean_characters(_decoded(data)), "lxml")
    title = clean_line(soup.title.get_text()) if soup.title else None
    root = _main(soup)
    if root is None:
        return Extracted((), title)
    return Extracted(tuple(_Reader().read(root)), title or None)


def _decoded(data: bytes) -> str:
    """Text by byte-order mark, else by what the page declares, else as any text file."""
    from bs4.dammit import EncodingDetector

    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    if declared and not data.startswith(tuple(mark for mark, _ in BOMS)):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _main(soup: BeautifulSoup) -> Tag | None:
    """Find the element with the main content, stripped of what is not text of the document."""
    candidates = soup.select("main, [role=main]") or soup.select("article")
    root = candidates[0] if len(candidates) == 1 else soup.body
    if root is None:
        return None
    for tag in root.find_all([*DROPPED, "header"]):
        if tag.name != "header" or tag.find_parent(["main", "article"]) is None:
            tag.extract()
    for tag in root.select("[hidden], [aria-hidden=true]"):
        tag.extract()
    return root


class _Reader:
    """Walks the tree; running text gathers until a block element begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.pending: list[str] = []
        self.depth = -1
        self.item: int | None = None
        self.in_item = False

    def read(self, root: Tag) -> list[RawBlock]:
        self._walk(root)
        self._flush()
        return self.blocks

    def _walk(self, tag: Tag) -> None:
        from bs4.element import NavigableString, PreformattedString, Tag

        for child in tag.children:
            if isinstance(child, Tag):
                self._element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.pending.append(re.sub(r"\s+", " ", str(child)))

    def _element(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.pending.append("\n")
        elif name in HEADINGS:
            self._flush()
            text = clean_line(tag.get_text())
            self.blocks.append(RawBlock(BlockKind.HEADING, text, level=HEADINGS[name]))
        elif name in LISTS:
            self._list(tag)
        elif name in {"li", "dd"}:
            self._list_item(tag)
        elif name == "table":
            self._flush()
            self._table(tag)
        elif name in BLOCKS:
            self._flush()
            self._walk(tag)
            self._flush()
        else:
            self._walk(tag)

    def _list(self, tag: Tag) -> None:
        self._flush()
        self.depth += 1
        outer = self.in_item, self.item
        self.in_item, self.item = False, None
        self._walk(tag)
        self._flush()
        self.in_item, self.item = outer
        self.depth -= 1

    def _list_item(self, tag: Tag) -> None:
        self._flush()
        outer = self.in_item, self.item
        self.in_item, self.item = True, None
        self._walk(tag)
        self._flush()
        self.in_item, self.item = outer

    def _table(self, table: Tag) -> None:
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
        if table.find("table") or max((len(row) for row in cells), default=0) < 2:
            self._walk(table)
            self._flush()
            return
        if table.caption:
            self._text(clean_line(table.caption.get_text(" ")))
        words = [[clean_line(cell.get_text(" ")) for cell in row] for row in cells]
        self.blocks += table_blocks(words, marked=_header_marked(cells))

    def _flush(self) -> None:
        gathered = clean_characters("".join(self.pending))
        self.pending.clear()
        for part in re.split(r"\n\s*\n", gathered):
            text = clean_line(part)
            if text:
                self._text(text)

    def _text(self, text: str) -> None:
        if not self.in_item:
            self.blocks.append(RawBlock(BlockKind.PARAGRAPH, text))
            return
        if self.item is not None and self.item == len(self.blocks) - 1:
            text = f"{self.blocks.pop().text} {text}"
        self.item = len(self.blocks)
        self.blocks.append(RawBlock(BlockKind.LIST_ITEM, text, level=max(self.depth, 0)))


def _header_marked(rows: Sequence[Sequence[Tag]]) -> bool | None:
    """Whether the first row is marked as a header; None where the page does not tell."""
    first = next((row for row in rows if any(cell.get_text(strip=True) for cell in row)), ())
    if any(cell.get("colspan", "1") != "1" for cell in first):
        return False
    if first and (first[0].find_parent("thead") or all(cell.name == "th" for cell in first[1:])):
        return True
    # Where cells of the first column only are marked, they name rows.
    return False if any(cell.name == "th" for row in rows for cell in row) else None
