"""What a test question is: the values, and strict validation of one row.

A row has the form of DESIGN section 6. Reading and writing files is in `case_files`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.domain import Language, Outcome, Turn

KIND_PREFIX = "kind:"
EXPECT_PREFIX = "expect:"
PAIR_PREFIX = "pair:"  # the same question in several languages


class CaseClass(StrEnum):
    """What sort of question a case is, and so what a right outcome would be."""

    ANSWERABLE = "answerable"
    UNANSWERABLE = "unanswerable"
    UNRELATED = "unrelated"
    NONSENSE = "nonsense"
    CONVERSATION = "conversation"
    HOSTILE = "hostile"


@dataclass(frozen=True, slots=True)
class Relevant:
    """Evidence: a verbatim stretch of a document. `grade` counts from 1, higher is better."""

    document: str
    quote: str
    grade: int = 1


@dataclass(frozen=True, slots=True)
class EvalCase:
    """One question and what a good answer holds.

    `facts`: every inner tuple is one fact, given as alternatives of which one must occur.
    `forbidden`: strings that must not occur. `tags` of the form "kind:amount" name the kind.
    """

    id: str
    question: str
    case_class: CaseClass
    language: Language
    history: tuple[Turn, ...] = ()
    relevant: tuple[Relevant, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    as_of: date | None = None
    must_pass: bool = False
    tags: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """What is asked for (amount, deadline …), from the first tag "kind:…"."""
        return self._tagged(KIND_PREFIX)

    @property
    def pair(self) -> str | None:
        """What the same question in other languages shares, from the first tag "pair:…"."""
        return self._tagged(PAIR_PREFIX)

    @property
    def expected_outcome(self) -> str | None:
        """The outcome a tag "expect:…" asks for, where the class alone does not say it."""
        return self._tagged(EXPECT_PREFIX)

    def _tagged(self, prefix: str) -> str | None:
        return next((t.removeprefix(prefix) for t in self.tags if t.startswith(prefix)), None)


@dataclass(frozen=True, slots=True)
class CaseSet:
    """The cases of one file, in file order. `name` is the file's stem."""

    name: str
    path: Path
    cases: tuple[EvalCase, ...]


