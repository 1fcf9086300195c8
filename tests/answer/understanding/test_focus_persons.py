"""Questions for a person's name, and texts that give one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.persons import asks_person, gives_person, is_given_name


@pytest.mark.parametrize(
    "question",
    [
        "Hva er navnet på lederen?",
        "Hva er navnet på den nye prosjektlederen?",
        "Kva er namnet på leiaren?",
        "Hva heter rektor?",
        "Kva heiter rektoren?",
        "Hva heter den nye daglige lederen?",
        "Who is the project manager?",
        "Who's the principal?",
        "What is the project manager's name?",
        "What is the name of the project manager?",
        "Kven er kontaktperson?",
        "Kven er dagleg leiar?",
        "Hvem er ordfører i kommunen?",
        "Hvem er økonomiansvarlig?",
    ],
)
def test_a_person_is_asked_for(question: str) -> None:
    assert asks_person(question)


@pytest.mark.parametrize(
    "question",
    [
        # An organisation may be.
        "Hvem er ansvarlig for ordningen?",
        "Kven er ansvarleg for ordninga?",
        "Hvem er hovedansvarlig for programmet?",
        "Who is responsible for the scheme?",
        "Hvem er målgruppen?",
        "Hvem er en god leder?",
        "Hva heter programmet?",
        "Hva er navnet på ordningen?",
        "What is the name of the scheme?",
        "Hvem leder programmet?",
        "Hva gjør lederen?",
        "",
    ],
)
def test_no_person_is_asked_for(question: str) -> None:
    assert not asks_person(question)


@pytest.mark.parametrize(
    "text",
    [
        "Spør Per Hansen.",
        "Åse Lie har kontor i andre etasje.",
        "Kari Nordmann (prosjektleder)",
        "Leiar er Turid Skarsvåg.",
        "Kontakt Ole-Martin Brekkhus.",
        "Kontakt: Per A. Hansen",
        "Anne von Tangen svarer på spørsmål.",
        "The manager is Mohammed Berg.",
        # Names out of the list stand by a title.
        "Prosjektleder Zeldaug Brekkhus svarer.",
        "Zeldaug Brekkhus, rektor",
        "Zeldaug Brekkhus (leiar)",
        "Zeldaug Brekkhus er leder.",
        "The director is Zeldaug Brekkhus.",
        "Møt rektor Brekke.",
        "Dr. Hansen svarer.",
        "Ask professor Brekkhus.",
    ],
)
def test_a_person_is_given(text: str) -> None:
    assert gives_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norsk Industri er med.",
        "Statens vegvesen svarer.",
        "Nordre Land er en kommune.",
        "Kontaktperson: Innovasjon Norge",
        "Lederen kommer fra Norsk Industri.",
        "Leder i Nordre Land kommune.",
        "Besøk oss i Karl Johans gate 5.",
        "Kontoret ligger i Martin Linges vei 12.",
        "Ole Hansen AS leverer varene.",
        "Pris Per Person er 200 kroner.",
        "The project is led by Research Council of Norway.",
        "Rektor har kontor i Bodø.",
        "Lederen heter Turid.",
        "lederen",
        "",
    ],
)
def test_no_person_is_given(text: str) -> None:
    assert not gives_person(text)


_GIVEN = ("Per", "Åse", "Kari", "Mohammed", "Ann-Kristin", "Bjørn")
_FAMILY = ("Hansen", "Lie", "Nordmann", "Brekkhus", "Skarsvåg")


@given(st.sampled_from(_GIVEN), st.sampled_from(_FAMILY), st.sampled_from(("", "Ring ", "hos ")))
def test_a_given_name_makes_a_person(first: str, last: str, before: str) -> None:
    assert is_given_name(first)
    assert gives_person(f"{before}{first} {last} svarer.")
    assert not gives_person(f"{before}{last.casefold()} svarer.")
