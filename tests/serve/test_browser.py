"""The main ways through the pages, in Debian's chromium."""

from __future__ import annotations

import http.server
import io
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import texts
from assistant.domain import Language
from assistant.evaluation.retention import CASES
from assistant.serve import users
from assistant.serve.users import Role
from tests.serve.browser import (
    DESK,
    PASSWORD,
    PHONE,
    ask,
    grave_findings,
    overflow,
    sign_in,
    until,
    visit,
)
from tests.serve.conftest import Running, make_settings, run_server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_question_citation_passage_page_picture(
    chromium: Any, running: Running, size: dict[str, int]
) -> None:
    with visit(chromium, running.url, viewport=size) as page:
        turn = ask(page, "Hvem er lærings- og delingsplattformen laget for?")
        turn.get_by_text("klyngens styre").first.wait_for()
        turn.locator("a.cite").first.click()
        source = turn.locator("details.kilde[open]")
        source.wait_for()
        assert "klyngens styre" in source.locator("mark").inner_text()
        assert "side 4" in source.locator(".sted").inner_text()
        assert source.locator(".status").first.inner_text() == "historisk"
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        source.get_by_text("Vis siden som bilde").click()
        picture = source.locator("img")
        until(page, "i => i.complete && i.naturalWidth > 500", picture.element_handle())
        assert "side 4" in picture.get_attribute("alt")
        link = source.get_by_role("link", name="Åpne dokumentet på side 4")
        assert link.get_attribute("href").endswith("/dokument/programbeskrivelse-2019#page=4")
        source.get_by_role("link", name="Tilbake til svaret").click()
        assert "cite" in page.evaluate("document.activeElement.className")


def test_examples_follow_up_and_starting_over(chromium: Any, running: Running) -> None:
    with visit(chromium, running.url) as page:
        page.get_by_role("button", name="Hvor lenge varer NIC Impact?").click()
        page.locator("#samtale .tur").wait_for()
        assert not page.locator("#eksempler").is_visible()
        turn = ask(page, "Enn for Connect, da?")
        assert "Connect" in turn.inner_text()
        until(page, "document.querySelector('#varsel').textContent.includes('Connect')")
        page.get_by_role("button", name="Start på nytt").click()
        page.locator("#eksempler").wait_for()
        assert page.locator("#samtale .tur").count() == 0


def test_markup_is_shown_as_text(chromium: Any, running: Running) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script> **[x](javascript:alert(3))**"
    with visit(chromium, running.url) as page:
        turn = ask(page, f"Hva er NIC Impact? {attack}")
        assert attack in turn.locator("h2").inner_text()
        assert turn.locator("img, script, h2 a, h2 b").count() == 0


def test_too_many_questions_get_an_orderly_answer(chromium: Any, tmp_path: Path) -> None:
    for running in run_server(make_settings(tmp_path, requests_per_minute=1)):
        with visit(chromium, running.url) as page:
            ask(page, "Hvor lenge varer NIC Impact?")
            page.get_by_label("Spørsmålet ditt").fill("Hva er Arena?")
            page.get_by_role("button", name="Spør", exact=True).click()
            page.get_by_text("Prøv igjen om").wait_for()
            assert page.get_by_label("Spørsmålet ditt").input_value() == "Hva er Arena?"
            assert page.locator("#samtale .tur").count() == 1


def test_form_verdicts_docx(chromium: Any, running: Running) -> None:
    from docx import Document

    with visit(chromium, running.url, "/passer-vi/") as page:
        level = page.locator("#oppsummering .nivaer li").first
        level.get_by_text("Opplysninger mangler").wait_for()
        group = page.get_by_role("radiogroup", name="Er det bedriftene som styrer klyngen?")
        group.get_by_label("Vet ikke").focus()
        page.keyboard.press("ArrowLeft")
        level.get_by_text("Ikke oppfylt").wait_for()
        assert group.get_by_label("Nei").is_checked()
        page.get_by_label("Beskrivelse").fill("Klyngen har 40 medlemsbedrifter og en strategi.")
        page.get_by_role("button", name="Fyll ut fra teksten").click()
        page.locator("#lest").get_by_text("40 medlemsbedrifter").wait_for()
        page.locator("#felt-name textarea, #felt-name input").fill("Testklyngen")
        until(page, "document.querySelector('#last-ned input')?.value.includes('Testklyngen')")
        page.locator("#tabeller .cite").first.click()
        page.locator("#tabeller details.kilde[open] mark").wait_for()
        with page.expect_download() as started:
            page.get_by_role("button", name="Last ned som Word").click()
        document = Document(io.BytesIO(Path(started.value.path()).read_bytes()))
        text = "\n".join(
            [p.text for p in document.paragraphs]
            + [c.text for t in document.tables for r in t.rows for c in r.cells]
        )
        assert started.value.suggested_filename == "klynge-testklyngen.docx"
        assert "Testklyngen" in text
        assert "Ikke oppfylt" in text
        with page.expect_download() as started:
            page.get_by_role("button", name="Last ned som PDF").click()
        assert Path(started.value.path()).read_bytes().startswith(b"%PDF")


