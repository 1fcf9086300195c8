"""Patterns kept as data: fragments, spellings without å, ø and æ, and cues as they stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.patterns import PatternFile, alternatives, cue, read

FILE = PatternFile({"rule": [{"kind": "a", "any": ["båt"], "alone": True}]}, {"sea": "hav|sjø"})
ENTRIES = [
    (table, name)
    for table, entries in read("cues").tables.items()
    if table != "fragments"
    for name in entries
]


@pytest.mark.parametrize(
    ("text", "matches"),
    [("båt", True), ("baat", True), ("bat", True), ("BÅT", True), ("bot", False)],
)
def test_a_rule_knows_the_spellings_of_other_keyboards(text: str, matches: bool) -> None:
    (rule,) = FILE.rules("rule")
    assert (rule.kind, rule.alone) == ("a", True)
    assert bool(rule.pattern.fullmatch(text)) is matches


def test_fragments_are_filled_in() -> None:
    assert FILE.filled(["({sea})fugl", r"\d{2}"]) == r"(hav|sjø)fugl|\d{2}"
    assert FILE.compiled(["({sea})fugl"]).fullmatch("sjofugl")
    with pytest.raises(KeyError):
        FILE.filled(["{land}"])


@pytest.mark.parametrize(
    ("table", "name", "text", "found"),
    [
        ("asks", "year", "Hvilket år var det?", True),
        ("asks", "year", "HVILKET ÅR var det?", True),
        # A cue has each letter as it stands.
        ("asks", "year", "Hvilket ar var det?", False),
        ("denies", "date", "Det er ingen søknadsfrist.", True),
        ("denies", "date", "Søknadsfristen er 3. mai.", False),
        ("days", "weekend", "i helgene", True),
    ],
)
def test_cues(table: str, name: str, text: str, found: bool) -> None:
    assert bool(cue(table, name).search(text)) is found


@pytest.mark.parametrize(("table", "name"), ENTRIES)
def test_every_cue_can_be_a_part_of_a_larger_pattern(table: str, name: str) -> None:
    words = alternatives(table, name)
    assert not re.search(r"\{[a-z_]+\}", words)
    assert not re.compile(rf"(?:{words})").fullmatch("")


@given(st.lists(st.sampled_from(["båt", "hav", "sjø"]), min_size=1, max_size=3))
def test_any_of_the_alternatives_matches(words: list[str]) -> None:
    pattern = FILE.compiled(words)
    assert {w for w in ("båt", "hav", "sjø") if pattern.fullmatch(w)} == set(words)
