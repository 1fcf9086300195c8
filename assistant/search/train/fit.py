"""The training loop and the saved model. Needs torch and sentence-transformers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.search.train.pairs import Pair


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is trained. `dropout` is the share of merges left out, which teaches pieces."""

    dimension: int = 96
    epochs: int = 30
    batch: int = 128
    learning_rate: float = 0.02
    dropout: float = 0.1
    seed: int = 20240621
    threads: int = 2


def fit(tokenizer: Any, pairs: Sequence[Pair], recipe: Recipe) -> Any:
    """A `SentenceTransformer` with one trained `StaticEmbedding` module.

    Multiple-negatives ranking, both ways: the other passages of a batch are the wrong answers.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.losses import MultipleNegativesRankingLoss
    from sentence_transformers.models import StaticEmbedding

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    module = StaticEmbedding(tokenizer, embedding_dim=recipe.dimension)
    model = SentenceTransformer(modules=[module], device="cpu")
    loss = MultipleNegativesRankingLoss(model, directions=("query_to_doc", "doc_to_query"))
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.learning_rate, weight_decay=0.0)
    order = random.Random(recipe.seed)
    steps = recipe.epochs * max(1, len(pairs) // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=recipe.learning_rate, total_steps=steps + recipe.epochs * 8
    )
    model.train()
    # Dropout of merges draws from the tokenizer's own, unseeded source; see `_pieces`.
    for _ in range(recipe.epochs):
        for batch in batches(pairs, recipe.batch, order):
            features = [
                module.preprocess([p.query for p in batch]),
                module.preprocess([p.passage for p in batch]),
            ]
            optimizer.zero_grad()
            value = loss(features, None)
            value.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def batches(pairs: Sequence[Pair], size: int, order: random.Random) -> Iterator[list[Pair]]:
    """All pairs in random batches in which no text stands twice.

    A passage that stood twice would count as a wrong answer to its own question.
    """
    waiting = list(pairs)
    order.shuffle(waiting)
    while waiting:
        batch: list[Pair] = []
        later: list[Pair] = []
        seen: set[str] = set()
        for pair in waiting:
            if len(batch) < size and pair.query not in seen and pair.passage not in seen:
                batch.append(pair)
                seen.update((pair.query, pair.passage))
            else:
                later.append(pair)
        if len(batch) < size // 4:
            return
        yield batch
        waiting = later


def save(model: Any, folder: Path, *, dense_weight: float) -> None:
    """Write the model as half-precision numbers, with the fusion weight tuned for it beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    model.half().save(str(folder), create_model_card=False)
    card = {"dense_weight": dense_weight}
    (folder / "assistant.json").write_text(json.dumps(card) + "\n", encoding="utf-8")
