"""The index on disk: build it, bring it up to date, open it.

Every build writes a generation, a folder of its own, and then replaces the manifest, which names
the generation that serves. A build killed at any moment leaves the old manifest and the old
generation; the next build clears what was left behind.
"""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from assistant.domain import Chunk, Document
from assistant.errors import AssistantError, ConfigurationError, StaleIndexError
from assistant.ingest.chunking import chunk as split
from assistant.search import manifest as manifests
from assistant.search.embedding import Encoder, load_encoder
from assistant.search.lexical import LexicalStore, indexed_text
from assistant.search.manifest import IndexManifest
from assistant.search.vectors import VectorStore
from assistant.settings import Settings

LEXICAL_FILE = "lexical.sqlite"
VECTOR_FOLDER = "chroma"
_GENERATION = "generation-"
_EMBED_BATCH = 256
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `problems` are messages about files that could not be read."""

    manifest: IndexManifest
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[str, ...]
    reasons: tuple[str, ...]


class Index:
    """An open index: the lexical store, and the vectors, which are opened when first needed."""

    def __init__(self, folder: Path, manifest: IndexManifest) -> None:
        self.folder = folder / manifest.generation
        self.manifest = manifest
        if not (self.folder / LEXICAL_FILE).is_file():
            raise StaleIndexError(
                f"{self.folder} lacks {LEXICAL_FILE}. Build it again: assistant index --rebuild"
            )
        self.lexical = LexicalStore(self.folder / LEXICAL_FILE)
        self._vectors: VectorStore | None = None

    @property
    def vectors(self) -> VectorStore:
        """The Chroma collection."""
        if self._vectors is None:
            self._vectors = VectorStore(self.folder / VECTOR_FOLDER)
        return self._vectors

    def chunks(self) -> list[Chunk]:
        """Every chunk, in document order."""
        return self.lexical.chunks()

    def close(self) -> None:
        """Let go of the files."""
        self.lexical.close()
        if self._vectors is not None:
            self._vectors.close()


def open_index(settings: Settings) -> Index:
    """The index that serves.

    Raises:
        StaleIndexError: when there is none, or it was not made with these settings; the message
            names each difference and the command that mends it.

    """
    manifest = manifests.read(settings.index)
    if manifest is None:
        raise StaleIndexError(f"there is no index in {settings.index}. Build it: assistant index")
    found = manifests.differences(manifest.recipe, manifests.recipe_for(settings))
    if found:
        raise StaleIndexError(
            f"the index in {settings.index} does not match the settings: {'; '.join(found)}."
            " Bring it up to date: assistant index"
        )
    return Index(settings.index, manifest)


def build(
    documents: Sequence[Document],
    settings: Settings,
    *,
    problems: Sequence[str] = (),
    progress: bool = False,
    rebuild: bool = False,
) -> BuildResult:
    """Bring the index up to date with `documents`; only changed ones are worked on again.

    Args:
        documents: all documents the index shall hold; others are removed from it.
        settings: corpus and index folders, chunk size and embedding.
        problems: messages about unreadable files, kept in the manifest.
        progress: show progress bars on standard error.
        rebuild: start from nothing even where the old index could be kept.

    Raises:
        ConfigurationError: when the index folder cannot be written or is being built already.
        ModelError: when the embedding model cannot be loaded.

    """
    with _locked(settings.index):
        old, reasons = _previous(settings, rebuild=rebuild)
        known = dict(old.documents) if old else {}
        wanted = {d.id: d.content_hash for d in documents}
        added = tuple(i for i in wanted if i not in known)
        changed = tuple(i for i in wanted if i in known and known[i] != wanted[i])
        removed = tuple(i for i in known if i not in wanted)
        unchanged = tuple(i for i in wanted if known.get(i) == wanted[i])
        _sweep(settings.index, old)
        if old and not (added or changed or removed) and tuple(problems) == old.problems:
            return BuildResult(old, (), (), (), unchanged, tuple(problems), ())
        generation = _GENERATION + uuid.uuid4().hex[:12]
        folder = settings.index / generation
        try:
            count = _write_generation(
                folder,
                settings,
                base=settings.index / old.generation if old else None,
                drop=(*changed, *removed),
                documents=[d for d in documents if d.id in {*added, *changed}],
                progress=progress,
            )
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        manifest = IndexManifest(
            recipe=manifests.recipe_for(settings),
            corpus=str(settings.corpus.resolve()),
            generation=generation,
            previous=old.generation if old else None,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            documents=wanted,
            chunks=count,
            problems=tuple(problems),
        )
        manifests.write(settings.index, manifest)
        return BuildResult(
            manifest, added, changed, removed, unchanged, tuple(problems), tuple(reasons)
        )


def _previous(settings: Settings, *, rebuild: bool) -> tuple[IndexManifest | None, list[str]]:
    """The manifest to build on, or None with the reasons for starting from nothing."""
    if rebuild:
        return None, []
    try:
        old = manifests.read(settings.index)
    except StaleIndexError as error:
        return None, [str(error)]
    if old is None:
        return None, []
    reasons = manifests.differences(old.recipe, manifests.recipe_for(settings))
    if not (settings.index / old.generation / LEXICAL_FILE).is_file():
        reasons.append(f"{old.generation} is not there any more")
    return (None, reasons) if reasons else (old, [])


def _write_generation(
    folder: Path,
    settings: Settings,
    *,
    base: Path | None,
    drop: Sequence[str],
    documents: Sequence[Document],
    progress: bool,
) -> int:
    encoder = load_encoder(settings)
    if base is not None:
        shutil.copytree(base, folder)
        lexical = LexicalStore(folder / LEXICAL_FILE)
    else:
        folder.mkdir(parents=True)
        lexical = LexicalStore.create(folder / LEXICAL_FILE)
    vectors = VectorStore(folder / VECTOR_FOLDER) if encoder else None
    try:
        for document_id in drop:
            lexical.remove_document(document_id)
            if vectors:
                vectors.remove_document(document_id)
        chunks = _chunks(documents, settings, progress=progress)
        lexical.add(_bar(chunks, "ord", progress=progress))
        if encoder and vectors:
            _embed(chunks, encoder, vectors, progress=progress)
        return lexical.size()[0]
    finally:
        lexical.close()
        if vectors:
            vectors.close()


def _chunks(documents: Sequence[Document], settings: Settings, *, progress: bool) -> list[Chunk]:
    found: list[Chunk] = []
    for document in _bar(documents, "dokumenter", progress=progress):
        found.extend(split(document, size=settings.chunk_size))
    return found


def _embed(
    chunks: Sequence[Chunk], encoder: Encoder, vectors: VectorStore, *, progress: bool
) -> None:
    starts = range(0, len(chunks), _EMBED_BATCH)
    for start in _bar(starts, "vektorer", progress=progress):
        part = chunks[start : start + _EMBED_BATCH]
        vectors.add(part, encoder.encode_passages([indexed_text(c) for c in part]))


def _bar(items: Sequence[T], what: str, *, progress: bool) -> Iterator[T]:
    if not progress or not items:
        return iter(items)
    from tqdm import tqdm

    return iter(tqdm(items, desc=what, leave=False))


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    """Only one build at a time; the lock goes with the process that holds it."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(index / "build.lock", timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise ConfigurationError(
                f"another build of {index} is under way; wait for it to end"
            ) from error
        raise ConfigurationError(_unwritable(index, error)) from error
    except OSError as error:
        raise ConfigurationError(_unwritable(index, error)) from error
    try:
        yield
    except OSError as error:
        if isinstance(error, AssistantError):
            raise
        raise ConfigurationError(_unwritable(index, error)) from error
    finally:
        lock.close()


def _unwritable(index: Path, error: Exception) -> str:
    return (
        f"the index folder {index} cannot be written ({error}). Name another one with --index or"
        " ASSISTANT_INDEX, or give write access to it."
    )


def _sweep(index: Path, manifest: IndexManifest | None) -> None:
    """Remove generations that neither serve nor stand ready to be taken back."""
    kept = {manifest.generation, manifest.previous} if manifest else set()
    if manifest is None:
        try:
            current = manifests.read(index)
        except StaleIndexError:
            current = None
        kept = {current.generation} if current else set()
    for folder in index.glob(_GENERATION + "*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
