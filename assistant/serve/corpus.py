"""Changing the corpus while the service runs: add, replace, describe, withdraw, take back.

Every change first copies the corpus folder to the data folder, so that the last changes can be
taken back one by one. A change that fails leaves the folder as it was (see `swap`). The index
follows only when it is rebuilt.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.domain import Deadline, Document, Metadata
from assistant.errors import ConfigurationError, DocumentError, InputError
from assistant.ingest.documents import SUFFIXES, SourceFile, read, scan
from assistant.ingest.manifest import NAME as MANIFEST
from assistant.ingest.manifest import load_manifest
from assistant.search import manifest as manifests
from assistant.serve.freshness import Changes, changes
from assistant.serve.history import Change, History, Kind
from assistant.serve.manifest_text import entry_text, facts_of, with_entry
from assistant.serve.swap import recover, swap, unsettled
from assistant.settings import Settings

# The staff room exists once in each language, all of them over one folder.
_ONE_AT_A_TIME = threading.RLock()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the corpus folder. `indexed` says whether questions are answered from it."""

    id: str
    file: str
    metadata: Metadata
    indexed: bool


class Corpus:
    """The corpus folder of the settings, with its history in the data folder."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.corpus
        self._settings = settings
        self._history = History(settings.data / "corpus-history")

    def entries(self) -> tuple[Entry, ...]:
        """Every readable document of the folder."""
        with self._settled():
            manifest = manifests.read(self._settings.index)
            known = manifest.documents if manifest else {}
            found = scan(self.folder)
        return tuple(Entry(s.id, s.relative, s.metadata, s.id in known) for s in found)

    def pending(self) -> Changes:
        """What a rebuild would do."""
        with self._settled():
            manifest = manifests.read(self._settings.index)
            if manifest is None:
                return Changes(added=tuple(s.id for s in scan(self.folder)))
            return changes(self._settings, manifest)

    def document(self, identifier: str) -> Document:
        """A document as it lies in the folder now.

        Raises:
            InputError: when there is none of that id.
            DocumentError: when it cannot be read.

        """
        with self._settled():
            found = next((s for s in scan(self.folder) if s.id == identifier), None)
            if found is None:
                raise InputError(f"there is no document {identifier!r} in {self.folder}")
            return read(found)

    def put(
        self,
        source: Path,
        name: str,
        facts: Mapping[str, str],
        *,
        deadlines: Sequence[Deadline] | None = None,
        replaces: str | None = None,
    ) -> str:
        """Add a file, or put it in place of another; gives the file's path in the corpus.

        Args:
            source: where the file lies now.
            name: its name; a document of that name is replaced.
            facts: manifest keys (`manifest_text.KEYS`) with their values. An empty value is left
                out; of a replaced document, keys that are not given keep their values.
            deadlines: what the document sets; None keeps those of a replaced document.
            replaces: the path of a document to replace whatever the name is. The new file gets
                its path, with an ending of its own, so that the document's id stays.

        Raises:
            InputError: for a name that cannot be used, a file that cannot be read as a document,
                facts that make no valid entry, or no such document to replace.
            ConfigurationError: when the folder cannot be written; nothing was changed.

        """
        file = _file_name(name)
        with self._settled():
            if replaces:
                old = PurePosixPath(self._source(replaces).relative)
                file = old.with_suffix(PurePosixPath(file).suffix.lower()).as_posix()
            known = replaces or file
            if file != known and (self.folder / file).exists():
                raise InputError(f"{file!r} exists too; withdraw it first")
            manifest = self._manifest(file, facts, deadlines, known=known)
            self._try_out(file, source, manifest)
            kind = Kind.REPLACED if (self.folder / known).exists() else Kind.ADDED
            away = {known: None} if file != known else {}
            self._change(Change(kind, file), {**away, file: source, MANIFEST: manifest.encode()})
        return file

    def describe(
        self, file: str, facts: Mapping[str, str], *, deadlines: Sequence[Deadline] | None = None
    ) -> None:
        """Change what the manifest says of a document; arguments as of `put`.

        Raises:
            InputError: when there is no such document, or the facts make no valid entry.
            ConfigurationError: when the folder cannot be written; nothing was changed.

        """
        with self._settled():
            self._source(file)
            manifest = self._manifest(file, facts, deadlines, known=file)
            self._try_out(file, None, manifest)
            self._change(Change(Kind.DESCRIBED, file), {MANIFEST: manifest.encode()})

    def withdraw(self, file: str) -> None:
        """Take a document and its manifest entry out of the folder.

        Raises:
            InputError: when there is no such document, or it is the last one.
            ConfigurationError: when the folder cannot be written; nothing was changed.

        """
        with self._settled():
            self._source(file)
            if len(scan(self.folder)) == 1:
                raise InputError("the last document cannot be withdrawn; add another one first")
            manifest = with_entry(self._manifest_text(), file, None)
            self._change(Change(Kind.WITHDRAWN, file), {file: None, MANIFEST: manifest.encode()})

    def last_change(self) -> Change | None:
        """The change that `take_back` would take back; None where no earlier state is kept."""
        with self._settled():
            last = self._history.last(self.folder)
            return self._history.change(last) if last else None

    def take_back(self) -> Change:
        """Put the folder back as it was before the last change, which is returned.

        Raises:
            InputError: when no earlier state is kept.
            ConfigurationError: when the folder cannot be written; nothing was changed.

        """
        with self._settled():
            last = self._history.last(self.folder)
            if last is None:
                raise InputError("there is no earlier state to go back to")
            with self._writing():
                swap(self.folder, self._history.difference(last, self.folder))
            self._history.drop_from(last)
            return self._history.change(last)

    @contextlib.contextmanager
    def _settled(self) -> Iterator[None]:
        """One at a time, and only over a folder in which no change was cut off."""
        with _ONE_AT_A_TIME:
            with self._writing():
                recover(self.folder)
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            outcome = (
                "the earlier state comes back as soon as the folder can be written"
                if unsettled(self.folder)
                else "nothing was changed"
            )
            raise ConfigurationError(
                f"{self.folder} cannot be written ({error.strerror or error}); {outcome}."
                " Make room on the disk, or let the service write there, and try again"
            ) from error

    def _change(self, change: Change, files: Mapping[str, Path | bytes | None]) -> None:
        """Keep the present state, then change the files, all or none."""
        kept = self._history.keep(self.folder, change)
        try:
            with self._writing():
                swap(self.folder, files)
        except ConfigurationError:
            self._history.drop_from(kept)
            raise
        self._history.prune()

    def _source(self, file: str) -> SourceFile:
        found = next((s for s in scan(self.folder) if s.relative == file), None)
        if found is None:
            raise InputError(f"there is no document {file!r} in {self.folder}")
        return found

    def _manifest_text(self) -> str:
        path = self.folder / MANIFEST
        return path.read_text(encoding="utf-8-sig") if path.is_file() else ""

    def _manifest(
        self,
        file: str,
        facts: Mapping[str, str],
        deadlines: Sequence[Deadline] | None,
        *,
        known: str,
    ) -> str:
        """The manifest with the file's new entry; `known` is the name it has there now."""
        before = load_manifest(self.folder).get(known, Metadata())
        entry = entry_text(
            file,
            {**facts_of(before), **facts},
            before.deadlines if deadlines is None else deadlines,
        )
        return with_entry(self._manifest_text(), file, entry, renamed=known)

    def _try_out(self, file: str, source: Path | None, manifest: str) -> None:
        """Read manifest and file in a folder of their own, so that a fault changes nothing."""
        try:
            with tempfile.TemporaryDirectory() as temporary:
                folder = Path(temporary)
                (folder / MANIFEST).write_text(manifest, encoding="utf-8")
                try:
                    load_manifest(folder)
                    if source is not None:
                        (folder / file).parent.mkdir(parents=True, exist_ok=True)
                        shutil.copyfile(source, folder / file)
                        read(scan(folder)[0])
                except (ConfigurationError, DocumentError) as error:
                    raise InputError(str(error).replace(f"{folder}/", "")) from error
        except OSError as error:
            raise ConfigurationError(
                f"{file} cannot be tried out ({error.strerror or error}); nothing was changed."
                f" Make room in {tempfile.gettempdir()} and try again"
            ) from error


def _file_name(name: str) -> str:
    path = Path(name.replace("\\", "/"))
    file = path.name
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{file!r} is of no kind that can be read ({', '.join(SUFFIXES)})")
    if file.startswith(("_", ".")) or len(file) > 120 or not file.isprintable():
        raise InputError(f"{file!r} cannot be used as a file name; rename it first")
    return file
