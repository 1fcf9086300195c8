"""One generation of the index: a folder with the lexical store and the vectors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from assistant import texts
from assistant.domain import Chunk, Document, Language
from assistant.ingest.chunking import chunk as split
from assistant.search.embedding import Encoder
from assistant.search.lexical import LexicalStore, indexed_text
from assistant.search.vectors import VectorStore

LEXICAL_FILE = "lexical.sqlite"
VECTOR_FOLDER = "chroma"
_EMBED_BATCH = 256
T = TypeVar("T")


def write(
    folder: Path,
    documents: Sequence[Document],
    *,
    base: Path | None,
    drop: Sequence[str],
    encoder: Encoder | None,
    chunk_size: int,
    progress: bool,
) -> int:
    """Write a generation into `folder`, which must not exist; the number of chunks in it.

    Args:
        folder: where it shall lie.
        documents: what to add.
        base: a generation to start from; None starts from nothing.
        drop: ids of documents of `base` to leave out.
        encoder: makes the vectors; None for an index without.
        chunk_size: wanted length of a chunk in characters.
        progress: show progress bars on standard error.

    """
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
        chunks = [c for d in documents for c in split(d, size=chunk_size)]
        lexical.add(bar(chunks, "words", progress=progress))
        if encoder and vectors:
            _embed(chunks, encoder, vectors, progress=progress)
        return lexical.size()[0]
    finally:
        lexical.close()
        if vectors:
            vectors.close()


def _embed(
    chunks: Sequence[Chunk], encoder: Encoder, vectors: VectorStore, *, progress: bool
) -> None:
    starts = range(0, len(chunks), _EMBED_BATCH)
    for start in bar(starts, "vectors", progress=progress):
        part = chunks[start : start + _EMBED_BATCH]
        vectors.add(part, encoder.encode_passages([indexed_text(c) for c in part]))


def bar(items: Sequence[T], what: str, *, progress: bool) -> Iterator[T]:
    """The items, with a progress bar where standard error is a terminal.

    `what` is a key of the texts, area `cli`, after `progress_`.
    """
    if not progress or not items:
        return iter(items)
    from tqdm import tqdm

    label = texts.get(f"cli.progress_{what}", Language.NB)
    return iter(tqdm(items, desc=label, leave=False, disable=None))
