"""A small corpus on things that no real programme has, and an encoder that can be counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.domain import Block, BlockKind, Chunk, Document, Metadata
from assistant.ingest.documents import load_folder
from assistant.search import analysis
from assistant.search.embedding import Vectors, unit
from assistant.settings import Settings

TEXTS = {
    "vinter.md": """# Vinterfôring

## Sukkerlake

Biene trenger 15 kilo sukkerlake for å klare vinteren. Fôringen skjer i august.

## Bikube Pro

Bikube Pro rommer tolv rammer og passer for erfarne røktere.
""",
    "kuber.md": """# Kuber

## Bikube

En Bikube rommer ti rammer. Kassene lages av gran.

## NB Start

Kurset NB Start varer i tre kvelder og holdes av Norges Birøkterlag (NB).
""",
    "sverm.txt": """Sverming

Svermen fanges i en halmkurv om kvelden. Skjær bort greina hvis den sitter høyt.
""",
}


def write_corpus(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """The sample corpus, or these texts, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (TEXTS if texts is None else texts).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def settings_in(folder: Path, **changes: object) -> Settings:
    """Settings over `folder`/corpus and `folder`/index, without embedding unless asked."""
    values = {"corpus": folder / "corpus", "index": folder / "index", "data": folder / "data"}
    return Settings(**{**values, "embedding": "none", **changes})  # type: ignore[arg-type]


def documents_of(settings: Settings) -> tuple[Document, ...]:
    """Every document of the settings' corpus."""
    return load_folder(settings.corpus).documents


def passage(identifier: str, text: str, *, title: str = "Tittel", section: str = "") -> Chunk:
    """A chunk of one paragraph in a document of its own, or in that before the colon."""
    block = Block(BlockKind.PARAGRAPH, 0, len(text), 0, (section,) if section else ())
    return Chunk(
        identifier,
        identifier.partition(":")[0],
        title,
        (section,) if section else (),
        None,
        0,
        len(text),
        text,
        (block,),
        Metadata(),
    )


class CountingEncoder:
    """A bag of words hashed to eight numbers; remembers every passage that it was given."""

    name = "counting"
    fingerprint = "counting"
    dimension = 8
    dense_weight = 0.5

    def __init__(self) -> None:
        self.passages: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += texts
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension))
        for row, text in enumerate(texts):
            for word in analysis.words(text):
                vectors[row, sum(map(ord, word)) % self.dimension] += 1
        return unit(vectors)
