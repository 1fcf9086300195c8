"""What is enough for an answer: each condition alone, by changing one thing of real evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.units import UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import Coverage, WeightedConcept
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.selection.distance import (
    answered_nowhere,
    beside_the_point,
    is_known,
    is_meant,
    is_near,
    is_voted,
    is_vouched_for,
    unlike,
)
from assistant.answer.selection.precedence import meant_first, voted_first
from assistant.answer.selection.select import select
from assistant.answer.selection.sufficient import sufficient
from assistant.answer.selection.thresholds import Thresholds, thresholds_for
from assistant.answer.selection.trust import in_strange_words, trust_of
from assistant.answer.understanding.intent import Intent
from assistant.domain import Outcome

from ..sea_programme import TODAY

SMALL, LIBRARY = thresholds_for(20), thresholds_for(20_000)
MONEY = ("Hvor mye støtte får vi i Hav Start?", "Støtten i Hav Start er")
COUNT = ("Hvor mange medlemmer kreves i Hav Vekst?", "minst førti medlemmer")
NEEDED = ("Må vi delta på samlingene?", "ikke obligatorisk")
DECIDED = ("Er deltakelse på samlingene obligatorisk?", "ikke obligatorisk")
PLACE = ("Hvor holdes samlingene?", "Samlingene holdes i Bodø")
LISTED = ("Hvor mange tjenester tilbyr Havprogrammet?", "Havprogrammet tilbyr tre tjenester")

FEATURES = ("affinity", "about_itself", "asked")
STEP = 0.01

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
    features = {k: changes.pop(k) for k in FEATURES if k in changes}
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
        (MONEY, {"own": 0.19, "beside": 0.49}, False, True),
        # The heading right above and the sentence before make up for it.
        (MONEY, {"own": 0.19, "beside": 0.5}, True, True),
        # What is asked of must have been heard of, or be near.
        (MONEY, {"nameless": 0.39}, True, True),
        (MONEY, {"nameless": 0.4}, False, False),
        (MONEY, {"nameless": 0.4, "affinity": 0.55}, True, True),
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
        (MONEY, {"keyed": False, "affinity": 0.59}, False, True),
        (MONEY, {"keyed": False, "affinity": 0.6}, True, True),
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


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("Når er fristen for å søke?", True),
        ("Hvor mange søkte innen fristen?", False),
        ("Når er fristen, og hvor mange kan søke?", True),
    ],
)
def test_a_day_does_not_say_how_many(sea: ExtractiveAnswerer, text: str, enough: bool) -> None:
    # Also where the question was taken for one that asks when.
    question = replace(sea.reader.read(text), intent=Intent.DATE)
    _, evidence = real(sea, MONEY)
    held = changed(evidence, values=evidence.values, named=1.0, keyed=True, affinity=0.9)
    assert sufficient(held, question, SMALL) is enough


def test_how_many_by_a_day_asks_for_a_number(sea: ExtractiveAnswerer) -> None:
    question, ranked, _ = read(sea, "Hvor mange søkte innen fristen?")
    assert question.intent is Intent.COUNT
    deadlines = [e for e in ranked if "Søknadsfristen" in e.unit.text]
    assert deadlines
    for deadline in deadlines:
        assert not sufficient(changed(deadline, affinity=0.99), question, SMALL)


# (affinity, likeness to a question that it answers, how much more than to any that nothing
# answers; whether near), as distances from the thresholds.
NEAR = [
    ({"affinity": SMALL.near}, True),
    ({"affinity": SMALL.near - STEP}, False),
    ({"asked": SMALL.asked_near}, True),
    ({"asked": SMALL.asked_near, "known": -1.0}, True),
    ({"asked": SMALL.asked_near - STEP}, False),
    ({"asked": SMALL.asked, "known": SMALL.known}, True),
    ({"asked": SMALL.asked, "known": SMALL.known - STEP}, False),
    ({"asked": SMALL.asked - STEP, "known": 1.0}, False),
    ({"affinity": SMALL.near - STEP, "asked": SMALL.asked - STEP, "known": 1.0}, False),
    ({}, False),
]


@pytest.mark.parametrize(("changes", "near"), NEAR)
def test_near_by_the_model_or_by_a_question_like_it(
    sea: ExtractiveAnswerer, changes: dict[str, Any], near: bool
) -> None:
    question, evidence = real(sea, PLACE)
    evidence = changed(evidence, **{"affinity": 0.0, "asked": 0.0, **changes})
    assert is_near(evidence, SMALL) is near
    # The question's words need not stand there then; its names, years and kind must.
    beside = changed(evidence, focused=False)
    assert sufficient(beside, question, SMALL) is near
    for wrong in ("dated", "fitting"):
        assert not sufficient(changed(beside, **{wrong: False}), question, SMALL)


@pytest.mark.parametrize(
    ("changes", "enough"),
    [
        ({"asked": SMALL.asked_at_hand}, True),
        ({"asked": SMALL.asked_at_hand, "values": ()}, False),
        # Near enough to need no words, not near enough to need no telling word.
        ({"asked": max(SMALL.asked_near, SMALL.asked_at_hand - STEP)}, False),
    ],
)
def test_the_telling_word_of_a_value_waits_for_a_question_much_like_it(
    sea: ExtractiveAnswerer, changes: dict[str, Any], enough: bool
) -> None:
    assert SMALL.asked_near < SMALL.asked_at_hand
    question, evidence = real(sea, MONEY)
    beside = changed(evidence, keyed=False, **changes)
    assert sufficient(beside, question, SMALL) is enough


@pytest.mark.parametrize(
    ("changes", "enough"),
    [
        # A note of a document on itself answers who is known to ask for it.
        ({"about_itself": 1.0}, False),
        ({"about_itself": 1.0, "asked": SMALL.asked_near}, True),
        ({"about_itself": 1.0, "asked": SMALL.asked, "known": SMALL.known}, True),
        ({"about_itself": 1.0, "asked": SMALL.asked, "known": SMALL.known - STEP}, False),
        # What decides a question need not stand in the words of what surely answers it.
        ({"undone": True}, False),
        ({"undone": True, "asked": SMALL.asked_known, "known": SMALL.surely_known}, True),
        ({"undone": True, "asked": SMALL.asked_known, "known": SMALL.surely_known - STEP}, False),
        ({"undone": True, "asked": SMALL.asked_known - STEP, "known": SMALL.surely_known}, False),
        # Nor, nearer still, need the kind of thing asked for; names and years must be right.
        ({"fitting": False, "asked": SMALL.asked_known, "known": SMALL.surely_known}, False),
        ({"fitting": False, "asked": SMALL.fit_asked, "known": SMALL.surely_known}, True),
        ({"named": 0.0, "asked": SMALL.fit_asked, "known": SMALL.surely_known}, False),
        ({"dated": False, "asked": SMALL.fit_asked, "known": SMALL.surely_known}, False),
    ],
)
def test_what_a_known_question_makes_good(
    sea: ExtractiveAnswerer, changes: dict[str, Any], enough: bool
) -> None:
    question, evidence = real(sea, PLACE)
    assert sufficient(changed(evidence, **changes), question, SMALL) is enough


@given(st.floats(0, 1), st.floats(-1, 1), st.floats(0, 1))
def test_what_is_vouched_for_is_near_and_what_is_known_is_alike(
    sea: ExtractiveAnswerer, asked: float, known: float, affinity: float
) -> None:
    _, evidence = real(sea, PLACE)
    evidence = changed(evidence, asked=asked, known=known, affinity=affinity)
    assert is_near(evidence, SMALL) or not is_vouched_for(evidence, SMALL)
    assert is_near(evidence, SMALL) or not is_known(evidence, SMALL)


PARTS = st.integers(0, 20).map(lambda n: n / 20)


@given(PARTS, st.lists(PARTS, min_size=1, max_size=4), st.booleans())
def test_where_too_many_like_it_are_unanswered_nothing_answers(
    sea: ExtractiveAnswerer, unanswered: float, shares: list[float], leans: bool
) -> None:
    question, evidence = real(sea, PLACE)
    question = replace(question, leans=leans)
    picked = [changed(evidence, unanswered=unanswered, voted=share) for share in shares]
    least = SMALL.unanswered_leaning if leans else SMALL.unanswered
    outvoted = unanswered >= least and max(shares) < SMALL.outvoting * unanswered
    assert answered_nowhere(picked, question, SMALL) is outvoted


def test_where_no_questions_are_kept_nothing_is_answered_nowhere(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = read(sea, PLACE[0])
    assert {(e.known, e.voted, e.unanswered) for e in ranked} == {(0.0, 0.0, 0.0)}
    assert not answered_nowhere(ranked[:1], question, SMALL)
    nowhere = [changed(e, unanswered=SMALL.unanswered) for e in ranked]
    refused = select(question, nowhere, SMALL, concepts=concepts)
    assert refused.outcome is Outcome.NO_EVIDENCE
    assert refused.near
    # Written out, a follow-up is no sentence that any of them could be like.
    follow_up = replace(question, leans=True)
    assert select(follow_up, nowhere, SMALL, concepts=concepts).outcome is Outcome.ANSWERED
    surely = [changed(e, unanswered=SMALL.unanswered_leaning) for e in ranked]
    assert select(follow_up, surely, SMALL, concepts=concepts).outcome is Outcome.NO_EVIDENCE


@given(PARTS, PARTS, PARTS)
def test_a_vote_counts_by_its_share_and_by_how_near_the_nearest_is(
    sea: ExtractiveAnswerer, voted: float, unanswered: float, asked: float
) -> None:
    _, evidence = real(sea, PLACE)
    evidence = changed(evidence, voted=voted, unanswered=unanswered, asked=asked, affinity=0.1)
    outvoted = unanswered >= SMALL.unanswered and voted < SMALL.outvoting * unanswered
    won = voted >= SMALL.voted and asked >= SMALL.voted_asked and not outvoted
    assert is_voted(evidence, SMALL) is won
    if won:
        assert is_near(evidence, SMALL)
        assert is_known(evidence, SMALL)
        assert is_vouched_for(evidence, SMALL)


VOTED = {"voted": 0.3, "asked": 0.45}
WHY = ("Hvorfor holdes samlingene i Bodø?", "Samlingene holdes i Bodø")


@pytest.mark.parametrize(
    ("case", "changes", "enough"),
    [
        # No word of it need stand there, and it need not look like what is asked for.
        (PLACE, {"own": 0.0, "full": 0.0, "absent": 1.0, "fitting": False}, True),
        (PLACE, {"own": 0.0, "full": 0.0, "fitting": False, "unanswered": 0.36}, False),
        (PLACE, {"own": 0.0, "full": 0.0, "fitting": False, "unanswered": 0.34}, True),
        (PLACE, {"own": 0.0, "full": 0.0, "fitting": False, "voted": 0.29}, False),
        (PLACE, {"own": 0.0, "full": 0.0, "fitting": False, "asked": 0.44}, False),
        # A name, a year, what decides the question, a value and a reason must be there.
        (PLACE, {"named": 0.5}, False),
        (PLACE, {"dated": False}, False),
        (PLACE, {"unmet": True}, False),
        (PLACE, {"unmet": True, "asked": 0.7}, True),
        (MONEY, {"keyed": False, "counted": False}, True),
        (MONEY, {"values": ()}, False),
        (MONEY, {"values": (), "asked": 0.75}, True),
        (WHY, {"fitting": True}, True),
        (WHY, {"fitting": False}, False),
    ],
)
def test_what_the_known_questions_vote_for(
    sea: ExtractiveAnswerer, case: Case, changes: dict[str, Any], enough: bool
) -> None:
    question, evidence = real(sea, case)
    assert sufficient(changed(evidence, **{**VOTED, **changes}), question, SMALL) is enough


MEANT = {"voted": SMALL.meant, "unanswered": SMALL.meant_unanswered, "asked": 0.5}


@pytest.mark.parametrize(
    ("case", "changes", "meant"),
    [
        (PLACE, {}, True),
        # Neither wording nor names are asked for; a year and a value are.
        (PLACE, {"named": 0.0, "fitting": False, "unmet": True, "own": 0.0, "full": 0.0}, True),
        (PLACE, {"dated": False}, False),
        (PLACE, {"values": ()}, True),
        (MONEY, {"values": ()}, False),
        (MONEY, {"values": (), "denied": True}, True),
        (PLACE, {"voted": SMALL.meant - STEP}, False),
        (PLACE, {"unanswered": SMALL.meant_unanswered + STEP}, False),
    ],
)
def test_what_is_clearly_voted_for_is_meant(
    sea: ExtractiveAnswerer, case: Case, changes: dict[str, Any], meant: bool
) -> None:
    question, evidence = real(sea, case)
    found = changed(evidence, **{**MEANT, **changes})
    assert is_meant(found, question, SMALL) is meant
    assert meant_first(question, [], [evidence, found], SMALL) == ([found] if meant else [])


def test_what_is_meant_leads_but_not_before_what_is_voted_for_as_well(
    sea: ExtractiveAnswerer,
) -> None:
    question, evidence = real(sea, PLACE)
    found = changed(evidence, **MEANT)
    other = changed(evidence, voted=0.0)
    as_good = changed(evidence, voted=0.9 * SMALL.meant)
    assert meant_first(question, [other], [other, found], SMALL) == [found, other]
    assert meant_first(question, [as_good], [as_good, found], SMALL) == [as_good]


def test_what_is_meant_is_neither_strange_nor_asked_back(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = read(sea, MONEY[0])
    strict = replace(SMALL, familiar=2.0, familiar_trust=100.0)
    odd = [replace(e, unfamiliar=True) for e in ranked]
    assert select(question, odd, strict, concepts=concepts).outcome is Outcome.NO_EVIDENCE
    known = [changed(e, **MEANT) if e.values else e for e in odd]
    answered = select(question, known, strict, concepts=concepts)
    assert answered.outcome is Outcome.ANSWERED
    assert answered.first.values


@pytest.mark.parametrize(
    ("text", "elsewhere", "outcome"),
    [
        # What the words tell alone, and what the known questions tell of either.
        ("Hva koster brus?", None, Outcome.OUT_OF_SCOPE),
        ("Hva koster brus?", 0.4, Outcome.NO_EVIDENCE),
        ("Hva koster brus?", 0.6, Outcome.OUT_OF_SCOPE),
        ("Hva heter programmets maskot?", None, Outcome.NO_EVIDENCE),
        ("Hva heter programmets maskot?", 0.6, Outcome.OUT_OF_SCOPE),
        # A name of theirs is always theirs.
        ("Hva er Havkongen?", 0.9, Outcome.NO_EVIDENCE),
    ],
)
def test_what_is_refused_is_of_their_subject_or_another(
    sea: ExtractiveAnswerer, text: str, elsewhere: float | None, outcome: Outcome
) -> None:
    question, _, concepts = read(sea, text)
    found = select(question, [], SMALL, concepts=concepts, elsewhere=elsewhere)
    assert found.outcome is outcome


@given(st.lists(st.tuples(PARTS, PARTS), min_size=2, max_size=5))
def test_the_vote_leads_only_where_few_vote_for_the_best(
    sea: ExtractiveAnswerer, shares: list[tuple[float, float]]
) -> None:
    _, evidence = real(sea, PLACE)
    fit = [
        changed(evidence, voted=voted, asked=asked, score=-at)
        for at, (voted, asked) in enumerate(shares)
    ]
    led = voted_first(fit, SMALL)
    assert sorted(map(id, led)) == sorted(map(id, fit))
    assert [e for e in led[1:] if e is not fit[0]] == [e for e in fit[1:] if e is not led[0]]
    most = max((e.voted for e in fit if is_voted(e, SMALL)), default=0.0)
    if not most or fit[0].voted > 0.8 * most:
        assert led[0] is fit[0]
    else:
        assert led[0].voted == most


@pytest.mark.parametrize(
    ("share", "trust", "strange"),
    [(STEP, STEP, True), (0.0, STEP, False), (STEP, -STEP, False), (-STEP, -STEP, False)],
)
def test_words_of_no_known_question_must_stand_in_the_best_unit(
    sea: ExtractiveAnswerer, share: float, trust: float, strange: bool
) -> None:
    # So far lie the thresholds above what the unit has.
    question, evidence = real(sea, COUNT)
    concepts = sea.weighted(question)
    thresholds = replace(
        SMALL,
        familiar=evidence.full.share + share,
        familiar_trust=trust_of(evidence, concepts) + trust,
        odd_trust=100.0,
    )
    best = replace(evidence, unfamiliar=True)
    assert in_strange_words(best, concepts, thresholds) is strange
    assert not in_strange_words(evidence, concepts, thresholds)


@pytest.mark.parametrize(
    ("share", "trust", "strange"),
    [(-STEP, STEP, True), (-STEP, -STEP, False), (STEP, -STEP, True)],
)
def test_one_strange_word_of_few_needs_trust_and_the_rest_of_the_question(
    sea: ExtractiveAnswerer, share: float, trust: float, strange: bool
) -> None:
    question, evidence = real(sea, COUNT)
    concepts = sea.weighted(question)
    thresholds = replace(
        SMALL,
        odd_trust=trust_of(evidence, concepts) + trust,
        familiar=evidence.full.share + share,
        familiar_trust=100.0,
    )
    assert in_strange_words(replace(evidence, odd=True), concepts, thresholds) is strange
    assert not in_strange_words(evidence, concepts, thresholds)


@pytest.mark.parametrize(
    ("asked", "known", "valued", "strange"),
    [
        (0.0, 0.0, False, True),
        (SMALL.asked_odd, SMALL.odd_known, False, False),
        (SMALL.asked_odd, SMALL.odd_known - STEP, False, True),
        (SMALL.asked_odd, SMALL.odd_known, True, True),
        (SMALL.asked_odd_value, SMALL.odd_known, True, False),
    ],
)
def test_a_word_that_tells_all_may_be_strange_in_a_known_question(
    sea: ExtractiveAnswerer, asked: float, known: float, valued: bool, strange: bool
) -> None:
    question, evidence = real(sea, COUNT)
    concepts = sea.weighted(question)
    doubting = replace(SMALL, alien_trust=trust_of(evidence, concepts) + STEP)
    best = changed(evidence, alien=True, asked=asked, known=known)
    assert in_strange_words(best, concepts, doubting, valued=valued) is strange
    trusting = replace(SMALL, alien_trust=trust_of(evidence, concepts) - STEP)
    assert not in_strange_words(best, concepts, trusting, valued=valued)


def test_a_question_in_strange_words_is_refused(sea: ExtractiveAnswerer) -> None:
    # Of a word or a name that the documents are about, it is not out of scope.
    for case in (PLACE, MONEY):
        question, ranked, concepts = read(sea, case[0])
        assert select(question, ranked, SMALL, concepts=concepts).outcome is Outcome.ANSWERED
        strict = replace(SMALL, familiar=2.0, familiar_trust=100.0)
        odd = [replace(e, unfamiliar=True) for e in ranked]
        refused = select(question, odd, strict, concepts=concepts)
        assert refused.outcome is Outcome.NO_EVIDENCE
        assert bool(refused.near) is bool(question.mentions)
