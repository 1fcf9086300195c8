from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from eligibility_cases import ALL_ACTORS, DAY, EVERYTHING, profiles
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Assessment, Language, Metadata, Status, Verdict
from assistant.eligibility.assess import (
    Standing,
    assess,
    explain,
    level_facts,
    level_verdict,
    next_questions,
)
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.fields import fields
from assistant.eligibility.payload import assessment_json
from assistant.eligibility.profile import validate
from assistant.eligibility.rules import Truth
from assistant.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "programbeskrivelse-2019.pdf": Metadata(title="Programbeskrivelse", status=Status.HISTORICAL),
    "utlysning-2024.md": Metadata(title="Utlysning", published="2024-04", url="https://x.no"),
}
SETTLED = (Verdict.MET, Verdict.NOT_MET)


def check(raw: dict[str, Any], **options: Any) -> Assessment:
    return assess(validate(raw), **{"as_of": DAY, "sources": SOURCES, **options})


def verdicts(assessment: Assessment) -> dict[tuple[str, str], Verdict]:
    return {(lv.level, c.id): c.verdict for lv in assessment.levels for c in lv.criteria}


def cases() -> list[Any]:
    found = []
    for path in sorted((ROOT / "evals/profiles").glob("*.jsonl")):
        if not path.name.startswith("from-text"):
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            found += [pytest.param(row, id=f"{path.stem}:{row['id']}") for row in rows]
    return found


@pytest.mark.parametrize("case", cases())
def test_profile_sets(case: dict[str, Any]) -> None:
    found = check(
        case["profile"],
        levels=list(case["expected"]),
        as_of=date.fromisoformat(case["as_of"]),
    )
    for level in found.levels:
        expected = case["expected"][level.level]
        criteria = {c.id: c.verdict.value for c in level.criteria}
        assert {k: criteria[k] for k in expected.get("criteria", {})} == expected.get(
            "criteria", {}
        )
        assert level.verdict.value == expected.get("verdict", level.verdict.value)


def test_an_empty_profile_is_all_missing_and_asks_a_sensible_question() -> None:
    found = check({})
    for level in found.levels:
        assert level.verdict is Verdict.MISSING
        for criterion in level.criteria:
            judged = catalogue()[level.level].criteria
            rule = next(c.rule for c in judged if c.id == criterion.id)
            assert criterion.verdict is (Verdict.MISSING if rule else Verdict.JUDGEMENT)
            assert criterion.used == {}
            assert bool(criterion.missing) is (rule is not None)
    first = next_questions(found)[0]
    assert first.field == "actor_types"
    assert first.question.startswith("Hvilke av disse fem gruppene")


def _flipped(name: str) -> Any:
    value = EVERYTHING[name]
    return {
        "actor_types": [],
        "resource_base": "limited",
        "esca_label": "none",
        "years_of_operating_support": 10,
    }.get(name, not value)


@pytest.mark.parametrize(
    "name", [n for n in EVERYTHING if n not in ("name", "region", "member_companies")]
)
def test_one_wrong_fact_flips_exactly_the_criteria_that_use_it(name: str) -> None:
    before = verdicts(check(EVERYTHING))
    after = verdicts(check({**EVERYTHING, name: _flipped(name)}))
    using = {
        (level.id, criterion.id)
        for level in catalogue().values()
        for criterion in level.criteria
        if criterion.rule and name in criterion.rule.fields()
    }
    assert {key for key in before if before[key] is not after[key]} == using
    for key in using:
        assert {before[key], after[key]} == {Verdict.MET, Verdict.NOT_MET}


@given(profiles(), st.data())
@settings(deadline=None)
def test_more_knowledge_never_unsettles_a_verdict(raw: dict, data: st.DataObject) -> None:
    full = validate(raw)
    kept = data.draw(st.sets(st.sampled_from([*full]) if full else st.nothing()))
    less = {k: list(v) if isinstance(v, tuple) else v for k, v in full.items() if k in kept}
    if "actor_types" in full and "actor_types" not in less:
        less = {k: v for k, v in less.items() if not k.startswith("actor_types")}
    before, after = check(less), check(raw)
    for key, verdict in verdicts(before).items():
        if verdict in SETTLED:
            assert verdicts(after)[key] is verdict
    for old, new in zip(before.levels, after.levels, strict=True):
        if old.verdict in (*SETTLED, Verdict.JUDGEMENT):
            assert new.verdict is old.verdict


