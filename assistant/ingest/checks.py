"""Checks of what a manifest says; each fault names the place, what stands there and what may."""

from __future__ import annotations

import re
from typing import Any

from assistant.errors import ConfigurationError

ADDRESS = r"https?://\S+"


def known(entry: dict[str, Any], allowed: tuple[str, ...], *, where: str) -> None:
    """Refuse keys that are not among `allowed`.

    Raises:
        ConfigurationError: naming the unknown keys and those that may be used.

    """
    unknown = sorted(set(entry) - set(allowed))
    if unknown:
        raise ConfigurationError(
            f"{where}: unknown key {', '.join(unknown)}; allowed keys: {', '.join(allowed)}"
        )


def text(value: Any, key: str, where: str) -> str:
    """A text that is not empty, without white space around it.

    Raises:
        ConfigurationError: for anything else.

    """
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{where}: {key} must be a text that is not empty, not {value!r}")
    return value.strip()


def matching(value: Any, pattern: str, message: str) -> str:
    """A text of which all matches `pattern`.

    Raises:
        ConfigurationError: with `message`, for anything else.

    """
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise ConfigurationError(f"{message}, not {value!r}")
    return value


def address(value: Any, key: str, where: str) -> str:
    """A web address.

    Raises:
        ConfigurationError: for anything else.

    """
    said = f"{where}: {key} must be an address that begins with http:// or https://"
    return matching(value, ADDRESS, said)
