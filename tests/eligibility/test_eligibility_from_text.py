from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language, ProfileValue
from assistant.eligibility.evidence import FieldEvidence, merge
from assistant.eligibility.fields import ABSENT, MENTIONED
from assistant.eligibility.from_text import Proposal, read_profile, verified
from assistant.eligibility.numerals import number
from assistant.eligibility.profile import validate

SETS = Path(__file__).resolve().parents[2] / "evals/profiles"
Item = tuple[str, ProfileValue]


def rows(name: str) -> list[dict[str, Any]]:
    text = (SETS / f"from-text-{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def items(field: str, value: Any) -> Iterator[Item]:
    """One item a field; one for each actor type told."""
    if field in (MENTIONED, ABSENT):
        yield from ((field, actor) for actor in value)
    else:
        yield field, tuple(value) if isinstance(value, list) else value


def read(row: dict[str, Any]) -> set[Item]:
    found = read_profile(row["text"], Language(row["language"]))
    return {item for e in found for item in items(e.field, e.value)}


def gold(row: dict[str, Any]) -> set[Item]:
    return {item for field, value in row["expected"].items() for item in items(field, value)}


@pytest.mark.parametrize("name", ["heldout", "heldout-2", "heldout-3"])
def test_held_out_sentences(name: str) -> None:
    found = [(read(row), gold(row)) for row in rows(name)]
    right = sum(len(got & want) for got, want in found)
    assert right / sum(len(got) for got, _ in found) >= 0.97
    assert right / sum(len(want) for _, want in found) >= 0.85


@pytest.mark.parametrize("name", ["heldout", "heldout-2", "heldout-3", "tuning"])
def test_no_negation_is_read_as_its_opposite(name: str) -> None:
    for row in rows(name):
        got, want = read(row), gold(row)
        for field, value in want:
            if isinstance(value, bool):
                assert (field, not value) not in got, row["text"]
            if field in (MENTIONED, ABSENT):
                assert ((MENTIONED if field == ABSENT else ABSENT), value) not in got, row["text"]


@pytest.mark.parametrize("row", rows("tuning"), ids=lambda row: row["id"])
def test_tuning_sentences_yield_nothing_that_is_not_there(row: dict[str, Any]) -> None:
    assert read(row) <= gold(row)


def test_the_sets_do_not_share_a_sentence() -> None:
    texts = [r["text"] for n in ("heldout", "heldout-2", "heldout-3", "tuning") for r in rows(n)]
    assert len({*texts}) == len(texts)
    for name in ("heldout", "heldout-2", "heldout-3"):
        assert len(rows(name)) >= 30


@given(st.text(max_size=200))
def test_any_text_is_read_and_words_are_verbatim(text: str) -> None:
    for evidence in read_profile(text):
        assert text[evidence.start : evidence.end] == evidence.words


SENTENCES = st.lists(
    st.sampled_from([r["text"] for n in ("tuning", "heldout") for r in rows(n)]),
    max_size=5,
)


@given(SENTENCES)
def test_evidence_points_at_its_words_and_merges_to_a_valid_profile(parts: list[str]) -> None:
    text = " ".join(parts)
    found = read_profile(text)
    for evidence in found:
        assert evidence.words
        assert text[evidence.start : evidence.end] == evidence.words
    merged = merge({}, found)
    assert dict(validate(dict(merged.profile))) == dict(merged.profile)
    assert {*merged.added} <= {*found}


@pytest.mark.parametrize("row", rows("heldout"), ids=lambda row: row["id"])
def test_a_question_fills_nothing(row: dict[str, Any]) -> None:
    assert read_profile(row["text"].rstrip(".!?") + "?") == ()


def test_the_words_stand_beside_each_value() -> None:
    text = "Vi er 25 bedrifter og har sølv i ESCA."
    found = {e.field: e.words for e in read_profile(text)}
    assert found == {
        "member_companies": "25 bedrifter",
        MENTIONED: "bedrifter",
        "esca_label": "sølv i ESCA",
    }


def test_an_empty_or_endless_text_is_no_trouble() -> None:
    assert read_profile("") == ()
    assert read_profile("Vi har strategi " * 10_000) == ()


def test_a_known_value_is_kept_and_the_conflict_told() -> None:
    profile = validate({"esca_label": "gold"})
    merged = merge(profile, read_profile("Vi har sølv i ESCA og en strategi."))
    assert dict(merged.profile) == {"strategy": True, "esca_label": "gold"}
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.kept, conflict.offered) == ("esca_label", "gold", "silver")
    assert conflict.words == "sølv i ESCA"


