"""Measures, runs, folders and summaries, with an assistant whose answers are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Answer, Language, Outcome
from assistant.errors import InputError
from assistant.evaluation.case_files import write_set
from assistant.evaluation.cases import CaseClass, CaseSet, Relevant
from assistant.evaluation.measures import MEASURES, Observation, score
from assistant.evaluation.runner import run_case, run_sets
from assistant.evaluation.runs import read_run, result_from_row, result_to_row, write_run
from assistant.evaluation.summary import median_length, summarise, to_row

from .fakes import CASES, TEXTS, Failing, FakeAssistant, Inventing, case


@pytest.fixture
def case_set(tmp_path: Path) -> CaseSet:
    path = tmp_path / "dev.jsonl"
    write_set(path, CASES)
    return CaseSet("dev", path, CASES)


def test_what_a_good_answer_scores():
    result, _ = run_case(FakeAssistant(), CASES[0], TEXTS)
    assert result.scores.passed
    assert result.scores.unscored == {}
    values = dict(result.scores.values)
    assert values.pop("length") == len("Støtten til Arena er inntil to millioner i året.")
    lower = {n for n in values if not MEASURES[n].higher_is_better}
    assert {n: v for n, v in values.items() if n in lower} == dict.fromkeys(lower, 0)
    assert {n: v for n, v in values.items() if n not in lower} == dict.fromkeys(
        set(values) - lower, 1
    )
    assert lower == {
        "over_refusal",
        "invented_markers",
        "nonverbatim_quotes",
        "unsupported_numbers",
    }


def test_a_refusal_that_is_right_has_no_ranking_and_no_length():
    result, _ = run_case(FakeAssistant(), CASES[5], TEXTS)
    assert result.scores.passed
    assert dict(result.scores.values) == {
        "right_outcome": 1,
        "false_answer": 0,
        "invented_markers": 0,
        "nonverbatim_quotes": 0,
        "unsupported_numbers": 0,
    }


def test_unanswerable_questions_stay_out_of_ranking_even_with_labels():
    labelled = replace(CASES[5], relevant=(Relevant("nce", "NCE startet i 2006."),))
    result, _ = run_case(FakeAssistant(), labelled, TEXTS)
    assert not [name for name in result.scores.values if "@" in name]


def test_a_follow_up_is_ranked_by_the_passages_behind_its_answer():
    result, _ = run_case(FakeAssistant(), CASES[3], TEXTS)
    assert result.scores.values["recall@1"] == 1
    alone, _ = run_case(FakeAssistant(), replace(CASES[3], history=()), TEXTS)
    assert [p.rank for p in alone.passages] == [1]
    assert len(result.passages) > 1


def test_a_failure_is_unscored_never_zero():
    result, _ = run_case(Failing(), CASES[2], TEXTS)
    assert result.outcome is None
    assert result.scores.failures == ("error",)
    assert "no NCE today" in result.scores.unscored["fact_recall"]
    assert result.scores.values["recall@1"] == 1  # search still worked
    assert "over_refusal" not in result.scores.values


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        (Relevant("arena", "inntil ni millioner"), "labelled quote not in arena"),
        (Relevant("arne", "inntil to millioner"), "the document 'arne', which is not indexed"),
    ],
)
def test_a_wrong_label_is_unscored_with_its_reason(label, reason):
    result, _ = run_case(FakeAssistant(), replace(CASES[0], relevant=(label,)), TEXTS)
    assert reason in result.scores.unscored["recall@5"]
    assert "recall@5" not in result.scores.values


OUTCOMES = [
    (CaseClass.ANSWERABLE, (), Outcome.CLARIFY, ("right_outcome",), {"over_refusal": 1}),
    (CaseClass.ANSWERABLE, ("expect:clarify",), Outcome.CLARIFY, (), {"false_answer": 0}),
    (CaseClass.UNANSWERABLE, (), Outcome.ANSWERED, ("right_outcome",), {"false_answer": 1}),
    (CaseClass.UNANSWERABLE, (), Outcome.NO_EVIDENCE, (), {"false_answer": 0}),
    (CaseClass.HOSTILE, (), Outcome.OUT_OF_SCOPE, (), {"false_answer": 0}),
    (CaseClass.HOSTILE, ("expect:answered",), Outcome.ANSWERED, (), {"over_refusal": 0}),
    (CaseClass.CONVERSATION, (), Outcome.NO_EVIDENCE, ("right_outcome",), {"false_answer": 0}),
]


@pytest.mark.parametrize(("case_class", "tags", "outcome", "failures", "values"), OUTCOMES)
def test_outcomes_by_class(case_class, tags, outcome, failures, values):
    answer = Answer("?", Language.NB, outcome, "Hei og hå")
    scores = score(Observation(case("x", "?", case_class=case_class, tags=tags), answer, (), TEXTS))
    assert scores.failures == failures
    found = {n: v for n, v in scores.values.items() if n in ("over_refusal", "false_answer")}
    assert found == values


def test_forbidden_strings_and_missing_facts_fail_a_question():
    wanted = replace(CASES[0], facts=(("3 millioner",),), forbidden=("2 mill.",))
    result, _ = run_case(FakeAssistant(), wanted, TEXTS)
    assert result.scores.failures == ("fact_recall", "forbidden")


def test_two_runs_are_the_same_to_the_byte(case_set, tmp_path):
    for name in ("a", "b"):
        run = run_sets(FakeAssistant(), [case_set], TEXTS)
        write_run(tmp_path / name, run, to_row(summarise(run.results)))
    for file in ("results.jsonl", "summary.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_run_is_read_back_as_it_was(case_set, tmp_path):
    run = run_sets(Inventing(), [case_set], TEXTS)
    write_run(tmp_path / "run", run, {})
    again = read_run(tmp_path / "run")
    assert again.results == run.results
    assert again.seconds == run.seconds
    assert again.provenance["sets"][0]["questions"] == len(CASES)
    assert result_from_row(result_to_row(run.results[0])) == run.results[0]


def test_a_question_is_asked_on_its_own_date_or_the_run_s(case_set):
    asked: list[date | None] = []

    class Dated(FakeAssistant):
        def ask(self, *args, as_of=None, **kwargs):
            asked.append(as_of)
            return super().ask(*args, **kwargs)

    dated = replace(case_set, cases=(replace(CASES[0], as_of=date(2016, 2, 1)), CASES[1]))
    told: list[tuple[int, int]] = []
    day = date(2024, 4, 30)
    run = run_sets(Dated(), [dated], TEXTS, today=day, tell=lambda *counts: told.append(counts))
    assert told == [(1, 2), (2, 2)]
    assert asked == [date(2016, 2, 1), date(2024, 4, 30)]
    assert run.provenance["as_of"] == "2024-04-30"


def test_a_damaged_run_is_named_by_line(case_set, tmp_path):
    run = run_sets(FakeAssistant(), [case_set], TEXTS)
    write_run(tmp_path / "run", run, {})
    path = tmp_path / "run" / "results.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1][:-9]]), encoding="utf-8")
    with pytest.raises(InputError, match=r"results\.jsonl:2"):
        read_run(tmp_path / "run")
    with pytest.raises(InputError, match="holds no run"):
        read_run(tmp_path)


def test_ids_must_differ_across_sets(case_set):
    with pytest.raises(InputError, match="'arena-amount' stands in both"):
        run_sets(FakeAssistant(), [case_set, case_set], TEXTS)


def test_summary_by_group(case_set):
    summary = summarise(run_sets(Failing(), [case_set], TEXTS).results)
    assert (summary.overall.questions, summary.overall.passed, summary.overall.errors) == (6, 5, 1)
    recall = summary.overall.measures["fact_recall"]
    assert (recall.value, recall.scored, recall.unscored) == (1, 3, 1)
    kinds = {g.name: g for g in summary.groups["kind"]}
    assert kinds["amount"].measures["fact_recall"].unscored == 1
    assert [g.name for g in summary.groups["tag"]] == ["follow-up", "level:arena"]
    assert summary.outcomes["answerable"] == {"answered": 3, "error": 1}


def test_counts_are_summed_and_lengths_have_a_median(case_set):
    results = run_sets(Inventing(), [case_set], TEXTS).results
    assert summarise(results).overall.measures["invented_markers"].value == 4
    assert median_length(results) == pytest.approx(43.5, abs=6)
    assert median_length([]) is None
