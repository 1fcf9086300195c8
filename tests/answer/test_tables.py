"""Rows of tables: found by their header cells, told with them, never another row or column."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import citation
from assistant.answer.composition.frame import Frame
from assistant.answer.extraction.rows import columns, told
from assistant.answer.extraction.units import Unit, UnitKind, units_of
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import Coverage
from assistant.answer.understanding.intent import Intent
from assistant.domain import Block, BlockKind, Chunk, Language, Outcome
from assistant.ingest.tables import cells_of
from assistant.search.query import Query

from .sea_programme import answerer_in, asked

PRICES = """# Leie av båthus

Båthusene leies ut til lag og privatpersoner i kommunen.

## Takster for båthus

| Leietaker | Nausthallen | Bryggesalen | Sjøbua |
| --- | --- | --- | --- |
| Barnelag | gratis | gratis | gratis |
| Seniorlag | 190 kroner | 130 kroner | 95 kroner |
| Bedrifter | 710 kroner | 490 kroner | 330 kroner |

## Vurdering av søknader om båthus

| Kriterium | Vekt |
| --- | --- |
| Miljøgevinst | 45 prosent |
| Nytte for kysten | 35 prosent |
| Gjennomføring | 20 prosent |

## Når det er lov å bruke motor

Båter med motor kan brukes på disse tidene:

| Dag | Tid |
| --- | --- |
| Hverdager | kl. 08.00–20.00 |
| Søndager | ikke tillatt |

## Tilskudd til nausteiere

| Trinn | Tilskudd 2023 | Tilskudd 2026 |
| --- | --- | --- |
| Forprosjekt | 40 000 kroner | 60 000 kroner |
| Hovedprosjekt | 400 000 kroner | 650 000 kroner |

## Utstyr i båthusene

| Utstyr | Nausthallen | Bryggesalen | Sjøbua |
| --- | --- | --- | --- |
| Badstue | ja | leies inn | nei |
| Depositum | 500 | 0 | 0 kroner |

## Vedlikehold av båter

| Båt | Depositum | Erstatning | Krever kurs |
| --- | --- | --- | --- |
| Skøyter | 0 | 900 | nei |
| Prammer | 100 | 1 200 | ja |

Dette kan gjøres for dem:

- Sliping av skøyter 60 kroner
- Smøring av årer 80 kroner

## Anlegg for båtfolk

Kommunen leier ut tre anlegg for båtfolk:

