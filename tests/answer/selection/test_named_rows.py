"""Rows that a question names, and times that are of the thing asked about."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer

from ..sea_programme import asked, before_and_now

OLD = """# Skogstøtten 2015

## Oppgaver

Kontaktperson var Tor Lund, telefon 57 00 11 22.
"""
NEW = """# Skogstøtten

## Datoer

| Hva | Vår | Høst |
|---|---|---|
| Søknadsfrist | 15. april 2026 | 10. desember 2026 |

Veiledningen bestilles senest to uker før søknadsfristen.

## Spor

| Spor | Minste tilskudd | Høyeste tilskudd | Varighet | Egenandel |
|---|---|---|---|---|
| Spire | 20 000 kroner | 100 000 kroner | inntil 9 måneder | 20 prosent |
| Furu | 100 000 kroner | 500 000 kroner | inntil 24 måneder | 40 prosent |

| Spor | Ved aksept | Etter sluttrapport |
|---|---|---|
| Spire | 80 prosent | 20 prosent |
| Furu | 60 prosent | 40 prosent |

### Spire

Spire er for nye lag. Nye lag kan delta i Spire. Lag som søker på Furu, får gratis veiledning på
inntil tre timer.

### Furu

Furu er for lag som samarbeider. Minst fire virksomheter fra minst to kommuner må delta i Furu.

## Møtet

Saker til årsmøtet må være sendt styret senest to uker før årsmøtet. Reglene er vedtatt på årsmøtet
14. mars 2023. Årsmøtet holdes hvert år innen utgangen av mars.

## Lønn

Lønnen utbetales den 20. hver måned. Lønnssamtalene holdes i mai, og ny lønn gjelder fra 1. juli.

## Reiser

Egen bil godtgjøres med 5,30 kroner per kilometer.

| Reise | Diett |
|---|---|
| Dagsreise 6–12 timer | 397 kroner |
| Dagsreise over 12 timer | 736 kroner |

## Verneutstyr

| Sted | Påbudt utstyr |
|---|---|
| Kjelrommet | Hjelm og vernebriller |
| Lageret | Vernesko |

## Kontakt

| Navn | Rolle | Telefon | E-post |
|---|---|---|---|
| Kari Bø | programleder | 57 30 41 10 | kari@skog.example |
| Amina Yusuf | saksbehandler for Furu | 57 30 41 14 | amina@skog.example |
"""


@pytest.fixture(scope="module")
def skog(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder = tmp_path_factory.mktemp("skog")
    return before_and_now(folder, ("Skogstøtten 2015", OLD), ("Skogstøtten", NEW))


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hvor mye kan jeg få i Furu?", "500 000 kroner", "100 000"),
        ("How much can we get in Furu?", "NOK 500,000", "40 prosent"),
        ("Hvor lenge varer Furu?", "24 måneder", "tre timer"),
        ("Hvor mye må vi betale selv i Furu?", "Egenandel: **40 prosent**", "60 prosent"),
        ("Hvor mye får jeg utbetalt med en gang i Furu?", "**60 prosent**", "Egenandel"),
        ("Hva er telefonnummeret til Amina Yusuf?", "57 30 41 14", "57 30 41 10"),
        ("Kva er telefonnummeret til Kari Bø?", "57 30 41 10", "57 30 41 14"),
        ("Hva er e-postadressen til programlederen?", "kari@skog.example", "amina"),
        # Nobody of that name stands there.
        ("Hva er telefonnummeret til Lise Berg?", "", "57 "),
        # A time counted from the thing is not its own, nor what was decided there.
        ("Når er søknadsfristen?", "15. april 2026", "to uker"),
        ("Når er årsmøtet?", "utgangen av mars", "2023"),
        ("Når må saker til årsmøtet sendes?", "to uker", "2023"),
        ("Når kommer lønna?", "den 20. hver måned", "1. juli [1]"),
        ("Hva er dietten for dagsreise over 12 timer?", "736", "397"),
        ("Hva er dietten for dagsreise på 8 timer?", "397", "736"),
        ("How much do I get per kilometre?", "NOK 5.30", ""),
        ("Må jeg ha hjelm i kjelrommet?", "Hjelm og vernebriller", "Vernesko"),
        ("Hvor mange virksomheter må delta i Furu?", "**fire** virksomheter", ""),
    ],
)
def test_named(skog: ExtractiveAnswerer, question: str, told: str, untold: str) -> None:
    text = asked(skog, question).text
    if not told:
        assert "Det finner jeg ikke svar på" in text or untold not in text
        return
    assert told in text
    assert not untold or untold not in text.replace("**1. juli", "1. juli")
