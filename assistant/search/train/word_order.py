"""A trigram model of the order of words in questions.

    python -m assistant.search.train.word_order [evals/general …]

The questions are those that the model is trained with, and those of the question sets given.
Writes `word_order.safetensors` of `search.word_order`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import AssistantError
from assistant.search.train import pairs as sources
from assistant.search.train.question_sets import questions_in
from assistant.search.word_order import BEFORE, END, FILE, OTHER, START, class_of, save, words_of

# So many of the most common words stand for themselves.
_COMMON = 1500
# An ending of fewer words is like any other; a trigram seen once tells little and takes room.
_LEAST_ENDING, _LEAST_TRIPLE = 3, 2
# Added to the count of each class.
_SMOOTHED = 0.5

Arrays = dict[str, NDArray[np.generic]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Counts and writes; exit code 0, or 2 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m assistant.search.train.word_order")
    parser.add_argument("folders", type=Path, nargs="*", help="folders with question sets")
    given = parser.parse_args(arguments)
    try:
        groups = (*sources.read_questions(), *sources.read_absent())
        trained_on = (text for group in groups for text in sources.in_all_languages(group))
        asked = [*trained_on, *(text for text, _ in questions_in(given.folders))]
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    arrays, classes = fitted(asked)
    save(arrays, classes, FILE)
    return 0


def fitted(texts: Iterable[str]) -> tuple[Arrays, list[str]]:
    """The numbers of a model of these texts, and its classes (see `WordOrder`)."""
    told = [words for text in texts if (words := words_of(text))]
    heard = Counter(word for words in told for word in words)
    # By name where two are as common, so that the same texts always give the same model.
    ranked = sorted(heard, key=lambda word: (-heard[word], word))
    common = frozenset(ranked[:_COMMON])
    rows = [[class_of(word, common) for word in words] for words in told]
    times = Counter(name for row in rows for name in row)
    kept = sorted(
        n for n in times if not n.startswith(OTHER) or times[n] >= _LEAST_ENDING or n in common
    )
    classes = [START, END, *(n for n in kept if n != OTHER), OTHER]
    ids = {name: place for place, name in enumerate(classes)}
    sequences = [
        [ids[START]] * BEFORE + [ids.get(name, ids[OTHER]) for name in row] + [ids[END]]
        for row in rows
    ]
    return _estimated(sequences, len(classes)), classes


def _estimated(sequences: Sequence[Sequence[int]], size: int) -> Arrays:
    """Probabilities of one, two and three in a row, interpolated after Witten and Bell."""
    ones, twos, threes = Counter[int](), Counter[tuple[int, int]](), Counter[tuple[int, ...]]()
    for row in sequences:
        ones.update(row[BEFORE:])
        twos.update(pairwise(row))
        threes.update(zip(row, row[1:], row[2:], strict=False))
    threes = Counter({k: n for k, n in threes.items() if n >= _LEAST_TRIPLE})
    total = sum(ones.values()) + _SMOOTHED * size
    one = np.array([(ones[i] + _SMOOTHED) / total for i in range(size)])

    after_one, kinds_one = _contexts(twos)
    two = {
        (a, b): (n + kinds_one[a,] * one[b]) / (after_one[a,] + kinds_one[a,])
        for (a, b), n in twos.items()
    }
    rest = {a: kinds_one[a,] / (after_one[a,] + kinds_one[a,]) for (a,) in kinds_one}
    after_two, kinds_two = _contexts(threes)
    three = {
        (a, b, c): (n + kinds_two[a, b] * two[b, c]) / (after_two[a, b] + kinds_two[a, b])
        for (a, b, c), n in threes.items()
    }
    pair_rest = {k: kinds_two[k] / (after_two[k] + kinds_two[k]) for k in kinds_two}

    pairs, triples = sorted(two), sorted(three)
    return {
        "unigrams": np.log(one).astype(np.float32),
        "rest": np.log([rest.get(a, 1.0) for a in range(size)]).astype(np.float32),
        "pairs": np.array([a * size + b for a, b in pairs], dtype=np.int32),
        "pair_logs": np.log([two[k] for k in pairs]).astype(np.float16),
        "pair_rest": np.log([pair_rest.get(k, 1.0) for k in pairs]).astype(np.float16),
        "triples": np.array([(a * size + b) * size + c for a, b, c in triples], dtype=np.int64),
        "triple_logs": np.log([three[k] for k in triples]).astype(np.float16),
    }


def _contexts(
    counts: Mapping[Any, int],
) -> tuple[Counter[tuple[int, ...]], Counter[tuple[int, ...]]]:
    """How often each context stands before something, and before how many different classes."""
    times, kinds = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for key, n in counts.items():
        times[key[:-1]] += n
        kinds[key[:-1]] += 1
    return times, kinds


if __name__ == "__main__":
    raise SystemExit(main())