@given(profiles())
@settings(deadline=None)
def test_what_is_used_and_missing_adds_up(raw: dict) -> None:
    profile = validate(raw)
    for level in assess(profile, as_of=DAY, sources={}).levels:
        for criterion in level.criteria:
            assert (criterion.verdict is Verdict.MISSING) is bool(criterion.missing)
            assert not {*criterion.missing} & {*profile}
            assert dict(criterion.used).items() <= dict(profile).items()
        wanted = {f for c in level.criteria for f in c.missing}
        asked = [question.field for question in level.next_questions]
        assert {*asked} == (wanted if level.verdict is Verdict.MISSING else set())
        assert len(asked) == len({*asked})


def _ends(name: str) -> tuple[Any, Any]:
    """A value that speaks against the cluster and one that speaks for it."""
    field = fields()[name]
    known = {"yes_no": (False, True), "number": (10, 0), "list": ([], list(ALL_ACTORS))}
    return known.get(field.type) or (field.values[0], field.values[-1])


@given(profiles())
@settings(deadline=None, max_examples=40)
def test_each_question_can_still_change_the_level(raw: dict) -> None:
    """With the best answers to the others, its answer decides what the level comes to."""
    profile = {k: v for k, v in raw.items() if not k.startswith("actor_types_")}
    for level in check(profile).levels:
        asked = [q.field for q in level.next_questions]
        for name in asked:
            rest = {other: _ends(other)[1] for other in asked if other != name}
            reached = {
                check({**profile, **rest, name: value}, levels=[level.level]).levels[0].verdict
                for value in _ends(name)
            }
            assert len(reached) == 2


def test_a_settled_level_asks_nothing() -> None:
    found = check({"strategy": False}, levels=["arena-2019", "nic-connect-2024"])
    assert all(level.next_questions == () for level in found.levels)
    assert next_questions(found) == ()


def test_the_field_that_settles_most_comes_first() -> None:
    levels = ["nce-2019", "moden-2019"]
    order = [q.field for q in next_questions(check({}, levels=levels))]
    assert order == [
        "actor_types",
        "esca_label",
        "resource_base",
        "self_financed_operations",
        "ongoing_activity",
    ]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Verdict.MET),
        (["met", "met"], Verdict.MET),
        (["met", "judgement"], Verdict.JUDGEMENT),
        (["met", "judgement", "missing"], Verdict.MISSING),
        (["not_met", "judgement", "missing"], Verdict.NOT_MET),
    ],
)
def test_the_level_verdict_is_the_worst(found: list[str], expected: Verdict) -> None:
    assert level_verdict(Verdict(v) for v in found) is expected


def test_levels_come_in_the_order_asked_for() -> None:
    found = check({}, levels=["nic-impact-2024", "arena-2019", "nic-impact-2024"])
    assert [level.level for level in found.levels] == ["nic-impact-2024", "arena-2019"]


def test_an_unknown_level_is_named_with_those_that_exist() -> None:
    with pytest.raises(InputError, match="unknown level gce-2014; known levels: tidligfase-2019"):
        check({}, levels=["arena-2019", "gce-2014"])


def test_reasons_speak_the_language_and_name_the_value() -> None:
    raw = {"years_of_operating_support": 10.5, "esca_label": "silver"}
    found = {
        language: {
            c.id: c.reason for level in check(raw, language=language).levels for c in level.criteria
        }
        for language in Language
    }
    assert "i 10,5 år" in found[Language.NB]["ten-year-limit"]
    assert "10.5 years" in found[Language.EN]["ten-year-limit"]
    assert found[Language.NN]["esca-gold"] == "Klynga må ha gull i ESCA. Profilen seier: sølv."
    for texts in found.values():
        assert not any("{" in text for text in texts.values())


def test_citations_carry_the_source_and_number_up() -> None:
    found = check({}, levels=["arena-2019", "nic-connect-2024"])
    first = found.levels[0].criteria[0].citation
    assert first is not None
    assert (first.number, first.title, first.status) == (
        1,
        "Programbeskrivelse",
        Status.HISTORICAL,
    )
    connect = found.levels[1].criteria[0].citation
    assert connect is not None
    assert (connect.published, connect.url) == ("2024-04", "https://x.no")
    numbers = [c.citation.number for lv in found.levels for c in lv.criteria if c.citation]
    assert sorted({*numbers}) == list(range(1, len({*numbers}) + 1))
    unknown = check({}, levels=["arena-2019"], sources={}).levels[0].criteria[0].citation
    assert unknown is not None
    assert (unknown.title, unknown.status) == ("programbeskrivelse-2019", Status.UNKNOWN)


