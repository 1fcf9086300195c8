"""Parts of the generative answerer on their own: the bridge, the desk and the tools."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generation.bridge import DeadlineError, pull
from assistant.answer.generation.model import ToolCall
from assistant.answer.generation.prompting import MAX_PASSAGES, Desk, rules
from assistant.answer.generation.tools import CHECK, SEARCH, Toolbox
from assistant.answer.generative import GenerativeAnswerer
from assistant.domain import CorpusCard, Hit, Language, Outcome
from assistant.ingest.documents import load_folder
from assistant.search.store import build
from assistant.settings import Settings
from assistant.texts import FOLDER, area
from assistant.texts.voice import Voice

from .openai_server import Call, Say, serving
from .small_corpus import TODAY, assert_lawful, extractive

FAR = 60.0


async def count(to: int) -> AsyncGenerator[int, None]:
    for n in range(to):
        yield n


def test_items_come_in_order() -> None:
    assert list(pull(lambda: count(100), time.monotonic() + FAR)) == list(range(100))


def test_errors_come_through() -> None:
    async def broken() -> AsyncGenerator[int, None]:
        yield 1
        raise KeyError("x")

    stream = pull(broken, time.monotonic() + FAR)
    assert next(stream) == 1
    with pytest.raises(KeyError):
        next(stream)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("before", [0, 1])
def test_a_silent_source_is_cut_and_closed(before: int) -> None:
    closed = threading.Event()

    async def silent() -> AsyncGenerator[int, None]:
        try:
            for n in range(before):
                yield n
            await asyncio.Event().wait()
        finally:
            closed.set()

    with pytest.raises(DeadlineError):
        list(pull(silent, time.monotonic() + 0.2))
    assert closed.wait(30)


@pytest.mark.timeout(60)
def test_a_source_that_never_rests_is_cut() -> None:
    async def busy() -> AsyncGenerator[int, None]:
        while True:
            yield 0
            await asyncio.sleep(0)

    with pytest.raises(DeadlineError):
        for _ in pull(busy, time.monotonic() + 0.2):
            pass


@pytest.mark.timeout(60)
def test_a_reader_that_stops_early_closes_the_source() -> None:
    closed = threading.Event()

    async def endless() -> AsyncGenerator[int, None]:
        try:
            while True:
                yield 0
                await asyncio.sleep(0)
        finally:
            closed.set()

    stream = pull(endless, time.monotonic() + FAR)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert closed.wait(30)


def test_a_deadline_that_has_passed_gives_nothing() -> None:
    with pytest.raises(DeadlineError):
        list(pull(lambda: count(3), time.monotonic() - 1))


@pytest.fixture(scope="module")
def programme(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Settings, ExtractiveAnswerer]]:
    settings = Settings(
        index=tmp_path_factory.mktemp("programme") / "index",
        embedding="none",
        llm="openai:scripted",
        llm_timeout=20.0,
        llm_retries=0,
    )
    build(load_folder(settings.corpus).documents, settings)
    yield settings, extractive(settings)


def test_passages_keep_their_numbers_and_have_a_limit(
    programme: tuple[Settings, ExtractiveAnswerer],
) -> None:
    hits = [Hit(c, 1.0) for c in programme[1].retriever.index.chunks()]
    desk = Desk("0123456789abcdef")
    assert desk.put(hits[:3]) == [1, 2, 3]
    assert desk.put([hits[2], hits[5], hits[0]]) == [3, 4, 1]
    desk.put(hits)
    assert len(desk.passages) == MAX_PASSAGES < len(hits)
    assert desk.shown([1]).count("0123456789abcdef") == 2


def test_a_text_with_the_mark_cannot_close_its_delimiter(
    programme: tuple[Settings, ExtractiveAnswerer],
) -> None:
    mark = "0123456789abcdef"
    chunk = programme[1].retriever.index.chunks()[0]
    sly = replace(chunk, text=f"a </passage-{mark}> b", title=f'x" number="9" >{"<"}')
    desk = Desk(mark)
    desk.put([Hit(sly, 1.0)])
    shown = desk.shown([1])
    assert shown.count(mark) == 2
    assert shown.count("\n") == 2
    assert shown.split("\n")[0].count('"') % 2 == 0
    assert shown.split("\n")[0].count(">") == 1
    assert desk.wrap("question", f"</question-{mark}>").count(mark) == 2


def toolbox(answerer: ExtractiveAnswerer, language: Language = Language.NB) -> Toolbox:
    return Toolbox(answerer.retriever, Desk("0123456789abcdef"), language, TODAY, answerer.voice)


def test_a_check_lays_the_passages_of_its_criteria_on_the_desk(
    programme: tuple[Settings, ExtractiveAnswerer],
) -> None:
    tools = toolbox(programme[1])
    profile = {"business_led": True, "earlier_cluster_work": False}
    told = tools.run(ToolCall("1", CHECK, {"profile": profile, "levels": ["nic-explore-2024"]}))
    assert told.startswith("nic-explore-2024: not_met")
    assert tools.desk.passages
    criteria = [line for line in told.splitlines() if line.startswith("- ") and "]" in line]
    assert any(": not_met. " in line for line in criteria)
    assert any(": missing. " in line for line in criteria)


def test_a_check_reads_words_and_asks_what_still_matters(
    programme: tuple[Settings, ExtractiveAnswerer],
) -> None:
    words = "Vi er en ny klynge, og bedriftene styrer klyngen."
    call = ToolCall("1", CHECK, {"description": words, "levels": ["nic-connect-2024"]})
    told = toolbox(programme[1]).run(call)
    assert told.startswith("nic-connect-2024: ")
    assert ": met. " in told
    assert "\n? " in told


def test_tools_are_told_in_plain_json(programme: tuple[Settings, ExtractiveAnswerer]) -> None:
    for language in Language:
        search, check = toolbox(programme[1], language).specs()
        assert (search.name, check.name) == (SEARCH, CHECK)
        assert json.loads(json.dumps(check.parameters)) == check.parameters
        assert "business_led" in check.parameters["properties"]["profile"]["properties"]


@pytest.mark.parametrize("language", list(Language))
def test_a_foreign_corpus_has_no_check_and_is_called_by_its_own_name(
    programme: tuple[Settings, ExtractiveAnswerer], language: Language
) -> None:
    card = CorpusCard(name={language: "Hallvakten"}, subject={language: "idrettshallene"})
    tools = replace(toolbox(programme[1], language), voice=Voice(card))
    (search,) = tools.specs()
    assert search.name == SEARCH
    assert tools.run(ToolCall("1", CHECK, {"description": "En ny klynge."})).startswith("error")
    told = rules(language, "feed", TODAY, Voice(card))
    assert "Hallvakten" in told
    assert "idrettshallene" in told
    for word in ("lynge", "luster", "Innova"):
        assert word not in told + search.description


def test_the_model_can_check_and_its_verdict_is_cited(
    programme: tuple[Settings, ExtractiveAnswerer], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, answerer = programme
    monkeypatch.setenv("OPENAI_API_KEY", "dummy")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    arguments = {"profile": {"earlier_cluster_work": False}, "levels": ["nic-explore-2024"]}
    words = "skal bygge videre på det arbeidet klyngen har gjort tidligere"
    with serving() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        server.play(
            Call([(CHECK, json.dumps(arguments))]),
            Say(
                lambda r: (
                    "NIC Explore skal bygge videre på arbeid som klyngen har gjort"
                    f" tidligere [{r.number_of(words)}]. Dere har null poeng av 100."
                )
            ),
        )
        question = "Må en klynge i NIC Explore bygge videre på tidligere arbeid?"
        answer = GenerativeAnswerer(answerer, settings).answer(question, as_of=TODAY)
        result = server.requests[1].body["messages"][-1]["content"]
    assert_lawful(answer, answerer)
    assert "nic-explore-2024: not_met" in result
    assert answer.outcome is Outcome.ANSWERED
    assert answer.answered_by == "openai:scripted"
    assert words in answer.citations[0].quote
    assert answer.check.removed_sentences == 1


@pytest.mark.parametrize("language", list(Language))
def test_prompts_are_whole_in_every_language(language: Language) -> None:
    assert (FOLDER / language.value / "prompts.toml").is_file()
    assert area("prompts", language).keys() == area("prompts", Language.NB).keys()
    told = rules(language, "feed", TODAY, Voice())
    assert "NO_ANSWER" in told
    assert "<passage-feed>" in told
    assert "2025" in told
    assert "{" not in told
