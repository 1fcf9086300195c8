"""Two runs, question by question: what changed, and whether it is more than chance."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.cases import fingerprint
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.runs import Result

RESAMPLES = 10_000
CONFIDENCE = 0.95
SEED = 20240430
TIE = 1e-9  # below this a difference is rounding in the floating-point sum, not a change


@dataclass(frozen=True, slots=True)
class Scored:
    """What comparing needs of a result. `fingerprint` changes when the question's row does."""

    fingerprint: str
    passed: bool
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """A measure over the questions that have it in both runs.

    `difference` and its interval are B minus A. `wins` are questions on which B is better, in
    the measure's own direction.
    """

    measure: str
    a: float
    b: float
    difference: float
    low: float
    high: float
    wins: int
    ties: int
    losses: int

    @property
    def better(self) -> bool:
        """Whether the interval lies wholly on the better side of zero."""
        return self.low > 0 if MEASURES[self.measure].higher_is_better else self.high < 0

    @property
    def worse(self) -> bool:
        """Whether the interval lies wholly on the worse side of zero."""
        return self.high < 0 if MEASURES[self.measure].higher_is_better else self.low > 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B against run A. Ids are in the order of B, or of A where B lacks them.

    `changed` questions have another row in B than in A and are left out of the measures.
    """

    questions: int
    changes: tuple[Change, ...]
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    changed: tuple[str, ...]


def scored(results: Sequence[Result]) -> dict[str, Scored]:
    """Results by id, as comparing needs them."""
    return {
        r.case.id: Scored(fingerprint(r.case), r.scores.passed, r.scores.values) for r in results
    }


def compare(a: Mapping[str, Scored], b: Mapping[str, Scored]) -> Comparison:
    """B against A over the questions that both hold in the same form."""
    shared = [i for i in b if i in a and a[i].fingerprint == b[i].fingerprint]
    return Comparison(
        questions=len(shared),
        changes=tuple(c for name in MEASURES if (c := _change(name, a, b, shared)) is not None),
        fixed=tuple(i for i in shared if b[i].passed and not a[i].passed),
        broken=tuple(i for i in shared if a[i].passed and not b[i].passed),
        only_a=tuple(i for i in a if i not in b),
        only_b=tuple(i for i in b if i not in a),
        changed=tuple(i for i in b if i in a and a[i].fingerprint != b[i].fingerprint),
    )


def _change(
    name: str, a: Mapping[str, Scored], b: Mapping[str, Scored], shared: Sequence[str]
) -> Change | None:
    pairs = [
        (a[i].values[name], b[i].values[name])
        for i in shared
        if name in a[i].values and name in b[i].values
    ]
    if not pairs:
        return None
    differences = [y - x if abs(y - x) > TIE else 0.0 for x, y in pairs]
    sign = 1 if MEASURES[name].higher_is_better else -1
    low, high = bootstrap_interval(differences, seed=SEED + zlib.crc32(name.encode()))
    return Change(
        measure=name,
        a=sum(x for x, _ in pairs) / len(pairs),
        b=sum(y for _, y in pairs) / len(pairs),
        difference=sum(differences) / len(differences),
        low=low,
        high=high,
        wins=sum(sign * d > 0 for d in differences),
        ties=sum(d == 0 for d in differences),
        losses=sum(sign * d < 0 for d in differences),
    )


def bootstrap_interval(
    differences: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """A 95 % percentile interval for the mean of paired differences.

    Questions are drawn with replacement (Efron's paired bootstrap); the same seed gives the same
    interval. Without differences it is (0, 0).

    Raises:
        ValueError: when there are no differences at all to draw from.
    """
    import numpy as np

    if not differences:
        raise ValueError("no pairs to compare")
    values = np.asarray(differences, dtype=float)
    if not values.any():
        return 0.0, 0.0
    rng = np.random.default_rng(seed)
    size = max(1, 2_000_000 // len(values))
    means: list[float] = []
    while len(means) < resamples:
        rows = min(size, resamples - len(means))
        drawn = rng.integers(0, len(values), size=(rows, len(values)))
        means += values[drawn].mean(axis=1).tolist()
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(means, [tail, 100 - tail])
    return float(low), float(high)
