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
from assistant.settings import PACKAGE, SHIPPED_EMBEDDING, Settings

Vectors = NDArray[np.float32]
SHIPPED_FOLDER = PACKAGE / "search" / "model"


class Encoder(Protocol):
    """Turns texts into unit vectors.

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
    """A sentence-transformers `StaticEmbedding` folder, run with numpy and tokenizers alone."""

    def __init__(self, folder: Path, *, name: str) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._table = load_file(folder / "model.safetensors")["embedding.weight"]
            card = json.loads((folder / "assistant.json").read_text(encoding="utf-8"))
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(
                f"static embedding model in {folder} cannot be read: {error}"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.name = name
        self.fingerprint = _digest(folder / "model.safetensors", folder / "tokenizer.json")
        self.dimension = int(self._table.shape[1])
        self.dense_weight = float(card["dense_weight"])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, encoding in enumerate(
            self._tokenizer.encode_batch([t.casefold() for t in texts], add_special_tokens=False)
        ):
            if encoding.ids:
                vectors[row] = self._table[encoding.ids].astype(np.float32).mean(axis=0)
        return unit(vectors)


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

    @staticmethod
    def _encode(encode: Any, texts: Sequence[str], prompt: str | None) -> Vectors:
        more = {} if prompt is None else {"prompt": prompt}
        return unit(
            np.asarray(encode(list(texts), show_progress_bar=False, convert_to_numpy=True, **more))
        )


def load_encoder(settings: Settings) -> Encoder | None:
    """The encoder that `settings.embedding` names; None for "none".

    Raises:
        ModelError: when it cannot be loaded; the message says why and what to do.

    """
    if settings.embedding == "none":
        return None
    if settings.embedding == SHIPPED_EMBEDDING:
        return StaticEncoder(SHIPPED_FOLDER, name=SHIPPED_EMBEDDING)
    return SentenceTransformerEncoder(settings.embedding, prompts_for(settings.embedding, settings))


def describe(settings: Settings) -> str:
    """What the settings ask for, for the manifest, without loading a model."""
    if settings.embedding == SHIPPED_EMBEDDING:
        return f"{SHIPPED_EMBEDDING}:{_digest(SHIPPED_FOLDER / 'model.safetensors')}"
    prompts = prompts_for(settings.embedding, settings)
    if settings.embedding == "none":
        return "none"
    folder = Path(settings.embedding)
    identity = f":{_digest(*sorted(folder.rglob('*.safetensors')))}" if folder.is_dir() else ""
    return f"{settings.embedding}{identity}|query={prompts.query!r}|passage={prompts.passage!r}"


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
