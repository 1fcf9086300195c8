"""Runs and comparisons as one self-contained HTML page each."""

from __future__ import annotations

import json
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.cases import EvalCase
from assistant.evaluation.compare import Comparison
from assistant.evaluation.judge import Judgement, show_judgements
from assistant.evaluation.measures import (
    MEASURES,
    found_facts,
    found_forbidden,
    right_outcomes,
)
from assistant.evaluation.profile_cases import ProfileResult
from assistant.evaluation.runs import Result, Run
from assistant.evaluation.summary import Summary, labels, summarise
from assistant.evaluation.terminal import COLUMNS, comparison_row, latency_line, pairs_line
from assistant.evaluation.wording import (
    decimal,
    group_name,
    measure_name,
    measured,
    percent,
    say,
    short_name,
)

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
TILES = (
    "all_facts",
    "recall@5",
    "citation_recall",
    "over_refusal",
    "false_answer",
    "unsupported_numbers",
    "nonverbatim_quotes",
    "invented_markers",
)
NEVER = ("unsupported_numbers", "nonverbatim_quotes", "invented_markers")


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline figure; `alarm` when it should be zero and is not."""

    name: str
    value: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class UnscoredRow:
    """A measure that could not be told for some questions, for one reason."""

    measure: str
    reason: str
    ids: tuple[str, ...]


def write_report(
    path: Path,
    run: Run,
    profiles: Sequence[ProfileResult] = (),
    judgements: Sequence[Judgement] = (),
    *,
    language: Language = Language.NB,
) -> None:
    """Writes the report of a run.

    Raises:
        InputError: when the file cannot be written.
    """
    _write(path, report_html(run, profiles, judgements, language=language))


def report_html(
    run: Run,
    profiles: Sequence[ProfileResult] = (),
    judgements: Sequence[Judgement] = (),
    *,
    language: Language = Language.NB,
) -> str:
    """The report of a run as HTML; everything from documents, users and models is escaped."""
    summary = summarise(run.results)
    failed = [r for r in run.results if not r.scores.passed]
    failed.sort(key=lambda r: not r.case.must_pass)
    values: dict[str, Any] = {
        "summary": summary,
        "started": _day(run),
        "failed": failed,
        "passed": [r for r in run.results if r.scores.passed],
        "profiles": profiles,
        "judgements": judgements,
        "doubted": [j for j in judgements if j.score != 1],
        "judge_summary": show_judgements(judgements, language) if judgements else "",
        "tiles": list(_tiles(summary, language)),
        "plots": list(_plots(run, summary, language)) if run.results else [],
        "columns": COLUMNS,
        "unscored": _unscored(run.results),
        "pairs": pairs_line(summary, language),
        "latency": latency_line(run.seconds, language),
        "provenance": json.dumps(run.provenance, ensure_ascii=False, indent=1, default=str),
    }
    values["contents"] = list(_contents(values, language))
    return _environment(language).get_template("report.html").render(values)


def write_comparison(
    path: Path, comparison: Comparison, a: Run, b: Run, *, language: Language = Language.NB
) -> None:
    """Writes a comparison of two runs, with both answers of every question that flipped.

    Raises:
        InputError: when the file cannot be written.
    """
    keys = ("measure", "a", "b", "difference", "interval", "wins", "ties", "losses")
    lists = [
        (k, getattr(comparison, k)) for k in ("broken", "fixed", "changed", "only_a", "only_b")
    ]
    medians = [decimal(statistics.median(r.seconds.values()), 3, language)
               for r in (a, b) if r.seconds]  # fmt: skip
    write_page(
        path,
        "comparison.html",
        language,
        comparison=comparison,
        started_a=_day(a),
        started_b=_day(b),
        heads=[*(say(f"compare_{key}", language) for key in keys), ""],
        rows=[(c, comparison_row(c, language)) for c in comparison.changes],
        lists=lists,
        a=defaultdict(lambda: None, {r.case.id: r for r in a.results}),
        b=defaultdict(lambda: None, {r.case.id: r for r in b.results}),
        seconds=medians if len(medians) == 2 else None,
    )


def write_page(path: Path, template: str, language: Language, **values: Any) -> None:
    """Writes a page from a template of this package.

    Raises:
        InputError: when the file cannot be written.
    """
    _write(path, _environment(language).get_template(template).render(values))


def _write(path: Path, html: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _day(run: Run) -> str:
    return str(run.provenance.get("started", "")).replace("T", " ").removesuffix("+00:00")


def _environment(language: Language) -> Environment:
    """Templates with escaping on, and the functions they use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    found.globals |= {
        "language": language.value,
        "css": Markup(css),  # our own file, no foreign text
        "say": lambda key, **values: say(key, language, **values),
        "measure": partial(measure_name, language=language),
        "short": partial(short_name, language=language),
        "value": lambda name, value: measured(name, value, language),
        "group_name": lambda dimension, name: group_name(dimension, name, language),
        "direction": lambda name: "up" if MEASURES[name].higher_is_better else "down",
        "place": partial(_place, language),
        "facts": _facts,
        "forbidden": lambda r: found_forbidden(r.case, r.answer, r.language),
        "expected": partial(_expected, language),
        "tags": partial(_tags, language),
    }
    return found


