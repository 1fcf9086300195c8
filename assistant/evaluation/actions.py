"""What the subcommands of `assistant eval` do: files and the terminal meet the pure core here."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.case_files import load_set, set_files, write_set
from assistant.evaluation.cases import CaseSet
from assistant.evaluation.output import out
from assistant.evaluation.profile_cases import (
    ProfileResult,
    ProfileSet,
    is_profile_set,
    load_profiles,
    run_profiles,
    shipped_checks,
)
from assistant.evaluation.runs import Run, read_run, write_run
from assistant.evaluation.wording import decimal, percent, say, table
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation.beir import ReadingResult, RetrievalResult


@dataclass(frozen=True, slots=True)
class Done:
    """A run of question and profile sets, written to `folder`."""

    folder: Path
    run: Run
    profiles: tuple[ProfileResult, ...]


def load_sets(paths: Sequence[Path]) -> tuple[list[CaseSet], list[ProfileSet]]:
    """Question sets and profile sets among the files and folders given.

    Raises:
        InputError: naming every fault of every file.
    """
    questions: list[CaseSet] = []
    profiles: list[ProfileSet] = []
    faults: list[str] = []
    for path in set_files(paths):
        try:
            if is_profile_set(path):
                profiles.append(load_profiles(path))
            else:
                questions.append(load_set(path))
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise InputError("; ".join(faults))
    return questions, profiles


def _do(args: argparse.Namespace, settings: Settings, language: Language) -> Done:
    from assistant.evaluation.report import write_report
    from assistant.evaluation.runner import corpus_texts, run_sets
    from assistant.evaluation.summary import summarise, to_row

    sets, profile_sets = load_sets(args.sets)
    names = [*(s.name for s in sets), *(s.name for s in profile_sets)]
    folder = args.out or _run_folder(settings, names)
    done = Run(())
    if sets:
        from assistant.serve.service import Service

        service = Service.open(settings, progress=True)
        try:
            texts = corpus_texts(settings)
            done = run_sets(service, sets, texts, today=args.as_of, progress=True)
        finally:
            service.close()
    profiles = run_profiles(profile_sets, shipped_checks()) if profile_sets else ()
    write_run(folder, done, to_row(summarise(done.results)))
    write_report(folder / "report.html", done, profiles, language=language)
    return Done(folder, done, profiles)


def _run_folder(settings: Settings, names: Sequence[str]) -> Path:
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    return settings.data / "runs" / f"{stamp}-{'+'.join(names)[:60]}"


def run(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Ask every question of the sets, write the run folder, show the summary."""
    from assistant.evaluation.summary import summarise, to_row
    from assistant.evaluation.terminal import show_profiles, show_run

    done = _do(args, settings, language)
    if args.judge:
        _judge(args.judge, done, settings, language)
    if args.json:
        out(json.dumps(to_row(summarise(done.run.results)), ensure_ascii=False))
        return 0
    if done.run.results:
        out(show_run(done.run, language))
    if done.profiles:
        out("\n" + show_profiles(done.profiles, language))
    out("\n" + say("run_folder", language, folder=done.folder))
    out(say("run_report", language, file=done.folder / "report.html"))
    return 0


def _judge(model: str, done: Done, settings: Settings, language: Language) -> None:
    from assistant.evaluation.judge import judge_run, load_judge, show_judgements, write_judgements
    from assistant.evaluation.report import write_report

    judgements = judge_run(load_judge(model, settings), done.run.results, progress=True)
    write_judgements(done.folder / "judge.jsonl", judgements)
    write_report(
        done.folder / "report.html", done.run, done.profiles, judgements, language=language
    )
    sys.stderr.write(show_judgements(judgements, language) + "\n")


