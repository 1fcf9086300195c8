"""One small corpus, one app over it, and a real server for the browser."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from assistant.settings import REPOSITORY, Settings

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def make_settings(folder: Path, **changes: object) -> Settings:
    """Settings over a copy of the shipped corpus, so that tests may change it."""
    corpus = folder / "corpus"
    if not corpus.exists():
        shutil.copytree(REPOSITORY / "corpus", corpus)
    values: dict[str, object] = {
        "corpus": corpus,
        "index": folder / "index",
        "data": folder / "data",
        "embedding": "none",
        "requests_per_minute": 1000,
        "port": 0,
    }
    return Settings(**{**values, **changes})  # type: ignore[arg-type]


@dataclass
class Running:
    """A server that answers at `url` over `settings`."""

    url: str
    settings: Settings


def run_server(settings: Settings) -> Iterator[Running]:
    """Serve in a thread until the test is done."""
    import uvicorn

    from assistant.serve.web.app import create_app, server_config

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(create_app(settings)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as client:
        assert client.get(f"{url}/readyz", timeout=60).status_code == 200
    yield Running(url, settings)
    server.should_exit = server.force_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The app as served, without users."""
    yield from run_server(make_settings(tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="session")
def client(running: Running) -> Iterator[httpx.Client]:
    """Requests to the running server."""
    with httpx.Client(base_url=running.url, timeout=30) as found:
        yield found


# By module, since Playwright's event loop runs in this thread as long as the fixture lives, and
# tests of other modules start loops of their own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Debian's chromium, driven by Playwright; one for all browser tests of a module."""
    if not CHROMIUM.exists():
        pytest.skip(f"NO BROWSER TESTS: {CHROMIUM} is missing; apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS)
        )
        yield browser
        browser.close()
