"""Whether an index still holds what its corpus folder holds."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import StaleIndexError
from assistant.ingest.documents import scan
from assistant.search.manifest import IndexManifest, mending
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of documents that came, changed or went since the index was built."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def changes(settings: Settings, manifest: IndexManifest) -> Changes:
    """What differs between the corpus folder and the index, by content hash.

    Raises:
        InputError, ConfigurationError: as scanning the folder raises them.

    """
    found = {s.id: s.content_hash for s in scan(settings.corpus)}
    # A file that could not be read then and is the same now is no change.
    built = {**manifest.unread, **manifest.documents}
    return Changes(
        added=tuple(i for i in found if i not in built),
        changed=tuple(i for i in found if i in built and built[i] != found[i]),
        removed=tuple(i for i in built if i not in found),
    )


def check_corpus(settings: Settings, manifest: IndexManifest) -> None:
    """Refuse an index of another folder, unless the documents are the same.

    Raises:
        StaleIndexError: naming both folders and the command that mends it.
        InputError, ConfigurationError: as scanning the folder raises them.

    """
    corpus = str(settings.corpus.resolve())
    if corpus == manifest.corpus or not changes(settings, manifest):
        return
    raise StaleIndexError(
        f"the index in {settings.index} holds the documents of {manifest.corpus}, not those of"
        f" {corpus}. Build it for that folder: {mending(settings)}; or name another index folder"
        " with --index"
    )
