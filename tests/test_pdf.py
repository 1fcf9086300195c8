"""The PDF writer, read back with pypdf, and the 2019 description that is made with it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assistant import pdf
from assistant.domain import Language
from assistant.pdf.__main__ import main

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SOURCE = CORPUS / "_source" / "programbeskrivelse-2019.md"
TARGET = CORPUS / "programbeskrivelse-2019.pdf"
FULL = """# Råd til «Ærlig & Åpen»

Avsnitt med **fet skrift**, *kursiv* og mellomrom mellom alle ordene.

## Økonomi

Støtten går til:

- ledelse
- å følge opp prosjekter
  - også små

### Rekkefølge

3. søke
4. få svar

| Nivå | Beløp |
| --- | --- |
| Arena | to millioner |
| Arena Pro | tre millioner |

> **Merk:** et sitat om Ålesund
"""


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def lines(data: bytes) -> list[str]:
    text = "\n".join(page.extract_text() for page in reader(data).pages)
    return [line.strip() for line in text.splitlines() if line.strip()]


def outline(entries: list[object], depth: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for entry in entries:
        if isinstance(entry, list):
            found += outline(entry, depth + 1)
        else:
            found.append((depth, str(entry["/Title"])))  # type: ignore[index]
    return found


def test_text_reads_line_by_line_in_order() -> None:
    assert lines(pdf.render(FULL, title="Råd", footer="Utkast"))[3:] == [
        "Råd til «Ærlig & Åpen»",
        "Avsnitt med fet skrift, kursiv og mellomrom mellom alle ordene.",
        "Økonomi",
        "Støtten går til:",
        "• ledelse",
        "• å følge opp prosjekter",
        "• også små",
        "Rekkefølge",
        "3. søke",
        "4. få svar",
        "Nivå",
        "Beløp",
        "Arena",
        "to millioner",
        "Arena Pro",
        "tre millioner",
        "Merk: et sitat om Ålesund",
    ]


def test_headings_are_larger_the_higher_they_stand() -> None:
    sizes: dict[str, float] = {}

    def note(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size

    reader(pdf.render(FULL, title="Råd")).pages[0].extract_text(visitor_text=note)
    assert (
        sizes["Råd til «Ærlig & Åpen»"]
        > sizes["Økonomi"]
        > sizes["Rekkefølge"]
        > sizes["Støtten går til:"]
        > sizes["Side 1 av 1"]
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# A\n\n## B\n\n### C\n\n## D", [(0, "A"), (1, "B"), (2, "C"), (1, "D")]),
        ("# A\n\n### hopp\n\n# «Æ» & <b>", [(0, "A"), (1, "hopp"), (0, "«Æ» & <b>")]),
        ("### først\n\n# så", [(0, "først"), (0, "så")]),
        ("## en\n\n## to\n\n#### tre\n\n### fire", [(0, "en"), (0, "to"), (1, "tre"), (1, "fire")]),
        ("tekst uten overskrift", []),
    ],
)
def test_bookmarks_follow_the_headings(markdown: str, expected: list[tuple[int, str]]) -> None:
    assert outline(reader(pdf.render(markdown, title="t")).outline) == expected


def test_bookmarks_lead_to_the_page_of_their_heading() -> None:
    text = "\n\n".join(f"## Del {n}\n\n" + "ord " * 400 for n in range(6))
    read = reader(pdf.render(text, title="t"))
    for entry in read.outline:
        page = read.get_destination_page_number(entry)
        assert entry["/Title"] in read.pages[page].extract_text().splitlines()


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>fet</b> & </para> <para>",
        '<img src="file:///etc/passwd"/>',
        "<script>alert(1)</script>",
        "<font size=99>stor",
        "&lt; &amp;amp; {{ 7*7 }} %s",
    ],
)
def test_markup_in_the_text_is_printed_not_obeyed(hostile: str) -> None:
    # A code span is what keeps Markdown itself from reading entities.
    printed = lines(pdf.render(f"før `{hostile}` etter", title=hostile, footer=hostile))
    assert printed[0] == hostile
    assert printed[1] == hostile
    assert printed[-1] == f"før {hostile} etter"


def test_html_blocks_are_text() -> None:
    assert "<div onclick=x>hei</div>" in lines(pdf.render("<div onclick=x>hei</div>", title="t"))


@pytest.mark.parametrize(
    ("target", "linked"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("mailto:post@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("#intern", False),
    ],
)
def test_only_web_and_mail_links_are_live(target: str, linked: bool) -> None:
    page = reader(pdf.render(f"[her]({target})", title="t")).pages[0]
    found = [note.get_object()["/A"]["/URI"] for note in page.get("/Annots", [])]
    assert found == ([target] if linked else [])


@pytest.mark.parametrize(
    ("language", "tag", "footer"),
    [
        (Language.NB, "nb-NO", "Side {} av {}"),
        (Language.NN, "nn-NO", "Side {} av {}"),
        (Language.EN, "en-GB", "Page {} of {}"),
    ],
)
def test_every_page_has_header_footer_and_number(language: Language, tag: str, footer: str) -> None:
    text = "\n\n".join(["Et avsnitt som fyller litt av siden. " * 8] * 40)
    read = reader(pdf.render(text, title="Tittel", footer="Utkast", language=language))
    total = len(read.pages)
    assert total > 2
    for number, page in enumerate(read.pages, 1):
        printed = [line.strip() for line in page.extract_text().splitlines()]
        assert printed[:3] == ["Tittel", "Utkast", footer.format(number, total)]
    assert read.trailer["/Root"]["/Lang"] == tag


def test_metadata_and_a_long_running_header() -> None:
    title = "Veldig lang tittel på et notat " * 12
    data = pdf.render("tekst", title=title, author="Kåre & Åse")
    metadata = reader(data).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == (title, "Kåre & Åse")
    assert lines(data)[0].endswith("…")


def test_same_input_gives_the_same_bytes() -> None:
    assert pdf.render(FULL, title="Råd") == pdf.render(FULL, title="Råd")


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "\x00\x07\ud800",
        "# ",
        "-",
        "a" * 20_000,
        "> " * 60 + "dypt",
        "\n".join("  " * depth + "- punkt" for depth in range(40)),
        "|" + "a|" * 30 + "\n|" + "-|" * 30 + "\n|" + "b|" * 30,
        "| a | b |\n| - | - |\n| " + "lang tekst " * 1500 + " | x |",
        "> " + "lang tekst " * 3000,
        "# " + "lang overskrift " * 600,
        "> # " + "lang overskrift " * 600,
        "\n\n".join(["## Overskrift"] * 100),
        "ord " * 2000 + "\n\n- a\n- b",
        "| " + "overskrift " * 1500 + " | b |\n| - | - |\n| x | y |",
        "| "
        + "overskrift " * 30
        + "| b |"
        + " b |" * 6
        + "\n|"
        + "-|" * 8
        + "\n|"
        + "W" * 99
        + "|" * 8,
        "```\n" + "kode " * 3000 + "\n```",
        "Smil 😀 og \u202eomvendt",
    ],
)
def test_awkward_input_still_gives_a_readable_pdf(markdown: str) -> None:
    assert "Side 1 av" in reader(pdf.render(markdown, title="t")).pages[0].extract_text()


MARKS = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "`",
        "|",
        "\n",
        "\n\n",
        "[a](",
        ")",
        "<",
        "&",
        "---",
    ]
)
SNIPPETS = st.lists(st.one_of(MARKS, st.text(max_size=12)), max_size=20).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markdown=SNIPPETS, title=st.text(max_size=30))
def test_any_text_gives_a_pdf_with_a_text_layer(markdown: str, title: str) -> None:
    for page in reader(pdf.render(markdown, title=title, footer=title)).pages:
        assert "Side " in page.extract_text()


def test_command_line_takes_the_title_from_the_text(tmp_path: Path) -> None:
    source, target = tmp_path / "notat.md", tmp_path / "notat.pdf"
    source.write_text("# Notat om Ås\n\ntekst", encoding="utf-8-sig")
    command = [sys.executable, "-m", "assistant.pdf", str(source), str(target), "--author", "Åse"]
    subprocess.run(command, check=True, cwd=CORPUS.parent)
    metadata = reader(target.read_bytes()).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Notat om Ås", "Åse")


@pytest.mark.parametrize("content", [None, "blåbær".encode("latin-1")])
def test_command_line_names_a_file_it_cannot_read(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "notat.md"
    if content is not None:
        source.write_bytes(content)
    assert main([str(source), str(tmp_path / "notat.pdf")]) == 2
    message = capsys.readouterr().err
    assert str(source) in message
    assert message.count("\n") == 1


def test_the_2019_description_is_made_from_its_source(tmp_path: Path) -> None:
    # By text, not bytes: another zlib or font version packs the same pages differently.
    made = tmp_path / TARGET.name
    assert main([str(SOURCE), str(made), "--author", pdf_author(TARGET)]) == 0
    assert lines(made.read_bytes()) == lines(TARGET.read_bytes())


def pdf_author(path: Path) -> str:
    metadata = PdfReader(path).metadata
    return str(metadata.author) if metadata else ""


def test_the_2019_description_reads_as_a_document() -> None:
    read = PdfReader(TARGET)
    titles = [title for _, title in outline(read.outline)]
    headings = [line for line in SOURCE.read_text(encoding="utf-8").splitlines() if line[:1] == "#"]
    assert len(read.pages) >= 4
    assert titles == [heading.lstrip("# ") for heading in headings]
    assert not [line for line in lines(TARGET.read_bytes()) if line.endswith("\xad")]
    folded = " ".join(lines(TARGET.read_bytes()))
    assert "med to millioner kroner i årlig driftsstøtte i inntil tre år." in folded
