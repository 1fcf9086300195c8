"""Values that stand in headings alone: for their own section, behind sentences that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer

from ..sea_programme import answerer_in, asked

MODULES = """Opptak i kystordningen

Kystordningen er for grupper av bedrifter langs fjordene.

Kyst Mini (to år)

I Kyst Mini skal gruppene bli kjent med hverandre.

Kyst Maksi (fire år)

I Kyst Maksi stilles det krav om resultater. Kyst Maksi varer i fire år.

Søkemøte 12. mai 2025 kl. 09.00-10.30

Vi inviterer fjordgrupper til et informasjonsmøte om kystordningen.
"""


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder: Path = tmp_path_factory.mktemp("coast")
    return answerer_in(folder, {"kystordningen.txt": MODULES})


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Hvor lenge varer Kyst Mini?", "Kyst Mini (**to år**) [1]."),
        ("Kor lenge varer Kyst Mini?", "«Kyst Mini (to år)» [1]"),
        ("How long does Kyst Mini last?", "**2 years**: «Kyst Mini (to år)» [1]"),
        ("Når er søkemøtet?", "Søkemøte **12. mai 2025 kl. 09.00-10.30** [1]."),
    ],
)
def test_a_value_in_a_heading_answers(coast: ExtractiveAnswerer, question: str, shown: str) -> None:
    answer = asked(coast, question)
    assert answer.outcome == "answered"
    assert shown in answer.text


def test_a_sentence_that_says_the_same_goes_before_the_heading(coast: ExtractiveAnswerer) -> None:
    answer = asked(coast, "Hvor lenge varer Kyst Maksi?")
    assert answer.text == "Kyst Maksi varer i **fire år** [1]."


def test_a_heading_answers_for_its_own_section_only(coast: ExtractiveAnswerer) -> None:
    assert "to år" not in asked(coast, "Hvor lenge varer Kyst Maksi?").text
    assert "to år" not in asked(coast, "Hvor lenge varer Hav Start?").text


def test_no_heading_where_no_value_is_asked_for(coast: ExtractiveAnswerer) -> None:
    answer = asked(coast, "Hva skal gruppene gjøre i Kyst Mini?")
    assert all(c.quote != "Kyst Mini (to år)" for c in answer.citations)


def test_when_a_meeting_is_does_not_tell_how_long_one_may_sign_up(
    coast: ExtractiveAnswerer,
) -> None:
    assert (
        "12. mai"
        not in asked(coast, "Hvor lenge kan man melde seg på søkemøtet?").text.split(
            "Kanskje nyttig"
        )[0]
    )
