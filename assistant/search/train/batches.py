"""Questions in batches, as what is trained on bags of features meets them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Features:
    """The features of all questions end to end: far fewer objects than an array for each.

    Args:
        features: the features of each question.

    """

    def __init__(self, features: Sequence[NDArray[np.int64]]) -> None:
        self._lengths = np.array([len(f) for f in features])
        self._starts = np.cumsum([0, *self._lengths[:-1]])
        self._features = np.concatenate(features)

    def of(
        self, batch: NDArray[np.intp], left_out: float, chance: np.random.Generator
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Features of these questions but for a share of them, and where each question's begin.

        A question of which all would be left out keeps them.
        """
        lengths = self._lengths[batch]
        owner = np.repeat(np.arange(len(batch)), lengths)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        kept = chance.random(len(owner)) >= left_out
        kept |= (np.bincount(owner[kept], minlength=len(batch)) == 0)[owner]
        found = self._features[(np.repeat(self._starts[batch], lengths) + within)[kept]]
        return found, np.searchsorted(owner[kept], np.arange(len(batch)))


def batches(
    rows: NDArray[np.intp], size: int, chance: np.random.Generator
) -> list[NDArray[np.intp]]:
    """Rows in a random order, so many at a time."""
    order = chance.permutation(rows)
    return [order[at : at + size] for at in range(0, len(order), size)]
