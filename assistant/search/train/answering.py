"""Training of the classifier that tells which sentence answers a question. Needs torch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.search.answering import features

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the classifier is trained.

    `features_left_out`: share of a question's features that are left out each time it is met;
    `numbers_left_out` the same of the numbers of its vector. `further`: what a further answer
    counts for beside the first; `smoothing`: share of a question's goal dealt out among all.
    """

    buckets: int = 65_536
    dimension: int = 96
    epochs: int = 8
    batch: int = 256
    learning_rate: float = 0.01
    numbers_left_out: float = 0.4
    features_left_out: float = 0.25
    further: float = 0.7
    smoothing: float = 0.05
    seed: int = 20240621
    threads: int = 2


def fit(
    questions: Mapping[str, Sequence[int]],
    sentences: int,
    recipe: Recipe,
    *,
    repeats: Mapping[str, int],
    elsewhere: Collection[str] = (),
) -> tuple[Numbers, Numbers, Numbers]:
    """Table of the features and the two sets of weights (see `search.answering.Answering`).

    Args:
        questions: question → numbers of the sentences that answer it; none where nothing does.
        sentences: how many there are.
        recipe: how to train.
        repeats: how often a question is met in an epoch, where that is not once.
        elsewhere: those that nothing answers and that are not even on the documents' subject.

    """
    import torch
    from torch.nn import functional

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    chance = np.random.default_rng(recipe.seed)
    texts = [q for q in questions for _ in range(repeats.get(q, 1))]
    known = {q: features(q, recipe.buckets) for q in questions}
    table = torch.nn.EmbeddingBag(recipe.buckets, recipe.dimension, mode="mean", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.05)
    fitting = torch.nn.Linear(recipe.dimension, sentences)
    choosing = torch.nn.Linear(recipe.dimension, sentences + 2)
    torch.nn.init.constant_(fitting.bias, -4.0)  # hardly any sentence answers a question
    goals = _Goals(questions, frozenset(elsewhere), sentences, recipe)
    plan = [
        [texts[i] for i in batch]
        for _ in range(recipe.epochs)
        for batch in _batches(len(texts), recipe.batch, chance)
    ]
    # A batch meets few of the features: with a step for the rest of them too, the training takes
    # four times as long.
    weights = [p for m in (fitting, choosing) for p in m.parameters()]
    optimizers: list[Any] = [
        torch.optim.SparseAdam(list(table.parameters()), lr=recipe.learning_rate),
        torch.optim.Adam(weights, lr=recipe.learning_rate),
    ]
    schedules = [
        torch.optim.lr_scheduler.OneCycleLR(
            o, max_lr=recipe.learning_rate, total_steps=len(plan), cycle_momentum=False
        )
        for o in optimizers
    ]
    for batch in plan:
        for optimizer in optimizers:
            optimizer.zero_grad()
        vectors = table(*_bags([_some(known[q], recipe.features_left_out, chance) for q in batch]))
        vectors = functional.dropout(vectors, recipe.numbers_left_out)
        fits, chosen = (torch.from_numpy(g) for g in goals.of(batch))
        loss: Any = functional.binary_cross_entropy_with_logits(
            fitting(vectors), fits, reduction="sum"
        )
        loss = loss / len(batch) + functional.cross_entropy(choosing(vectors), chosen)
        loss.backward()
        for optimizer, schedule in zip(optimizers, schedules, strict=True):
            optimizer.step()
            schedule.step()
    return table.weight.detach().numpy(), _weights(fitting), _weights(choosing)


def _weights(layer: Any) -> Numbers:
    """The weights of a linear layer, a row for each output, the bias last."""
    return np.column_stack([layer.weight.detach().numpy(), layer.bias.detach().numpy()])


@dataclass(frozen=True, slots=True)
class _Goals:
    """What a question is to be told by: see `fit`."""

    questions: Mapping[str, Sequence[int]]
    elsewhere: frozenset[str]
    sentences: int
    recipe: Recipe

    def of(self, batch: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Which sentences answer each question, and which of them or neither it is to choose."""
        fits = np.zeros((len(batch), self.sentences), dtype=np.float32)
        chosen = np.zeros((len(batch), self.sentences + 2), dtype=np.float32)
        for row, question in enumerate(batch):
            numbers = list(self.questions[question])
            fits[row, numbers] = 1.0
            chosen[row, numbers] = self.recipe.further
            none = self.sentences + (question in self.elsewhere)
            chosen[row, numbers[0] if numbers else none] = 1.0
        chosen /= chosen.sum(axis=1, keepdims=True)
        even = self.recipe.smoothing / chosen.shape[1]
        return fits, (1 - self.recipe.smoothing) * chosen + even


def _batches(size: int, batch: int, chance: np.random.Generator) -> list[NDArray[np.intp]]:
    order = chance.permutation(size)
    return [order[at : at + batch] for at in range(0, size, batch)]


def _some(found: NDArray[np.int64], share: float, chance: np.random.Generator) -> NDArray[np.int64]:
    """The features but for a share of them, and never none."""
    kept = found[chance.random(len(found)) >= share]
    return kept if len(kept) else found


def _bags(features: Sequence[NDArray[np.int64]]) -> tuple[Any, Any]:
    """Features end to end, and where each question's begin."""
    import torch

    starts = np.cumsum([0, *(len(f) for f in features[:-1])])
    return torch.from_numpy(np.concatenate(features)), torch.from_numpy(starts)