def test_the_check_as_a_dialogue(chromium: Any, running: Running) -> None:
    with visit(chromium, running.url) as page:
        turn = ask(page, "Kan vi bli med i NIC Connect? Vi har en strategi.")
        assert "strategi" in turn.inner_text()
        page.get_by_role("button", name="Vet ikke").click()
        page.locator("#samtale .tur").nth(1).wait_for()
        turn = ask(page, "Nei, det er universitetet som styrer klyngen.")
        turn.get_by_text("Ikke oppfylt").first.wait_for()
        assert turn.locator("details.niva").count() == 1


def test_nothing_is_kept_without_consent(chromium: Any, running: Running) -> None:
    kept = running.settings.data / "feedback.sqlite"
    with visit(chromium, running.url) as page:
        ask(page, "Hvor lenge varer NIC Impact? Ring meg på 912 34 567.")
        page.get_by_role("button", name="Var det siste svaret til hjelp?").click()
        page.get_by_role("radiogroup").get_by_label("Ja").check()
        page.get_by_role("button", name="Send tilbakemelding").click()
        page.get_by_text("Vi lagrer ingenting uten").wait_for()
        assert not kept.exists()
        page.get_by_label("Jeg sier ja til").check()
        page.get_by_role("button", name="Send tilbakemelding").click()
        page.get_by_text("Takk!").wait_for()
        stored = kept.read_bytes()
        assert b"NIC Impact" in stored
        assert b"912 34 567" not in stored
    with visit(chromium, running.url, "/evaluering/") as page:
        page.get_by_role("tab", name="Tilbakemeldinger").click()
        page.locator("#sporsmalsliste").get_by_text("[telefonnummer]").first.wait_for()


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with users, and a small set of cases."""
    settings = make_settings(tmp_path_factory.mktemp("staffed"))
    users.add(users.path_of(settings), "kari", Role.STAFF, PASSWORD)
    rows = [
        {"id": "a", "question": "Hvor lenge varer NIC Impact?", "class": "answerable",
         "facts": [["tre år"]], "language": "nb"},
        {"id": "b", "question": "Hvor høyt er Galdhøpiggen?", "class": "unrelated",
         "language": "nb"},
    ]  # fmt: skip
    (settings.data / CASES).write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    yield from run_server(settings)


def test_sign_in_run_a_set_compare_sign_out(chromium: Any, staffed: Running) -> None:
    with visit(chromium, staffed.url, "/evaluering/") as page:
        sign_in(page)
        page.get_by_label("cases-from-use").check()
        reports = set()
        for number in (1, 2):
            page.get_by_role("button", name="Kjør", exact=True).click()
            link = "document.querySelector('#fremdrift a')?.href"
            until(page, f"seen => {link} && !seen.includes({link})", list(reports))
            reports.add(page.evaluate(link))
            assert len(reports) == number
        page.get_by_role("tab", name="Kjøringer").click()
        page.get_by_role("button", name="Sammenlign").click()
        page.locator("#kjoringssammenligning table").wait_for()
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Åpne rapporten").first.click()
        report = opened.value
        report.get_by_text("Hvor lenge varer NIC Impact?").first.wait_for()
        assert report.locator("svg").count() > 0
        address = report.url
        report.close()
        page.get_by_role("button", name="Logg ut").click()
        page.get_by_label("Spørsmålet ditt").wait_for()
        assert page.request.get(address).status == 401


def test_upload_answer_withdraw_answer_is_back(
    chromium: Any, staffed: Running, tmp_path: Path
) -> None:
    upload = tmp_path / "utlysning-2031.md"
    upload.write_text(
        "# Utlysning 2031\n\nSøknadsfristen for NIC Polar er 3. mars 2031.\n", "utf-8"
    )
    question = "Når er søknadsfristen for NIC Polar?"
    with (
        visit(chromium, staffed.url) as public,
        visit(chromium, staffed.url, "/evaluering/") as page,
    ):
        before = ask(public, question).locator(".svartekst").inner_text()
        assert "2031" not in before
        sign_in(page)
        page.get_by_role("tab", name="Dokumenter").click()
        page.locator("#fil input[type=file]").set_input_files(upload)
        page.locator("#fil").get_by_text("utlysning-2031").first.wait_for()
        page.get_by_label("Tittel").fill("Utlysning 2031")
        page.get_by_role("button", name="Legg i dokumentmappen").click()
        page.locator("#ventende").get_by_text("Nye: utlysning-2031").wait_for()
        page.get_by_role("button", name="Bygg indeksen").click()
        page.locator("#dokumentmelding").get_by_text("Ferdig.").wait_for()
        turn = ask(public, question)
        assert "3. mars 2031" in turn.locator(".svartekst").inner_text()
        assert turn.locator(".status").first.inner_text() == "gjelder"

        page.get_by_label("Dokument", exact=True).click()
        page.get_by_role("option", name="utlysning-2031.md").click()
        page.get_by_role("button", name="Trekk tilbake").click()
        page.locator("#ventende").get_by_text("Fjernet: utlysning-2031").wait_for()
        page.get_by_role("button", name="Bygg indeksen").click()
        page.locator("#dokumentmelding").get_by_text("Ferdig.").wait_for()
        after = ask(public, question).locator(".svartekst").inner_text()
        assert after == before

        page.get_by_role("button", name="Angre siste endring").click()
        page.locator("#dokumentmelding").get_by_text("som før siste endring").wait_for()
        turn = ask(public, question)
        assert "3. mars 2031" in turn.locator(".svartekst").inner_text()


def test_the_advisers_desk(chromium: Any, running: Running) -> None:
    with visit(chromium, running.url, "/radgiver/") as page:
        page.locator("#oppsummering .nivaer").wait_for()
        page.locator("#felt-name textarea, #felt-name input").fill("Havklyngen")
        leads = page.get_by_role("radiogroup", name="Er det bedriftene som styrer klyngen?")
        leads.get_by_label("Ja").check()
        page.get_by_role("button", name="Lagre", exact=True).click()
        page.get_by_text("«havklyngen» er lagret").wait_for()
        leads.get_by_label("Nei").check()
        page.get_by_role("tab", name="Nivåene side om side").click()
        page.locator(".matrise tbody td .not_met").first.wait_for()
        assert page.locator(".matrise thead th").count() == 9
        page.get_by_role("tab", name="Sammenlign").click()
        page.get_by_label("Før", exact=True).click()
        page.get_by_role("option", name="havklyngen").click()
        page.get_by_role("button", name="Sammenlign").click()
        page.locator("#sammenligning").get_by_text("Bedriftene leder an").first.wait_for()
        page.get_by_role("tab", name="Spør").click()
        page.locator("#sporsmal textarea").fill("Hvem skal styre klyngen?")
        page.keyboard.press("Enter")
        page.locator("#samtale .tur").wait_for()
        page.get_by_role("tab", name="Søk").click()
        page.locator("#sokefelt textarea").fill("driftsstøtte")
        page.keyboard.press("Enter")
        page.locator(".treff mark").first.wait_for()
        page.get_by_role("tab", name="Tidslinje").click()
        page.locator(".tidslinje .idag").wait_for()


PAGES = {
    "light": ["/", "/passer-vi/", "/radgiver/", "/evaluering/", "/logg-inn", "/docs", "/en/",
              "/dokument/utlysning-2024", "/nn/passer-vi/"],
    "dark": ["/", "/passer-vi/", "/radgiver/", "/evaluering/", "/docs", "/logg-inn"],
}  # fmt: skip


@pytest.mark.parametrize(("scheme", "path"), [(s, p) for s, paths in PAGES.items() for p in paths])
def test_axe_finds_nothing_serious_and_nothing_overflows(
    chromium: Any, running: Running, scheme: str, path: str
) -> None:
    with visit(chromium, running.url, path, color_scheme=scheme) as page:
        page.locator("h1").first.wait_for()
        if path in ("/", "/en/"):
            page.locator("#eksempler button").first.click()
            page.locator("#samtale .tur a.cite").first.click()
            fold = page.locator("#tilbakemelding > button")
            assert fold.get_attribute("aria-expanded") == "false"
            fold.click()
            page.locator("#tilbakemelding fieldset").wait_for()
            until(page, "e => e.getAttribute('aria-expanded') === 'true'", fold.element_handle())
        if path.endswith("/passer-vi/"):
            page.locator("#tabeller .cite").first.click()
        until(page, "!document.querySelector('.loading, .pending')")
        assert grave_findings(page) == []
        language = path.split("/")[1] if path[1:3] in ("nn", "en") else "nb"
        # Gradio sets the browser's language once more while it starts; the page sets it back.
        until(page, f"document.documentElement.lang === '{language}'")
        for width in (320, 360, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert overflow(page) <= 0, width


def test_the_keyboard_goes_all_the_way(chromium: Any, running: Running) -> None:
    with visit(chromium, running.url) as page:
        box = page.get_by_label("Spørsmålet ditt")
        box.wait_for()
        page.keyboard.press("Tab")
        assert "hopp" in page.evaluate("document.activeElement.className")
        for _ in range(20):
            if page.evaluate("document.activeElement.tagName") in ("TEXTAREA", "INPUT"):
                break
            page.keyboard.press("Tab")
        page.keyboard.type("Hvor lenge varer NIC Impact?")
        page.keyboard.press("Enter")
        page.locator("#samtale .tur").wait_for()
        for _ in range(20):
            if "cite" in page.evaluate("document.activeElement.className"):
                break
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.locator("details.kilde[open]").wait_for()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_buttons_stand_in_line_with_the_box(chromium: Any, running: Running) -> None:
    with visit(chromium, running.url) as page:
        ask(page, "Hvor lenge varer NIC Impact?")
        page.locator("#nytt").wait_for()
        boxes = [page.locator(s).bounding_box() for s in ("#sporsmal textarea", "#send", "#nytt")]
        assert len({(box["y"], box["height"]) for box in boxes}) == 1


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("browser", ["nb-NO", "de-DE"])
def test_words_of_gradio_follow_the_page_and_not_the_browser(
    chromium: Any, running: Running, language: str, browser: str
) -> None:
    prefix = "" if language == "nb" else f"/{language}"
    words = texts.area("web_gradio", Language(language))
    cookie = [{"name": "sprak", "value": language, "url": running.url}]
    with visit(chromium, running.url, "/healthz", locale=browser) as page:
        page.context.add_cookies(cookie)
        page.goto(f"{running.url}{prefix}/evaluering/")
        page.get_by_role("tab").last.click()
        upload = page.locator("#fil")
        upload.get_by_text(str(words["drop_file"])).wait_for()
        assert (
            upload.get_by_role("button").first.get_attribute("aria-label") == words["choose_file"]
        )
        assert page.evaluate("document.documentElement.lang") == language
        others = [texts.area("web_gradio", o) for o in Language if o != language]
        foreign = {str(o["drop_file"]) for o in others} | {"Click to Upload", "Datei hier ablegen"}
        assert [w for w in foreign if w in page.locator("body").inner_text()] == []


def test_a_lost_connection_is_told_of_and_loses_nothing(chromium: Any, running: Running) -> None:
    with visit(chromium, running.url, "/passer-vi/") as page:
        page.locator("#oppsummering .nivaer").wait_for()
        group = page.get_by_role("radiogroup", name="Er det bedriftene som styrer klyngen?")
        page.locator("#felt-name textarea, #felt-name input").fill("Testklyngen")
        page.context.set_offline(True)
        group.get_by_label("Nei").check()
        page.get_by_text("Vi prøver å koble til igjen").wait_for()
        page.context.set_offline(False)
        page.get_by_text("Vi prøver å koble til igjen").wait_for(state="detached")
        page.locator("#oppsummering .not_met").first.wait_for()
        assert group.get_by_label("Nei").is_checked()
        assert page.locator("#felt-name textarea, #felt-name input").input_value() == "Testklyngen"
        assert page.evaluate("sessionStorage.length") == 0
        page.watch.faults.clear()  # The browser notes each request that went nowhere.


def test_too_much_at_once_is_told_in_the_page_s_language(chromium: Any, tmp_path: Path) -> None:
    for running in run_server(make_settings(tmp_path, requests_per_minute=1)):
        with visit(chromium, running.url, "/nn/passer-vi/") as page:
            page.locator("#oppsummering .nivaer").wait_for()
            name = page.locator("#felt-name textarea, #felt-name input")
            told = page.get_by_text("Prøv igjen om").first
            for _ in range(80):
                # Letters typed while an answer is under way are sent together: one at a time.
                with page.expect_response(lambda r: "/queue/join" in r.url):
                    name.press_sequentially("a")
                if told.is_visible():
                    break
            told.wait_for()
            assert "too many" not in page.locator("body").inner_text()
            page.watch.faults.clear()


def test_another_site_may_show_the_chat_only_when_allowed(chromium: Any, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    settings = make_settings(tmp_path)
    for allowed in (False, True):
        chosen = replace(settings, embed_origins=origin if allowed else "https://example.org")
        for running in run_server(chosen):
            script = f'<script src="{running.url}/bygg-inn.js" defer></script>'
            (site / "index.html").write_text(f"<!doctype html><p>Vår side</p>{script}", "utf-8")
            context = chromium.new_context(locale="nb-NO")
            page = context.new_page()
            page.goto(origin)
            frame = page.frame_locator("iframe")
            if allowed:
                frame.get_by_label("Spørsmålet ditt").wait_for()
                assert not frame.get_by_role("navigation", name="Hovedmeny").is_visible()
            else:
                until(page, "document.querySelector('iframe') !== null")
                page.wait_for_load_state("networkidle")
                assert frame.get_by_label("Spørsmålet ditt").count() == 0
            context.close()
    server.shutdown()
