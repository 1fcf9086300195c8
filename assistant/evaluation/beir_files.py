"""Reading a benchmark in BEIR form: `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv`.

The form is that of Thakur et al. 2021. A gold answer for reading may stand in a query's
`metadata.answer`.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a benchmark."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with at least one relevant document. `answer` is the gold answer, if there is one."""

    id: str
    text: str
    qrels: Mapping[str, int]
    answer: str | None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A BEIR folder as read."""

    folder: Path
    entries: tuple[Entry, ...]
    queries: tuple[JudgedQuery, ...]


def read_benchmark(folder: Path, *, split: str = "test") -> Benchmark:
    """The benchmark in a folder, with the judgements of `qrels/<split>.tsv`.

    Where there is only one file of judgements, it is taken whatever its name.

    Raises:
        InputError: when a file is missing or malformed, naming file, line and what was expected.
    """
    if not folder.is_dir():
        raise InputError(
            f"{folder} is no folder; give a folder with corpus.jsonl and queries.jsonl"
        )
    corpus = dict(_records(folder / "corpus.jsonl"))
    queries = dict(_records(folder / "queries.jsonl"))
    qrels = _read_qrels(_qrels_file(folder, split), corpus.keys(), queries.keys())
    entries = tuple(Entry(i, str(row.get("title") or ""), row["text"]) for i, row in corpus.items())
    judged = tuple(
        JudgedQuery(i, row["text"], qrels[i], _gold(row, folder))
        for i, row in queries.items()
        if any(grade >= 1 for grade in qrels.get(i, {}).values())
    )
    if not judged:
        raise InputError(f"{folder} has no query with a relevant document")
    return Benchmark(folder, entries, judged)


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: not valid JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("_id"), str):
            raise InputError(f'{path}:{number}: must be an object with a text "_id"')
        if not isinstance(row.get("text"), str):
            raise InputError(f'{path}:{number}: "text" must be a text, not {row.get("text")!r}')
        if row["_id"] in seen:
            raise InputError(f"{path}:{number}: _id {row['_id']!r} stands twice")
        seen.add(row["_id"])
        yield row["_id"], row
    if not seen:
        raise InputError(f"{path} is empty")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            f"{path} is missing; a BEIR folder holds corpus.jsonl, queries.jsonl and qrels/*.tsv"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")


def _qrels_file(folder: Path, split: str) -> Path:
    files = sorted((folder / "qrels").glob("*.tsv"))
    if not files:
        raise InputError(f"{folder / 'qrels'} holds no .tsv file with judgements")
    chosen = [f for f in files if f.stem == split] or (files if len(files) == 1 else [])
    if not chosen:
        names = ", ".join(f.stem for f in files)
        raise InputError(f"{folder / 'qrels'} has no {split}.tsv; choose with --split: {names}")
    return chosen[0]


def _read_qrels(
    path: Path, documents: Container[str], queries: Container[str]
) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        cells = line.split("\t")
        if number == 1 and cells[-1].strip() == "score":
            continue
        if len(cells) != 3:
            raise InputError(
                f"{path}:{number}: {len(cells)} columns, expected query, document, score"
            )
        query, document, grade = (cell.strip() for cell in cells)
        if query not in queries:
            raise InputError(f"{path}:{number}: query {query!r} is not in queries.jsonl")
        if document not in documents:
            raise InputError(f"{path}:{number}: document {document!r} is not in corpus.jsonl")
        try:
            found.setdefault(query, {})[document] = int(grade)
        except ValueError:
            raise InputError(
                f"{path}:{number}: score must be a whole number, not {grade!r}"
            ) from None
    return found


def _gold(row: Mapping[str, Any], folder: Path) -> str | None:
    metadata = row.get("metadata") or {}
    answer = metadata.get("answer") if isinstance(metadata, dict) else None
    if answer is not None and not isinstance(answer, str):
        raise InputError(
            f"{folder / 'queries.jsonl'}: metadata.answer of {row['_id']!r} must be a text"
        )
    return answer if answer and answer.strip() else None
