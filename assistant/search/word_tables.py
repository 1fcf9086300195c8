"""The words and names of the chunks, counted in the tables of the lexical store."""

from __future__ import annotations

import sqlite3

from assistant.domain import Chunk
from assistant.search import analysis
from assistant.search.names import aliases_in, chunk_names


def count_words(db: sqlite3.Connection, text: str, change: int) -> None:
    """Add the words of a chunk's text, or take them away (`change`: 1 or -1)."""
    plain = set(analysis.cased_words(text))
    db.executemany(
        "INSERT INTO words (word, folded, chunks, lower) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (word) DO UPDATE SET chunks = chunks + excluded.chunks,"
        " lower = lower + excluded.lower",
        [
            (w, analysis.fold(w), change, change * (w in plain))
            for w in sorted(set(analysis.words(text)))
        ],
    )


def count_names(db: sqlite3.Connection, chunk: Chunk, change: int) -> None:
    """Add the names of a chunk, or take them away (`change`: 1 or -1)."""
    db.executemany(
        "INSERT INTO aliases (acronym, name, chunks) VALUES (?, ?, ?)"
        " ON CONFLICT (acronym, name) DO UPDATE SET chunks = chunks + excluded.chunks",
        [
            (short.casefold(), name.casefold(), change)
            for short, name in sorted(aliases_in(chunk.text))
        ],
    )
    db.executemany(
        "INSERT INTO names (name, folded, last, chunks, headings) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET chunks = chunks + excluded.chunks,"
        " headings = headings + excluded.headings",
        [
            (name, name.casefold(), name.casefold().split()[-1], change, change * heading)
            for name, heading in sorted(chunk_names(chunk).items())
        ],
    )
