"""The chat with a language model behind it: one that behaves, and several that do not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.domain import Language
from assistant.texts import get
from tests.answer.openai_server import Act, Held, Request, Say, Scripted, Stall, Status, serving
from tests.serve.browser import ask, until, visit
from tests.serve.conftest import Running, make_settings, run_server

pytestmark = pytest.mark.browser
QUESTION = "Hvor lenge varer NIC Impact?"
DURATION = "NIC Impact varer i tre år"
LATE = 3.0


@dataclass
class Bench:
    running: Running
    model: Scripted


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("model")
    with serving() as model, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_BASE_URL", model.url)
        patch.setenv("OPENAI_API_KEY", "dummy")
        patch.setenv("NO_PROXY", "127.0.0.1")
        settings = make_settings(folder, llm="openai:scripted", llm_timeout=LATE, llm_retries=0)
        for running in run_server(settings):
            yield Bench(running, model)


def numbered(text: str) -> Any:
    """A text with {n} as the number of the passage that tells how long the level lasts."""

    def made(request: Request) -> str:
        return text.replace("{n}", str(request.number_of(DURATION)))

    return made


def test_the_draft_is_seen_growing_and_the_markers_of_the_answer_open(
    chromium: Any, bench: Bench
) -> None:
    go = threading.Event()
    first = numbered("NIC Impact varer i tre år [{n}]. Støtten ")
    bench.model.play(Held(first, "er en annen sak.", go))
    with visit(chromium, bench.running.url) as page:
        page.get_by_label("Spørsmålet ditt").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("#underveis .svartekst").get_by_text("tre år").wait_for()
        assert page.locator("#samtale .tur").count() == 0
        go.set()
        turn = page.locator("#samtale .tur")
        turn.wait_for()
        assert page.locator("#underveis .tur").count() == 0
        assert "tre år" in turn.locator(".svartekst").inner_text()
        assert "openai:scripted" in turn.locator(".forfatter").inner_text()
        turn.locator("a.cite").first.click()
        assert "tre år" in turn.locator("details.kilde[open] mark").inner_text()
        until(page, "document.querySelector('#varsel').textContent.includes('tre år')")


FAILURES: dict[str, tuple[Act, str]] = {
    "error": (Status(500), "model_failed"),
    "silence": (Stall(), "model_late"),
    "half": (Stall("NIC Impact varer "), "model_late"),
    "empty": (Say(""), "model_failed"),
    "unsupported": (Say("Månen er laget av ost."), "model_unsupported"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_model_gives_the_plain_answer_and_says_so(
    chromium: Any, bench: Bench, name: str
) -> None:
    act, notice = FAILURES[name]
    bench.model.play(act)
    with visit(chromium, bench.running.url) as page:
        turn = ask(page, QUESTION)
        shown = turn.locator(".merknad").get_by_text(get(f"prompts.{notice}", Language.NB))
        assert shown.is_visible()
        assert "tre år" in turn.locator(".svartekst").inner_text()
        assert turn.locator(".forfatter").count() == 0
        assert turn.locator("a.cite").count() >= 1


def test_an_invented_number_never_reaches_the_page(chromium: Any, bench: Bench) -> None:
    go = threading.Event()
    false, true = "Støtten er 73 millioner kroner [{n}]. ", "NIC Impact varer i tre år [{n}]. "
    invented = numbered(f"{false}{true}Og ")
    bench.model.play(Held(invented, "", go))
    with visit(chromium, bench.running.url) as page:
        page.evaluate(
            """() => {
                window.drawn = "";
                new MutationObserver(() => { window.drawn += document.body.innerText; })
                    .observe(document.body, { childList: true, subtree: true });
            }"""
        )
        page.get_by_label("Spørsmålet ditt").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("#underveis .svartekst").get_by_text("tre år").wait_for()
        go.set()
        turn = page.locator("#samtale .tur")
        turn.wait_for()
        shortened = get("prompts.model_shortened", Language.NB)
        assert turn.locator(".merknad").get_by_text(shortened).is_visible()
        assert "tre år" in page.evaluate("window.drawn")
        assert "73 mill" not in page.evaluate("window.drawn")
        assert "73 mill" not in page.content()


def test_markup_of_a_model_is_text(chromium: Any, bench: Bench) -> None:
    markup = (
        "NIC Impact varer i <i onclick=alert(1)>tre år</i> [{n}]."
        "<script>alert(2)</script><img src=x onerror=alert(3)>"
    )
    bench.model.play(Say(numbered(markup)))
    with visit(chromium, bench.running.url) as page:
        turn = ask(page, QUESTION)
        assert "tre år" in turn.locator(".svartekst").inner_text()
        assert turn.locator(".svartekst").locator("i, script, img, [onclick]").count() == 0


def test_what_a_visitor_tells_of_people_is_not_sent_to_the_model(
    chromium: Any, bench: Bench
) -> None:
    bench.model.play(Say(numbered("NIC Impact varer i tre år [{n}].")))
    with visit(chromium, bench.running.url) as page:
        ask(page, f"{QUESTION} Ring 912 34 567 eller skriv til kari@example.org.")
    sent = "\n".join(request.text for request in bench.model.requests)
    assert "NIC Impact" in sent
    assert "912 34 567" not in sent
    assert "kari@example.org" not in sent
