"""The rows and cells of a table that a question asks for; the others give way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.units import Unit, UnitKind, units_of
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import Coverage
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.ranking.settled import settled, table_answer
from assistant.domain import Block, BlockKind, Chunk

from ..sea_programme import TODAY, answerer_in

FERRY = """# Losbåten

## Billetter til losbåten

| Passasjer | Pris for medlem | Pris for andre |
| --- | --- | --- |
| Voksen | 140 kroner | 230 kroner |
| Barn | 60 kroner | 90 kroner |

## Bod på losbåten

| Bod | Per døgn | Vask av bod |
| --- | --- | --- |
| Lugar | 510 kroner | 95 kroner |
| Salong | 870 kroner | 160 kroner |
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("ferry"), {"losbaaten.md": FERRY})


def scored(answerer: ExtractiveAnswerer, text: str) -> list[Evidence]:
    question = answerer.reader.read(text)
    scorer = Scorer(question, answerer.weighted(question), as_of=TODAY)
    return scorer.score(answerer.retriever.retrieve(question.query, 16))


def of_table(found: Sequence[Evidence], cell: str) -> list[str]:
    """What is left of the table that has a cell: its rows, and the table where it is told too."""
    table = next(
        (e.unit.chunk.id, e.unit.table)
        for e in found
        if e.unit.table >= 0 and cell in e.unit.chunk.text[e.unit.table :]
    )
    left = [e.unit for e in found if (e.unit.chunk.id, e.unit.table) == table]
    return sorted("table" if u.kind is UnitKind.LIST else u.text for u in left)


@pytest.mark.parametrize(
    ("question", "cell", "left"),
    [
        # A row that is named, alone: whole, or the one cell under the header asked about.
        (
            "Hva koster losbåten for en voksen?",
            "Voksen",
            ["Voksen – Pris for medlem: 140 kroner; Pris for andre: 230 kroner"],
        ),
        (
            "Hva koster losbåten for en voksen som er medlem?",
            "Voksen",
            ["Voksen – Pris for medlem: 140 kroner"],
        ),
        ("Hva koster en lugar per døgn?", "Lugar", ["Lugar – Per døgn: 510 kroner"]),
        # Whom the question rules out, the column for the others is for.
        (
            "Hva koster losbåten for en voksen som ikke er medlem?",
            "Voksen",
            ["Voksen – Pris for andre: 230 kroner"],
        ),
        (
            "What does the losbåten cost for a voksen without medlem status?",
            "Voksen",
            ["Voksen – Pris for andre: 230 kroner"],
        ),
        # A word of the header over the names speaks for no cell and for no row.
        ("Hva koster vask av en lugar på losbåten?", "Lugar", ["Lugar – Vask av bod: 95 kroner"]),
        (
            "Hva koster en bod på losbåten per døgn?",
            "Lugar",
            ["Lugar – Per døgn: 510 kroner", "Salong – Per døgn: 870 kroner", "table"],
        ),
    ],
)
def test_the_rows_and_cells_that_are_left(
    ferry: ExtractiveAnswerer, question: str, cell: str, left: list[str]
) -> None:
    assert of_table(scored(ferry, question), cell) == left


def evidence(unit: Unit, score: float = 1.0, share: float = 1.0) -> Evidence:
    coverage = Coverage((), share)
    return Evidence(unit, score, coverage, coverage, (), 1.0, True)


def table_of(*rows: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units of a table in a passage of its own."""
    text, blocks = "", []
    for row in rows:
        line = " | ".join(row)
        start = len(text)
        blocks.append(
            Block(BlockKind.TABLE_ROW, start, start + len(line), start, ("Takst",), 0, rows[0])
        )
        text += f"{line}\n"
    return units_of(Chunk("t:1", "t", "Takst", ("Takst",), 1, 0, len(text), text, tuple(blocks)))


PRICES = table_of(("Plass", "Pris"), ("Kai", "10 kr"), ("Bøye", "20 kr"), ("Slipp", "30 kr"))
ROWS = [u for u in PRICES if u.kind is UnitKind.ROW and u.column is None]


def test_two_rows_are_told_as_rows_in_the_order_of_the_table() -> None:
    kai, buoy, _ = (evidence(u) for u in ROWS)
    assert table_answer(buoy, [buoy, kai]) == [kai, buoy]


def test_more_rows_are_told_as_a_list_under_their_header() -> None:
    found = [evidence(u) for u in ROWS]
    (listed,) = table_answer(found[1], found)
    assert listed.unit.kind is UnitKind.LIST
    assert listed.unit.shown == tuple(u.text for u in ROWS)
    assert listed.unit.verbatim.startswith("Plass | Pris\nKai | 10 kr")
    assert listed.unit.verbatim.endswith("Slipp | 30 kr")


@pytest.mark.parametrize(
    ("score", "share", "told"),
    [(1.0, 1.0, True), (-2.0, 1.0, True), (-2.5, 1.0, False), (1.0, 0.95, True), (1.0, 0.9, False)],
)
def test_a_row_goes_with_the_best_one_where_it_fits_as_well(
    score: float, share: float, told: bool
) -> None:
    best, other = evidence(ROWS[0]), evidence(ROWS[1], score, share)
    assert (other in table_answer(best, [best, other])) is told


def test_rows_of_other_tables_do_not_go_with_it() -> None:
    best = evidence(ROWS[0])
    elsewhere = table_of(("Plass", "Pris"), ("Kai", "10 kr"), ("Bøye", "20 kr"), ("Fjære", "5 kr"))
    other = next(u for u in elsewhere if u.text.startswith("Fjære"))
    moved = Chunk("u:1", "u", "T", (), 1, 0, len(other.chunk.text), other.chunk.text)
    from_another = evidence(
        Unit(moved, UnitKind.ROW, other.start, other.end, 0, told=other.text, table=0)
    )
    assert table_answer(best, [best, from_another]) == [best]


@given(st.permutations(range(len(PRICES))))
def test_each_row_is_left_once_and_in_order(order: list[int]) -> None:
    ranked = [evidence(PRICES[i]) for i in order]
    left = settled(ranked, (), "Hva er prisen?")
    rows = [e.unit.start for e in left if e.unit.kind is UnitKind.ROW]
    assert len(set(rows)) == len(rows) == len(ROWS)
    assert left == [e for e in ranked if e in left]


@given(st.lists(st.sampled_from(["Første setning.", "Andre setning."]), max_size=4))
def test_what_stands_in_no_table_is_left_alone(texts: list[str]) -> None:
    ranked = [
        evidence(Unit(Chunk("c", "d", "T", (), 1, 0, len(t), t), UnitKind.SENTENCE, 0, len(t), 0))
        for t in texts
    ]
    assert settled(ranked, ()) == ranked
