from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from eligibility_cases import DAY, EVERYTHING, profiles
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from assistant import texts
from assistant.domain import Assessment, Language, Verdict
from assistant.eligibility.assess import assess
from assistant.eligibility.blocks import Items, Paragraph, Table, escape, to_docx, to_markdown
from assistant.eligibility.brief import written_date
from assistant.eligibility.profile import validate
from assistant.eligibility.report import (
    brief_docx,
    brief_markdown,
    brief_pdf,
    chat_markdown,
    compare,
    comparison_markdown,
    render_table,
)
from assistant.ingest.manifest import load_manifest

SOURCES = load_manifest(Path(__file__).resolve().parents[2] / "corpus")
PARTLY = {"name": "Fjordklyngen", "business_led": True, "years_of_operating_support": 9.5}
AREAS = ("eligibility", "eligibility_fields", "eligibility_report", "eligibility_dialogue")


def check(raw: dict[str, Any], **options: Any) -> Assessment:
    return assess(validate(raw), **{"as_of": DAY, "sources": SOURCES, **options})


def markers(text: str) -> set[int]:
    return {int(n) for n in re.findall(r"\[(\d+)\]", text)}


def listed(text: str) -> set[int]:
    return {int(n) for n in re.findall(r"^\[(\d+)\] ", text, re.M)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("raw", [{}, PARTLY, EVERYTHING], ids=["empty", "partly", "everything"])
def test_every_marker_has_its_source(raw: dict, language: Language) -> None:
    found = check(raw, language=language)
    for text in (
        render_table(found, language),
        render_table(found, language, sources=SOURCES),
        brief_markdown(found, language=language, sources=SOURCES),
        chat_markdown(found, language, sources=SOURCES),
    ):
        assert markers(text) == listed(text) == set(range(1, len(listed(text)) + 1))
        assert texts.get("eligibility.self_check", language)[:25] in text


def test_the_table_fits_the_terminal_and_names_outcomes_in_words() -> None:
    text = render_table(check(PARTLY, levels=["nic-connect-2024"]), width=90)
    assert max(len(line) for line in text.splitlines()) <= 90
    assert "NIC Connect: Opplysninger mangler" in text
    assert re.search(r"^Oppfylt +Bedriftene leder an +Bedriftene sitter", text, re.M)
    assert "Neste spørsmål: Hvilke av disse fem gruppene" in text


def test_the_table_with_sources_says_what_the_level_gives() -> None:
    text = render_table(check({}, levels=["arena-2019"], as_of=date(2026, 1, 1)), sources=SOURCES)
    assert "Arena ble erstattet av nye nivåer i april 2024" in text
    assert "to millioner kroner i året" in text


def test_the_brief_orders_the_gaps() -> None:
    raw = {"strategy": False, "esca_label": "gold"}
    text = brief_markdown(check(raw), sources=SOURCES)
    gaps = text[text.index("## Det som gjenstår") : text.index("## Spørsmål til møtet")]
    lines = [line for line in gaps.splitlines() if re.match(r"\d+\. ", line)]
    assert lines[0].startswith("1. Ikke oppfylt: Strategi. Klyngen mangler en strategi.")
    assert "NIC Connect, NIC Explore, NIC Impact" in lines[0]
    first_missing = next(n for n, line in enumerate(lines) if "Opplysning mangler" in line)
    assert all("Opplysning mangler" in line for line in lines[first_missing:])
    assert lines[first_missing].split(": ", 1)[1].startswith("Aktørtyper")
    assert not any("ESCA" in line for line in lines)


def test_a_level_that_is_gone_is_said_to_be_gone() -> None:
    text = brief_markdown(check({}, as_of=date(2026, 1, 1)), sources=SOURCES)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    standing = {r.split(" | ")[0].strip("| "): r.split(" | ")[-1].strip(" |") for r in rows[:10]}
    assert standing["Arena (2019)"] == "Nei, historisk"
    assert standing["NIC Impact"] == "Ja"
    assert "Søknadsfristen 21. juni 2024 klokken 16.00 har gått ut." in text


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "a | b\n# c",
        "![](http://x)",
        "1. x",
    ],
)
def test_names_from_users_are_never_markup(name: str) -> None:
    text = brief_markdown(check({"name": name}, levels=["nce-2019"]), sources=SOURCES)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<script" not in html
    assert '<a href="javascript' not in html
    assert "<img" not in html
    assert html.count("<h1>") == 1


