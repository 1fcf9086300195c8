"""Which question to ask next: the field whose answer settles most.

A field is worth asking for only while it can change a verdict that is `missing`. For each value
that the field could take, count the open criteria that would be settled; a level that comes to
`not_met` settles all its open criteria at once. The mean over the values ranks the fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from assistant.domain import ProfileValue
from assistant.eligibility.fields import ABSENT, ACTOR_TYPES, MENTIONED, fields
from assistant.eligibility.rules import Rule, Truth, evaluate, open_fields

Profile = Mapping[str, ProfileValue]


def ranked_fields(levels: Iterable[Sequence[Rule]], profile: Profile) -> tuple[str, ...]:
    """Fields worth asking for, the one that settles most first.

    Args:
        levels: each level's rules that apply.
        profile: what is known, validated.

    """
    still_open = [rules for rules in map(tuple, levels) if _is_open(rules, profile)]
    undecided = [
        tuple(rule for rule in rules if evaluate(rule, profile) is Truth.UNKNOWN)
        for rules in still_open
    ]
    wanted = {f for rules in undecided for rule in rules for f in open_fields(rule, profile)}
    order = list(fields())
    scores = {name: _settles(name, undecided, profile) for name in wanted}
    return tuple(sorted(wanted, key=lambda name: (-scores[name], order.index(name))))


def _is_open(rules: Sequence[Rule], profile: Profile) -> bool:
    truths = {evaluate(rule, profile) for rule in rules}
    return Truth.UNKNOWN in truths and Truth.FALSE not in truths


def _settles(name: str, undecided: Sequence[Sequence[Rule]], profile: Profile) -> float:
    affected = []
    for rules in undecided:
        using = [rule for rule in rules if name in rule.fields()]
        if using:
            affected.append((len(rules), using))
    thresholds = frozenset(
        float(str(t)) for _, using in affected for rule in using for t in _thresholds(rule, name)
    )
    values = _values(name, thresholds, profile)
    total = 0
    for value in values:
        supposed = {**profile, name: value}
        for count, using in affected:
            truths = [evaluate(rule, supposed) for rule in using]
            total += count if Truth.FALSE in truths else truths.count(Truth.TRUE)
    return total / len(values)


def _thresholds(rule: Rule, name: str) -> list[float]:
    own = [rule.operand] if rule.field == name and isinstance(rule.operand, int | float) else []
    return [*own, *(t for part in rule.parts for t in _thresholds(part, name))]


def _values(name: str, thresholds: frozenset[float], profile: Profile) -> tuple[ProfileValue, ...]:
    """Values that stand for all a field can take: rules cannot tell the others from these."""
    field = fields()[name]
    if field.type == "yes_no":
        return (True, False)
    if field.type == "choice":
        return field.values
    if field.type in ("whole_number", "number"):
        return (*(t - 1 for t in sorted(thresholds)), *sorted(thresholds)) or (0,)
    subsets = _subsets(field.values)
    if name != ACTOR_TYPES:
        return subsets
    known, lacking = {*_strings(profile.get(MENTIONED))}, {*_strings(profile.get(ABSENT))}
    return tuple(s for s in subsets if known <= {*s} and not lacking & {*s})


@cache
def _subsets(values: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(s for size in range(len(values) + 1) for s in combinations(values, size))


def _strings(value: ProfileValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
