"""Who may sign in: names, roles and argon2 hashes, in a TOML file or in the environment."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError, InputError
from assistant.settings import Settings

FILE = "users.toml"
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
_NAME = re.compile(r"[\w][\w.@-]{0,59}", re.ASCII)


class Role(StrEnum):
    """What a user may do; staff may do what advisers may."""

    ADVISER = "adviser"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class User:
    """One user. `hash` is argon2's own form, with its parameters and salt."""

    name: str
    role: Role
    hash: str


def path_of(settings: Settings) -> Path:
    """The file with users: the one that the settings name, else `users.toml` among the data."""
    return settings.users or settings.data / FILE


def load(settings: Settings) -> Mapping[str, User]:
    """All users by name; none where there is no file.

    `ASSISTANT_USERS` may hold the users themselves: `name:role:hash`, several parted by `;`.

    Raises:
        ConfigurationError: when users were named but cannot be read.

    """
    given = str(settings.users or "")
    if "$argon2" in given:
        return _unique([_from_text(part) for part in given.split(";") if part.strip()], "users")
    path = path_of(settings)
    if not path.is_file():
        if settings.users is not None:
            raise ConfigurationError(
                f"there is no file with users at {path}; make one: assistant user add NAME"
            )
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path} cannot be read as TOML: {error}") from error
    rows = raw.get("user", [])
    if not isinstance(rows, list):
        raise ConfigurationError(f"{path}: users stand in [[user]] tables")
    return _unique([_from_row(row, str(path)) for row in rows], str(path))


def _from_text(text: str) -> User:
    name, _, rest = text.strip().partition(":")
    role, _, hashed = rest.partition(":")
    return _from_row({"name": name, "role": role, "hash": hashed}, "users")


def _from_row(row: Any, where: str) -> User:
    try:
        user = User(str(row["name"]), Role(row["role"]), str(row["hash"]))
    except (KeyError, TypeError, ValueError):
        raise ConfigurationError(
            f"{where}: each user needs name, role ({', '.join(Role)}) and hash"
        ) from None
    if not _NAME.fullmatch(user.name) or not user.hash.startswith("$argon2"):
        raise ConfigurationError(f"{where}: user {user.name!r} has a faulty name or hash")
    return user


def _unique(found: list[User], where: str) -> Mapping[str, User]:
    users = {user.name: user for user in found}
    if len(users) < len(found):
        raise ConfigurationError(f"{where}: a name stands there twice")
    return users


def add(path: Path, name: str, role: Role, password: str) -> None:
    """Add a user to a file, or give a known one a new role and password.

    Raises:
        InputError: for a faulty name or password.
        ConfigurationError: when the file cannot be read or written.

    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} is no user name; use letters a to z, digits and . _ @ - , at most 60"
        )
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters, not"
            f" {len(password)}"
        )
    users = dict(_in_file(path))
    users[name] = User(name, role, hash_password(password))
    _write(path, users)


def remove(path: Path, name: str) -> None:
    """Take a user out of a file.

    Raises:
        InputError: when there is no such user.

    """
    users = dict(_in_file(path))
    if users.pop(name, None) is None:
        raise InputError(f"{path} holds no user {name!r}")
    _write(path, users)


def _in_file(path: Path) -> Mapping[str, User]:
    return load(Settings(users=path)) if path.is_file() else {}


def _write(path: Path, users: Mapping[str, User]) -> None:
    """Replace the file at once; only its owner may read it."""
    body = "# Made by `assistant user`. The hashes are argon2id.\n" + "".join(
        f'\n[[user]]\nname = "{u.name}"\nrole = "{u.role.value}"\nhash = "{u.hash}"\n'
        for u in users.values()
    )
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(body)
        fresh.replace(path)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error


def hash_password(password: str) -> str:
    """An argon2id hash that also survives as part of a path setting: no «//», no «/» at an end."""
    while True:
        found: str = _hasher().hash(password)
        if "//" not in found and not found.endswith("/") and "/." not in found:
            return found


def verify(users: Mapping[str, User], name: str, password: str) -> User | None:
    """The user whose password this is. An unknown name takes as long as a wrong password."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    user = users.get(name)
    try:
        _hasher().verify(user.hash if user else _decoy(), password[:LONGEST_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return None
    return user


@cache
def _decoy() -> str:
    return hash_password("nobody has this password")


@cache
def _hasher() -> Any:
    """Argon2id with RFC 9106's second recommendation (64 MiB, three passes)."""
    from argon2 import PasswordHasher

    return PasswordHasher()