def test_a_text_that_contradicts_itself_leaves_the_field_unknown() -> None:
    merged = merge({}, read_profile("Vi har en strategi. Vi har ingen strategi."))
    assert "strategy" not in merged.profile
    assert {c.offered for c in merged.conflicts} == {True, False}


def test_actors_add_up_and_never_speak_against_the_unmentioned() -> None:
    first = merge({}, read_profile("Vi er bedrifter og et universitet."))
    assert first.profile[MENTIONED] == ("established_companies", "academia")
    second = merge(first.profile, read_profile("Vi har med to banker, men mangler gründere."))
    assert second.profile[MENTIONED] == ("established_companies", "capital", "academia")
    assert second.profile[ABSENT] == ("entrepreneurs",)
    assert "actor_types" not in second.profile


def test_an_actor_both_mentioned_and_denied_is_left_out() -> None:
    merged = merge({}, read_profile("Vi har med investorer. Vi mangler investorer."))
    assert dict(merged.profile) == {}
    assert len(merged.conflicts) == 1


def test_a_complete_list_is_not_widened_by_words() -> None:
    profile = validate({"actor_types": ["academia"]})
    merged = merge(profile, read_profile("Vi har med en bank."))
    assert dict(merged.profile) == {"actor_types": ("academia",)}
    assert merged.conflicts[0].field == "actor_types"


def test_a_proposal_counts_only_with_words_from_the_text() -> None:
    text = "Medlemmene møtes hver\nuke til felles arbeid. Vi har ingen strategi."
    found = verified(
        text,
        [
            Proposal("active_member_participation", True, "møtes hver uke"),
            Proposal("connector_role", True, "kobler medlemmene"),
            Proposal("strategy", True, "strategi"),
            Proposal("esca_label", "platinum", "hver uke"),
            Proposal("turnover", 3, "hver uke"),
            Proposal("exit_strategy", True, ""),
        ],
    )
    assert [(e.field, e.value) for e in found] == [
        ("strategy", False),
        ("active_member_participation", True),
    ]
    assert found[1].words == "møtes hver\nuke"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25", 25),
        ("9,5", 9.5),
        ("9.5", 9.5),
        ("tjueto", 22),
        ("to og tjue", 22),
        ("twenty-two", 22),
        ("syv", 7),
        ("sju", 7),
        ("hundre og ti", 110),
        ("two hundred and five", 205),
        ("null", 0),
        ("mange", None),
        ("", None),
        ("1234567890123", None),
    ],
)
def test_numbers_in_words_and_digits(text: str, value: float | None) -> None:
    assert number(text) == value


def test_evidence_is_frozen() -> None:
    evidence = FieldEvidence("strategy", True, 0, 1, "x")
    with pytest.raises(AttributeError):
        evidence.value = False  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our plan contains no effect goals.", {("effect_goals", False)}),
        ("Det er aktivitet i klynga no.", set()),
        ("Vi har alt unntatt klyngeleder.", {("cluster_management", False)}),
        ("Vi er ikke i stand til å koble bedrifter.", set()),
        ("Verken NTNU eller SINTEF er med.", set()),
        ("Vi har null gründere.", {(ABSENT, "entrepreneurs")}),
        ("Det er ikke sant at vi mangler strategi.", set()),
        ("Ikke alle medlemmene deltar aktivt.", set()),
        ("Vi er 25 bedrifter, hvorav 10 i Rogaland.", {
            ("member_companies", 25), (MENTIONED, "established_companies"),
        }),
        ("There is no cluster organisation, only a cluster manager.", {
            ("cluster_organisation", False), ("cluster_management", True),
        }),
        ("We are not just companies; a university is involved too.", {
            (MENTIONED, "established_companies"), (MENTIONED, "academia"),
        }),
        ("The cluster is not led by the university.", set()),
        ("Resource base: ressursgrunnlaget er verken nasjonalt eller internasjonalt.", set()),
    ],
)  # fmt: skip
def test_traps(text: str, expected: set[Item]) -> None:
    assert {item for e in read_profile(text) for item in items(e.field, e.value)} == expected
