from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import BlockKind
from assistant.ingest.blocks import RawBlock
from assistant.ingest.clean import clean_characters
from assistant.ingest.plain import blocks_of

from .reading import blocks, outline, read_bytes

SENTENCE = "Ordningen gjelder for nettverk som vil arbeide mer sammen, og som har en plan."


def found(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in blocks_of(text)]


def read(tmp_path, text: str):
    return read_bytes(tmp_path, "a.txt", text.encode())


def test_bookmarks_make_headings_and_leave_no_trace(tmp_path):
    text = (
        f" [bookmark: _Toc1]Om ordningen\n{SENTENCE}\n\n"
        f"[bookmark: _Toc2]Nivåer \n{SENTENCE}\nSmå nettverk\n{SENTENCE}\n"
        f"[bookmark: _Hlk3]{SENTENCE}\n\n"
        f"[bookmark: _Toc4]Tjenester\n{SENTENCE}\n\n[bookmark: _Toc5]Små nettverk\n{SENTENCE}\n"
    )
    document = read(tmp_path, text)
    assert "bookmark" not in document.pages[0].text
    headings = [b.section for b in blocks(document) if b.kind is BlockKind.HEADING]
    # «Små nettverk» stood one level down before, so its second occurrence does too.
    assert headings == [
        ("Om ordningen",),
        ("Nivåer",),
        ("Nivåer", "Små nettverk"),
        ("Tjenester",),
        ("Tjenester", "Små nettverk"),
    ]


def test_a_bookmarked_line_that_introduces_a_list_is_no_heading():
    text = f"[bookmark: _Toc1]Vi har disse nivåene (se figur):\n\n1. Små\n2. Store\n\n{SENTENCE}"
    assert found(text)[:3] == [
        ("paragraph", "Vi har disse nivåene (se figur):"),
        ("list_item", "1. Små"),
        ("list_item", "2. Store"),
    ]


def test_footnotes_follow_their_list():
    text = (
        "Målene er:\n· å vokse\n· å bygge økosystemer[footnoteRef:2] lokalt.  "
        "[2:  Et økosystem er et samspill.] \n· å lære\n\nResten av teksten."
    )
    assert found(text) == [
        ("paragraph", "Målene er:"),
        ("list_item", "· å vokse"),
        ("list_item", "· å bygge økosystemer lokalt."),
        ("list_item", "· å lære"),
        ("paragraph", "Et økosystem er et samspill."),
        ("paragraph", "Resten av teksten."),
    ]


def test_brackets_without_a_footnote_mark_stay():
    assert found("Se [2: side fire] her.") == [("paragraph", "Se [2: side fire] her.")]


def test_short_lines_under_a_colon_are_a_list():
    text = (
        f"{SENTENCE}\n\nEffekter:\nFlere arbeidsplasser\nMer eksport\n\nResultater:\n"
        f"Bedre samspill, ute og hjemme\nFlere møter\n\n{SENTENCE}"
    )
    assert [kind for kind, _ in found(text)] == [
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
        "paragraph",
        "list_item",
        "list_item",
        "paragraph",
    ]


def test_captions_stand_alone():
    text = f"Nivåene er:\n1. Små\n2. Store\n Figur 3 Nivåene samlet\n\n{SENTENCE}\nFigur 4 Mer"
    assert ("paragraph", "Figur 3 Nivåene samlet") in found(text)
    assert ("list_item", "2. Store") in found(text)
    assert ("paragraph", "Figur 4 Mer") in found(text)


def test_first_line_alone_is_the_title(tmp_path):
    document = read(tmp_path, f"Opptak av nettverk\n\n{SENTENCE}\n\nVekst (tre år)\n\n{SENTENCE}\n")
    assert document.title == "Opptak av nettverk"
    assert [b.section for b in blocks(document)][-1] == ("Vekst (tre år)",)


