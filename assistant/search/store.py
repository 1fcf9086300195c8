"""The index on disk: build it, bring it up to date, open it.

Every build writes a generation, a folder of its own, and then replaces the manifest, which names
the generation that serves. A build killed at any moment leaves the old manifest and the old
generation; the next build clears what was left behind.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain import Chunk, CorpusCard, Document
from assistant.errors import (
    ConfigurationError,
    DocumentError,
    InputError,
    StaleIndexError,
)
from assistant.ingest.documents import SourceFile, manifest_problems, read, scan
from assistant.ingest.manifest import load_card
from assistant.search import generation
from assistant.search import manifest as manifests
from assistant.search.embedding import load_encoder
from assistant.search.generation import LEXICAL_FILE, VECTOR_FOLDER
from assistant.search.lexical import LexicalStore
from assistant.search.lock import exclusive, telling
from assistant.search.manifest import REBUILD, IndexManifest, mending
from assistant.search.vectors import VectorStore
from assistant.settings import Settings

_GENERATION = "generation-"
_VECTOR_FILE = "chroma.sqlite3"


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """Documents as read, and a message for each file that could not be."""

    documents: tuple[Document, ...]
    problems: tuple[str, ...] = ()


class Index:
    """An open index: the lexical store, and the vectors, which are opened when first needed."""

    def __init__(self, folder: Path, manifest: IndexManifest, *, command: str = REBUILD) -> None:
        """Open it; `command` is what an error tells the user to run.

        Raises:
            StaleIndexError: when its files are missing or damaged.

        """
        self.folder = folder / manifest.generation
        self.manifest = manifest
        self._command = command
        if not (self.folder / LEXICAL_FILE).is_file():
            raise self._damaged(self.folder / LEXICAL_FILE, "it is missing")
        self.lexical = LexicalStore(self.folder / LEXICAL_FILE)
        try:
            chunks, _ = self.lexical.size()
        except sqlite3.DatabaseError as error:
            raise self._damaged(self.folder / LEXICAL_FILE, str(error)) from error
        if chunks != manifest.chunks:
            reason = f"it holds {chunks} passages, the manifest says {manifest.chunks}"
            raise self._damaged(self.folder / LEXICAL_FILE, reason)
        self._vectors: VectorStore | None = None

    @property
    def vectors(self) -> VectorStore:
        """The Chroma collection.

        Raises:
            StaleIndexError: when it is missing or damaged.
            ConfigurationError: when its folder may not be written.

        """
        if self._vectors is None:
            folder = self.folder / VECTOR_FOLDER
            # Chroma would make an empty collection, and search would go on without a word.
            if not (folder / _VECTOR_FILE).is_file():
                raise self._damaged(folder / _VECTOR_FILE, "it is missing")
            try:
                self._vectors = VectorStore(folder)
            except Exception as error:  # Chroma raises many types here; each means the same
                if not os.access(folder / _VECTOR_FILE, os.W_OK):
                    raise ConfigurationError(
                        f"{folder} may not be written, and Chroma needs that even to read; give"
                        " write access to it, or search by words alone: ASSISTANT_EMBEDDING=none"
                    ) from error
                raise self._damaged(folder, f"{type(error).__name__}: {error}") from error
        return self._vectors

    def chunks(self) -> list[Chunk]:
        """Every chunk, in document order."""
        return self.lexical.chunks()

    def close(self) -> None:
        """Let go of the files."""
        self.lexical.close()
        if self._vectors is not None:
            self._vectors.close()

    def _damaged(self, path: Path, reason: str) -> StaleIndexError:
        return StaleIndexError(
            f"{path} cannot be used: {reason}. Build the index again: {self._command}"
        )


def open_index(settings: Settings) -> Index:
    """The index that serves.

    Raises:
        StaleIndexError: when there is none, or it was not made with these settings; the message
            names each difference and the command that mends it.

    """
    rebuild = mending(settings, REBUILD)
    manifest = manifests.read(settings.index, command=rebuild)
    if manifest is None:
        raise StaleIndexError(
            f"there is no index in {settings.index}. Build it: {mending(settings)}"
        )
    found = manifests.differences(manifest.recipe, manifests.recipe_for(settings))
    if found:
        raise StaleIndexError(
            f"the index in {settings.index} does not match the settings: {'; '.join(found)}."
            f" Bring it up to date: {mending(settings)}"
        )
    return Index(settings.index, manifests.with_newest_card(manifest), command=rebuild)


def build(
    documents: Sequence[Document],
    settings: Settings,
    *,
    problems: Sequence[str] = (),
    card: CorpusCard | None = None,
    progress: bool = False,
    rebuild: bool = False,
) -> BuildResult:
    """Bring the index up to date with `documents`; only changed ones are worked on again.

    Args:
        documents: all documents the index shall hold; others are removed from it.
        settings: corpus and index folders, chunk size and embedding.
        problems: messages about unreadable files, kept in the manifest.
        card: what is said of the documents as a whole; nothing when None.
        progress: show progress bars on standard error.
        rebuild: start from nothing even where the old index could be kept.

    Raises:
        ConfigurationError: when the index folder cannot be written or is being built already.
        ModelError: when the embedding model cannot be loaded.

    """
    wanted = {d.id: d.content_hash for d in documents}

    def pick(ids: Sequence[str]) -> _Reading:
        return _Reading(tuple(d for d in documents if d.id in ids), tuple(problems))

    with exclusive(settings.index):
        said = card or CorpusCard()
        return _update(wanted, pick, settings, card=said, progress=progress, rebuild=rebuild)


def build_folder(
    settings: Settings, *, progress: bool = False, rebuild: bool = False
) -> BuildResult:
    """Bring the index up to date with the corpus folder; only new and changed files are read.

    A file that cannot be read becomes a problem and leaves the index; the others are indexed.

    Raises:
        InputError: when the corpus folder is missing or holds nothing that can be read.
        ConfigurationError, ModelError: as `build` and reading the corpus manifest raise them.

    """
    sources = scan(settings.corpus)
    told = [f"{p.path}: {p.message}" for p in manifest_problems(settings.corpus)]
    card = load_card(settings.corpus)

    def pick(ids: Sequence[str]) -> _Reading:
        stale = [s for s in sources if s.id in ids]
        found = _read(stale, progress=progress)
        if len(found.problems) == len(sources):
            raise InputError(_nothing(settings.corpus, found.problems))
        return replace(found, problems=(*told, *found.problems))

    if not sources:
        raise InputError(_nothing(settings.corpus, ()))
    with exclusive(settings.index):
        wanted = {s.id: s.content_hash for s in sources}
        return _update(wanted, pick, settings, card=card, progress=progress, rebuild=rebuild)


def _read(sources: Sequence[SourceFile], *, progress: bool) -> _Reading:
    documents: list[Document] = []
    problems: list[str] = []
    for source in generation.bar(sources, "documents", progress=progress):
        try:
            documents.append(read(source))
        except DocumentError as error:
            problems.append(f"{source.relative}: {error}")
    return _Reading(tuple(documents), tuple(problems))


def _nothing(corpus: Path, problems: Sequence[str]) -> str:
    told = f" ({'; '.join(problems)})" if problems else ""
    return (
        f"there is no readable document in {corpus}{told}. Put PDF, DOCX, HTML,"
        " Markdown or text files there, or name another folder with --corpus."
    )


def _update(
    wanted: Mapping[str, str],
    pick: Callable[[Sequence[str]], _Reading],
    settings: Settings,
    *,
    card: CorpusCard,
    progress: bool,
    rebuild: bool,
) -> BuildResult:
    """Bring the index to the documents `wanted` (id → content hash), reading those it lacks."""
    _sweep(settings.index)
    old, reasons = _previous(settings, rebuild=rebuild)
    known = dict(old.documents) if old else {}
    reading = pick([i for i, content in wanted.items() if known.get(i) != content])
    fresh = {d.id: d.content_hash for d in reading.documents}
    same = tuple(i for i, content in wanted.items() if known.get(i) == content)
    manifest = IndexManifest(
        recipe=manifests.recipe_for(settings),
        corpus=str(settings.corpus.resolve()),
        generation=_GENERATION + uuid.uuid4().hex[:12],
        previous=manifests.serving(settings.index),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        documents={i: content for i, content in wanted.items() if i in same or i in fresh},
        chunks=0,
        problems=reading.problems,
        unread={i: content for i, content in wanted.items() if i not in same and i not in fresh},
        card=card,
    )
    result = BuildResult(
        manifest,
        added=tuple(i for i in fresh if i not in known),
        changed=tuple(i for i in fresh if i in known),
        removed=tuple(i for i in known if i not in manifest.documents),
        unchanged=same,
        problems=reading.problems,
        reasons=tuple(reasons),
    )
    if old and not (fresh or result.removed):
        return replace(result, manifest=_told_anew(settings.index, old, manifest))
    count = _write_generation(result, reading.documents, old, settings, progress=progress)
    manifest = replace(manifest, chunks=count)
    with telling(settings.index):
        manifests.write(settings.index, manifest)
    _sweep(settings.index)
    return replace(result, manifest=manifest)


def _told_anew(index: Path, old: IndexManifest, new: IndexManifest) -> IndexManifest:
    """The old manifest with what the new one says of the folder; the generation serves on."""
    told = replace(old, corpus=new.corpus, problems=new.problems, unread=new.unread, card=new.card)
    if told != old:
        with telling(index):
            manifests.write(index, told)
    return told


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
    if not reasons:
        try:
            Index(settings.index, old).close()
        except StaleIndexError as error:
            reasons.append(str(error))
        if settings.embedding != "none" and not _vector_file(settings.index, old).is_file():
            reasons.append(f"{_vector_file(settings.index, old)} is missing")
    return (None, reasons) if reasons else (old, [])


def _vector_file(index: Path, manifest: IndexManifest) -> Path:
    return index / manifest.generation / VECTOR_FOLDER / _VECTOR_FILE


def _write_generation(
    result: BuildResult,
    documents: Sequence[Document],
    old: IndexManifest | None,
    settings: Settings,
    *,
    progress: bool,
) -> int:
    encoder = load_encoder(settings)
    folder = settings.index / result.manifest.generation
    try:
        with telling(settings.index):
            return generation.write(
                folder,
                documents,
                base=settings.index / old.generation if old else None,
                drop=(*result.changed, *result.removed),
                encoder=encoder,
                chunk_size=settings.chunk_size,
                progress=progress,
            )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _sweep(index: Path) -> None:
    """Remove generations that neither serve nor did so before; none where that is not known."""
    kept = manifests.kept(index)
    if kept is None:
        return
    for folder in index.glob(_GENERATION + "*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
