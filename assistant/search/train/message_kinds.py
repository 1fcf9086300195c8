"""Training of the classifier that tells what kind of message a text is. Needs torch.

    python -m assistant.search.train.message_kinds [evals/general …]

The messages are those in `messages/`; the questions are those that the model is trained with, and
those of the question sets given. Writes `message_kinds.safetensors` of `search.message_kinds`; half
a minute on one core.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import AssistantError, ConfigurationError
from assistant.search.bags import Numbers, features
from assistant.search.message_kinds import FILE, KINDS, QUESTION, save
from assistant.search.train import pairs as sources
from assistant.search.train.batches import Descent, Features
from assistant.search.train.question_sets import questions_in

MESSAGES = "messages/*.toml"
# One in so many of the questions that the model is trained with: they are all of one matter.
_ONE_IN = 33


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the classifier is trained.

    `epochs`: how often each message that is no question is met; as many questions are met beside
    them, by chance. Shares left out as in `deciding.Recipe`; `smoothing`: share of a goal dealt
    out among the kinds.
    """

    buckets: int = 16_384
    dimension: int = 48
    epochs: int = 9
    batch: int = 64
    learning_rate: float = 0.01
    numbers_left_out: float = 0.3
    features_left_out: float = 0.5
    smoothing: float = 0.02
    seed: int = 20240621
    threads: int = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains and writes; exit code 0, or 2 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m assistant.search.train.message_kinds")
    parser.add_argument("folders", type=Path, nargs="*", help="folders with question sets")
    given = parser.parse_args(arguments)
    try:
        asked = [*_kept(), *(text for text, _ in questions_in(given.folders))]
        rows = [*read_messages(), *((text, KINDS.index(QUESTION)) for text in asked)]
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    save(*fit(rows, Recipe()), FILE)
    return 0


def read_messages(folder: Path = sources.FOLDER) -> list[tuple[str, int]]:
    """The messages in `messages/`, each with its kind's place in `KINDS`.

    Raises:
        ConfigurationError: when a file cannot be read, or has a kind that there is not.

    """
    found = []
    for path in sorted(folder.glob(MESSAGES)):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            places = {kind: KINDS.index(kind) for kind in tables}
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"{path} cannot be read as messages by kind ({', '.join(KINDS)}): {error}"
            ) from error
        for kind, table in tables.items():
            found += [(text, places[kind]) for text in sources.in_all_languages(table)]
    if not found:
        raise ConfigurationError(f"{folder} holds no {MESSAGES}; restore the messages")
    return found


def fit(rows: Sequence[tuple[str, int]], recipe: Recipe) -> tuple[Numbers, Numbers]:
    """Table of the features and weights of the kinds (see `search.message_kinds.MessageKinds`).

    Args:
        rows: messages, each with its kind's place in `KINDS`.
        recipe: how to train.

    """
    import torch
    from torch.nn import functional

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    chance = np.random.default_rng(recipe.seed)
    known = Features([features(text, recipe.buckets) for text, _ in rows])
    kinds = np.array([kind for _, kind in rows])
    asks = kinds == KINDS.index(QUESTION)
    # As many questions as other messages, so rare ones are met as often as common ones.
    weights = np.where(asks, 1 / max(1, asks.sum()), 1 / max(1, (~asks).sum()))
    weights /= weights.sum()
    table = torch.nn.EmbeddingBag(recipe.buckets, recipe.dimension, mode="mean", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.05)
    judged = torch.nn.Linear(recipe.dimension, len(KINDS))
    steps = max(1, int(recipe.epochs * 2 * (~asks).sum() / recipe.batch))
    descent = Descent(table, judged.parameters(), steps=steps, learning_rate=recipe.learning_rate)
    goals = torch.from_numpy(kinds)
    for _ in range(steps):
        batch = chance.choice(len(rows), recipe.batch, p=weights)
        found, starts = known.of(batch, recipe.features_left_out, chance)
        vectors = table(torch.from_numpy(found), torch.from_numpy(starts))
        vectors = functional.dropout(vectors, recipe.numbers_left_out)
        loss: Any = functional.cross_entropy(
            judged(vectors), goals[torch.from_numpy(batch)], label_smoothing=recipe.smoothing
        )
        descent.step(loss)
    weight, bias = judged.weight.detach().numpy(), judged.bias.detach().numpy()
    return table.weight.detach().numpy(), np.concatenate([weight, bias[:, None]], axis=1)


def _kept() -> list[str]:
    """Some of the questions that the model is trained with, none of those of other subjects."""
    # Among these are attacks and talk.
    groups = (*sources.read_questions(), *sources.read_absent())
    asked = (g for g in groups if not g.get("elsewhere"))
    return [text for group in asked for text in sources.in_all_languages(group)][::_ONE_IN]


if __name__ == "__main__":
    raise SystemExit(main())
