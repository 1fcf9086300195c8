"""A yes or no is told of the thing that was spoken of, or not at all."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_in, asked

MORE = {
    "opptak.md": """# Opptak

Et nettverk kan søke direkte til Hav Start uten å ha vært med i programmet før.

## Utlysningen i 2021

Utlysningen i 2021 åpnet 1. februar 2021. Det var ingen utlysning for Hav Vekst i 2021.

## Etter Hav Start

Etter Hav Start skal nettverket ha en plan for videre drift.
""",
}


@pytest.fixture(scope="module")
def admission(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("admission"), MORE)


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        ("Hva er Hav Vekst?", "kan vi søke direkte?"),
        ("Hvor lenge varer Hav Vekst?", "kan vi søke direkte?"),
        ("Kva er Hav Vekst?", "kan vi søkje direkte?"),
        ("What is Hav Vekst?", "can we apply directly?"),
    ],
)
def test_what_is_told_of_another_is_no_yes(
    admission: ExtractiveAnswerer, earlier: str, question: str
) -> None:
    text = asked(admission, question, earlier).text
    assert "Ja:" not in text
    assert "Yes:" not in text


def test_of_the_thing_itself_it_is_told(admission: ExtractiveAnswerer) -> None:
    assert (
        "direkte til Hav Start"
        in asked(admission, "kan vi søke direkte?", "Hva er Hav Start?").text
    )


def test_a_year_is_asked_of_for_the_thing(admission: ExtractiveAnswerer) -> None:
    text = asked(admission, "var det utlysning i 2021?", "Hva er Hav Vekst?").text
    assert "ingen utlysning for Hav Vekst" in text
    assert "Ja:" not in text


def test_of_no_thing_the_year_is_asked_of_by_itself(admission: ExtractiveAnswerer) -> None:
    alone = asked(admission, "var det utlysning i 2021?")
    assert (
        asked(admission, "var det utlysning i 2021?", "Hvem driver programmet?").text == alone.text
    )


def test_what_comes_after_another_thing_is_not_told(admission: ExtractiveAnswerer) -> None:
    answer = asked(admission, "hva skjer etterpå?", "Hvor lenge varer Hav Vekst?")
    assert "Hav Start" not in answer.text


def test_demands_are_asked_of_it_over_a_turn_between(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "hva kreves?", "Hva er Hav Vekst?", "hvem driver programmet?")
    assert answer.outcome is Outcome.ANSWERED
    assert "førti medlemmer" in answer.text


def test_demands_are_asked_of_it_in_a_message_of_two(sea: ExtractiveAnswerer) -> None:
    text = asked(sea, "hva kreves, og hvor sendes søknaden?", "Hvor lenge varer Hav Vekst?").text
    assert "førti medlemmer" in text
    assert "søknadsportalen" in text


def test_the_first_of_two_is_asked_of_what_was_spoken_of(sea: ExtractiveAnswerer) -> None:
    text = asked(
        sea, "hvor lenge varer den, og hva kreves for Hav Vekst?", "Hva er Hav Start?"
    ).text
    assert "Hav Start varer" in text
    assert "førti medlemmer" in text
