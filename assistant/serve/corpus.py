"""Changing the corpus while the service runs: add, replace, withdraw, rebuild, take back.

Every change first copies the corpus folder to the data folder, so that the last changes can be
taken back one by one. The index follows only when it is rebuilt.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain import Metadata
from assistant.errors import ConfigurationError, InputError
from assistant.ingest.documents import SUFFIXES, load_folder, scan
from assistant.ingest.manifest import NAME as MANIFEST
from assistant.ingest.manifest import load_manifest
from assistant.search import manifest as manifests
from assistant.settings import Settings

KEPT = 10
_ENTRY = "[[document]]"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the corpus folder. `indexed` says whether questions are answered from it."""

    id: str
    file: str
    metadata: Metadata
    indexed: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """Document ids that a rebuild would add, read again or remove."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Corpus:
    """The corpus folder of the settings, with its history in the data folder."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.corpus
        self._index = settings.index
        self._history = settings.data / "corpus-history"

    def entries(self) -> tuple[Entry, ...]:
        """Every readable document of the folder."""
        known = self._indexed()
        return tuple(Entry(s.id, s.relative, s.metadata, s.id in known) for s in scan(self.folder))

    def pending(self) -> Pending:
        """What a rebuild would do."""
        known = self._indexed()
        found = {s.id: s.content_hash for s in scan(self.folder)}
        return Pending(
            added=tuple(i for i in found if i not in known),
            changed=tuple(i for i in found if i in known and known[i] != found[i]),
            removed=tuple(i for i in known if i not in found),
        )

    def put(self, source: Path, name: str, facts: Mapping[str, str]) -> str:
        """Add a file, or put it in place of the one of that name; gives the file's name.

        Args:
            source: where the file lies now.
            name: its name in the corpus.
            facts: manifest keys (title, publisher, published, valid_from, valid_to, status, url,
                note); empty values are left out, deadlines of a replaced document stay.

        Raises:
            InputError: for a name that cannot be used, or a file that cannot be read as a document.
            ConfigurationError: when the facts make no valid entry, or nothing can be written.

        """
        file = self._file_name(name)
        self._try_out(source, file, facts)
        self._snapshot()
        try:
            shutil.copyfile(source, self.folder / file)
            self._write_manifest(file, facts)
        except OSError as error:
            raise ConfigurationError(f"{self.folder} cannot be written: {error}") from error
        return file

    def withdraw(self, file: str) -> None:
        """Take a document and its manifest entry out of the folder.

        Raises:
            InputError: when there is no such document, or it is the last one.

        """
        sources = scan(self.folder)
        found = next((s for s in sources if s.relative == file), None)
        if found is None:
            raise InputError(f"there is no document {file!r} in {self.folder}")
        if len(sources) == 1:
            raise InputError("the last document cannot be withdrawn; add another one first")
        self._snapshot()
        found.path.unlink()
        self._write_manifest(file, None)

    def can_take_back(self) -> bool:
        """Whether an earlier state is kept."""
        return bool(self._snapshots())

    def take_back(self) -> None:
        """Put the folder back as it was before the last change.

        Raises:
            InputError: when no earlier state is kept.

        """
        kept = self._snapshots()
        if not kept:
            raise InputError("there is no earlier state to go back to")
        last = kept[-1]
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(last, self.folder, dirs_exist_ok=True)
        shutil.rmtree(last)

    def _indexed(self) -> Mapping[str, str]:
        manifest = manifests.read(self._index)
        return manifest.documents if manifest else {}

    def _file_name(self, name: str) -> str:
        path = Path(name.replace("\\", "/"))
        file = path.name
        if path.suffix.lower() not in SUFFIXES:
            raise InputError(f"{file!r} is of no kind that can be read ({', '.join(SUFFIXES)})")
        if file.startswith(("_", ".")) or len(file) > 120 or not file.isprintable():
            raise InputError(f"{file!r} cannot be used as a file name; rename it first")
        return file

    def _try_out(self, source: Path, file: str, facts: Mapping[str, str]) -> None:
        """Read the file with its facts in a folder of its own, so that a fault changes nothing."""
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            shutil.copyfile(source, folder / file)
            entry = _ENTRY + "\n" + _lines(file, facts) + self._deadlines(file)
            (folder / MANIFEST).write_text(entry, encoding="utf-8")
            try:
                loaded = load_folder(folder)
            except ConfigurationError as error:
                raise InputError(str(error).replace(f"{folder}/", "")) from error
        if not loaded.documents:
            raise InputError("; ".join(p.message for p in loaded.problems) or f"{file} is empty")

    def _snapshot(self) -> None:
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        try:
            shutil.copytree(self.folder, self._history / stamp)
        except OSError as error:
            raise ConfigurationError(f"{self._history} cannot be written: {error}") from error
        for old in self._snapshots()[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def _snapshots(self) -> list[Path]:
        return sorted(self._history.iterdir()) if self._history.is_dir() else []

    def _write_manifest(self, file: str, facts: Mapping[str, str] | None) -> None:
        """Replace a file's entry, or drop it where `facts` is None; other lines stay."""
        path = self.folder / MANIFEST
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        deadlines = self._deadlines(file)
        head, *blocks = text.split(_ENTRY)
        kept = [block for block in blocks if _file_of(block) != file]
        if facts is not None:
            kept.append("\n" + _lines(file, facts) + deadlines)
        joined = head + "".join(_ENTRY + block.rstrip("\n") + "\n\n" for block in kept)
        path.write_text(joined.rstrip("\n") + "\n", encoding="utf-8")
        load_manifest(self.folder)

    def _deadlines(self, file: str) -> str:
        known = load_manifest(self.folder).get(file)
        return "".join(
            f"\n[[document.deadline]]\nat = {d.at.isoformat()}\nwhat = {_quoted(d.what)}\n"
            for d in (known.deadlines if known else ())
        )


def _file_of(block: str) -> str | None:
    """The file that a [[document]] block is about."""
    try:
        raw = tomllib.loads(_ENTRY + block)
    except tomllib.TOMLDecodeError:
        return None
    found = raw["document"][0].get("file")
    return found if isinstance(found, str) else None


def _lines(file: str, facts: Mapping[str, str]) -> str:
    rows = {"file": file, **{k: v.strip() for k, v in facts.items() if v and v.strip()}}
    return "".join(f"{key} = {_quoted(value)}\n" for key, value in rows.items())


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are all TOML's too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
