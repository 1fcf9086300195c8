"""The service that serves now; another one takes its place when the index has been rebuilt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from assistant.answer.citation import fold
from assistant.domain import Chunk, Citation, CorpusCard
from assistant.errors import AssistantError
from assistant.ingest.documents import scan
from assistant.search import manifest as manifests
from assistant.search.manifest import IndexManifest
from assistant.serve.service import Service
from assistant.settings import Settings

_LOOK_EVERY = 1.0


class Live:
    """Hands out the current service. Notices, at most once a second, that the index has changed.

    The change may come from the staff room or from `assistant index` in another process; what the
    corpus manifest says of the documents as a whole may change too. A new index that cannot be
    opened leaves the old one serving.
    """

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._service = Service.open(settings, progress=True)
        self._told = _told(self._service.index.manifest)
        self._chunks: dict[str, Chunk] | None = None
        self._looked = clock()

    @property
    def service(self) -> Service:
        """The service over the newest index that can be opened."""
        now = self._clock()
        if now - self._looked >= _LOOK_EVERY:
            self._looked = now
            self.refresh()
        return self._service

    @property
    def ready(self) -> bool:
        """Whether questions can be answered: an index with at least one passage is open."""
        return self.manifest.chunks > 0

    @property
    def manifest(self) -> IndexManifest:
        """Of the index that is open, without a look for a newer one."""
        return self._service.index.manifest

    def refresh(self) -> bool:
        """Open the index again when another generation or card is there; True when it did."""
        try:
            manifest = manifests.read(self.settings.index)
            if manifest is None:
                return False
            told = _told(manifests.with_newest_card(manifest))
            with self._lock:
                if told == self._told:
                    return False
                service = Service.open(self.settings)
                self._service = service
                self._told = _told(service.index.manifest)
                self._chunks = None
        except (AssistantError, OSError):
            return False
        return True

    def chunk(self, chunk_id: str | None) -> Chunk | None:
        """A passage by id, or None when the index does not hold it."""
        if chunk_id is None:
            return None
        return self.chunks().get(chunk_id)

    def passage_of(self, citation: Citation) -> Chunk | None:
        """The passage that a citation quotes: by id, else the first that holds the quote."""
        found = self.chunk(citation.chunk_id)
        if found is not None:
            return found
        quote = fold(citation.quote)
        of_document = (c for c in self.chunks().values() if c.document_id == citation.document)
        return next((c for c in of_document if quote in fold(c.text)), None)

    def chunks(self) -> dict[str, Chunk]:
        """Every passage by id."""
        service = self.service
        found = self._chunks
        if found is None:
            found = {c.id: c for c in service.passages()}
            self._chunks = found
        return found

    def document_path(self, document_id: str) -> Path | None:
        """The file of an indexed document; None for anything that is not indexed.

        The id is looked up among the indexed ids and never joined to a path, so no spelling of
        a path can reach another file.
        """
        if document_id not in self.service.index.manifest.documents:
            return None
        found = next((s.path for s in scan(self.settings.corpus) if s.id == document_id), None)
        return found if found is not None and found.is_file() else None


def _told(manifest: IndexManifest) -> tuple[str, CorpusCard]:
    """What makes one service differ from the next."""
    return manifest.generation, manifest.card
