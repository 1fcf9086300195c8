"""`assistant check`: a profile file, or a description in words, against the level criteria."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain import Assessment, Language, Metadata, ProfileValue
from assistant.errors import InputError
from assistant.serve.arguments import day
from assistant.settings import REPOSITORY, Settings

if TYPE_CHECKING:
    from assistant.eligibility.evidence import FieldEvidence


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser]) -> None:
    """Add `check` to the commands."""
    parser = commands.add_parser(
        "check", parents=list(parents), help="a cluster profile against the criteria"
    )
    parser.add_argument("profile", nargs="?", type=Path, help="TOML or JSON file")
    parser.add_argument("--level", action="append", metavar="ID", help="only this level (repeats)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the date to judge by")
    parser.add_argument("--language", choices=[c.value for c in Language], default="nb")
    parser.add_argument("--schema", action="store_true", help="print the profile's JSON schema")
    parser.add_argument("--text", help="a description in words instead of a profile file")
    parser.add_argument("--report", type=Path, metavar="FILE", help="a brief: .md, .docx or .pdf")
    parser.add_argument(
        "--compare", type=Path, metavar="OLDER", help="what changed since this earlier profile"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace, settings: Settings) -> int:
    """Check what was given and print it; 0 whatever the verdicts are."""
    del settings
    from assistant.eligibility import profile as profiles

    if parsed.schema:
        print(json.dumps(profiles.schema(), ensure_ascii=False, indent=2))
        return 0
    if (parsed.profile is None) == (parsed.text is None):
        raise InputError("give a profile file, or a description after --text, or --schema")
    language = Language(parsed.language)
    profile, evidence = _profile(parsed)
    as_of = parsed.as_of or date.today()
    if parsed.compare is not None:
        return _compare(parsed, profile, as_of, language)
    from assistant.eligibility.assess import assess

    sources = criteria_sources()
    assessment = assess(
        profile, levels=parsed.level, as_of=as_of, language=language, sources=sources
    )
    if parsed.report is not None:
        write_report(parsed.report, assessment, language, sources)
    _print(parsed, assessment, evidence, language, sources)
    return 0


def criteria_sources() -> dict[str, Metadata]:
    """Metadata of the documents that the criteria rest on: the shipped corpus, always."""
    from assistant.ingest.manifest import load_manifest

    return load_manifest(REPOSITORY / "corpus")


def _profile(
    parsed: argparse.Namespace,
) -> tuple[Mapping[str, ProfileValue], tuple[FieldEvidence, ...]]:
    from assistant.eligibility import profile as profiles
    from assistant.eligibility.evidence import merge
    from assistant.eligibility.from_text import read_profile

    if parsed.profile is not None:
        return profiles.load(parsed.profile), ()
    evidence = read_profile(parsed.text)
    return merge({}, evidence).profile, evidence


def _compare(
    parsed: argparse.Namespace,
    profile: Mapping[str, ProfileValue],
    as_of: date,
    language: Language,
) -> int:
    from assistant.eligibility import profile as profiles
    from assistant.eligibility.report import compare, comparison_markdown

    older = profiles.load(parsed.compare)
    print(comparison_markdown(compare(older, profile, as_of=as_of, language=language), language))
    return 0


def _print(
    parsed: argparse.Namespace,
    assessment: Assessment,
    evidence: Sequence[FieldEvidence],
    language: Language,
    sources: Mapping[str, Metadata],
) -> None:
    from assistant.eligibility.payload import assessment_json
    from assistant.eligibility.report import render_table

    if parsed.json:
        found = assessment_json(assessment, language=language, sources=sources)
        if evidence:
            found["evidence"] = [
                {"field": e.field, "value": e.value, "words": e.words} for e in evidence
            ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for e in evidence:
        print(f"{e.field} = {e.value}  («{e.words}»)")
    print(render_table(assessment, language, sources=sources))


def write_report(
    path: Path, assessment: Assessment, language: Language, sources: Mapping[str, Metadata]
) -> None:
    """Write an adviser's brief; the file's ending decides its form.

    Raises:
        InputError: for an unknown ending or a place that cannot be written.
    """
    from assistant.eligibility import report

    kind = path.suffix.lower()
    if kind == ".md":
        made = report.brief_markdown(assessment, language=language, sources=sources).encode()
    elif kind == ".docx":
        made = report.brief_docx(assessment, language=language, sources=sources)
    elif kind == ".pdf":
        made = report.brief_pdf(assessment, language=language, sources=sources)
    else:
        raise InputError(f"--report takes a file ending in .md, .docx or .pdf, not {path.name!r}")
    try:
        path.write_bytes(made)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
