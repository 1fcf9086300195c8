"""Chroma as the vector store: embedded, persistent, silent."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.domain import Chunk
from assistant.search.embedding import Vectors

COLLECTION = "passages"


class VectorStore:
    """One Chroma collection in a folder, with cosine distance and vectors made by us."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        logging.getLogger("chromadb").setLevel(logging.ERROR)
        folder.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(
            path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
        self._collection: Any = self._client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )
        self._size: int | None = None
        self._batch = self._client.get_max_batch_size()

    def add(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Add chunks with their vectors, shape (len(chunks), dimension).

        A zero vector says that the model has no opinion on the passage; such a passage is left
        out, so that it is found by its words alone.
        """
        self._size = None
        told = [row for row, vector in enumerate(vectors) if vector.any()]
        left_out = [c.id for row, c in enumerate(chunks) if not vectors[row].any()]
        for start in range(0, len(left_out), self._batch):
            self._collection.delete(ids=left_out[start : start + self._batch])
        for start in range(0, len(told), self._batch):
            rows = told[start : start + self._batch]
            part = [chunks[row] for row in rows]
            self._collection.upsert(
                ids=[c.id for c in part],
                embeddings=vectors[rows],
                documents=[c.text for c in part],
                metadatas=[
                    {
                        "document": c.document_id,
                        "title": c.title,
                        "section": " › ".join(c.section),
                        "page": c.page or 0,
                        "status": c.metadata.status.value,
                    }
                    for c in part
                ],
            )

    def remove_document(self, document_id: str) -> None:
        """Remove every chunk of a document."""
        self._size = None
        self._collection.delete(where={"document": document_id})

    def search(self, vector: Vectors, top_k: int) -> list[tuple[str, float]]:
        """The nearest chunks to one vector of shape (dimension,): (chunk id, cosine), best first.

        A zero vector finds nothing.
        """
        count = min(top_k, self.count())
        if count == 0 or not vector.any():
            return []
        found = self._collection.query(
            query_embeddings=[vector], n_results=count, include=["distances"]
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(chunk_id, 1.0 - float(distance)) for chunk_id, distance in pairs]

    def count(self) -> int:
        """Number of chunks in the collection: those that have a vector."""
        if self._size is None:
            self._size = int(self._collection.count())
        return self._size

    def close(self) -> None:
        """Let go of the files, as far as Chroma allows."""
        close = getattr(self._client, "close", None)
        if close is not None:
            close()
