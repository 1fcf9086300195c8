"""The command line. Exit codes: 0 done, 1 a gate or check failed, 2 bad input or configuration."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant import texts
from assistant.domain import Answer, Language
from assistant.errors import AssistantError, InputError, StaleIndexError
from assistant.serve.arguments import day
from assistant.settings import Settings, load_with_origins

if TYPE_CHECKING:
    from assistant.serve.service import Service


def run(arguments: Sequence[str]) -> int:
    """Run one command; errors meant for the user become one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        parsed = _parser().parse_args(arguments)
        return int(parsed.run(parsed, _settings(parsed)))
    except AssistantError as error:
        _tell(str(error))
        return 2
    except KeyboardInterrupt:
        _tell("stopped")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except sqlite3.DatabaseError as error:
        _tell(f"the index is damaged ({error}). Build it again: assistant index --rebuild")
        return 2
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _tell(
            f"something unforeseen went wrong ({type(error).__name__}: {error});"
            " to see where: python -X dev -m assistant …"
        )
        return 2


def _tell(message: str) -> None:
    """One line on standard error."""
    print(f"assistant: {' '.join(message.split())}", file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """Faulty arguments become one line like every other error."""

    def error(self, message: str) -> NoReturn:
        """See `argparse`; raises instead of ending the program.

        Raises:
            InputError: always.

        """
        raise InputError(f"{message} (see: {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument("--corpus", type=Path, help="folder with documents")
    shared.add_argument("--index", type=Path, help="folder for the index")
    parser = _Parser(
        prog="assistant",
        description="Answers questions from a folder of documents, with sources.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    index = commands.add_parser("index", parents=[shared], help="build or update the index")
    index.add_argument("--rebuild", action="store_true", help="start from nothing")
    index.add_argument("--json", action="store_true", help="say what was done as JSON")
    index.set_defaults(run=_index)

    search = commands.add_parser("search", parents=[shared], help="ranked passages")
    search.add_argument("question")
    search.add_argument("-k", type=int, default=10, help="how many passages (10)")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=_search)

    ask = commands.add_parser("ask", parents=[shared], help="one cited answer")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--batch", metavar="FILE", help="JSON Lines in and out; - is standard input")
    ask.add_argument("--as-of", type=day, metavar="DATE", help="the date to hold deadlines to")
    ask.add_argument("--json", action="store_true")
    ask.set_defaults(run=_ask)

    serve = commands.add_parser("serve", parents=[shared], help="the web app and the HTTP API")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (7860)")
    serve.set_defaults(run=_serve)

    doctor = commands.add_parser("doctor", parents=[shared], help="what is set up, what is wrong")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)

    _add_areas(commands, shared)
    return parser


def _add_areas(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Commands that live with what they serve."""
    from assistant.serve import cli_check, cli_eval, cli_user

    for area in (cli_check, cli_eval, cli_user):
        area.add_parser(commands, [shared])


def _settings(parsed: argparse.Namespace) -> Settings:
    """The settings for a command. An index named without a corpus brings its own corpus along."""
    overrides = {key: getattr(parsed, key, None) for key in ("corpus", "index", "host", "port")}
    loaded = load_with_origins(overrides=overrides)
    settings = loaded.settings
    if "index" in loaded.origins and "corpus" not in loaded.origins:
        from assistant.search import manifest as manifests

        try:
            manifest = manifests.read(settings.index)
        except StaleIndexError:
            manifest = None
        if manifest is not None:
            return replace(settings, corpus=Path(manifest.corpus))
    return settings


def _index(parsed: argparse.Namespace, settings: Settings) -> int:
    from assistant.serve.service import update

    result = update(settings, progress=not parsed.json, rebuild=parsed.rebuild)
    for problem in result.problems:
        _tell(problem)
    counts = {
        "added": list(result.added),
        "changed": list(result.changed),
        "removed": list(result.removed),
        "unchanged": list(result.unchanged),
        "problems": list(result.problems),
        "chunks": result.manifest.chunks,
    }
    if parsed.json:
        _print_json(counts)
        return 0
    for reason in result.reasons:
        print(texts.get("cli.rebuilt", Language.NB, reason=reason))
    numbers = {key: len(value) for key, value in counts.items() if isinstance(value, list)}
    print(
        texts.get(
            "cli.indexed",
            Language.NB,
            **numbers,
            documents=len(result.manifest.documents),
            chunks=result.manifest.chunks,
            index=settings.index,
        )
    )
    return 0


def _open(settings: Settings) -> Service:
    """The service; tells on standard error when the documents are no longer those indexed."""
    from assistant.serve.freshness import changes
    from assistant.serve.service import Service

    service = Service.open(settings, progress=True)
    manifest = service.index.manifest
    try:
        found = changes(settings, manifest)
    except AssistantError:
        _tell(
            texts.get("cli.gone", Language.NB, corpus=settings.corpus, built_at=manifest.built_at)
        )
        return service
    if found:
        from assistant.search.manifest import mending

        numbers = {key: len(getattr(found, key)) for key in ("added", "changed", "removed")}
        _tell(
            texts.get(
                "cli.changed",
                Language.NB,
                corpus=settings.corpus,
                command=mending(settings),
                **numbers,
            )
        )
    return service


def _search(parsed: argparse.Namespace, settings: Settings) -> int:
    from assistant.serve.wire import search_json

    hits = _open(settings).search(parsed.question, parsed.k)
    if parsed.json:
        _print_json(search_json(parsed.question, hits))
        return 0
    if not hits:
        print(texts.get("cli.no_hits", Language.NB))
    for rank, hit in enumerate(hits, 1):
        chunk = hit.chunk
        place = " › ".join((chunk.title, *chunk.section))
        page = f", {_page(chunk.page, Language.NB)}" if chunk.page else ""
        print(f"{rank}. {place}{page}  ({hit.score:.3f})\n   {' '.join(chunk.text.split())}\n")
    return 0


def _page(number: int, language: Language) -> str:
    return texts.get("cli.page", language, page=number)


def _ask(parsed: argparse.Namespace, settings: Settings) -> int:
    from assistant.serve.wire import answer_json

    if (parsed.question is None) == (parsed.batch is None):
        raise InputError("give a question, or a file with questions after --batch")
    if parsed.batch is not None:
        return _batch(parsed, settings)
    answer = _open(settings).ask(parsed.question, as_of=parsed.as_of)
    if parsed.json:
        _print_json(answer_json(answer))
    else:
        _print_answer(answer)
    return 0


def _print_answer(answer: Answer) -> None:
    print(answer.text)
    for notice in answer.notices:
        print(f"\nⓘ {notice}")
    if answer.citations:
        print()
    for c in answer.citations:
        page = _page(c.page, answer.language) if c.page else ""
        place = " · ".join(p for p in (c.title, " › ".join(c.section), page) if p)
        status = texts.get(f"cli.status_{c.status.value}", answer.language)
        print(f"[{c.number}] {place} ({status})\n    «{c.quote}»")


def _batch(parsed: argparse.Namespace, settings: Settings) -> int:
    """Answer a file of questions in order. A faulty line gives a line with `error`, and exit 2."""
    from assistant.serve import batch
    from assistant.serve.wire import answer_json

    batch.check_readable(parsed.batch)
    service = _open(settings)
    faults = 0
    for number, line in batch.lines(parsed.batch):
        identifier: Any = None
        try:
            row = batch.row(line)
            identifier = row.get("id")
            question, history = batch.question(row), batch.turns(row.get("history"))
            answer = service.ask(question, history, as_of=parsed.as_of)
            result = answer_json(answer, identifier=identifier)
        except InputError as error:
            faults += 1
            result = {"id": identifier, "error": str(error), "line": number}
            _tell(f"line {number}: {error}")
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 2 if faults else 0


def _serve(parsed: argparse.Namespace, settings: Settings) -> int:
    from assistant.serve.web.app import serve

    del parsed
    return serve(settings)


def _doctor(parsed: argparse.Namespace, settings: Settings) -> int:
    from assistant.serve.doctor import examine

    report = examine(settings)
    if parsed.json:
        _print_json(report.to_json())
    else:
        print(report.to_text())
    return 0 if report.ok else 1


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
