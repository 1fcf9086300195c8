"""The adviser's files and the staff room's work, in Debian's chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Answer, Citation, Language, Outcome
from assistant.eligibility.profile import load
from assistant.evaluation.retention import CASES, store_of
from tests.serve.browser import PHONE, ask, grave_findings, overflow, until, visit
from tests.serve.conftest import Running, make_settings, run_server
from tests.serve.test_staff_runs import SECRET, place, run_of

pytestmark = pytest.mark.browser
QUESTION = "Når er søknadsfristen for NIC Polar?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with one kept question and runs over held-out questions."""
    settings = make_settings(tmp_path_factory.mktemp("staff"))
    cited = Citation(1, "utlysning-2024", "Utlysning 2024", (), None, "NIC Impact varer i tre år.")
    answer = Answer(QUESTION, Language.NB, Outcome.NO_EVIDENCE, "Det står ikke der [1].", (cited,))
    store_of(settings).add(answer, consent=True)
    place(settings.data / "runs", "2026-11-20-heldout", run_of("heldout", passed=False))
    place(settings.data / "runs", "2026-11-21-heldout", run_of("heldout"))
    yield from run_server(settings)


def upload_profile(page: Any, path: Path) -> str:
    """Upload a profile; what the page then tells."""
    told = "document.querySelector('#profilmelding p')?.innerText"
    before = page.evaluate(told) or ""
    page.locator("#fil input[type=file]").set_input_files(path)
    until(page, f"old => {told} && {told} !== old", before)
    return str(page.evaluate(told)).strip()


def exported(page: Any) -> str:
    return str(page.get_by_label("Profilen som JSON").input_value())


def test_a_profile_goes_out_as_a_file_and_in_again(
    chromium: Any, served: Running, tmp_path: Path
) -> None:
    (tmp_path / "feil.toml").write_text("strategy = ja\n", encoding="utf-8")
    with visit(chromium, served.url, "/radgiver/") as page:
        page.locator("#oppsummering .nivaer").wait_for()
        page.locator("#felt-name textarea, #felt-name input").fill("Blå «Ørret»")
        page.get_by_role("radiogroup", name="Er det bedriftene som styrer klyngen?").get_by_label(
            "Nei"
        ).check()
        page.locator("#felt-years_of_operating_support input, textarea").first.wait_for()
        page.locator("#felt-actor_types").get_by_label("akademia", exact=False).first.check()
        until(page, "document.querySelector('#last-ned').innerHTML.includes('academia')")
        with page.expect_download() as started:
            page.get_by_role("button", name="Last ned profilen (TOML)").click()
        file = tmp_path / started.value.suggested_filename
        file.write_bytes(Path(started.value.path()).read_bytes())
        assert load(file)["business_led"] is False
        page.get_by_role("button", name="Profilen som JSON").click()
        before = exported(page)
        assert "academia" in before
    with visit(chromium, served.url, "/radgiver/") as page:
        page.locator("#oppsummering .nivaer").wait_for()
        page.get_by_role("button", name="Profilen som JSON").click()
        page.get_by_role("button", name="Hent en profil fra en fil").click()
        told = upload_profile(page, file)
        assert told == f"Profilen er lest fra «{file.name}»."
        until(page, "document.querySelector('#last-ned').innerHTML.includes('academia')")
        assert exported(page) == before
        told = upload_profile(page, tmp_path / "feil.toml")
        assert "feil.toml: is not valid TOML: Invalid value (at line 1, column 12)" in told
        assert "Rett filen" in told
        assert "\n" not in told
        assert exported(page) == before
        assert overflow(page) <= 0


def test_a_question_that_names_a_level_shows_what_stands_in_its_way(
    chromium: Any, served: Running
) -> None:
    with visit(chromium, served.url, "/radgiver/", viewport=PHONE) as page:
        page.locator("#oppsummering .nivaer").wait_for()
        page.get_by_role("radiogroup", name="Er det bedriftene som styrer klyngen?").get_by_label(
            "Nei"
        ).check()
        page.get_by_role("tab", name="Spør").click()
        page.locator("#sporsmal textarea").fill("Hvilke krav mangler vi for NIC Impact?")
        page.keyboard.press("Enter")
        rows = page.locator("#samtale .i-profilen li")
        rows.first.wait_for()
        assert rows.nth(0).inner_text().startswith("NIC Impact")
        assert "Ikke oppfylt" in rows.nth(0).inner_text()
        assert "NIC Impact: Bedriftene leder an" in rows.nth(1).inner_text()
        assert "Ikke oppfylt" in rows.nth(1).inner_text()
        assert page.locator("#samtale .i-profilen li").count() == 11
        assert overflow(page) <= 0


def build_index(page: Any) -> None:
    page.get_by_role("button", name="Bygg indeksen").click()
    page.locator("#dokumentmelding").get_by_text("Ferdig.").wait_for()


def choose(page: Any, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).first.click()


