"""Which sentence answers a question, if any: a linear classifier over its words and their parts.

It reads a question's bag of features (`search.bags`) in two ways. For each sentence a logistic
regression tells whether it answers, since several may. Whether none does is told by a softmax over
all of them, none, and another subject altogether, which orders unanswered behind answered questions
better than a regression of its own. Trained by `assistant.search.train` on the kept questions
(`search.asked`). Like those it says something only of the sentences it was trained for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.search import bags
from assistant.search.bags import Bags, Numbers
from assistant.search.likeness import Source

FILE = "answering.safetensors"


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
        texts: questions as vectors.
        fitting: weights of the regressions, a vector for each sentence with its bias last.
        choosing: weights of the softmax, the same for each sentence, then for there being none and
            for another subject.

    """

    def __init__(self, texts: Bags, fitting: Numbers, choosing: Numbers) -> None:
        self._texts = texts
        self._fitting = fitting
        self._choosing = choosing

    def opinion(self, question: str) -> Opinion:
        """What it has to say of a question."""
        vector = self._texts.vector(question)
        fitting = 1 / (1 + np.exp(-(self._fitting @ vector)))
        odds = self._choosing @ vector
        chosen = np.exp(odds - odds.max())
        none, elsewhere = (float(n) for n in chosen[-2:] / chosen.sum())
        return Opinion(np.asarray(fitting, dtype=np.float32), none + elsewhere, elsewhere)


def save(
    table: Numbers, fitting: Numbers, choosing: Numbers, *, sources: Sequence[Source], folder: Path
) -> None:
    """Write a classifier trained for `sources` to `folder` (see `Answering`), in 8 bits."""
    weights = {"fitting": fitting, "choosing": choosing}
    bags.save(table, weights, sources=sources, path=folder / FILE)


def load(folder: Path, sources: Sequence[Source]) -> Answering | None:
    """The classifier in a model's folder, trained for `sources`; None where it has none.

    Raises:
        ModelError: see `bags.load`.

    """
    found = bags.load(folder / FILE, ("fitting", "choosing"), sources)
    return Answering(found[0], found[1]["fitting"], found[1]["choosing"]) if found else None
