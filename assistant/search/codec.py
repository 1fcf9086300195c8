"""Chunks and metadata to and from plain JSON values, for storage."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from assistant.domain import Block, BlockKind, Chunk, Deadline, Metadata, Status


def metadata_to_json(metadata: Metadata) -> dict[str, Any]:
    """A JSON object; unknown values are left out."""
    raw = asdict(metadata)
    raw["deadlines"] = [[d.at.isoformat(), d.what] for d in metadata.deadlines]
    return {k: v for k, v in raw.items() if v not in (None, [])}


def metadata_from_json(raw: dict[str, Any]) -> Metadata:
    """The inverse of `metadata_to_json`."""
    values = dict(raw)
    values["status"] = Status(values.get("status", Status.UNKNOWN))
    values["deadlines"] = tuple(
        Deadline(datetime.fromisoformat(at), what) for at, what in values.get("deadlines", [])
    )
    return Metadata(**values)


def chunk_to_json(chunk: Chunk) -> dict[str, Any]:
    """A JSON object holding everything of the chunk."""
    return {
        "id": chunk.id,
        "document_id": chunk.document_id,
        "title": chunk.title,
        "section": list(chunk.section),
        "page": chunk.page,
        "start": chunk.start,
        "end": chunk.end,
        "text": chunk.text,
        "blocks": [
            [b.kind.value, b.start, b.end, b.content, list(b.section), b.level, list(b.header)]
            for b in chunk.blocks
        ],
        "metadata": metadata_to_json(chunk.metadata),
    }


def chunk_from_json(raw: dict[str, Any]) -> Chunk:
    """The inverse of `chunk_to_json`."""
    return Chunk(
        id=raw["id"],
        document_id=raw["document_id"],
        title=raw["title"],
        section=tuple(raw["section"]),
        page=raw["page"],
        start=raw["start"],
        end=raw["end"],
        text=raw["text"],
        blocks=tuple(
            Block(BlockKind(kind), start, end, content, tuple(section), level, tuple(header))
            for kind, start, end, content, section, level, header in raw["blocks"]
        ),
        metadata=metadata_from_json(raw["metadata"]),
    )
