"""All of what is asked for: every stage, every kind, what all have in common; and what is none."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.selection.common_demands import asks_in_common
from assistant.domain import Outcome
from tests.answer.sea_programme import TODAY, answerer_over, asked

CALL = """# Utlysning 2016

## Frister i 2016

Fristen for skisse i 2016-utlysningen var 26. februar 2016. Fristen for søknad i 2016-utlysningen
var 29. april 2016.

## Mål

Ordningens delmål er:

- flere båter
- flere kaier

Ordningens hovedmål er:

- et levende hav
- en trygg kyst

## Nivåene

Felles for Brygge og Fyr er at lagene samarbeider. På alle nivåene må laget ha en plan. På alle
nivåene skal laget levere rapport.

## Brygge

Laget må ha ti medlemmer i Brygge.

## Fyr

Laget må ha tjue medlemmer i Fyr.
"""


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("call"), {"utlysning.md": CALL})


@pytest.mark.parametrize("question", ["Hva var fristen i 2016?", "When was the deadline in 2016?"])
def test_the_deadline_is_that_of_every_stage(call: ExtractiveAnswerer, question: str) -> None:
    text = asked(call, question).text
    assert "29. april 2016" in text
    assert "26. februar 2016" in text


def test_the_deadline_of_one_stage_is_its_own(call: ExtractiveAnswerer) -> None:
    text = asked(call, "Hva var fristen for søknad i 2016?").text
    assert "29. april 2016" in text
    assert "26. februar 2016" not in text


@pytest.mark.parametrize(
    ("before", "question", "first"),
    [
        ("Når var fristen for skisse i 2016?", "Og søknad?", "29. april 2016"),
        ("Når var skissefristen i 2016?", "Og selve søknaden?", "29. april 2016"),
        ("Når var fristen for søknad i 2016?", "Og skisse?", "26. februar 2016"),
    ],
)
def test_a_follow_up_gets_what_it_names_first(
    call: ExtractiveAnswerer, before: str, question: str, first: str
) -> None:
    text = asked(call, question, before).text
    days = [day for day in ("26. februar 2016", "29. april 2016") if day in text]
    assert min(days, key=text.index) == first


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hvilke mål har ordningen?", ("flere båter", "et levende hav"), ()),
        ("Hvilke hovedmål har ordningen?", ("et levende hav",), ("flere båter",)),
    ],
)
def test_all_kinds_of_what_is_asked_for_are_listed(
    call: ExtractiveAnswerer, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    text = asked(call, question).text
    assert all(item in text for item in told)
    assert not any(item in text for item in untold)


def test_what_is_common_is_all_that_is(call: ExtractiveAnswerer) -> None:
    text = asked(call, "Hva er felles for nivåene?").text
    assert "lagene samarbeider" in text
    assert "ha en plan" in text
    assert "levere rapport" in text


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hva er felles for de to nivåene?", True),
        ("What do the levels have in common?", True),
        ("Hva er felles for Brygge?", False),
        ("Hva er et fellestiltak?", False),
    ],
)
def test_what_asks_of_all(call: ExtractiveAnswerer, question: str, asks: bool) -> None:
    assert asks_in_common(call.reader.read(question)) is asks


def test_a_greeting_with_who_asks_is_no_part_of_the_question(sea: ExtractiveAnswerer) -> None:
    plain = asked(sea, "Hvor lenge varer Hav Start?")
    greeted = asked(sea, "Hei! Jeg er journalist og lurer på noe. Hvor lenge varer Hav Start?")
    assert greeted.text == plain.text


@pytest.mark.parametrize("question", ["hva er klynger", "Hva er en klynge?"])
def test_a_definition_in_the_very_words_is_told(shipped: ExtractiveAnswerer, question: str) -> None:
    assert "geografisk samling" in asked(shipped, question).text


def test_what_has_no_answer_is_not_asked_back(shipped: ExtractiveAnswerer) -> None:
    answer = shipped.answer("Hva må stå i søknaden?", as_of=TODAY)
    assert answer.outcome is Outcome.NO_EVIDENCE