- Nausthallen har plass til 16 robåter og fire dusjer.
- Bryggesalen er et mindre rom med kjøkken.
- Sjøbua er en enkel bu uten strøm.
"""


@pytest.fixture(scope="module", name="boats")
def fixture_boats(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("boats"), {"baathus.md": PRICES})


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Hva koster det for seniorlag å leie Bryggesalen?",
            "Seniorlag – Bryggesalen: **130 kroner** [1].",
        ),
        ("Hva betaler bedrifter for Nausthallen?", "Bedrifter – Nausthallen: **710 kroner** [1]."),
        ("Hvor mye teller miljøgevinst?", "Miljøgevinst – Vekt: **45 prosent** [1]."),
        (
            "Kor mykje kostar Sjøbua for bedrifter?",
            "I dokumenta står det: «Bedrifter – Sjøbua: 330 kroner» [1]",
        ),
    ],
)
def test_the_cell_asked_for(boats: ExtractiveAnswerer, question: str, text: str) -> None:
    answer = asked(boats, question)
    assert answer.text == text
    (quoted,) = answer.citations
    assert f"\n| {quoted.quote} |\n" in PRICES


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Har Nausthallen badstue?", "**Ja:** Badstue – Nausthallen: ja [1]."),
        ("Har Sjøbua badstue?", "**Nei:** Badstue – Sjøbua: nei [1]."),
        # What is neither yes nor no is left to the reader.
        ("Har Bryggesalen badstue?", "Badstue – Bryggesalen: leies inn [1]."),
        # Nor is a figure of nothing.
        ("Har Nausthallen depositum?", "**Ja:** Depositum – Nausthallen: 500 [1]."),
        ("Har Bryggesalen depositum?", "Depositum – Bryggesalen: 0 [1]."),
        ("Har Sjøbua depositum?", "Depositum – Sjøbua: 0 kroner [1]."),
    ],
)
def test_what_a_cell_says_is_never_contradicted(
    boats: ExtractiveAnswerer, question: str, text: str
) -> None:
    assert asked(boats, question).text == text


@pytest.mark.parametrize("verb", ["slipe", "få slipt"])
def test_a_row_gives_way_to_what_tells_of_the_deed(boats: ExtractiveAnswerer, verb: str) -> None:
    assert (
        "Sliping av skøyter **60 kroner**" in asked(boats, f"Hva koster det å {verb} skøyter?").text
    )


def test_the_values_of_a_row_are_not_of_what_a_cell_without_one_is_of(
    boats: ExtractiveAnswerer,
) -> None:
    assert asked(boats, "Hva koster kurs i prammer?").outcome is Outcome.NO_EVIDENCE
    assert "1 200" in asked(boats, "Hva er erstatningen for prammer?").text


def test_a_row_without_a_column_is_told_whole(boats: ExtractiveAnswerer) -> None:
    answer = asked(boats, "Hva er takstene for seniorlag?")
    wanted = "Seniorlag – Nausthallen: 190 kroner; Bryggesalen: 130 kroner; Sjøbua: 95 kroner [1]."
    assert answer.text.startswith(wanted)


def test_a_list_question_gets_the_whole_table(boats: ExtractiveAnswerer) -> None:
    answer = asked(boats, "Hvilke kriterier brukes i vurderingen av søknader om båthus?")
    assert answer.text.endswith(
        " [1]:\n\n- Miljøgevinst – Vekt: 45 prosent\n- Nytte for kysten – Vekt: 35 prosent\n"
        "- Gjennomføring – Vekt: 20 prosent"
    )


def test_a_row_has_the_line_over_the_table_with_it(boats: ExtractiveAnswerer) -> None:
    answer = asked(boats, "Når kan motor brukes på søndager?")
    if answer.outcome is Outcome.ANSWERED:
        assert "disse tidene: Søndager – Tid: ikke tillatt [1][2]." in answer.text
    answer = asked(boats, "Når på hverdager kan båter med motor brukes?")
    assert "disse tidene: Hverdager – Tid: **kl. 08.00–20.00** [1][2]." in answer.text
    assert [c.quote for c in answer.citations] == [
        "Hverdager | kl. 08.00–20.00",
        "Båter med motor kan brukes på disse tidene:",
    ]


def test_a_header_with_a_figure_is_cited_too(boats: ExtractiveAnswerer) -> None:
    answer = asked(boats, "Hvor mye tilskudd kan et hovedprosjekt få i 2026?")
    assert "Hovedprosjekt – Tilskudd 2026: **650 000 kroner** [1][2]." in answer.text
    assert "400 000" not in answer.text


def test_header_rows_are_no_answer_and_not_offered(boats: ExtractiveAnswerer) -> None:
    for chunk in boats.retriever.index.chunks():
        for unit in units_of(chunk):
            assert unit.kind is UnitKind.LIST or not unit.text.startswith(
                ("Leietaker", "Kriterium –", "Dag –", "Trinn")
            )
    answer = asked(boats, "Hvilken vekt har kriterium nummer ni i Sandefjord?")
    assert "Kriterium | Vekt" not in answer.text


def test_what_an_item_counts_is_told_by_the_item_alone(boats: ExtractiveAnswerer) -> None:
    answer = asked(boats, "Hvor mange dusjer har Nausthallen?")
    assert answer.text == "Nausthallen har plass til **16** robåter og **fire** dusjer [1]."
    answer = asked(boats, "Hvor mange anlegg for båtfolk leier kommunen ut?")
    assert "tre anlegg" in answer.text


def chunk_of(header: tuple[str, ...], rows: list[tuple[str, ...]], *, here: bool) -> Chunk:
    text, blocks = "", []
    for row in ([header] if here and header else []) + rows:
        line = " | ".join(row)
        start = len(text)
        text += f"{line}\n"
        blocks.append(
            Block(BlockKind.TABLE_ROW, start, start + len(line), start, ("Satser",), 0, header)
        )
    return Chunk("d:1", "d", "Veileder", ("Satser",), 1, 0, len(text), text, tuple(blocks))


QUESTION = Question("?", "?", Language.NB, Intent.OTHER, Query("?", Language.NB, (), {}), (), ())
cell = st.sampled_from(
    ["tre år", "120 kroner", "2023", "Nivå", "Frø", "35 prosent", "to", "åpent", "–", "kl. 10.00"]
)
tables = st.integers(2, 4).flatmap(
    lambda width: st.tuples(
        st.one_of(st.just(()), st.tuples(*[cell] * width)),
        st.lists(st.tuples(*[cell] * width), min_size=1, max_size=4),
        st.booleans(),
    )
)


def rows_of(table: tuple[tuple[str, ...], list[tuple[str, ...]], bool]) -> tuple[Unit, ...]:
    header, rows, here = table
    return units_of(chunk_of(header, rows, here=here))


@given(tables)
def test_a_row_reads_as_its_own_cells_and_header_cells_and_nothing_else(
    table: tuple[tuple[str, ...], list[tuple[str, ...]], bool],
) -> None:
    header, _, _ = table
    for unit in rows_of(table):
        if unit.kind is not UnitKind.ROW:
            continue
        cells = cells_of(unit.verbatim)
        pieces = re.split(r" – |; |: ", unit.text)
        assert set(pieces) <= {*cells, *header}
        if unit.column is not None:
            assert unit.text.endswith(cells[unit.column])


@given(tables, st.sampled_from(list(Language)))
def test_every_number_that_is_told_stands_in_what_is_cited(
    table: tuple[tuple[str, ...], list[tuple[str, ...]], bool], language: Language
) -> None:
    for unit in rows_of(table):
        frame = Frame(language)
        nothing = Coverage((), 0.0)
        evidence = Evidence(unit, 1.0, nothing, nothing, (), 1.0, True)
        text = (
            frame.whole_list(unit)
            if unit.kind is UnitKind.LIST
            else frame.sentence(evidence, QUESTION)
        )
        assert text
        sources = {unit.chunk.id: unit.chunk.text}
        report = citation.check(text, frame.citations, sources)
        assert not report.nonverbatim_quotes
        assert not report.unsupported_values, (text, frame.citations)
        assert not report.invented_markers
        if unit.kind is UnitKind.ROW:
            assert frame.citations[0].quote == unit.verbatim


@given(tables)
def test_the_table_as_a_list_has_every_row_once(
    table: tuple[tuple[str, ...], list[tuple[str, ...]], bool],
) -> None:
    units = rows_of(table)
    whole_rows = [u for u in units if u.kind is UnitKind.ROW and u.column is None]
    for listed in (u for u in units if u.kind is UnitKind.LIST):
        rows = [u for u in whole_rows if listed.start <= u.start < listed.end]
        assert listed.shown == tuple(u.text for u in rows)


@pytest.mark.parametrize(
    ("cells", "header", "text"),
    [
        (("Frø", "tre år"), ("Nivå", "Varighet"), "Frø – Varighet: tre år"),
        (("Frø", "a", "b"), ("Nivå", "X:", ""), "Frø – X: a; b"),
        (("Frø", "a", "–"), ("Nivå", "X", "Y"), "Frø – X: a"),
        (("", "a", "b"), ("", "X", "Y"), "X: a; Y: b"),
        (("Sted", "Bodø"), (), "Sted: Bodø"),
        (("Bare dette", "–"), ("A", "B"), "Bare dette"),
        (("Frø", "a"), ("A", "B", "C"), "Frø: a"),
    ],
)
def test_told(cells: tuple[str, ...], header: tuple[str, ...], text: str) -> None:
    assert told(cells, header, columns(cells)) == text
