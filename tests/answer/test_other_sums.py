"""A sum of another kind, of others or by another measure is not the sum asked for."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from .sea_programme import answerer_over, asked

SUMS = """# Lagstøtten

## Fjordlag

Fjordlag får 100 000 kroner i årlig driftsstøtte. Driftsstøtten til fjordlag går til husleie.
Utviklingsstøtten til fjordlag går til kurs.

## Havlag

Et nytt havlag fikk i gjennomsnitt 300 000 kroner i året i 2024.

## Leie

Båten koster 40 kroner per time. Kurset koster 900 kroner per deltaker.
"""


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("sums"), {"lag.md": SUMS})


@pytest.mark.parametrize(
    ("question", "sum_told"),
    [
        ("Hvor mye driftsstøtte får fjordlag?", "100 000"),
        ("Hvor mye driftsstøtte får fjordlag per år?", "100 000"),
        ("Hvor mye får fjordlag i året?", "100 000"),
        ("Hvor mye fikk et nytt havlag i 2024?", "300 000"),
        ("Hva koster båten i timen?", "40"),
        ("Hvor mye koster kurset per deltaker?", "900"),
    ],
)
def test_the_sum_asked_for_is_told(sums: ExtractiveAnswerer, question: str, sum_told: str) -> None:
    answer = asked(sums, question)
    assert answer.outcome is Outcome.ANSWERED
    assert sum_told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mye driftsstøtte får fjordlag i måneden?",
        "Hvor mye får fjordlag per medlem?",
        "How much do fjordlag get per month?",
        "Hvor mye fikk et etablert havlag i 2024?",
        "Hvor mye fikk det største havlaget i 2024?",
        "Hvor mye utviklingsstøtte fikk havlag i 2024?",
        "Hvor mye koster kurset i uka?",
    ],
)
def test_another_sum_is_not(sums: ExtractiveAnswerer, question: str) -> None:
    assert asked(sums, question).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Hvor mye driftsstøtte får Arena Pro?", Outcome.ANSWERED),
        ("Hva er det største beløpet Arena Pro kan få?", Outcome.ANSWERED),
        ("Hvor mye får Arena-klynger per år?", Outcome.ANSWERED),
        ("Hvor mye driftsstøtte fikk NCE?", Outcome.NO_EVIDENCE),
        ("Hvor mye fikk den største NCE-klyngen i 2017?", Outcome.NO_EVIDENCE),
        ("Hvor mye fikk en etablert NCE-klynge i 2017?", Outcome.NO_EVIDENCE),
        ("Hvor mye fikk Arena-klynger i måneden?", Outcome.NO_EVIDENCE),
    ],
)
def test_sums_in_the_shipped_documents(
    shipped: ExtractiveAnswerer, question: str, outcome: Outcome
) -> None:
    assert asked(shipped, question).outcome is outcome
