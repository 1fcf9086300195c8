"""What was spoken of is what a question is asked of, and where its own words are."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome, Turn

from ..sea_programme import FORMER_CALLS, answerer_in, asked


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("calls"), FORMER_CALLS)


@pytest.mark.parametrize(
    ("earlier", "question", "held"),
    [
        ("Hva er Hav Vekst?", "Hva er kravene?", "førti medlemmer"),
        ("Hva er Hav Vekst?", "Hvilke krav stilles?", "førti medlemmer"),
        ("Kva er Hav Vekst?", "Kva krav gjeld?", "førti medlemmer"),
        ("What is Hav Vekst?", "What are the requirements?", "førti medlemmer"),
        ("Hva er Hav Start?", "Hva kreves for å komme inn?", "ti medlemmer"),
        ("Hvor lenge varer Hav Vekst?", "Hva er kravene?", "førti medlemmer"),
    ],
)
def test_what_is_demanded_is_asked_of_what_was_spoken_of(
    sea: ExtractiveAnswerer, earlier: str, question: str, held: str
) -> None:
    answer = asked(sea, question, earlier)
    assert answer.outcome is Outcome.ANSWERED
    assert held in answer.text
    assert "fem medlemmer" not in answer.text


def test_what_is_demanded_is_asked_of_it_further_on(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hvilke krav stilles?", "Hva er Hav Vekst?", "Hva er kravene?")
    assert "førti medlemmer" in answer.text


@pytest.mark.parametrize("earlier", ["Når er søknadsfristen?", "Hvem driver programmet?"])
def test_of_no_thing_it_is_asked_by_its_own_words(sea: ExtractiveAnswerer, earlier: str) -> None:
    alone = asked(sea, "Hva er kravene?")
    assert asked(sea, "Hva er kravene?", earlier).text == alone.text


@pytest.mark.parametrize(
    ("earlier", "question", "held"),
    [
        ("Når var søknadsfristen i 2020?", "hvor mye penger fikk rederiene?", "900 000"),
        ("Når var søknadsfristen i 2022?", "hvor mye penger fikk rederiene?", "1,1 millioner"),
        ("Når var søknadsfristen i 2020?", "måtte man sende skisse?", "skisse var obligatorisk"),
        ("When was the deadline in 2020?", "was a sketch mandatory?", "skisse var obligatorisk"),
        ("Når åpnet utlysningen i 2022?", "når var fristen?", "4. april 2022"),
        # Another year, today, and what has a year of its own.
        ("Når var søknadsfristen i 2020?", "hva fikk rederiene i 2022?", "1,1 millioner"),
        ("Når var søknadsfristen i 2020?", "hvor mye støtte får Hav Start nå?", "1,5 millioner"),
        ("Når var søknadsfristen i 2020?", "når startet Havprogrammet?", "2012"),
    ],
)
def test_what_is_asked_in_the_past_is_asked_of_the_year_spoken_of(
    calls: ExtractiveAnswerer, earlier: str, question: str, held: str
) -> None:
    answer = asked(calls, question, earlier)
    assert answer.outcome is Outcome.ANSWERED
    assert held in answer.text


def test_of_the_year_spoken_of_no_other_year_is_told(calls: ExtractiveAnswerer) -> None:
    answer = asked(calls, "måtte man sende skisse?", "Når var søknadsfristen i 2022?")
    assert answer.outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("earlier", "question", "resolved"),
    [
        ("Må nettverket ha leder?", "Må vi det?", "Må nettverket ha leder?"),
        ("Må nettverket ha leder?", "Må vi det i Hav Vekst òg?",
         "Må nettverket ha leder i Hav Vekst?"),
        ("Må Hav Start ha leder?", "Må vi det i Hav Vekst òg?", "Må Hav Vekst ha leder?"),
        ("Hvor lenge varer Vekst?", "og de andre nivåene?", "Hvor lenge varer de andre nivåene?"),
        ("Når var fristen i 2020?", "Hva er fristen nå?", "Hva er fristen nå?"),
        ("Når er kurset?", "Kan jeg melde meg på?", "Kan jeg melde meg på? kurset"),
        ("Hvem kan søke?", "Hvordan da?", "Hvordan da? kan søke"),
    ],
)  # fmt: skip
def test_written_out(sea: ExtractiveAnswerer, earlier: str, question: str, resolved: str) -> None:
    assert sea.reader.read(question, [Turn("user", earlier)]).resolved == resolved


def test_whom_it_is_for_is_asked_of_it(sea: ExtractiveAnswerer) -> None:
    start = asked(sea, "Er det for nye nettverk?", "Hva er Hav Start?")
    assert start.text.startswith("**Ja:** Hav Start er for nye nettverk")
    growth = asked(sea, "Er det for nye nettverk?", "Hva er Hav Vekst?")
    assert "Hav Start" not in growth.text


def test_having_been_in_another_is_asked_of_what_was_spoken_of(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Må vi ha vært i Hav Start?", "Hva er Hav Vekst?")
    # What is demanded of those who are in the other one says nothing of it.
    assert "minst ti medlemmer" not in answer.text


@pytest.mark.parametrize("first", ["Hva er Hav Vekst?", "Kva er Hav Vekst?"])
def test_of_the_thing_and_not_of_its_requirements(sea: ExtractiveAnswerer, first: str) -> None:
    answer = asked(sea, "Hvor lenge varer det?", first, "Hva er kravene?")
    assert "fem år" in answer.text
    history = [Turn("user", first), Turn("user", "Hvordan søker vi?")]
    assert [m.name for m in sea.reader.read("Hvor lenge varer det?", history).mentions] == [
        "Hav Vekst"
    ]


@pytest.mark.parametrize(
    ("earlier", "question", "resolved"),
    [
        ("Hva er kravene til Hav Vekst?", "Hvordan søker vi?", "Hvordan søker vi? Hav Vekst"),
        ("Når er fristen for Hav Vekst?", "Hvordan søker vi?", "Hvordan søker vi? Hav Vekst"),
        ("Hva er Hav Vekst?", "Når er fristen?", "Når er fristen for Hav Vekst?"),
    ],
)
def test_how_one_applies_is_asked_of_the_thing(
    sea: ExtractiveAnswerer, earlier: str, question: str, resolved: str
) -> None:
    assert sea.reader.read(question, [Turn("user", earlier)]).resolved == resolved


def test_no_duty_of_another_thing_is_told_of_it(sea: ExtractiveAnswerer) -> None:
    question = "Må vi ha daglig leder?"
    assert asked(sea, question, "Hva er Hav Vekst?").outcome is Outcome.ANSWERED
    assert asked(sea, question, "Hva er Hav Start?").outcome is Outcome.NO_EVIDENCE
    further = asked(sea, question, "Hva er Hav Start?", "Hva er kravene?")
    assert further.outcome is Outcome.NO_EVIDENCE
