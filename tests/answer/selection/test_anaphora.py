"""Sentences that lean on others: brought together, or put behind the name of their section."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.pointing import points_at_section, points_back
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.selection.anaphora import asks_which

from ..sea_programme import answerer_in, asked

BACK = [
    "Dette inkluderer ledelse og møter.",
    "Disse omfatter tre områder.",
    "Desse gjeld for alle.",
    "Denne planen skal ha et budsjett.",
    "De kan søke når som helst.",
    "De leveres hver for seg.",
    "Det gjelder også for nye medlemmer.",
    "Dei skal ha ein leiar.",
    "This includes management.",
    "They must have a plan.",
    "Det skyldes at prisene er satt opp.",
    "Regn med at dette tar seks måneder.",
]
ALONE = [
    "De nye nivåene er tre.",
    "De samarbeidsbaserte fellestiltakene må forankres.",
    "Den årlige støtten er to millioner.",
    "Det stilles høye krav.",
    "Det er tre nivåer.",
    "Nettverket må ha en plan.",
    "The network must have a plan.",
    "Regn med at arbeidet tar seks måneder.",
]
OF_SECTION = [
    "På dette nivået tilbys det rådgivning.",
    "På dette programnivået tilbys det støtte.",
    "Programmet gir ikke støtte i denne fasen.",
    "Denne delen av programmet har ingen frister.",
    "Her får nettverkene hjelp.",
    "At this level, networks get advice.",
]


@pytest.mark.parametrize("text", BACK)
def test_points_back(text: str) -> None:
    assert points_back(text) and not points_at_section(text)


@pytest.mark.parametrize("text", ALONE)
def test_stands_alone(text: str) -> None:
    assert not points_back(text) and not points_at_section(text)


@pytest.mark.parametrize("text", OF_SECTION)
def test_points_at_its_section(text: str) -> None:
    assert points_at_section(text) and not points_back(text)


@pytest.mark.parametrize(
    ("question", "which"),
    [
        ("Hvilket nivå er for små miljøer?", True),
        ("I hvilken fase får man rådgivning?", True),
        ("Hvilket av de nye trinnene passer for oss?", True),
        ("Kva for eit nivå passar for oss?", True),
        ("Kva nivå er for små miljø?", True),
        ("Which level is about delivering services?", True),
        ("Which of the levels is for small networks?", True),
        ("Hvilke nivåer finnes?", False),
        ("Which levels are there?", False),
        ("Hva er programmet?", False),
        ("Hvilke krav stilles det?", False),
    ],
)
def test_questions_that_ask_which(question: str, which: bool) -> None:
    assert asks_which(question) is which


@given(st.text(max_size=60))
def test_no_sentence_leans_on_both(text: str) -> None:
    assert not (points_back(text) and points_at_section(text))


COAST = """Fjordordningen

Fjordordningen er for grupper langs fjordene.

Drift og utvikling

Driftstiltak er tiltak som holder gruppa i gang. Dette inkluderer ledelse, nettsider og årsmøter.
Gruppene får besøk av fjordloser. Disse henter inn sjøkart fra Kartverket.

Fjord Mini (to år)

I Fjord Mini skal gruppene bli kjent. På dette nivået tilbys det opplæring for ferske og uøvde lag.

Fjord Maksi (fire år)

I Fjord Maksi stilles det krav om resultater. Gruppas rolle utvides også til å levere lostjenester
til andre lag.
"""


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder: Path = tmp_path_factory.mktemp("fjord")
    return answerer_in(folder, {"fjordordningen.txt": COAST})


@pytest.mark.parametrize("question", ["Hva er driftstiltak?", "Kva er driftstiltak?"])
def test_what_goes_on_with_a_definition_is_told_with_it(
    fjord: ExtractiveAnswerer, question: str
) -> None:
    answer = asked(fjord, question)
    assert [c.quote for c in answer.citations][:2] == [
        "Driftstiltak er tiltak som holder gruppa i gang.",
        "Dette inkluderer ledelse, nettsider og årsmøter.",
    ]


def test_a_sentence_that_points_back_brings_the_one_before(fjord: ExtractiveAnswerer) -> None:
    answer = asked(fjord, "Hva henter fjordlosene inn fra Kartverket?")
    assert answer.outcome == "answered"
    assert answer.text.startswith(
        "Gruppene får besøk av fjordloser [1]. Disse henter inn sjøkart fra Kartverket [2]."
    )


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hvilket nivå er for ferske og uøvde lag?", "Fjord Mini: På dette nivået"),
        ("Kva nivå er for ferske og uøvde lag?", "Fjord Mini: «På dette nivået"),
        ("Hvilket nivå skal levere lostjenester til andre lag?", "Fjord Maksi: Gruppas rolle"),
        ("Hva tilbys ferske og uøvde lag?", "Fjord Mini: På dette nivået"),
    ],
)
def test_the_section_is_named_where_its_name_is_the_answer(
    fjord: ExtractiveAnswerer, question: str, named: str
) -> None:
    answer = asked(fjord, question)
    assert answer.outcome == "answered"
    assert named in answer.text
    assert answer.check.ok


def test_a_list_that_a_sentence_leads_up_to_stays_with_it(fjord: ExtractiveAnswerer) -> None:
    answer = asked(fjord, "Hvilke tjenester tilbyr Havprogrammet?")
    assert "samlinger for nettverksledere" in answer.text
