"""Questions and feedback kept from use, with consent, and their way to test cases.

Everything a visitor wrote is masked before it is stored. Deleted rows are overwritten on disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from assistant.answer.extraction.privacy import mask
from assistant.domain import Answer, Language, Outcome, Turn
from assistant.errors import ConfigurationError, InputError
from assistant.evaluation.cases import EvalCase, RowError, parse_row, to_row

# The tag of a case made of a kept question.
FROM_USE = "from-use"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    question TEXT NOT NULL,
    history TEXT NOT NULL,
    language TEXT NOT NULL,
    outcome TEXT NOT NULL,
    answer TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL,
    rating TEXT,
    comment TEXT NOT NULL DEFAULT '',
    label TEXT
);
CREATE INDEX IF NOT EXISTS entries_at ON entries (at);
"""


class Rating(StrEnum):
    """A visitor's thumb."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the answer cited; a start for labelling."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept question. `at` is in UTC. `confidence` is the best passage's score, if any.

    `label` is the case that staff made of it.
    """

    id: int
    at: datetime
    question: str
    history: tuple[Turn, ...]
    language: Language
    outcome: Outcome
    answer: str
    evidence: tuple[Evidence, ...]
    confidence: float | None
    rating: Rating | None
    comment: str
    label: EvalCase | None


class FeedbackStore:
    """The SQLite file with kept questions. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
            connection = sqlite3.connect(self.path, timeout=10)
        except (OSError, sqlite3.Error) as error:
            raise ConfigurationError(f"{self.path} cannot be opened: {error}") from error
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.executescript(_SCHEMA)
            with connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise ConfigurationError(f"{self.path} is no feedback file: {error}") from error
        finally:
            connection.close()

    def add(
        self,
        answer: Answer,
        history: Sequence[Turn] = (),
        *,
        consent: bool,
        at: datetime | None = None,
    ) -> int | None:
        """Keeps a question with its answer, masked, and returns its id; nothing without consent.

        Args:
            answer: what was answered; its question is the one kept.
            history: earlier turns of the conversation.
            consent: whether the visitor agreed to keeping it.
            at: when; now when None. Must carry a time zone.
        """
        if not consent:
            return None
        row = (
            (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
            mask(answer.question),
            json.dumps([[t.role, mask(t.content)] for t in history], ensure_ascii=False),
            answer.language.value,
            answer.outcome.value,
            mask(answer.text),
            json.dumps([[c.document, c.quote] for c in answer.citations], ensure_ascii=False),
            answer.hits[0].score if answer.hits else None,
        )
        with self._open() as db:
            columns = "at, question, history, language, outcome, answer, evidence, confidence"
            done = db.execute(f"INSERT INTO entries ({columns}) VALUES (?,?,?,?,?,?,?,?)", row)
            return done.lastrowid

    def rate(self, entry_id: int, rating: Rating, comment: str = "") -> None:
        """Adds a visitor's thumb and, masked, their reason to a kept question.

        Raises:
            InputError: when there is no such entry.
        """
        self._update(entry_id, "rating = ?, comment = ?", (rating.value, mask(comment)))

    def label(self, entry_id: int, case: EvalCase | None) -> None:
        """Says which case staff made of a question; None takes it back.

        Raises:
            InputError: when there is no such entry.
        """
        row = json.dumps(to_row(case), ensure_ascii=False) if case else None
        self._update(entry_id, "label = ?", (row,))

    def _update(self, entry_id: int, change: str, values: tuple[str | None, ...]) -> None:
        with self._open() as db:
            done = db.execute(f"UPDATE entries SET {change} WHERE id = ?", (*values, entry_id))
            if done.rowcount == 0:
                raise InputError(f"there is no kept question with number {entry_id}")

    def get(self, entry_id: int) -> Entry:
        """One kept question.

        Raises:
            InputError: when there is no such entry.
        """
        found = self._select("WHERE id = ?", (entry_id,))
        if not found:
            raise InputError(f"there is no kept question with number {entry_id}")
        return found[0]

    def entries(self, *, unlabelled: bool = False) -> tuple[Entry, ...]:
        """Kept questions, newest first."""
        where = "WHERE label IS NULL " if unlabelled else ""
        return self._select(where + "ORDER BY at DESC, id DESC", ())

    def cases(self) -> tuple[EvalCase, ...]:
        """The cases made of labelled questions, oldest first."""
        found = self._select("WHERE label IS NOT NULL ORDER BY id", ())
        return tuple(entry.label for entry in found if entry.label)

    def _select(self, rest: str, values: tuple[int, ...]) -> tuple[Entry, ...]:
        with self._open() as db:
            db.row_factory = sqlite3.Row
            return tuple(map(_entry, db.execute(f"SELECT * FROM entries {rest}", values)))

    def delete_older_than(self, days: int, *, now: datetime | None = None) -> int:
        """Deletes what is older than some days, labels included; returns how many.

        Raises:
            InputError: for a negative number of days.
        """
        if days < 0:
            raise InputError(f"the number of days must be 0 or more, not {days}")
        limit = (now or datetime.now(UTC)).astimezone(UTC) - timedelta(days=days)
        return self._delete("WHERE at < ?", (limit.isoformat(timespec="seconds"),))

    def delete(self, entry_id: int) -> int:
        """Deletes one kept question; returns how many there were, 0 or 1."""
        return self._delete("WHERE id = ?", (entry_id,))

    def delete_all(self) -> int:
        """Deletes everything; returns how many there were."""
        return self._delete("", ())

    def _delete(self, where: str, values: tuple[str | int, ...]) -> int:
        with self._open() as db:
            return db.execute(f"DELETE FROM entries {where}", values).rowcount


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        question=row["question"],
        history=tuple(Turn(role, content) for role, content in json.loads(row["history"])),
        language=Language(row["language"]),
        outcome=Outcome(row["outcome"]),
        answer=row["answer"],
        evidence=tuple(Evidence(d, q) for d, q in json.loads(row["evidence"])),
        confidence=row["confidence"],
        rating=Rating(row["rating"]) if row["rating"] else None,
        comment=row["comment"],
        label=parse_row(json.loads(row["label"])) if row["label"] else None,
    )


def make_case(
    entry: Entry,
    case_class: str,
    *,
    facts: Sequence[Sequence[str]] = (),
    quotes: Sequence[Evidence] = (),
    tags: Sequence[str] = (),
    must_pass: bool = False,
) -> EvalCase:
    """A case of a kept question, under the id `use-<number>`.

    Raises:
        InputError: when what is given makes no valid case, naming what is wrong.
    """
    row = {
        "id": f"use-{entry.id}",
        "question": entry.question,
        "history": [{"role": t.role, "content": t.content} for t in entry.history],
        "class": case_class,
        "relevant": [{"document": q.document, "quote": q.quote, "grade": 1} for q in quotes],
        "facts": [list(alternatives) for alternatives in facts],
        "language": entry.language.value,
        "must_pass": must_pass,
        "tags": [FROM_USE, *tags],
    }
    try:
        return parse_row(row)
    except RowError as error:
        raise InputError(f"question {entry.id}: {error}") from error
