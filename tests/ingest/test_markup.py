"""Markdown and HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import html, markdown

from .reading import blocks, outline, read_bytes


def md(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in markdown.extract(text.encode()).blocks]


def page(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text) for b in html.extract(text.encode()).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Fet** og *kursiv* med `kode`.", [("paragraph", "Fet og kursiv med kode.")]),
        ("Se [Siva](https://siva.no) nå.", [("paragraph", "Se Siva nå.")]),
        ("Et &amp; og &nbsp;to &lt;tre&gt;", [("paragraph", "Et & og to <tre>")]),
        ("linje\nbrutt  \nto", [("paragraph", "linje brutt to")]),
        ("a\\*b og <b>fet</b>", [("paragraph", "a*b og fet")]),
        ("# Tittel #\n\nUnder\n---\n", [("heading", "Tittel"), ("heading", "Under")]),
        ("- én\n- to", [("list_item", "- én"), ("list_item", "- to")]),
        ("3) tre\n4) fire", [("list_item", "3) tre"), ("list_item", "4) fire")]),
        ("- én\n\n  mer om én\n- to", [("list_item", "- én mer om én"), ("list_item", "- to")]),
        ("> sitat\n> mer", [("paragraph", "sitat mer")]),
        (
            "| A | B |\n|---|---|\n| 1 | **2** |\n| 3 | |",
            [("table_row", "A | B"), ("table_row", "1 | 2"), ("table_row", "3 | ")],
        ),
        ("---\ntitle: X\n---\nTekst", [("paragraph", "Tekst")]),
        ("<div>Rå <b>HTML</b></div>\n\nTekst", [("paragraph", "Rå HTML"), ("paragraph", "Tekst")]),
        ("<!-- skjult -->\n\nTekst", [("paragraph", "Tekst")]),
        ("```\nlinje\n```", [("paragraph", "linje")]),
        ("![Bildetekst](a.png)", [("paragraph", "Bildetekst")]),
    ],
)
def test_markdown(text, expected):
    assert md(text) == expected


def test_markdown_nesting_and_markers(tmp_path):
    document = read_bytes(tmp_path, "a.md", b"Krav:\n\n1. plan\n   - med maal\n2. leder\n")
    found = [(b.kind.value, b.level, b.content - b.start) for b in blocks(document)]
    assert found == [
        ("list_intro", 0, 0),
        ("list_item", 0, 3),
        ("list_item", 1, 2),
        ("list_item", 0, 3),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>En<br>linje &aring;</p>", [("paragraph", "En linje å")]),
        ("<p>En<br><br>To</p>", [("paragraph", "En"), ("paragraph", "To")]),
        ("<div>løs tekst<p>avsnitt</p>hale</div>", [
            ("paragraph", "løs tekst"), ("paragraph", "avsnitt"), ("paragraph", "hale")]),
        ("<h2>Krav <small>nye</small></h2>", [("heading", "Krav nye")]),
        ("<ul><li>én<ul><li>under</li></ul></li><li><p>to</p><p>mer</p></li></ul>", [
            ("list_item", "én"), ("list_item", "under"), ("list_item", "to mer")]),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", [
            ("table_row", "A | B"), ("table_row", "1 | 2")]),
        ("<table><tr><td><p>Bare</p><p>oppsett</p></td></tr></table>", [
            ("paragraph", "Bare"), ("paragraph", "oppsett")]),
        ("<dl><dt>Arena</dt><dd>tre år</dd></dl>", [
            ("paragraph", "Arena"), ("list_item", "tre år")]),
        ("<p>Ja<script>nei()</script><style>p{}</style><!-- nei --></p>", [("paragraph", "Ja")]),
        ("<header>Nei</header><nav>Nei</nav><p>Ja</p><aside>Nei</aside><footer>Nei</footer>",
            [("paragraph", "Ja")]),
        ("<p>Nei</p><main><header><h1>Ja</h1></header><p>Også</p></main>", [
            ("heading", "Ja"), ("paragraph", "Også")]),
        ("<p hidden>Nei</p><p>Ja</p>", [("paragraph", "Ja")]),
        ("<p>2 &lt; 3 &amp; 4</p>", [("paragraph", "2 < 3 & 4")]),
    ],
)  # fmt: skip
def test_html(text, expected):
    assert page(text) == expected


def test_html_levels_and_title(tmp_path):
    document = read_bytes(
        tmp_path,
        "a.html",
        b"<title>Nettsted</title><p>Uten overskrift.</p><ul><li>a<ol><li>b</li></ol></li></ul>",
    )
    assert document.title == "Nettsted"
    assert [b.level for b in blocks(document)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "iso-8859-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("", "utf-8-sig"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-16"),
    ],
)
def test_html_character_sets(tmp_path, head, encoding):
    data = f"<html><head>{head}</head><body><p>Blåbærøl på Ærøya</p></body></html>".encode(encoding)
    assert outline(read_bytes(tmp_path, "a.htm", data)) == [("paragraph", "Blåbærøl på Ærøya")]


MARKUP = st.text(alphabet=st.sampled_from("<>/pulih1 td=\"'&;-*#|`[]()\n\\æ!x0"), max_size=120)


@given(MARKUP)
def test_any_markup_gives_folded_blocks(text):
    for block in (*html.extract(text.encode()).blocks, *markdown.extract(text.encode()).blocks):
        assert block.text == " ".join(block.text.split(" "))
        assert "\n" not in block.text
        assert "\x00" not in block.text


WORDS = st.lists(st.text(alphabet="abcæøå", min_size=1, max_size=6), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_paragraphs_survive_both(paragraphs):
    expected = [("paragraph", " ".join(words)) for words in paragraphs]
    assert md("\n\n".join(text for _, text in expected)) == expected
    assert page("".join(f"<p>{text}</p>" for _, text in expected)) == expected
