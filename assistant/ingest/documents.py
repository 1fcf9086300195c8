"""A folder of documents: what is in it, and each file read into a `Document`."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import CorpusCard, Document, Metadata
from assistant.errors import DocumentError, InputError
from assistant.ingest.blocks import Extracted, assemble, document_title, first_heading
from assistant.ingest.manifest import NAME as MANIFEST
from assistant.ingest.manifest import load_card, load_manifest

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt")
LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `relative` is its path in the folder with forward slashes.

    `content_hash` covers the file's bytes and its manifest entry, so that it changes with either.
    """

    path: Path
    relative: str
    id: str
    content_hash: str
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a file that a person should see; the other files are read regardless."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A folder as read. `ignored` are files of kinds that cannot be read, relative paths."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
    ignored: tuple[str, ...] = ()
    card: CorpusCard = field(default_factory=CorpusCard)


def scan(folder: Path) -> tuple[SourceFile, ...]:
    """List the readable files of a folder and its subfolders, sorted by path.

    Names that begin with "_" or "." are passed over. The id is the file's stem; where two files
    share a stem, the later one's id gets its suffix, then its folder, added.

    Raises:
        InputError: when the folder does not exist or is not a folder.
        ConfigurationError: for a faulty manifest.

    """
    manifest = load_manifest(_existing(folder))
    found: list[SourceFile] = []
    taken: set[str] = set()
    for relative, path in _files(folder):
        if path.suffix.lower() not in SUFFIXES:
            continue
        metadata = manifest.get(relative, Metadata())
        identifier = _identifier(relative, taken)
        taken.add(identifier)
        digest = _digest(path, identifier, metadata)
        found.append(SourceFile(path, relative, identifier, digest, metadata))
    return tuple(found)


def ignored(folder: Path) -> tuple[str, ...]:
    """Relative paths of the files of a folder that are of no readable kind."""
    return tuple(
        relative
        for relative, path in _files(_existing(folder))
        if path.suffix.lower() not in SUFFIXES
    )


def manifest_problems(folder: Path) -> tuple[Problem, ...]:
    """Manifest entries that point to a file or a document that is not there."""
    sources = scan(folder)
    files, identifiers = {s.relative for s in sources}, {s.id for s in sources}
    problems = []
    for file, metadata in load_manifest(folder).items():
        if file not in files:
            problems.append(
                Problem(file, f"{folder / MANIFEST}: «{file}» does not exist; remove the entry")
            )
        elif metadata.superseded_by and metadata.superseded_by not in identifiers:
            problems.append(
                Problem(
                    file,
                    f"{folder / MANIFEST}, document «{file}»: superseded_by names "
                    f"{metadata.superseded_by!r}, but no document has that id",
                )
            )
    return tuple(problems)


def load_folder(folder: Path) -> LoadResult:
    """Every document of a folder; a file that cannot be read becomes a problem.

    Raises:
        InputError: when the folder does not exist or is not a folder.
        ConfigurationError: for a faulty manifest.

    """
    documents: list[Document] = []
    problems = list(manifest_problems(folder))
    for source in scan(folder):
        try:
            documents.append(read(source))
        except DocumentError as error:
            problems.append(Problem(source.relative, str(error)))
    return LoadResult(tuple(documents), tuple(problems), ignored(folder), load_card(folder))


def read(source: SourceFile) -> Document:
    """Read the file as a document: cleaned pages with blocks, title and metadata.

    Raises:
        DocumentError: when the file cannot be read, naming it and what to do.

    """
    data = _bytes(source.path)
    try:
        extracted = _extract(source.path, data)
    except DocumentError:
        raise
    except Exception as error:  # one file, however odd, must not stop the others
        raise DocumentError(
            f"{source.path}: cannot be read ({type(error).__name__}); save it again or remove it"
        ) from error
    pages = assemble(extracted.blocks)
    if not pages:
        raise DocumentError(
            f"{source.path}: no text was found; check that the file holds text, or remove it"
        )
    title = (
        source.metadata.title
        or document_title(extracted.blocks)
        or extracted.title
        or first_heading(extracted.blocks)
        or unicodedata.normalize("NFC", source.path.stem)
    )
    return Document(source.id, title, pages, source.metadata, source.relative, source.content_hash)


def _extract(path: Path, data: bytes) -> Extracted:
    """Blocks by the reader for the file's kind, imported only now."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from assistant.ingest import pdf

        return pdf.extract(data, name=str(path))
    if suffix == ".docx":
        from assistant.ingest import docx

        return docx.extract(data, name=str(path))
    if suffix in {".html", ".htm"}:
        from assistant.ingest import html

        return html.extract(data)
    if suffix in {".md", ".markdown"}:
        from assistant.ingest import markdown

        return markdown.extract(data)
    from assistant.ingest import plain

    return plain.extract(data)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DocumentError(
                f"{path}: the file is {size / 2**20:.0f} MB, the limit is {LARGEST // 2**20} MB; "
                "split it or export it without pictures"
            )
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path}: cannot be read ({error.strerror}); check that the file may be opened"
        ) from error
    if not data.strip():
        raise DocumentError(f"{path}: the file is empty; save it again or remove it")
    return data


def _existing(folder: Path) -> Path:
    if not folder.exists():
        raise InputError(f"the folder {folder} does not exist; make it or name another")
    if not folder.is_dir():
        raise InputError(f"{folder} is a file, not a folder; name the folder that it lies in")
    return folder


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    paths = [(path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file()]
    for relative, path in sorted(paths, key=lambda pair: pair[0].as_posix()):
        hidden = any(part.startswith(("_", ".")) for part in relative.parts)
        if not hidden and relative.as_posix() != MANIFEST:
            yield relative.as_posix(), path


def _identifier(relative: str, taken: set[str]) -> str:
    path = Path(unicodedata.normalize("NFC", relative))
    suffixed = f"{path.stem}-{path.suffix.lower()[1:]}"
    foldered = "-".join([*path.parent.parts, suffixed])
    for candidate in (path.stem, suffixed, foldered):
        if candidate not in taken:
            return candidate
    number = 2
    while f"{foldered}-{number}" in taken:
        number += 1
    return f"{foldered}-{number}"


def _digest(path: Path, identifier: str, metadata: Metadata) -> str:
    digest = hashlib.sha256(repr((identifier, metadata)).encode())
    try:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError:
        digest.update(b"unreadable")
    return digest.hexdigest()