class RowError(ValueError):
    """All that is wrong with one row; `faults` are short English clauses."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


KEYS = (
    "id",
    "question",
    "history",
    "class",
    "relevant",
    "facts",
    "forbidden",
    "language",
    "as_of",
    "must_pass",
    "tags",
)
REQUIRED = ("id", "question", "class", "language")
ROLES = ("user", "assistant")


def parse_row(row: Mapping[str, Any]) -> EvalCase:
    """A case from a decoded row.

    Raises:
        RowError: naming every fault of the row, each with its key and what is allowed.
    """
    faults = [f"unknown key {key!r} (known: {', '.join(KEYS)})" for key in row if key not in KEYS]
    faults += [f"{key} is missing" for key in REQUIRED if row.get(key) is None]
    reader = _Reader(row, faults)
    case_class = reader.choice("class", [c.value for c in CaseClass])
    language = reader.choice("language", [c.value for c in Language])
    case_id, question = reader.text("id"), reader.text("question")
    history, relevant = reader.history(), reader.relevant()
    facts, as_of = reader.facts(), reader.date("as_of")
    forbidden, tags = reader.texts("forbidden"), reader.texts("tags")
    must_pass = reader.flag("must_pass")
    faults += _expectation_faults(tags)
    judged = row.get("relevant") or row.get("facts") or any(_expects(tag) for tag in tags)
    if case_class == CaseClass.ANSWERABLE and not judged:
        faults.append("an answerable question needs `relevant` or `facts` to be judged by")
    if faults:
        raise RowError(faults)
    return EvalCase(
        id=case_id,
        question=question,
        case_class=CaseClass(case_class),
        language=Language(language),
        history=history,
        relevant=relevant,
        facts=facts,
        forbidden=forbidden,
        as_of=as_of,
        must_pass=must_pass,
        tags=tags,
    )


def to_row(case: EvalCase) -> dict[str, Any]:
    """The row of a case, keys in the order of `KEYS`, empty optional keys left out."""
    row: dict[str, Any] = {
        "id": case.id,
        "question": case.question,
        "history": [{"role": t.role, "content": t.content} for t in case.history],
        "class": case.case_class.value,
        "relevant": [
            {"document": r.document, "quote": r.quote, "grade": r.grade} for r in case.relevant
        ],
        "facts": [list(alternatives) for alternatives in case.facts],
        "forbidden": list(case.forbidden),
        "language": case.language.value,
        "as_of": case.as_of.isoformat() if case.as_of else None,
        "must_pass": case.must_pass,
        "tags": list(case.tags),
    }
    return {key: value for key, value in row.items() if value or key in REQUIRED}


def _expectation_faults(tags: Iterable[str]) -> list[str]:
    outcomes = [outcome.value for outcome in Outcome]
    return [
        f"the tag {tag!r} must name one of {', '.join(outcomes)}"
        for tag in tags
        if _expects(tag) and tag.removeprefix(EXPECT_PREFIX) not in outcomes
    ]


def _expects(tag: str) -> bool:
    return tag.startswith(EXPECT_PREFIX)


def fingerprint(case: EvalCase) -> str:
    """Sixteen hexadecimal digits that change when anything in the case changes."""
    text = json.dumps(to_row(case), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


class _Reader:
    """Typed access to a row that notes faults instead of stopping at the first one."""

    def __init__(self, row: Mapping[str, Any], faults: list[str]) -> None:
        self.row = row
        self.faults = faults

    def _string(self, value: Any, where: str) -> str:
        if isinstance(value, str) and value.strip():
            return value
        self.faults.append(f"{where} must be a non-empty text, not {value!r}")
        return ""

    def _items(self, key: str) -> list[Any]:
        value = self.row.get(key)
        if value is None or isinstance(value, list):
            return value or []
        self.faults.append(f"{key} must be a list, not {value!r}")
        return []

    def text(self, key: str) -> str:
        return "" if self.row.get(key) is None else self._string(self.row[key], key)

    def choice(self, key: str, allowed: list[str]) -> str:
        value = self.row.get(key)
        if value is not None and value not in allowed:
            self.faults.append(f"{key} must be one of {', '.join(allowed)}, not {value!r}")
        return str(value)

    def flag(self, key: str) -> bool:
        value = self.row.get(key)
        if value is not None and not isinstance(value, bool):
            self.faults.append(f"{key} must be true or false, not {value!r}")
        return value is True

    def date(self, key: str) -> date | None:
        value = self.row.get(key)
        if value is None:
            return None
        try:
            if len(str(value)) == len("2024-04-30"):
                return date.fromisoformat(value)
        except (TypeError, ValueError):
            pass
        self.faults.append(f"{key} must be a date like 2024-04-30, not {value!r}")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._string(v, f"{key}[{i}]") for i, v in enumerate(self._items(key)))

    def facts(self) -> tuple[tuple[str, ...], ...]:
        found = []
        for i, fact in enumerate(self._items("facts")):
            if not isinstance(fact, list) or not fact:
                self.faults.append(f"facts[{i}] must be a list of alternatives, not {fact!r}")
                continue
            found.append(tuple(self._string(a, f"facts[{i}][{j}]") for j, a in enumerate(fact)))
        return tuple(found)

    def _record(self, value: Any, where: str, keys: tuple[str, ...]) -> Mapping[str, Any] | None:
        if not isinstance(value, dict):
            self.faults.append(f"{where} must be an object with {', '.join(keys)}, not {value!r}")
            return None
        unknown = [key for key in value if key not in keys]
        self.faults += [f"{where} has the unknown key {key!r}" for key in unknown]
        return value

    def relevant(self) -> tuple[Relevant, ...]:
        found = []
        for i, item in enumerate(self._items("relevant")):
            where = f"relevant[{i}]"
            record = self._record(item, where, ("document", "quote", "grade"))
            if record is None:
                continue
            grade = record.get("grade", 1)
            if isinstance(grade, bool) or not isinstance(grade, int) or grade < 1:
                self.faults.append(f"{where}.grade must be a whole number from 1, not {grade!r}")
            document = self._string(record.get("document"), f"{where}.document")
            quote = self._string(record.get("quote"), f"{where}.quote")
            found.append(Relevant(document, quote, grade))
        if len(set(found)) < len(found):
            self.faults.append("relevant lists the same quote twice")
        return tuple(found)

    def history(self) -> tuple[Turn, ...]:
        found = []
        for i, item in enumerate(self._items("history")):
            where = f"history[{i}]"
            record = self._record(item, where, ("role", "content"))
            if record is None:
                continue
            role = record.get("role")
            if role not in ROLES:
                self.faults.append(f"{where}.role must be user or assistant, not {role!r}")
            found.append(Turn(str(role), self._string(record.get("content"), f"{where}.content")))
        return tuple(found)
