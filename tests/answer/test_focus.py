"""The thing a question asks for, and whether a text gives an actor or a name."""

from __future__ import annotations

import pytest

from assistant.answer.focus import asks_names, focus_of, gives_names, names_actor, names_beyond
from assistant.answer.intent import intent_of


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("Hvor stor egenandel må nettverket ha?", ("egenandel",)),
        ("Hva er søknadsfristen for Hav Start?", ("søknadsfristen",)),
        ("Hvor mange medlemmer må vi ha?", ("medlemmer",)),
        ("Antall ansatte i nettverket?", ("ansatte",)),
        ("Hvem leder nettverket?", ("nettverket",)),
        ("Hva er et havnettverk?", ("havnettverk",)),
        ("Hva er den viktigste oppgaven?", ("oppgaven",)),
        ("What is the deadline?", ("deadline",)),
        ("How many members are needed?", ("members",)),
        ("Hva er poenget med Hav Start?", ()),
        ("Hva er forskjellen på Hav Start og Hav Vekst?", ()),
        ("Hvordan søker vi?", ()),
        ("Kan vi søke?", ()),
        ("Hvorfor finnes ordningen?", ()),
        ("Hvor stor?", ()),
        ("", ()),
    ],
)
def test_focus(question: str, focus: tuple[str, ...]) -> None:
    assert focus_of(question, intent_of(question)) == focus


@pytest.mark.parametrize(
    ("text", "question", "named"),
    [
        ("Det drives av Kystverket.", "Hvem driver ordningen?", True),
        ("Bedriftene driver det selv.", "Hvem driver ordningen?", True),
        ("Ordningen varer i tre år.", "Hvem driver ordningen?", False),
        ("Nettverket driver det.", "Hvem leder nettverket?", False),
    ],
)
def test_an_actor_is_new(text: str, question: str, named: bool) -> None:
    assert names_actor(text, question) is named


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("Ordningen ledes av Kystverket.", True),
        ("Ordningen ledes fra Bodø.", False),
        ("Samlingen er her. Den er gratis.", False),
        ("Ordningen er gratis.", False),
    ],
)
def test_names_beyond_the_question(text: str, beyond: bool) -> None:
    assert names_beyond(text, "Hvor i Bodø ledes ordningen?") is beyond


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hva heter lederen?", True),
        ("Kva heiter leiaren?", True),
        ("Hvilke klynger ble tatt opp?", True),
        ("What are the names of the members?", True),
        ("Hvilke klynger kan søke?", False),
        ("Hvilke tjenester tilbys?", False),
    ],
)
def test_questions_for_names(question: str, names: bool) -> None:
    assert asks_names(question) is names


def test_a_level_is_no_name_that_was_asked_for() -> None:
    levels = ("Hav Start", "Hav Vekst")
    asked = "Hvilke nettverk ble tatt opp?"
    assert not gives_names("Nettverk tas opp i Hav Start.", asked, levels)
    assert gives_names("I Hav Start er Torskeringen med.", asked, levels)
