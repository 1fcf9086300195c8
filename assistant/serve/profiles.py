"""Cluster profiles that advisers keep: one JSON file each, in the data folder."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from assistant.domain import ProfileValue
from assistant.eligibility.payload import profile_json
from assistant.eligibility.profile import load, validate
from assistant.errors import ConfigurationError, InputError

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def key_of(name: str) -> str:
    """The file name of a profile: lower case, «å» as «a», everything else as hyphens.

    Raises:
        InputError: when nothing is left of the name.

    """
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    ascii_name = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:60].strip("-")
    if not key:
        raise InputError("a profile needs a name with letters or digits before it can be kept")
    return key


class Profiles:
    """The profiles in `folder`, by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keys(self) -> tuple[str, ...]:
        """Keys of the kept profiles, sorted."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(p.stem for p in self.folder.glob("*.json") if _KEY.fullmatch(p.stem)))

    def get(self, key: str) -> Mapping[str, ProfileValue]:
        """A kept profile.

        Raises:
            InputError: when there is none, or it has faults.

        """
        if key not in self.keys():
            raise InputError(f"there is no kept profile {key!r}")
        return load(self.folder / f"{key}.json")

    def save(self, raw: Mapping[str, object]) -> str:
        """Keep a profile under its name, in place of an earlier one; gives its key.

        Raises:
            InputError: when the profile has faults or no name.
            ConfigurationError: when the folder cannot be written.

        """
        profile = validate(raw)
        key = key_of(str(profile.get("name") or ""))
        path = self.folder / f"{key}.json"
        text = json.dumps(profile_json(profile), ensure_ascii=False, indent=2) + "\n"
        fresh = path.with_name(f".{key}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error
        return key

    def delete(self, key: str) -> None:
        """Delete a kept profile; one that is not there is no fault."""
        if key in self.keys():
            (self.folder / f"{key}.json").unlink(missing_ok=True)
