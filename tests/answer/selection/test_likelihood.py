"""How likely the leading evidence is the right one, where the static model has no opinion."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.selection import likelihood as module
from assistant.answer.selection.likelihood import CONSTANT, features, has_opinion, likelihood
from assistant.answer.selection.select import select
from assistant.answer.selection.thresholds import Thresholds
from assistant.domain import Outcome
from assistant.search.retrieval import Retriever
from assistant.search.store import build_folder, open_index
from assistant.settings import Settings

from ..sea_programme import TODAY

WEIGHTS: dict[str, float] = json.loads(module.FILE.read_text(encoding="utf-8"))
NAMES = sorted(set(WEIGHTS) - {CONSTANT})
TOLD = st.dictionaries(st.sampled_from(NAMES), st.floats(-20, 20), max_size=12)


@given(TOLD)
def test_it_is_a_probability(told: dict[str, float]) -> None:
    assert 0 <= likelihood(told) <= 1


@given(TOLD, st.sampled_from(NAMES), st.floats(0.1, 5))
def test_more_of_what_speaks_for_it_makes_it_no_less_likely(
    told: dict[str, float], name: str, more: float
) -> None:
    raised = {**told, name: told.get(name, 0.0) + more}
    before, after = likelihood(told), likelihood(raised)
    assert after >= before if WEIGHTS[name] >= 0 else after <= before


@pytest.mark.parametrize(
    ("name", "speaks_for"),
    [
        ("ahead", True),
        ("trust", True),
        ("bigrams", True),
        ("missing here", False),
        ("document behind", False),
        ("absent", False),
        ("as much", False),
    ],
)
def test_the_weights_say_what_one_would_expect(name: str, speaks_for: bool) -> None:
    assert (WEIGHTS[name] > 0) is speaks_for


@pytest.mark.parametrize(
    "text",
    [
        "Hvor lenge varer Hav Start?",
        "Hvor mye støtte får vi i Hav Start?",
        "How long does Hav Start last?",
    ],
)
def test_each_weight_is_of_a_feature(sea: ExtractiveAnswerer, text: str) -> None:
    selection, _ = sea.selected(sea.reader.read(text), TODAY, None)
    assert set(NAMES) <= set(selection.told)
    assert all(isinstance(value, float) for value in selection.told.values())


def test_the_threshold_decides(sea: ExtractiveAnswerer) -> None:
    question = sea.reader.read("Hvor lenge varer Hav Start?")
    concepts = sea.weighted(question)
    hits = sea.retriever.retrieve(question.query, 16)
    likeness = sea.retriever.likeness(question.text)
    ranked = sea._ranked(question, concepts, hits, TODAY, likeness)
    answered = select(question, ranked, Thresholds(), concepts=concepts)
    assert answered.outcome is Outcome.ANSWERED
    assert likelihood(answered.told) >= Thresholds().likely
    refused = select(question, ranked, replace(Thresholds(), likely=1.0), concepts=concepts)
    assert refused.outcome is Outcome.NO_EVIDENCE
    # What would have been shown is offered instead.
    assert answered.first.unit.text in {e.unit.text for e in refused.near}
    told = features(
        answered.first, question, concepts=concepts, ranked=ranked, fit=[answered.first]
    )
    assert told["own"] == answered.first.own.share
    assert not has_opinion(answered.first)


def test_a_reader_with_room_to_fill_gets_it_filled(sea: ExtractiveAnswerer) -> None:
    selection, _ = sea.selected(sea.reader.read("Hvor lenge varer Hav Start?"), TODAY, 200)
    assert selection.outcome is Outcome.ANSWERED
    assert not selection.told


def test_where_the_model_has_an_opinion_it_is_asked_instead(tmp_path: Path) -> None:
    settings = replace(Settings(), index=tmp_path / "index")
    build_folder(settings)
    own = ExtractiveAnswerer(Retriever(open_index(settings), settings))
    selection, _ = own.selected(own.reader.read("Hvor lenge varer NIC Impact?"), TODAY, None)
    assert selection.outcome is Outcome.ANSWERED
    assert has_opinion(selection.first)
    assert not selection.told
