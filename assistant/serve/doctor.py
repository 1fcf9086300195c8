"""`assistant doctor`: what is set up, what is wrong, and the command that mends it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.errors import AssistantError, ConfigurationError
from assistant.ingest.documents import load_folder
from assistant.search import manifest as manifests
from assistant.search.embedding import load_encoder
from assistant.search.manifest import mending
from assistant.search.store import open_index
from assistant.serve.freshness import Changes, changes, check_corpus
from assistant.settings import SHIPPED_EMBEDDING, Settings, load_with_origins

PACKAGES = (
    "chromadb",
    "gradio",
    "langchain",
    "numpy",
    "pypdf",
    "sentence-transformers",
    "snowballstemmer",
    "torch",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell: `key` of the texts, area `doctor`, with its values.

    `command` mends it; None where no command does. A `fault` keeps the assistant from answering
    as it is set up to; other remarks are worth knowing.
    """

    key: str
    values: Mapping[str, Any]
    command: str | None = None
    fault: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's value and what set it; `origin` is None for the default."""

    value: Any
    origin: str | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus folder as it is now. `documents` and `ignored` are counts and paths."""

    folder: str
    exists: bool
    documents: int = 0
    problems: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index folder. `fits`: whether it can be used with these settings."""

    folder: str
    exists: bool
    fits: bool = False
    generation: str | None = None
    documents: int = 0
    chunks: int = 0
    built_at: str | None = None
    corpus: str | None = None
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Embedding:
    """The embedding model. `loads` is None where none is set."""

    name: str
    loads: bool | None
    dimension: int | None = None
    dense_weight: float | None = None


@dataclass(frozen=True, slots=True)
class LanguageModelState:
    """The language model. `ready`: it can be set up; whether it answers was not tried."""

    name: str | None
    ready: bool | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found out."""

    settings: Mapping[str, Setting]
    python: str
    packages: Mapping[str, str | None]
    corpus: Corpus
    index: IndexState
    embedding: Embedding
    language_model: LanguageModelState
    remarks: tuple[Remark, ...]

    @property
    def ok(self) -> bool:
        """Whether the assistant can answer as it is set up to."""
        return not any(r.fault for r in self.remarks)

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values; `remarks` in Norwegian with their commands."""
        return {
            "ok": self.ok,
            "settings": {k: asdict(v) for k, v in self.settings.items()},
            "python": self.python,
            "packages": dict(self.packages),
            "corpus": asdict(self.corpus),
            "index": asdict(self.index),
            "embedding": asdict(self.embedding),
            "language_model": asdict(self.language_model),
            "remarks": [
                {
                    "key": r.key,
                    "fault": r.fault,
                    "message": _words(f"remark_{r.key}", **r.values),
                    "command": r.command,
                }
                for r in self.remarks
            ],
        }

    def to_text(self) -> str:
        """The report in Norwegian, for reading."""
        from assistant.serve.doctor_text import render

        return render(self)


def _words(key: str, **values: Any) -> str:
    from assistant import texts

    return texts.get(f"doctor.{key}", Language.NB, **values)


def examine(settings: Settings) -> Report:
    """Look at everything the assistant needs. Nothing is built, and no language model is called."""
    remarks: list[Remark] = []
    corpus = _corpus(settings, remarks.append)
    index = _index(settings, remarks.append)
    return Report(
        settings=_settings(settings, _origins(settings)),
        python=sys.version.split()[0],
        packages={name: _version(name) for name in PACKAGES},
        corpus=corpus,
        index=index,
        embedding=_embedding(settings, remarks.append),
        language_model=_language_model(settings, remarks.append),
        remarks=tuple(remarks),
    )


def _origins(settings: Settings) -> Mapping[str, str]:
    """What set each value that is no default.

    What the environment and `assistant.toml` do not account for came by the command line.
    """
    try:
        loaded = load_with_origins()
    except ConfigurationError:
        return {}
    origins = {}
    for name in (f.name for f in fields(Settings)):
        if getattr(loaded.settings, name) != getattr(settings, name):
            origins[name] = f"--{name}"
        elif name in loaded.origins:
            origins[name] = loaded.origins[name]
    return origins


def _settings(settings: Settings, origins: Mapping[str, str]) -> dict[str, Setting]:
    found = {}
    for name, value in ((f.name, getattr(settings, f.name)) for f in fields(Settings)):
        shown = str(value) if isinstance(value, Path) else value
        found[name] = Setting(shown, origins.get(name))
    return found


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _corpus(settings: Settings, tell: Callable[[Remark], None]) -> Corpus:
    folder = str(settings.corpus)
    try:
        loaded = load_folder(settings.corpus)
    except AssistantError as error:
        tell(Remark("corpus", {"reason": error}))
        return Corpus(folder, settings.corpus.is_dir())
    problems = tuple(f"{p.path}: {p.message}" for p in loaded.problems)
    if not loaded.documents:
        tell(Remark("corpus_empty", {"corpus": folder}))
    for problem in problems:
        tell(Remark("document", {"problem": problem}, fault=False))
    if loaded.ignored:
        tell(Remark("ignored", {"files": ", ".join(loaded.ignored)}, fault=False))
    return Corpus(folder, True, len(loaded.documents), problems, loaded.ignored)


def _index(settings: Settings, tell: Callable[[Remark], None]) -> IndexState:
    folder, command = str(settings.index), mending(settings)
    rebuild = mending(settings, manifests.REBUILD)
    try:
        manifest = manifests.read(settings.index, command=rebuild)
    except AssistantError as error:
        tell(Remark("index", {"reason": error}, rebuild))
        return IndexState(folder, True)
    if manifest is None:
        tell(Remark("no_index", {"index": folder}, command, fault=False))
        return IndexState(folder, False)
    found, fits = Changes(), True
    try:
        check_corpus(settings, manifest)
        index = open_index(settings)
        if settings.embedding != "none":
            index.vectors.count()
        index.close()
    except AssistantError as error:
        damaged = manifests.REBUILD in str(error)
        tell(Remark("index", {"reason": error}, rebuild if damaged else command))
        fits = False
    if fits and settings.corpus.is_dir():
        with contextlib.suppress(AssistantError):  # `_corpus` has told what is wrong.
            found = changes(settings, manifest)
        if found:
            numbers = {k: len(v) for k, v in asdict(found).items()}
            tell(Remark("changed", numbers, command, fault=False))
    return IndexState(
        folder,
        True,
        fits,
        manifest.generation,
        len(manifest.documents),
        manifest.chunks,
        manifest.built_at,
        manifest.corpus,
        found,
    )


def _embedding(settings: Settings, tell: Callable[[Remark], None]) -> Embedding:
    try:
        encoder = load_encoder(settings)
    except AssistantError as error:
        shipped = settings.embedding == SHIPPED_EMBEDDING
        command = "python -m assistant.search.train" if shipped else None
        tell(Remark("embedding", {"reason": error}, command))
        return Embedding(settings.embedding, False)
    if encoder is None:
        return Embedding(settings.embedding, None)
    weight = encoder.dense_weight if settings.dense_weight is None else settings.dense_weight
    return Embedding(settings.embedding, True, encoder.dimension, weight)


def _language_model(settings: Settings, tell: Callable[[Remark], None]) -> LanguageModelState:
    if not settings.llm:
        return LanguageModelState(None, None)
    from assistant.answer.generation.model import ChatModel

    try:
        ChatModel(settings)
    except AssistantError as error:
        tell(Remark("llm", {"reason": error}))
        return LanguageModelState(settings.llm, False)
    return LanguageModelState(settings.llm, True)
