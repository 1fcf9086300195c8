"""The assistant as LangChain runnables, over the extractive and the generative answerer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.base import BaseTracer

from assistant.answer.chain import AssistantChain, assistant_chain, read_input, retrieval_chain
from assistant.domain import Answer, Outcome, Turn
from assistant.errors import InputError, StaleIndexError
from assistant.search.langchain_retriever import ClusterRetriever
from assistant.settings import Settings

from .openai_server import Say, Scripted, serving
from .small_corpus import TODAY, extractive, settings_in

QUESTION = "Hvor lenge varer Nordlys Start?"
OTHER = "Hvor lenge varer Nordlys Vekst?"
KEYS = {
    "question",
    "language",
    "outcome",
    "answer",
    "citations",
    "answered_by",
    "notices",
    "check",
    "suggestions",
}


@dataclass
class Bench:
    settings: Settings
    server: Scripted


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    settings = settings_in(tmp_path_factory.mktemp("chain"), llm_timeout=20.0, llm_retries=0)
    with serving() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_BASE_URL", server.url)
        patch.setenv("OPENAI_API_KEY", "dummy")
        patch.setenv("NO_PROXY", "127.0.0.1")
        server.play(
            Say(lambda r: f"Nordlys Start varer i tre år [{r.number_of('Start varer')}]. Så ja.")
        )
        yield Bench(settings, server)


@pytest.fixture(params=["extractive", "openai:scripted"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def chain_in(bench: Bench, mode: str, *, as_dict: bool = False) -> AssistantChain:
    llm = None if mode == "extractive" else mode
    return assistant_chain(replace(bench.settings, llm=llm), as_dict=as_dict)


def test_invoke_gives_a_checked_answer(bench: Bench, mode: str) -> None:
    answer = chain_in(bench, mode).invoke({"question": QUESTION, "as_of": "2025-01-15"})
    assert isinstance(answer, Answer)
    assert answer.answered_by == mode
    assert answer.outcome is Outcome.ANSWERED
    assert "tre år" in answer.text
    assert answer.check.ok


def test_a_dict_has_the_keys_of_the_command(bench: Bench, mode: str) -> None:
    found = chain_in(bench, mode, as_dict=True).invoke(QUESTION)
    assert set(found) == KEYS
    assert found["answered_by"] == mode
    assert found["citations"][0]["document"] == "veiviser"
    assert found["citations"][0]["section"].endswith("Nordlys Start")


def test_batches_keep_their_order(bench: Bench) -> None:
    chain = chain_in(bench, "extractive")
    answers = chain.batch([QUESTION, OTHER, QUESTION])
    assert ["tre" in a.text for a in answers] == [True, False, True]
    assert asyncio.run(chain.ainvoke(OTHER)) == answers[1]


def test_batches_of_a_model_run_side_by_side(bench: Bench) -> None:
    chain = chain_in(bench, "openai:scripted")
    answers = chain.batch([QUESTION] * 6)
    assert {a.text for a in answers} == {"Nordlys Start varer i **tre år** [1]."}


def test_it_composes(bench: Bench, mode: str) -> None:
    upper = RunnableLambda(lambda text: {"question": text.strip()})
    chain = upper | chain_in(bench, mode, as_dict=True) | (lambda found: found["answer"])
    assert "tre år" in chain.invoke(f"  {QUESTION}  ")
    assert "tre år" in "".join(chain.stream(QUESTION))


def test_chunks_add_up_to_the_answer(bench: Bench, mode: str) -> None:
    chunks = list(chain_in(bench, mode, as_dict=True).stream(QUESTION))
    whole: Any = chunks[0]
    for chunk in chunks[1:]:
        whole = whole + chunk
    assert set(whole) - {"draft"} == KEYS
    assert "tre år" in whole["answer"]
    if mode != "extractive":
        assert len(chunks) > 1
        assert "tre år" in whole["draft"]
        assert "Så ja" not in whole["draft"]


def test_without_dicts_the_stream_is_the_answer(bench: Bench, mode: str) -> None:
    (answer,) = chain_in(bench, mode).stream(QUESTION)
    assert isinstance(answer, Answer)


def test_history_and_day_reach_the_answerer(bench: Bench) -> None:
    given = {
        "question": "Enn for Nordlys Vekst, da?",
        "history": [{"role": "user", "content": QUESTION}, Turn("assistant", "tre år")],
        "as_of": date(2025, 1, 1),
    }
    assert "fem år" in chain_in(bench, "extractive").invoke(given).text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "question"),
        ({}, "question"),
        ({"question": 3}, "question"),
        (["a"], "mapping"),
        (None, "mapping"),
        ({"question": "a", "history": [{"role": "system", "content": "x"}]}, "role"),
        ({"question": "a", "history": ["x"]}, "role"),
        ({"question": "a", "history": 5}, "history"),
        ({"question": "a", "history": "Hei"}, "history"),
        ({"question": "a", "history": {"role": "user", "content": "Hei"}}, "history"),
        ({"question": "a", "as_of": "i morgen"}, "as_of"),
        ("\ud800", "question"),
        ("Hvor lenge varer Nordlys Start? " * 100, "at most 2000"),
    ],
)
def test_wrong_input_is_named(bench: Bench, given: Any, told: str) -> None:
    with pytest.raises(InputError, match=told):
        chain_in(bench, "extractive").invoke(given)


def test_what_is_bound_is_refused(bench: Bench, mode: str) -> None:
    bound = chain_in(bench, mode).bind(stop=["x"])
    for run in (
        bound.invoke,
        lambda q: list(bound.stream(q)),
        lambda q: asyncio.run(_all(bound, q)),
    ):
        with pytest.raises(InputError, match="stop"):
            run(QUESTION)


async def _all(chain: Any, given: Any) -> list[Any]:
    return [chunk async for chunk in chain.astream(given)]


def test_the_limit_on_a_question_is_that_of_the_settings(bench: Bench, mode: str) -> None:
    llm = None if mode == "extractive" else mode
    chain = assistant_chain(replace(bench.settings, llm=llm, max_question=10))
    with pytest.raises(InputError, match="at most 10"):
        chain.invoke(QUESTION)


def test_a_moment_is_a_day_and_broken_text_is_mended(bench: Bench, mode: str) -> None:
    given = {
        "question": "Hvor lenge varer Nordlys \ud800Start?",
        "history": [{"role": "user", "content": "Hei \udfff"}],
        "as_of": datetime(2025, 1, 15, 12),
    }
    assert "tre år" in chain_in(bench, mode).invoke(given).text


def test_streams_give_the_same_to_programs_of_both_kinds(bench: Bench, mode: str) -> None:
    for as_dict in (True, False):
        chain = chain_in(bench, mode, as_dict=as_dict)
        assert asyncio.run(_all(chain, QUESTION)) == list(chain.stream(QUESTION))


def test_an_asynchronous_stream_can_be_left(bench: Bench) -> None:
    async def first() -> Any:
        stream = chain_in(bench, "openai:scripted", as_dict=True).astream(QUESTION)
        found = await anext(stream)
        await stream.aclose()
        return found

    assert "tre år" in asyncio.run(first())["draft"]


class Heard(BaseTracer):
    """Keeps every run that a caller's callbacks hear of."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []

    def _persist_run(self, run: Any) -> None:
        self.runs.append(f"{run.run_type} {run.inputs} {run.outputs}")
        for child in run.child_runs:
            self._persist_run(child)


