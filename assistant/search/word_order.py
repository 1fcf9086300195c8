"""Whether the words of a message stand in an order at all, whatever they are.

Words shaken together («programmet hvor er i av søke når klynger det») have the words of a question
and say nothing. Questions in their own order are likelier than the same words in most others; how
much so is told by a trigram model of questions (Witten and Bell 1991) in which all but the most
common words are their last two letters, so that it serves for any subject. It is made by
`assistant.search.train.word_order`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

FILE = Path(__file__).with_name("word_order.safetensors")
START, END, NUMBER, MIXED, OTHER = "<s>", "</s>", "#", "#a", "~"
# A sentence is begun by two of these, as a trigram has two words before its own.
BEFORE = 2
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?;:\n]+")
_ENDING = 2
_SHUFFLES = 60
# A message of more words is a text; nobody shakes so many.
_MOST = 60

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]


def words_of(text: str) -> list[str]:
    """The lower-cased words of a text."""
    return [word.lower() for word in _WORD.findall(text)]


def class_of(word: str, common: Mapping[str, int] | frozenset[str]) -> str:
    """The class of a lower-cased word: itself where it is common, else what it looks like."""
    if word in common:
        return word
    if word.isdigit():
        return NUMBER
    if any(letter.isdigit() for letter in word):
        return MIXED
    return f"{OTHER}{word[-_ENDING:]}"


class WordOrder:
    """A trigram model of word classes.

    Args:
        classes: the classes' names, whose places are their ids; the last is for all others.
        unigrams: natural logarithm of each class's probability, shape (C,).
        pairs, pair_logs, pair_rest: ids of seen pairs (first · C + second, sorted), the logarithm
            of the second's probability after the first, and of the share that is left to
            unseen words after the pair, shape (P,) each.
        triples, triple_logs: the same of three, shape (T,) each.
        rest: logarithm of the share that is left to unseen words after each class, shape (C,).

    """

    def __init__(
        self,
        classes: Sequence[str],
        unigrams: NDArray[np.floating],
        pairs: NDArray[np.integer],
        pair_logs: NDArray[np.floating],
        pair_rest: NDArray[np.floating],
        triples: NDArray[np.integer],
        triple_logs: NDArray[np.floating],
        rest: NDArray[np.floating],
    ) -> None:
        self._ids = {name: place for place, name in enumerate(classes)}
        self._unigrams = unigrams.astype(np.float64)
        self._pairs, self._pair_logs = pairs.astype(np.int64), pair_logs.astype(np.float64)
        self._pair_rest = pair_rest.astype(np.float64)
        self._triples, self._triple_logs = triples.astype(np.int64), triple_logs.astype(np.float64)
        self._rest = rest.astype(np.float64)

    def orderliness(self, text: str) -> float | None:
        """By how many standard deviations the order is likelier than other ones of its words.

        Each sentence is held against shuffles of itself: for words in no order it is 0 on
        average, for nearly every question more than 1.

        Args:
            text: a message.

        Returns:
            The deviations; None where there are no two words in a sentence to change about, or
            more than sixty in the message.

        """
        told = [words_of(sentence) for sentence in _SENTENCE.findall(text)]
        told = [words for words in told if len(set(words)) > 1]
        if not told or sum(map(len, told)) > _MOST:
            return None
        ahead = spread = 0.0
        for words in told:
            own, *others = self._likelihoods(words)
            ahead += own - float(np.mean(others))
            spread += float(np.var(others))
        return ahead / spread**0.5 if spread > 0 else None

    def _likelihoods(self, words: Sequence[str]) -> Numbers:
        """Logarithm of the probability of the words as they stand, then of shuffles of them."""
        last = len(self._ids) - 1
        ids = np.array([self._ids.get(class_of(w, self._ids), last) for w in words])
        # The same shuffles each time: a message is judged the same whenever it is sent.
        random = np.random.default_rng(0)
        rows = np.stack([ids, *(random.permutation(ids) for _ in range(_SHUFFLES))])
        start = np.full((len(rows), BEFORE), self._ids[START])
        end = np.full((len(rows), 1), self._ids[END])
        rows = np.hstack([start, rows, end])
        found: Numbers = self.log_probabilities(rows[:, :-2], rows[:, 1:-1], rows[:, 2:]).sum(
            axis=1
        )
        return found

    def log_probabilities(self, first: Ids, second: Ids, third: Ids) -> Numbers:
        """Logarithm of the probability of the third class after the first two, all of one shape."""
        size = len(self._ids)
        before, after = first * size + second, second * size + third
        unseen = self._rest[second] + self._unigrams[third]
        logs = _looked_up(self._pairs, self._pair_logs, after, unseen)
        logs = logs + _looked_up(self._pairs, self._pair_rest, before, 0.0)
        return _looked_up(self._triples, self._triple_logs, before * size + third, logs)


def _looked_up(keys: Ids, values: Numbers, wanted: Ids, otherwise: Numbers | float) -> Numbers:
    """The value beside each wanted key among sorted ones, and what there is otherwise."""
    if not len(keys):
        return np.broadcast_to(np.asarray(otherwise, dtype=np.float64), wanted.shape)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    found: Numbers = np.where(keys[place] == wanted, values[place], otherwise)
    return found


def save(arrays: Mapping[str, NDArray[np.generic]], classes: Sequence[str], file: Path) -> None:
    """Write a model (see `WordOrder`)."""
    from safetensors.numpy import save_file

    save_file(dict(arrays), file, metadata={"classes": "\n".join(classes)})
    file.chmod(0o644)  # safetensors writes files that only their owner can read


@lru_cache(maxsize=2)
def load(file: Path = FILE) -> WordOrder:
    """The model in a file.

    Raises:
        ModelError: when it cannot be read.

    """
    from safetensors import safe_open

    try:
        with safe_open(file, framework="numpy") as opened:
            classes = (opened.metadata() or {})["classes"].split("\n")
            return WordOrder(classes, **{n: opened.get_tensor(n) for n in opened.keys()})  # noqa: SIM118
    except Exception as error:
        raise ModelError(
            f"{file} cannot be read ({type(error).__name__}: {error}). Put the file back as it was,"
            f" or run: python -m assistant.search.train.word_order evals/general"
        ) from error
