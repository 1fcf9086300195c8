"""A cluster profile: read, validated and described as a JSON schema.

A profile is a read-only mapping from field to value that holds only what is known; absent and
null both mean "not known". Lists are tuples. The fields are in `fields.toml`.
"""

from __future__ import annotations

import json
import math
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant import texts
from assistant.domain import Language, ProfileValue
from assistant.eligibility.fields import (
    ABSENT,
    ACTOR_TYPES,
    MAX_TEXT,
    MENTIONED,
    Field,
    fields,
)
from assistant.errors import InputError

Profile = Mapping[str, ProfileValue]
_MAX_BYTES = 1_000_000
# Pairs where the first being true and the second false is odd, yet each may be a fact of its own.
_ODD = (
    ("strategy_anchored", "strategy"),
    ("cluster_management", "cluster_organisation"),
    ("effect_goals", "implementation_plan"),
    ("quantified_result_goals", "implementation_plan"),
)


def load(path: Path) -> Profile:
    """A validated profile from a TOML or JSON file; the suffix decides, TOML otherwise.

    Raises:
        InputError: when the file cannot be read or parsed, or the profile has faults.

    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError(f"{path}: a profile has at most {_MAX_BYTES} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give a profile file"
        ) from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8 text; save the profile as UTF-8") from None
    raw = parse(text, is_json=path.suffix.lower() == ".json", name=str(path))
    try:
        return validate(raw)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def parse(text: str, *, is_json: bool, name: str = "profile") -> Mapping[str, object]:
    """The mapping that a TOML or JSON text holds, not yet validated.

    Raises:
        InputError: when the text is not valid or holds no table of fields.

    """
    kind = "JSON" if is_json else "TOML"
    try:
        raw: Any = json.loads(text) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is not valid {kind}: {error}") from None
    if not isinstance(raw, dict):
        raise InputError(f"{name}: must hold an object of fields, not {_shown(raw)}")
    return raw


def validate(raw: Mapping[str, object]) -> Profile:
    """The known values of a profile, typed, in the order of the fields.

    Null, empty text and text of only spaces mean "not known". Values of a list come once each,
    in the field's own order.

    Raises:
        InputError: one error that names every fault with its field and what is allowed.

    """
    faults: list[str] = []
    values: dict[str, ProfileValue] = {}
    for name in raw:
        if name not in fields():
            faults.append(f"{_shown(name)} is no profile field (known: {', '.join(fields())})")
    for name, field in fields().items():
        given = raw.get(name)
        if given is None:
            continue
        try:
            value = _typed(field, given)
        except ValueError as fault:
            faults.append(f"{name} must be {field.allowed()}, not {fault}")
            continue
        if value is not None:
            values[name] = value
    faults += _contradictions(values)
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InputError(f"the profile has {count}: " + "; ".join(faults))
    return MappingProxyType(_completed(values))


def tensions(profile: Profile, language: Language = Language.NB) -> tuple[str, ...]:
    """Notices on facts that are each possible but rarely true together.

    They do not stop a check: the facts may come one at a time, and each criterion uses its own.
    """
    found = [
        texts.get(
            "eligibility.tension.pair",
            language,
            first=fields()[first].label(language),
            second=fields()[second].label(language),
        )
        for first, second in _ODD
        if profile.get(first) is True and profile.get(second) is False
    ]
    actors = profile.get(ACTOR_TYPES)
    business = {"established_companies", "entrepreneurs"}
    if (
        profile.get("business_led") is True
        and isinstance(actors, tuple)
        and not business & {*actors}
    ):
        found.append(texts.get("eligibility.tension.business", language))
    if profile.get("member_companies") == 0 and "established_companies" in _strings(actors):
        found.append(texts.get("eligibility.tension.no_members", language))
    return tuple(found)


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a profile file, titles and descriptions in bokmål."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": texts.get("eligibility.schema.title", Language.NB),
        "description": texts.get("eligibility.schema.description", Language.NB),
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _field_schema(field) for name, field in fields().items()},
    }


def _field_schema(field: Field) -> dict[str, Any]:
    language = Language.NB
    body: dict[str, Any] = {
        "title": field.label(language),
        "description": f"{field.question(language)} {field.help(language)}",
    }
    if field.type == "text":
        return body | {"type": ["string", "null"], "maxLength": MAX_TEXT}
    if field.type == "yes_no":
        return body | {"type": ["boolean", "null"]}
    if field.type in ("whole_number", "number"):
        kind = "integer" if field.type == "whole_number" else "number"
        return body | {"type": [kind, "null"], "minimum": field.minimum}
    named = [
        {"const": value, "title": field.value_label(value, language)} for value in field.values
    ]
    if field.type == "choice":
        return body | {
            "type": ["string", "null"],
            "enum": [*field.values, None],
            "x-values": named,
        }
    items = {"type": "string", "enum": list(field.values), "x-values": named}
    return body | {"type": ["array", "null"], "items": items}


def _typed(field: Field, given: object) -> ProfileValue:
    """The value in the field's type. ValueError holds the value as to be shown in the fault."""
    if field.type == "yes_no" and isinstance(given, bool):
        return given
    if field.type == "text" and isinstance(given, str) and len(given) <= MAX_TEXT:
        printable = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in given)
        return " ".join("".join(printable).split()) or None
    if field.type == "choice" and given in field.values:
        return str(given)
    if field.type in ("whole_number", "number"):
        return _typed_number(field, given)
    if field.type == "list" and isinstance(given, list | tuple):
        wrong = [value for value in given if value not in field.values]
        if not wrong:
            return tuple(value for value in field.values if value in given)
        raise ValueError(", ".join(_shown(value) for value in wrong))
    raise ValueError(_shown(given))


def _typed_number(field: Field, given: object) -> int | float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise ValueError(_shown(given))
    if not math.isfinite(given) or (field.minimum is not None and given < field.minimum):
        raise ValueError(_shown(given))
    if field.type == "whole_number":
        if given != int(given):
            raise ValueError(_shown(given))
        return int(given)
    return given


def _contradictions(values: Mapping[str, ProfileValue]) -> list[str]:
    """Lists of actor types that cannot all be true; other odd pairs are `tensions`."""
    mentioned = {*_strings(values.get(MENTIONED))}
    absent = {*_strings(values.get(ABSENT))}
    actors = values.get(ACTOR_TYPES)
    faults = []
    if both := sorted(mentioned & absent):
        faults.append(f"{MENTIONED} and {ABSENT} both hold {', '.join(both)}")
    if isinstance(actors, tuple):
        if lost := sorted(mentioned - {*actors}):
            faults.append(f"{MENTIONED} holds {', '.join(lost)}, which {ACTOR_TYPES} lacks")
        if extra := sorted(absent & {*actors}):
            faults.append(f"{ABSENT} holds {', '.join(extra)}, which {ACTOR_TYPES} holds too")
    return faults


def _completed(values: dict[str, ProfileValue]) -> dict[str, ProfileValue]:
    """Words that settle every actor type amount to the complete list."""
    mentioned, absent = _strings(values.get(MENTIONED)), _strings(values.get(ABSENT))
    everything = fields()[ACTOR_TYPES].values
    if ACTOR_TYPES in values or {*mentioned, *absent} != {*everything}:
        return values
    full = values | {ACTOR_TYPES: mentioned}
    return {name: full[name] for name in fields() if name in full}


def _strings(value: ProfileValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _shown(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= 60 else f"{text[:57]}…"