def test_underlined_and_numbered_headings(tmp_path):
    text = (
        f"Hoved\n=====\n\n{SENTENCE}\n\nUnder\n-----\n\n{SENTENCE}\n\n"
        f"2.1 Enda et avsnitt\n\n{SENTENCE}\n"
    )
    headings = [b for b in blocks(read(tmp_path, text)) if b.kind is BlockKind.HEADING]
    assert [(b.level, b.section) for b in headings] == [
        (1, ()),
        (2, ("Under",)),
        (3, ("Under", "2.1 Enda et avsnitt")),
    ]


def test_wrapped_lines_are_joined(tmp_path):
    paragraph = (
        "Ordningen gjelder for nettverk som vil arbeide mer sammen, og som har en plan for "
        "arbeidet. Siden den første\n1. oktober 2019 kan alle søke, og det er bra for dem."
    )
    wrapped = "Om ordningen\n\n" + "\n".join(
        line for part in paragraph.split("\n") for line in textwrap.wrap(part, 52)
    )
    wrapped += (
        "\n\n- et punkt som er så langt at det går over flere\n  linjer i teksten\n- et kort\n"
    )
    assert outline(read(tmp_path, wrapped)) == [
        ("heading", "Om ordningen"),
        ("list_intro", paragraph.replace("\n", " ")),
        ("list_item", "et punkt som er så langt at det går over flere linjer i teksten"),
        ("list_item", "et kort"),
    ]


def test_a_stray_break_in_a_sentence_is_mended():
    text = f"{SENTENCE} Dette omfatter ledelse, \nprofilering og møter."
    assert found(text) == [
        ("paragraph", f"{SENTENCE} Dette omfatter ledelse, profilering og møter.")
    ]


def test_nested_bullets():
    text = "Krav:\n  • plan\n      - med mål\n  • leder\n"
    assert [(b.text, b.level) for b in blocks_of(text)[1:]] == [
        ("• plan", 0),
        ("- med mål", 1),
        ("• leder", 0),
    ]


def test_addresses_are_no_headings():
    text = f"{SENTENCE}\n\nKontor\nStorgata 1\n0155 Oslo\n\n{SENTENCE}"
    assert all(kind != "heading" for kind, _ in found(text))


PLAIN = st.text(alphabet=st.sampled_from("ab ÆØå.:,-•1)\n\t«»?x"), max_size=200) | st.text(
    alphabet=st.characters(exclude_characters="[]=-"), max_size=80
)


@given(PLAIN)
def test_every_character_survives_in_order(text):
    cleaned = clean_characters(text)
    kept = "".join("".join(b.text for b in blocks_of(cleaned)).split())
    lines = [line.strip() for line in cleaned.split("\n")]
    # Underlines are the only characters that are taken away without debris.
    assert kept == "".join("".join(x for x in lines if set(x) != {"-"} or len(x) < 3).split()) or (
        "---" in cleaned
    )


@given(PLAIN)
def test_blocks_are_folded_lines(text):
    for block in blocks_of(clean_characters(text)):
        assert isinstance(block, RawBlock)
        assert block.text == " ".join(block.text.split()) != ""
        assert 0 <= block.content < len(block.text)


def test_lines_in_columns_are_rows_of_a_table():
    text = (
        f"{SENTENCE}\n\nBåtlag\n"
        "  Småbåt     én skipper. Egenandel 9 000 kr.\n"
        "  Skøyte     minst to skippere, og en\n"
        "             maskinist. Egenandel 15 000 kr.\n"
        f"\nRute            Bytur    Fjordtur\n  Voksen         55 kr     118 kr\n"
        f"  Barn           28 kr      59 kr\n\n{SENTENCE}"
    )
    header = ("Rute", "Bytur", "Fjordtur")
    assert blocks_of(clean_characters(text))[1:-1] == [
        RawBlock(BlockKind.HEADING, "Båtlag", 1),
        RawBlock(BlockKind.TABLE_ROW, "Småbåt | én skipper. Egenandel 9 000 kr."),
        RawBlock(
            BlockKind.TABLE_ROW,
            "Skøyte | minst to skippere, og en maskinist. Egenandel 15 000 kr.",
        ),
        RawBlock(BlockKind.TABLE_ROW, "Rute | Bytur | Fjordtur", header=header),
        RawBlock(BlockKind.TABLE_ROW, "Voksen | 55 kr | 118 kr", header=header),
        RawBlock(BlockKind.TABLE_ROW, "Barn | 28 kr | 59 kr", header=header),
    ]