def gate(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Run the sets; exit code 1 when a gate is tripped."""
    from assistant.evaluation import gate as gates
    from assistant.evaluation.terminal import show_gate

    baseline = None if args.update else gates.read_baseline(args.baseline)
    done = _do(args, settings, language)
    found = gates.check(done.run.results, baseline, done.profiles)
    unscored = sum(len(r.scores.unscored) for r in done.run.results)
    out(show_gate(found, unscored, language))
    out(say("run_report", language, file=done.folder / "report.html"))
    if not found.passed:
        if args.update:
            out(say("gate_no_update", language))
        return 1
    if args.update:
        gates.write_baseline(args.baseline, done.run.results, done.profiles)
        count = len(done.run.results) + len(done.profiles)
        out(say("gate_updated", language, file=args.baseline, count=count))
    return 0


def compare(args: argparse.Namespace, _settings: Settings, language: Language) -> int:
    """Compare two run folders."""
    from assistant.evaluation.compare import compare as compare_scores
    from assistant.evaluation.compare import scored
    from assistant.evaluation.terminal import show_comparison

    a, b = read_run(args.a), read_run(args.b)
    found = compare_scores(scored(a.results), scored(b.results))
    out(show_comparison(found, language))
    if args.html:
        from assistant.evaluation.report import write_comparison

        write_comparison(args.html, found, a, b, language=language)
        out("\n" + say("run_report", language, file=args.html))
    return 0


def cases(args: argparse.Namespace, _settings: Settings, language: Language) -> int:
    """Check question sets, and write them in the other form when asked to."""
    sets, profiles = load_sets(args.sets)
    read = [(s.path, len(s.cases)) for s in sets] + [(p.path, len(p.cases)) for p in profiles]
    for path, count in read:
        out(say("cases_ok", language, file=path, count=count))
    if args.to:
        questions = [case for found in sets for case in found.cases]
        write_set(args.to, questions)
        out(say("cases_written", language, count=len(questions), file=args.to))
    return 0


def retrieval(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Measure search on a benchmark in BEIR form."""
    from assistant.evaluation.beir import measure_retrieval

    return _benchmark(args, settings, language, measure_retrieval)


def reading(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Measure short extractive answers on a benchmark in BEIR form."""
    from assistant.evaluation.beir import measure_reading

    return _benchmark(args, settings, language, measure_reading)


def _benchmark(
    args: argparse.Namespace,
    settings: Settings,
    language: Language,
    measure: Callable[..., RetrievalResult | ReadingResult],
) -> int:
    from assistant.evaluation.beir import open_beir
    from assistant.evaluation.beir_files import read_benchmark

    benchmark = read_benchmark(args.beir, split=args.split)
    with open_beir(benchmark, settings, progress=True) as opened:
        found = measure(opened, benchmark.queries, progress=True)
    _show_numbers(found.to_row(), language, as_json=args.json)
    return 0


def _show_numbers(row: Mapping[str, float | int], language: Language, *, as_json: bool) -> None:
    if as_json:
        out(json.dumps(dict(row)))
        return
    shares = {"contains_answer": say("beir_contains", language)}
    shares |= {k: say(f"measure_{k}", language) for k in row if "@" in k}
    rows = [[say("compare_measure", language), ""]]
    for name, value in row.items():
        if name in shares:
            rows.append([shares[name], percent(value, language)])
        elif name == "mean_length":
            rows.append([say("beir_length", language), decimal(value, 1, language)])
        else:
            rows.append([say("beir_queries", language), str(value)])
    out(table(rows))


def tune(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Choose a setting on tuning questions and write why."""
    from assistant.evaluation import tune as tuning

    sets, _ = load_sets(args.sets)
    if args.setting == "dense_weight":
        choice = tuning.tune_dense_weight(sets, settings, measure=args.measure, progress=True)
    else:
        choice = tuning.tune_threshold(args.setting, sets, settings, progress=True)
    target = args.out or settings.data / "tuning.json"
    tuning.write_choice(target, choice)
    out(tuning.show_choice(choice, language))
    out(say("tune_written", language, file=target))
    return 0


def speed(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """Measure speed and size, and write a table and a plot."""
    from assistant.evaluation import speed as speeds

    folder = args.out or settings.data / "speed"
    rows = speeds.measure_all(settings, speeds.parse_sizes(args.sizes), progress=True)
    speeds.write(folder, rows, language)
    out(json.dumps([r.to_row() for r in rows]) if args.json else speeds.show(rows, language))
    if not args.json:
        out("\n" + say("speed_written", language, folder=folder))
    return 0


def feedback(args: argparse.Namespace, settings: Settings, language: Language) -> int:
    """List, label, export or delete questions kept from use."""
    from assistant.evaluation import feedback_actions

    return feedback_actions.run(args, settings, language)
