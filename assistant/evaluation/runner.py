"""Asks every question of a set and scores what comes back."""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

from assistant.domain import Answer, Document, Hit, Turn
from assistant.errors import InputError
from assistant.evaluation.cases import CaseSet, EvalCase
from assistant.evaluation.measures import Observation, score
from assistant.evaluation.normalise import fold
from assistant.evaluation.ranking import covers
from assistant.evaluation.runs import Passage, Result, Run
from assistant.settings import Settings

TOP_K = 10
SHOWN = 5


class Assistant(Protocol):
    """What is evaluated: the same service that users get."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        max_length: int | None = None,
    ) -> Answer:
        """Answer a question; `max_length` is in characters."""

    def search(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """Ranked passages, best first."""

    def provenance(self) -> dict[str, Any]:
        """What answers: settings, corpus hash, index manifest, versions."""


def document_texts(documents: Iterable[Document]) -> dict[str, str]:
    """Every document's whole text by id, white space folded."""
    return {d.id: fold("\n".join(page.text for page in d.pages)) for d in documents}


def corpus_texts(settings: Settings) -> dict[str, str]:
    """`document_texts` of the corpus folder, read afresh: not what the index remembers of it."""
    from assistant.ingest.documents import load_folder

    return document_texts(load_folder(settings.corpus).documents)


def run_sets(
    assistant: Assistant,
    sets: Sequence[CaseSet],
    texts: Mapping[str, str],
    *,
    today: date | None = None,
    progress: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> Run:
    """Every question of the sets, one after another, asked and scored.

    Args:
        assistant: what to ask.
        sets: question sets; ids must differ across them.
        texts: as from `document_texts`.
        today: the date for questions that name none; the real one when None.
        progress: show a bar on standard error when that is a terminal.
        tell: called after each question with how many are done, and how many there are.

    Raises:
        InputError: when two sets hold the same id.
    """
    from tqdm import tqdm

    _refuse_shared_ids(sets)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    today = today or date.today()
    todo = [(case_set.name, case) for case_set in sets for case in case_set.cases]
    results: list[Result] = []
    seconds: dict[str, float] = {}
    for source, case in tqdm(todo, unit="q", disable=None if progress else True):
        result, taken = run_case(assistant, case, texts, source=source, today=today)
        results.append(result)
        seconds[case.id] = taken
        if tell:
            tell(len(results), len(todo))
    origin = {**provenance(assistant, sets), "started": started, "as_of": today.isoformat()}
    return Run(tuple(results), seconds, origin)


def _refuse_shared_ids(sets: Sequence[CaseSet]) -> None:
    seen: dict[str, CaseSet] = {}
    for case_set in sets:
        for case in case_set.cases:
            if case.id in seen:
                raise InputError(
                    f"id {case.id!r} stands in both {seen[case.id].path} and {case_set.path}"
                )
            seen[case.id] = case_set


def run_case(
    assistant: Assistant,
    case: EvalCase,
    texts: Mapping[str, str],
    *,
    source: str = "",
    today: date | None = None,
) -> tuple[Result, float]:
    """One question asked and scored, and the seconds the answer took.

    A question within a conversation is ranked by the passages behind its answer, since alone it
    does not say what it asks for; any other question by searching for it.
    """
    answer: Answer | None = None
    hits: tuple[Hit, ...] = ()
    error: str | None = None
    began = time.perf_counter()
    try:
        answer = assistant.ask(case.question, case.history, as_of=case.as_of or today)
    except Exception as problem:
        error = f"{type(problem).__name__}: {problem}"
    taken = time.perf_counter() - began
    if not case.history:
        try:
            hits = assistant.search(case.question, TOP_K)
        except Exception as problem:
            error = error or f"{type(problem).__name__}: {problem}"
    elif answer is not None:
        hits = answer.hits[:TOP_K]
    return _result(Observation(case, answer, hits, texts, error), source), taken


def _result(observation: Observation, source: str) -> Result:
    case, answer = observation.case, observation.answer
    shown = Result(
        case,
        source,
        score(observation),
        passages=tuple(_passage(case, r, h) for r, h in enumerate(observation.hits[:SHOWN], 1)),
        error=observation.error,
        language=case.language,
    )
    if answer is None:
        return shown
    return Result(
        case,
        source,
        shown.scores,
        outcome=answer.outcome,
        language=answer.language,
        answer=answer.text,
        answered_by=answer.answered_by,
        notices=answer.notices,
        citations=answer.citations,
        passages=shown.passages,
        error=observation.error,
    )


def _passage(case: EvalCase, rank: int, hit: Hit) -> Passage:
    chunk = hit.chunk
    relevant = any(
        label.document == chunk.document_id and covers(chunk.text, label.quote)
        for label in case.relevant
    )
    return Passage(rank, chunk.document_id, chunk.section, chunk.page, chunk.text, relevant)


def provenance(assistant: Assistant, sets: Sequence[CaseSet]) -> dict[str, Any]:
    """What produced a run: the assistant's own account, the sets with their hashes, versions."""
    return {
        "assistant": assistant.provenance(),
        "sets": [
            {
                "name": s.name,
                "questions": len(s.cases),
                "sha256": hashlib.sha256(s.path.read_bytes()).hexdigest(),
            }
            for s in sets
        ],
        "python": platform.python_version(),
        "machine": platform.platform(),
    }
