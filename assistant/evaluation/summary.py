"""Means and counts over results, for all and by set, class, kind, language and tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.cases import EXPECT_PREFIX, KIND_PREFIX, PAIR_PREFIX
from assistant.evaluation.measures import MEASURES, Unit
from assistant.evaluation.runs import Result

_OWN_MEANING = (KIND_PREFIX, EXPECT_PREFIX, PAIR_PREFIX)
DIMENSIONS = ("set", "class", "kind", "language", "tag")


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A measure over some questions. `value` is the sum for counts, else the mean.

    `scored`: how many questions have a value; `unscored`: how many should have but have none.
    """

    value: float | None
    scored: int
    unscored: int


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions of a run, with each measure that applies to any of them."""

    name: str
    questions: int
    passed: int
    errors: int
    measures: Mapping[str, Aggregate]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole run, and its groups by dimension. `outcomes` counts outcomes by class.

    `pairs`: how many questions were asked in several languages, and how many of them passed in all.
    """

    overall: Group
    groups: Mapping[str, tuple[Group, ...]]
    outcomes: Mapping[str, Mapping[str, int]]
    pairs: tuple[int, int] = (0, 0)


def summarise(results: Sequence[Result]) -> Summary:
    """The summary of a run's results; the order of the results does not matter."""
    groups = {dimension: _grouped(results, dimension) for dimension in DIMENSIONS}
    outcomes: dict[str, Counter[str]] = {}
    for result in results:
        name = result.outcome.value if result.outcome else "error"
        outcomes.setdefault(result.case.case_class.value, Counter())[name] += 1
    pairs: dict[str, bool] = {}
    for result in results:
        if result.case.pair:
            pairs[result.case.pair] = pairs.get(result.case.pair, True) and result.scores.passed
    return Summary(_group("", results), groups, outcomes, (len(pairs), sum(pairs.values())))


def labels(result: Result, dimension: str) -> list[str]:
    """The groups of a dimension that a result belongs to."""
    case = result.case
    if dimension == "tag":
        own = [t for t in case.tags if not t.startswith(_OWN_MEANING)]
        return [*own, *(["pair"] if case.pair else [])]
    found = {
        "set": result.source,
        "class": case.case_class.value,
        "kind": case.kind,
        "language": case.language.value,
    }[dimension]
    return [found] if found else []


def _grouped(results: Sequence[Result], dimension: str) -> tuple[Group, ...]:
    members: dict[str, list[Result]] = {}
    for result in results:
        for label in labels(result, dimension):
            members.setdefault(label, []).append(result)
    return tuple(_group(name, members[name]) for name in sorted(members))


def _group(name: str, results: Sequence[Result]) -> Group:
    found = {measure: _aggregate(measure, results) for measure in MEASURES}
    return Group(
        name,
        len(results),
        sum(r.scores.passed for r in results),
        sum(r.error is not None for r in results),
        {m: a for m, a in found.items() if a.scored or a.unscored},
    )


def _aggregate(measure: str, results: Iterable[Result]) -> Aggregate:
    values, unscored = [], 0
    for result in results:
        if measure in result.scores.values:
            values.append(result.scores.values[measure])
        unscored += measure in result.scores.unscored
    if not values:
        return Aggregate(None, 0, unscored)
    total = sum(sorted(values))
    value = total if MEASURES[measure].unit is Unit.COUNT else total / len(values)
    return Aggregate(round(value, 6), len(values), unscored)


def median_length(results: Iterable[Result]) -> float | None:
    """Median characters of the answers to questions that were answered; None without any."""
    found = sorted(r.scores.values["length"] for r in results if "length" in r.scores.values)
    if not found:
        return None
    middle = len(found) // 2
    return found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2


def to_row(summary: Summary) -> dict[str, Any]:
    """A summary as a JSON object."""
    return {
        "overall": _group_row(summary.overall),
        "groups": {
            dimension: {group.name: _group_row(group) for group in groups}
            for dimension, groups in summary.groups.items()
        },
        "pairs": {"questions": summary.pairs[0], "passed": summary.pairs[1]},
        "outcomes": {name: dict(sorted(c.items())) for name, c in summary.outcomes.items()},
    }


def _group_row(group: Group) -> dict[str, Any]:
    return {
        "questions": group.questions,
        "passed": group.passed,
        "errors": group.errors,
        "measures": {
            name: {"value": a.value, "scored": a.scored, "unscored": a.unscored}
            for name, a in group.measures.items()
        },
    }
