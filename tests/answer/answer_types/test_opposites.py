"""What is told of one of two opposites is not told of the other."""

from __future__ import annotations

import pytest

from assistant.answer.answer_types.opposites import of_the_opposite
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked

TEXT = """# Lagsstøtten

## Støtte

Nye sanglag får 30 000 kroner i støtte. Gamle sanglag får tilbud om et notearkiv.
Store turlag får 50 000 kroner i støtte, og små turlag får 9 000 kroner i støtte.
"""


@pytest.mark.parametrize(
    ("question", "text", "opposite"),
    [
        ("Hvor mye får gamle lag?", "Nye lag får 30 000 kroner.", True),
        ("Kor mykje får gamle lag?", "Nye lag får 30 000 kroner.", True),
        ("How much do existing clubs get?", "New clubs get 30,000 kroner.", True),
        ("Hvor mye får nye lag?", "Nye lag får 30 000 kroner.", False),
        ("Hvor mye får lag?", "Nye lag får 30 000 kroner.", False),
        ("Hvor mye får nye og gamle lag?", "Nye lag får 30 000 kroner.", False),
        ("Hvor mye får gamle lag?", "Nye lag får ti kroner, gamle lag fem.", False),
        ("Hvor mye får små lag?", "Store lag får 30 000 kroner.", True),
        ("Hvor stor støtte får lag?", "Små lag får 30 000 kroner.", False),
        ("Hvor stor støtte får små lag?", "Små lag får 30 000 kroner.", False),
        ("Hva koster det for barn?", "Voksne betaler 100 kroner.", True),
        ("Hvor lenge varer det for private lag?", "For offentlige lag varer det i to år.", True),
        ("Hvor mange umodne lag er med?", "Tolv modne lag er med.", True),
        # When one took the other's place is told of both, and what is no value is not told apart.
        ("Når ble de gamle lagene borte?", "Nye lag kom i 2012.", False),
        ("Hva er gamle lag?", "Nye lag er lag.", False),
    ],
)
def test_cases(sea: ExtractiveAnswerer, question: str, text: str, opposite: bool) -> None:
    assert of_the_opposite(text, sea.reader.read(question)) is opposite


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("clubs"), {"lag.md": TEXT})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Hvor mye får nye sanglag i støtte?", "30 000"),
        ("Hvor mye får små turlag i støtte?", "9 000"),
        ("Hvor mye får gamle sanglag i støtte?", None),
    ],
)
def test_answers(clubs: ExtractiveAnswerer, question: str, held: str | None) -> None:
    answer = asked(clubs, question)
    if held is None:
        assert answer.outcome is not Outcome.ANSWERED or "30 000" not in answer.text
    else:
        assert held in answer.text
