"""What speaks for a unit as an answer, as numbers, and how much each of them weighs."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a unit, each from 0 to 1 (penalties too); the ranker's inputs.

    `lead`: a list whose introduction covers the question, where a list can be the answer.
    `bare_list`: a list where none was asked for. `affinity`: how near the static model puts the
    unit to the question, alone and (`affinity_around`) behind its title and headings. `asked`: how
    near the question lies to one that the unit is known to answer (`search.asked`).
    """

    own: float = 0.0
    full: float = 0.0
    full_squared: float = 0.0
    passage: float = 0.0
    bigrams: float = 0.0
    long: float = 0.0
    value: float = 0.0
    denied: float = 0.0
    who: float = 0.0
    where: float = 0.0
    lead: float = 0.0
    bare_list: float = 0.0
    item: float = 0.0
    enumeration: float = 0.0
    modal: float = 0.0
    because: float = 0.0
    defines: float = 0.0
    deadline: float = 0.0
    unnamed: float = 0.0
    current: float = 0.0
    expired: float = 0.0
    about_itself: float = 0.0
    heading: float = 0.0
    crowded: float = 0.0
    affinity: float = 0.0
    affinity_around: float = 0.0
    asked: float = 0.0


_FEATURES = tuple(f.name for f in fields(Features))


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ranker, one for each feature of `Features`.

    Fitted by conditional logistic regression on one half of a public reading benchmark and on
    the project's own tuning questions.
    """

    own: float = 0.2
    full: float = 7.6
    full_squared: float = 1.3
    passage: float = 4.0
    bigrams: float = 2.3
    long: float = -1.0
    value: float = 3.9
    denied: float = 2.2
    who: float = 0.9
    where: float = 0.9
    lead: float = 3.4
    bare_list: float = -1.3
    item: float = -2.0
    enumeration: float = 1.1
    modal: float = 1.9
    because: float = 1.5
    defines: float = 1.6
    deadline: float = 0.8
    unnamed: float = -1.9
    current: float = 2.0
    expired: float = -2.0
    about_itself: float = -4.0
    heading: float = 0.8
    crowded: float = -1.5
    affinity: float = 12.0
    affinity_around: float = 8.0
    asked: float = 12.0

    def score(self, features: Features) -> float:
        """The weighted sum."""
        return float(sum(getattr(self, name) * getattr(features, name) for name in _FEATURES))
