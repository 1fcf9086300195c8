"""Evaluation runs from the staff room: sets, a run with progress, earlier runs, comparisons."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.case_files import load_set
from assistant.evaluation.cases import CaseSet
from assistant.evaluation.compare import compare, scored
from assistant.evaluation.profile_cases import is_profile_set
from assistant.evaluation.runs import RESULTS, Run, read_run, write_run
from assistant.serve.api import fault
from assistant.serve.web import render
from assistant.serve.web.access import Access
from assistant.serve.web.context import Context
from assistant.serve.web.shell import STAFF
from assistant.settings import REPOSITORY, Settings
from assistant.texts import get

CASES = "cases-from-use.jsonl"
_NAME = re.compile(r"[\w.+-]{1,120}")
_PAGES = {"rapport": "report.html", "sammenligning": "comparison.html"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `passed` and `folder` when it is done."""

    done: int
    total: int
    passed: int = 0
    folder: Path | None = None


class Runs:
    """The runs in the data folder; one at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._busy = threading.Lock()

    @property
    def folder(self) -> Path:
        """Where the runs lie."""
        return runs_folder(self._context.settings)

    def sets(self) -> dict[str, Path]:
        """Question sets by name: those of the repository, and the cases made from use."""
        folder = REPOSITORY / "evals" / "questions"
        found = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
        own = self._context.settings.data / CASES
        paths = [p for p in [*found, own] if p.is_file() and not is_profile_set(p)]
        return {p.stem: p for p in paths}

    def names(self) -> list[str]:
        """Names of the finished runs, newest first."""
        if not self.folder.is_dir():
            return []
        return sorted(p.name for p in self.folder.iterdir() if (p / RESULTS).is_file())[::-1]

    def read(self, name: str) -> Run:
        """A finished run.

        Raises:
            InputError: when there is none of that name.

        """
        if name not in self.names():
            raise InputError(f"there is no run {name!r}")
        return read_run(self.folder / name)

    def run(self, names: list[str], language: Language) -> Iterator[Progress]:
        """Ask every question of the sets; the last value names the run's folder.

        Raises:
            InputError: when a run is under way, or a set cannot be read.

        """
        if not self._busy.acquire(blocking=False):
            raise InputError(get("web_staff.busy", language))
        try:
            yield from self._run(names, language)
        finally:
            self._busy.release()

    def _run(self, names: list[str], language: Language) -> Iterator[Progress]:
        """The questions are asked in a thread of their own, which tells how far it is."""
        known = self.sets()
        sets = [load_set(known[name]) for name in names if name in known]
        told: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
        with ThreadPoolExecutor(max_workers=1) as pool:
            job = pool.submit(self._finish, sets, language, lambda *at: told.put(at))
            job.add_done_callback(lambda _: told.put(None))
            while (at := told.get()) is not None:
                yield Progress(*at)
            folder, run = job.result()
        passed = sum(r.scores.passed for r in run.results)
        yield Progress(len(run.results), len(run.results), passed, folder)

    def _finish(
        self, sets: list[CaseSet], language: Language, tell: Callable[[int, int], None]
    ) -> tuple[Path, Run]:
        from assistant.evaluation.report import write_report
        from assistant.evaluation.runner import corpus_texts, run_sets
        from assistant.evaluation.summary import summarise, to_row

        texts = corpus_texts(self._context.settings)
        run = run_sets(self._context.live.service, sets, texts, tell=tell)
        stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
        folder = self._fresh(f"{stamp}-{'+'.join(s.name for s in sets)[:60]}")
        write_run(folder, run, to_row(summarise(run.results)))
        write_report(folder / "report.html", run, language=language)
        return folder, run

    def _fresh(self, name: str) -> Path:
        """A folder that is not there yet: two runs may end within one second."""
        tried = [name, *(f"{name}-{number}" for number in range(2, 100))]
        return next(self.folder / n for n in tried if not (self.folder / n).exists())

    def compare(self, first: str, second: str, language: Language) -> str:
        """Two runs measure by measure as markup, with a link to the full comparison.

        Raises:
            InputError: when there is no such run.

        """
        from assistant.evaluation.report import write_comparison
        from assistant.evaluation.terminal import comparison_row
        from assistant.evaluation.wording import say

        a, b = self.read(first), self.read(second)
        found = compare(scored(a.results), scored(b.results))
        write_comparison(self.folder / second / "comparison.html", found, a, b, language=language)
        keys = ("measure", "a", "b", "difference", "interval", "wins", "ties", "losses")
        heads = [*(say(f"compare_{key}", language) for key in keys), ""]
        head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads[:-1]) + "<td></td>"
        rows = "".join(
            f'<tr><th scope="row">{escape(cells[0])}</th>'
            + "".join(f"<td>{escape(c)}</td>" for c in cells[1:])
            + "</tr>"
            for cells in (comparison_row(c, language) for c in found.changes)
        )
        flips = "".join(
            f"<p><strong>{escape(say(f'compare_{key}', language))}</strong> ({len(ids)}):"
            f" {escape(', '.join(ids))}</p>"
            for key in ("fixed", "broken")
            if (ids := getattr(found, key))
        )
        link = get("web_staff.open_comparison", language)
        return render.one_line(
            f'<div class="tabellramme" tabindex="0"><table><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>{flips}"
            f'<p><a class="knapp" href="/kjoring/{escape(second)}/sammenligning" target="_blank">'
            f"{link}</a></p>"
        )


def runs_folder(settings: Settings) -> Path:
    """Where runs lie."""
    return settings.data / "runs"


def add_routes(app: FastAPI, context: Context, access: Access) -> None:
    """`/kjoring/NAME/rapport` and `/kjoring/NAME/sammenligning`, for staff."""
    runs = Runs(context)

    @app.get("/kjoring/{name}/{kind}", include_in_schema=False)
    def open_page(name: str, kind: str, request: Request) -> Response:
        if STAFF not in access.reader(request.scope).places:
            return fault(401, "sign in first")
        if kind not in _PAGES or not _NAME.fullmatch(name) or name not in runs.names():
            return fault(404, "there is no such page")
        path = runs.folder / name / _PAGES[kind]
        if not path.is_file():
            return fault(404, "there is no such page")
        return HTMLResponse(path.read_text(encoding="utf-8"))