def test_the_explanation_shows_the_part_that_decides() -> None:
    tree = explain(validate({"business_led": False}), "tidligfase-2019", "not-yet-cluster")
    assert tree is not None
    assert tree.truth is Truth.TRUE
    deciding = [part for part in tree.parts[0].parts if part.truth is Truth.FALSE]
    assert [(part.field, part.value) for part in deciding] == [("business_led", False)]
    assert explain(validate({}), "arena-2019", "ecosystem-role") is None
    with pytest.raises(InputError, match="has no criterion 'gold'"):
        explain(validate({}), "nce-2019", "gold")


@pytest.mark.parametrize(
    ("level", "day", "standing", "passed"),
    [
        ("arena-2019", date(2018, 12, 31), Standing.NOT_YET, None),
        ("arena-2019", date(2019, 1, 1), Standing.CURRENT, None),
        ("arena-2019", date(2024, 3, 31), Standing.CURRENT, None),
        ("arena-2019", date(2024, 4, 1), Standing.ENDED, None),
        ("tidligfase-2019", date(2019, 6, 1), Standing.CURRENT, None),
        ("tidligfase-2019", date(2026, 1, 1), Standing.UNKNOWN, None),
        ("nce-2019", date(2026, 1, 1), Standing.UNKNOWN, None),
        ("moden-2019", date(2026, 1, 1), Standing.ENDED, None),
        ("nic-connect-2024", date(2024, 3, 31), Standing.NOT_YET, False),
        ("nic-connect-2024", date(2024, 6, 21), Standing.CURRENT, False),
        ("nic-connect-2024", date(2024, 6, 22), Standing.CURRENT, True),
        ("nic-impact-2024", date(2030, 1, 1), Standing.CURRENT, True),
    ],
)
def test_whether_a_level_exists(
    level: str, day: date, standing: Standing, passed: bool | None
) -> None:
    found = level_facts(level, as_of=day, sources=SOURCES)
    assert (found.standing, found.deadline_passed) == (standing, passed)
    kinds = [fact.kind for fact in found.facts]
    assert kinds[0] == "validity"
    assert "gives" in kinds
    words = " ".join(fact.text for fact in found.facts)
    assert ("har gått ut" in words) is (passed is True)


def test_amounts_and_years_are_those_of_the_sources() -> None:
    def told(level: str) -> str:
        facts = level_facts(level, as_of=DAY, language=Language.EN, sources={}).facts
        return " ".join(fact.text for fact in facts)

    assert "NOK two million a year for up to three years" in told("arena-2019")
    assert "five years" in told("arena-pro-2019")
    assert "NOK three million a year for operations and up to NOK three million" in told(
        "arena-pro-2019"
    )
    assert "no financing" in told("tidligfase-2019")
    for level in ("nic-connect-2024", "nic-explore-2024", "nic-impact-2024"):
        assert "three years" in told(level)
        assert "no amounts" in told(level)


def test_the_json_has_the_shape_of_the_contract() -> None:
    found = check({**EVERYTHING, "business_led": False})
    body = json.loads(json.dumps(assessment_json(found, sources=SOURCES), ensure_ascii=False))
    assert body["as_of"] == "2024-05-15"
    assert body["profile"]["actor_types"] == list(ALL_ACTORS)
    assert [level["level"] for level in body["levels"]] == list(catalogue())
    for level in body["levels"]:
        assert {"level", "programme", "verdict", "criteria", "next_questions"} <= {*level}
        assert level["facts"]["items"]
        for criterion in level["criteria"]:
            assert {*criterion} == {
                "id",
                "label",
                "verdict",
                "reason",
                "used",
                "missing",
                "citation",
            }
            assert {*criterion["citation"]} == {
                "number",
                "document",
                "title",
                "section",
                "page",
                "quote",
                "url",
                "published",
                "status",
            }
    pro = body["levels"][2]
    assert pro["shown"][0]["field"] == "exit_strategy"
    assert pro["shown"][0]["value"] is True
    assert " › " in pro["criteria"][-1]["citation"]["section"]
    by_number: dict[int, str] = {}
    for level in body["levels"]:
        for holder in (*level["criteria"], *level["facts"]["items"], *level["shown"]):
            cited = holder["citation"]
            assert by_number.setdefault(cited["number"], cited["quote"]) == cited["quote"]


def test_the_json_without_sources_leaves_the_facts_out() -> None:
    body = assessment_json(check({}))
    assert "facts" not in body["levels"][0]
    assert body["notices"][0].endswith("om en klynge blir tatt opp.")
