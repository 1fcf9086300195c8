"""The corpus manifest: what `manifest.toml` says of each document in a folder."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.domain import CorpusCard, Deadline, Metadata, Status
from assistant.errors import ConfigurationError
from assistant.ingest import card as cards
from assistant.ingest import checks

NAME = "manifest.toml"
DATES = ("published", "valid_from", "valid_to", "superseded_on")
TEXTS = ("title", "publisher", "note", "superseded_by")
KEYS = ("file", *TEXTS, *DATES, "status", "url", "language", "deadline")
DEADLINE_KEYS = ("at", "what")
DATE_PREFIX = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def load_manifest(folder: Path) -> dict[str, Metadata]:
    """Read what the folder's manifest says, by path relative to the folder with forward slashes.

    A folder without a manifest gives an empty result. Entries for files that do not exist are
    kept; whoever loads the folder tells of them.

    Raises:
        ConfigurationError: for anything that is not as documented, naming file, entry and key.

    """
    return _read(folder)[0]


def load_card(folder: Path) -> CorpusCard:
    """Read what the folder's manifest says of the documents as a whole.

    Raises:
        ConfigurationError: as `load_manifest` raises it.

    """
    return _read(folder)[1]


def _read(folder: Path) -> tuple[dict[str, Metadata], CorpusCard]:
    path = folder / NAME
    if not path.is_file():
        return {}, CorpusCard()
    raw = _table(path)
    manifest = _documents(raw.get("document", []), path)
    return manifest, cards.card(raw.get(cards.TABLE), manifest.values(), where=str(path))


def _documents(entries: Any, path: Path) -> dict[str, Metadata]:
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: write [[document]] with two brackets, not [document]")
    manifest: dict[str, Metadata] = {}
    for number, entry in enumerate(entries, start=1):
        file = _file(entry, where=f"{path}, document {number}")
        where = f"{path}, document «{file}»"
        if file in manifest:
            raise ConfigurationError(f"{where}: the file has two entries; keep one")
        manifest[file] = _metadata(entry, where=where)
    return manifest


def _table(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML in UTF-8: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    unknown = sorted(set(raw) - {"document", cards.TABLE})
    if unknown:
        raise ConfigurationError(
            f"{path}: unknown key {', '.join(unknown)}; only [[document]] entries and one"
            f" [{cards.TABLE}] table are allowed"
        )
    return raw


def _file(entry: Any, *, where: str) -> str:
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{where}: expected a [[document]] table, found {entry!r}")
    file = entry.get("file")
    if not isinstance(file, str) or not file.strip():
        raise ConfigurationError(f'{where}: needs file = "…", the path within the folder')
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or "\\" in file:
        raise ConfigurationError(
            f"{where}: file is {file!r}; write a path within the folder, with forward slashes"
        )
    return path.as_posix()


def _metadata(entry: dict[str, Any], *, where: str) -> Metadata:
    checks.known(entry, KEYS, where=where)
    values: dict[str, Any] = {
        key: checks.text(entry[key], key, where) for key in TEXTS if key in entry
    }
    values |= {key: _date(entry[key], key, where) for key in DATES if key in entry}
    if "status" in entry:
        values["status"] = _status(entry["status"], where)
    if "url" in entry:
        values["url"] = checks.address(entry["url"], "url", where)
    if "language" in entry:
        said = f'{where}: language must be a language code such as "nb", "nn" or "en"'
        values["language"] = checks.matching(entry["language"], r"[a-z]{2,3}", said)
    values["deadlines"] = _deadlines(entry.get("deadline", []), where)
    return Metadata(**values)


def _status(value: Any, where: str) -> Status:
    allowed = [status.value for status in Status]
    if value not in allowed:
        raise ConfigurationError(
            f"{where}: status must be one of {', '.join(allowed)}, not {value!r}"
        )
    return Status(value)


def _date(value: Any, key: str, where: str) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    message = f'{where}: {key} must be a date as "2024-04-30", "2024-04" or "2024"'
    text = checks.matching(value, DATE_PREFIX.pattern, message)
    try:
        date.fromisoformat(text + "2024-01-01"[len(text) :])
    except ValueError:
        raise ConfigurationError(f"{message}; there is no date {text}") from None
    return text


def _deadlines(value: Any, where: str) -> tuple[Deadline, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ConfigurationError(f"{where}: write deadlines as [[document.deadline]] entries")
    return tuple(_deadline(item, where) for item in value)


def _deadline(item: dict[str, Any], where: str) -> Deadline:
    checks.known(item, DEADLINE_KEYS, where=f"{where}, deadline")
    at = item.get("at")
    if not isinstance(at, datetime) or at.tzinfo is not None:
        raise ConfigurationError(
            f"{where}, deadline: at must be local time as 2024-06-21T16:00:00, "
            f"without quotes or time zone, not {at!r}"
        )
    return Deadline(at=at, what=checks.text(item.get("what"), "deadline what", where))
