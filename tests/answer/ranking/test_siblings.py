"""Kinds of one thing that the documents tell apart: «driftsstøtte» is no «utviklingsstøtte»."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked

TEXT = """# Veiledning for kystlag

## Støtte

Kystlag får driftsstøtte i to år. Fjordlag får utviklingsstøtte i seks år.

## Frister

Svarfristen for kystlag er 3. mars 2027. Påmeldingsfristen for kystlag er 9. mai 2027.
"""


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("coast"), {"veiledning.md": TEXT})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Hvor lenge får kystlag driftsstøtte?", "to år"),
        ("Hvor lenge får fjordlag utviklingsstøtte?", "seks år"),
        ("Hvor lenge får fjordlag støtte?", "seks år"),
        ("Når er svarfristen for kystlag?", "3. mars"),
        ("Når er påmeldingsfristen for kystlag?", "9. mai"),
    ],
)
def test_the_kind_asked_for(coast: ExtractiveAnswerer, question: str, held: str) -> None:
    answer = asked(coast, question)
    assert answer.outcome is Outcome.ANSWERED
    assert held in answer.text


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Hvor lenge får fjordlag driftsstøtte?", "seks"),
        ("Hvor lenge får kystlag utviklingsstøtte?", "to år"),
    ],
)
def test_another_kind_is_no_answer(coast: ExtractiveAnswerer, question: str, other: str) -> None:
    answer = asked(coast, question)
    assert answer.outcome is not Outcome.ANSWERED or f"**{other}" not in answer.text


LEVELS = """# Taking your boat abroad

You choose between Havlo, Fjære and Springflo.

## Getting home

If the boat is too damaged to sail, Springflo pays for transport home up to NOK 18,000. Customers
with Fjære get up to NOK 7,000. There is nothing under Havlo.
"""


@pytest.mark.parametrize(
    ("level", "told", "untold"),
    [("Springflo", "18,000", "7,000"), ("Havlo", "", "18,000"), ("Fjære", "", "18,000")],
)
def test_a_figure_is_of_the_level_that_is_asked_of(
    tmp_path: Path, level: str, told: str, untold: str
) -> None:
    boats = answerer_over(tmp_path, {"abroad.md": LEVELS})
    answer = asked(boats, f"How much do you pay for transport home with {level}?")
    shown = answer.text if answer.outcome is Outcome.ANSWERED else ""
    assert told in shown, answer.text
    assert untold not in shown, answer.text
