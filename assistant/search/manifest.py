"""What built an index, and whether that is still what the settings ask for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import StaleIndexError
from assistant.search import analysis, embedding
from assistant.settings import Settings

FORMAT = 3
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

    `built_at` is an ISO time in UTC. `problems`: files that could not be read, as messages.
    """

    recipe: Recipe
    corpus: str
    generation: str
    previous: str | None
    built_at: str
    documents: Mapping[str, str]
    chunks: int
    problems: tuple[str, ...] = ()


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


def read(index: Path) -> IndexManifest | None:
    """The manifest of an index folder; None when there is none.

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
                f" this one uses {FORMAT}). Build it again: assistant index --rebuild"
            )
        return IndexManifest(
            **{
                **raw,
                "recipe": Recipe(**raw["recipe"]),
                "problems": tuple(raw.get("problems", [])),
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StaleIndexError(
            f"{path} is damaged ({error}). Build it again: assistant index --rebuild"
        ) from error


def write(index: Path, manifest: IndexManifest) -> None:
    """Put the manifest in place in one step; readers see the old one or the new one."""
    path = index / FILE
    fresh = path.with_suffix(".json.new")
    fresh.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)
