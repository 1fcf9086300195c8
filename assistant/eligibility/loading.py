"""Strict reading of a criteria file: every fault names the file, the place in it and the key."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from assistant.domain import Language
from assistant.errors import ConfigurationError

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A stretch of days, both ends included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(slots=True)
class Table:
    """A TOML table that remembers which keys were read, so that the rest can be refused."""

    path: Path
    where: str
    body: Mapping[str, Any]
    read_keys: set[str] = field(default_factory=set)

    @property
    def folder(self) -> str:
        """Name of the folder that the file lies in."""
        return self.path.parent.name

    def fail(self, what: str) -> NoReturn:
        """Raise a ConfigurationError that names file and place."""
        place = f", {self.where}" if self.where else ""
        raise ConfigurationError(f"{self.path}{place}: {what}")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.body

    def value(self, key: str) -> Any:
        """The raw value of a key that must be there."""
        if key not in self.body:
            self.fail(f"{key} is missing")
        self.read_keys.add(key)
        return self.body[key]

    def text(self, key: str) -> str:
        """A text that is not empty."""
        found = self.value(key)
        if not isinstance(found, str) or not found.strip():
            self.fail(f"{key} must be a text, not {found!r}")
        return found

    def number(self, key: str) -> int:
        """A whole number of at least 1."""
        found = self.value(key)
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            self.fail(f"{key} must be a whole number of at least 1, not {found!r}")
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.value(key)
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.fail(f"{key} must be a list of texts, not {found!r}")
        return tuple(found)

    def texts(self, key: str) -> Mapping[Language, str]:
        """A text in every language: a table of nb, nn and en."""
        table = self.table(key)
        found = MappingProxyType({language: table.text(language.value) for language in Language})
        table.done()
        return found

    def day(self, key: str, *, last: bool = False) -> date:
        """A date from an ISO date or a prefix of one: the first or the last day that it covers."""
        found = self.value(key)
        try:
            return _day(str(found), last=last)
        except ValueError:
            self.fail(f"{key} must be a date such as 2024, 2024-04 or 2024-04-30, not {found!r}")

    def moment(self, key: str) -> datetime:
        """A local date and time."""
        found = self.value(key)
        if not isinstance(found, datetime) or found.tzinfo is not None:
            self.fail(f"{key} must be a local time such as 2024-06-21T16:00:00, not {found!r}")
        return found

    def table(self, key: str) -> Table:
        """A table within this one."""
        found = self.value(key)
        if not isinstance(found, dict):
            self.fail(f"{key} must be a table, not {found!r}")
        return Table(self.path, f"{self.where}.{key}" if self.where else key, found)

    def tables(self, key: str, *, name_key: str = "id") -> list[Table]:
        """A list of tables, each named by its number and `name_key`; none when absent."""
        if not self.has(key):
            return []
        found = self.value(key)
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.fail(f"{key} must be a list of tables")
        return [
            Table(self.path, f"{key} {number} ({item.get(name_key, 'without ' + name_key)})", item)
            for number, item in enumerate(found, start=1)
        ]

    def done(self) -> None:
        """Refuse keys that nothing has read."""
        unknown = sorted(set(self.body) - self.read_keys)
        if unknown:
            self.fail(f"unknown key {', '.join(unknown)}; known here: {', '.join(self.read_keys)}")


def read(path: Path) -> Table:
    """The whole file as a table.

    Raises:
        ConfigurationError: when the file cannot be read or is not TOML.

    """
    try:
        return Table(path, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML in UTF-8: {error}") from error


def span(table: Table) -> Dated:
    """`valid_from` and, where given, `valid_to` of a table."""
    last = table.day("valid_to", last=True) if table.has("valid_to") else None
    return Dated(table.day("valid_from"), last)


def _day(text: str, *, last: bool) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
