"""The lexical store: one SQLite file with the chunks, an FTS5 index and term statistics.

FTS5 finds candidates; they are scored again here, because FTS5 fixes k1 and b and cannot give
4-grams a weight of their own. Scores follow BM25 (Robertson and Zaragoza 2009, eq. 3.15) with
the idf of Lucene, which is never negative.
"""

from __future__ import annotations

import json
import math
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.domain import Chunk
from assistant.search import analysis, codec
from assistant.search.kinds import Kind, kinds
from assistant.search.names import NameEntry
from assistant.search.word_tables import count_names, count_words

# Addresses and the like put names in lower case now and then.
_COMMON_SHARE = 0.3
_SCHEMA = """
CREATE TABLE chunks (
    rowid INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, document TEXT NOT NULL,
    body TEXT NOT NULL, length REAL NOT NULL, terms BLOB NOT NULL, counts BLOB NOT NULL);
CREATE INDEX chunks_document ON chunks (document);
CREATE TABLE words (
    word TEXT PRIMARY KEY, folded TEXT NOT NULL, chunks INTEGER NOT NULL, lower INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX words_folded ON words (folded);
CREATE TABLE names (
    name TEXT PRIMARY KEY, folded TEXT NOT NULL, last TEXT NOT NULL,
    chunks INTEGER NOT NULL, headings INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX names_folded ON names (folded);
CREATE INDEX names_last ON names (last);
CREATE TABLE aliases (acronym TEXT, name TEXT, chunks INTEGER NOT NULL, PRIMARY KEY (acronym, name))
    WITHOUT ROWID;
CREATE VIRTUAL TABLE postings USING fts5(
    terms, detail='none',
    tokenize="unicode61 remove_diacritics 0 tokenchars '#'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('postings', 'row');
"""


@dataclass(frozen=True, slots=True)
class Bm25:
    """Scoring constants. Tuned on the even-numbered half of a public reading benchmark."""

    k1: float = 0.7
    b: float = 0.35
    gram_weight: float = 0.25
    candidates: int = 120


def indexed_text(chunk: Chunk) -> str:
    """What of a chunk is searched: document title, section path and the passage itself."""
    return "\n".join((chunk.title, *chunk.section, chunk.text))


