from __future__ import annotations

import io

import pytest

from assistant.ingest import pdf
from assistant.ingest.hyphens import Hyphenation

from .reading import outline, read_bytes
from .samples import LONG, Part, draw_lines, to_pdf

SIZE = (400, 300)


def drawn(tmp_path, *pages):
    return read_bytes(tmp_path, "a.pdf", draw_lines(pages, size=SIZE))


def lines(*texts: str, x: float = 40, top: float = 250, size: int = 11, font: str = "Helvetica"):
    return [(x, top - 14 * n, text, size, font) for n, text in enumerate(texts)]


def test_pages_are_numbered_from_one_and_empty_ones_are_counted(tmp_path):
    text = lines("Den første siden har litt tekst om ordningen.")
    other = lines("Den tredje siden har også litt tekst.")
    assert [p.number for p in drawn(tmp_path, text, [], other).pages] == [1, 3]


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        ("Veileder 2021", "Side {page} av 9"),
        ("Veileder – {page}", "{page}"),
        ("", "- {page} -"),
    ],
)
def test_headers_and_footers_of_every_page_are_dropped(tmp_path, header, footer):
    paragraphs = [f"Ordning {letter} er egen. {LONG}" for letter in "ABCDEFGHIJKLMNOP"]
    parts = [Part("h1", "Veileder"), *(Part("p", text) for text in paragraphs)]
    document = read_bytes(tmp_path, "a.pdf", to_pdf(parts, header=header, footer=footer))
    assert len(document.pages) > 2
    texts = [text for kind, text in outline(document) if kind == "paragraph"]
    assert " ".join(texts) == " ".join(paragraphs)


def test_lines_that_differ_in_other_numbers_are_no_headers(tmp_path):
    pages = [lines(f"Satsen for fase {n * 7} er {n * 100} kroner i året.") for n in (1, 2, 3)]
    assert len(outline(drawn(tmp_path, *pages))) == 3


def test_a_year_in_a_table_is_no_page_number(tmp_path):
    page = lines("Satsene gjelder fra og med dette året:", "2021", "og fram til neste revisjon.")
    assert "2021" in drawn(tmp_path, page).pages[0].text


def test_a_sentence_cut_by_a_page_break_is_completed_where_it_begins(tmp_path):
    first = lines("Nettverket leverer rapport hvert halvår til styret, og den siste")
    second = lines("rapporten må være revidert. Pengene utbetales etterpå hvert år.")
    document = drawn(tmp_path, first, second)
    assert [(p.number, p.text) for p in document.pages] == [
        (
            1,
            "Nettverket leverer rapport hvert halvår til styret, og den siste "
            "rapporten må være revidert.",
        ),
        (2, "Pengene utbetales etterpå hvert år."),
    ]


def test_a_finished_sentence_stays_on_its_page(tmp_path):
    first = lines("Nettverket leverer rapport hvert halvår til styret og rådet.")
    second = lines("Rapporten må være revidert før pengene utbetales hvert år.")
    assert [p.text for p in drawn(tmp_path, first, second).pages] == [first[0][2], second[0][2]]


def test_bullets_and_wrapped_items(tmp_path):
    page = [
        *lines("Nettverket må ha disse tingene på plass først:", top=250),
        *lines("• en leder som er ansatt, og som bruker minst halve", x=50, top=236),
        *lines("arbeidstiden på nettverket", x=60, top=222),
        *lines("– en plan", x=50, top=208),
        *lines("1. et budsjett", x=50, top=194),
        *lines("Resten av teksten handler om noe annet enn disse tre kravene.", top=170),
    ]
    assert outline(drawn(tmp_path, page)) == [
        ("list_intro", "Nettverket må ha disse tingene på plass først:"),
        (
            "list_item",
            "en leder som er ansatt, og som bruker minst halve arbeidstiden på nettverket",
        ),
        ("list_item", "en plan"),
        ("list_item", "et budsjett"),
        ("paragraph", "Resten av teksten handler om noe annet enn disse tre kravene."),
    ]


