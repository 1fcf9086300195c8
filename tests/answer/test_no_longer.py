"""What took the place of a thing that is over, told to who asks of it as if it still was."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from .sea_programme import asked, before_and_now

OLD = """# Fjordstøtten 2015

## Fjord Liten

Lag i Fjord Liten får 100 000 kroner i årlig driftsstøtte. Lag kan søke om opptak i Fjord Liten når
de har et styre. Søknadsfristen for Fjord Liten i 2015 var 3. mars 2015.

## Fjord Stor

Lag i Fjord Stor får inntil 400 000 kroner i årlig driftsstøtte.
"""
NEW = """# Fjordstøtten

## Om nivåene

Fra 2020 erstatter nivåene Fjord Nord og Fjord Sør de tidligere nivåene Fjord Liten, Fjord Stor og
åpne lag.

## Fjord Nord

Fjord Nord er for lag i nord. Søknadsfristen for Fjord Nord i 2026 var 8. mai 2026.

## Fjord Sør

Fjord Sør er for lag i sør.
"""
CAME = "Fra 2020 erstatter nivåene Fjord Nord og Fjord Sør de tidligere nivåene"


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder = tmp_path_factory.mktemp("fjord")
    return before_and_now(folder, ("Fjordstøtten 2015", OLD), ("Fjordstøtten", NEW))


@pytest.mark.parametrize(
    "question",
    [
        "Kan vi søke Fjord Liten nå?",
        "Kan vi fortsatt søke på Fjord Liten?",
        "Kan lag søke om opptak i Fjord Liten?",
        "Hvordan søker vi på Fjord Liten?",
        "Hvordan blir vi et lag i Fjord Liten?",
        "Får vi 100 000 kroner i Fjord Liten?",
        "Hvor mye får lag i Fjord Stor i dag?",
    ],
)
def test_who_wants_what_is_over_is_told_what_came(fjord: ExtractiveAnswerer, question: str) -> None:
    answer = asked(fjord, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith(CAME)


def test_the_last_day_of_an_old_call_is_left_out(fjord: ExtractiveAnswerer) -> None:
    answer = asked(fjord, "Kan vi søke Fjord Liten nå?")
    assert "3. mars 2015" not in answer.text


def test_what_has_no_capitals_is_known_from_the_sentence(fjord: ExtractiveAnswerer) -> None:
    assert asked(fjord, "Kan åpne lag søke nå?").text.startswith(CAME)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        # Who asks of before, or of what a thing was, is told that.
        ("Hvor mye fikk lag i Fjord Stor?", "Lag i Fjord Stor får"),
        ("Når var søknadsfristen for Fjord Liten i 2015?", "Søknadsfristen for Fjord Liten"),
        # What came is over for nobody.
        ("Kan vi søke Fjord Nord nå?", "Søknadsfristen for Fjord Nord"),
    ],
)
def test_others_are_not(fjord: ExtractiveAnswerer, question: str, begins: str) -> None:
    answer = asked(fjord, question)
    assert CAME not in answer.text
    assert begins in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Vi er et tidligfasenettverk. Kan vi få penger?", "NIC Connect tilbyr finansiell"),
        ("Får tidligfasenettverk støtte?", "støtte i NIC Connect"),
        # As many vote for what applies as for what did.
        ("Hva er formålet med klyngeprogrammet?", "Klyngeprogrammet NIC skal styrke"),
        # How one applies for what is on offer is not how one did for what is not.
        ("Hvordan søker vi om NCE?", "NCE"),
        # What one must do is no offer of help.
        ("Kan vi få hjelp til strategi?", "Klyngene får tilbud om administrativ"),
    ],
)
def test_what_applies_goes_before_what_did(
    shipped: ExtractiveAnswerer, question: str, first: str
) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert first in answer.text.partition("[1]")[0]


def test_a_full_name_that_only_opens_sentences(shipped: ExtractiveAnswerer) -> None:
    question = "Hvor mange prosjekter rakk de å støtte, Global Centres of Expertise?"
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert "(GCE)" in answer.text
    assert "NCE" not in answer.text
