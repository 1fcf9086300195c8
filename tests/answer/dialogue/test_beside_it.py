"""What is asked of what stands beside: another year, all together, the next level."""

from __future__ import annotations

import pytest

from assistant.answer.dialogue.beside_it import is_unnamed, leans_on_it
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import FORMER_CALLS, answerer_in, asked

FORMER = {
    **FORMER_CALLS,
    "utlysning-2023.md": """# Utlysning 2023

Fristen for søknad i 2023-utlysningen var 5. mai 2023.
""",
    "lengde.md": """# Støtte til sammen

Et nettverk kan få støtte fra Havprogrammet i høyst åtte år til sammen.
""",
}


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("beside"), FORMER)


@pytest.mark.parametrize(
    ("earlier", "question", "held"),
    [
        ("Når var fristen for søknad i 2022?", "og året etter?", "5. mai 2023"),
        ("Når var fristen for søknad i 2023?", "og året før?", "4. april 2022"),
        ("Når var fristen for søknad i 2020?", "og to år senere?", "4. april 2022"),
        ("When was the deadline in 2022?", "and the year after?", "5. mai 2023"),
        ("Når var fristen for søknad i 2022?", "nei, jeg mente 2023", "5. mai 2023"),
    ],
)
def test_another_year_is_asked_of(
    calls: ExtractiveAnswerer, earlier: str, question: str, held: str
) -> None:
    assert held in asked(calls, question, earlier).text


def test_of_a_year_that_nothing_tells_of_none_is_given(calls: ExtractiveAnswerer) -> None:
    answer = asked(calls, "og året etter?", "Når var fristen for søknad i 2020?")
    assert answer.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("question", ["og til sammen?", "totalt?", "og hvor lenge i alt?"])
def test_all_together_is_not_of_the_one_level(calls: ExtractiveAnswerer, question: str) -> None:
    text = asked(calls, question, "Hvor lenge varer Hav Start?").text
    assert "Hav Start varer" not in text


@pytest.mark.parametrize(
    "question",
    [
        "og neste nivå?",
        "og nivået over?",
        "og de andre?",
        "og det høyeste nivået?",
        "og den forrige?",
        "and the next level?",
        "og de to andre nivåene?",
    ],
)
def test_what_only_its_place_tells_is_asked_back(sea: ExtractiveAnswerer, question: str) -> None:
    answer = asked(sea, question, "Hvor lenge varer Hav Start?")
    assert answer.outcome is Outcome.CLARIFY
    assert not answer.citations


@pytest.mark.parametrize(
    "question", ["hva er nivåene?", "og nivået?", "og andre krav?", "hvem er de andre partnerne?"]
)
def test_what_is_named_is_no_other(question: str) -> None:
    assert not is_unnamed(question)


@pytest.mark.parametrize("question", ["er det alt?", "er det andre krav?", "noe annet?"])
def test_no_demand_is_left_out_of_all(sea: ExtractiveAnswerer, question: str) -> None:
    first = asked(sea, "Hva kreves for Hav Vekst?")
    assert asked(sea, question, "Hva kreves for Hav Vekst?").text == first.text


def test_a_question_with_a_thing_of_its_own_leans_on_none() -> None:
    assert not leans_on_it("er det andre språk enn norsk?")


@pytest.mark.parametrize("question", ["er du sikker?", "hvor står det?", "are you sure?"])
def test_what_is_doubted_is_told_once_more(sea: ExtractiveAnswerer, question: str) -> None:
    assert "tre år" in asked(sea, question, "Hvor lenge varer Hav Start?").text


@pytest.mark.parametrize("question", ["vi vet ikke", "Usikker", "not sure", "veit ikkje"])
def test_what_the_asker_does_not_know_is_asked_back(sea: ExtractiveAnswerer, question: str) -> None:
    assert asked(sea, question, "Hvor lenge varer det?").outcome is Outcome.CLARIFY