def test_the_deadlines_of_an_uploaded_call(chromium: Any, served: Running, tmp_path: Path) -> None:
    upload = tmp_path / "polar.md"
    upload.write_text(
        "# Utlysning av NIC Polar\n\nKlynger søker om NIC Polar i Polarportalen.\n", "utf-8"
    )
    question, notice = "Hvordan søker vi om NIC Polar?", "Fristene i «Utlysning Polar» har gått ut."
    with (
        visit(chromium, served.url) as public,
        visit(chromium, served.url, "/evaluering/", viewport=PHONE) as page,
    ):
        page.get_by_role("tab", name="Dokumenter").click()
        page.locator("#dokumentliste").get_by_text("21. juni 2024 kl. 16.00").wait_for()
        page.locator("#fil input[type=file]").set_input_files(upload)
        page.locator("#fil").get_by_text("polar").first.wait_for()
        page.get_by_label("Tittel").fill("Utlysning Polar")
        page.get_by_label("Frister").fill("3. mars 2020 | Søknadsfrist")
        page.get_by_role("button", name="Legg i dokumentmappen").click()
        page.locator("#dokumentmelding").get_by_text("er ingen frist").wait_for()
        assert page.get_by_label("Tittel").input_value() == "Utlysning Polar"
        page.get_by_label("Frister").fill("2020-03-03 12:00 | Søknadsfrist")
        page.get_by_role("button", name="Legg i dokumentmappen").click()
        page.locator("#ventende").get_by_text("Nye: polar").wait_for()
        page.locator("#dokumentliste").get_by_text(
            "3. mars 2020 kl. 12.00: Søknadsfrist (gått ut)"
        ).wait_for()
        page.locator("#siste-endring").get_by_text("«polar.md» ble lagt til").wait_for()
        build_index(page)
        assert notice in ask(public, question).inner_text()

        choose(page, "Hva gjelder det?", "polar.md: Utlysning Polar")
        until(page, "document.querySelector('#frister textarea').value.includes('2020')")
        assert page.get_by_label("Tittel").input_value() == "Utlysning Polar"
        page.get_by_label("Frister").fill("2120-03-03 | Søknadsfrist")
        page.get_by_role("button", name="Legg i dokumentmappen").click()
        changed = page.locator("#ventende details")
        changed.get_by_text("Hva som endres i polar").click()
        row = changed.locator("tr", has_text="Frister")
        row.wait_for()
        assert row.locator("td").all_inner_texts() == [
            "2020-03-03 12:00 | Søknadsfrist",
            "2120-03-03 | Søknadsfrist",
        ]
        assert grave_findings(page) == []
        assert overflow(page) <= 0
        build_index(page)
        turn = ask(public, question)
        assert "Polarportalen" in turn.inner_text()
        assert notice not in turn.inner_text()

        page.locator("#fil input[type=file]").set_input_files(upload)
        until(page, "document.querySelector('#frister textarea').value.includes('2120')")


def test_a_kept_question_becomes_a_case_and_goes_with_it(chromium: Any, served: Running) -> None:
    with visit(chromium, served.url, "/evaluering/", viewport=PHONE) as page:
        page.get_by_role("tab", name="Tilbakemeldinger").click()
        page.locator("#sporsmalsliste").get_by_text(QUESTION).wait_for()
        choose(page, "Lagret spørsmål", QUESTION)
        page.locator("#lagret-sporsmal").get_by_text("Det står ikke der").wait_for()
        assert page.get_by_label("står ikke i dokumentene").is_checked()
        quotes = page.get_by_label("Avsnitt svaret står i")
        assert quotes.input_value() == "utlysning-2024 | NIC Impact varer i tre år."
        quotes.fill("bare tull")
        page.get_by_role("button", name="Lagre testtilfellet").click()
        page.locator("#merkemelding").get_by_text("skriv dokument | sitat").wait_for()
        quotes.fill("")
        page.get_by_role("button", name="Lagre testtilfellet").click()
        page.locator("#merkemelding").get_by_text("nå et testtilfelle").wait_for()
        assert (served.settings.data / CASES).exists()
        choose(page, "Lagret spørsmål", QUESTION)
        page.locator("#lagret-sporsmal").get_by_text("Det står ikke der").wait_for()
        assert overflow(page) <= 0
        page.get_by_role("button", name="Slett spørsmålet").click()
        page.locator("#merkemelding").get_by_text("er slettet").wait_for()
        page.locator("#sporsmalsliste").get_by_text("Ingen lagrede spørsmål").wait_for()
        assert not (served.settings.data / CASES).exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_held_out_questions_are_shown_when_asked_for(
    chromium: Any, served: Running, scheme: str
) -> None:
    with visit(chromium, served.url, "/evaluering/", color_scheme=scheme) as page:
        page.locator("#holdt-av").get_by_text("Derfor viser vi bare tallene").wait_for()
        page.get_by_role("tab", name="Kjøringer").click()
        page.get_by_role("button", name="Sammenlign").click()
        shown = page.locator("#kjoringssammenligning")
        shown.get_by_text("bare antallet").wait_for()
        assert "heldout-1" not in shown.inner_text()
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Åpne rapporten").first.click()
        report = opened.value
        report.get_by_text("Ferdig: 2 av 2 besto.").wait_for()
        assert SECRET not in report.content()
        assert grave_findings(report) == []
        for width in (320, 360, 1280):
            report.set_viewport_size({"width": width, "height": 800})
            assert overflow(report) <= 0
        report.get_by_role("link", name="Vis enkeltspørsmålene likevel").click()
        report.get_by_text(SECRET).first.wait_for(state="attached")
