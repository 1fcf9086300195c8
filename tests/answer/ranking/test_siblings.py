"""Kinds of one thing that the documents tell apart: «driftsstøtte» is no «utviklingsstøtte»."""

from __future__ import annotations

import pytest

from assistant.answer.extraction.about import named
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.siblings import listed_beside
from assistant.domain import Chunk, Outcome
from assistant.search.names import Mention

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


@pytest.mark.parametrize(
    ("name", "text", "others"),
    [
        ("Fjære", "Du velger mellom Flod, Fjære og Springflo.", {"Flod", "Springflo"}),
        ("Fjære", "You choose between Fjære and Flod.", {"Flod"}),
        ("Fjære", "Båt | Flod | Fjære | Springflo", {"Båt", "Flod", "Springflo"}),
        # Not listed together, or not that one.
        ("Fjære", "Springflo gir mer enn Fjære.", set()),
        ("Fjære", "Du velger mellom Flod og Springflo.", set()),
    ],
)
def test_names_listed_beside_the_one_asked_of(name: str, text: str, others: set[str]) -> None:
    assert listed_beside([Mention(name)], [text]) == others


def test_a_figure_of_another_listed_name_is_not_of_the_one_asked_of() -> None:
    text = "Springflo pays NOK 18,000. Fjære pays NOK 7,000."
    chunk = Chunk("c", "d", "Boats", (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, 26, 0)
    asked_of = [Mention("Fjære")]
    assert named(unit, asked_of, ()) > 0
    assert named(unit, asked_of, ("Springflo",)) == 0
