"""Choosing a setting: only on tuning questions, the simplest value that is as good."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant.answer.selection.thresholds import Thresholds
from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.cases import CaseSet
from assistant.evaluation.tune import (
    THRESHOLDS,
    choose,
    grid_search,
    rank_scores,
    refuse_held_out,
    show_choice,
    write_choice,
)

from .fakes import CASES, FakeAssistant, WrongRanking


@pytest.mark.parametrize("name", ["test", "questions-test", "heldout", "held-out_2", "x.Holdout"])
def test_held_out_sets_are_refused_by_name(name):
    with pytest.raises(InputError, match="held out by its name"):
        refuse_held_out([CaseSet(name, Path(name), CASES)])


@pytest.mark.parametrize("tag", ["test", "held-out", "split:test", "heldout"])
def test_held_out_questions_are_refused_by_tag(tag):
    marked = replace(CASES[1], tags=(tag.removeprefix("split:"),))
    with pytest.raises(InputError, match="'arena-years' is held out by its tag"):
        refuse_held_out([CaseSet("tune", Path("tune"), (CASES[0], marked))])


@pytest.mark.parametrize("name", ["tune", "dev", "utestemme", "testament", "tuning"])
def test_other_sets_are_taken(name):
    refuse_held_out([CaseSet(name, Path(name), CASES)])


def scores(share: float, count: int = 100) -> dict[str, float]:
    return {str(n): float(n < share * count) for n in range(count)}


def test_the_best_value_wins_when_it_is_better_beyond_chance():
    trials = grid_search(
        (0.0, 0.5, 1.0), {0.0: scores(0.5), 0.5: scores(0.9), 1.0: scores(0.2)}.get
    )
    found = choose(trials, name="dense_weight", measure="ndcg@10", prefer=0.0)
    assert (found.value, found.best) == (0.5, 0.5)
    assert found.tried == {"0": 0.5, "0.5": 0.9, "1": 0.2}
    assert "Høyest" in show_choice(found, Language.NB)


def test_a_simpler_value_wins_when_the_difference_may_be_chance():
    trials = grid_search((0.0, 0.2), {0.0: scores(0.80), 0.2: scores(0.82)}.get)
    found = choose(trials, name="dense_weight", measure="ndcg@10", prefer=0.0)
    assert (found.value, found.best) == (0.0, 0.2)
    assert found.low <= 0 < found.high
    assert "innenfor tilfeldighet" in show_choice(found, Language.NB)


def test_the_value_in_use_is_kept_when_nothing_is_better_beyond_chance():
    tried = {0.1: scores(0.8), 0.5: scores(0.8), 0.9: scores(0.82)}
    trials = grid_search(tuple(tried), tried.__getitem__)
    assert choose(trials, name="trust", measure="passed", prefer=0.5).value == 0.5


def test_every_threshold_can_be_tuned():
    assert set(THRESHOLDS) <= {f.name for f in fields(Thresholds)}


def test_nothing_to_tune_on_is_told():
    with pytest.raises(InputError, match="no question to tune on"):
        choose(grid_search((0.0,), lambda _: {}), name="x", measure="ndcg@10", prefer=0.0)


def test_scores_come_from_search():
    good = rank_scores(FakeAssistant(), CASES[:3], "mrr@10")
    assert good == {"arena-amount": 1, "arena-years": 1, "nce-amount": 1}
    assert sum(rank_scores(WrongRanking(), CASES[:3], "mrr@10").values()) < 3
    with pytest.raises(InputError, match="choose one of recall@1"):
        rank_scores(FakeAssistant(), CASES[:3], "length")


def test_the_reasons_are_written(tmp_path):
    trials = grid_search((0.0, 0.2), {0.0: scores(0.8), 0.2: scores(0.8)}.get)
    path = tmp_path / "data" / "tuning.json"
    write_choice(
        path, choose(trials, name="dense_weight", measure="ndcg@10", prefer=0.0, sets=["tune"])
    )
    found = json.loads(path.read_text())
    assert found["value"] == 0.0
    assert found["sets"] == ["tune"]
    assert found["questions"] == 100
