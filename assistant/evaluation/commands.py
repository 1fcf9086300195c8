"""`assistant eval …`: the arguments of each subcommand, and what each does."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.errors import InputError
from assistant.settings import REPOSITORY, Settings

BASELINE = REPOSITORY / "evals" / "baseline.json"


def add_parser(subparsers: Any, parents: Sequence[argparse.ArgumentParser] = ()) -> None:
    """Adds `eval` with its subcommands.

    Args:
        subparsers: what `ArgumentParser.add_subparsers` returned.
        parents: parsers with the global options, taken over by every subcommand.
    """
    found = subparsers.add_parser("eval", help="question sets, benchmarks, comparing runs")
    kinds = found.add_subparsers(dest="eval_command", required=True, metavar="COMMAND")

    def add(name: str, what: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = kinds.add_parser(
            name, help=what, description=what, parents=list(parents)
        )
        parser.add_argument(
            "--language", choices=[c.value for c in Language], default="nb", help="of the output"
        )
        return parser

    _add_sets(add("run", "ask every question of the sets and report"), run=True)
    _add_sets(add("gate", "run the sets and fail when answers got worse"), run=False)
    compare = add("compare", "compare two runs question by question")
    compare.add_argument("a", type=Path, help="folder of the earlier run")
    compare.add_argument("b", type=Path, help="folder of the later run")
    compare.add_argument("--html", type=Path, help="write the comparison as a page too")
    cases = add("cases", "check a question set, or turn JSON Lines into CSV and back")
    cases.add_argument("sets", type=Path, nargs="+", metavar="SET")
    cases.add_argument("--to", type=Path, help="write the questions to this .jsonl or .csv file")
    for name, what in (
        ("retrieval", "measure search on a benchmark in BEIR form"),
        ("reading", "measure short answers on a benchmark in BEIR form"),
    ):
        _add_beir(add(name, what))
    _add_tune(add("tune", "choose the dense weight or a threshold on tuning questions"))
    _add_speed(add("speed", "measure start, answer times, indexing, memory and disk"))
    _add_feedback(add("feedback", "questions and feedback kept from use"))


def _add_sets(parser: argparse.ArgumentParser, *, run: bool) -> None:
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="file or folder")
    parser.add_argument("--out", type=Path, help="folder for the run (default: data/runs/…)")
    parser.add_argument(
        "--as-of", type=_day, metavar="DATE", help="the date for questions that name none (today)"
    )
    if run:
        parser.add_argument(
            "--judge", metavar="PROVIDER:MODEL", help="judge answers by a model too"
        )
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    else:
        parser.add_argument("--baseline", type=Path, default=BASELINE)
        parser.add_argument("--update", action="store_true", help="make this run the baseline")


def _add_beir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--beir", type=Path, required=True, metavar="DIR")
    parser.add_argument("--split", default="test", help="name of the qrels file (default: test)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_tune(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument(
        "--setting", default="dense_weight", help="dense_weight (default) or an answer threshold"
    )
    parser.add_argument(
        "--measure", default="ndcg@10", help="what the dense weight is to raise (default: ndcg@10)"
    )
    parser.add_argument("--out", type=Path, help="file for the reasons (default: data/tuning.json)")


def _add_speed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sizes", default="1000,10000,100000", help="numbers of made-up passages, by comma"
    )
    parser.add_argument("--out", type=Path, help="folder for table and plot (default: data/speed)")
    parser.add_argument("--json", action="store_true", help="print the measurements as JSON")


def _add_feedback(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", type=Path, help="the SQLite file (default: data/feedback.sqlite)")
    what = parser.add_subparsers(dest="feedback_command", required=True, metavar="ACTION")
    listing = what.add_parser("list", help="show what is kept, masked")
    listing.add_argument("--unlabelled", action="store_true", help="only those without a label")
    label = what.add_parser("label", help="say what a right answer to a question is")
    label.add_argument("id", type=int)
    label.add_argument("case_class", metavar="CLASS", help="answerable, unanswerable, …")
    label.add_argument("--fact", action="append", default=[], metavar="A | B", dest="facts")
    label.add_argument("--quote", nargs=2, action="append", default=[], dest="quotes",
                       metavar=("DOCUMENT", "QUOTE"))  # fmt: skip
    label.add_argument("--tag", action="append", default=[], dest="tags")
    label.add_argument("--must-pass", action="store_true")
    export = what.add_parser("export", help="write labelled questions as a question set")
    export.add_argument("target", type=Path, help=".jsonl or .csv file")
    purge = what.add_parser("purge", help="delete what is older than some days, or all")
    purge.add_argument("--older-than", type=int, metavar="DAYS", help="default: retention_days")
    purge.add_argument("--all", action="store_true")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--as-of must be a date like 2024-04-30, not {text!r}") from None


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Runs the chosen subcommand and returns the exit code: 0 done, 1 a gate failed.

    Raises:
        AssistantError: for bad input or configuration, in one line for the user.
    """
    from assistant.evaluation import actions

    language = Language(args.language)
    found: int = getattr(actions, args.eval_command)(args, settings, language)
    return found
