"""The name and the header that a row or a cell is told with, and what may be told at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.rows import columns, label_of, name_of, safe_labels, says_one, told


@pytest.mark.parametrize(
    ("said", "name", "label"),
    [
        ("Voksen – Pris for andre: 230 kroner", "Voksen", "Pris for andre"),
        ("Voksen – Pris: 140 kroner; Gebyr: 20 kroner", "Voksen", "Pris"),
        ("10. mai–14. september – Tid: kl. 07.30", "10. mai–14. september", "Tid"),
        # A dash in the name itself.
        ("Frakt – tungt gods – Pris: 40 kroner", "Frakt – tungt gods", "Pris"),
        ("Bodø: 3 båter", "Bodø", ""),
        ("Bare dette", "Bare dette", ""),
        ("", "", ""),
    ],
)
def test_the_name_and_the_header(said: str, name: str, label: str) -> None:
    assert name_of(said) == name
    assert label_of(said) == label


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("Frø", "tre år", "–"), [1]),
        (("Frø", "", "-", "…", "12"), [4]),
        (("Frø",), []),
        ((), []),
    ],
)
def test_the_columns_that_say_something(cells: tuple[str, ...], wanted: list[int]) -> None:
    assert columns(cells) == wanted


@pytest.mark.parametrize(
    ("header", "citable", "labels"),
    [
        (("Nivå", "Pris 2026"), True, ("Nivå", "Pris 2026")),
        # A figure in a header must be cited with it.
        (("Nivå", "Pris 2026"), False, ("Nivå", "")),
        (("Nivå", "Éin gong"), False, ("Nivå", "")),
        (("Nivå", "Ein gong"), False, ("Nivå", "Ein gong")),
        (("Nivå", "–"), True, ("Nivå", "")),
    ],
)
def test_headers_that_may_be_told(
    header: tuple[str, ...], citable: bool, labels: tuple[str, ...]
) -> None:
    assert safe_labels(header, citable=citable) == labels


@pytest.mark.parametrize(
    ("text", "one"),
    [("éin gong", True), ("én båt", True), ("ett år", False), ("Étt anlegg", True), ("ein", False)],
)
def test_what_counts_to_one(text: str, one: bool) -> None:
    assert says_one(text) is one


WORD = st.text("abcdefæøå ", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(WORD, st.lists(st.tuples(WORD, WORD), min_size=1, max_size=4))
def test_a_row_has_its_own_name_and_each_cell_its_own_header(
    name: str, cells: list[tuple[str, str]]
) -> None:
    row, header = (name, *(c for _, c in cells)), ("", *(h for h, _ in cells))
    assert name_of(told(row, header, columns(row))) == name
    for column in columns(row):
        said = told(row, header, [column])
        assert name_of(said) == name
        assert label_of(said) == header[column]
