"""Earlier states of the corpus folder: one copy before each change, the newest ten."""

from __future__ import annotations

import contextlib
import filecmp
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, unquote

from assistant.errors import ConfigurationError
from assistant.serve.swap import STAGE

KEPT = 10
# A copy that is being made or thrown away; such names are no states.
_PARTIAL = "."


class Kind(StrEnum):
    """What was done to a document."""

    ADDED = "added"
    REPLACED = "replaced"
    DESCRIBED = "described"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the corpus. `at` is in UTC; None before it was kept."""

    kind: Kind
    file: str
    at: datetime | None = None


class History:
    """The copies in `folder`, named by time, kind and file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, corpus: Path, change: Change) -> Path:
        """Copy the corpus as it is before a change.

        Raises:
            ConfigurationError: when the copy cannot be made; nothing is left of it.

        """
        stamp = f"{change.at or datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        # Percent signs for letters: a name of 120 letters must still fit in 255 bytes.
        name = f"{stamp} {change.kind} {quote(change.file, safe='')[:200]}"
        partial = self._folder / f"{_PARTIAL}{stamp}"
        try:
            shutil.copytree(corpus, partial, ignore=lambda *_: {STAGE})
            partial.rename(self._folder / name)
        except OSError as error:
            shutil.rmtree(partial, ignore_errors=True)
            reason = error.strerror or "the folder cannot be copied"
            raise ConfigurationError(
                f"{self._folder} cannot be written ({reason}); nothing was changed."
                " Make room on the disk, or let the service write there, and try again"
            ) from error
        return self._folder / name

    def prune(self) -> None:
        """Forget the oldest copies when there are more than `KEPT`."""
        for old in self._states()[:-KEPT]:
            self._drop(old)

    def last(self, corpus: Path) -> Path | None:
        """The newest copy that differs from the corpus: what a failed change left counts not."""
        return next((s for s in reversed(self._states()) if self.difference(s, corpus)), None)

    def difference(self, state: Path, corpus: Path) -> dict[str, Path | bytes | None]:
        """What to change in the corpus to get the state, as `swap` takes it."""
        wanted, present = files_of(state), files_of(corpus)
        differing: dict[str, Path | bytes | None] = {
            name: path
            for name, path in wanted.items()
            if name not in present or not filecmp.cmp(path, present[name], shallow=False)
        }
        return differing | {name: None for name in present if name not in wanted}

    def change(self, state: Path) -> Change:
        """The change before which a copy was made."""
        stamp, kind, file = state.name.split(" ", 2)
        at = datetime.strptime(stamp, "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC)
        return Change(Kind(kind), unquote(file), at)

    def drop_from(self, state: Path) -> None:
        """Forget a copy and all newer ones; one that cannot be removed equals the corpus."""
        for newer in [s for s in self._states() if s.name >= state.name]:
            self._drop(newer)

    def _drop(self, state: Path) -> None:
        """Rename before removing: half a copy must never pass for a state."""
        gone = state.with_name(f"{_PARTIAL}{state.name}")
        with contextlib.suppress(OSError):
            state.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _states(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(p for p in self._folder.iterdir() if _is_state(p.name))


def _is_state(name: str) -> bool:
    return not name.startswith(_PARTIAL) and len(name.split(" ", 2)) == 3


def files_of(folder: Path) -> dict[str, Path]:
    """Every file by its path in the folder, but for those of a change under way."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: path for name, path in found.items() if not name.startswith(f"{STAGE}/")}