# What the prompt says, and what the draft of `bench` says without support.
SECRETS = "<passage-", "Så ja"


def test_callbacks_hear_of_the_checked_answer_alone(bench: Bench) -> None:
    heard = Heard()
    chain = chain_in(bench, "openai:scripted", as_dict=True)
    chain.invoke(QUESTION, config={"callbacks": [heard]})
    list(chain.stream(QUESTION, config={"callbacks": [heard]}))
    asyncio.run(chain.ainvoke(QUESTION, config={"callbacks": [heard]}))
    assert len(heard.runs) == 3
    assert all("tre år" in run for run in heard.runs)
    assert not any(secret in run for run in heard.runs for secret in SECRETS)


def test_events_tell_of_the_checked_answer_alone(bench: Bench) -> None:
    async def events() -> list[Any]:
        chain = chain_in(bench, "openai:scripted", as_dict=True)
        return [e async for e in chain.astream_events(QUESTION, version="v2")]

    found = asyncio.run(events())
    assert {e["event"] for e in found} == {"on_chain_start", "on_chain_stream", "on_chain_end"}
    assert not any(secret in str(found) for secret in SECRETS)


def test_personal_data_never_reaches_the_model(bench: Bench) -> None:
    bench.server.requests.clear()
    chain_in(bench, "openai:scripted").invoke(f"{QUESTION} Jeg er kari@eksempel.no, 01010112345")
    assert "Nordlys Start" in bench.server.requests[-1].text
    for secret in ("kari@", "01010112345"):
        assert secret not in bench.server.requests[-1].text


def test_a_question_alone_is_asked_today() -> None:
    asked = read_input("  Hva  er\nNIC? ")
    assert (asked.question, asked.history) == ("Hva er NIC?", ())
    assert isinstance(asked.as_of, date)


def test_without_an_index_the_command_is_named(bench: Bench) -> None:
    with pytest.raises(StaleIndexError, match="assistant index"):
        assistant_chain(replace(bench.settings, index=bench.settings.index / "none"))


@pytest.mark.parametrize("given", [QUESTION, {"question": QUESTION, "as_of": TODAY}])
def test_retrieval_and_answer_side_by_side(bench: Bench, given: Any, mode: str) -> None:
    retriever = ClusterRetriever(retriever=extractive(bench.settings).retriever, k=3)
    found = retrieval_chain(retriever, chain_in(bench, mode)).invoke(given)
    assert found["question"] == QUESTION
    assert len(found["context"]) == 3
    assert all(isinstance(d, Document) for d in found["context"])
    cited = {c.chunk_id for c in found["answer"].citations}
    assert cited <= {d.metadata["chunk_id"] for d in found["context"]}
