"""The closed set of rule operators over profile fields, in strong Kleene logic.

A rule is data (see `criteria/`); an unknown field makes a rule unknown, never false. Kleene,
Introduction to Metamathematics (1952), § 64: "and" is false as soon as one part is false and
unknown only when nothing decides it; "or" mirrors it; "not unknown" is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from assistant.domain import ProfileValue
from assistant.eligibility.fields import (
    ABSENT,
    ACTOR_TYPES,
    MENTIONED,
    Field,
    fields,
)


class Truth(Enum):
    """Strong Kleene's three values."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def all_of(parts: Iterable[Truth]) -> Truth:
    """Kleene conjunction; true for no parts."""
    found = set(parts)
    if Truth.FALSE in found:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.TRUE


def any_of(parts: Iterable[Truth]) -> Truth:
    """Kleene disjunction; false for no parts."""
    return negate(all_of(negate(part) for part in parts))


def negate(part: Truth) -> Truth:
    """Kleene negation."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(part, Truth.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Rule:
    """An operator with what it applies to: a field and an operand, or parts.

    `operand` is None for is_true and is_false, a number for at_least and less_than, a value for
    at_least_ordered, and a tuple of values for contains_all, contains_any and one_of.
    """

    operator: str
    field: str | None = None
    operand: float | str | tuple[str, ...] | None = None
    parts: tuple[Rule, ...] = ()

    def fields(self) -> tuple[str, ...]:
        """The fields that the rule reads, each once, in the order it reads them."""
        own = (self.field,) if self.field else ()
        return tuple(dict.fromkeys([*own, *(f for part in self.parts for f in part.fields())]))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule came to its truth: the same tree as the rule, with each part's own truth."""

    operator: str
    truth: Truth
    field: str | None = None
    operand: float | str | tuple[str, ...] | None = None
    value: ProfileValue = None
    parts: tuple[Explanation, ...] = ()


def evaluate(rule: Rule, profile: Mapping[str, ProfileValue]) -> Truth:
    """Truth of a rule over a validated profile; absent fields are unknown."""
    if rule.operator == "all":
        return all_of([evaluate(part, profile) for part in rule.parts])
    if rule.operator == "any":
        return any_of([evaluate(part, profile) for part in rule.parts])
    if rule.operator == "not":
        return negate(evaluate(rule.parts[0], profile))
    if rule.operator in _LIST:
        return _contains(rule, profile)
    value = profile.get(rule.field or "")
    if value is None:
        return Truth.UNKNOWN
    return Truth.TRUE if _SCALAR[rule.operator](value, rule) else Truth.FALSE


def explain(rule: Rule, profile: Mapping[str, ProfileValue]) -> Explanation:
    """The rule's tree with the truth and the value found at every node."""
    return Explanation(
        rule.operator,
        evaluate(rule, profile),
        rule.field,
        rule.operand,
        profile.get(rule.field) if rule.field else None,
        tuple(explain(part, profile) for part in rule.parts),
    )


def open_fields(rule: Rule, profile: Mapping[str, ProfileValue]) -> tuple[str, ...]:
    """Fields whose value can still change the rule's truth; none once it is decided.

    A part that is already decided cannot change, whatever else becomes known, so only fields
    below undecided parts count.
    """
    if evaluate(rule, profile) is not Truth.UNKNOWN:
        return ()
    if rule.field:
        return (rule.field,)
    return tuple(dict.fromkeys(f for part in rule.parts for f in open_fields(part, profile)))


def known_fields(rule: Rule, profile: Mapping[str, ProfileValue]) -> tuple[str, ...]:
    """Fields with a value that the rule reads, those filled from words included."""
    names: list[str] = []
    for name in rule.fields():
        names.append(name)
        if name == ACTOR_TYPES and name not in profile:
            names += [MENTIONED, ABSENT]
    return tuple(name for name in names if profile.get(name) is not None)


def _contains(rule: Rule, profile: Mapping[str, ProfileValue]) -> Truth:
    wanted = rule.operand if isinstance(rule.operand, tuple) else ()
    whole = profile.get(rule.field or "")
    if isinstance(whole, tuple):
        parts = [Truth.TRUE if value in whole else Truth.FALSE for value in wanted]
    else:
        parts = [_mentioned(value, rule.field, profile) for value in wanted]
    return all_of(parts) if rule.operator == "contains_all" else any_of(parts)


