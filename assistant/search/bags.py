"""Texts as bags of hashed words and parts of words, and classifiers over them as files.

The mean of hashed features' vectors, as fastText has it (Joulin et al. 2016, «Bag of Tricks for
Efficient Text Classification»). What is trained on it says something only of the sentences that it
was trained for, so a file tells which those are.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.search import analysis
from assistant.search.likeness import Source

_AGAIN = "make both again: python -m assistant.search.train --questions-only"
_WORD = re.compile(r"\w+")
# Lengths of the parts of words, with marks for where a word begins and ends.
_PARTS = (3, 4, 5)

Numbers = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]


def features(text: str, buckets: int) -> NDArray[np.int64]:
    """The numbers, 0 to `buckets` - 1, of what a text is made of.

    That is its words, pairs of words side by side and one apart, stems and pairs of them, and
    parts of words.
    """
    words = _WORD.findall(text.casefold())
    stems = [analysis.stem(word) for word in words]
    found = [f"w{word}" for word in words]
    found += [f"b{one} {other}" for one, other in zip(["<", *words], [*words, ">"], strict=True)]
    found += [f"s{one} {other}" for one, other in zip(words, words[2:], strict=False)]
    found += [f"m{stem}" for stem in stems]
    found += [f"n{one} {other}" for one, other in zip(["<", *stems], [*stems, ">"], strict=True)]
    for word in words:
        marked = f"<{word}>"
        for length in _PARTS:
            found += [f"g{marked[i : i + length]}" for i in range(len(marked) - length + 1)]
    return np.array([crc32(f.encode()) % buckets for f in found], dtype=np.int64)


class Bags:
    """Texts as vectors.

    Args:
        table: a vector for each bucket of features, shape (buckets, dimension), 8-bit integers.
        scales: what each row of `table` is to be multiplied by.

    """

    def __init__(self, table: NDArray[np.int8], scales: Numbers) -> None:
        self._table = table
        self._scales = scales.astype(np.float32)

    def vector(self, text: str) -> Numbers:
        """The mean of a text's features, with a one behind it for what is added to the weights."""
        rows = features(text, len(self._table))
        mean = (self._table[rows] * self._scales[rows, None]).mean(axis=0)
        return np.append(mean, np.float32(1))


def save(table: Numbers, rest: Arrays, *, sources: Sequence[Source], path: Path) -> None:
    """Write a table in 8 bits, and what reads it in 16 or as whole numbers, for `sources`."""
    from safetensors.numpy import save_file

    scales = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    arrays: dict[str, NDArray[Any]] = {
        "table": np.round(table / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
        **{k: a.astype(np.float16) if a.dtype == np.float32 else a for k, a in rest.items()},
    }
    save_file(arrays, path, metadata={"sources": _digest(sources)})
    path.chmod(0o644)  # safetensors writes files that only their owner can read


def load(
    path: Path, names: Sequence[str], sources: Sequence[Source], *, again: str = _AGAIN
) -> tuple[Bags, Arrays] | None:
    """What `save` wrote for `sources`, with the named arrays; None where there is no file.

    Args:
        path: the file.
        names: of the arrays.
        sources: the sentences it was trained for.
        again: how the file is made, for those who must make it again.

    Raises:
        ModelError: when the file cannot be read, or was trained for other sentences or for the
            same in another order, so that its numbers mean other ones.

    """
    if not path.is_file():
        return None
    from safetensors import safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            trained_for = (file.metadata() or {}).get("sources")
            bags = Bags(file.get_tensor("table"), file.get_tensor("scales"))
            found = {name: file.get_tensor(name) for name in names}
    except Exception as error:
        raise ModelError(
            f"{path} cannot be read ({type(error).__name__}: {error}). Put the file back"
            f" as it was, or {again}"
        ) from error
    if trained_for != _digest(sources):
        raise ModelError(
            f"{path} was trained for other sentences than the questions beside it have; {again}"
        )
    halves = {k: a.astype(np.float32) for k, a in found.items() if a.dtype == np.float16}
    return bags, {**found, **halves}


def _digest(sources: Sequence[Source]) -> str:
    """What tells lists of sentences apart, and their order."""
    text = json.dumps([[s.document, s.quote] for s in sources], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
