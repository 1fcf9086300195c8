"""Evaluation runs from the staff room: sets, a run with progress, earlier runs, comparisons."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path

from fastapi import FastAPI

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.case_files import load_set
from assistant.evaluation.cases import CaseSet, EvalCase
from assistant.evaluation.compare import Comparison, compare, scored
from assistant.evaluation.profile_cases import is_profile_set
from assistant.evaluation.retention import CASES
from assistant.evaluation.runs import RESULTS, Run, read_run, write_run
from assistant.serve.web.access import Access
from assistant.serve.web.context import Context
from assistant.settings import REPOSITORY, Settings
from assistant.texts import get

REPORT, COMPARISON = "report.html", "comparison.html"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `passed` and `folder` when it is done."""

    done: int
    total: int
    passed: int = 0
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class SetInfo:
    """A question set to choose. `questions` is None when the file has faults.

    `held_out`: it is there to test what was tuned on other questions, so that its single rows
    should not be read by whoever tunes.
    """

    name: str
    path: Path
    questions: int | None = None
    held_out: bool = False


class Runs:
    """The runs in the data folder; one at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._busy = threading.Lock()

    @property
    def folder(self) -> Path:
        """Where the runs lie."""
        return runs_folder(self._context.settings)

    def sets(self) -> dict[str, SetInfo]:
        """Question sets by name: those of the repository, and the cases made from use."""
        folder = REPOSITORY / "evals" / "questions"
        found = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
        own = self._context.settings.data / CASES
        paths = [p for p in [*found, own] if p.is_file() and not is_profile_set(p)]
        return {p.stem: _set_info(p, p.stat().st_mtime_ns) for p in paths}

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
        sets = [load_set(known[name].path) for name in names if name in known]
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
        write_report(folder / REPORT, run, language=language)
        return folder, run

    def _fresh(self, name: str) -> Path:
        """A folder that is not there yet: two runs may end within one second."""
        tried = [name, *(f"{name}-{number}" for number in range(2, 100))]
        return next(self.folder / n for n in tried if not (self.folder / n).exists())

    def compare(self, first: str, second: str, language: Language) -> Comparison:
        """Run `second` against run `first`; the page with both answers is written beside it.

        Raises:
            InputError: when there is no such run, or the page cannot be written.

        """
        from assistant.evaluation.report import write_comparison

        a, b = self.read(first), self.read(second)
        found = compare(scored(a.results), scored(b.results))
        write_comparison(self.folder / second / COMPARISON, found, a, b, language=language)
        return found


@lru_cache(maxsize=32)
def _set_info(path: Path, _stamp: int) -> SetInfo:
    try:
        found = load_set(path)
    except InputError:
        return SetInfo(path.stem, path)
    return SetInfo(found.name, path, len(found.cases), _is_held_out(found))


def held_out(run: Run) -> bool:
    """Whether a run asked questions that are held out."""
    sources: dict[str, list[EvalCase]] = {}
    for result in run.results:
        sources.setdefault(result.source, []).append(result.case)
    return any(_is_held_out(CaseSet(name, Path(name), tuple(c))) for name, c in sources.items())


def _is_held_out(case_set: CaseSet) -> bool:
    """Held out by its name or a tag: by the same rule as tuning goes by."""
    from assistant.evaluation.tune import refuse_held_out

    try:
        refuse_held_out([case_set])
    except InputError:
        return True
    return False


def report_address(name: str) -> str:
    """Address of a run's report."""
    return f"/kjoring/{escape(name)}/rapport"


def comparison_address(name: str) -> str:
    """Address of the newest comparison with an earlier run."""
    return f"/kjoring/{escape(name)}/sammenligning"


def runs_folder(settings: Settings) -> Path:
    """Where runs lie."""
    return settings.data / "runs"


def add_routes(app: FastAPI, context: Context, access: Access) -> None:
    """What the staff room adds to the app: the pages of runs, and the end of what was kept."""
    from assistant.serve.web import retention, run_pages

    run_pages.add_routes(app, Runs(context), access)
    retention.attach(app, context.settings)
