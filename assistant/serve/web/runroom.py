"""Evaluation runs from the staff room: sets, a run with progress, earlier runs, comparisons."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.case_files import load_set
from assistant.evaluation.cases import CaseSet
from assistant.evaluation.compare import Comparison, compare, scored
from assistant.evaluation.profile_cases import (
    ProfileResult,
    ProfileSet,
    load_profiles,
    run_profiles,
    shipped_checks,
)
from assistant.evaluation.retention import RUNS
from assistant.evaluation.runs import RESULTS, Run, read_run, write_run
from assistant.serve.web.context import Context
from assistant.serve.web.set_list import SetInfo, held_out, held_out_by_name, known_sets
from assistant.settings import Settings
from assistant.texts import get

REPORT, COMPARISON = "report.html", "comparison.html"
# How many profiles of each profile set passed; `results.jsonl` holds questions alone.
PROFILES = "profiles.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `passed` and `folder` when it is done."""

    done: int
    total: int
    passed: int = 0
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A finished run: the names of its sets, and how many of its questions and profiles passed.

    `held_out`: some of them are held out, so that single rows are shown only when asked for.
    """

    name: str
    sets: tuple[str, ...]
    passed: int
    total: int
    held_out: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    questions: tuple[CaseSet, ...]
    profiles: tuple[ProfileSet, ...]

    @property
    def names(self) -> list[str]:
        """Names of all sets."""
        return [*(s.name for s in self.questions), *(s.name for s in self.profiles)]


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
        """The sets to choose from, by name."""
        return known_sets(self._context.settings)

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

    def info(self, name: str) -> RunInfo:
        """What a finished run came to.

        Raises:
            InputError: when there is none of that name, or its files are damaged.

        """
        run = self.read(name)
        rows = _profile_rows(self.folder / name)
        sets = dict.fromkeys([*(r.source for r in run.results), *(row["set"] for row in rows)])
        return RunInfo(
            name=name,
            sets=tuple(sets),
            passed=sum(r.scores.passed for r in run.results) + sum(r["passed"] for r in rows),
            total=len(run.results) + sum(row["cases"] for row in rows),
            held_out=held_out(run) or any(held_out_by_name(row["set"]) for row in rows),
        )

    def run(self, names: list[str], language: Language) -> Iterator[Progress]:
        """Ask every question and check every profile of the sets; the last value names the folder.

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
        chosen = [known[name] for name in names if name in known]
        asked = _Asked(
            tuple(load_set(s.path) for s in chosen if not s.profiles),
            tuple(load_profiles(s.path) for s in chosen if s.profiles),
        )
        told: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
        with ThreadPoolExecutor(max_workers=1) as pool:
            job = pool.submit(self._finish, asked, language, lambda *at: told.put(at))
            job.add_done_callback(lambda _: told.put(None))
            while (at := told.get()) is not None:
                yield Progress(*at)
            folder = job.result()
        info = self.info(folder.name)
        yield Progress(info.total, info.total, info.passed, folder)

    def _finish(self, asked: _Asked, language: Language, tell: Callable[[int, int], None]) -> Path:
        from assistant.evaluation.report import write_report
        from assistant.evaluation.runner import corpus_texts, run_sets
        from assistant.evaluation.summary import summarise, to_row

        run, profiles = Run(()), run_profiles(asked.profiles, shipped_checks())
        if asked.questions:
            texts = corpus_texts(self._context.settings)
            run = run_sets(self._context.live.service, asked.questions, texts, tell=tell)
        stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
        folder = self._fresh(f"{stamp}-{'+'.join(asked.names)[:60]}")
        write_run(folder, run, to_row(summarise(run.results)))
        if profiles:
            rows = [_profile_row(s.name, profiles) for s in asked.profiles]
            (folder / PROFILES).write_text(json.dumps(rows), encoding="utf-8")
        write_report(folder / REPORT, run, profiles, language=language)
        return folder

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


def _profile_row(name: str, results: Sequence[ProfileResult]) -> dict[str, Any]:
    own = [r for r in results if r.source == name]
    return {"set": name, "cases": len(own), "passed": sum(r.passed for r in own)}


def _profile_rows(folder: Path) -> list[dict[str, Any]]:
    """How the profile sets of a run came out; a run of questions alone has none."""
    path = folder / PROFILES
    if not path.is_file():
        return []
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path} is not valid JSON: {error}") from error
    return rows


def report_address(name: str) -> str:
    """Address of a run's report."""
    return f"/kjoring/{escape(name)}/rapport"


def comparison_address(name: str) -> str:
    """Address of the newest comparison with an earlier run."""
    return f"/kjoring/{escape(name)}/sammenligning"


def runs_folder(settings: Settings) -> Path:
    """Where runs lie."""
    return settings.data / RUNS
