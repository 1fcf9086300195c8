"""How soon a page can be used: `python -m tests.serve.page_speed [ADDRESS] [--visits N]`.

Without an address a server of its own is started, cold, over the shipped corpus and index-to-be.
Every visit is a fresh browser context, so nothing is kept from the one before. A page counts as
usable when its question box, or the verdicts of the form, can be seen. Times are wall-clock
seconds, and so depend on what else the machine does; requests, bytes and the server's processor
time do not.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.serve.conftest import CHROMIUM, CHROMIUM_ARGUMENTS

PAGES = {"/": "#sporsmal textarea", "/passer-vi/": "#oppsummering .nivaer"}
_SIZES = """() => {
    const all = [...performance.getEntriesByType("resource"),
        ...performance.getEntriesByType("navigation")];
    return [all.length, all.reduce((sum, one) => sum + one.transferSize, 0)];
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: seconds until usable, requests, bytes over the line."""

    seconds: float
    requests: int
    transferred: int


def visit(browser: Any, address: str, ready: str) -> Visit:
    """Open a page as someone who has never been here."""
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(ready).first.wait_for()
    seconds = time.perf_counter() - started
    page.wait_for_timeout(500)  # What comes after, for the sizes.
    requests, transferred = page.evaluate(_SIZES)
    context.close()
    return Visit(seconds, requests, transferred)


@contextmanager
def cold_server() -> Iterator[tuple[str, float]]:
    """`assistant serve` with an empty index folder: its address, and when it was started."""
    with tempfile.TemporaryDirectory(prefix="page-speed-") as folder:
        command = [sys.executable, "-m", "assistant", "serve", "--port", "0"]
        command += ["--index", str(Path(folder) / "index")]
        started = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if "http://" in line:
                    yield line[line.index("http://") :].strip().rstrip("/"), started
                    return
            raise SystemExit("the server did not start")
        finally:
            process.terminate()
            process.wait()


def report(browser: Any, address: str, visits: int) -> None:
    """Print a line a page: median and range of the seconds, requests, kilobytes."""
    for path, ready in PAGES.items():
        found = [visit(browser, address + path, ready) for _ in range(visits)]
        seconds = [v.seconds for v in found]
        sys.stdout.write(
            f"{path:13} usable in {statistics.median(seconds):.2f} s (median of {visits};"
            f" {min(seconds):.2f}–{max(seconds):.2f}), {found[-1].requests} requests,"
            f" {found[-1].transferred / 1000:.0f} kB\n"
        )


def main() -> None:
    """Measure, and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description="How soon a page can be used.")
    parser.add_argument("address", nargs="?", help="a running server; else one is started")
    parser.add_argument("--visits", type=int, default=9)
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS)
        )
        if chosen.address:
            report(browser, chosen.address.rstrip("/"), chosen.visits)
            return
        with cold_server() as (address, started):
            waited = time.perf_counter() - started
            waited += visit(browser, f"{address}/", PAGES["/"]).seconds
            sys.stdout.write(f"first page usable {waited:.1f} s after the start\n")
            report(browser, address, chosen.visits)


if __name__ == "__main__":
    main()
