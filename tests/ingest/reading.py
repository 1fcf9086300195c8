"""Shorthands for the tests: bytes into a document, and a document into something to compare."""

from __future__ import annotations

from pathlib import Path

from assistant.domain import Block, BlockKind, Document
from assistant.ingest.documents import SourceFile, read


def read_bytes(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read(SourceFile(path, name, path.stem, "hash"))


def outline(document: Document) -> list[tuple[str, str]]:
    """(kind, text without its list marker) of every block."""
    return [
        (block.kind.value, page.text[block.content : block.end])
        for page in document.pages
        for block in page.blocks
    ]


def blocks(document: Document) -> list[Block]:
    return [block for page in document.pages for block in page.blocks]


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [text for found, text in outline(document) if found == kind.value]


def words(document: Document) -> list[str]:
    return " ".join(page.text for page in document.pages).split()
