"""Public benchmarks in BEIR form, through the index and the answerer that users get."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.domain import Document, Metadata, Outcome
from assistant.errors import InputError
from assistant.evaluation import ranking
from assistant.evaluation.beir_files import Benchmark, Entry, JudgedQuery
from assistant.evaluation.normalise import fold, without_markers
from assistant.evaluation.runner import Assistant
from assistant.settings import Settings

DEPTH = 10
DEEPEST = 100  # as many passages as a search gives
MAX_ANSWER = 300


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


@dataclass(frozen=True, slots=True)
class Opened:
    """The assistant over a benchmark; `ids`: the benchmark's id for each document indexed."""

    assistant: Assistant
    ids: Mapping[str, str]


@contextmanager
def open_beir(
    benchmark: Benchmark, settings: Settings, *, progress: bool = False
) -> Iterator[Opened]:
    """The service over a benchmark's documents, in a temporary index."""
    from assistant.search.store import build
    from assistant.serve.service import Service

    documents = {f"beir-{n}": e for n, e in enumerate(benchmark.entries)}
    with TemporaryDirectory(prefix="assistant-beir-") as folder:
        corpus, index = Path(folder, "corpus"), Path(folder, "index")
        corpus.mkdir()
        own = replace(settings, corpus=corpus, index=index, llm=None)
        built = [d for i, e in documents.items() if (d := to_document(i, e)).pages]
        build(built, own, progress=progress)
        service = Service.open(own)
        try:
            yield Opened(service, {i: e.id for i, e in documents.items()})
        finally:
            service.close()


def to_document(document_id: str, entry: Entry) -> Document:
    """A benchmark entry as a text file with its text would be read."""
    from assistant.ingest import plain
    from assistant.ingest.blocks import assemble

    pages = assemble(plain.extract(entry.text.encode("utf-8")).blocks)
    digest = hashlib.sha256(f"{entry.title}\0{entry.text}".encode()).hexdigest()
    metadata = Metadata(title=entry.title or None)
    title = entry.title or document_id
    return Document(document_id, title, pages, metadata, f"{document_id}.txt", digest)


def measure_retrieval(
    opened: Opened, queries: Sequence[JudgedQuery], *, progress: bool = False
) -> RetrievalResult:
    """Recall, reciprocal rank and nDCG (linear gain) of the documents found, as means.

    Args:
        opened: what to search with.
        queries: judged queries.
        progress: show a bar on standard error when that is a terminal.
    """
    from tqdm import tqdm

    found = [
        ranking.rank_documents(q.qrels, ranked_documents(opened, q.text))
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


def ranked_documents(opened: Opened, question: str) -> list[str]:
    """Benchmark ids of the ten best documents, each at the rank of its best passage."""
    depth = DEPTH
    while True:
        hits = opened.assistant.search(question, depth)
        found = list(dict.fromkeys(hit.chunk.document_id for hit in hits))
        if len(found) >= DEPTH or len(hits) < depth or depth >= DEEPEST:
            return [opened.ids[document] for document in found[:DEPTH]]
        depth = min(2 * depth, DEEPEST)


def measure_reading(
    opened: Opened, queries: Sequence[JudgedQuery], *, progress: bool = False
) -> ReadingResult:
    """How often a short extractive answer holds the gold answer.

    An answer counts when its text, without markers and emphasis, is at most 300 characters and
    holds the gold answer after folding case and white space. A refusal never counts, whatever
    passages it offers as perhaps useful.

    Raises:
        InputError: when no query has a gold answer.
    """
    from tqdm import tqdm

    asked = [q for q in queries if q.answer]
    if not asked:
        raise InputError("no query has a gold answer in metadata.answer")
    answers = [
        opened.assistant.ask(q.text, max_length=MAX_ANSWER)
        for q in tqdm(asked, unit="q", disable=None if progress else True)
    ]
    texts = [
        without_markers(a.text).replace("**", "") if a.outcome is Outcome.ANSWERED else ""
        for a in answers
    ]
    held = [bool(t) and holds(t, q.answer or "") for t, q in zip(texts, asked, strict=True)]
    return ReadingResult(
        round(statistics.fmean(held), 4), round(statistics.fmean(map(len, texts)), 1), len(asked)
    )


def holds(text: str, gold: str) -> bool:
    """Whether a text of at most 300 characters holds `gold`, case and white space folded."""
    return len(text) <= MAX_ANSWER and fold(gold).casefold() in fold(text).casefold()
