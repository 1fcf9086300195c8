"""Word documents (DOCX) into blocks, in document order. Headers and footers are left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.domain import BlockKind
from assistant.errors import DocumentError
from assistant.ingest.blocks import Extracted, RawBlock
from assistant.ingest.clean import BULLETS, clean_line, heading_shaped, marker_length
from assistant.ingest.docx_styles import Styles
from assistant.ingest.lists import bare_lists
from assistant.ingest.tables import SEPARATOR, table_blocks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Office files with a password, and Word 97 files, are OLE containers.
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 500 * 1024 * 1024
CONTAINERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"})
TITLE_PLACEHOLDERS = frozenset({"", "word document", "document", "dokument", "untitled"})


def extract(data: bytes, *, name: str) -> Extracted:
    """Blocks of a DOCX file.

    Raises:
        DocumentError: for a file that is damaged, has a password or is no DOCX.

    """
    document = _open(data, name)
    blocks = bare_lists(_Reader(document).read())
    title = clean_line(document.core_properties.title or "")
    return Extracted(tuple(blocks), None if title.lower() in TITLE_PLACEHOLDERS else title)


def _open(data: bytes, name: str) -> WordDocument:
    from docx import Document

    if data.startswith(OLE_MAGIC):
        raise DocumentError(
            f"{name}: the file has a password or is in the old .doc format; "
            "open it in Word and save it as .docx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise DocumentError(
                f"{name}: unpacks to {unpacked / 2**20:.0f} MB, "
                f"more than {LARGEST_UNPACKED // 2**20} MB; save it again without pictures"
            )
        return Document(io.BytesIO(data))
    except DocumentError:
        raise
    except Exception as error:  # python-docx lets zip, XML and lookup errors of all kinds through
        raise DocumentError(
            f"{name}: damaged, or not a Word document ({type(error).__name__}); "
            "open it in Word and save it again"
        ) from error


class _Reader:
    """Reads the body; footnotes follow the block that they belong to, or its list."""

    def __init__(self, document: WordDocument) -> None:
        self.body = document.element.body
        self.styles = Styles(document)
        self.footnotes = _footnotes(document)
        self.blocks: list[RawBlock] = []
        self.waiting: list[str] = []
        self.level = 0

    def read(self) -> list[RawBlock]:
        paragraphs = list(_block_elements(self.body))
        for index, element in enumerate(paragraphs):
            if element.tag == f"{W}tbl":
                self._table(element)
            else:
                following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
                self._paragraph(element, following)
        self._notes()
        return self.blocks

    def _paragraph(self, element: Any, following: Any) -> None:
        if self.styles.is_contents(element):
            return
        text = clean_line(_text(element))
        if text:
            self._add(self._block(element, text, following))
        self.waiting += [
            self.footnotes[mark.get(f"{W}id")]
            for mark in element.iter(f"{W}footnoteReference", f"{W}endnoteReference")
            if mark.get(f"{W}id") in self.footnotes
        ]
        for box in _text_boxes(element):
            for inner in _block_elements(box):
                self._paragraph(inner, None) if inner.tag == f"{W}p" else self._table(inner)

    def _block(self, element: Any, text: str, following: Any) -> RawBlock:
        level = self.styles.heading_level(element)
        if level:
            self.level = level
            return RawBlock(BlockKind.HEADING, text, level)
        depth = self.styles.list_depth(element)
        if depth is not None:
            return RawBlock(BlockKind.LIST_ITEM, text, depth)
        marker = marker_length(text)
        typed_number = marker and text[0] not in BULLETS
        if marker and not (typed_number and _is_bold(element)):
            return RawBlock(BlockKind.LIST_ITEM, text, 0, marker)
        if self._bold_heading(element, text, following):
            return RawBlock(BlockKind.HEADING, text, min(self.level + 1, 6))
        return RawBlock(BlockKind.PARAGRAPH, text)

    def _bold_heading(self, element: Any, text: str, following: Any) -> bool:
        """Whether a short bold paragraph stands over text that is not bold, as a heading does."""
        return (
            heading_shaped(text)
            and _is_bold(element)
            and following is not None
            and not (following.tag == f"{W}p" and _is_bold(following))
        )

    def _table(self, table: Any) -> None:
        rows = [row for row in table.iter(f"{W}tr") if _owner(row, f"{W}tbl") is table]
        for block in table_blocks(
            [_cells(row) for row in rows], marked=_header_marked(rows) or None
        ):
            alone = SEPARATOR not in block.text
            self._add(replace(block, kind=BlockKind.PARAGRAPH) if alone else block)

    def _add(self, block: RawBlock) -> None:
        if block.kind is not BlockKind.LIST_ITEM:
            self._notes()
        self.blocks.append(block)

    def _notes(self) -> None:
        self.blocks += [RawBlock(BlockKind.PARAGRAPH, note) for note in self.waiting]
        self.waiting = []


def _block_elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables below `parent`, through content controls and tracked insertions."""
    for child in parent.iterchildren():
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in CONTAINERS:
            yield from _block_elements(child)


def _text(paragraph: Any) -> str:
    """Words of a paragraph without deleted text and without its text boxes."""
    parts: list[str] = []
    for element in _inline(paragraph):
        match element.tag.removeprefix(W):
            case "t":
                parts.append(element.text or "")
            case "tab" | "br" | "cr":
                parts.append(" ")
            case "noBreakHyphen":
                parts.append("-")
    return "".join(parts)


def _inline(parent: Any) -> Iterator[Any]:
    skipped = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{MC}Fallback"}
    for child in parent.iterchildren():
        if child.tag in skipped or not isinstance(child.tag, str):
            continue
        yield child
        yield from _inline(child)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes of a paragraph; their fallback copies for old programs are passed over."""
    for box in paragraph.iter(f"{W}txbxContent"):
        ancestors = {ancestor.tag for ancestor in box.iterancestors()}
        if f"{MC}Fallback" not in ancestors and _owner(box, f"{W}p") is paragraph:
            yield box


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _is_bold(paragraph: Any) -> bool:
    """Whether every run with words in it is set in bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if clean_line(_text(run))]
    return bool(runs) and all(_switched_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _cells(row: Any) -> list[str]:
    cells = [cell for cell in row.iter(f"{W}tc") if _owner(cell, f"{W}tr") is row]
    return [clean_line(" ".join(_text(p) for p in cell.iter(f"{W}p"))) for cell in cells]


def _header_marked(rows: Sequence[Any]) -> bool:
    """Whether the first row is set to repeat on every page, or alone is set in bold."""
    if not rows:
        return False
    bold = [all(_is_bold(p) for p in row.iter(f"{W}p") if _text(p).strip()) for row in rows]
    repeated = _switched_on(rows[0].find(f"{W}trPr/{W}tblHeader"))
    return repeated or (bold[0] and not all(bold))


def _switched_on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}


def _footnotes(document: WordDocument) -> dict[str, str]:
    """Footnote texts by id; separators and notes without words left out."""
    from docx.oxml import parse_xml

    notes: dict[str, str] = {}
    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] not in {"footnotes", "endnotes"}:
            continue
        root = parse_xml(relation.target_part.blob)
        for note in root.iter(f"{W}footnote", f"{W}endnote"):
            text = clean_line(" ".join(_text(p) for p in note.iter(f"{W}p")))
            if text and note.get(f"{W}type") is None:
                notes[note.get(f"{W}id")] = text
    return notes
