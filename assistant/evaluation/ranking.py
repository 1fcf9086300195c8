"""Ranking measures over graded evidence, by document and quote or by document alone.

Definitions follow trec_eval with linear gain; tests compare with ir_measures.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Hit
from assistant.evaluation.cases import Relevant
from assistant.evaluation.normalise import fold

SUBSTANTIAL = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranked list against its labels.

    `found`: for each rank, best first, the grades of the labels that are first met there.
    `missing`: the grades of the labels that no rank meets. Grades count from 1.
    """

    found: tuple[tuple[int, ...], ...]
    missing: tuple[int, ...]

    @property
    def labels(self) -> int:
        """How many labels there are."""
        return sum(map(len, self.found)) + len(self.missing)


def covers(text: str, quote: str) -> bool:
    """Whether a passage holds a labelled quote, wholly or for at least half its characters.

    Both are compared with folded white space. A passage cut inside the quote counts when at least
    half of the quote stands at the passage's beginning or end, or when the passage lies within
    the quote and is at least half of it.
    """
    text, quote = fold(text), fold(quote)
    if quote in text:
        return True
    needed = max(1, math.ceil(len(quote) * SUBSTANTIAL))
    if text in quote:
        return len(text) >= needed
    longest = min(len(text), len(quote) - 1)
    return any(
        text.endswith(quote[:size]) or text.startswith(quote[-size:])
        for size in range(needed, longest + 1)
    )


def rank_quotes(relevant: Sequence[Relevant], hits: Sequence[Hit]) -> Ranking:
    """Hits against labelled quotes; each quote counts once, at the first hit that covers it."""
    left = list(relevant)
    found: list[tuple[int, ...]] = []
    for hit in hits:
        met = [
            label
            for label in left
            if label.document == hit.chunk.document_id and covers(hit.chunk.text, label.quote)
        ]
        left = [label for label in left if label not in met]
        found.append(tuple(label.grade for label in met))
    return Ranking(tuple(found), tuple(label.grade for label in left))


def rank_documents(qrels: Mapping[str, int], ranked: Sequence[str]) -> Ranking:
    """Document ids, best first and each once, against graded qrels; grades below 1 are none."""
    grades = {document: grade for document, grade in qrels.items() if grade >= 1}
    found = tuple((grades[d],) if d in grades else () for d in ranked)
    return Ranking(found, tuple(g for d, g in grades.items() if d not in ranked))


def recall_at_k(ranking: Ranking, k: int) -> float:
    """Share of the labels met in the first `k` ranks."""
    return sum(map(len, ranking.found[:k])) / ranking.labels


def success_at_k(ranking: Ranking, k: int) -> float:
    """1.0 when at least one label is met in the first `k` ranks, else 0.0."""
    return float(any(ranking.found[:k]))


def mrr_at_k(ranking: Ranking, k: int) -> float:
    """One over the rank of the first hit that meets a label; 0.0 when there is none by `k`."""
    for rank, grades in enumerate(ranking.found[:k], start=1):
        if grades:
            return 1 / rank
    return 0.0


def ndcg_at_k(ranking: Ranking, k: int) -> float:
    """Discounted cumulative gain with linear gain, over that of the best order.

    A hit that meets several quotes gains its highest grade, and they count as one in the best
    order too, so that the value stays within 0 and 1 whatever the size of the passages.
    """
    gains = [max(grades, default=0) for grades in ranking.found]
    best = sorted([g for g in gains if g] + list(ranking.missing), reverse=True)
    return _dcg(gains[:k]) / _dcg(best[:k])


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
