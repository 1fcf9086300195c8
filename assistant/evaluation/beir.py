"""Public benchmarks in BEIR form, through the index and the answerer that users get.

The form is `corpus.jsonl`, `queries.jsonl` and `qrels/*.tsv` (Thakur et al. 2021). A gold answer
for reading may stand in a query's `metadata.answer`.
"""

from __future__ import annotations

import hashlib
import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.domain import Document, Metadata
from assistant.errors import InputError
from assistant.evaluation import ranking
from assistant.evaluation.normalise import fold, without_markers
from assistant.evaluation.runner import Assistant
from assistant.settings import Settings

DEPTH = 10
MAX_ANSWER = 300


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


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """Means over `queries` queries."""

    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr_at_10: float
    ndcg_at_10: float
    queries: int

    def to_row(self) -> dict[str, float | int]:
        """The result under the names that the command line promises."""
        return {
            "recall@1": self.recall_at_1,
            "recall@5": self.recall_at_5,
            "recall@10": self.recall_at_10,
            "mrr@10": self.mrr_at_10,
            "ndcg@10": self.ndcg_at_10,
            "queries": self.queries,
        }


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """`contains_answer`: share of answers of at most 300 characters that hold the gold answer.

    `mean_length`: characters of an answer, markers removed.
    """

    contains_answer: float
    mean_length: float
    queries: int

    def to_row(self) -> dict[str, float | int]:
        """The result under the names that the command line promises."""
        return {
            "contains_answer": self.contains_answer,
            "mean_length": self.mean_length,
            "queries": self.queries,
        }


# --- reading the folder ----------------------------------------------------------------------


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


def _read_qrels(path: Path, documents: Any, queries: Any) -> dict[str, dict[str, int]]:
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


# --- the index of a benchmark ----------------------------------------------------------------


@contextmanager
def open_beir(
    benchmark: Benchmark, settings: Settings, *, progress: bool = False
) -> Iterator[tuple[Assistant, dict[str, str]]]:
    """The service over a benchmark's documents, in a temporary index.

    Yields:
        The service, and the benchmark's id for each document id in the index.
    """
    from assistant.search.store import build
    from assistant.serve.service import Service

    documents = {f"beir-{n}": e for n, e in enumerate(benchmark.entries)}
    with TemporaryDirectory(prefix="assistant-beir-") as folder:
        corpus, index = Path(folder, "corpus"), Path(folder, "index")
        corpus.mkdir()
        own = replace(settings, corpus=corpus, index=index, llm=None)
        built = [d for i, e in documents.items() if (d := to_document(i, e)).pages]
        build(built, own, progress=progress)
        yield Service.open(own), {i: e.id for i, e in documents.items()}


def to_document(document_id: str, entry: Entry) -> Document:
    """A benchmark entry as a text file with its text would be read."""
    from assistant.ingest import plain
    from assistant.ingest.blocks import assemble

    pages = assemble(plain.extract(entry.text.encode("utf-8")).blocks)
    digest = hashlib.sha256(f"{entry.title}\0{entry.text}".encode()).hexdigest()
    metadata = Metadata(title=entry.title or None)
    title = entry.title or document_id
    return Document(document_id, title, pages, metadata, f"{document_id}.txt", digest)


# --- measuring -------------------------------------------------------------------------------


def measure_retrieval(
    assistant: Assistant,
    queries: Sequence[JudgedQuery],
    ids: Mapping[str, str],
    *,
    progress: bool = False,
) -> RetrievalResult:
    """Recall, reciprocal rank and nDCG (linear gain) of the documents found, as means.

    Args:
        assistant: what to search with.
        queries: judged queries.
        ids: the benchmark's id for each document id in the index.
        progress: show a bar on standard error when that is a terminal.
    """
    from tqdm import tqdm

    found = [
        ranking.rank_documents(q.qrels, [ids[d] for d in _ranked_documents(assistant, q.text)])
        for q in tqdm(queries, unit="q", disable=None if progress else True)
    ]

    def mean(values: Iterator[float]) -> float:
        return round(statistics.fmean(values), 4)

    return RetrievalResult(
        mean(ranking.recall_at_k(r, 1) for r in found),
        mean(ranking.recall_at_k(r, 5) for r in found),
        mean(ranking.recall_at_k(r, 10) for r in found),
        mean(ranking.mrr_at_k(r, 10) for r in found),
        mean(ranking.ndcg_at_k(r, 10) for r in found),
        len(found),
    )


def _ranked_documents(assistant: Assistant, question: str) -> list[str]:
    """The ten best documents: each at its best passage, asking on where passages share one."""
    depth = DEPTH
    while True:
        hits = assistant.search(question, depth)
        found = list(dict.fromkeys(hit.chunk.document_id for hit in hits))
        if len(found) >= DEPTH or len(hits) < depth:
            return found[:DEPTH]
        depth *= 2


def measure_reading(
    assistant: Assistant, queries: Sequence[JudgedQuery], *, progress: bool = False
) -> ReadingResult:
    """How often a short extractive answer holds the gold answer.

    An answer counts when its text, markers removed, is at most 300 characters and holds the gold
    answer after folding case and white space.

    Raises:
        InputError: when no query has a gold answer.
    """
    from tqdm import tqdm

    asked = [q for q in queries if q.answer]
    if not asked:
        raise InputError("no query has a gold answer in metadata.answer")
    texts = [
        without_markers(assistant.ask(q.text, max_length=MAX_ANSWER).text)
        for q in tqdm(asked, unit="q", disable=None if progress else True)
    ]
    held = [holds(t, q.answer or "") for t, q in zip(texts, asked, strict=True)]
    return ReadingResult(
        round(statistics.fmean(held), 4), round(statistics.fmean(map(len, texts)), 1), len(asked)
    )


def holds(text: str, gold: str) -> bool:
    """Whether a text of at most 300 characters holds `gold`, case and white space folded."""
    return len(text) <= MAX_ANSWER and fold(gold).casefold() in fold(text).casefold()
