"""Sentences that share the topic's word with a question and tell nothing of what it asks."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from .sea_programme import answerer_in, asked

FLEET = """# Tokttid på MS «Skarv» og MS «Terne» i 2027

MS «Skarv» og MS «Terne» tilbys for kalenderåret 2027. Skip er dyrt. Skade på skipets utstyr
belastes prosjektet. MS «Terne» ble stiftelsens skip i 2004 og ble malt i 2015.

## Kaia

Skipene ligger ved Nordkaia. Nordkaia ble anlagt i 1988. Pendelbåten går hver time på hverdager.
Ferja går fra kl. 7 til kl. 21.

## Søknader

Står to søknader likt, går den fram som kan dele skip. Er det flere enn seks søknader til et tokt,
trekkes det lodd. Det kom inn 37 søknader i fjor.

## Pris

| Tokt | Egenandel per døgn |
| --- | --- |
| Korttokt | 9 000 kroner |
| Hovedtokt | 15 000 kroner |

Langtokt går til isen. Et tokt for skoler er gratis.
"""
RULES = """# Forsikring av hest

Vi dekker kremering med inntil 9 000 kroner. Vi dekker halthet og kolikk. En hest er en venn.
Du må ringe oss før hesten blir avlivet. Karenstiden er 20 dager. Det holder å melde skaden på
nettsiden. Vi sender oppgjøret etter en uke, og du får svar på telefon.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("folder"), {"skip.md": FLEET, "hest.md": RULES})


@pytest.mark.parametrize(
    "question",
    [
        "Når ble MS «Skarv» bygd?",
        "Hvilket av skipene går fortest?",
        "Når går siste pendelbåt?",
        "Hva er egenandelen for langtokt?",
        "Når på dagen er SFO åpen?",
        "Dekker dere sko til hesten?",
        "Hva dekker dere når en hest skal kastreres?",
    ],
)
def test_what_is_told_of_another_matter_is_no_answer(
    folder: ExtractiveAnswerer, question: str
) -> None:
    assert asked(folder, question).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Når ble Nordkaia anlagt?", "1988"),
        ("Når ble MS «Terne» malt?", "2015"),
        ("Når går siste ferje?", "21"),
        ("Hva er egenandelen for hovedtokt?", "15 000"),
        ("Hvor mange søknader kom inn i fjor?", "37"),
        ("Hvor mange søknader må det være før det trekkes lodd?", "seks"),
        ("Dekker dere kolikk?", "kolikk"),
        ("Dekker dere kremering av hesten?", "kremering"),
    ],
)
def test_what_is_told_of_the_very_matter_is(
    folder: ExtractiveAnswerer, question: str, held: str
) -> None:
    answer = asked(folder, question)
    assert answer.outcome is Outcome.ANSWERED
    assert held in answer.text.replace("**", "")


def test_a_condition_counts_nothing(folder: ExtractiveAnswerer) -> None:
    text = asked(folder, "Hvor mange søknader kom det til toktet?").text.replace("**", "")
    assert not text.startswith(("Står to", "Er det flere enn seks"))


@pytest.mark.parametrize(
    ("question", "held", "beside"),
    [
        ("Dekker dere kremering av hest?", "kremering", ("venn", "ringe oss", "nettsiden")),
        ("Hva er karenstiden for hest?", "20 dager", ("venn", "kremering")),
    ],
)
def test_what_hardly_fits_is_not_shown_beside_what_does(
    folder: ExtractiveAnswerer, question: str, held: str, beside: tuple[str, ...]
) -> None:
    answer = asked(folder, question)
    assert held in answer.text.replace("**", "")
    assert not any(words in answer.text for words in beside)
