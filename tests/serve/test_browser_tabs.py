"""Every tab of the pages for signed-in people: reachable, legible, within the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.serve import users
from assistant.serve.users import Role
from tests.serve.browser import PASSWORD, grave_findings, overflow, sign_in, until, visit
from tests.serve.conftest import Running, make_settings, run_server

pytestmark = pytest.mark.browser
PAGES = ("/radgiver/", "/evaluering/")
NARROW = {"width": 360, "height": 740}
QUIET = "!document.querySelector('.loading, .pending, .generating')"


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    settings = make_settings(tmp_path_factory.mktemp("tabs"))
    users.add(users.path_of(settings), "kari", Role.STAFF, PASSWORD)
    yield from run_server(settings)


def tabs_of(page: Any) -> Any:
    page.get_by_role("tab").first.wait_for()
    return page.get_by_role("tab")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_tab_passes_axe_and_fits(
    chromium: Any, staffed: Running, scheme: str, path: str
) -> None:
    with visit(chromium, staffed.url, path, color_scheme=scheme) as page:
        sign_in(page)
        tabs = tabs_of(page)
        assert tabs.count() >= 4
        for tab in tabs.all():
            tab.click()
            panel = page.locator(f"#{tab.get_attribute('aria-controls')}")
            panel.wait_for()
            until(page, QUIET)
            assert panel.get_attribute("role") == "tabpanel"
            assert grave_findings(page) == []
            for width in (320, 360, 768, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert overflow(page) <= 0, (tab.inner_text(), width)


@pytest.mark.parametrize("path", PAGES)
def test_tabs_on_a_phone_are_all_there_and_go_by_the_keyboard(
    chromium: Any, staffed: Running, path: str
) -> None:
    with visit(chromium, staffed.url, path, viewport=NARROW) as page:
        sign_in(page)
        tabs = tabs_of(page)
        names = tabs.all_inner_texts()
        for tab in tabs.all():
            box = tab.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= NARROW["width"]
            assert box["height"] >= 24
        tabs.first.focus()
        for name in names[1:]:
            page.keyboard.press("ArrowRight")
            assert page.evaluate("document.activeElement.innerText") == name
            page.keyboard.press("Enter")
            selected = page.get_by_role("tab", selected=True)
            assert selected.inner_text() == name
            assert page.get_by_role("tabpanel", name=name, exact=True).is_visible()
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.innerText") == names[0]
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.innerText") == names[-1]
