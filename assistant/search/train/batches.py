"""What is trained on bags of features: how it meets questions in batches, and steps by them.

Needs torch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

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


class Descent:
    """Steps of Adam in one cycle of the learning rate.

    A batch meets few of the features: a step for all of their table takes several times as long,
    so that has its own.

    Args:
        table: the table of the features, an `EmbeddingBag` with sparse gradients.
        rest: the other parameters.
        steps: how many batches there will be.
        learning_rate: the highest one.

    """

    def __init__(
        self, table: Any, rest: Iterable[Any], *, steps: int, learning_rate: float
    ) -> None:
        from torch import optim

        self._optimizers: list[Any] = [
            optim.SparseAdam(list(table.parameters()), lr=learning_rate),
            optim.Adam(list(rest), lr=learning_rate),
        ]
        self._schedules = [
            optim.lr_scheduler.OneCycleLR(
                o, max_lr=learning_rate, total_steps=steps, cycle_momentum=False
            )
            for o in self._optimizers
        ]

    def step(self, loss: Any) -> None:
        """Makes a batch's loss smaller."""
        for optimizer in self._optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer, schedule in zip(self._optimizers, self._schedules, strict=True):
            optimizer.step()
            schedule.step()
