"""The age limit on what visitors agreed to keep, wherever a copy of it lies in the data folder."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from assistant.evaluation.case_files import load_set, write_set
from assistant.evaluation.cases import EvalCase
from assistant.evaluation.feedback import FROM_USE, FeedbackStore
from assistant.evaluation.runs import RESULTS, Run, read_run, write_run
from assistant.settings import Settings

FILE = "feedback.sqlite"
# Cases that staff made of kept questions; the staff room runs them as a set of this name.
CASES = "cases-from-use.jsonl"
RUNS = "runs"


def store_of(settings: Settings) -> FeedbackStore:
    """The file with kept questions."""
    return FeedbackStore(settings.data / FILE)


def expire(settings: Settings, *, now: datetime | None = None) -> int:
    """Delete what is older than `retention_days`, and every copy of it; gives how many.

    Args:
        settings: where the data lie, and how many days they may.
        now: the moment to count from, with a time zone; the present when None.

    Raises:
        ConfigurationError, InputError: when a file cannot be read or written.

    """
    store = store_of(settings)
    if not store.path.exists():
        return 0
    count = store.delete_older_than(settings.retention_days, now=now)
    forget_copies(settings)
    return count


def forget_copies(settings: Settings) -> None:
    """Bring the set of cases made from use, and the runs over it, in line with what is kept.

    Raises:
        ConfigurationError, InputError: when a file cannot be read or written.

    """
    store = store_of(settings)
    kept = {case.id for case in store.cases()} if store.path.exists() else set()
    path = settings.data / CASES
    if path.exists():
        found = load_set(path).cases
        left = tuple(case for case in found if not _forgotten(case, kept))
        if not left:
            path.unlink()
        elif left != found:
            write_set(path, left)
    folder = settings.data / RUNS
    for run_folder in sorted(folder.iterdir()) if folder.is_dir() else ():
        _forget_in_run(run_folder, kept)


def _forgotten(case: EvalCase, kept: set[str]) -> bool:
    return FROM_USE in case.tags and case.id not in kept


def _forget_in_run(folder: Path, kept: set[str]) -> None:
    """Take questions that are no longer kept out of a run; a run without others goes whole."""
    path = folder / RESULTS
    if not path.is_file() or f'"{FROM_USE}"' not in path.read_text(encoding="utf-8"):
        return
    run = read_run(folder)
    left = tuple(r for r in run.results if not _forgotten(r.case, kept))
    if len(left) == len(run.results):
        return
    if not left:
        shutil.rmtree(folder)
        return
    from assistant.evaluation.report import write_report
    from assistant.evaluation.summary import summarise, to_row

    ids = {r.case.id for r in left}
    rest = Run(left, {k: v for k, v in run.seconds.items() if k in ids}, run.provenance)
    write_run(folder, rest, to_row(summarise(left)))
    write_report(folder / "report.html", rest)
    # Pages made of the run before; a comparison shows both answers of questions that flipped.
    (folder / "comparison.html").unlink(missing_ok=True)
    (folder / "judge.jsonl").unlink(missing_ok=True)
