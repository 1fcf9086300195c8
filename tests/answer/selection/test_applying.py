"""How one applies, and when a thing began: told for all of a kind, of the one that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome
from tests.answer.sea_programme import TODAY, answerer_over, asked

CALL = """# Utlysning av havstøtte

## Framgangsmåte

Slik søker et havnettverk om opptak:

- Søknaden sendes til Kystverket.
- Søkeren fyller ut skjemaet i portalen.

## Hav Start

For å bli tatt opp i Hav Start må nettverket ha minst ti medlemmer. Hav Start varer i tre år.

## Hav Vekst

For å bli tatt opp i Hav Vekst må nettverket ha minst førti medlemmer. Hav Vekst varer i fem år.

## Nye nivåer

Fra mai 2031 erstatter nivåene Hav Start og Hav Vekst de tidligere modulene Brygge og Naust.
"""
OWN = """# Utlysning

## Hav Start

Slik søker dere:

- Ring Kystverket.

Nettverk i Hav Start må ha minst ti medlemmer.

## Hav Vekst

Nettverk i Hav Vekst må ha minst førti medlemmer.
"""


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("call"), {"utlysning.md": CALL})


@pytest.mark.parametrize(
    "question",
    [
        "Hvordan søker vi Hav Vekst?",
        "Hva må vi gjøre for å søke om Hav Vekst?",
        "Kva må me gjere for å søkje om Hav Start?",
        "Hvordan søker et havnettverk om opptak i Hav Start?",
        "Hvordan går vi fram for å søke Hav Vekst?",
        "Korleis søkjer vi Hav Start?",
        "How do we apply for Hav Vekst?",
        "What is the procedure for applying to Hav Start?",
    ],
)
def test_the_steps_are_told_of_the_level_that_is_named(
    call: ExtractiveAnswerer, question: str
) -> None:
    answer = asked(call, question)
    assert "Søknaden sendes til Kystverket" in answer.text
    assert "medlemmer" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvordan kvalifiserer vi oss til Hav Vekst?",
        "Hvordan blir man tatt opp i Hav Vekst?",
        "Hvordan søker nettverk i Hav Vekst om forlengelse?",
        "Hvordan besøker vi Hav Vekst?",
    ],
)
def test_other_ways_to_do_things_are_not_how_one_applies(
    call: ExtractiveAnswerer, question: str
) -> None:
    assert "Søknaden sendes" not in call.answer(question, as_of=TODAY).text


def test_the_steps_of_one_level_are_not_anothers(tmp_path: Path) -> None:
    answerer = answerer_over(tmp_path, {"utlysning.md": OWN})
    assert "Ring Kystverket" in asked(answerer, "Hvordan søker vi Hav Start?").text
    assert "Ring Kystverket" not in answerer.answer("Hvordan søker vi Hav Vekst?", as_of=TODAY).text


@pytest.mark.parametrize(
    "question",
    [
        "Når startet Hav Start?",
        "Når ble Hav Vekst opprettet?",
        "Når begynte Hav Vekst å gjelde?",
        "Kva år starta Hav Start?",
        "When was Hav Vekst introduced?",
    ],
)
def test_what_took_the_place_of_others_began_then(call: ExtractiveAnswerer, question: str) -> None:
    assert "mai 2031" in asked(call, question).text.replace("**", "")


@pytest.mark.parametrize(
    "question",
    ["Når startet Brygge?", "Når ble Naust opprettet?", "Når startet nettsiden til Hav Start?"],
)
def test_what_was_replaced_did_not_begin_then(call: ExtractiveAnswerer, question: str) -> None:
    answer = call.answer(question, as_of=TODAY)
    assert answer.outcome is Outcome.NO_EVIDENCE
