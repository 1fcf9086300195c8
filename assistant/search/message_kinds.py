"""What kind of message a text is: a question to documents, talk, an attack, or nothing at all.

A classifier has learned it from messages written for that and from questions to documents of many
kinds (`assistant.search.train.message_kinds`), so it serves for any documents. It reads a bag of
features (`search.bags`), and knows nothing of what was said before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.errors import ModelError
from assistant.search import bags
from assistant.search.bags import Bags, Numbers

FILE = Path(__file__).with_name("message_kinds.safetensors")
AGAIN = "run: python -m assistant.search.train.message_kinds evals/general"
QUESTION, HOSTILE, NONSENSE = "question", "hostile", "nonsense"
# What is said to whoever answers, and asks nothing of documents.
TALK = ("greeting", "thanks", "goodbye", "identity", "ability", "feedback", "chat")
# In the order of the weights.
KINDS = (QUESTION, *TALK, HOSTILE, NONSENSE)


@dataclass(frozen=True, slots=True)
class MessageKinds:
    """The trained classifier.

    `texts`: messages as vectors. `weights`: of each of `KINDS`, its bias last; shape
    (kinds, dimension + 1).
    """

    texts: Bags
    weights: Numbers

    def shares(self, text: str) -> Mapping[str, float]:
        """How likely a message is of each of `KINDS`; they sum to 1. A question if it is empty."""
        if not text.strip():
            return {kind: float(kind == QUESTION) for kind in KINDS}
        odds = self.weights @ self.texts.vector(text)
        chosen = np.exp(odds - odds.max())
        return dict(zip(KINDS, (chosen / chosen.sum()).tolist(), strict=True))


def save(table: Numbers, weights: Numbers, path: Path) -> None:
    """Write a classifier (see `MessageKinds`), its table in 8 bits."""
    bags.save(table, {"weights": weights}, sources=(), path=path)


@lru_cache(maxsize=2)
def load(path: Path = FILE) -> MessageKinds:
    """The classifier in a file.

    Raises:
        ModelError: when there is none, or it cannot be read.

    """
    found = bags.load(path, ("weights",), (), again=AGAIN)
    if found is None:
        raise ModelError(f"{path} is missing. Put the file back as it was, or {AGAIN}")
    texts, rest = found
    return MessageKinds(texts, rest["weights"])
