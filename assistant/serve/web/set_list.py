"""The sets that the staff room can run, and which of them are held out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import InputError
from assistant.evaluation.case_files import load_set
from assistant.evaluation.cases import CaseSet, EvalCase
from assistant.evaluation.profile_cases import is_profile_set, load_profiles
from assistant.evaluation.retention import CASES
from assistant.evaluation.runs import Run
from assistant.evaluation.tune import refuse_held_out
from assistant.settings import REPOSITORY, Settings


@dataclass(frozen=True, slots=True)
class SetInfo:
    """A set to choose. `cases` counts questions or profiles; None when the file has faults.

    `held_out`: it is there to test what was tuned on other questions, so that its single rows
    should not be read by whoever tunes.
    """

    name: str
    path: Path
    profiles: bool
    cases: int | None = None
    held_out: bool = False


def known_sets(settings: Settings) -> dict[str, SetInfo]:
    """Sets by name: those of the repository, and the cases made from use."""
    folders = (REPOSITORY / "evals" / "questions", REPOSITORY / "evals" / "profiles")
    found = [path for folder in folders for path in sorted(folder.glob("*.jsonl"))]
    own = settings.data / CASES
    paths = [*found, own] if own.is_file() else found
    return {p.stem: _info(p, p.stat().st_mtime_ns) for p in paths}


@lru_cache(maxsize=64)
def _info(path: Path, _stamp: int) -> SetInfo:
    profiles = is_profile_set(path)
    try:
        found = load_profiles(path) if profiles else load_set(path)
    except InputError:
        return SetInfo(path.stem, path, profiles)
    if isinstance(found, CaseSet):
        return SetInfo(path.stem, path, profiles, len(found.cases), _is_held_out(found))
    return SetInfo(path.stem, path, profiles, len(found.cases), held_out_by_name(found.name))


def held_out(run: Run) -> bool:
    """Whether a run asked questions that are held out."""
    sources: dict[str, list[EvalCase]] = {}
    for result in run.results:
        sources.setdefault(result.source, []).append(result.case)
    return any(_is_held_out(CaseSet(name, Path(name), tuple(c))) for name, c in sources.items())


def held_out_by_name(name: str) -> bool:
    """Whether a set's name alone says that it is held out."""
    return _is_held_out(CaseSet(name, Path(name), ()))


def _is_held_out(case_set: CaseSet) -> bool:
    """Held out by its name or a tag: by the same rule as tuning goes by."""
    try:
        refuse_held_out([case_set])
    except InputError:
        return True
    return False