class LexicalStore:
    """Chunks and their terms in one SQLite file. Reading from several threads is safe."""

    def __init__(self, path: Path, *, scoring: Bm25 | None = None) -> None:
        self.path = path
        self.scoring = scoring or Bm25()
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._chunks: dict[int, Chunk] = {}
        self._size: tuple[int, float] | None = None
        self._frequencies: dict[str, int] = {}
        self._kinds: tuple[Kind, ...] | None = None

    @classmethod
    def create(cls, path: Path) -> LexicalStore:
        """A new, empty store; the file must not exist."""
        store = cls(path)
        store._connection.executescript(_SCHEMA)
        return store

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, chunks: Iterable[Chunk]) -> None:
        """Add chunks in one transaction.

        Raises:
            sqlite3.IntegrityError: when a chunk id is there already.

        """
        with self._connection as db:
            for chunk in chunks:
                self._add_one(db, chunk)
        self._changed()

    def _add_one(self, db: sqlite3.Connection, chunk: Chunk) -> None:
        text = indexed_text(chunk)
        counts = Counter(analysis.terms(text))
        keys = np.fromiter((_key(t) for t in counts), dtype=np.uint32, count=len(counts))
        values = np.fromiter(counts.values(), dtype=np.uint16, count=len(counts))
        order = np.argsort(keys, kind="stable")
        cursor = db.execute(
            "INSERT INTO chunks (id, document, body, length, terms, counts)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                chunk.id,
                chunk.document_id,
                json.dumps(codec.chunk_to_json(chunk), ensure_ascii=False),
                float(values.sum()),
                keys[order].tobytes(),
                values[order].tobytes(),
            ),
        )
        db.execute(
            "INSERT INTO postings (rowid, terms) VALUES (?, ?)",
            (cursor.lastrowid, " ".join(counts)),
        )
        count_words(db, text, 1)
        count_names(db, chunk, 1)

    def remove_document(self, document_id: str) -> int:
        """Remove a document's chunks; the number removed."""
        with self._connection as db:
            rows = db.execute(
                "SELECT rowid, body FROM chunks WHERE document = ?", (document_id,)
            ).fetchall()
            for rowid, body in rows:
                chunk = codec.chunk_from_json(json.loads(body))
                db.execute("DELETE FROM postings WHERE rowid = ?", (rowid,))
                count_words(db, indexed_text(chunk), -1)
                count_names(db, chunk, -1)
                self._chunks.pop(rowid, None)
            db.execute("DELETE FROM words WHERE chunks <= 0")
            db.execute("DELETE FROM names WHERE chunks <= 0")
            db.execute("DELETE FROM aliases WHERE chunks <= 0")
            db.execute("DELETE FROM chunks WHERE document = ?", (document_id,))
        self._changed()
        return len(rows)

    def _changed(self) -> None:
        self._size = self._kinds = None
        self._frequencies.clear()

    def size(self) -> tuple[int, float]:
        """Number of chunks and their mean length in terms."""
        if self._size is None:
            count, mean = self._connection.execute(
                "SELECT count(*), avg(length) FROM chunks"
            ).fetchone()
            self._size = int(count), float(mean or 1.0)
        return self._size

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many chunks each term occurs; terms that occur nowhere are left out."""
        found: dict[str, int] = {}
        for term in terms:
            if term not in self._frequencies:
                row = self._connection.execute(
                    "SELECT doc FROM vocabulary WHERE term = ?", (term,)
                ).fetchone()
                if row is None:
                    continue
                self._frequencies[term] = int(row[0])
            found[term] = self._frequencies[term]
        return found

    def search(self, weights: Mapping[str, float], top_k: int) -> list[tuple[str, float]]:
        """The best chunks for weighted query terms: (chunk id, score), best first.

        Args:
            weights: query term → weight; 4-grams are scaled down further by `gram_weight`.
            top_k: how many at most.

        """
        frequencies = self.document_frequency(weights)
        if not frequencies:
            return []
        match = " OR ".join(f'"{t}"' for t in frequencies)
        rows = self._connection.execute(
            "SELECT chunks.rowid, chunks.id, length, chunks.terms, counts FROM postings"
            " JOIN chunks ON chunks.rowid = postings.rowid WHERE postings MATCH ?"
            " ORDER BY bm25(postings), chunks.rowid LIMIT ?",
            (match, max(self.scoring.candidates, 2 * top_k)),
        ).fetchall()
        scored = self._score(rows, weights, frequencies)
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:top_k]

    def _score(
        self,
        rows: Sequence[tuple[int, str, float, bytes, bytes]],
        weights: Mapping[str, float],
        frequencies: Mapping[str, int],
    ) -> list[tuple[str, float]]:
        total, mean = self.size()
        s = self.scoring
        order = sorted(frequencies, key=_key)
        keys = np.array([_key(t) for t in order], dtype=np.uint32)
        gain = np.array(
            [
                weights[t]
                * (s.gram_weight if t.startswith(analysis.GRAM_MARK) else 1.0)
                * idf(frequencies[t], total)
                for t in order
            ]
        )
        result = []
        for _, chunk_id, length, term_bytes, count_bytes in rows:
            terms = np.frombuffer(term_bytes, dtype=np.uint32)
            counts = np.frombuffer(count_bytes, dtype=np.uint16)
            at = np.minimum(np.searchsorted(terms, keys), len(terms) - 1)
            tf = np.where(terms[at] == keys, counts[at], 0).astype(float)
            norm = s.k1 * (1 - s.b + s.b * length / mean)
            result.append((chunk_id, float((gain * tf * (s.k1 + 1) / (tf + norm)).sum())))
        return result

    def chunk(self, chunk_id: str) -> Chunk:
        """The chunk with this id.

        Raises:
            KeyError: when there is none.

        """
        row = self._connection.execute(
            "SELECT rowid, body FROM chunks WHERE id = ?", (chunk_id,)
        ).fetchone()
        if row is None:
            raise KeyError(chunk_id)
        if row[0] not in self._chunks:
            self._chunks[row[0]] = codec.chunk_from_json(json.loads(row[1]))
        return self._chunks[row[0]]

    def chunks(self, document_id: str | None = None) -> list[Chunk]:
        """All chunks, or a document's, in document order."""
        query = "SELECT body FROM chunks"
        arguments: tuple[str, ...] = ()
        if document_id is not None:
            query, arguments = query + " WHERE document = ?", (document_id,)
        rows = self._connection.execute(query + " ORDER BY rowid", arguments)
        return [codec.chunk_from_json(json.loads(body)) for (body,) in rows]

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        """Words of the documents with this folded spelling, with how many chunks hold them."""
        return list(
            self._connection.execute("SELECT word, chunks FROM words WHERE folded = ?", (folded,))
        )

    def knows(self, word: str) -> bool:
        """Whether the lower-cased word stands in a document."""
        query = "SELECT 1 FROM words WHERE word = ?"
        return self._connection.execute(query, (word,)).fetchone() is not None

    def names(self, folded: str) -> list[NameEntry]:
        """Names with this lower-cased spelling."""
        return self._names("folded = ?", folded)

    def names_ending(self, word: str) -> list[NameEntry]:
        """Names of several words whose last word, lower-cased, is `word`."""
        return self._names("last = ? AND folded <> last", word)

    def names_starting(self, folded: str) -> list[NameEntry]:
        """Longer names that begin with this lower-cased name."""
        return self._names("folded BETWEEN ? AND ?", folded + " ", folded + " \uffff")

    def aliases(self, folded: str) -> list[str]:
        """What else a lower-cased name is called: its acronym, or what the acronym stands for."""
        rows = self._connection.execute(
            "SELECT name FROM aliases WHERE acronym = ?"
            " UNION SELECT acronym FROM aliases WHERE name = ?",
            (folded, folded),
        )
        return sorted(name for (name,) in rows)

    def heading_names(self) -> list[NameEntry]:
        """Names that stand in a title or heading."""
        return self._names("headings > ?", 0)

    def _names(self, where: str, *arguments: object) -> list[NameEntry]:
        rows = self._connection.execute(
            f"SELECT name, chunks, headings FROM names WHERE {where}",
            arguments,
        )
        return [NameEntry(name, chunks, headings) for name, chunks, headings in rows]

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of a thing that headings tell apart; read from all passages once."""
        if self._kinds is None:
            self._kinds = kinds((c.section for c in self.chunks()), self._share)
        return self._kinds

    def _share(self, word: str) -> float:
        """Share of the passages that have a word with the same stem."""
        stem = analysis.stem(word)
        return self.document_frequency([stem]).get(stem, 0) / max(1, self.size()[0])

    def is_common(self, word: str) -> bool:
        """Whether the word mostly stands in lower case in the documents, so is no name."""
        query = "SELECT lower, chunks FROM words WHERE word = ?"
        row = self._connection.execute(query, (word,)).fetchone()
        return bool(row) and row[0] > _COMMON_SHARE * row[1]

    def stands(self, word: str) -> bool:
        """Whether a word with the same stem stands in a document."""
        return bool(self.document_frequency([analysis.stem(word)]))

    def vocabulary(self) -> list[tuple[str, int]]:
        """Every word of the documents with how many chunks hold it."""
        return list(self._connection.execute("SELECT word, chunks FROM words"))


def idf(frequency: int, total: int) -> float:
    """Inverse document frequency of a term in `frequency` of `total` chunks; above 0."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def _key(term: str) -> int:
    return zlib.crc32(term.encode())
