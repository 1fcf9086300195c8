"""The JSON that the commands and the HTTP API give out. Others rely on these names."""

from __future__ import annotations

from typing import Any

from assistant.domain import Hit
from assistant.shapes import SECTION_SEPARATOR, answer_json, citation_json

__all__ = ["SECTION_SEPARATOR", "answer_json", "citation_json", "hit_json", "search_json"]


def hit_json(hit: Hit, rank: int) -> dict[str, Any]:
    """A hit as in `search --json`."""
    chunk = hit.chunk
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "chunk_id": chunk.id,
        "document": chunk.document_id,
        "title": chunk.title,
        "section": SECTION_SEPARATOR.join(chunk.section),
        "page": chunk.page,
        "text": chunk.text,
        "lexical_rank": hit.lexical_rank,
        "dense_rank": hit.dense_rank,
        "status": chunk.metadata.status.value,
    }


def search_json(question: str, hits: tuple[Hit, ...]) -> dict[str, Any]:
    """The object of `search --json`."""
    return {"question": question, "hits": [hit_json(h, i) for i, h in enumerate(hits, 1)]}
