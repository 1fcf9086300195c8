"""How often, and whether there is a date at all: told in words, or denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer

from ..sea_programme import answerer_in, asked

REEF = """Skjærgårdsordningen

Skjærgårdsordningen er for lag som rydder strender.

Skjær Mini

Lag som vil bli tatt opp i Skjær Mini eller Skjær Maksi, kan søke i en årlig kunngjøring.
Skjær Mini gir lagene båtplass og redskap til rydding.

Skjær Maksi

Skjær Maksi gir lagene båt, redskap og en egen los. Ryddesamlingene i Skjær Maksi holdes to ganger
i året.

Måkemerket

Lag kan når som helst søke om å bruke Måkemerket på båtene sine. Måkemerket er gult og rundt.

Tidlige strandlag

Tidlige strandlag har ingen søknadsfrister. Tidlige strandlag får besøk av en fjæreloser.
"""


@pytest.fixture(scope="module")
def reef(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder: Path = tmp_path_factory.mktemp("reef")
    return answerer_in(folder, {"skjaergaard.txt": REEF})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvor ofte kan man søke om å bli tatt opp i Skjær Mini eller Skjær Maksi?", "årlig"),
        ("Kor ofte kan ein søkje om å bli teken opp i Skjær Mini eller Skjær Maksi?", "årlig"),
        ("Hvor ofte holdes ryddesamlingene i Skjær Maksi?", "to ganger i året"),
    ],
)
def test_how_often_is_told_by_the_sentence_that_says_so(
    reef: ExtractiveAnswerer, question: str, said: str
) -> None:
    answer = asked(reef, question)
    assert answer.outcome == "answered"
    assert said in answer.text.split("[1]")[0]
    assert "**Skjær Mini**:" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Må man vente til et bestemt tidspunkt for å søke om Måkemerket?", "når som helst"),
        ("Er det noen frist for å søke om Måkemerket?", "når som helst"),
        ("Er det noen søknadsfrist for tidlige strandlag?", "ingen søknadsfrister"),
        ("Når er søknadsfristen for tidlige strandlag?", "ingen søknadsfrister"),
    ],
)
def test_that_there_is_no_date_is_the_whole_answer(
    reef: ExtractiveAnswerer, question: str, said: str
) -> None:
    answer = asked(reef, question)
    assert answer.outcome == "answered"
    assert said in answer.text
    assert len(answer.citations) == 1


def test_a_denied_deadline_is_no_answer_to_another_question(reef: ExtractiveAnswerer) -> None:
    answer = asked(reef, "Er det noen søknadsfrist for Skjær Maksi?")
    assert "ingen søknadsfrister" not in answer.text.split("Kanskje nyttig")[0]
