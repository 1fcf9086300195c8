from __future__ import annotations

import re

import pytest
from eligibility_cases import profiles
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.profile import validate
from assistant.eligibility.rules import (
    Truth,
    all_of,
    any_of,
    evaluate,
    explain,
    known_fields,
    negate,
    open_fields,
    parse,
)

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
truths = st.lists(st.sampled_from(Truth))

LEAVES = st.sampled_from(
    [
        {"is_true": "strategy"},
        {"is_false": "strategy"},
        {"is_true": "business_led"},
        {"at_least": {"field": "member_companies", "value": 10}},
        {"less_than": {"field": "years_of_operating_support", "value": 10}},
        {"one_of": {"field": "esca_label", "values": ["silver", "gold"]}},
        {"at_least_ordered": {"field": "resource_base", "value": "national"}},
        {"contains_all": {"field": "actor_types", "values": ["academia", "capital"]}},
        {"contains_any": {"field": "actor_types", "values": ["entrepreneurs", "capital"]}},
    ]
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_strong_kleene_tables(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert all_of([left, right]) is both
    assert any_of([left, right]) is either


def test_negation_keeps_the_unknown_unknown() -> None:
    assert [negate(t) for t in (T, F, U)] == [F, T, U]


@given(truths, truths)
def test_de_morgan_and_order_do_not_matter(first: list[Truth], second: list[Truth]) -> None:
    parts = first + second
    assert all_of(parts) is negate(any_of([negate(part) for part in parts]))
    assert all_of(parts) is all_of(second + first)
    assert all_of([all_of(first), all_of(second)]) is all_of(parts)


@given(RULES, profiles(), st.data())
def test_more_knowledge_never_unsettles_a_rule(
    rule: object, raw: dict, data: st.DataObject
) -> None:
    parsed, full = parse(rule), validate(raw)
    kept = data.draw(st.sets(st.sampled_from([*full]) if full else st.nothing()))
    less = {name: value for name, value in full.items() if name in kept}
    if "actor_types" in full and "actor_types" not in less:
        less = {k: v for k, v in less.items() if not k.startswith("actor_types")}
    before = evaluate(parsed, less)
    if before is not U:
        assert evaluate(parsed, full) is before


@given(RULES, profiles())
def test_only_open_fields_matter(rule: object, raw: dict) -> None:
    parsed, profile = parse(rule), validate(raw)
    wanted = open_fields(parsed, profile)
    if evaluate(parsed, profile) is U:
        assert wanted
        assert not {*wanted} & {*known_fields(parsed, profile)}
    else:
        assert wanted == ()


@given(RULES, profiles())
def test_the_explanation_mirrors_the_rule(rule: object, raw: dict) -> None:
    parsed, profile = parse(rule), validate(raw)
    tree = explain(parsed, profile)
    assert tree.truth is evaluate(parsed, profile)
    assert len(tree.parts) == len(parsed.parts)
    if tree.operator == "all":
        assert tree.truth is all_of([part.truth for part in tree.parts])
    if tree.operator == "not":
        assert tree.truth is negate(tree.parts[0].truth)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({}, U),
        ({"actor_types": []}, F),
        ({"actor_types": ["capital"]}, F),
        ({"actor_types": ["capital", "academia"]}, T),
        ({"actor_types_mentioned": ["capital"]}, U),
        ({"actor_types_mentioned": ["capital", "academia"]}, T),
        ({"actor_types_absent": ["capital"]}, F),
        ({"actor_types_mentioned": ["academia"], "actor_types_absent": ["public_sector"]}, U),
    ],
)
def test_silence_about_an_actor_is_not_its_absence(profile: dict, expected: Truth) -> None:
    rule = parse({"contains_all": {"field": "actor_types", "values": ["academia", "capital"]}})
    assert evaluate(rule, validate(profile)) is expected


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("strategy == true", "one operator"),
        ({}, "one operator"),
        ({"is_true": "a", "is_false": "b"}, "one operator"),
        ({"equals": "strategy"}, "unknown operator 'equals'"),
        ({"is_true": "strategi"}, "'strategi' is no profile field"),
        ({"is_true": "region"}, "does not apply to region"),
        ({"at_least": {"field": "member_companies", "value": "ten"}}, "is no number"),
        ({"at_least": {"field": "member_companies", "value": True}}, "is no number"),
        ({"at_least": {"field": "member_companies"}}, "takes {field, value}"),
        ({"one_of": {"field": "esca_label", "values": ["platinum"]}}, "not among none, bronze"),
        ({"one_of": {"field": "esca_label", "values": []}}, "not among"),
        ({"contains_all": {"field": "actor_types", "values": ["banks"]}}, "not among"),
        ({"at_least_ordered": {"field": "esca_label", "value": "platinum"}}, "not among"),
        ({"all": []}, "at least one rule"),
        ({"not": [{"is_true": "strategy"}]}, "one operator"),
    ],
)
def test_a_bad_rule_says_what_is_wrong(raw: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse(raw)
