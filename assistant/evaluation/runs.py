"""A run as values and as a folder.

The folder holds `results.jsonl` and `summary.json` (the same for two runs on the same index),
`timing.json` (seconds, never the same twice) and `provenance.json` (what produced it).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.domain import Citation, Language, Outcome, Status
from assistant.errors import InputError
from assistant.evaluation.cases import EvalCase, RowError, parse_row, to_row
from assistant.evaluation.measures import Scores

RESULTS = "results.jsonl"
SUMMARY = "summary.json"
TIMING = "timing.json"
PROVENANCE = "provenance.json"


@dataclass(frozen=True, slots=True)
class Passage:
    """A ranked passage as shown to a reader of the report. `rank` counts from 1."""

    rank: int
    document: str
    section: tuple[str, ...]
    page: int | None
    text: str
    relevant: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One question as it went. `outcome` is None when asking failed, and `error` says how."""

    case: EvalCase
    source: str
    scores: Scores
    outcome: Outcome | None = None
    language: Language = Language.NB
    answer: str = ""
    answered_by: str = ""
    notices: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """All results in the order asked, seconds by case id, and what produced them."""

    results: tuple[Result, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)


def result_to_row(result: Result) -> dict[str, Any]:
    """A result as a JSON object."""
    row = asdict(result)
    row["case"] = to_row(result.case)
    row["scores"] = {
        "passed": result.scores.passed,
        "failures": list(result.scores.failures),
        "values": dict(result.scores.values),
        "unscored": dict(result.scores.unscored),
    }
    return row


def result_from_row(row: Mapping[str, Any]) -> Result:
    """The result that `result_to_row` wrote.

    Raises:
        KeyError, TypeError, ValueError: when the row has another form.
    """
    scores = row["scores"]
    rest = {k: row[k] for k in ("source", "answer", "answered_by", "error")}
    return Result(
        case=parse_row(row["case"]),
        scores=Scores(scores["values"], scores["unscored"], tuple(scores["failures"])),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        language=Language(row["language"]),
        notices=tuple(row["notices"]),
        citations=tuple(
            Citation(**{**c, "section": tuple(c["section"]), "status": Status(c["status"])})
            for c in row["citations"]
        ),
        passages=tuple(Passage(**{**p, "section": tuple(p["section"])}) for p in row["passages"]),
        **rest,
    )


def write_run(folder: Path, run: Run, summary: Mapping[str, Any]) -> None:
    """Writes a run and its summary into `folder`, which is made when it is not there.

    Raises:
        InputError: when the folder cannot be written.
    """
    rows = [json.dumps(result_to_row(r), ensure_ascii=False, sort_keys=True) for r in run.results]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RESULTS).write_text("".join(row + "\n" for row in rows), encoding="utf-8")
        _write_json(folder / SUMMARY, summary)
        _write_json(folder / TIMING, {"seconds": dict(run.seconds)})
        _write_json(folder / PROVENANCE, run.provenance)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from error


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def read_run(folder: Path) -> Run:
    """The run in a folder.

    Raises:
        InputError: when the folder holds no run, or a damaged one, with file and line.
    """
    path = folder / RESULTS
    if not path.is_file():
        raise InputError(
            f"{folder} holds no run ({RESULTS} is missing); make one: assistant eval run"
        )
    results = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line:
            continue
        try:
            results.append(result_from_row(json.loads(line)))
        except (KeyError, TypeError, ValueError, RowError) as error:
            raise InputError(f"{path}:{number}: not a result of this version: {error}") from error
    seconds = _read_json(folder / TIMING).get("seconds", {})
    return Run(tuple(results), seconds, _read_json(folder / PROVENANCE))


def _read_json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path} is not valid JSON: {error}") from error
    return found
