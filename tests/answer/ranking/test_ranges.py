"""Ranges in the names of rows, and the row that a number falls in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.units import Unit, UnitKind, units_of
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.alternatives import Told
from assistant.answer.ranking.ranges import Ranges, figures_in, of_other_ranges, span_of

from ..sea_programme import answerer_in, asked

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


def units_in(answerer: ExtractiveAnswerer) -> list[Unit]:
    return [unit for chunk in answerer.retriever.index.chunks() for unit in units_of(chunk)]


@pytest.mark.parametrize(
    ("question", "asked_for", "of_others"),
    [
        ("Hva er leien for 600 deltakere?", {"Mellomstort"}, {"Lite", "Stort"}),
        ("Hva er leien for 150 deltakere?", {"Lite"}, {"Mellomstort", "Stort"}),
        ("Hva er leien for 151 deltakere?", {"Mellomstort"}, {"Lite", "Stort"}),
        ("Hva er leien for 900 deltakere?", {"Mellomstort"}, {"Lite", "Stort"}),
        ("Hva er leien for 901 deltakere?", {"Stort"}, {"Lite", "Mellomstort"}),
        ("Når er kontoret åpent 3. juni?", {"10. mai"}, {"15. september"}),
        ("Når er kontoret åpent i juli?", {"10. mai"}, {"15. september"}),
        # No number, one of another kind, and names that are no ranges.
        ("Hva er leien?", set(), set()),
        ("Når er kontoret åpent kl. 10.00?", set(), set()),
        ("Hva er leien for 600 kroner?", set(), set()),
    ],
)
def test_rows_asked_for_and_rows_of_others(
    harbour: ExtractiveAnswerer, question: str, asked_for: set[str], of_others: set[str]
) -> None:
    units = units_in(harbour)
    wanted, others = of_other_ranges(harbour.reader.read(question), units)
    names = {(u.chunk.id, u.start): u.text for u in units if u.kind is UnitKind.ROW}

    def named(places: frozenset[tuple[str, int]]) -> set[str]:
        starts = ("Lite", "Mellomstort", "Stort", "10. mai", "15. september")
        return {s for s in starts for place in places if names[place].startswith(s)}

    assert named(wanted) == asked_for
    assert named(others) == of_others
    assert not wanted & others


def test_what_ranges_say_of_a_unit(harbour: ExtractiveAnswerer) -> None:
    rows = [u for u in units_in(harbour) if u.kind is UnitKind.ROW]
    within, without, beyond = rows[0], next(r for r in rows if r.start != rows[0].start), rows[-1]
    ranges = Ranges(
        frozenset({(within.chunk.id, within.start)}),
        frozenset({(without.chunk.id, without.start)}),
        frozenset({2}),
    )
    assert ranges.told(within) == Told(given=frozenset({2}))
    assert ranges.told(without) == Told(other=True)
    assert ranges.told(beyond) is None
    sentence = replace(within, kind=UnitKind.SENTENCE)
    assert ranges.told(sentence) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Hva koster 600 deltakere i 2026?", ["600", "2026"]),
        ("Når er det åpent i juli?", ["juli"]),
        ("Når er det åpent 3. juni?", ["3. juni", "juni"]),
        ("Hva koster det?", []),
        # The short names are other words too.
        ("Kva seier des om det?", []),
    ],
)
def test_figures_of_a_question(text: str, figures: list[str]) -> None:
    assert figures_in(text) == figures