def test_bold_lines_are_headings_and_bold_words_are_not(tmp_path):
    page = [
        *lines("Krav til leder", font="Helvetica-Bold", top=250),
        *lines("Nettverket må ha en leder som er ansatt i minst halv", top=234),
        *lines("stilling hele året.", top=220),
        *lines("Krav til plan", font="Helvetica-Bold", top=196),
        *lines("Planen må ha mål.", top=180),
    ]
    assert outline(drawn(tmp_path, page)) == [
        ("heading", "Krav til leder"),
        ("paragraph", "Nettverket må ha en leder som er ansatt i minst halv stilling hele året."),
        ("heading", "Krav til plan"),
        ("paragraph", "Planen må ha mål."),
    ]


def test_headings_by_shape_where_type_tells_nothing(tmp_path):
    text = lines(
        "Nettverket må ha en leder som er ansatt i minst halv stilling",
        "hele året, og lederen må ha erfaring med samarbeid mellom",
        "bedrifter i den samme regionen.",
        top=226,
    )
    page = [*lines("2.1 Krav til leder", top=250), *text]
    assert outline(drawn(tmp_path, page))[0] == ("heading", "2.1 Krav til leder")


def test_a_short_line_over_a_list_is_a_heading_by_shape(tmp_path):
    page = lines("Slik går du fram", "• Ta kontakt", "• Søk", "Alle kan søke.", top=250)
    found = outline(
        drawn(tmp_path, [(x, y - 9 * n, *rest) for n, (x, y, *rest) in enumerate(page)])
    )
    assert [kind for kind, _ in found] == ["heading", "list_item", "list_item", "paragraph"]


def test_unmarked_items_do_not_run_together_over_a_page_break(tmp_path):
    first = [*lines("Ordningen har disse fem resultatmålene som alle må følge opp:", top=90)]
    first += lines("Mer samarbeid mellom aktørene i klyngen og andre i landet", top=60)
    second = lines("Flere arbeidsplasser i regionen og i resten av landet", top=250)
    assert [p.text.count("\n") for p in drawn(tmp_path, first, second).pages] == [1, 0]


def test_columns_are_read_one_after_the_other(tmp_path):
    left = ["Nettverket skal ha en", "plan, og planen må bli", "forankret hos alle med-"]
    right = ["lemmene før det søker.", "Styret vedtar planen."]
    page = [*lines(*left, x=40), *lines(*right, x=220)]
    expected = (
        "Nettverket skal ha en plan, og planen må bli forankret hos alle medlemmene før det søker."
    )
    assert drawn(tmp_path, page).pages[0].text.startswith(expected)


def test_a_heading_over_two_lines_is_one(tmp_path):
    big = [(40, 250, "Programbeskrivelse 2021:", 18, "Helvetica-Bold")]
    big += [(40, 230, "Nettverk i nord", 18, "Helvetica-Bold")]
    document = drawn(tmp_path, [*big, *lines("Teksten under er helt vanlig.", top=200)])
    assert document.title == "Programbeskrivelse 2021: Nettverk i nord"


def table(rows: list[list[object]], **options: object) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    body = getSampleStyleSheet()["BodyText"]
    cells = [[Paragraph(c[1:], body) if c.startswith("¶") else c for c in row] for row in rows]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(
        [
            Paragraph("Satsene i ordningen gjelder for alle nettverk fra og med 2021.", body),
            Table(cells, style=[("VALIGN", (0, 0), (-1, -1), "TOP")], **options),
            Paragraph("Dette er teksten etter tabellen, og den er vanlig.", body),
        ]
    )
    return buffer.getvalue()


def test_tables_row_by_row(tmp_path):
    rows = [["Fase", "Støtte", "Tid"], ["Start", "300 000", "1 år"], ["Vekst", "1 200 000", "3 år"]]
    document = read_bytes(tmp_path, "a.pdf", table(rows, hAlign="LEFT"))
    assert [text for kind, text in outline(document) if kind == "table_row"] == [
        "Fase | Støtte | Tid",
        "Start | 300 000 | 1 år",
        "Vekst | 1 200 000 | 3 år",
    ]
    assert outline(document)[-1] == (
        "paragraph",
        "Dette er teksten etter tabellen, og den er vanlig.",
    )


def test_tables_with_wrapped_cells(tmp_path):
    long = "Støtte til drift av nettverket og felles tiltak i hele perioden for alle"
    rows = [["¶Fase", "¶Hva", "¶Når"], ["¶En lang fase over flere linjer her", f"¶{long}", "¶2021"]]
    document = read_bytes(tmp_path, "a.pdf", table([*rows, ["¶Kort", "¶Lite", "¶2022"]],
                                                   colWidths=[100, 140, 60]))  # fmt: skip
    assert [text for kind, text in outline(document) if kind == "table_row"] == [
        "Fase | Hva | Når",
        f"En lang fase over flere linjer her | {long} | 2021",
        "Kort | Lite | 2022",
    ]


