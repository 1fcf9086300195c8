"""Profile sets: strict loading, and the shipped check against the shipped sets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Assessment, Finding, LevelAssessment, Verdict
from assistant.errors import InputError
from assistant.evaluation.profile_cases import (
    Checks,
    Difference,
    is_profile_set,
    load_profiles,
    run_profiles,
    shipped_checks,
)

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    {
        "id": "p1",
        "profile": {"business_led": True},
        "as_of": "2024-05-15",
        "expected": {"arena": {"verdict": "missing", "criteria": {"led": "met", "other": "met"}}},
        "note": "hvorfor",
    },
    {"id": "t1", "text": "Vi har sølv.", "language": "nb", "expected": {"esca_label": "silver"}},
]


def write(path: Path, rows) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def assess(profile, as_of: date) -> Assessment:
    findings = (
        Finding("led", "", Verdict.MET if profile.get("business_led") else Verdict.MISSING, ""),
        Finding("other", "", Verdict.MISSING, ""),
    )
    level = LevelAssessment("arena", "2019", Verdict.MISSING, findings)
    return Assessment(profile, as_of, (level,))


def test_what_differs_is_named(tmp_path):
    checks = Checks(assess, lambda text, language: {"esca_label": "gold", "region": "Agder"})
    found = run_profiles([load_profiles(write(tmp_path / "set.jsonl", ROWS))], checks)
    assert [(r.id, r.strict, r.checked) for r in found] == [
        ("set/p1", True, 3),
        ("set/t1", False, 2),
    ]
    assert found[0].differences == (Difference("arena/other", "met", "missing"),)
    assert found[1].differences == (
        Difference("esca_label", "silver", "gold"),
        Difference("region", "–", "Agder"),
    )


def test_a_level_or_criterion_that_is_not_there_differs(tmp_path):
    rows = [{**ROWS[0], "expected": {"nce": {"verdict": "met"}}}]
    checks = Checks(assess, lambda text, language: {})
    (found,) = run_profiles([load_profiles(write(tmp_path / "set.jsonl", rows))], checks)
    assert found.differences == (Difference("nce", "met", "–"),)


def test_a_profile_that_is_refused_is_a_difference(tmp_path):
    def refuse(profile, as_of):
        raise InputError("unknown field")

    path = write(tmp_path / "set.jsonl", ROWS[:1])
    (found,) = run_profiles([load_profiles(path)], Checks(refuse, lambda text, language: {}))
    assert not found.passed
    assert found.differences[0].found == "unknown field"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"as_of": "mai"}, "set.jsonl:1: as_of must be a date"),
        ({"expected": {"arena": {}}}, "expected.arena must hold verdict or criteria"),
        ({"expected": {"arena": {"verdict": "ja"}}}, "expected.arena: 'ja' is no verdict"),
        ({"expected": []}, "expected is missing or of the wrong kind"),
        ({"profil": {}}, "unknown key 'profil'"),
        ({"id": 3}, "id is missing or of the wrong kind"),
    ],
)
def test_faults_are_named(tmp_path, change, message):
    path = write(tmp_path / "set.jsonl", [{**ROWS[0], **change}])
    with pytest.raises(InputError) as error:
        load_profiles(path)
    assert message in str(error.value)


def test_kinds_of_sets_are_told_apart(tmp_path):
    question = {"id": "q", "question": "Hva?", "class": "nonsense", "language": "nb"}
    assert is_profile_set(write(tmp_path / "a.jsonl", ROWS))
    assert is_profile_set(write(tmp_path / "b.jsonl", ROWS[1:]))
    assert not is_profile_set(write(tmp_path / "c.jsonl", [question]))


def test_the_shipped_rules_pass_their_sets():
    files = [p for p in (ROOT / "evals/profiles").glob("*.jsonl") if "text" not in p.stem]
    found = run_profiles([load_profiles(p) for p in sorted(files)], shipped_checks())
    assert len(found) > 250
    assert [(r.id, r.differences) for r in found if not r.passed] == []


def test_the_shipped_reading_of_words_is_run(tmp_path):
    rows = [{**ROWS[1], "text": "Klyngen vår har sølv i ESCA."}]
    path = write(tmp_path / "set.jsonl", rows)
    (found,) = run_profiles([load_profiles(path)], shipped_checks())
    assert found.passed
