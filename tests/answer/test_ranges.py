"""Ranges in the names of rows, and the row that a number falls in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranges import span_of

from .sea_programme import answerer_in, asked

HARBOUR = """# Leie av kaiplass

## Priser for arrangement på kaia

| Arrangement | Leie | Gebyr |
| --- | --- | --- |
| Lite, inntil 150 deltakere | 1 100 kroner | 400 kroner |
| Mellomstort, 151 til 900 deltakere | 3 700 kroner | 800 kroner |
| Stort, mer enn 900 deltakere | 8 200 kroner | 1 600 kroner |

## Åpningstider på kaikontoret

| Periode | Tid |
| --- | --- |
| 10. mai–14. september | kl. 07.30–19.00 |
| 15. september–9. mai | kl. 09.00–15.00 |

## Billetter til losbåten

| Passasjer | Pris for medlem | Pris for andre |
| --- | --- | --- |
| Voksen | 140 kroner | 230 kroner |
| Barn | 60 kroner | 90 kroner |

## Leie av flåter

| Flåte | Per år | Bytte av flåte |
| --- | --- | --- |
| 12 meter | 5 300 kroner | 700 kroner |
| 18 meter | 9 600 kroner | 850 kroner |
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("harbour"), {"kaiplass.md": HARBOUR})


@pytest.mark.parametrize(
    ("text", "family", "low", "high"),
    [
        ("201 til 1 000 deltakere", "number", 201, 1000),
        ("10–20 kg", "number", 10, 20),
        ("inntil 200 deltakere", "number", 0, 200),
        ("under 200 deltakere", "number", 0, 199),
        ("minst 40 deltakere", "number", 40, None),
        ("over 40 deltakere", "number", 41, None),
        ("Barn 6–15 år", "duration", 6, 15),
        ("18 år og eldre", "duration", 18, None),
        ("20. juni–20. august", "date", 620, 820),
    ],
)
def test_the_range_that_a_name_tells(text: str, family: str, low: int, high: int | None) -> None:
    span = span_of(text)
    assert span is not None
    assert (span.family, span.low) == (family, Decimal(low))
    assert high is None or span.high == Decimal(high)


@pytest.mark.parametrize("text", ["", "WP4 i havna", "140 liter", "Voksen", "åpent kl. 10–16"])
def test_what_is_no_range(text: str) -> None:
    assert span_of(text) is None


@given(st.integers(0, 90_000), st.integers(1, 9_000), st.integers(0, 99_000))
def test_a_range_holds_what_lies_in_it(low: int, length: int, number: int) -> None:
    span = span_of(f"{low}–{low + length} deltakere") if not 1500 <= low <= 2099 else None
    if span is not None and span.family == "number":
        held = span.holds("number", Decimal(number), Decimal(number))
        assert held is (low <= number <= low + length)


@pytest.mark.parametrize(
    ("question", "value", "others"),
    [
        ("Hva er leien for et arrangement med 90 deltakere på kaia?", "1 100", ["3 700", "8 200"]),
        ("Hva er leien for et arrangement med 600 deltakere på kaia?", "3 700", ["1 100", "8 200"]),
        ("Hva er leien for et arrangement med 2 500 deltakere på kaia?", "8 200", ["1 100"]),
        # The column for the others, where the question says who it is not for.
        ("Hva koster billetten til losbåten for en voksen?", "140", []),
        ("Hva koster losbåten for en voksen som ikke er medlem?", "230", ["140"]),
        # A word of the row's own header speaks for no cell; undecided, the row is told whole.
        ("Hva koster en flåte på 18 meter i året?", "9 600", ["5 300"]),
        ("Hva koster bytte av en flåte på 18 meter?", "850", ["9 600"]),
    ],
)
def test_the_row_and_the_cell_that_are_asked_for(
    harbour: ExtractiveAnswerer, question: str, value: str, others: list[str]
) -> None:
    text = asked(harbour, question).text
    assert value in text
    assert not any(other in text for other in others)