def test_empty_cells_do_not_move_values_to_another_row(tmp_path):
    rows = [["Fase", "Støtte", "Tid"], ["Moden", "", ""], ["", "50", "2 år"], ["Ny", "60", "3 år"]]
    document = read_bytes(tmp_path, "a.pdf", table(rows, hAlign="LEFT"))
    found = [text for kind, text in outline(document) if kind == "table_row"]
    assert not any("Moden" in text and "50" in text for text in found)
    assert "Ny | 60 | 3 år" in found


def test_raised_footnote_numbers_are_dropped_and_squares_are_not(tmp_path):
    from reportlab.pdfbase.pdfmetrics import stringWidth

    page = []
    x = 40.0
    for text, size in (("Et samspill", 12), ("2", 7), (" i regionen på 40 m", 12), ("2", 7)):
        page.append((x, 250 if size == 12 else 255, text, size, "Helvetica"))
        x += stringWidth(text, "Helvetica", size)
    page.append((40, 60, "2 Samspillet er forklart i lov.", 9, "Helvetica"))
    text = drawn(tmp_path, page).pages[0].text
    assert "Et samspill i regionen på 40 m2" in text
    assert "\n\nSamspillet er forklart i lov." in text


HYPHENATED = [
    ("klynge-", "programmet er nytt", (), "klyngeprogrammet er nytt"),
    ("drifts-", "og utviklingsstøtte", (), "drifts- og utviklingsstøtte"),
    ("Arena-", "klynger får støtte", ("Arena varer.",), "Arena-klynger får støtte"),
    ("Klynge-", "programmet", ("en klynge", "Klynge"), "Klyngeprogrammet"),
    ("NCE-", "merket", (), "NCE-merket"),
    ("koblings-", "arena", ("en koblings-arena finnes",), "koblings-arena"),
    ("samarbeids-", "basert", ("samarbeidsbasert utvikling",), "samarbeidsbasert"),
    ("2014-", "2016", (), "2014-2016"),
    ("Sogn-", "Fjordane", (), "Sogn-Fjordane"),
    ("støtte \u2013", "og mer", (), "støtte \u2013 og mer"),
    ("klynge\u00ad", "programmet", (), "klyngeprogrammet"),
    ("for bedrifter", "og andre", (), "for bedrifter og andre"),
]


@pytest.mark.parametrize(("before", "after", "others", "expected"), HYPHENATED)
def test_hyphenation(before, after, others, expected):
    assert Hyphenation([before, after, *others]).join(before, after) == expected


def test_hyphenation_in_a_page(tmp_path):
    page = lines(
        "Ordningen gir støtte til bedrifter som deltar i klynge-",
        "samarbeid, og den gir bedriftene drifts- og utviklings-",
        "støtte i inntil tre år.",
    )
    assert drawn(tmp_path, page).pages[0].text == (
        "Ordningen gir støtte til bedrifter som deltar i klyngesamarbeid, "
        "og den gir bedriftene drifts- og utviklingsstøtte i inntil tre år."
    )


def test_too_many_pages_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(pdf.DocumentError, match="limit is 1"):
        drawn(tmp_path, lines("En side med tekst."), lines("En side til med tekst."))


@pytest.mark.parametrize(
    ("title", "used"),
    [("Veileder for nettverk", True), ("Microsoft Word - utkast.docx", False), ("untitled", False)],
)
def test_title_property(tmp_path, title, used):
    from pypdf import PdfReader, PdfWriter

    data = draw_lines([lines("Bare vanlig tekst uten noen overskrift her.")], size=SIZE)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/Title": title})
    buffer = io.BytesIO()
    writer.write(buffer)
    assert (read_bytes(tmp_path, "a.pdf", buffer.getvalue()).title == title) is used


def test_rotated_pages_are_read(tmp_path):
    from pypdf import PdfReader, PdfWriter

    text = "Teksten står på en side som er lagt på tvers."
    data = draw_lines([lines(text, "Linje to i den samme teksten er kort.")], size=SIZE)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.pages[0].rotate(90)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert text in read_bytes(tmp_path, "a.pdf", buffer.getvalue()).pages[0].text
