"""What one level demands is told with what all of them demand."""

from __future__ import annotations

import pytest

from assistant.answer.answer_types.demands import matches
from assistant.answer.extractive import ExtractiveAnswerer

from ..sea_programme import answerer_over, asked

TEXT = """# Sjøbruket

## Felles

På begge nivåene må laget ha en kasserer. På begge nivåene skal laget føre regnskap.
Laget får en fadder på begge nivåene.

## Hav Bris

Hav Bris er for nye lag. Et lag i Hav Bris må ha minst ti medlemmer.

## Hav Storm

Hav Storm er for lag med erfaring. Et lag i Hav Storm må ha egen båt.
Et lag i Hav Storm må ha havneplass.
Et lag i Hav Storm må ha skipper. Et lag i Hav Storm må ha lykt.
"""


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("boats"), {"sjo.md": TEXT})


@pytest.mark.parametrize(
    "question",
    ["Hva kreves for Hav Bris?", "Kva krevst for Hav Bris?", "What is required for Hav Bris?"],
)
def test_both_are_told(boats: ExtractiveAnswerer, question: str) -> None:
    text = asked(boats, question).text
    assert "ti medlemmer" in text
    assert "kasserer" in text
    assert "regnskap" in text
    assert "fadder" not in text
    assert "båt" not in text


def test_what_is_its_own_goes_first_and_no_answer_is_too_long(boats: ExtractiveAnswerer) -> None:
    text = asked(boats, "Hva kreves for Hav Storm?").text
    assert text.index("Hav Storm") < text.index("På begge nivåene")
    assert text.count("[") <= 5


@pytest.mark.parametrize(
    "question", ["Hvem er Hav Bris for?", "Hvor mange medlemmer må vi ha i Hav Bris?"]
)
def test_it_is_added_to_demands_only(boats: ExtractiveAnswerer, question: str) -> None:
    assert "begge nivåene" not in asked(boats, question).text


@pytest.mark.parametrize(
    ("sentence", "of_all"),
    [
        ("På alle tre nivåene må søkeren ha en plan.", True),
        ("Søkeren må ha en plan på alle nivåer.", True),
        ("På båe trinna skal laget ha ein plan.", True),
        ("At all levels the applicant must have a plan.", True),
        ("På nivået må søkeren ha en plan.", False),
        ("På alle tre nivåene får søkeren en plan.", False),
        ("Alle søkere må ha en plan.", False),
    ],
)
def test_sentences(sentence: str, of_all: bool) -> None:
    assert matches("of_all", "demands", sentence) is of_all


ENOUGH = """# Fyrmerket

Fyrmerket er for lag langs kysten. Merket varer i to år.

## Hav Storm

Hav Storm er for lag med erfaring. Båten må være ny.

## Hav Kuling

Hav Kuling er for lag i fjorden. Avgiften er lav.

## Hav Bris

Hav Bris er for nye lag. Lag i Hav Bris må ha sertifikat i to år.

Lag i Hav Bris som vil ha merket, må ha:

- sertifikat
- egen inntekt
- båt

## Søknad

Søknaden sendes til havnekontoret. Kontoret svarer innen en måned.
"""


def test_whether_some_of_it_is_enough_is_told_by_all_of_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    lights = answerer_over(tmp_path_factory.mktemp("lights"), {"fyr.md": ENOUGH})
    enough = "Vi har sertifikat. Er det nok til å få merket i Hav Bris?"
    assert "båt" in asked(lights, enough).text


def test_what_one_demands_in_the_question_s_words_is_told(boats: ExtractiveAnswerer) -> None:
    assert "minst ti medlemmer" in asked(boats, "Hva må et lag i Hav Bris ha?").text
