"""The gate over the shipped assistant, corpus and tuning questions: it passes, and trips when
the retriever is broken, the citation check is dropped, or quotes are shortened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Answer, Outcome
from assistant.evaluation.case_files import load_set
from assistant.evaluation.cases import CaseClass, EvalCase
from assistant.evaluation.compare import scored
from assistant.evaluation.gate import Baseline, GateResult, check
from assistant.evaluation.runner import corpus_texts, run_case
from assistant.evaluation.runs import Result
from assistant.serve.service import Service
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[Answer], Answer]
pytestmark = pytest.mark.slow


@dataclass
class Changed:
    """The shipped service with every answer changed on its way out."""

    service: Service
    change: Change

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        return self.change(self.service.ask(*args, **kwargs))

    def search(self, *args: Any) -> Any:
        return self.service.search(*args)

    def provenance(self) -> dict[str, Any]:
        return self.service.provenance()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> Iterator[Service]:
    index = tmp_path_factory.mktemp("index")
    service = Service.open(replace(Settings(), index=index, embedding="none"))
    yield service
    service.close()


@pytest.fixture(scope="module")
def cases() -> list[EvalCase]:
    found = load_set(ROOT / "evals/questions/tune.jsonl").cases
    answerable = (c for c in found if c.case_class is CaseClass.ANSWERABLE)
    others = (c for c in found if c.case_class is not CaseClass.ANSWERABLE)
    # What must pass is checked by the gate itself; here only what changes counts.
    return [replace(c, must_pass=False) for c in (*islice(answerable, 60), *islice(others, 15))]


@pytest.fixture(scope="module")
def ask_all(cases) -> Callable[[Any], list[Result]]:
    texts = corpus_texts(Settings())
    return lambda assistant: [run_case(assistant, case, texts)[0] for case in cases]


@pytest.fixture(scope="module")
def held(shipped, ask_all) -> Callable[[Any], GateResult]:
    baseline = Baseline(scored(ask_all(shipped)), {})
    return lambda assistant: check(ask_all(assistant), baseline)


def with_marker(answer: Answer) -> Answer:
    return replace(answer, text=answer.text + " Les mer [97].")


def with_number(answer: Answer) -> Answer:
    if answer.outcome is not Outcome.ANSWERED:
        return answer
    return replace(answer, text=answer.text + " Det gjelder 4711 klynger.")


def shortened(answer: Answer) -> Answer:
    cut = tuple(replace(c, quote=" ".join(c.quote.split()[:4])) for c in answer.citations)
    return replace(answer, citations=cut)


def elided(answer: Answer) -> Answer:
    cut = tuple(replace(c, quote=c.quote[:20] + " […] " + c.quote[40:]) for c in answer.citations)
    return replace(answer, citations=cut)


def test_the_shipped_assistant_passes_against_itself(shipped, held):
    found = held(shipped)
    assert [(t.rule, t.measure, t.ids) for t in found.trips] == []
    assert found.comparison.questions == 75


@pytest.mark.parametrize(
    ("change", "rule", "measure"),
    [
        (with_marker, "never", "invented_markers"),
        (elided, "never", "nonverbatim_quotes"),
        (with_number, "worse", "unsupported_numbers"),
        (shortened, "worse", "citation_recall"),
    ],
)
def test_a_dropped_check_or_a_shortened_quote_trips(shipped, held, change, rule, measure):
    found = held(Changed(shipped, change))
    assert (rule, measure) in {(t.rule, t.measure) for t in found.trips}


def test_a_broken_retriever_trips(shipped, held, monkeypatch):
    search = shipped.retriever.search

    def broken(question: str, top_k: int = 10, *args: Any, **kwargs: Any) -> Any:
        return tuple(reversed(search(question, 50, *args, **kwargs)))[:top_k]

    monkeypatch.setattr(shipped.retriever, "search", broken)
    tripped = {t.measure for t in held(shipped).trips}
    assert {"ndcg@10", "recall@5"} <= tripped
