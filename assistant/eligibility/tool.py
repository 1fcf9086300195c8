"""The eligibility check as a tool for language models, through LangChain."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant import texts
from assistant.domain import Language, Metadata
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.evidence import merge
from assistant.eligibility.from_text import read_profile
from assistant.eligibility.payload import assessment_json
from assistant.eligibility.profile import schema, validate
from assistant.errors import InputError

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

NAME = "check_eligibility"


def eligibility_tool(
    *,
    sources: Mapping[str, Metadata],
    today: Callable[[], date],
    language: Language = Language.NB,
) -> StructuredTool:
    """A `StructuredTool` that checks a cluster against the level criteria.

    The result is JSON in the shape of `assistant check --json`, with `evidence` for what was read
    from a description, or `{"error": …}` that says what to mend. `today` gives the date when the
    model names none.
    """
    from langchain_core.tools import StructuredTool

    def run(
        profile: dict[str, Any] | None = None,
        description: str | None = None,
        levels: list[str] | None = None,
        as_of: str | None = None,
    ) -> str:
        try:
            day = _day(as_of, today)
            found = check(profile, description, levels=levels, as_of=day, sources=sources)
            body = found(language)
        except InputError as error:
            body = {"error": str(error)}
        return json.dumps(body, ensure_ascii=False)

    return StructuredTool.from_function(
        func=run,
        name=NAME,
        description=texts.get("eligibility.tool.description", Language.EN),
        args_schema=arguments_schema(),
    )


def arguments_schema() -> dict[str, Any]:
    """JSON schema of the tool's arguments; `profile` is the profile's own schema."""
    profile = {k: v for k, v in schema().items() if k != "$schema"}
    say = texts.get
    return {
        "title": NAME,
        "type": "object",
        "properties": {
            "profile": profile,
            "description": {
                "type": "string",
                "description": say("eligibility.tool.text", Language.EN),
            },
            "levels": {
                "type": "array",
                "items": {"type": "string", "enum": list(catalogue())},
                "description": say("eligibility.tool.levels", Language.EN),
            },
            "as_of": {
                "type": "string",
                "format": "date",
                "description": say("eligibility.tool.as_of", Language.EN),
            },
        },
        "additionalProperties": False,
    }


def check(
    profile: Mapping[str, Any] | None,
    description: str | None,
    *,
    levels: list[str] | None,
    as_of: date,
    sources: Mapping[str, Metadata],
) -> Callable[[Language], dict[str, Any]]:
    """The check's JSON as a function of the language, from a profile, words or both.

    Raises:
        InputError: for a faulty profile, an unknown level, or neither profile nor description.

    """
    if profile is None and not (description or "").strip():
        raise InputError("give a profile, a description in words, or both")
    merged = merge(validate(profile or {}), read_profile(description or ""))

    def body(language: Language) -> dict[str, Any]:
        found = assess(
            merged.profile, levels=levels, as_of=as_of, language=language, sources=sources
        )
        return assessment_json(found, language=language, sources=sources) | {
            "evidence": [
                {"field": e.field, "value": e.value, "words": e.words} for e in merged.added
            ],
            "conflicts": [
                {"field": c.field, "kept": c.kept, "offered": c.offered, "words": c.words}
                for c in merged.conflicts
            ],
        }

    return body


def _day(text: str | None, today: Callable[[], date]) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise InputError(f"as_of must be a date such as 2024-06-21, not {text!r}") from None
