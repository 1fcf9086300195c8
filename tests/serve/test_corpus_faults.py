"""A disk that fails while the corpus is changed: the earlier state is fully back."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.ingest.manifest import load_manifest
from assistant.serve.corpus import Corpus
from assistant.serve.swap import STAGE, recover, swap, unsettled
from assistant.settings import Settings

MANIFEST = '# Om mappen\n\n[[document]]\nfile = "en.md"\ntitle = "En"\nstatus = "current"\n'
CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link")


@dataclass
class Disk:
    """Counts what writes below `folder`, and fails by `fails(number, event)`."""

    folder: Path
    fails: Callable[[int, str], bool] = lambda *_: False
    count: int = 0
    on: bool = False

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on or not self.writes(event, arguments):
            return
        self.count += 1
        if self.fails(self.count, event):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def writes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            path, mode, flags = arguments
            changing = any(m in str(mode or "") for m in "wax+") or flags & (os.O_CREAT)
            return bool(changing) and str(path).startswith(str(self.folder))
        return event in CHANGING and str(arguments[0]).startswith(str(self.folder))


DISK = Disk(Path("/nowhere"))
sys.addaudithook(lambda event, arguments: DISK.hook(event, arguments))


@contextmanager
def failing(folder: Path, fails: Callable[[int, str], bool]) -> Iterator[Disk]:
    DISK.folder, DISK.fails, DISK.count, DISK.on = folder, fails, 0, True
    try:
        yield DISK
    finally:
        DISK.on = False


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fresh(folder: Path) -> Settings:
    """A corpus of three documents, one in a folder of its own, with one change in its history."""
    shutil.rmtree(folder, ignore_errors=True)
    corpus = folder / "corpus"
    (corpus / "under").mkdir(parents=True)
    (corpus / "manifest.toml").write_text(MANIFEST, "utf-8")
    (corpus / "en.md").write_text("# En\n\nDen første teksten.\n", "utf-8")
    (corpus / "to.txt").write_text("Den andre teksten.\n", "utf-8")
    (corpus / "under" / "tre.md").write_text("# Tre\n\nDen tredje teksten.\n", "utf-8")
    settings = Settings(corpus=corpus, index=folder / "index", data=folder / "data")
    Corpus(settings).describe("to.txt", {"title": "To"})
    return settings


def put_new(corpus: Corpus, upload: Path) -> None:
    corpus.put(upload, "ny.md", {"title": "Ny"})


def replace(corpus: Corpus, upload: Path) -> None:
    corpus.put(upload, "en.md", {"title": "En, ny utgave"})


def replace_by_another_kind(corpus: Corpus, upload: Path) -> None:
    corpus.put(upload, "hva-som-helst.md", {}, replaces="to.txt")


def replace_below(corpus: Corpus, upload: Path) -> None:
    corpus.put(upload, "x.txt", {"title": "Tre"}, replaces="under/tre.md")


def describe(corpus: Corpus, _: Path) -> None:
    corpus.describe("en.md", {"status": "expired"})


def withdraw(corpus: Corpus, _: Path) -> None:
    corpus.withdraw("under/tre.md")


def take_back(corpus: Corpus, _: Path) -> None:
    corpus.take_back()


ACTIONS = [put_new, replace, replace_by_another_kind, replace_below, describe, withdraw, take_back]
MODES = {
    "one write": lambda at: lambda number, event: number == at,
    "no room from then on": lambda at: (
        lambda number, event: number >= at and event in ("open", "os.mkdir")
    ),
    "nothing works from then on": lambda at: lambda number, event: number >= at,
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.__name__)
def test_every_write_may_fail(
    tmp_path: Path, action: Callable[[Corpus, Path], None], mode: str
) -> None:
    upload = tmp_path / "opplasting"
    upload.write_text("# Overskrift\n\nEn ny tekst i mappen.\n", "utf-8")
    home = tmp_path / "sted"
    settings = fresh(home)
    with failing(home, lambda *_: False) as disk:
        action(Corpus(settings), upload)
    writes, after = disk.count, state(settings.corpus)
    assert writes >= 3
    raised = 0
    for at in range(1, writes + 1):
        settings = fresh(home)
        before, last = state(settings.corpus), Corpus(settings).last_change()
        corpus = Corpus(settings)
        try:
            with failing(home, MODES[mode](at)):
                action(corpus, upload)
        except AssistantError as fault:
            raised += 1
            assert "again" in str(fault)
            if "nothing works" not in mode:
                left = state(settings.corpus).items()
                assert {k: v for k, v in left if STAGE not in k} == before, at
            corpus.entries()  # the folder can be written again
            assert state(settings.corpus) == before, at
            assert corpus.last_change() == last
        else:
            assert {k: v for k, v in state(settings.corpus).items() if STAGE not in k} == after
        load_manifest(settings.corpus)
        Corpus(settings).describe("en.md", {"title": "Etterpå"})
        assert not (settings.corpus / STAGE).exists()
    assert raised >= 3


@pytest.mark.parametrize("room", [0, 1, 10, 60, 100])
@pytest.mark.parametrize("action", ACTIONS[:5], ids=lambda a: a.__name__)
def test_a_file_that_is_written_half(
    tmp_path: Path, action: Callable[[Corpus, Path], None], room: int
) -> None:
    """The kernel stops every file at `room` bytes."""
    upload = tmp_path / "opplasting"
    upload.write_text("# Overskrift\n\n" + "En ny tekst i mappen.\n" * 50, "utf-8")
    settings = fresh(tmp_path / "sted")
    before = state(settings.corpus)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(AssistantError, match="nothing was changed"):
            action(Corpus(settings), upload)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert state(settings.corpus) == before


def test_a_change_that_was_cut_off_is_undone_at_the_next_start(tmp_path: Path) -> None:
    settings = fresh(tmp_path / "sted")
    folder, before = settings.corpus, state(settings.corpus)
    changes = {"en.md": b"ny", "ny/fire.md": b"fire", "to.txt": None, "manifest.toml": b""}
    with failing(folder, lambda *_: False) as disk:
        swap(folder, changes)
    writes, after = disk.count, state(folder)
    cut_off = undone = 0
    for at in range(1, writes + 1):
        settings = fresh(tmp_path / "sted")

        with failing(folder, MODES["nothing works from then on"](at)), suppress(OSError):
            swap(folder, changes)
        if unsettled(folder):
            cut_off += 1
            assert state(folder) != before
        recover(folder)
        recover(folder)
        assert state(folder) in (before, after)
        assert (folder / "ny").exists() == (state(folder) == after)
        undone += state(folder) == before
    assert undone > cut_off >= 3
