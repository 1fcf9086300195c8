"""What a model, a document or a caller does to the generative answerer must not reach the user."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.answer.generation import judging
from assistant.answer.generation.draft import (
    MAX_LINE,
    MAX_STATEMENT,
    MAX_STATEMENTS,
    bounded,
    parse,
)
from assistant.answer.generation.draft_check import DraftChecker
from assistant.answer.generation.tools import SEARCH
from assistant.answer.generative import MAX_CALLS, GenerativeAnswerer
from assistant.domain import Answer, Language, Outcome, Turn
from assistant.errors import InputError
from assistant.texts import get

from .openai_server import Call, Held, Say
from .small_corpus import TODAY
from .test_generative_server import MODEL, QUESTION, START, Bench, bench, cite

__all__ = ["bench"]
GOOD = "Nordlys Start varer i tre år [{n}]."


def told(notice: str, language: Language = Language.NB) -> str:
    return get(f"prompts.{notice}", language)


# A draft of a model that is stuck, and how many sentences it may have.
STUCK = {
    "one letter": "å" * 11_000 + " [1].",
    "one short word": "f.eks. " * 800,
    "one numeral": "1 " * 5_500,
    "stops": "." * 11_000,
    "initials": "A. " * 3_500,
    "markers": "[1] " * 2_900,
    "half a marker": "[1" * 5_000,
    "addresses": "a@" * 5_000,
    "hyphens": "a-" * 5_500,
    "lines": "- a [1]\n" * 1_400,
    "a count": "".join(f"Nordlys Start varer i {n} år [1].\n" for n in range(1000, 1300)),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("name", STUCK)
def test_a_model_that_is_stuck_is_not_followed(bench: Bench, name: str, stream: bool) -> None:
    bench.server.play(Say(STUCK[name]))
    answer, shown = bench.ask(QUESTION, stream=stream)
    assert answer.answered_by == "extractive"
    assert answer.outcome is Outcome.ANSWERED
    assert told("model_unsupported") in answer.notices
    assert shown == ""


@pytest.mark.parametrize("name", STUCK)
def test_little_of_a_stuck_draft_is_looked_at(name: str) -> None:
    lines, lost = bounded(parse(STUCK[name]))
    statements = [s for line in lines for s in line.statements]
    assert len(statements) <= MAX_STATEMENTS
    assert all(len(s.text) <= MAX_STATEMENT for s in statements)
    assert lost or len(statements) <= 1


def test_a_long_line_is_no_statement_and_the_rest_of_the_draft_is_read() -> None:
    lines, lost = bounded(parse("ord " * MAX_LINE + "[1].\nNordlys varer i tre år [1]."))
    assert [s.text for line in lines for s in line.statements] == ["Nordlys varer i tre år."]
    assert lost == 1


@pytest.mark.parametrize("stream", [False, True])
def test_what_is_said_again_and_again_is_shown_once(bench: Bench, stream: bool) -> None:
    bench.server.play(cite(START, " ".join([GOOD] * 60)))
    answer, shown = bench.ask(QUESTION, stream=stream)
    assert answer.answered_by == MODEL
    assert answer.text == "Nordlys Start varer i **tre år** [1]."
    assert answer.notices == ()
    assert shown.count("tre år") == stream


def test_the_same_item_may_stand_under_another_lead_in() -> None:
    lines, lost = bounded(parse("Start:\n- tre år [1]\n- tre år [1]\nVekst:\n- tre år [1]"))
    assert [s.text for line in lines for s in line.statements] == [
        "Start:",
        "tre år",
        "Vekst:",
        "tre år",
    ]
    assert lost == 0


@pytest.mark.parametrize("stream", [False, True])
def test_others_reach_the_index_while_a_draft_is_checked(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, stream: bool
) -> None:
    lock = threading.Lock()
    held: list[bool] = []
    for name in ("check", "grounds"):
        plain = getattr(DraftChecker, name)

        def watched(self: DraftChecker, *given: object, plain: object = plain) -> object:
            held.append(lock.locked())
            return plain(self, *given)  # type: ignore[operator]

        monkeypatch.setattr(DraftChecker, name, watched)
    bench.server.play(cite(START, GOOD))
    answerer = GenerativeAnswerer(bench.extractive, bench.settings, lock=lock)
    *_, answer = (
        answerer.stream(QUESTION, as_of=TODAY)
        if stream
        else (answerer.answer(QUESTION, as_of=TODAY),)
    )
    assert isinstance(answer, Answer)
    assert answer.answered_by == MODEL
    assert held
    assert not any(held)


def test_time_that_runs_out_over_the_check_counts(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "time", SimpleNamespace(monotonic=lambda: float("inf")))
    bench.server.play(cite(START, GOOD))
    answer, _ = bench.ask(QUESTION)
    assert answer.answered_by == "extractive"
    assert answer.notices[0] == told("model_late")


@pytest.mark.parametrize("stream", [False, True])
def test_whatever_breaks_gives_the_extractive_answer(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, stream: bool
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(DraftChecker, "grounds", broken)
    bench.server.play(cite(START, GOOD))
    answer, shown = bench.ask(QUESTION, stream=stream)
    assert answer.answered_by == "extractive"
    assert answer.outcome is Outcome.ANSWERED
    assert answer.notices[0] == told("model_failed")
    assert shown == ""


def test_every_call_of_a_message_is_answered(bench: Bench) -> None:
    calls = [(SEARCH, json.dumps({"query": f"Nordlys {n}"})) for n in range(MAX_CALLS + 4)]
    bench.server.play(Call(calls), cite(START, GOOD))
    answer, _ = bench.ask(QUESTION)
    assert answer.answered_by == MODEL
    sent = bench.server.requests[1].body["messages"]
    asked = [c["id"] for m in sent for c in m.get("tool_calls") or ()]
    results = {m["tool_call_id"]: m["content"] for m in sent if m["role"] == "tool"}
    assert list(results) == asked
    assert len(asked) == len(calls)
    assert sum("at most" in told for told in results.values()) == 4


def test_questions_beyond_those_that_may_wait_get_the_extractive_answer(bench: Bench) -> None:
    go = threading.Event()
    number = cite(START, GOOD + " Og")
    bench.server.play(Held(number.text, " mer.", go))
    answerer = GenerativeAnswerer(bench.extractive, bench.settings, at_once=1)
    first = answerer.stream(QUESTION, as_of=TODAY)
    assert "tre år" in str(next(first))
    beside = answerer.answer(QUESTION, as_of=TODAY)
    assert beside.answered_by == "extractive"
    assert beside.notices[0] == told("model_busy")
    assert answerer.answer("Hei!", as_of=TODAY).notices == ()
    go.set()
    *_, answer = first
    assert isinstance(answer, Answer)
    assert answer.answered_by == MODEL
    bench.server.play(cite(START, GOOD))
    assert answerer.answer(QUESTION, as_of=TODAY).answered_by == MODEL


def test_a_stream_that_is_left_makes_room(bench: Bench) -> None:
    answerer = GenerativeAnswerer(bench.extractive, bench.settings, at_once=1)
    for _ in range(2):
        bench.server.play(cite(START, GOOD + " Og mer."))
        left = answerer.stream(QUESTION, as_of=TODAY)
        assert "tre år" in str(next(left))
        left.close()  # type: ignore[attr-defined]


def test_personal_data_and_surrogates_never_reach_the_model(bench: Bench) -> None:
    bench.server.play(cite(START, GOOD))
    history = (
        Turn("user", "Jeg heter Kari, 01010112345, og bor i \ud800 nord"),
        Turn("assistant", "Ring 912 34 567."),
    )
    question = "Hvor lenge varer den \udfff for kari@eksempel.no? Jeg mener Nordlys Start."
    answerer = bench.answerer
    answer = answerer.answer(question, history, as_of=TODAY)
    assert answer.outcome is Outcome.ANSWERED
    (request,) = bench.server.requests
    for secret in ("01010112345", "912 34 567", "kari@"):
        assert secret not in request.told
    assert "Nordlys Start" in request.text


@pytest.mark.parametrize("question", ["", " \n", "\ud800", "Hvor lenge? " * 500])
def test_no_question_and_too_long_ones_are_refused(bench: Bench, question: str) -> None:
    with pytest.raises(InputError):
        bench.answerer.answer(question, as_of=TODAY)


@pytest.mark.parametrize("question", [QUESTION, "Kor lenge varer Nordlys Start?"])
def test_a_norwegian_question_is_not_answered_in_english(bench: Bench, question: str) -> None:
    bench.server.play(cite(START, "The Nordlys Start programme lasts for three years [{n}]."))
    answer, shown = bench.ask(question, stream=True)
    assert answer.answered_by == "extractive"
    assert "tre år" in answer.text
    assert shown == ""


# A draft that is whole only at its end takes back what stood at its beginning.
TAKEN_BACK = {
    "yes where a sentence says no": ("Varer Nordlys Start i fem år?", START, "Ja, " + GOOD),
    "another thing than was asked": (
        "Hvor mye koster det å delta på møteplassene?",
        "åpne for alle",
        "Møteplassene er åpne for alle nettverk [{n}].",
    ),
    "no answer after all": (QUESTION, START, "NO_ANSWER\n" + GOOD),
    "part left open": (QUESTION, START, "NOT_COVERED: Nordlys Start varer i tre år [{n}]."),
}


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_nothing_is_streamed_that_is_taken_back(bench: Bench, name: str) -> None:
    question, words, draft = TAKEN_BACK[name]
    bench.server.play(cite(words, draft))
    answer, shown = bench.ask(question, stream=True)
    assert answer.answered_by == "extractive"
    assert shown == ""


def test_a_yes_is_shown_when_it_is_known_to_stand(bench: Bench) -> None:
    bench.server.play(cite(START, "Ja, " + GOOD))
    answer, shown = bench.ask("Varer Nordlys Start i tre år?", stream=True)
    assert answer.answered_by == MODEL
    assert answer.text.startswith("**Ja**: Nordlys Start varer i tre år")
    assert not shown.startswith("Ja")


def test_a_yes_alone_falls_where_the_sentence_says_no(bench: Bench) -> None:
    bench.server.play(cite(START, "Ja. " + GOOD))
    answer, shown = bench.ask("Varer Nordlys Start i fem år?", stream=True)
    assert "tre år" in answer.text
    assert "Ja" not in answer.text
    assert "Ja" not in shown


def test_a_sentence_waits_for_the_one_that_answers(bench: Bench) -> None:
    draft = "Søknaden sendes til Fylkeskontoret [{m}]. " + GOOD
    bench.server.play(
        Say(
            lambda r: draft.replace("{n}", str(r.number_of(START))).replace(
                "{m}", str(r.number_of("sendes til"))
            )
        )
    )
    pieces = bench.answerer.stream(QUESTION, as_of=TODAY)
    assert "Fylkeskontoret" in str(next(pieces))
    assert "tre år" in str(next(pieces))
    *_, answer = pieces
    assert isinstance(answer, Answer)
    assert answer.answered_by == MODEL


def test_the_limit_is_that_of_the_settings(bench: Bench) -> None:
    short = GenerativeAnswerer(bench.extractive, replace(bench.settings, max_question=10))
    with pytest.raises(InputError, match="at most 10"):
        short.answer(QUESTION, as_of=TODAY)


def test_a_model_is_not_asked_where_it_may_not_see_what_answers(bench: Bench) -> None:
    question = "Hvor mange gjester kommer?"
    bench.server.play(Say("NO_ANSWER"))
    answer, _ = bench.ask(question)
    assert answer == bench.extractive.answer(question, as_of=TODAY)
    assert "888" in answer.text
    assert bench.server.requests == []