@given(st.text(max_size=40))
def test_escaped_text_reads_as_written(text: str) -> None:
    plain = " ".join(text.split())
    shown = MarkdownIt("commonmark", {"html": True}).parseInline(f"x{escape(text)}x")[0]
    assert {child.type for child in shown.children or []} <= {"text", "text_special"}
    if "[" not in plain and "&" not in plain and "\x00" not in plain:
        assert "".join(child.content for child in shown.children or []) == f"x{plain}x"


def test_the_word_document_opens_again_with_its_citations() -> None:
    found = check({**PARTLY, "name": "Blå & <grønn>\x00"})
    document = docx.Document(io.BytesIO(brief_docx(found, sources=SOURCES)))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == "Notat før møte: Blå & <grønn>"
    assert [h for h in headings if h == "Kilder"]
    summary = document.tables[0]
    assert [row.cells[0].text for row in summary.rows][1] == "Tidligfase klynger/nettverk (2019)"
    assert len(summary.rows) == 1 + len(found.levels)
    words = "\n".join(
        [p.text for p in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert markers(words) == listed(words)
    assert "I en klynge skal næringsaktørene sitte i førersetet." in words


def test_the_pdf_holds_the_brief() -> None:
    data = brief_pdf(check(PARTLY, levels=["nce-2019"]), sources=SOURCES)
    words = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages
    )
    assert "Notat før møte: Fjordklyngen" in words
    assert "gullsertifisering i ESCA-modellen" in words


def test_numbered_lists_in_word_start_at_one_each_time() -> None:
    blocks = [Items(("a", "b"), numbered=True), Paragraph("x"), Items(("c",), numbered=True)]
    document = docx.Document(io.BytesIO(to_docx(blocks, title="t")))
    assert [p.text for p in document.paragraphs] == ["1. a", "2. b", "x", "1. c"]


@pytest.mark.parametrize(
    ("iso", "language", "words"),
    [
        ("2024-06-21", Language.NB, "21. juni 2024"),
        ("2024-06-21", Language.EN, "21 June 2024"),
        ("2024-04", Language.NN, "april 2024"),
        ("2019", Language.NB, "2019"),
    ],
)
def test_dates_are_written_out(iso: str, language: Language, words: str) -> None:
    assert written_date(iso, language) == words


def test_a_table_in_markdown_keeps_its_cells() -> None:
    text = to_markdown([Table(("a", "b"), (("1 | 2", "x\ny"),))])
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<td>") == 2
    assert "1 | 2" in html


def test_what_changed_between_two_profiles() -> None:
    before = validate({"strategy": False, "esca_label": "silver", "name": "A"})
    after = validate({"strategy": True, "esca_label": "silver", "business_led": True, "name": "A"})
    found = compare(before, after, as_of=DAY)
    assert [(c.field, c.before, c.after) for c in found.fields] == [
        ("business_led", None, True),
        ("strategy", False, True),
    ]
    arena = {c.criterion: (c.before, c.after) for c in found.verdicts if c.level == "arena-2019"}
    assert arena == {
        None: (Verdict.NOT_MET, Verdict.MISSING),
        "business-led": (Verdict.MISSING, Verdict.MET),
        "strategic-platform": (Verdict.NOT_MET, Verdict.MET),
    }
    assert not [c for c in found.verdicts if c.level == "nce-2019"]
    text = comparison_markdown(found, Language.EN)
    assert "| Strategy | No | Yes |" in text
    assert "| Arena (2019) | Strategic platform | Not met | Met |" in text


@given(profiles())
@settings(deadline=None, max_examples=30)
def test_a_profile_does_not_differ_from_itself(raw: dict) -> None:
    profile = validate(raw)
    found = compare(profile, profile, as_of=DAY)
    assert found.fields == () == found.verdicts
    assert "Profilene er like." in comparison_markdown(found)


@pytest.mark.parametrize("area", AREAS)
def test_the_texts_have_the_same_keys_in_every_language(area: str) -> None:
    keys = {language: {*texts.area(area, language)} for language in Language}
    assert keys[Language.NB] == keys[Language.NN] == keys[Language.EN]
    for key, text in texts.area(area, Language.NB).items():
        for language in Language:
            other = texts.area(area, language)[key]
            assert set(re.findall(r"\{\w+\}", str(text))) == set(re.findall(r"\{\w+\}", str(other)))
