from __future__ import annotations

import re

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.domain import BlockKind
from assistant.errors import DocumentError
from assistant.ingest import docx as reader

from .reading import blocks, outline, read_bytes
from .samples import LONG, saved


@pytest.fixture(name="word")
def fixture_word():
    return docx.Document()


def load(tmp_path, word):
    return read_bytes(tmp_path, "a.docx", saved(word))


def element(xml: str):
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w')}", xml))


def outline_style(word, name: str, level: int | None = None) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if level is not None:
        style.element.get_or_add_pPr().append(element(f'<w:outlineLvl w:val="{level - 1}"/>'))


def test_norwegian_and_outline_heading_styles(tmp_path, word):
    outline_style(word, "Overskrift 1")
    outline_style(word, "Kapittel", 2)
    for text, style in (("Krav", "Overskrift 1"), ("Leder", "Kapittel"), ("Mål", "Overskrift 1")):
        word.add_paragraph(text, style=style)
        word.add_paragraph(LONG)
    found = [b.section for b in blocks(load(tmp_path, word)) if b.kind is BlockKind.HEADING]
    assert found == [("Krav",), ("Krav", "Leder"), ("Mål",)]


def test_the_title_style_stands_above_the_headings(tmp_path, word):
    word.add_heading("Veileder", 0)
    word.add_heading("Krav", 1)
    word.add_paragraph(LONG)
    document = load(tmp_path, word)
    assert document.title == "Veileder"
    assert blocks(document)[-1].section == ("Krav",)


def test_short_bold_paragraphs_are_headings(tmp_path, word):
    word.add_paragraph().add_run("Krav til leder").bold = True
    word.add_paragraph(LONG)
    word.add_paragraph().add_run("Dette er en viktig setning med punktum.").bold = True
    word.add_paragraph("Vanlig tekst.")
    assert [kind for kind, _ in outline(load(tmp_path, word))] == [
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_numbering_properties_make_list_items_and_zero_takes_them_away(tmp_path, word):
    for number, depth in ((7, 0), (7, 1), (0, 0)):
        paragraph = word.add_paragraph(f"nummer {number} dybde {depth}")
        paragraph._p.get_or_add_pPr().append(
            element(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    found = [(b.kind.value, b.level) for b in blocks(load(tmp_path, word))]
    assert found == [("list_item", 0), ("list_item", 1), ("paragraph", 0)]


def test_typed_markers_stay_in_the_text(tmp_path, word):
    for text in ("Krav:", "- plan", "• leder", "2) mål", "1. oktober 2019 gjaldt dette."):
        word.add_paragraph(text)
    document = load(tmp_path, word)
    assert "- plan\n• leder\n2) mål" in document.pages[0].text
    assert [kind for kind, _ in outline(document)][-1] == "paragraph"


def test_bare_lines_after_a_colon(tmp_path, word):
    for text in ("Effektmål:", "Flere arbeidsplasser", "Mer eksport", "Annet:", LONG):
        word.add_paragraph(text)
    assert [kind for kind, _ in outline(load(tmp_path, word))] == [
        "list_intro",
        "list_item",
        "list_item",
        "list_intro",
        "paragraph",
    ]


def test_tables_stand_in_order_row_by_row(tmp_path, word):
    word.add_paragraph("Før.")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Fase", "Støtte", "Start", "300 000"), strict=True):
        cell.text = text
    word.add_paragraph("Etter.")
    assert outline(load(tmp_path, word)) == [
        ("paragraph", "Før."),
        ("table_row", "Fase | Støtte"),
        ("table_row", "Start | 300 000"),
        ("paragraph", "Etter."),
    ]


def test_merged_cells_are_told_once(tmp_path, word):
    table = word.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Felles"
    table.cell(0, 2).text = "Alene"
    assert outline(load(tmp_path, word)) == [("table_row", "Felles | Alene")]


def test_links_insertions_deletions_and_breaks(tmp_path, word):
    paragraph = word.add_paragraph("Se ")
    for xml in (
        "<w:hyperlink><w:r><w:t>Siva</w:t></w:r></w:hyperlink>",
        "<w:ins><w:r><w:t> nå</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText> aldri</w:delText></w:r></w:del>",
        "<w:r><w:br/><w:t>NCE</w:t><w:noBreakHyphen/><w:t>merke</w:t><w:tab/><w:t>her</w:t></w:r>",
    ):
        paragraph._p.append(element(xml))
    assert outline(load(tmp_path, word)) == [("paragraph", "Se Siva nå NCE-merke her")]


def test_the_table_of_contents_is_left_out(tmp_path, word):
    outline_style(word, "toc 1")
    outline_style(word, "INNH 2")
    word.add_paragraph("Krav 3", style="toc 1")
    word.add_paragraph("Leder 4", style="INNH 2")
    word.add_paragraph("Tekst.")
    assert outline(load(tmp_path, word)) == [("paragraph", "Tekst.")]


def test_content_controls_and_text_boxes_are_read(tmp_path, word):
    word.element.body.insert(
        0,
        element(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>I boks.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    box = "<w:p><w:r><w:t>Tekstboks.</w:t></w:r></w:p>"
    word.add_paragraph("Rundt.")._p.append(
        element(f"<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>")
    )
    assert [text for _, text in outline(load(tmp_path, word))] == [
        "I boks.",
        "Rundt.",
        "Tekstboks.",
    ]


def test_footnotes_follow_the_block_they_belong_to(tmp_path, word):
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    xml = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Et økosystem er et samspill.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    word.add_paragraph("å bygge økosystemer", style="List Bullet")
    run = word.paragraphs[-1].add_run()
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "2")
    run._r.append(mark)
    word.add_paragraph("å vokse", style="List Bullet")
    word.add_paragraph("Slutt.")
    assert outline(load(tmp_path, word)) == [
        ("list_item", "å bygge økosystemer"),
        ("list_item", "å vokse"),
        ("paragraph", "Et økosystem er et samspill."),
        ("paragraph", "Slutt."),
    ]


@pytest.mark.parametrize(("given", "title"), [("Fra egenskapen", "Fra egenskapen"), ("", "a")])
def test_title_property(tmp_path, word, given, title):
    word.core_properties.title = given
    word.add_paragraph(LONG)
    assert load(tmp_path, word).title == title


def test_a_file_that_unpacks_beyond_the_limit_is_refused(word, monkeypatch):
    word.add_paragraph(LONG)
    monkeypatch.setattr(reader, "LARGEST_UNPACKED", 1000)
    with pytest.raises(DocumentError, match="unpacks to"):
        reader.extract(saved(word), name="bombe.docx")
