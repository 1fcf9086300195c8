"""Training of the classifier that tells whether a sentence says yes or no. Needs torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.search.bags import Numbers, features
from assistant.search.deciding import OPEN, YES, without_figures, words_of
from assistant.search.likeness import Source
from assistant.search.train.batches import Descent, Features, batches


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the classifier is trained.

    `members`: so many are trained by themselves, each with its own half of the numbers, and agree.
    `turns`: of so many sets of weights each sentence's own are made up, beside those of all; with
    a set for each sentence the few questions that it has would be learned by heart. Shares left
    out as in `answering.Recipe`; `smoothing`: share of a goal dealt out among the three.
    """

    buckets: int = 32_768
    dimension: int = 64
    members: int = 2
    turns: int = 32
    epochs: int = 10
    batch: int = 128
    learning_rate: float = 0.01
    numbers_left_out: float = 0.3
    features_left_out: float = 0.25
    smoothing: float = 0.02
    seed: int = 20240621
    threads: int = 1


def fit(
    asked: Sequence[tuple[str, int, int]], sentences: int, recipe: Recipe
) -> tuple[Numbers, Numbers]:
    """Table of the features and each sentence's weights (see `search.deciding.Deciding`).

    Args:
        asked: questions with the number of the sentence that answers each, and what it says to it
            (`deciding.NO`, `OPEN` or `YES`).
        sentences: how many there are.
        recipe: how to train.

    """
    trained = [_member(asked, sentences, recipe, recipe.seed + n) for n in range(recipe.members)]
    tables, weights, biases = zip(*trained, strict=True)
    # The odds of all together are the mean of theirs.
    told = np.concatenate([w / recipe.members for w in weights], axis=2)
    bias = sum(biases) / recipe.members
    return np.concatenate(tables, axis=1), np.concatenate([told, bias[:, :, None]], axis=2)


def met(
    asked: Sequence[tuple[str, int, int]], sources: Sequence[Source]
) -> list[tuple[frozenset[int], frozenset[int]]]:
    """For each sentence the words of questions to which it says no, and yes, its own among both."""
    found = [tuple(set(words_of(f"{s.quote} {s.document}")) for _ in range(2)) for s in sources]
    for question, place, said in asked:
        if said != OPEN:
            found[place][said == YES].update(words_of(question))
    return [(frozenset(no), frozenset(yes)) for no, yes in found]


def _member(
    asked: Sequence[tuple[str, int, int]], sentences: int, recipe: Recipe, seed: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Table, each sentence's weights, shape (sentences, 3, dimension), and biases of one member."""
    import torch
    from torch.nn import functional

    torch.manual_seed(seed)
    torch.set_num_threads(recipe.threads)
    chance = np.random.default_rng(seed)
    known = Features([features(without_figures(q), recipe.buckets) for q, _, _ in asked])
    places = torch.tensor([place for _, place, _ in asked])
    goals = torch.tensor([said for _, _, said in asked])
    table = torch.nn.EmbeddingBag(recipe.buckets, recipe.dimension, mode="mean", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.05)
    shared = torch.nn.Linear(recipe.dimension, 3)
    turning = torch.nn.Linear(recipe.dimension, 3 * recipe.turns)
    turned = torch.nn.Embedding(sentences, recipe.turns)
    torch.nn.init.normal_(turned.weight, std=0.3)
    usual = torch.nn.Embedding(sentences, 3)
    torch.nn.init.zeros_(usual.weight)
    rest = [p for layer in (shared, turning, turned, usual) for p in layer.parameters()]
    plan = [
        b
        for _ in range(recipe.epochs)
        for b in batches(np.arange(len(asked)), recipe.batch, chance)
    ]
    descent = Descent(table, rest, steps=len(plan), learning_rate=recipe.learning_rate)
    for batch in plan:
        found, starts = known.of(batch, recipe.features_left_out, chance)
        vectors = table(torch.from_numpy(found), torch.from_numpy(starts))
        vectors = functional.dropout(vectors, recipe.numbers_left_out)
        place = places[torch.from_numpy(batch)]
        own = turning(vectors).view(-1, 3, recipe.turns) * turned(place)[:, None]
        odds = shared(vectors) + usual(place) + own.sum(dim=2)
        loss: Any = functional.cross_entropy(
            odds, goals[torch.from_numpy(batch)], label_smoothing=recipe.smoothing
        )
        descent.step(loss)
    return table.weight.detach().numpy(), *_weights(shared, turning, turned, usual)


def _weights(shared: Any, turning: Any, turned: Any, usual: Any) -> tuple[Numbers, Numbers]:
    """All that reads a vector put together, for each sentence, and the biases."""
    share = turned.weight.detach().numpy()
    sets = turning.weight.detach().numpy().reshape(3, share.shape[1], -1)
    biases = turning.bias.detach().numpy().reshape(3, share.shape[1])
    weights = shared.weight.detach().numpy() + np.einsum("st,ctd->scd", share, sets)
    bias = shared.bias.detach().numpy() + usual.weight.detach().numpy() + share @ biases.T
    return weights.astype(np.float32), bias.astype(np.float32)
