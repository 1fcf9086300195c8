"""A cluster profile as a TOML file, and an uploaded file as a profile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from assistant.domain import Language, ProfileValue
from assistant.eligibility.fields import fields
from assistant.eligibility.profile import load
from assistant.errors import InputError
from assistant.texts import get

SUFFIXES = (".toml", ".json")


def profile_toml(profile: Mapping[str, ProfileValue], language: Language) -> str:
    """A profile as `assistant check` reads it, each field below its name in words.

    Fields that are not known stand as comments, so that the file can be filled in by hand.
    """
    lines = [f"# {get('web_adviser.toml_head', language)}"]
    for name, field in fields().items():
        value = profile.get(name)
        if value is None and not field.asked:
            continue
        lines.append(f"\n# {' '.join(field.label(language).split())}")
        known = f"{name} = {_value(value)}" if value is not None else ""
        lines.append(known or f"# {name} =   # {field.allowed()}")
    return "\n".join(lines) + "\n"


def _value(value: ProfileValue) -> str:
    """A TOML value; JSON's escapes are all TOML's too, but for DEL."""
    plain = list(value) if isinstance(value, tuple) else value
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_profile_file(path: Path) -> Mapping[str, ProfileValue]:
    """The profile in a file, by the rules of `assistant check`.

    Raises:
        InputError: as of `assistant check`, with the file's name and not its folder.

    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path.name}: is no profile; give a file ending in .toml or .json")
    try:
        return load(path)
    except InputError as error:
        raise InputError(str(error).replace(str(path), path.name)) from None
