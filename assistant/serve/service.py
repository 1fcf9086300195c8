"""The one service behind every way in: command line, HTTP, web pages, evaluation."""

from __future__ import annotations

import hashlib
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.answer.dialogue.given import clean_history, clean_question
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Answer, Chunk, Hit, Metadata, Turn
from assistant.errors import InputError
from assistant.search import manifest as manifests
from assistant.search.retrieval import Retriever
from assistant.search.store import BuildResult, Index, build_folder, open_index
from assistant.serve.freshness import check_corpus
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answer.generative import GenerativeAnswerer

# Questions that may wait for a language model at once. The web server has forty threads, and
# those that are left answer searches and the question whether it is ready.
MAX_AT_MODEL = 16


class Service:
    """Questions, search and checks over one index. Safe to call from several threads."""

    def __init__(self, settings: Settings, index: Index) -> None:
        self.settings = settings
        self.index = index
        self.retriever = Retriever(index, settings)
        self.extractive = ExtractiveAnswerer(self.retriever)
        self._lock = threading.Lock()
        self._generative: GenerativeAnswerer | None = None

    @classmethod
    def open(cls, settings: Settings, *, progress: bool = False) -> Service:
        """The service over the index that the settings name, built first when there is none.

        Raises:
            StaleIndexError: when the index does not match the settings, or holds other documents
                than those of the corpus folder.
            InputError, ConfigurationError, ModelError: as building and loading raise them.

        """
        rebuild = manifests.mending(settings, manifests.REBUILD)
        manifest = manifests.read(settings.index, command=rebuild)
        if manifest is None:
            update(settings, progress=progress)
        else:
            check_corpus(settings, manifest)
        return cls(settings, open_index(settings))

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        max_length: int | None = None,
    ) -> Answer:
        """One cited answer.

        Args:
            question: what is asked; at most `settings.max_question` characters.
            history: earlier turns, oldest first; the last twenty count.
            as_of: the date that deadlines are held against; today when None.
            max_length: characters that the evidence in an extractive answer may have.

        Raises:
            InputError: for an empty or too long question.

        """
        text = clean_question(question, self.settings.max_question)
        today = as_of or date.today()
        turns = clean_history(history)
        if self.settings.llm and max_length is None:
            return self._model().answer(text, turns, as_of=today)
        with self._lock:
            return self.extractive.answer(text, turns, as_of=today, max_length=max_length)

    def stream(
        self, question: str, history: Sequence[Turn] = (), *, as_of: date | None = None
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the checked answer itself, last.

        With a language model the pieces are its draft; the final answer is what the check left.
        """
        if self.settings.llm:
            yield from self._model().stream(question, history, as_of=as_of or date.today())
            return
        answer = self.ask(question, history, as_of=as_of)
        yield from re.findall(r"\S+\s*", answer.text)
        yield answer

    def search(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """Ranked passages for a question.

        Raises:
            InputError: for an empty or too long question, or a `top_k` outside 1 to 100.

        """
        if not 1 <= top_k <= 100:
            raise InputError(f"the number of passages must lie from 1 to 100, not {top_k}")
        text = clean_question(question, self.settings.max_question)
        with self._lock:
            return self.retriever.search(text, top_k)

    def sources(self) -> dict[str, Metadata]:
        """Metadata of every indexed document, by document id."""
        with self._lock:
            return {c.document_id: replace(c.metadata, title=c.title) for c in self.index.chunks()}

    def passages(self) -> tuple[Chunk, ...]:
        """Every indexed passage, in document order."""
        with self._lock:
            return tuple(self.index.chunks())

    def provenance(self) -> dict[str, Any]:
        """What produces the answers: settings, corpus hash, index manifest, versions."""
        from importlib.metadata import version

        settings = {k: str(v) if v is not None else None for k, v in asdict(self.settings).items()}
        corpus = "\n".join(f"{k} {v}" for k, v in sorted(self.index.manifest.documents.items()))
        packages = ("chromadb", "langchain", "pypdf", "sentence-transformers", "snowballstemmer")
        return {
            "settings": {k: v for k, v in settings.items() if k not in ("users", "data")},
            "corpus_hash": hashlib.sha256(corpus.encode()).hexdigest(),
            "index": {
                "recipe": asdict(self.index.manifest.recipe),
                "documents": dict(self.index.manifest.documents),
                "chunks": self.index.manifest.chunks,
                "built_at": self.index.manifest.built_at,
            },
            "dense_weight": self.retriever.dense_weight,
            "versions": {"python": sys.version.split()[0], **{p: version(p) for p in packages}},
        }

    def close(self) -> None:
        """Let go of the index files."""
        self.index.close()

    def _model(self) -> GenerativeAnswerer:
        with self._lock:
            if self._generative is None:
                from assistant.answer.generative import GenerativeAnswerer

                self._generative = GenerativeAnswerer(
                    self.extractive, self.settings, lock=self._lock, at_once=MAX_AT_MODEL
                )
            return self._generative


def update(settings: Settings, *, progress: bool = False, rebuild: bool = False) -> BuildResult:
    """Bring the index up to date with the corpus folder.

    Raises:
        InputError: when the corpus folder is missing or holds nothing that can be read.
        ConfigurationError, ModelError: as reading the manifest and building raise them.

    """
    return build_folder(settings, progress=progress, rebuild=rebuild)