def test_values_in_a_column_make_a_table_without_headers():
    text = (
        "Sykkel, rute 21     gratis\nSykkel, rute 22     35 kr\nGods, rute 22       70 kr per kolli"
    )
    assert [kind for kind, _ in found(text)] == ["table_row"] * 3


def test_an_empty_cell_keeps_its_column():
    text = (
        "Navn            Rolle              Telefon\n"
        "Ola Tveit       medlem             71 40 00 01\n"
        "Mina Rashid     leder\n"
        "Per Husby                          71 40 00 03\n"
    )
    assert [b.text.split(" | ") for b in blocks_of(text)][2:] == [
        ["Mina Rashid", "leder", ""],
        ["Per Husby", "", "71 40 00 03"],
    ]


NO_TABLES = {
    "one line alone": "Navn      Båtlaget\n\nResten av teksten.",
    "two lines without figures": "Båtlaget       Hamnegata\nNaboen         Moveien",
    "two blanks behind full stops": "Det er vår.  Alle skal ut.\nDet er høst.  Alle skal inn.",
    "items": "1.   Små lag\n2.   Store lag\n3.   Alle lag",
    "gaps that do not meet": "Vi   skal ut\nMen ikke dere alle   i dag",
    "code": "kode = lesKode()      # fire siffer\nif kode == 0000:      steng()\n"
    "lås.åpne(kode)        # grønt lys",
    "code without comments": "hent kode 1      lås\nvis kode 2       åpne\nglem kode 3      lås",
    "verse": "Ta det du trenger,    lån det bort,\nlever det tilbake     før snøen er borte,\n"
    "så kan den neste      gå tur.",
    "prose in two columns": "Dette er en linje som     er brutt i to kolonner\n"
    "fordi den som skrev       likte avstand mellom\nordene, og det er         prosa her.",
    "a letter": "Kjære    Ola,\ntakk     for\nlånet    sist.",
    "an address": "Adresse:    Storgata 12\n            6250 Myrvåg\nTelefon:    71 40 22 00",
    "names and addresses": "Kasserer      Kari Vik,         Moveien 3\n"
    "Styreleder    Arne Sæther,      Storgata 9\nMedlem        Ola Tveit,        Storgata 2",
    "labels divided by hyphens": "Fylkes-        Samme regler gjelder for 2\n"
    "kommunen       lag, også de som ikke\n               er 3 medlemmer.",
    "long sentences": "Bytur     Turen gjennom byen går hver dag klokka 10\n"
    "Fjordtur  Turen ut fjorden går bare om sommeren klokka 12\n"
    "Vi tar    ikke med noen som er under 12 år gamle",
    "a line that breaks the columns": "Voksen         55 kr\nBarn           28 kr\n"
    "Honnør         28 kr\nGrupper på over ti    19 kr",
}


def test_two_lines_with_figures_of_a_name_are_rows():
    told = found("  Robåt     Minst ett år.  Leie 90 kr.\n  Seilbåt   Minst to år.   Leie 150 kr.")
    assert told == [
        ("table_row", "Robåt | Minst ett år. Leie 90 kr."),
        ("table_row", "Seilbåt | Minst to år. Leie 150 kr."),
    ]


@pytest.mark.parametrize("name", NO_TABLES)
def test_lines_that_are_no_table_lose_no_word(name):
    told = found(NO_TABLES[name])
    assert all(kind != "table_row" for kind, _ in told)
    assert " ".join(text for _, text in told).split() == NO_TABLES[name].split()
