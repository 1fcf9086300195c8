"""The tokenizer of the static model: byte-pair pieces that are whole words wherever seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# Two letters a word apart from the alphabet: seen words become one piece each, so that the
# table is as large as the vocabulary of the training text and no larger than this.
LARGEST_VOCABULARY = 8000


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