def _mentioned(value: str, field: str | None, profile: Mapping[str, ProfileValue]) -> Truth:
    """A list told in words is open: silence about an actor type is not its absence."""
    if field != ACTOR_TYPES:
        return Truth.UNKNOWN
    if value in _strings(profile.get(MENTIONED)):
        return Truth.TRUE
    return Truth.FALSE if value in _strings(profile.get(ABSENT)) else Truth.UNKNOWN


def _strings(value: ProfileValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _number(value: ProfileValue) -> float:
    assert isinstance(value, int | float), "validated profiles hold numbers here"
    return value


def _rank(value: ProfileValue, rule: Rule) -> bool:
    order = fields()[rule.field or ""].values
    return order.index(str(value)) >= order.index(str(rule.operand))


_LIST = ("contains_all", "contains_any")
_SCALAR: Mapping[str, Callable[[ProfileValue, Rule], bool]] = {
    "is_true": lambda value, _: value is True,
    "is_false": lambda value, _: value is False,
    "at_least": lambda value, rule: _number(value) >= float(str(rule.operand)),
    "less_than": lambda value, rule: _number(value) < float(str(rule.operand)),
    "one_of": lambda value, rule: isinstance(rule.operand, tuple) and value in rule.operand,
    "at_least_ordered": _rank,
}
_TYPES: Mapping[str, tuple[str, ...]] = {
    "is_true": ("yes_no",),
    "is_false": ("yes_no",),
    "at_least": ("whole_number", "number"),
    "less_than": ("whole_number", "number"),
    "one_of": ("choice",),
    "at_least_ordered": ("choice",),
    "contains_all": ("list",),
    "contains_any": ("list",),
}
OPERATORS = (*_TYPES, "all", "any", "not")


def parse(raw: object) -> Rule:
    """A rule from its TOML form, a table with the operator as its only key.

    `{is_true = "strategy"}`, `{at_least = {field = "…", value = 10}}`,
    `{contains_all = {field = "…", values = […]}}`, `{all = [rule, …]}`, `{not = rule}`.

    Raises:
        ValueError: says what is wrong with the rule and what is allowed.

    """
    if not isinstance(raw, dict) or len(raw) != 1:
        raise ValueError(f"a rule is a table with one operator as its key, not {raw!r}")
    ((operator, body),) = raw.items()
    if operator in ("all", "any"):
        if not isinstance(body, list) or not body:
            raise ValueError(f"{operator} takes a list of at least one rule, not {body!r}")
        return Rule(operator, parts=tuple(parse(part) for part in body))
    if operator == "not":
        return Rule(operator, parts=(parse(body),))
    if operator not in _TYPES:
        raise ValueError(f"unknown operator {operator!r}; known: {', '.join(OPERATORS)}")
    if operator in ("is_true", "is_false"):
        return Rule(operator, _field(operator, body).name)
    key = "values" if operator in ("one_of", *_LIST) else "value"
    if not isinstance(body, dict) or set(body) != {"field", key}:
        raise ValueError(f"{operator} takes {{field, {key}}}, not {body!r}")
    field = _field(operator, body["field"])
    return Rule(operator, field.name, _operand(operator, field, body[key]))


def _field(operator: str, name: object) -> Field:
    field = fields().get(name) if isinstance(name, str) else None
    if field is None:
        raise ValueError(f"{operator}: {name!r} is no profile field")
    if field.type not in _TYPES[operator]:
        raise ValueError(f"{operator} does not apply to {field.name}, which is a {field.type}")
    if operator == "at_least_ordered" and not field.ordered:
        raise ValueError(f"{operator}: the values of {field.name} have no order")
    return field


def _operand(operator: str, field: Field, raw: object) -> float | str | tuple[str, ...]:
    if operator in ("at_least", "less_than"):
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise ValueError(f"{operator} {field.name}: {raw!r} is no number")
        return raw
    values = raw if isinstance(raw, list) else [raw]
    wrong = [value for value in values if value not in field.values]
    if wrong or not values:
        allowed = ", ".join(field.values)
        raise ValueError(f"{operator} {field.name}: {raw!r} is not among {allowed}")
    return str(raw) if operator == "at_least_ordered" else tuple(map(str, values))
