"""The tokenizer of the static model: byte-pair pieces, a whole word wherever one was seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

LARGEST_VOCABULARY = 12_000


def train_tokenizer(texts: Iterable[str], size: int = LARGEST_VOCABULARY) -> Any:
    """A `tokenizers.Tokenizer` with at most `size` pieces.

    Lower-casing and the splitting into runs of letters and digits are part of it, so that every
    program that loads the file treats text alike. A character never seen in training is passed
    over; a word never seen falls into pieces.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), behavior="removed")
    trainer = trainers.BpeTrainer(
        vocab_size=size, min_frequency=1, special_tokens=[], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def coarser(tokenizer: Any, share: float) -> Any:
    """The same pieces with only the first `share` of the merges, so that more words fall apart.

    Trained beside the full tokenizer, it teaches the pieces that unseen words are made of
    (subword regularisation, Kudo 2018, without chance, so that a run can be repeated).
    """
    from tokenizers import Tokenizer

    parts = json.loads(tokenizer.to_str())
    merges = parts["model"]["merges"]
    parts["model"]["merges"] = merges[: int(len(merges) * share)]
    return Tokenizer.from_str(json.dumps(parts))
