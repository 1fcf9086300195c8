"""Several files of a folder changed together: all of them, or none."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

# Names that begin with a dot are never indexed.
STAGE = ".change"
_PLAN = "plan.json"


def swap(folder: Path, changes: Mapping[str, Path | bytes | None]) -> None:
    """Put files in place of those in the folder, or take files away.

    Whatever needs room is written beside the files first, copies of the present ones included.
    Putting in place, and putting back when something fails, are renames alone. A change that
    was cut off (power, a dead disk) is undone by `recover`. One process at a time may call this.

    Args:
        folder: where the files lie.
        changes: by path within the folder, with forward slashes: a file to copy, the bytes to
            write, or None to take the file away.

    Raises:
        OSError: when something failed; the folder is as it was, or will be after `recover`.

    """
    recover(folder)
    try:
        _prepare(folder, changes)
        for number, (name, content) in enumerate(changes.items()):
            target = folder / name
            if content is None:
                target.unlink()
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                (folder / STAGE / f"{number}.new").replace(target)
        (folder / STAGE / _PLAN).unlink()
    except BaseException:
        with contextlib.suppress(OSError):
            recover(folder)
        raise
    _tidy(folder, changes)


def unsettled(folder: Path) -> bool:
    """Whether a change was cut off and is not undone yet."""
    return (folder / STAGE / _PLAN).is_file()


def recover(folder: Path) -> None:
    """Undo a change that was cut off; nothing to do where there is none.

    Raises:
        OSError: when the folder cannot be written; calling again goes on where this stopped.

    """
    stage = folder / STAGE
    if not stage.is_dir():
        return
    plan = stage / _PLAN
    if not plan.is_file():
        _tidy(folder, ())
        return
    steps = json.loads(plan.read_text(encoding="utf-8"))
    for number, (name, existed) in enumerate(steps):
        old = stage / f"{number}.old"
        if not existed:
            (folder / name).unlink(missing_ok=True)
        elif old.exists():  # else it is back already
            old.replace(folder / name)
    plan.unlink()
    _tidy(folder, [name for name, _ in steps])


def _prepare(folder: Path, changes: Mapping[str, Path | bytes | None]) -> None:
    """Write new files and copies of the old ones, then the plan, which makes them count."""
    stage = folder / STAGE
    stage.mkdir()
    steps: list[tuple[str, bool]] = []
    for number, (name, content) in enumerate(changes.items()):
        target = folder / name
        steps.append((name, target.exists()))
        if target.exists():
            _write(stage / f"{number}.old", target)
        if content is not None:
            _write(stage / f"{number}.new", content)
    _write(stage / "plan", json.dumps(steps).encode())
    (stage / "plan").replace(stage / _PLAN)


def _write(path: Path, content: Path | bytes) -> None:
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())


def _tidy(folder: Path, names: Mapping[str, object] | list[str] | tuple[()]) -> None:
    """Remove what was staged, and folders that the change left empty; neither is worth a fault."""
    shutil.rmtree(folder / STAGE, ignore_errors=True)
    for name in names:
        for parent in [p for p in (folder / name).parents if folder in p.parents]:
            with contextlib.suppress(OSError):
                parent.rmdir()
