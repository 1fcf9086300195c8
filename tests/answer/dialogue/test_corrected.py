"""What takes back what was said asks the question before again."""

from __future__ import annotations

import pytest

from assistant.answer.dialogue.corrected import without_correction
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import asked


@pytest.mark.parametrize(
    "message",
    [
        "nei, jeg mente Hav Vekst",
        "nei jeg mente Hav Vekst",
        "Beklager, Hav Vekst",
        "unnskyld, jeg tenkte på Hav Vekst",
        "Nei, eg meinte Hav Vekst",
        "sorry, I meant Hav Vekst",
        "jeg mente Hav Vekst",
        "ikke Hav Start, men Hav Vekst",
        "nei, ikke Hav Start, men Hav Vekst",
        "nei, Hav Vekst, ikke Hav Start",
    ],
)
def test_what_is_meant_is_asked_instead(sea: ExtractiveAnswerer, message: str) -> None:
    answer = asked(sea, message, "Hvor lenge varer Hav Start?")
    assert answer.outcome is Outcome.ANSWERED
    assert "fem år" in answer.text
    assert "tre år" not in answer.text


@pytest.mark.parametrize(
    "message",
    [
        "Hvor lenge varer Hav Vekst?",
        "Nei",
        "Vi mente at støtten var høyere",
        "Vi er nye, ikke store. Hva passer?",
        "No er vi klare",
        "Hav Vekst, ikke Hav Start",
    ],
)
def test_what_takes_nothing_back_stands(message: str) -> None:
    assert without_correction(message) == message


def test_a_whole_question_stands_by_itself() -> None:
    asked_anew = without_correction("Nei, hvor lenge varer Hav Vekst?")
    assert asked_anew == "hvor lenge varer Hav Vekst?"
