"""Runs, comparisons and gates as text for the terminal."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from assistant.domain import Language
from assistant.evaluation.compare import Change, Comparison
from assistant.evaluation.gate import GateResult, Trip
from assistant.evaluation.normalise import fold
from assistant.evaluation.profile_cases import ProfileResult
from assistant.evaluation.runs import Run
from assistant.evaluation.summary import DIMENSIONS, Group, Summary, median_length, summarise
from assistant.evaluation.wording import (
    change,
    decimal,
    group_name,
    measure_name,
    measured,
    say,
    short_name,
    table,
)

SHOWN_FAILURES = 20
SHOWN_IDS = 12
COLUMNS = ("recall@5", "ndcg@10", "all_facts", "citation_recall", "over_refusal", "false_answer")


def show_run(run: Run, language: Language = Language.NB) -> str:
    """The summary of a run: all measures, the groups, the failures, and latency apart."""
    summary = summarise(run.results)
    overall = summary.overall
    parts = [say("run_header", language, passed=overall.passed, questions=overall.questions)]
    if overall.errors:
        parts.append(say("run_errors", language, count=overall.errors))
    parts.append(_overall(overall, language))
    for dimension in DIMENSIONS:
        if summary.groups[dimension]:
            parts.append(_groups(dimension, summary.groups[dimension], language))
    if summary.pairs[0]:
        parts.append(pairs_line(summary, language))
    parts.append(_failures(run, language))
    median = median_length(run.results)
    if median is not None:
        parts.append(say("median_length", language, value=decimal(median, 0, language)))
    parts.append(latency_line(run.seconds, language))
    return "\n\n".join(part for part in parts if part)


def _overall(group: Group, language: Language) -> str:
    rows = [
        [
            say("compare_measure", language),
            "",
            say("questions", language),
            say("unscored", language),
        ]
    ]
    for name, found in group.measures.items():
        value = measured(name, found.value, language)
        row = [measure_name(name, language), value, str(found.scored), str(found.unscored or "")]
        rows.append(row)
    return table(rows)


def _groups(dimension: str, groups: Sequence[Group], language: Language) -> str:
    head = [say(f"dimension_{dimension}", language), say("questions", language)]
    head += [say("passed", language), *(short_name(name, language) for name in COLUMNS)]
    rows = [head]
    for group in groups:
        cells = [group_name(dimension, group.name, language), str(group.questions)]
        cells.append(str(group.passed))
        for name in COLUMNS:
            found = group.measures.get(name)
            cells.append(measured(name, found.value if found else None, language))
        rows.append(cells)
    return table(rows)


def _failures(run: Run, language: Language) -> str:
    failed = [r for r in run.results if not r.scores.passed]
    if not failed:
        return ""
    lines = [say("run_failures", language)]
    for result in failed[:SHOWN_FAILURES]:
        why = ", ".join(say(f"failure_{f}", language) for f in result.scores.failures)
        lines.append(f"  {result.case.id}: «{fold(result.case.question)[:90]}» {why}")
    if len(failed) > SHOWN_FAILURES:
        lines.append("  " + say("run_more_failures", language, count=len(failed) - SHOWN_FAILURES))
    return "\n".join(lines)


def pairs_line(summary: Summary, language: Language) -> str:
    """How many of the questions asked in several languages passed in all of them."""
    questions, passed = summary.pairs
    return say("pairs_line", language, questions=questions, passed=passed)


def latency_line(seconds: Mapping[str, float], language: Language) -> str:
    """Median, 95th percentile and longest answer time; empty without any."""
    if not seconds:
        return ""
    values = sorted(seconds.values())
    p95 = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
    shown = (statistics.median(values), p95, values[-1])
    p50, p95_text, highest = (decimal(v, 3, language) for v in shown)
    return say("latency_line", language, p50=p50, p95=p95_text, highest=highest)


def show_comparison(comparison: Comparison, language: Language = Language.NB) -> str:
    """A comparison as a table of measures and lists of questions that flipped."""
    if not comparison.questions:
        return say("compare_nothing", language)
    keys = ("measure", "a", "b", "difference", "interval", "wins", "ties", "losses")
    rows = [[*(say(f"compare_{key}", language) for key in keys), ""]]
    rows += [comparison_row(found, language) for found in comparison.changes]
    parts = [say("compare_header", language, questions=comparison.questions), table(rows)]
    for key in ("fixed", "broken", "only_a", "only_b", "changed"):
        found = getattr(comparison, key)
        if found:
            parts.append(f"{say(f'compare_{key}', language)} ({len(found)}): {_ids(found)}")
    return "\n\n".join(parts)


def comparison_row(found: Change, language: Language) -> list[str]:
    """The cells of a measure's row in a comparison; the last says whether it is beyond chance."""
    verdict = "better" if found.better else "worse" if found.worse else "same"
    interval = " … ".join(change(found.measure, v, language) for v in (found.low, found.high))
    return [
        measure_name(found.measure, language),
        measured(found.measure, found.a, language),
        measured(found.measure, found.b, language),
        change(found.measure, found.difference, language),
        interval,
        str(found.wins),
        str(found.ties),
        str(found.losses),
        "" if verdict == "same" and not found.difference else say(f"compare_{verdict}", language),
    ]


def show_gate(result: GateResult, unscored: int, language: Language = Language.NB) -> str:
    """Why a gate is shut, or that it is open, with what a reader should know besides."""
    lines = [say("gate_failed" if result.trips else "gate_passed", language)]
    lines += ["- " + _trip(trip, language) for trip in result.trips]
    found = result.comparison
    if found and found.only_a:
        lines.append(say("gate_gone", language, count=len(found.only_a), ids=_ids(found.only_a)))
    if found and (new := len(found.only_b) + len(found.changed)):
        lines.append(say("gate_new", language, count=new))
    if unscored:
        lines.append(say("gate_unscored", language, count=unscored))
    return "\n".join(lines)


def _trip(trip: Trip, language: Language) -> str:
    values: dict[str, object] = {"count": len(trip.ids), "ids": _ids(trip.ids)}
    if trip.measure:
        values["measure"] = measure_name(trip.measure, language)
    if trip.detail:
        detail = trip.detail
        values |= {k: measured(trip.measure, detail[k], language) for k in ("a", "b")}
        values |= {k: change(trip.measure, detail[k], language) for k in ("low", "high")}
    return say(f"gate_{trip.rule}", language, **values)


def _ids(ids: Sequence[str]) -> str:
    more = f" … (+{len(ids) - SHOWN_IDS})" if len(ids) > SHOWN_IDS else ""
    return ", ".join(ids[:SHOWN_IDS]) + more


def show_profiles(profiles: Sequence[ProfileResult], language: Language = Language.NB) -> str:
    """How many profile cases passed, and what came out otherwise than expected."""
    passed = sum(p.passed for p in profiles)
    lines = [say("profiles_header", language, passed=passed, questions=len(profiles))]
    failed = [p for p in profiles if not p.passed]
    for result in failed[:SHOWN_FAILURES]:
        wrong = "; ".join(f"{d.where}: {d.expected} → {d.found}" for d in result.differences)
        lines.append(f"  {result.id}: {wrong}")
    if len(failed) > SHOWN_FAILURES:
        lines.append("  " + say("run_more_failures", language, count=len(failed) - SHOWN_FAILURES))
    return "\n".join(lines)
