"""Another programme's documents: levels over a table, last year's call, a term, a «nei»."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from .sea_programme import answerer_over, asked

CALL = """# Fjelltilskuddet: utlysning 2026

## Nivåene

| | Varp | Vidde |
| --- | --- | --- |
| Varighet | inntil 18 måneder | inntil 3 år |
| Største tilskudd | 150 000 kroner | 900 000 kroner |
| Egenandel | 10 % | 40 % |

## Vurdering

Søknadene vurderes etter disse kriteriene:

- nytte for bygda
- gjennomføring
- miljø

## Frister

Fristen for skisse i 2026 er 2. mars 2026. Fristen for full søknad i 2026 er 4. mai 2026.
Send inn søknaden innen fristen.

## Panelet

7.2 Medlemmene i fagpanelet oppnevnes for to år. Søknadene leses av et fagpanel med fem medlemmer.
Kommuner kan ikke søke, men kan være partnere i prosjektene.
"""
OLD = """# Fjelltilskuddet: utlysning 2025

## Vurdering i 2025

Søknadene ble vurdert etter to kriterier:

- nyhetsgrad
- verdi

## Nivåene i 2025

- Egenandelen på Vidde var 35 prosent i 2025.
- Et prosjekt på Varp fikk i snitt 90 000 kroner i 2025.
- Et prosjekt på Vidde fikk i snitt 400 000 kroner i 2025.
"""
DESCRIPTION = """# Programbeskrivelse for Fjelltilskuddet 2025–2029

## Om nivåene

På øyene er egenandelen for Vidde satt ned til 20 prosent.

## Begreper

**Dugnad:** ulønnet arbeid som er ført i timeliste. Et lag kan regne dugnad som egenandel.
"""
FAQ = """# Spørsmål og svar

## Kan vi begynne før vi får svar?

Nei. Arbeid som er utført før søknaden er sendt, dekkes ikke.

## Når kan vi begynne på arbeidet?

Dere kan begynne på arbeidet når søknaden er sendt.
"""
MANIFEST = """
[[document]]
file = "utlysning-2026.md"
title = "Fjelltilskuddet: utlysning 2026"
published = "2025-12"
status = "current"

[[document]]
file = "utlysning-2025.md"
title = "Fjelltilskuddet: utlysning 2025"
published = "2024-12"
status = "expired"

[[document]]
file = "beskrivelse.md"
title = "Programbeskrivelse for Fjelltilskuddet 2025–2029"
published = "2024-12"
status = "current"

[[document]]
file = "svar.md"
title = "Spørsmål og svar"
status = "current"
"""


@pytest.fixture(scope="module")
def fells(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    files = {
        "utlysning-2026.md": CALL,
        "utlysning-2025.md": OLD,
        "beskrivelse.md": DESCRIPTION,
        "svar.md": FAQ,
        "manifest.toml": MANIFEST,
    }
    return answerer_over(tmp_path_factory.mktemp("fells"), files)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        # The level over the cell, the kind of value before the row.
        ("Hvor lenge kan et prosjekt på Varp vare?", "inntil 18 måneder", "3 år"),
        ("Hva er største tilskudd på Vidde?", "900 000 kroner", "150 000"),
        # A year by the document of that year, and not by one of a period.
        ("Hva var egenandelen på Vidde i 2025?", "35 prosent", "20 prosent"),
        ("Hva var egenandelen på Vidde i fjor?", "35 prosent", "20 prosent"),
        # «Når» may ask for a condition.
        ("Når kan vi begynne på arbeidet?", "når søknaden er sendt", ""),
        # What applies before what has expired.
        ("Hvilke kriterier vurderes søknadene etter?", "nytte for bygda", "nyhetsgrad"),
        # Several deadlines where several are asked for.
        ("Hva er fristene i 2026?", "2. mars 2026", ""),
        ("Hva er fristene i 2026?", "4. mai 2026", ""),
        # A rule's number counts nothing.
        ("Hvor mange medlemmer har fagpanelet?", "fem medlemmer", "**7.2**"),
        # A term and what it stands for.
        ('What does "dugnad" mean?', "ulønnet arbeid som er ført i timeliste", ""),
        # «Nei» goes with what follows it.
        ("Kan vi begynne før vi får svar?", "Nei. Arbeid som er utført før", ""),
    ],
)
def test_what_is_said(fells: ExtractiveAnswerer, question: str, said: str, unsaid: str) -> None:
    answer = asked(fells, question)
    assert answer.outcome is Outcome.ANSWERED
    assert said in answer.text.replace("**", "")
    assert not unsaid or unsaid not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Kan en kommune være partner?",
        "Kan vi sende inn søknaden etter fristen?",
        "Er det 2. mars eller 4. mai som er fristen for skisse?",
    ],
)
def test_no_verdict_where_the_sentence_says_both_or_of_another_time(
    fells: ExtractiveAnswerer, question: str
) -> None:
    answer = asked(fells, question)
    assert not answer.text.startswith(("**Ja", "**Nei"))
