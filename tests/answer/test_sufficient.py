"""What is enough for an answer: each condition alone, by changing one thing of real evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.evidence import Evidence, Scorer
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.intent import Intent
from assistant.answer.matching import Coverage, WeightedConcept
from assistant.answer.question import Question
from assistant.answer.select import select
from assistant.answer.sufficient import (
    Thresholds,
    beside_the_point,
    sufficient,
    thresholds_for,
    unlike,
)
from assistant.answer.units import UnitKind
from assistant.domain import Outcome

from .sea_programme import TODAY

SMALL, LIBRARY = thresholds_for(20), thresholds_for(20_000)
MONEY = ("Hvor mye støtte får vi i Hav Start?", "Støtten i Hav Start er")
COUNT = ("Hvor mange medlemmer kreves i Hav Vekst?", "minst førti medlemmer")
NEEDED = ("Må vi delta på samlingene?", "ikke obligatorisk")
DECIDED = ("Er deltakelse på samlingene obligatorisk?", "ikke obligatorisk")
PLACE = ("Hvor holdes samlingene?", "Samlingene holdes i Bodø")
LISTED = ("Hvor mange tjenester tilbyr Havprogrammet?", "Havprogrammet tilbyr tre tjenester")

Case = tuple[str, str]
Read = tuple[Question, list[Evidence], tuple[WeightedConcept, ...]]


def read(sea: ExtractiveAnswerer, text: str) -> Read:
    question = sea.reader.read(text)
    concepts = sea.weighted(question)
    scorer = Scorer(question, concepts, rivals=("Hav Start", "Hav Vekst"), as_of=TODAY)
    return question, scorer.score(sea.retriever.retrieve(question.query, 16)), concepts


def real(
    sea: ExtractiveAnswerer, case: Case, kind: UnitKind = UnitKind.SENTENCE
) -> tuple[Question, Evidence]:
    question, ranked, _ = read(sea, case[0])
    return question, next(e for e in ranked if case[1] in e.unit.text and e.unit.kind is kind)


def changed(evidence: Evidence, **changes: Any) -> Evidence:
    """The evidence with other fields; `own` and `full` as shares, features by their name."""
    covers = {k: changes.pop(k) for k in ("own", "full") if k in changes}
    features = {k: changes.pop(k) for k in ("affinity", "about_itself") if k in changes}
    for name, share in covers.items():
        changes[name] = Coverage(getattr(evidence, name).matches, share)
    return replace(evidence, features=replace(evidence.features, **features), **changes)


@given(st.integers(0, 100_000))
def test_a_library_begins_above_600_passages(passages: int) -> None:
    assert thresholds_for(passages) == (Thresholds() if passages <= 600 else LIBRARY)


def test_a_library_asks_less_of_words_and_no_less_of_the_rest() -> None:
    assert SMALL.keyed
    assert not LIBRARY.keyed
    assert LIBRARY.own_value < SMALL.own_value
    assert LIBRARY.absent > SMALL.absent
    assert LIBRARY.absent_value > SMALL.absent_value
    relaxed = ("keyed", "own_value", "absent", "absent_value")
    assert replace(LIBRARY, **{name: getattr(SMALL, name) for name in relaxed}) == SMALL


@pytest.mark.parametrize(
    ("case", "changes", "small", "library"),
    [
        (MONEY, {}, True, True),
        # What nearness waives for nobody: the names, the year, the kind of thing asked for.
        (MONEY, {"named": 0.89}, False, False),
        (MONEY, {"named": 0.9}, True, True),
        (MONEY, {"named": 0.89, "affinity": 0.9}, False, False),
        (MONEY, {"dated": False, "affinity": 0.9}, False, False),
        (MONEY, {"about_itself": 1.0, "affinity": 0.9}, False, False),
        (MONEY, {"fitting": False}, False, False),
        (MONEY, {"fitting": False, "affinity": 0.9}, False, False),
        # Wording, which it does waive.
        (MONEY, {"focused": False}, False, False),
        (MONEY, {"focused": False, "affinity": 0.54}, False, False),
        (MONEY, {"focused": False, "affinity": 0.55}, True, True),
        (MONEY, {"own": 0.19}, False, True),
        (MONEY, {"own": 0.2}, True, True),
        (MONEY, {"own": 0.0, "affinity": 0.55}, True, True),
        (MONEY, {"absent": 0.35, "full": 0.5}, True, True),
        (MONEY, {"absent": 0.36, "full": 0.5}, False, True),
        (MONEY, {"absent": 0.51, "full": 0.5}, False, False),
        (MONEY, {"absent": 0.9, "full": 0.6}, True, True),
        (MONEY, {"absent": 0.9, "full": 0.1, "affinity": 0.55}, True, True),
        # The telling word of a value waits for `at_hand`, or for a denial.
        (MONEY, {"keyed": False}, False, True),
        (MONEY, {"keyed": False, "affinity": 0.55}, False, True),
        (MONEY, {"keyed": False, "affinity": 0.64}, False, True),
        (MONEY, {"keyed": False, "affinity": 0.65}, True, True),
        (MONEY, {"keyed": False, "denied": True}, True, True),
        # The value itself is waived by nothing; that there is none is an answer.
        (MONEY, {"values": ()}, False, False),
        (MONEY, {"values": (), "affinity": 0.99}, False, False),
        (MONEY, {"values": (), "denied": True}, True, True),
        # What is counted waits for `counted`.
        (COUNT, {}, True, True),
        (COUNT, {"counted": False}, False, False),
        (COUNT, {"counted": False, "affinity": 0.64}, False, False),
        (COUNT, {"counted": False, "affinity": 0.65}, True, True),
        (COUNT, {"counted": False, "values": (), "affinity": 0.99}, False, False),
        # Yes or no must be decided by more of the question.
        (DECIDED, {}, True, True),
        (DECIDED, {"full": 0.38}, True, True),
        (DECIDED, {"full": 0.37}, False, False),
        (DECIDED, {"full": 0.37, "affinity": 0.54}, False, False),
        (DECIDED, {"undone": True}, False, False),
        # Not a thing that one must have or may use.
        (DECIDED, {"unheard": 1.0}, True, True),
        (NEEDED, {"unheard": 0.59}, True, True),
        (NEEDED, {"unheard": 0.6}, False, False),
        (NEEDED, {"unheard": 0.6, "affinity": 0.75}, True, True),
        (DECIDED, {"full": 0.1, "affinity": 0.55}, True, True),
        # Where no value is asked for, keys and values do not matter; less may be absent.
        (PLACE, {}, True, True),
        (PLACE, {"keyed": False, "values": (), "own": 0.0, "full": 0.1}, True, True),
        (PLACE, {"absent": 0.5, "full": 0.3}, True, True),
        (PLACE, {"absent": 0.51, "full": 0.3}, False, True),
        (PLACE, {"absent": 0.66, "full": 0.3}, False, False),
        (PLACE, {"absent": 0.66, "full": 0.3, "affinity": 0.55}, True, True),
        (PLACE, {"fitting": False, "affinity": 0.99}, False, False),
    ],
)
def test_each_condition_alone(
    sea: ExtractiveAnswerer, case: Case, changes: dict[str, Any], small: bool, library: bool
) -> None:
    question, evidence = real(sea, case)
    evidence = changed(evidence, **changes)
    assert sufficient(evidence, question, SMALL) is small
    assert sufficient(evidence, question, LIBRARY) is library


@pytest.mark.parametrize(("named", "enough"), [(0.64, False), (0.65, True), (1.0, True)])
def test_of_several_names_most_are_enough(
    sea: ExtractiveAnswerer, named: float, enough: bool
) -> None:
    question, evidence = real(sea, MONEY)
    several = replace(question, mentions=question.mentions * 2)
    assert len(several.mentions) == 2
    assert sufficient(changed(evidence, named=named), several, SMALL) is enough


def test_a_list_counts_by_its_introduction(sea: ExtractiveAnswerer) -> None:
    question, whole = real(sea, LISTED, UnitKind.LIST)
    assert sufficient(whole, question, SMALL)
    # What is counted elsewhere is not counted by this list, however near it lies.
    samlinger = replace(question, counted=("fartøy",))
    assert not sufficient(changed(whole, affinity=0.99), samlinger, SMALL)


FLAGS = ("dated", "counted", "denied", "keyed", "fitting", "focused")
SHARES = ("named", "own", "full", "absent", "affinity")
CHANGES = st.fixed_dictionaries(
    {name: st.booleans() for name in FLAGS}
    | {name: st.integers(0, 20).map(lambda v: v / 20) for name in SHARES}
)


@given(CHANGES, st.sampled_from([MONEY, COUNT, DECIDED, PLACE]))
def test_a_library_refuses_nothing_that_a_programme_takes(
    sea: ExtractiveAnswerer, changes: dict[str, Any], case: Case
) -> None:
    question, evidence = real(sea, case)
    evidence = changed(evidence, **changes)
    assert sufficient(evidence, question, LIBRARY) or not sufficient(evidence, question, SMALL)


@given(CHANGES, st.sampled_from([MONEY, COUNT, DECIDED, PLACE]), st.data())
def test_what_speaks_for_a_unit_never_makes_it_insufficient(
    sea: ExtractiveAnswerer, changes: dict[str, Any], case: Case, data: st.DataObject
) -> None:
    question, evidence = real(sea, case)
    better = dict(changes)
    for name in data.draw(st.sets(st.sampled_from((*FLAGS, *SHARES)))):
        better[name] = name in FLAGS or float(name != "absent")
    less, more = changed(evidence, **changes), changed(evidence, **better)
    assert sufficient(more, question, SMALL) >= sufficient(less, question, SMALL)


@pytest.mark.parametrize(
    ("strange", "affinity", "beside"),
    [
        (True, 0.01, True),
        (True, 0.34, True),
        (True, 0.35, False),
        (True, 0.9, False),
        # Without an opinion of the model nothing speaks against it.
        (True, 0.0, False),
        (False, 0.01, False),
        (False, 0.34, False),
        (False, 0.0, False),
    ],
)
def test_strange_and_far_is_beside_the_point(
    sea: ExtractiveAnswerer, strange: bool, affinity: float, beside: bool
) -> None:
    question, evidence = real(sea, PLACE)
    far = changed(evidence, strange=strange, affinity=affinity)
    assert beside_the_point(far, question, SMALL) is beside


def test_what_is_beside_the_point_leads_nothing(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = read(sea, PLACE[0])
    right, other = (e for e in ranked[:2])
    far = changed(other, strange=True, affinity=0.1, score=right.score + 1)
    assert sufficient(far, question, SMALL)
    alone = select(question, [far], SMALL, concepts=concepts)
    assert alone.outcome is Outcome.NO_EVIDENCE
    assert alone.near == (far,)
    both = select(question, [far, right], SMALL, concepts=concepts)
    assert both.picked == (right,)
    after = select(question, [right, far], SMALL, concepts=concepts)
    assert after.picked[0] is right
    silent = changed(far, affinity=0.0)
    assert select(question, [silent], SMALL, concepts=concepts).picked == (silent,)


def test_what_lies_far_from_the_question_is_not_shown(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = read(sea, PLACE[0])
    right = ranked[0]
    far = changed(right, affinity=SMALL.unlike - 0.01)
    refused = select(question, [far], SMALL, concepts=concepts)
    assert refused.outcome is Outcome.NO_EVIDENCE
    assert refused.near
    for affinity in (SMALL.unlike + 0.1, 0.0):  # 0: the model has no opinion
        near = changed(right, affinity=affinity)
        assert select(question, [near], SMALL, concepts=concepts).picked == (near,)


# (question, what its best sentence must reach beyond `Thresholds.unlike`)
NEARER = [
    ("Når er søknadsfristen for Hav Vekst?", 0.05),
    ("Hvor holdes samlingene?", 0.05),
    ("Hvilke tjenester tilbyr Havprogrammet?", 0.03),
    ("Hvor lenge varer Hav Start?", 0.0),
]


@pytest.mark.parametrize(("text", "more"), NEARER)
def test_some_kinds_of_question_want_what_is_shown_nearer(
    sea: ExtractiveAnswerer, text: str, more: float
) -> None:
    question, ranked, _ = read(sea, text)
    least = SMALL.unlike + more
    assert unlike([changed(ranked[0], affinity=least - 0.01)], question, SMALL)
    assert not unlike([changed(ranked[0], affinity=least)], question, SMALL)
    far, near = changed(ranked[0], affinity=0.01), changed(ranked[1], affinity=0.9)
    assert not unlike([far, near], question, SMALL)


def test_nobody_is_named_for_what_the_sentence_does_not_account_for(
    sea: ExtractiveAnswerer,
) -> None:
    question, ranked, _ = read(sea, "Hvem driver Havprogrammet?")
    assert question.intent is Intent.WHO
    for affinity in (0.6, 0.0):
        known = changed(ranked[0], affinity=affinity)
        assert not unlike([replace(known, accounted=1.0)], question, SMALL)
        assert unlike([replace(known, accounted=0.4)], question, SMALL)


def test_without_a_model_every_word_counts_as_accounted_for(sea: ExtractiveAnswerer) -> None:
    _, ranked, _ = read(sea, "Hvem har laget logoen til Havprogrammet?")
    assert {e.accounted for e in ranked} == {1.0}


def test_a_day_does_not_say_how_many(sea: ExtractiveAnswerer) -> None:
    for text, enough in (
        ("Når er fristen for å søke?", True),
        ("Hvor mange søkte innen fristen?", False),
        ("Når er fristen, og hvor mange kan søke?", True),
    ):
        question = sea.reader.read(text)
        assert question.intent is Intent.DATE
        _, evidence = real(sea, MONEY)
        held = changed(evidence, values=evidence.values, named=1.0, keyed=True, affinity=0.9)
        assert sufficient(held, question, SMALL) is enough
