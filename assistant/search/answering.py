"""Which sentence answers a question, if any: a linear classifier over its words and their parts.

The mean of hashed features' vectors, as fastText has it (Joulin et al. 2016, «Bag of Tricks for
Efficient Text Classification»), with two readings of it. For each sentence a logistic regression
tells whether it answers, since several may. Whether none does is told by a softmax over all of
them, none, and another subject altogether, which orders unanswered behind answered questions
better than a regression of its own. Trained by `assistant.search.train` on the kept questions
(`search.asked`). Like those it says something only of the sentences it was trained for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.search import analysis
from assistant.search.likeness import Source

FILE = "answering.safetensors"
_AGAIN = "make both again: python -m assistant.search.train --questions-only"
_WORD = re.compile(r"\w+")
# Lengths of the parts of words, with marks for where a word begins and ends.
_PARTS = (3, 4, 5)

Numbers = NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the classifier has to say of a question, in probabilities.

    `answers`: for each sentence, shape (sentences,), whether it answers; `unanswered`: whether none
    does; they need not add up to 1. `elsewhere`: the part of the latter for another subject.
    """

    answers: Numbers
    unanswered: float
    elsewhere: float


class Answering:
    """The trained classifier.

    Args:
        table: a vector for each bucket of features, shape (buckets, dimension), 8-bit integers.
        scales: what each row of `table` is to be multiplied by.
        fitting: weights of the regressions, a vector for each sentence with its bias last.
        choosing: weights of the softmax, the same for each sentence, then for there being none and
            for another subject.

    """

    def __init__(
        self, table: NDArray[np.int8], scales: Numbers, fitting: Numbers, choosing: Numbers
    ) -> None:
        self._table = table
        self._scales = scales.astype(np.float32)
        self._fitting = fitting.astype(np.float32)
        self._choosing = choosing.astype(np.float32)

    def opinion(self, question: str) -> Opinion:
        """What it has to say of a question."""
        rows = features(question, len(self._table))
        mean = (self._table[rows] * self._scales[rows, None]).mean(axis=0)
        vector = np.append(mean, np.float32(1))
        fitting = 1 / (1 + np.exp(-(self._fitting @ vector)))
        odds = self._choosing @ vector
        chosen = np.exp(odds - odds.max())
        none, elsewhere = (float(n) for n in chosen[-2:] / chosen.sum())
        return Opinion(np.asarray(fitting, dtype=np.float32), none + elsewhere, elsewhere)


def save(
    table: Numbers, fitting: Numbers, choosing: Numbers, *, sources: Sequence[Source], folder: Path
) -> None:
    """Write a classifier trained for `sources` to `folder` (see `Answering`), in 8 bits."""
    from safetensors.numpy import save_file

    scales = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    arrays = {
        "table": np.round(table / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
        "fitting": fitting.astype(np.float16),
        "choosing": choosing.astype(np.float16),
    }
    save_file(arrays, folder / FILE, metadata={"sources": _digest(sources)})
    (folder / FILE).chmod(0o644)  # safetensors writes files that only their owner can read


def load(folder: Path, sources: Sequence[Source]) -> Answering | None:
    """The classifier in a model's folder, trained for `sources`; None where it has none.

    Raises:
        ModelError: when the file cannot be read, or was trained for other sentences or for the
            same in another order, so that its numbers mean other ones.

    """
    if not (folder / FILE).is_file():
        return None
    from safetensors import safe_open

    try:
        with safe_open(folder / FILE, framework="numpy") as file:
            trained_for = (file.metadata() or {}).get("sources")
            arrays = (file.get_tensor(n) for n in ("table", "scales", "fitting", "choosing"))
            read = Answering(*arrays)
    except Exception as error:
        raise ModelError(
            f"{folder / FILE} cannot be read ({type(error).__name__}: {error}). Put the file back"
            f" as it was, or {_AGAIN}"
        ) from error
    if trained_for != _digest(sources):
        raise ModelError(
            f"{folder / FILE} was trained for other sentences than the questions beside it"
            f" have; {_AGAIN}"
        )
    return read


def _digest(sources: Sequence[Source]) -> str:
    """What tells lists of sentences apart, and their order."""
    text = json.dumps([[s.document, s.quote] for s in sources], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
