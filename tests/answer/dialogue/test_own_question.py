"""Follow-ups that ask a question of their own, and what they take from the one before."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked

CRUISES = """# Tokt med skip

## Typer tokt

Et prøvetokt kan vare i inntil fire døgn. Et hovedtokt varer fra fem til fjorten døgn.

## Trekke seg

Trekker laget seg mer enn 90 dager før avgang, koster det ingenting. Ved senere avbud betales hele
egenandelen. Avlyser rederiet turen på grunn av havari, får laget førsterett til ledig tid.

## Før avgang

Alle må ta sikkerhetskurset på Austevoll, som tar en dag. Kurset er gyldig i fem år. Rederiet søker
om diplomatisk klarering i andre lands farvann. Regn med at dette tar seks måneder. Ring skipsvakta
dersom noe er uklart. Ho er open alle dagar frå 7 til 22.

## Priser

Prisene er satt opp med seks prosent siden i fjor. Det skyldes mest at drivstoffet er dyrere.

| | Prøvetokt | Hovedtokt |
| --- | --- | --- |
| Søknadsfrist | 8. mars 2027 | 20. oktober 2026 |
| Egenandel per døgn | 4 000 kr | 18 500 kr |
| Lengde på planen | 3 sider | 8 sider |

## Etter turen

Full rapport leveres innen seks måneder. Kvitteringer sendes sekretariatet innen 60 dager.
"""


@pytest.fixture(scope="module")
def cruises(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("cruises"), {"tokt.md": CRUISES})


@pytest.mark.parametrize(
    ("before", "question", "told", "untold"),
    [
        # Its own whole question, though the one before is refused or asks for something else.
        (
            "Hva koster det å trekke seg tre uker før avgang?",
            "Og hva om det er rederiet som avlyser?",
            "førsterett",
            "egenandelen",
        ),
        (
            "Kan vi få støtte til reisen?",
            "Og når må jeg sende kvitteringer?",
            "60 dager",
            "rapport",
        ),
        # Of the compound beside the one before, though no preposition is shared.
        ("Hvor mange døgn kan et hovedtokt vare?", "Og for et prøvetokt?", "fire døgn", "fjorten"),
        # A word that stands for the compound before it.
        ("Hvor må jeg ta sikkerhetskurset?", "Hvor lenge gjelder det?", "fem år", "60 dager"),
        # The column that was named a turn earlier.
        (
            "Når er søknadsfristen for hovedtokt?",
            "Hvor mange sider kan planen være?",
            "8 sider",
            "3 sider",
        ),
    ],
)
def test_follow_ups(
    cruises: ExtractiveAnswerer, before: str, question: str, told: str, untold: str
) -> None:
    text = asked(cruises, question, before).text.replace("**", "")
    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hvor lang tid tar det å få diplomatisk klarering?", "seks måneder", "egenandel"),
        ("Når er skipsvakta åpen?", "22", "60 dager"),
        ("Hva er fristen for full rapport?", "innen seks måneder", "60 dager"),
        ("Hvorfor er prisene satt opp?", "drivstoffet er dyrere", "egenandel"),
        ("Hva er egenandelen per døgn for et prøvetokt?", "4 000", "18 500"),
    ],
)
def test_what_stands_beside_it_is_read_with_it(
    cruises: ExtractiveAnswerer, question: str, told: str, untold: str
) -> None:
    text = asked(cruises, question).text.replace("**", "")
    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("before", "question"),
    [
        # Its words are not all told of, or it points at what no document tells.
        ("Hvor lenge varer et hovedtokt?", "Og hvor mange styrmenn og kokker er det?"),
        ("Når er søknadsfristen for hovedtokt?", "Og når åpner sommerskolen for kokker?"),
    ],
)
def test_what_is_told_nowhere_is_refused(
    cruises: ExtractiveAnswerer, before: str, question: str
) -> None:
    assert asked(cruises, question, before).outcome is not Outcome.ANSWERED


def test_a_row_is_told_whole_where_no_column_was_named(cruises: ExtractiveAnswerer) -> None:
    text = asked(cruises, "Hvor mange sider kan planen være?", "Hva er et skip?").text.replace(
        "**", ""
    )
    assert "3 sider" in text
    assert "8 sider" in text
