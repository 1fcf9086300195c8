"""Yes and no by what is known of a sentence, where its words tell neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.yes_no import known
from assistant.answer.yes_no.polarity import verdict
from assistant.domain import Status
from assistant.search.likeness import Decision

from .test_polarity import scored

YES, NO = Decision(yes=0.94, met=1.0), Decision(no=0.94, met=1.0)
OPEN = Decision(yes=0.5, no=0.3, met=1.0)
CERTAIN = Decision(yes=0.99, met=1.0)
PLAN = "Laget skal ha en plan for drift med bred forankring."
LASTS = "Støtten varer i tre år."


def said(
    sea: ExtractiveAnswerer,
    question: str,
    sentence: str,
    says: Decision,
    *,
    status: Status = Status.CURRENT,
    voted: float = 0.9,
) -> bool | None:
    """What is read from a sentence that leads, and of which so much is known."""
    read, evidence = scored(sea, question, sentence, status)
    evidence = replace(evidence, says=says, voted=voted, unanswered=0.0, named=1.0, dated=True)
    return verdict(read, evidence)


@pytest.mark.parametrize(
    ("question", "sentence", "says", "found"),
    [
        ("Trenger vi noe de andre stiller seg bak?", PLAN, YES, True),
        ("Er det fritt fram å improvisere?", PLAN, NO, False),
        ("Trenger vi noe de andre stiller seg bak?", PLAN, OPEN, None),
        # In words that have not been met, it may mean the opposite.
        ("Trenger vi noe de andre stiller seg bak?", PLAN, replace(CERTAIN, met=0.6), None),
        # One of two is asked for.
        ("Er det fritt fram eller må vi tenke oss om?", PLAN, NO, None),
        # What may be turned round must be surer.
        ("Er det bare de andre vi må ha i ryggen?", PLAN, YES, None),
        ("Går det uten de andre i ryggen?", PLAN, YES, None),
        ("Går det uten de andre i ryggen?", PLAN, CERTAIN, True),
        # What is important, or mostly so, nobody must.
        (
            "Må vi ha noe de andre stiller seg bak?",
            "Det er viktig at planen har støtte.",
            YES,
            None,
        ),
        (
            "Bør vi ha noe de andre stiller seg bak?",
            "Det er viktig at planen har støtte.",
            YES,
            True,
        ),
        # A question put negatively is left to the words.
        ("Må vi ikke ha de andre i ryggen?", PLAN, CERTAIN, None),
    ],
)
def test_what_is_sure_enough(
    sea: ExtractiveAnswerer, question: str, sentence: str, says: Decision, found: bool | None
) -> None:
    assert said(sea, question, sentence, says) is found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("Får vi holde på i tre år?", LASTS, True),
        ("Får vi holde på i fem år?", LASTS, False),
        ("Får vi holde på i 36 måneder?", LASTS, None),
        ("Får vi holde på i mer enn tre år?", LASTS, None),
        ("Får vi 5 millioner på kontoen?", "Laget mottar tre millioner kroner.", False),
        ("Får vi 3 mill på kontoen?", "Laget mottar tre millioner kroner.", True),
        # Two sums may be added up.
        (
            "Får vi 6 millioner på kontoen?",
            "Laget mottar tre millioner kroner og så tre millioner kroner.",
            None,
        ),
        # The year says which document is meant.
        ("Fikk vi holde på i fem år i 2019?", LASTS, False),
        ("Kunne man møte opp 4. mai?", "Møtet var 3. mai 2024 klokken 12.00.", False),
        ("Kunne man møte opp i juni?", "Møtet var 3. mai 2024 klokken 12.00.", None),
        ("May we come along?", "Laget kan ta med gjester.", True),
    ],
)
def test_figures_are_held_against_the_sentence(
    sea: ExtractiveAnswerer, question: str, sentence: str, found: bool | None
) -> None:
    assert said(sea, question, sentence, YES) is found


def test_a_no_to_more_than_the_figure_is_not_told_by_it(sea: ExtractiveAnswerer) -> None:
    assert said(sea, "Slutter de å ringe etter 3 år?", LASTS, NO) is None
    assert said(sea, "Slutter de å ringe?", LASTS, NO) is False


def test_only_of_what_is_meant_and_not_of_what_is_over(sea: ExtractiveAnswerer) -> None:
    question = "Trenger vi noe de andre stiller seg bak?"
    assert said(sea, question, PLAN, YES, voted=0.2) is None
    assert said(sea, question, PLAN, YES, status=Status.HISTORICAL) is None
    before = "Måtte man ha de andre i ryggen?"
    assert said(sea, before, PLAN, YES, status=Status.HISTORICAL) is True


def test_not_of_another_name_or_year(sea: ExtractiveAnswerer) -> None:
    read, evidence = scored(sea, "Må vi ha Fylkesrådet i ryggen?", PLAN)
    sure = replace(evidence, says=CERTAIN, voted=0.9)
    assert verdict(read, replace(sure, named=1.0, dated=True)) is True
    assert verdict(read, replace(sure, named=0.5, dated=True)) is None
    assert verdict(read, replace(sure, named=1.0, dated=False)) is None


SKETCH = "Fristen for skisse var 21. februar 2014 klokken 15.00."
MOST = "Laget kan få støtte i høyst ti år."


@pytest.mark.parametrize(
    ("question", "sentence", "says", "found"),
    [
        # The deadline of another thing, or none is asked for.
        ("Var fristen for søknad 21. februar 2014?", SKETCH, CERTAIN, None),
        ("Måtte vi søke innen 21. februar 2014?", SKETCH, CERTAIN, None),
        ("Var møtet 21. februar 2014?", SKETCH, CERTAIN, None),
        ("Var skissefristen 21. februar 2014?", SKETCH, CERTAIN, True),
        # A bound does not rule out less.
        ("Går det an å få støtte i tolv år?", MOST, CERTAIN, False),
        ("Går det an å få støtte i åtte år?", MOST, CERTAIN, None),
        # Of somebody else than the sentence tells of.
        ("Skal rederiene ha noe i ryggen?", PLAN, replace(CERTAIN, met=0.8), None),
        # Only, both, doubted, the opposite.
        ("Er det bare laget som skal ha plan?", PLAN, CERTAIN, None),
        ("Er det bare rederier som får noe?", "Alle får.", Decision(no=0.99, met=1.0), None),
        (
            "Gjaldt det bare rederier?",
            "Det gjaldt rederier og havner.",
            Decision(no=0.99, met=1.0),
            False,
        ),
        ("Skal laget ha både plan og båt?", PLAN, CERTAIN, None),
        ("Er det feil at laget skal ha plan?", PLAN, CERTAIN, None),
        ("Er laget lite?", "Laget er ofte stort.", CERTAIN, None),
        # All that is asked stands there, and nothing denies it.
        ("Skal laget ha plan?", PLAN, Decision(no=0.99, met=1.0), None),
        # What one must to be let in is no «nei» to whether one may.
        (
            "Kan vi komme rett inn?",
            "For å bli med må laget vise til gode resultater.",
            Decision(no=0.99, met=1.0),
            None,
        ),
        # Whether a call is open, its dates tell.
        ("Er utlysningen stengt?", "Laget kunngjør opptak.", Decision(no=0.99, met=1.0), None),
    ],
)
def test_what_words_do_not_tell(
    sea: ExtractiveAnswerer, question: str, sentence: str, says: Decision, found: bool | None
) -> None:
    assert said(sea, question, sentence, says) is found


def test_where_words_and_what_is_known_differ_neither_is_sure(sea: ExtractiveAnswerer) -> None:
    asked = "Skal laget ha en plan for drift?"
    assert said(sea, asked, PLAN, OPEN) is True
    assert said(sea, asked, PLAN, Decision(no=0.95, met=1.0)) is None
    # Of figures and years nothing is known.
    assert said(sea, "Varer støtten i tre år?", LASTS, Decision(no=0.95, met=1.0)) is True
    assert said(sea, "Varer støtten i fem år?", LASTS, Decision(yes=0.95, met=1.0)) is False


@given(yes=st.floats(0, 1), no=st.floats(0, 1))
def test_never_less_sure_than_the_more_likely_one(yes: float, no: float) -> None:
    total = max(1.0, yes + no)
    says = Decision(yes=yes / total, no=no / total, met=1.0)
    assert not (known.sure(says, turns=True) is True and says.no > says.yes)
    assert known.sure(says, turns=True) in (known.sure(says, turns=False), None)
