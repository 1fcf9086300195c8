"""The training loop and the saved model. Needs torch and sentence-transformers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from assistant.search.train.pairs import Pair
from assistant.search.train.tokens import coarser

Ids = list[int]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is trained.

    `coarse_batches`: share of the batches that see words in pieces, made with `coarse_merges` of
    the tokenizer's merges. `learning_rate` is the highest of a one-cycle schedule.
    """

    dimension: int = 96
    epochs: int = 10
    batch: int = 256
    learning_rate: float = 0.02
    coarse_batches: float = 0.15
    coarse_merges: float = 0.4
    seed: int = 20240621
    threads: int = 1


def fit(tokenizer: Any, pairs: Sequence[Pair], recipe: Recipe) -> Any:
    """A `SentenceTransformer` with one trained `StaticEmbedding` module.

    Multiple-negatives ranking, both ways: the other passages of a batch are the wrong answers.
    A piece that training never met gets the zero vector, so that it says nothing.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    chance = np.random.default_rng(recipe.seed)
    module = StaticEmbedding(tokenizer, embedding_dim=recipe.dimension)
    model = SentenceTransformer(modules=[module], device="cpu")
    loss = MultipleNegativesRankingLoss(model, directions=("query_to_doc", "doc_to_query"))
    whole = _encoded(tokenizer, pairs)
    pieces = _encoded(coarser(tokenizer, recipe.coarse_merges), pairs)
    plan = [b for _ in range(recipe.epochs) for b in batches(pairs, recipe.batch, chance)]
    optimizer = torch.optim.Adam(model.parameters(), lr=recipe.learning_rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=recipe.learning_rate, total_steps=len(plan)
    )
    model.train()
    for batch in plan:
        ids = pieces if chance.random() < recipe.coarse_batches else whole
        sides = [[ids[p.query] for p in batch], [ids[p.passage] for p in batch]]
        optimizer.zero_grad()
        loss([_features(side) for side in sides], None).backward()
        optimizer.step()
        schedule.step()
    met = {i for ids in (whole, pieces) for text in ids.values() for i in text}
    with torch.no_grad():
        for row in set(range(module.num_embeddings)) - met:
            module.embedding.weight[row] = 0.0
    return model.eval()


def _encoded(tokenizer: Any, pairs: Iterable[Pair]) -> dict[str, Ids]:
    texts = list(dict.fromkeys(t for p in pairs for t in (p.query, p.passage)))
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    return {text: e.ids for text, e in zip(texts, encodings, strict=True)}


def _features(texts: Sequence[Ids]) -> dict[str, Any]:
    """What `StaticEmbedding.preprocess` makes of texts: their ids end to end, and the starts."""
    import torch

    starts = list(accumulate((len(t) for t in texts[:-1]), initial=0))
    return {
        "input_ids": torch.tensor([i for t in texts for i in t], dtype=torch.long),
        "offsets": torch.tensor(starts, dtype=torch.long),
    }


def batches(pairs: Sequence[Pair], size: int, chance: np.random.Generator) -> Iterator[list[Pair]]:
    """The pairs in random batches in which no text stands twice; a small last batch is dropped.

    A passage that stood twice would count as a wrong answer to its own question. Passages are
    drawn without replacement with weights of how many of their pairs are left (Efraimidis and
    Spirakis 2006), so that those of many questions are not left over at the end.
    """
    by_passage: dict[str, list[Pair]] = {}
    for at in chance.permutation(len(pairs)):
        by_passage.setdefault(pairs[at].passage, []).append(pairs[at])
    waiting = list(by_passage.values())
    left = np.array([len(w) for w in waiting])
    while True:
        with np.errstate(divide="ignore"):
            turns = chance.exponential(size=len(left)) / left
        batch: list[Pair] = []
        seen: set[str] = set()
        # One whose question stands there already waits for another batch.
        for place in np.argsort(turns)[: min(size, int((left > 0).sum()))]:
            pair = waiting[place][-1]
            if seen.isdisjoint((pair.query, pair.passage)):
                batch.append(waiting[place].pop())
                seen.update((pair.query, pair.passage))
                left[place] -= 1
        if len(batch) < max(1, size // 4):
            return
        yield batch


def save(model: Any, folder: Path, card: dict[str, float]) -> None:
    """Write the model in half precision, with `card` as `assistant.json` beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    model.half().save(str(folder), create_model_card=False)
    (folder / "assistant.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for file in folder.iterdir():
        file.chmod(0o644)  # safetensors writes files that only their owner can read
