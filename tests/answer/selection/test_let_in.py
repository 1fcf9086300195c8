"""Who may apply, by the list of those who may; and headings that ask the question themselves."""

from __future__ import annotations

import pytest

from assistant.answer.extraction.opening import answers_itself
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import asked, before_and_now

OLD = """# Fjordstøtten 2015

## Hvem kunne søke

Aksjeselskaper, samvirkeforetak og stiftelser kunne søke. Korps og dansegrupper kunne ikke søke.
"""
NEW = """# Fjordstøtten

## Hvem kan søke

Følgende kan søke:

- aksjeselskaper
- stiftelser
- korps og dansegrupper, men bare i sporet Sammen

Kommuner og butikkjeder kan ikke søke. Søkeren må ha adresse i Fjordvik.

## Spørsmål og svar

### Kan jeg søke på flere spor?

Nei, hver søker kan bare sende én søknad. Den som er partner i Sammen, kan likevel søke for seg.

### Kan bryggerier søke?

Ja, bryggerier og bakerier kan søke, men støtten kan ikke brukes til reklame.

### Hvem avgjør søknaden?

Et utvalg med fem medlemmer gir råd, og fylkestinget gjør vedtak. Små beløp avgjøres av lederen.
"""


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder = tmp_path_factory.mktemp("fjord")
    return before_and_now(folder, ("Fjordstøtten 2015", OLD), ("Fjordstøtten", NEW))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Kan en stiftelse søke?", "stiftelser"),
        ("Kan ei stifting søkje?", "stiftelser"),
        ("Kan et AS søke?", "aksjeselskaper"),
        ("Kan vi søke som aksjeselskap?", "aksjeselskaper"),
        ("Can a foundation apply?", "stiftelser"),
        ("Kan korps søke om støtte?", "korps og dansegrupper, men bare i sporet Sammen"),
        ("Kan kommuner søke?", "Kommuner og butikkjeder kan ikke søke."),
        (
            "Kan et bryggeri søke?",
            "Ja, bryggerier og bakerier kan søke, men støtten kan ikke brukes til reklame.",
        ),
    ],
)
def test_who_is_in_the_list_may_apply(fjord: ExtractiveAnswerer, question: str, quote: str) -> None:
    answer = asked(fjord, question)
    told = answer.text
    assert quote.rstrip(".") in told
    assert told.count("[") == 1
    assert "Slik var det før" not in told


@pytest.mark.parametrize("question", ["Kan studenter søke?", "Kan et kor søke?", "Kan barn søke?"])
def test_who_stands_nowhere_is_not_told_of(fjord: ExtractiveAnswerer, question: str) -> None:
    assert asked(fjord, question).outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize("question", ["Hvem kan få støtte?", "Kven kan søkje?", "Who can apply?"])
def test_who_may_apply_is_the_list(fjord: ExtractiveAnswerer, question: str) -> None:
    answer = asked(fjord, question)
    assert "- aksjeselskaper" in answer.text
    assert "Kommuner og butikkjeder kan ikke søke" in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Kan jeg søke på flere spor?", "Nei, hver søker kan bare sende én søknad"),
        ("Hvem avgjør søknaden?", "Et utvalg med fem medlemmer"),
        ("Kan bryggerier søke?", "Ja, bryggerier og bakerier kan søke"),
    ],
)
def test_a_heading_that_asks_it_is_answered_below(
    fjord: ExtractiveAnswerer, question: str, begins: str
) -> None:
    assert asked(fjord, question).text.startswith(begins)


def test_what_says_yes_itself() -> None:
    assert answers_itself("Ja, det kan de.")
    assert answers_itself("Nei. Det må dere dekke selv.")
    assert not answers_itself("Jakten begynner i august.")
