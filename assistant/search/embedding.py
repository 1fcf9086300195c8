"""Sentence embeddings behind one small protocol; each heavy library is imported when first used.

Three kinds: the static model that ships with the package (numpy and tokenizers only), any
sentence-transformers model by name or folder, and none. There is no silent way from one to
another: what was asked for is loaded or an error says why not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.search import analysis
from assistant.settings import PACKAGE, SHIPPED_EMBEDDING, Settings

Vectors = NDArray[np.float32]
SHIPPED_FOLDER = PACKAGE / "search" / "model"
CARD = "assistant.json"
STATIC_FILES = ("model.safetensors", "tokenizer.json", CARD)


class Encoder(Protocol):
    """Turns texts into unit vectors, or the zero vector where a model has no opinion on a text.

    `name` and `fingerprint` say which model it is; both go into the index manifest.
    `dense_weight` is the fusion weight tuned for the model.
    """

    name: str
    fingerprint: str
    dimension: int
    dense_weight: float

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension) for questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension) for passages."""
        ...


def unit(vectors: NDArray[Any]) -> Vectors:
    """Rows scaled to length 1; a zero row stays zero."""
    # Half-precision input would lose the guard against division by zero: 1e-12 is 0 there.
    single = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(single, axis=1, keepdims=True)
    return np.asarray(single / np.maximum(norms, 1e-12), dtype=np.float32)


class StaticEncoder:
    """A sentence-transformers `StaticEmbedding` folder, run with numpy and tokenizers alone.

    `assistant.json` beside the weights holds what was tuned for the model: `dense_weight`, and
    the shares `known_in_question` and `known_in_passage` of a text's content words that must have
    stood in the training text. A text below its share gets the zero vector: the model abstains,
    and a corpus that it was not made for is searched by words alone.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            card = json.loads((folder / CARD).read_text(encoding="utf-8"))
            self.dense_weight = float(card["dense_weight"])
            self._least = (float(card["known_in_question"]), float(card["known_in_passage"]))
            self._table = load_file(folder / "model.safetensors")["embedding.weight"]
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            # tokenizers and safetensors raise types of their own, and even a bare Exception.
            raise ModelError(
                f"static embedding model in {folder} cannot be read ({type(error).__name__}:"
                f" {error}). Put the files back as they were, or make them again:"
                " python -m assistant.search.train"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pieces = frozenset(self._tokenizer.get_vocab())
        self.name = name
        self.fingerprint = _static_digest(folder)
        self.dimension = int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; the zero vector for a question of mostly unknown words."""
        return self._encode(texts, self._least[0])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; the zero vector for a passage of mostly unknown words."""
        return self._encode(texts, self._least[1])

    def known(self, text: str) -> float:
        """Share of the content words of `text` that the model knows as wholes; 0 without any."""
        content = _content_words(text)
        return sum(w in self._pieces for w in content) / len(content) if content else 0.0

    def _encode(self, texts: Sequence[str], least: float) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for row, (text, encoding) in enumerate(zip(texts, encodings, strict=True)):
            if encoding.ids and self.known(text) >= least:
                vectors[row] = self._table[encoding.ids].astype(np.float32).mean(axis=0)
        return unit(vectors)


def _content_words(text: str) -> list[str]:
    stop = frozenset().union(*analysis.stop_words().values())
    return [w for w in analysis.words(text) if w not in stop and not w.isdigit()]


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands before a question and before a passage; None leaves it to the model."""

    query: str | None = None
    passage: str | None = None


# Models whose published folders carry no prompts, though their cards ask for them.
_KNOWN_PROMPTS = {
    "multilingual-e5": Prompts("query: ", "passage: "),
    "/e5-": Prompts("query: ", "passage: "),
}
DEFAULT_DENSE_WEIGHT = 0.5


def prompts_for(name: str, settings: Settings) -> Prompts:
    """The prompts for a model name: as set, else as its card asks, else the model's own."""
    known = Prompts()
    lowered = name.casefold()
    if "instruct" not in lowered:
        known = next((p for key, p in _KNOWN_PROMPTS.items() if key in lowered), known)
    query, passage = settings.embedding_query_prompt, settings.embedding_passage_prompt
    return Prompts(
        known.query if query is None else query, known.passage if passage is None else passage
    )


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by hub name or folder."""

    def __init__(self, name: str, prompts: Prompts) -> None:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device=None)
        except Exception as error:
            # The library raises many types here; each means the same to the user.
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ModelError(
                f"embedding model {name!r} cannot be loaded: {reason}. Give a folder that holds a"
                " sentence-transformers model, or a name that this machine can download, in"
                " ASSISTANT_EMBEDDING."
            ) from error
        self._prompts = prompts
        self.name = name
        folder = Path(name)
        identity = _digest(*sorted(folder.rglob("*.safetensors"))) if folder.is_dir() else name
        self.fingerprint = f"{identity}|{prompts.query}|{prompts.passage}"
        self.dimension = int(self._model.get_embedding_dimension())
        self.dense_weight = DEFAULT_DENSE_WEIGHT

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; uses the model's `encode_query`, with the prompt set, if any."""
        return self._encode(self._model.encode_query, texts, self._prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; uses the model's `encode_document`, with the prompt set, if any."""
        return self._encode(self._model.encode_document, texts, self._prompts.passage)

    def _encode(self, encode: Any, texts: Sequence[str], prompt: str | None) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        more = {} if prompt is None else {"prompt": prompt}
        return unit(
            np.asarray(encode(list(texts), show_progress_bar=False, convert_to_numpy=True, **more))
        )


def load_encoder(settings: Settings) -> Encoder | None:
    """The encoder that `settings.embedding` names; None for "none".

    A folder made by `assistant.search.train` runs without torch, like the shipped one.

    Raises:
        ModelError: when it cannot be loaded; the message says why and what to do.

    """
    if settings.embedding == "none":
        return None
    if folder := _static_folder(settings):
        return StaticEncoder(folder, name=settings.embedding)
    return SentenceTransformerEncoder(settings.embedding, prompts_for(settings.embedding, settings))


def sentence_encoder(settings: Settings) -> StaticEncoder:
    """The static model that weighs single sentences: the one set, or else the shipped one.

    Raises:
        ModelError: when it cannot be read.

    """
    return StaticEncoder(sentence_folder(settings), name=SHIPPED_EMBEDDING)


def sentence_folder(settings: Settings) -> Path:
    """Where the static model lies that weighs single sentences."""
    return _static_folder(settings) or SHIPPED_FOLDER


def describe(settings: Settings) -> str:
    """What the settings ask for, for the manifest, without loading a model.

    Raises:
        ModelError: when the shipped model's files are not there.

    """
    if settings.embedding == "none":
        return "none"
    if static := _static_folder(settings):
        return f"{settings.embedding}:{_static_digest(static)}"
    prompts = prompts_for(settings.embedding, settings)
    folder = Path(settings.embedding)
    identity = f":{_digest(*sorted(folder.rglob('*.safetensors')))}" if folder.is_dir() else ""
    return f"{settings.embedding}{identity}|query={prompts.query!r}|passage={prompts.passage!r}"


def _static_folder(settings: Settings) -> Path | None:
    """The folder of the static model that the settings name; None when they name another kind."""
    if settings.embedding == SHIPPED_EMBEDDING:
        return SHIPPED_FOLDER
    folder = Path(settings.embedding)
    return folder if (folder / CARD).is_file() else None


def _static_digest(folder: Path) -> str:
    try:
        return _digest(*(folder / file for file in STATIC_FILES))
    except OSError as error:
        raise ModelError(f"static embedding model: {folder / error.filename} is missing") from error


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
