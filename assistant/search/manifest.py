"""What built an index, and whether that is still what the settings ask for."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.domain import CorpusCard, Language
from assistant.errors import ConfigurationError, StaleIndexError
from assistant.ingest.manifest import NAME as CORPUS_MANIFEST
from assistant.ingest.manifest import load_card
from assistant.search import analysis, embedding
from assistant.settings import Settings

FORMAT = 5
CHUNKER_VERSION = 1
FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what an index holds, apart from the documents."""

    format: int
    analysis: int
    chunker: int
    chunk_size: int
    embedding: str


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """The manifest in `index/`. `documents`: id → content hash; `generation`: folder name.

    `previous`: the generation that served before, kept on disk. `built_at` is an ISO time in
    UTC. `problems`: files that could not be read, as messages; `unread`: their id → content hash.
    `card`: what the corpus manifest says of the documents as a whole.
    """

    recipe: Recipe
    corpus: str
    generation: str
    previous: str | None
    built_at: str
    documents: Mapping[str, str]
    chunks: int
    problems: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    card: CorpusCard = field(default_factory=CorpusCard)


def recipe_for(settings: Settings) -> Recipe:
    """The recipe that the settings ask for.

    Raises:
        ModelError: never; the model is not loaded for this.

    """
    return Recipe(
        FORMAT,
        analysis.ANALYSIS_VERSION,
        CHUNKER_VERSION,
        settings.chunk_size,
        embedding.describe(settings),
    )


_MEANING = {
    "format": "index format",
    "analysis": "text analysis version",
    "chunker": "chunker version",
    "chunk_size": "chunk size",
    "embedding": "embedding model",
}


def differences(found: Recipe, wanted: Recipe) -> list[str]:
    """One line for each difference, with both values."""
    old, new = asdict(found), asdict(wanted)
    return [
        f"{_MEANING[key]}: the index has {old[key]!r}, the settings ask for {new[key]!r}"
        for key in old
        if old[key] != new[key]
    ]


REBUILD = "assistant index --rebuild"
_FOLDERS = ("corpus", "index")


def mending(settings: Settings, command: str = "assistant index") -> str:
    """The command that builds or updates the index of these settings, with its options."""
    default = Settings()
    if all(getattr(settings, n).resolve() == getattr(default, n).resolve() for n in _FOLDERS):
        return command
    given = [f"--{n} {shlex.quote(str(getattr(settings, n)))}" for n in _FOLDERS]
    return " ".join((command, *given))


def read(index: Path, *, command: str = REBUILD) -> IndexManifest | None:
    """The manifest of an index folder; None when there is none.

    `command` is what an error tells the user to run.

    Raises:
        StaleIndexError: when it is damaged or from a version that this one cannot read.

    """
    path = index / FILE
    if not path.is_file():
        return None
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if raw["recipe"]["format"] != FORMAT:
            raise StaleIndexError(
                f"{path} was written by another version (index format {raw['recipe']['format']},"
                f" this one uses {FORMAT}). Build it again: {command}"
            )
        return _checked(
            IndexManifest(
                **{
                    **raw,
                    "recipe": Recipe(**raw["recipe"]),
                    "problems": tuple(raw.get("problems", [])),
                    # An index from before there were cards is read as one that says nothing.
                    "card": _card(raw.get("card", {})),
                }
            )
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise StaleIndexError(f"{path} is damaged ({reason}). Build it again: {command}") from error


def _checked(manifest: IndexManifest) -> IndexManifest:
    """The manifest, when its values are of the kinds that they should be."""
    texts = (manifest.corpus, manifest.generation, manifest.built_at, *manifest.problems)
    maps = (manifest.documents, manifest.unread)
    pairs = [text for found in maps for pair in found.items() for text in pair]
    if not all(isinstance(text, str) for text in (*texts, *pairs)):
        raise TypeError("a value that should be a text is none")
    if type(manifest.chunks) is not int:
        raise TypeError("`chunks` is no whole number")
    return manifest


# What a card holds that is no text by language.
_ALONE: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("proper_name", "contact_url", "publisher"), (str, type(None))),
    "check": (bool,),
}


def _card(raw: dict[str, Any]) -> CorpusCard:
    """A card as `write` has put it down; raises for values of other kinds."""
    found: dict[str, Any] = {}
    for key, value in raw.items():
        if key in ("which", "examples"):
            found[key] = {k: tuple(v) for k, v in _by_language(value, list).items()}
        elif key in _ALONE:
            if not isinstance(value, _ALONE[key]):
                raise TypeError(f"{key} of the card is of another kind")
            found[key] = value
        else:
            found[key] = _by_language(value, str)
    return CorpusCard(**found)


def _by_language(raw: dict[str, Any], kind: type) -> dict[Language, Any]:
    if not all(isinstance(value, kind) for value in raw.values()):
        raise TypeError(f"a value of the card is no {kind.__name__}")
    return {Language(name): value for name, value in raw.items()}


def with_newest_card(manifest: IndexManifest) -> IndexManifest:
    """The manifest with what its corpus folder says of itself now, where that can be read.

    Wording needs no rebuild, and answering needs no folder.
    """
    folder = Path(manifest.corpus)
    try:
        if (folder / CORPUS_MANIFEST).is_file():
            return replace(manifest, card=load_card(folder))
    except (ConfigurationError, OSError):
        pass  # `assistant index` and `assistant doctor` tell of it; the index answers on.
    return manifest


def serving(index: Path) -> str | None:
    """The generation that the manifest names, also one that another version wrote; else None."""
    try:
        found = json.loads((index / FILE).read_text(encoding="utf-8"))["generation"]
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        return None
    return found if isinstance(found, str) else None


def kept(index: Path) -> frozenset[str] | None:
    """Generations to keep: the one that serves and the one before. None: nobody knows."""
    if not (index / FILE).exists():
        return frozenset()
    try:
        manifest = read(index)
    except StaleIndexError:
        return None
    return frozenset(g for g in (manifest.generation, manifest.previous) if g) if manifest else None


def write(index: Path, manifest: IndexManifest) -> None:
    """Put the manifest in place in one step; readers see the old one or the new one."""
    path = index / FILE
    fresh = path.with_suffix(".json.new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
