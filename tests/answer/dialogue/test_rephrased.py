"""Follow-ups in the words of a whole question, and what is pointed out by its place."""

from __future__ import annotations

import pytest

from assistant.answer.dialogue.by_place import with_the_name
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Answer, Outcome, Turn
from assistant.search.names import Mention

from ..sea_programme import TODAY, asked


@pytest.mark.parametrize("question", ["når?", "innen når?", "og når da?"])
def test_when_one_may_apply_is_the_deadline(sea: ExtractiveAnswerer, question: str) -> None:
    answer = asked(sea, question, "Hvordan søker vi?")
    assert answer.text == asked(sea, "Innen når må vi søke?").text


@pytest.mark.parametrize("question", ["og hva med klokkeslettet?", "Og klokkeslettet?"])
def test_the_hour_is_of_the_date_before(sea: ExtractiveAnswerer, question: str) -> None:
    assert "13.00" in asked(sea, question, "Når er søknadsfristen for Hav Vekst?").text


def test_what_an_actor_does_something_to_is_asked_of(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hvem er det for?", "Hvem driver programmet?")
    assert answer.text == asked(sea, "Hvem er programmet for?").text


def test_what_is_asked_of_two_is_told_of_both(sea: ExtractiveAnswerer) -> None:
    text = asked(sea, "hvor lenge varer de?", "Hva er forskjellen på Hav Start og Hav Vekst?").text
    assert "tre år" in text
    assert "fem år" in text


def test_a_name_takes_the_place_of_a_row(sea: ExtractiveAnswerer) -> None:
    text = asked(sea, "og Hav Vekst?", "Hva er søknadsfristen for Hav Start og Hav Fremtid?").text
    assert "20. januar" not in text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("hvor lenge varer sistnevnte?", "fem år"),
        ("hvor lenge varer førstnevnte?", "tre år"),
        ("hvor lenge varer den siste?", "fem år"),
        ("how long is the latter?", "fem år"),
    ],
)
def test_by_its_place_in_the_question_a_thing_is_named(
    sea: ExtractiveAnswerer, question: str, held: str
) -> None:
    text = asked(sea, question, "Hva er forskjellen på Hav Start og Hav Vekst?").text
    assert held in text


def test_by_its_place_in_the_answer_a_thing_is_named() -> None:
    names = (Mention("Hav Start", heading=True), Mention("Hav Vekst", heading=True))
    reply = "Programmet er stort [1]. Nivåene heter **Hav Start** og **Hav Vekst** [2]."

    def names_in(text: str) -> list[Mention]:
        return [m for m in names if m.name in text]

    asked_of = with_the_name("hva kreves for det siste?", "Hvilke nivåer finnes?", reply, names_in)
    assert asked_of == "hva kreves for Hav Vekst?"
    of_when = with_the_name("når var den første?", "Når startet programmet?", reply, names_in)
    assert of_when == "når var den første?"


@pytest.mark.parametrize("question", ["hvorfor?", "hva betyr det?", "hvorfor det?"])
def test_what_was_said_is_no_answer_once_more(sea: ExtractiveAnswerer, question: str) -> None:
    first = asked(sea, "Hva kreves for Hav Vekst?")
    turns = [Turn("user", "Hva kreves for Hav Vekst?"), Turn("assistant", first.text)]
    assert sea.answer(question, turns, as_of=TODAY).outcome is not Outcome.ANSWERED


def test_a_reason_that_was_not_told_yet_is_given(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "hvorfor?", "Skal programmet gi nye arbeidsplasser?")
    assert "trenger flere bein" in answer.text


def replied(answerer: ExtractiveAnswerer, earlier: str, question: str) -> Answer:
    """The answer to a question after the answerer's own reply to the one before."""
    reply = answerer.answer(earlier, as_of=TODAY).text
    turns = [Turn("user", earlier), Turn("assistant", reply)]
    return answerer.answer(question, turns, as_of=TODAY)


def test_all_that_was_given_to_choose_from_is_asked_of(sea: ExtractiveAnswerer) -> None:
    reply = "Hvilket nivå gjelder det? Dokumentene har svar for Hav Start og Hav Vekst."
    turns = [Turn("user", "Hvor lenge varer det?"), Turn("assistant", reply)]
    text = sea.answer("Alle nivåer", turns, as_of=TODAY).text
    assert "tre år" in text
    assert "fem år" in text


def test_one_more_that_nothing_found_has_is_not_answered(sea: ExtractiveAnswerer) -> None:
    answer = replied(sea, "Hvem driver programmet?", "og Havdirektoratet?")
    assert answer.outcome is not Outcome.ANSWERED


def test_one_more_that_is_told_of_is_answered(sea: ExtractiveAnswerer) -> None:
    assert "fem år" in replied(sea, "Hvor lenge varer Hav Start?", "og Hav Vekst?").text


def test_to_whom_it_is_open_is_asked_of_what_was_spoken_of(sea: ExtractiveAnswerer) -> None:
    assert "Hav Vekst" in replied(sea, "Hvor lenge varer Hav Vekst?", "hvem kan søke?").text


def test_today_a_thing_that_ended_is_told_to_have_ended(shipped: ExtractiveAnswerer) -> None:
    answer = replied(shipped, "Hvor lenge varer Arena Pro?", "og nå?")
    assert answer.text.startswith("Arena Pro ble erstattet i april 2024")
    assert "fem år" not in answer.text
