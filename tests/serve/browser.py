"""What the browser tests share: a visit that notes every fault, and the steps of a visitor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PASSWORD = "riktig hest batteri"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


class Watch:
    """A page, with everything that went wrong on it and every request to another host."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self.foreign: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: self.seen(r.url))
        self.own = (url, "data:", "blob:")

    def seen(self, url: str) -> None:
        if not url.startswith(self.own):
            self.foreign.append(url)

    def clean(self) -> None:
        assert self.faults == []
        assert self.foreign == []


def until(page: Any, condition: str, argument: Any = None) -> None:
    """Wait for a condition; Playwright's own wait evaluates text, which the policy forbids."""
    end = time.monotonic() + 20
    while not page.evaluate(condition, argument):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


@contextmanager
def visit(chromium: Any, url: str, path: str = "/", **options: Any) -> Iterator[Any]:
    values = {"viewport": DESK, "locale": "nb-NO", **options}
    context = chromium.new_context(**values)
    context.set_default_timeout(20_000)
    page = context.new_page()
    watch = page.watch = Watch(page, url)
    page.goto(url + path)
    yield page
    watch.clean()
    context.close()


def ask(page: Any, question: str) -> Any:
    """Ask, and give the newest turn once it stands there."""
    before = page.locator("#samtale .tur").count()
    page.get_by_label("Spørsmålet ditt").fill(question)
    page.keyboard.press("Enter")
    newest = page.locator("#samtale .tur").nth(before)
    newest.wait_for()
    return newest


def sign_in(page: Any) -> None:
    page.get_by_label("Brukernavn").fill("kari")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn").click()


def grave_findings(page: Any) -> list[tuple[str, str]]:
    """What axe-core finds on the page as it stands: (rule, markup) of serious and critical ones."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        (violation["id"], node["html"])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def overflow(page: Any) -> int:
    """Pixels that the page is wider than the window."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))
