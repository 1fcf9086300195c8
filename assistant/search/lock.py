"""One build at a time, and what is told when the index folder cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import ConfigurationError

FILE = "build.lock"


@contextmanager
def exclusive(index: Path) -> Iterator[None]:
    """Hold the index folder for one build; made when it is not there.

    The lock is SQLite's, so it goes with the process that holds it, however that ends.

    Raises:
        ConfigurationError: when another build holds it, or the folder cannot be written.

    """
    with telling(index):
        index.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(index / FILE, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise ConfigurationError(
                    f"another build of {index} is under way; wait for it to end"
                ) from error
            raise ConfigurationError(_unwritable(index, error)) from error
        except sqlite3.DatabaseError as error:
            raise ConfigurationError(
                f"{index / FILE} is damaged ({error}); remove that file"
            ) from error
        yield
    finally:
        lock.close()


@contextmanager
def telling(index: Path) -> Iterator[None]:
    """Failures to write within the block as one error that says what to do.

    Raises:
        ConfigurationError: for any failure of the file system or of SQLite.

    """
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(_unwritable(index, error)) from error


def _unwritable(index: Path, error: Exception) -> str:
    return (
        f"the index folder {index} cannot be written ({error}). Name another one with --index or"
        " ASSISTANT_INDEX, or see to it that the folder may be written and the disk has room."
    )