def _place(language: Language, title: str, section: Sequence[str], page: int | None) -> str:
    parts = [title, *section]
    if page is not None:
        parts.append(say("report_page", language, page=page))
    return " · ".join(parts)


def _facts(result: Result) -> list[tuple[tuple[str, ...], bool]]:
    found = found_facts(result.case, result.answer, result.language)
    return list(zip(result.case.facts, found, strict=True))


def _expected(language: Language, case: EvalCase) -> str:
    names = sorted(say(f"outcome_{outcome.value}", language) for outcome in right_outcomes(case))
    return f" {say('report_or', language)} ".join(names)


def _tags(language: Language, result: Result) -> list[str]:
    return [
        group_name(dimension, label, language)
        for dimension in ("class", "kind", "language", "tag")
        for label in labels(result, dimension)
    ]


def _tiles(summary: Summary, language: Language) -> Iterator[Tile]:
    overall = summary.overall
    if not overall.questions:
        return
    yield Tile(say("passed", language), percent(overall.passed / overall.questions, language))
    for name in TILES:
        found = overall.measures.get(name)
        if found is not None:
            alarm = name in NEVER and bool(found.value)
            yield Tile(measure_name(name, language), measured(name, found.value, language), alarm)


def _unscored(results: Sequence[Result]) -> list[UnscoredRow]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for result in results:
        for name, reason in result.scores.unscored.items():
            found[name, reason].append(result.case.id)
    return [UnscoredRow(n, r, tuple(ids)) for (n, r), ids in sorted(found.items())]


def _contents(values: dict[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    present = {
        "failures": True,
        "profiles": values["profiles"],
        "plots": values["plots"],
        "measures": values["summary"].overall.questions,
        "unscored": values["unscored"],
        "judge": values["judgements"],
        "passed": values["passed"],
        "provenance": True,
    }
    for anchor, there in present.items():
        if there:
            yield anchor, say(f"report_{anchor}", language)


def _plots(run: Run, summary: Summary, language: Language) -> Iterator[tuple[str, str]]:
    from assistant.evaluation import plots

    lines = _recall_lines(summary, language)
    if lines:
        name = say("report_plot_recall", language)
        yield name, plots.curve(lines, name, axis=say("report_plot_recall_axis", language))
    name = say("report_plot_outcomes", language)
    outcomes = ("answered", "no_evidence", "clarify", "out_of_scope", "conversation", "error")
    names = {outcome: say(f"outcome_{outcome}", language) for outcome in outcomes}
    rows = {
        group_name("class", c, language): {names[o]: n for o, n in counts.items()}
        for c, counts in summary.outcomes.items()
    }
    yield name, plots.matrix(rows, list(names.values()), name)
    shares = {
        f"{say(f'dimension_{d}', language)}: {group_name(d, g.name, language)}": (
            g.passed / g.questions,
            g.questions,
        )
        for d in ("kind", "language", "tag")
        for g in summary.groups[d]
    }
    if shares:
        name = say("report_plot_tags", language)
        yield name, plots.bars(shares, name)
    if run.seconds:
        name = say("report_plot_latency", language)
        axis, count = (say(f"report_plot_{a}_axis", language) for a in ("latency", "count"))
        values = [1000 * s for s in run.seconds.values()]
        yield name, plots.histogram(values, name, axis=axis, count_axis=count)


def _recall_lines(summary: Summary, language: Language) -> dict[str, dict[int, float]]:
    lines: dict[str, dict[int, float]] = {}
    for kind in ("success", "recall"):
        points = {
            k: found.value
            for k in (1, 3, 5, 10)
            if (found := summary.overall.measures.get(f"{kind}@{k}")) and found.value is not None
        }
        if points:
            lines[say(f"report_plot_{kind}_line", language)] = points
    return lines
