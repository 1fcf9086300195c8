"""Regular expressions kept as data, in the `.toml` files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
# What people write for å, ø and æ on keyboards that have none.
_ASCII = {"å": "(?:å|aa|a)", "ø": "(?:ø|oe|o)", "æ": "(?:æ|ae|a)"}
_NORDIC = re.compile("[åøæ]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind and the pattern that tells it; `alone` where nothing else may be said."""

    kind: str
    pattern: re.Pattern[str]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class PatternFile:
    """A file of patterns, read once.

    `tables`: the file as it stands. `fragments`: name → alternatives joined by «|».
    """

    tables: Mapping[str, Any]
    fragments: Mapping[str, str]

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The `[[name]]` entries, in the order of the file.

        Raises:
            KeyError: for a fragment that the file does not define; a programming error.

        """
        return tuple(
            Rule(entry["kind"], self.compiled(entry["any"]), entry.get("alone", False))
            for entry in self.tables[name]
        )

    def compiled(self, alternatives: Sequence[str]) -> re.Pattern[str]:
        """One pattern that matches any of the alternatives, fragments filled in.

        Where a pattern has å, ø or æ, their spellings in ASCII match too.
        """
        source = self.filled(alternatives)
        return re.compile(_NORDIC.sub(lambda m: _ASCII[m.group()], source), re.IGNORECASE)

    def filled(self, alternatives: Sequence[str]) -> str:
        """The alternatives joined by «|», fragments filled in, each letter as it stands."""
        return _FRAGMENT.sub(lambda m: self.fragments[m[1]], "|".join(alternatives))


@lru_cache(maxsize=16)
def read(name: str) -> PatternFile:
    """The file `<name>.toml` beside this module."""
    path = Path(__file__).with_name(f"{name}.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    fragments = {key: "|".join(words) for key, words in tables.get("fragments", {}).items()}
    return PatternFile(tables, fragments)


@lru_cache(maxsize=128)
def pattern(name: str, table: str, entry: str) -> re.Pattern[str]:
    """The pattern of an entry in a table of the file `<name>.toml`."""
    file = read(name)
    return file.compiled(file.tables[table][entry])


def cue(table: str, name: str) -> re.Pattern[str]:
    """A pattern of `cues.toml`, with each letter as it stands there."""
    return re.compile(alternatives(table, name), re.IGNORECASE)


def alternatives(table: str, name: str) -> str:
    """The words of an entry of `cues.toml`, joined by «|», to be part of a larger pattern."""
    file = read("cues")
    return file.filled(file.tables[table][name])
