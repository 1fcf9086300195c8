"""`assistant check`: a profile file against the level criteria."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.errors import InputError
from assistant.settings import REPOSITORY, Settings

_REPORTS = (".md", ".docx", ".pdf")


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser]) -> None:
    """Add `check` to the commands."""
    parser = commands.add_parser(
        "check", parents=list(parents), help="a cluster profile against the criteria"
    )
    parser.add_argument("profile", nargs="?", type=Path, help="TOML or JSON file")
    parser.add_argument("--level", action="append", metavar="ID", help="only this level (repeats)")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the date to judge by")
    parser.add_argument("--language", choices=[c.value for c in Language], default="nb")
    parser.add_argument("--schema", action="store_true", help="print the profile's JSON schema")
    parser.add_argument("--text", help="a description in words instead of a profile file")
    parser.add_argument("--report", type=Path, metavar="FILE", help="a brief: .md, .docx or .pdf")
    parser.add_argument("--compare", type=Path, metavar="OLDER", help="what changed since OLDER")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_check)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date of the form 2024-06-21") from None


def _check(parsed: argparse.Namespace, settings: Settings) -> int:
    del settings
    from assistant.eligibility import profile as profiles

    if parsed.schema:
        print(json.dumps(profiles.schema(), ensure_ascii=False, indent=2))
        return 0
    if (parsed.profile is None) == (parsed.text is None):
        raise InputError("give a profile file, or a description after --text, or --schema")
    return _assess(parsed)


def _assess(parsed: argparse.Namespace) -> int:
    from assistant.eligibility import profile as profiles
    from assistant.eligibility.assess import assess
    from assistant.eligibility.from_text import read_profile
    from assistant.eligibility.payload import assessment_json
    from assistant.eligibility.report import render_table
    from assistant.ingest.manifest import load_manifest

    language = Language(parsed.language)
    sources = load_manifest(REPOSITORY / "corpus")
    as_of = parsed.as_of or date.today()
    if parsed.text is not None:
        evidence = read_profile(parsed.text)
        profile = profiles.validate(_stated(evidence))
    else:
        evidence = ()
        profile = profiles.load(parsed.profile)
    assessment = assess(
        profile, levels=parsed.level, as_of=as_of, language=language, sources=sources
    )
    if parsed.report is not None:
        _write_report(parsed.report, assessment, language, sources)
    if parsed.json:
        found = assessment_json(assessment, language=language, sources=sources)
        if evidence:
            found["evidence"] = [
                {"field": e.field, "value": e.value, "words": e.words} for e in evidence
            ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for e in evidence:
            print(f"{e.field} = {e.value}  («{e.words}»)")
        print(render_table(assessment, language))
    return 0
