"""Comparing runs, and gates that trip on what they are there for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.cases import EvalCase
from assistant.evaluation.compare import Scored, bootstrap_interval, compare, scored
from assistant.evaluation.gate import check, read_baseline, write_baseline
from assistant.evaluation.profile_cases import Difference, ProfileResult
from assistant.evaluation.runner import run_case
from assistant.evaluation.runs import Result
from assistant.evaluation.terminal import show_comparison, show_gate

from .fakes import (
    CASES,
    TEXTS,
    Eliding,
    Failing,
    FakeAssistant,
    Inventing,
    Shortening,
    WrongRanking,
)

# Twelve times the six questions, so that a change can be told from chance.
MANY = [replace(c, id=f"{c.id}-{n}", must_pass=False) for n in range(12) for c in CASES]


def results(assistant, cases: list[EvalCase] | None = None) -> list[Result]:
    return [run_case(assistant, c, TEXTS)[0] for c in (cases or MANY)]


@pytest.fixture
def baseline(tmp_path):
    path = tmp_path / "evals" / "baseline.json"
    write_baseline(path, results(FakeAssistant()))
    return read_baseline(path)


def test_the_same_assistant_passes(baseline):
    found = check(results(FakeAssistant()), baseline)
    assert found.passed
    assert all(c.difference == c.low == c.high == 0 for c in found.comparison.changes)
    assert all(c.wins == c.losses == 0 for c in found.comparison.changes)


@pytest.mark.parametrize(
    ("assistant", "rule", "measure"),
    [
        (WrongRanking(), "worse", "ndcg@10"),
        (Inventing(), "never", "invented_markers"),
        (Inventing(), "worse", "citation_precision"),
        (Eliding(), "never", "nonverbatim_quotes"),
        (Shortening(), "worse", "citation_recall"),
        (Shortening(), "worse", "unsupported_numbers"),
        (Failing(), "error", ""),
    ],
)
def test_a_broken_assistant_trips_the_gate(baseline, assistant, rule, measure):
    found = check(results(assistant), baseline)
    trips = {(t.rule, t.measure): t for t in found.trips}
    assert (rule, measure) in trips
    assert trips[rule, measure].ids
    assert show_gate(found, 0).startswith("Porten er stengt:")


def test_must_pass_is_held_without_a_baseline():
    assert check(results(FakeAssistant(), list(CASES))).passed
    wrong = replace(CASES[0], facts=(("9 millioner",),))
    found = check(results(FakeAssistant(), [wrong]))
    assert [(t.rule, t.ids) for t in found.trips] == [("must_pass", ("arena-amount",))]


def test_an_improvement_and_a_single_loss_do_not_trip(baseline):
    worse = results(WrongRanking())
    one_lost = [*results(FakeAssistant())[:-1], worse[-1]]
    assert check(one_lost, baseline).passed
    changes = {c.measure: c for c in compare(scored(worse), baseline.questions).changes}
    assert changes["ndcg@10"].better and not changes["ndcg@10"].worse


def profile(name: str, *, strict: bool, passed: bool) -> ProfileResult:
    wrong = () if passed else (Difference("arena/a", "met", "missing"),)
    return ProfileResult(name, "set", strict, 1, wrong)


def test_profiles_are_gated(tmp_path):
    path = tmp_path / "baseline.json"
    before = [profile(f"t{n}", strict=False, passed=True) for n in range(20)]
    write_baseline(path, [], before)
    held = read_baseline(path)
    assert check([], held, before).passed
    wrong = check([], held, [profile("v", strict=True, passed=False)])
    assert [(t.rule, t.ids) for t in wrong.trips] == [("profile", ("v",))]
    one = [*before[1:], profile("t0", strict=False, passed=False)]
    assert check([], held, one).passed
    many = [profile(p.id, strict=False, passed=n > 8) for n, p in enumerate(before)]
    assert [t.rule for t in check([], held, many).trips] == ["unread"]


def test_changed_and_missing_questions_are_told_not_compared(baseline):
    now = results(FakeAssistant(), MANY[6:])
    edited = replace(now[0], case=replace(now[0].case, question="Hva nå?"))
    found = check([edited, *now[1:]], baseline)
    assert found.comparison.changed == (now[0].case.id,)
    assert len(found.comparison.only_a) == 6
    text = show_gate(found, 2)
    assert "6 spørsmål fra grunnlinjen er ikke med" in text
    assert "1 spørsmål er nye eller endret" in text
    assert "2 vurderinger kunne ikke gjøres" in text


def test_flips_are_listed():
    a, b = results(Shortening(), list(CASES)), results(FakeAssistant(), list(CASES))
    found = compare(scored(a), scored(b))
    assert found.fixed == ("arena-amount", "arena-years", "nce-amount", "nce-follow-up")
    assert found.broken == ()
    assert compare(scored(b), scored(a)).broken == found.fixed
    text = show_comparison(found, Language.NB)
    assert "Nå bestått (4): arena-amount" in text


@pytest.mark.parametrize("content", ["", "{}", '{"version": 0}', '{"version": 1, "questions": []}'])
def test_a_baseline_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is no baseline"):
        read_baseline(path)
    with pytest.raises(InputError, match="is missing"):
        read_baseline(tmp_path / "none.json")


values = st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), min_size=1, max_size=40)


@given(values)
@settings(deadline=None, max_examples=40)
def test_interval_laws(differences):
    low, high = bootstrap_interval(differences, resamples=500)
    assert min(differences) <= low <= high <= max(differences)
    assert (low, high) == bootstrap_interval(differences, resamples=500)
    mirrored = bootstrap_interval([-d for d in differences], resamples=500)
    assert mirrored == pytest.approx((-high, -low))


@given(values)
@settings(deadline=None, max_examples=20)
def test_wins_and_losses_swap_with_the_runs(differences):
    a = {str(n): Scored("f", True, {"ndcg@10": 0.0}) for n in range(len(differences))}
    b = {str(n): Scored("f", True, {"ndcg@10": d}) for n, d in enumerate(differences)}
    forth, back = compare(a, b).changes[0], compare(b, a).changes[0]
    assert (forth.wins, forth.ties, forth.losses) == (back.losses, back.ties, back.wins)
    assert forth.wins + forth.ties + forth.losses == len(differences)
    assert forth.better == back.worse


def test_the_interval_covers_the_mean_about_as_often_as_it_says():
    rng = random.Random(7)
    held = 0
    for trial in range(200):
        drawn = [rng.gauss(0.1, 0.5) for _ in range(60)]
        low, high = bootstrap_interval(drawn, seed=trial, resamples=400)
        held += low <= 0.1 <= high
    assert 180 <= held <= 199
