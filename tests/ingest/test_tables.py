"""Header cells over table rows, from every format that has tables."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Block, BlockKind, Document
from assistant.ingest.chunking import chunk
from assistant.ingest.tables import cells_of, header_of, padded, table_blocks

from .reading import blocks, read_bytes
from .samples import saved

ROWS = [["Nivå", "Støtte", "Varighet"], ["Start", "300 000", "ett år"], ["Vekst", "1,2 mill.", ""]]
words = st.text(alphabet="abcæøå 0123456789", min_size=1, max_size=12).map(
    lambda s: " ".join(s.split()) or "a"
)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=6)
)


def headers(document: Document) -> list[tuple[str, ...]]:
    return [b.header for b in blocks(document) if b.kind is BlockKind.TABLE_ROW]


@pytest.mark.parametrize(
    ("rows", "marked", "header"),
    [
        (ROWS, None, tuple(ROWS[0])),
        (ROWS, False, ()),
        ([["Billett", "Pris"], ["Voksen", "130 kroner"]], None, ("Billett", "Pris")),
        ([["Voksen", "130 kroner"], ["Barn", "50 kroner"]], None, ()),
        ([["Sted", "Bodø"], ["Leder", "Kari"]], None, ()),
        ([["Sted", "Leder"], ["Bodø", "Kari"]], True, ("Sted", "Leder")),
        ([["Nivå", "2023", "2026"], ["Start", "10", "20"]], None, ("Nivå", "2023", "2026")),
        ([["", "Mohall", "Storhall"], ["Lag", "10", "20"]], True, ("", "Mohall", "Storhall")),
        ([["Felles", "Alene"], ["a", "1", "2"]], True, ()),
        ([["Nivå", "Støtte"]], True, ()),
        ([], True, ()),
    ],
)
def test_the_header_row(
    rows: list[list[str]], marked: bool | None, header: tuple[str, ...]
) -> None:
    assert header_of(rows, marked=marked) == header


@given(tables, st.sampled_from([True, False, None]))
def test_every_row_is_a_block_with_its_cells_and_as_many_headers_or_none(
    rows: list[list[str]], marked: bool | None
) -> None:
    found = table_blocks(rows, marked=marked)
    assert [cells_of(b.text) for b in found] == [tuple(row) for row in rows]
    assert all(b.header in ((), tuple(rows[0])) for b in found)
    assert len({b.header for b in found}) == 1


@given(st.lists(st.lists(words, max_size=4), max_size=5))
def test_padding_only_adds_empty_cells_at_the_end(rows: list[list[str]]) -> None:
    for row, wide in zip(rows, padded(rows), strict=True):
        assert list(wide[: len(row)]) == row
        assert not any(wide[len(row) :])
        assert len(wide) == max(map(len, rows))


def test_markdown(tmp_path) -> None:
    text = "| Nivå | Støtte |\n|--|--|\n| Start | tre år |\n\nTekst.\n\n|  |  |\n|--|--|\n| a | b |"
    document = read_bytes(tmp_path, "a.md", text.encode())
    assert headers(document) == [("Nivå", "Støtte"), ("Nivå", "Støtte"), ()]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ("<tr><th>Sted</th><th>Leder</th></tr><tr><td>Bodø</td><td>Kari</td></tr>", True),
        ("<thead><tr><td>Sted</td><td>Leder</td></tr></thead><tr><td>B</td><td>K</td></tr>", True),
        ("<tr><td></td><th>Leder</th></tr><tr><th>Bodø</th><td>Kari</td></tr>", True),
        ("<tr><th>Sted</th><td>Bodø</td></tr><tr><th>Leder</th><td>Kari</td></tr>", False),
        ("<tr><td>Sted</td><td>Bodø</td></tr><tr><td>Leder</td><td>Kari</td></tr>", False),
        ("<tr><th colspan=2>Alle</th><th>x</th></tr><tr><td>a</td><td>1</td></tr>", False),
    ],
)
def test_html(tmp_path, rows: str, header: bool) -> None:
    document = read_bytes(tmp_path, "a.html", f"<body><table>{rows}</table></body>".encode())
    assert [bool(found) for found in headers(document)] == [header, header]


@pytest.mark.parametrize("mark", ["repeat", "bold", "none", "all bold"])
def test_docx(tmp_path, mark: str) -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Sted", "Leder", "Bodø", "Kari"), strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.bold = mark == "all bold" or (mark == "bold" and text in ("Sted", "Leder"))
    if mark == "repeat":
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document = read_bytes(tmp_path, "a.docx", saved(word))
    wanted = ("Sted", "Leder") if mark in ("repeat", "bold") else ()
    assert headers(document) == [wanted, wanted]


def pdf(rows: list[list[str]], **options: object) -> bytes:
    from reportlab.platypus import SimpleDocTemplate, Table

    buffer = io.BytesIO()
    style = options.pop("style", [])
    widths = [120] * len(rows[0])
    SimpleDocTemplate(buffer).build([Table(rows, colWidths=widths, style=style, **options)])
    return buffer.getvalue()


def test_pdf(tmp_path) -> None:
    document = read_bytes(tmp_path, "a.pdf", pdf(ROWS))
    assert headers(document) == [tuple(ROWS[0])] * 2 + [tuple(ROWS[0][:2])]


def test_pdf_with_words_only(tmp_path) -> None:
    rows = [["Sted", "Leder"], ["Havna", "Kari"], ["Dalen", "Ola"]]
    assert headers(read_bytes(tmp_path, "a.pdf", pdf(rows))) == [(), (), ()]
    bold = [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]
    found = headers(read_bytes(tmp_path, "b.pdf", pdf(rows, style=bold)))
    assert found == [("Sted", "Leder")] * 3


def test_a_table_over_a_page_break_keeps_its_header(tmp_path) -> None:
    rows = [["Lag", "Sted", "Poeng"], *([f"Lag {i}", "Havna", f"{i} poeng"] for i in range(60))]
    document = read_bytes(tmp_path, "a.pdf", pdf(rows))
    assert len(document.pages) == 2
    assert set(headers(document)) == {("Lag", "Sted", "Poeng")}


def test_rows_know_their_header_in_every_passage(tmp_path) -> None:
    rows = "\n".join(f"| Lag nummer {i} | {i} poeng |" for i in range(120))
    text = f"| Lag | Poeng |\n|--|--|\n{rows}"
    passages = chunk(read_bytes(tmp_path, "a.md", text.encode()), size=500)
    assert len(passages) > 2

    def header(block: Block) -> tuple[str, ...]:
        return block.header

    assert {header(b) for c in passages for b in c.blocks} == {("Lag", "Poeng")}
