"""All wording that a user reads, by language: `texts/<language>/<area>.toml`, flat keys.

A text is looked up as `get("area.key", Language.NB, name=value)`; `{name}` is filled in.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from assistant.domain import Language

FOLDER = Path(__file__).resolve().parent


@cache
def area(name: str, language: Language) -> dict[str, str | list[str]]:
    """All texts of an area in a language, by key.

    Raises:
        KeyError: when there is no such area; a programming error, so not for users.
    """
    path = FOLDER / language.value / f"{name}.toml"
    if not path.is_file():
        raise KeyError(f"no texts {language.value}/{name}.toml")
    loaded: dict[str, str | list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return loaded


def get(key: str, language: Language, **values: object) -> str:
    """The text `area.key` in `language`, with `{name}` filled from `values`.

    Raises:
        KeyError: when the key or a value for it is missing.
    """
    area_name, _, rest = key.partition(".")
    found = area(area_name, language)[rest]
    if not isinstance(found, str):
        raise KeyError(f"{key} is a list of texts; use get_list")
    return found.format(**values) if values else found


def get_list(key: str, language: Language) -> tuple[str, ...]:
    """A text that is a list of lines or phrases.

    Raises:
        KeyError: when the key is missing or holds a single text.
    """
    area_name, _, rest = key.partition(".")
    found = area(area_name, language)[rest]
    if isinstance(found, str):
        raise KeyError(f"{key} is a single text; use get")
    return tuple(found)
