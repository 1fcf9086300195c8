"""Passages as units: sentences, whole lists, items and rows, each verbatim and with its context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.units import Unit, UnitKind, terms_of, units_of
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Block, BlockKind, Chunk

LINES = (
    (BlockKind.HEADING, "Krav", ""),
    (BlockKind.PARAGRAPH, "Ordningen er ny. Den gjelder f.eks. for alle.", ""),
    (BlockKind.LIST_INTRO, "Kravene er klare. Nettverket må ha:", ""),
    (BlockKind.LIST_ITEM, "en plan", "- "),
    (BlockKind.LIST_ITEM, "en leder", "- "),
    (BlockKind.PARAGRAPH, "Det er alt.", ""),
    (BlockKind.TABLE_ROW, "Hav Start | tre år", "| "),
    (BlockKind.TABLE_ROW, "Hav Vekst | fem år", "| "),
)


def chunk_of(lines: tuple[tuple[BlockKind, str, str], ...], *, number: int = 0) -> Chunk:
    text, blocks = "", []
    for kind, words, mark in lines:
        start = len(text)
        text += mark + words
        blocks.append(Block(kind, start, len(text), start + len(mark), ("Krav",)))
        text += "\n"
    return Chunk(
        f"d:{number}", "d", "Veileder", ("Krav",), 1, 0, len(text), text, blocks=tuple(blocks)
    )


def told(units: tuple[Unit, ...]) -> list[tuple[UnitKind, str]]:
    return [(u.kind, u.text) for u in units]


def test_units_of_every_kind_in_reading_order() -> None:
    assert told(units_of(chunk_of(LINES))) == [
        (UnitKind.SENTENCE, "Ordningen er ny."),
        (UnitKind.SENTENCE, "Den gjelder f.eks. for alle."),
        (UnitKind.SENTENCE, "Kravene er klare."),
        (UnitKind.LIST, "Nettverket må ha:\n- en plan\n- en leder"),
        (UnitKind.ITEM, "en plan"),
        (UnitKind.ITEM, "en leder"),
        (UnitKind.SENTENCE, "Det er alt."),
        (UnitKind.LIST, "| Hav Start | tre år\n| Hav Vekst | fem år"),
        (UnitKind.ROW, "Hav Start: tre år"),
        (UnitKind.ROW, "Hav Vekst: fem år"),
    ]


def test_the_line_that_introduces_a_list_is_no_unit_of_its_own() -> None:
    assert "Nettverket må ha:" not in [u.text for u in units_of(chunk_of(LINES))]


def test_a_list_knows_its_introduction_and_its_items() -> None:
    units = units_of(chunk_of(LINES))
    whole = next(u for u in units if u.kind is UnitKind.LIST)
    assert whole.lead == "Nettverket må ha:\n- "
    assert [whole.chunk.text[s:e] for s, e in whole.items] == ["en plan", "en leder"]
    items = [u for u in units if u.kind is UnitKind.ITEM]
    assert all(u.previous == "Nettverket må ha:" for u in items)
    assert all(u.lead == "" for u in units if u.kind is not UnitKind.LIST)


def test_a_list_without_introduction_starts_at_its_first_item() -> None:
    units = units_of(chunk_of(LINES[3:5]))
    assert told(units)[0] == (UnitKind.LIST, "- en plan\n- en leder")
    assert units[0].lead == "- "


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("Nettverket må ha", True),
        ("Hvem kan søke?", True),
        ("Vi ser etter følgende.", True),
        ("Det er to kriterier.", True),
        # A whole sentence says its own thing, and nothing of the items.
        ("Små nettverk behandles av styret.", False),
        ("Fristen er to uker.", False),
    ],
)
def test_only_what_points_on_leads_in_a_list(said: str, *, leads: bool) -> None:
    lines = ((BlockKind.LIST_INTRO, f"Kravene er klare. {said}", ""), *LINES[3:5])
    units = units_of(chunk_of(lines))
    whole = next(u for u in units if u.kind is UnitKind.LIST)
    assert whole.text == f"{said}\n" * leads + "- en plan\n- en leder"
    assert ((UnitKind.SENTENCE, said) in told(units)) is not leads


def test_a_heading_between_two_lists_parts_them() -> None:
    lines = (*LINES[2:5], LINES[0], *LINES[3:5])
    lists = [u for u in units_of(chunk_of(lines)) if u.kind is UnitKind.LIST]
    assert [u.text.startswith("Nettverket") for u in lists] == [True, False]
    assert lists[1].previous == ""


def test_context_is_title_and_section_and_the_sentence_before() -> None:
    units = units_of(chunk_of(LINES))
    assert {u.context for u in units} == {"Veileder\nKrav"}
    assert units[0].previous == ""
    assert units[1].previous == "Ordningen er ny."


def test_a_chunk_without_blocks_is_one_paragraph() -> None:
    text = "Ordningen er ny. Den er god."
    units = units_of(Chunk("x", "d", "t", (), None, 0, len(text), text))
    assert [u.text for u in units] == ["Ordningen er ny.", "Den er god."]


@pytest.mark.parametrize(
    ("kinds", "lists"), [((BlockKind.LIST_INTRO,), 0), ((BlockKind.HEADING,), 0), ((), 0)]
)
def test_introductions_and_headings_alone_give_no_unit(
    kinds: tuple[BlockKind, ...], lists: int
) -> None:
    found = units_of(chunk_of(tuple((k, "Dette er:", "") for k in kinds)))
    assert len(found) == lists


lines = st.lists(
    st.tuples(
        st.sampled_from(list(BlockKind)),
        st.sampled_from(["Ordningen er ny. Den er god.", "en plan", "Dette er:", "tre år"]),
        st.sampled_from(["", "- ", "1. "]),
    ),
    max_size=8,
).map(tuple)


@given(lines)
def test_units_are_verbatim_in_order_and_overlap_no_heading_but_their_own(
    told_lines: tuple[tuple[BlockKind, str, str], ...],
) -> None:
    chunk = chunk_of(told_lines)
    units = units_of(chunk)
    headings = [b for b in chunk.blocks if b.kind is BlockKind.HEADING]
    for unit in units:
        assert unit.text == chunk.text[unit.start : unit.end]
        assert unit.text.strip() == unit.text != ""
        overlapped = [b for b in headings if unit.start < b.end and b.start < unit.end]
        own = [(b.content, b.end) for b in overlapped] == [(unit.start, unit.end)]
        assert own if unit.kind is UnitKind.HEADING else not overlapped
    assert [u.order for u in units] == list(range(len(units)))
    items = [b for b in chunk.blocks if b.kind is BlockKind.LIST_ITEM]
    assert sum(u.kind is UnitKind.ITEM for u in units) == len(items)


def test_units_of_an_index_reproduce_its_text(sea: ExtractiveAnswerer) -> None:
    chunks = list(sea.retriever.index.chunks())
    assert any(u.kind is UnitKind.LIST for c in chunks for u in units_of(c))
    for chunk in chunks:
        for unit in units_of(chunk):
            assert unit.text in chunk.text


def test_terms_leave_stop_words_among_the_words_only() -> None:
    terms = terms_of("Nettverkene er i Bodø")
    assert terms.words == ("nettverkene", "er", "i", "bodø")
    assert len(terms.stems) == 2
    assert all(len(g) == 5 for g in terms.grams)


def heading_chunk(heading: str) -> Chunk:
    lines = (
        (BlockKind.HEADING, heading, ""),
        (BlockKind.PARAGRAPH, "Her skal man samarbeide.", ""),
    )
    return chunk_of(lines)


@pytest.mark.parametrize(
    "heading",
    [
        "Modul A (tre år)",
        "Webinar 30. april 2024 kl. 12.00-13.00",
        "Søknadsfrist: 1. mars",
        "Stipend på 50 000 kroner",
        "Åpent kl. 8–16",
        "Programmets tre nivåer",
        "## Modul A (3 years)",
    ],
)
def test_a_heading_that_holds_a_value_is_a_unit(heading: str) -> None:
    chunk = heading_chunk(heading)
    first = units_of(chunk)[0]
    assert (first.kind, first.verbatim) == (UnitKind.HEADING, heading)
    assert first.verbatim in chunk.text
    assert first.context == "Veileder\nKrav"


@pytest.mark.parametrize(
    "heading", ["Krav", "Utlysning 2016", "Fase 2", "3 Krav", "3. Krav til søkere", "Punkt 4.2"]
)
def test_a_heading_without_a_value_is_no_unit(heading: str) -> None:
    assert UnitKind.HEADING not in {u.kind for u in units_of(heading_chunk(heading))}


@given(st.text(alphabet="abc 123.()årkl", min_size=1, max_size=30))
def test_a_heading_is_quoted_as_it_stands_and_leaves_the_other_units_alone(heading: str) -> None:
    chunk = heading_chunk(heading)
    units = units_of(chunk)
    assert told(units)[-1] == (UnitKind.SENTENCE, "Her skal man samarbeide.")
    assert all(u.verbatim == heading for u in units[:-1])
