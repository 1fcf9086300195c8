"""Training of the classifier that tells which sentence answers a question. Needs torch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.search.bags import Numbers, features
from assistant.search.train.batches import Descent, Features, batches


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the classifier is trained.

    `features_left_out`: share of a question's features that are left out each time it is met;
    `numbers_left_out` the same of the numbers of its vector. `further`: what a further answer
    counts for beside the first; `smoothing`: share of a question's goal dealt out among all.
    """

    buckets: int = 131_072
    dimension: int = 96
    epochs: int = 8
    batch: int = 256
    learning_rate: float = 0.01
    numbers_left_out: float = 0.4
    features_left_out: float = 0.25
    further: float = 0.7
    smoothing: float = 0.05
    seed: int = 20240621
    threads: int = 1


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
    texts = list(questions)
    met = np.repeat(np.arange(len(texts)), [repeats.get(q, 1) for q in texts])
    known = Features([features(q, recipe.buckets) for q in texts])
    goals = _Goals(
        [questions[q] for q in texts], np.array([q in elsewhere for q in texts]), sentences, recipe
    )
    table = torch.nn.EmbeddingBag(recipe.buckets, recipe.dimension, mode="mean", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.05)
    fitting = torch.nn.Linear(recipe.dimension, sentences)
    choosing = torch.nn.Linear(recipe.dimension, sentences + 2)
    torch.nn.init.constant_(fitting.bias, -4.0)  # hardly any sentence answers a question
    plan = [b for _ in range(recipe.epochs) for b in batches(met, recipe.batch, chance)]
    descent = Descent(
        table,
        [*fitting.parameters(), *choosing.parameters()],
        steps=len(plan),
        learning_rate=recipe.learning_rate,
    )
    for batch in plan:
        found, starts = known.of(batch, recipe.features_left_out, chance)
        vectors = table(torch.from_numpy(found), torch.from_numpy(starts))
        vectors = functional.dropout(vectors, recipe.numbers_left_out)
        fits, chosen = (torch.from_numpy(g) for g in goals.of(batch))
        loss: Any = functional.binary_cross_entropy_with_logits(
            fitting(vectors), fits, reduction="sum"
        )
        loss = loss / len(batch) + functional.cross_entropy(choosing(vectors), chosen)
        descent.step(loss)
    return table.weight.detach().numpy(), _weights(fitting), _weights(choosing)


def _weights(layer: Any) -> Numbers:
    """The weights of a linear layer, a row for each output, the bias last."""
    return np.column_stack([layer.weight.detach().numpy(), layer.bias.detach().numpy()])


class _Goals:
    """What each question is to be told by: see `fit`.

    Args:
        answers: for each question the numbers of the sentences that answer it.
        elsewhere: for each whether it is of another subject.
        sentences: how many there are.
        recipe: how to train.

    """

    def __init__(
        self,
        answers: Sequence[Sequence[int]],
        elsewhere: NDArray[np.bool_],
        sentences: int,
        recipe: Recipe,
    ) -> None:
        self._answers = answers
        self._first = np.array([a[0] if a else sentences for a in answers]) + (
            elsewhere & np.array([not a for a in answers])
        )
        self._sentences = sentences
        self._recipe = recipe

    def of(self, batch: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
        """Which sentences answer each question, and which of them or neither it is to choose."""
        fits = np.zeros((len(batch), self._sentences), dtype=np.float32)
        chosen = np.zeros((len(batch), self._sentences + 2), dtype=np.float32)
        for row, question in enumerate(batch):
            numbers = self._answers[question]
            fits[row, numbers] = 1.0
            chosen[row, numbers] = self._recipe.further
        chosen[np.arange(len(batch)), self._first[batch]] = 1.0
        chosen /= chosen.sum(axis=1, keepdims=True)
        even = self._recipe.smoothing / chosen.shape[1]
        return fits, (1 - self._recipe.smoothing) * chosen + even
