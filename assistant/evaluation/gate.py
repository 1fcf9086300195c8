"""Whether a run may pass: hard gates on the run itself, soft gates against a baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.evaluation.compare import Comparison, Scored, bootstrap_interval, compare, scored
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.profile_cases import ProfileResult
from assistant.evaluation.runs import Result

VERSION = 1
NEVER = ("invented_markers", "nonverbatim_quotes")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What runs are held against: scores by question id, and passed by profile case id."""

    questions: Mapping[str, Scored]
    profiles: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Trip:
    """A gate that stops the change. `rule` is an id in the texts; `ids` the questions behind it."""

    rule: str
    measure: str = ""
    ids: tuple[str, ...] = ()
    detail: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """All gates tripped, and the comparison with the baseline if there is one."""

    trips: tuple[Trip, ...]
    comparison: Comparison | None

    @property
    def passed(self) -> bool:
        """True when no gate was tripped."""
        return not self.trips


def check(
    results: Sequence[Result],
    baseline: Baseline | None = None,
    profiles: Sequence[ProfileResult] = (),
) -> GateResult:
    """Holds a run against the hard gates and, with a baseline, the soft ones.

    Hard: no invented marker, every quote verbatim, every `must_pass` question passed, every
    profile's verdicts right, and no question that could not be asked. Soft: no gated measure is
    worse by more than chance (its 95 % interval lies wholly on the worse side of zero), and
    neither is the share of sentences read rightly into a profile.
    """
    trips = [_never(name, results) for name in NEVER]
    must = (r for r in results if r.case.must_pass and not r.scores.passed)
    trips.append(Trip("must_pass", ids=tuple(r.case.id for r in must)))
    trips.append(Trip("error", ids=tuple(r.case.id for r in results if r.error)))
    wrong = (p.id for p in profiles if p.strict and not p.passed)
    trips.append(Trip("profile", ids=tuple(wrong)))
    if baseline is None:
        return GateResult(tuple(t for t in trips if t.ids), None)
    trips.append(_unread(profiles, baseline.profiles))
    comparison = compare(baseline.questions, scored(results))
    trips += [
        Trip(
            "worse",
            change.measure,
            _losers(change.measure, baseline.questions, results),
            {"a": change.a, "b": change.b, "low": change.low, "high": change.high},
        )
        for change in comparison.changes
        if MEASURES[change.measure].gated and change.worse
    ]
    return GateResult(tuple(t for t in trips if t.ids), comparison)


def _unread(profiles: Sequence[ProfileResult], before: Mapping[str, bool]) -> Trip:
    pairs = [(p.id, before[p.id], p.passed) for p in profiles if not p.strict and p.id in before]
    lost = tuple(i for i, was, now in pairs if was and not now)
    differences = [float(now) - float(was) for _, was, now in pairs]
    worse = bool(lost) and bootstrap_interval(differences)[1] < 0
    return Trip("unread", ids=lost if worse else ())


def _never(name: str, results: Sequence[Result]) -> Trip:
    return Trip("never", name, tuple(r.case.id for r in results if r.scores.values.get(name)))


def _losers(
    name: str, baseline: Mapping[str, Scored], results: Sequence[Result]
) -> tuple[str, ...]:
    sign = 1 if MEASURES[name].higher_is_better else -1
    now = scored(results)
    return tuple(
        i
        for i, new in now.items()
        if i in baseline
        and name in new.values
        and name in baseline[i].values
        and sign * (new.values[name] - baseline[i].values[name]) < 0
    )


def write_baseline(
    path: Path, results: Sequence[Result], profiles: Sequence[ProfileResult] = ()
) -> None:
    """Writes the scores that later runs are held against, one case a line.

    Raises:
        InputError: when the file cannot be written.
    """
    questions = {
        i: {"fingerprint": s.fingerprint, "passed": s.passed, "values": dict(s.values)}
        for i, s in scored(results).items()
    }
    passed = {p.id: p.passed for p in profiles}
    text = (
        f'{{"version": {VERSION},\n"questions": {_one_a_line(questions)},\n'
        f'"profiles": {_one_a_line(passed)}}}\n'
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _one_a_line(rows: Mapping[str, object]) -> str:
    lines = [f"{json.dumps(i)}: {json.dumps(v, sort_keys=True)}" for i, v in sorted(rows.items())]
    return "{\n" + ",\n".join(lines) + "\n}"


def read_baseline(path: Path) -> Baseline:
    """The scores of a baseline file.

    Raises:
        InputError: when the file is missing or no baseline of this version.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}, expected {VERSION}")
        questions = {
            i: Scored(row["fingerprint"], bool(row["passed"]), dict(row["values"]))
            for i, row in data["questions"].items()
        }
        return Baseline(questions, {i: bool(v) for i, v in data["profiles"].items()})
    except FileNotFoundError:
        raise InputError(f"{path} is missing; make it: assistant eval gate … --update") from None
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is no baseline: {error}; make it anew with --update") from error
