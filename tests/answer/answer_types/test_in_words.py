"""What a question asks for, told in words: a price, a condition, how often, a day of the week."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked

HALL = """# Grendehuset Lomsetra

## Leie

Minnesamvær er gratis for familier i bygda. Bryllup koster 7 500 kroner.

Regnskap over hundre tusen kroner må være attestert av revisor.

Frivillige lag kan låne møterommet opp til to kvelder i uka.

Får laget mer enn tre klager, mister det nøkkelkortet.

## Arkivet

Esker fra fjernlageret hentes bare på mandager.

## Kart

Kart over stiene gjelder for hele kommunen. Familiekortet til kulturløypa koster 390 kroner.

Kommunen gir inntil 1 000 kroner til regntønne.
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("hall"), {"grendehus.md": HALL})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hva koster minnesamvær?", "gratis"),
        ("Hva koster bryllup?", "7 500"),
        ("Når må et regnskap være attestert av revisor?", "over hundre tusen"),
        ("Hvor ofte kan frivillige lag låne møterommet?", "to kvelder"),
        ("Når mister laget nøkkelkortet?", "tre klager"),
        ("Hvilken dag hentes esker fra fjernlageret?", "mandager"),
    ],
)
def test_what_is_told_in_words_answers(hall: ExtractiveAnswerer, question: str, said: str) -> None:
    answer = asked(hall, question)
    assert answer.outcome is Outcome.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # How big a thing is, no sum tells; nor does another card tell what this one costs.
        ("Hvor stor bør regntønna være?", "1 000 kroner"),
        ("Hva koster årskortet til kulturløypa?", "390"),
        # What is free is no sum that one gets.
        ("Hvor mye får vi i støtte til minnesamvær?", "gratis"),
    ],
)
def test_what_is_told_of_something_else_does_not(
    hall: ExtractiveAnswerer, question: str, told: str
) -> None:
    answer = asked(hall, question)
    assert answer.outcome is not Outcome.ANSWERED or told not in answer.text
