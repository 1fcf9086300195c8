"""Whether a sentence says yes or no to a question that it answers: a linear classifier.

People ask for what a sentence says in words of their own («Er ordningen evigvarende?»), and no list
of opposites has them all. It is trained on the kept questions that stand with their verdict
(`assistant.search.train`). It reads a question's bag of features (`search.bags`) with weights of
each sentence's own: what means yes of one sentence means no of another.

Of figures it knows nothing: to it «i tre år?» and «i fem år?» are one question, and what it says
is what the sentence would say if the figure were the sentence's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from assistant.search import analysis, bags
from assistant.search.bags import Bags, Numbers
from assistant.search.likeness import Decision, Source
from assistant.search.number_words import ONES

FILE = "deciding.safetensors"
# What a sentence may say, in the order of the weights.
NO, OPEN, YES = range(3)
# Numbers of words fit in 32 bits with a sign.
_POSITIVE = 0x7FFFFFFF
_YEAR = r"(?:19|20)\d\d(?!\d)"
_FIGURE = re.compile(
    rf"\b(?!{_YEAR})\d[\d.,:]*|\b(?:{'|'.join(sorted(ONES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def without_figures(question: str) -> str:
    """A question with one word for each figure; a year tells which document is meant, and stays."""
    return _FIGURE.sub("0", question)


def words_of(text: str) -> frozenset[int]:
    """The stems of a text, figures aside, as numbers."""
    return frozenset(crc32(s.encode()) & _POSITIVE for s in analysis.stems(without_figures(text)))


@dataclass(frozen=True, slots=True)
class Deciding:
    """The trained classifier.

    `texts`: questions as vectors. `weights`: for each sentence the weights of no, of leaving it
    open and of yes, with their biases last; shape (sentences, 3, dimension + 1). `met`: for each
    sentence the words of questions to which it says no, and yes, its own among both (`words_of`).
    """

    texts: Bags
    weights: Numbers
    met: Sequence[tuple[frozenset[int], frozenset[int]]]

    def decisions(self, question: str, sentences: Sequence[int]) -> list[Decision]:
        """What these sentences, by number, say to a question if they answer it, figures aside."""
        odds = self.weights[list(sentences)] @ self.texts.vector(without_figures(question))
        chosen = np.exp(odds - odds.max(axis=1, keepdims=True))
        shares = chosen / chosen.sum(axis=1, keepdims=True)
        words = words_of(question)
        found = []
        for place, share in zip(sentences, shares, strict=True):
            yes, no = float(share[YES]), float(share[NO])
            met = len(words & self.met[place][yes > no]) / (len(words) or 1)
            found.append(Decision(yes=yes, no=no, met=met))
        return found


def save(
    table: Numbers,
    weights: Numbers,
    met: Sequence[tuple[frozenset[int], frozenset[int]]],
    *,
    sources: Sequence[Source],
    folder: Path,
) -> None:
    """Write a classifier trained for `sources` to `folder` (see `Deciding`), in 8 bits."""
    listed = [sorted(words) for both in met for words in both]
    rest = {
        "weights": weights,
        "met": np.array([w for words in listed for w in words], dtype=np.int32),
        "lengths": np.array([len(words) for words in listed], dtype=np.int32),
    }
    bags.save(table, rest, sources=sources, path=folder / FILE)


def load(folder: Path, sources: Sequence[Source]) -> Deciding | None:
    """The classifier in a model's folder, trained for `sources`; None where it has none.

    Raises:
        ModelError: see `bags.load`.

    """
    found = bags.load(folder / FILE, ("weights", "met", "lengths"), sources)
    if found is None:
        return None
    texts, rest = found
    parts = np.split(rest["met"], np.cumsum(rest["lengths"])[:-1])
    words = [frozenset(part.tolist()) for part in parts]
    return Deciding(texts, rest["weights"], list(zip(words[::2], words[1::2], strict=True)))
