"""Comparisons: each side under its name, with what was asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.composition.comparison import compared
from assistant.answer.composition.sides import in_the_documents_words
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome
from assistant.search.names import Mention
from assistant.search.query import Concept

from ..sea_programme import answerer_in, answerer_over, asked


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Hva er forskjellen på Hav Start og Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("Sammenlign Hav Vekst med Hav Start", ["Hav Vekst", "Hav Start"]),
        ("Kva er skilnaden på Hav Start og Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("Compare Hav Start and Hav Vekst", ["Hav Start", "Hav Vekst"]),
        ("Hva er forskjellen på rådgivning og samlinger?", ["rådgivning", "samlinger"]),
        ("What is the difference between a fee and a grant?", ["fee", "grant"]),
        ("Hva skiller Hav Start fra Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("Hva skiller et Hav Start-nettverk fra et rederi?", ["Hav Start", "rederi"]),
        ("Kva skil ei samling frå ei rådgiving?", ["samling", "rådgiving"]),
        ("What separates Hav Start from Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("What distinguishes a fee from a grant?", ["fee", "grant"]),
        ("Hva er forskjellen?", []),
        ("Hva er forskjellen på Hav Start?", []),
    ],
)
def test_what_is_compared(sea: ExtractiveAnswerer, question: str, sides: list[str]) -> None:
    assert [m.name for m in compared(sea.reader.read(question))] == sides


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Hva er forskjellen på varigheten til Hav Start og Hav Vekst?", "tre år", "fem år"),
        ("Hva er forskjellen på hvor lenge Hav Start og Hav Vekst varer?", "tre år", "fem år"),
    ],
)
def test_each_side_has_the_value_asked_for(
    sea: ExtractiveAnswerer, question: str, one: str, other: str
) -> None:
    answer = asked(sea, question)
    first, second = answer.text.split("\n\n")
    assert one in first
    assert other in second
    assert other not in first


def test_a_side_without_what_is_asked_for_is_no_comparison(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hva er forskjellen på støtten i kroner i Hav Start og Hav Vekst?")
    assert answer.outcome is Outcome.NO_EVIDENCE


def test_a_side_that_stands_nowhere_is_no_comparison(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hva er forskjellen på Hav Start og Havkongen?")
    assert answer.outcome is Outcome.NO_EVIDENCE


def test_no_side_repeats_the_other(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hva er forskjellen på Hav Start og Hav Vekst?")
    quotes = [c.quote for c in answer.citations]
    assert len(quotes) == len(set(quotes))
    assert all(("Hav Start" in q) != ("Hav Vekst" in q) for q in quotes)


COAST_2023 = """# Kystløft: retningslinjer 2023

## Alge

Alge er for dem som vil dyrke tang i sjøen. Tilskuddet er inntil 250 000 kroner og dekker opptil
60 prosent av kostnadene. Søkere til Alge får svar innen seks uker.

## Blåskjell

Blåskjell er for anlegg som er i drift. Tilskuddet er inntil 750 000 kroner og dekker opptil
30 prosent av kostnadene. Søkere til Blåskjell får svar innen seks uker.
"""
COAST_2026 = """# Kystløft: utlysning 2026

## Trinn og satser

| Trinn | Tilskudd inntil | Andel av kostnadene |
| --- | --- | --- |
| Alge | 320 000 kroner | 55 prosent |
| Blåskjell | 900 000 kroner | 35 prosent |
| Tare | 2 millioner kroner | 40 prosent |

Alge passer for den som vil dyrke noe for første gang. Blåskjell passer for den som alt har et
anlegg i sjøen. Tare passer for dem som vil dyrke i stor skala langs hele kysten. Alle prosjekter
i Alge varer i ett år. Alle prosjekter i Blåskjell varer i ett år. Alle prosjekter i Tare varer i
ett år.
"""
COAST_MANIFEST = """
[[document]]
file = "kyst-2023.md"
title = "Kystløft: retningslinjer 2023"
published = "2023"
status = "historical"

[[document]]
file = "kyst-2026.md"
title = "Kystløft: utlysning 2026"
published = "2026"
status = "current"
"""


@pytest.fixture(scope="module", name="coast")
def fixture_coast(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    files = {
        "kyst-2023.md": COAST_2023,
        "kyst-2026.md": COAST_2026,
        "manifest.toml": COAST_MANIFEST,
    }
    gone = {"veileder.md": "Tom.", "utlysning-2026.md": "Tom.", "programnotat-2012.md": "Tom."}
    return answerer_in(tmp_path_factory.mktemp("coast"), {**gone, "notat.md": "Tom.", **files})


def sides_of(text: str) -> dict[str, str]:
    return dict(part.removeprefix("**").split("**: ", 1) for part in text.split("\n\n"))


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Hva var taket for Alge i 2023, og hva er det i 2026?", ["2023", "2026"]),
        ("Hva er forskjellen på Alge i 2023 og i 2026?", ["2023", "2026"]),
        ("Hvor mye fikk Alge i perioden 2023 til 2026?", []),
        ("Hvor mye gikk til Alge mellom 2023 og 2026?", []),
        ("Hvor mye kan Alge og Blåskjell få?", ["Alge", "Blåskjell"]),
        ("Hvem fikk mest, Alge eller Blåskjell?", ["Alge", "Blåskjell"]),
        ("Hva er forskjellen på Alge, Blåskjell og Tare?", ["Alge", "Blåskjell", "Tare"]),
        ("Hvor mye kan Alge få?", []),
    ],
)
def test_years_and_things_side_by_side(
    coast: ExtractiveAnswerer, question: str, sides: list[str]
) -> None:
    assert [m.name for m in compared(coast.reader.read(question))] == sides


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "Hva var tilskuddet til Alge i 2023, og hva er det i 2026?",
            {"2023": "250 000 kroner", "2026": "320 000 kroner"},
        ),
        (
            "Hvor stor andel av kostnadene dekker Alge og Tare i 2026?",
            {"Alge": "55 prosent", "Tare": "40 prosent"},
        ),
        (
            "Hvem kan få mest penger, Alge eller Blåskjell?",
            {"Alge": "320 000 kroner", "Blåskjell": "900 000 kroner"},
        ),
    ],
)
def test_each_side_has_its_own_sentence_or_cell(
    coast: ExtractiveAnswerer, question: str, wanted: dict[str, str]
) -> None:
    told = sides_of(asked(coast, question).text)
    assert list(told) == list(wanted)
    for name, value in wanted.items():
        assert value in told[name]
        assert not any(v in told[name] for other, v in wanted.items() if other != name)


def test_without_an_attribute_each_side_is_told_by_what_is_its_own(
    coast: ExtractiveAnswerer,
) -> None:
    told = sides_of(asked(coast, "Hva er forskjellen på Alge, Blåskjell og Tare?").text)
    assert list(told) == ["Alge", "Blåskjell", "Tare"]
    assert "for første gang" in told["Alge"]
    assert "Tilskudd inntil: 320 000 kroner; Andel av kostnadene: 55 prosent" in told["Alge"]
    assert "Alge –" not in told["Alge"]
    assert "i stor skala" in told["Tare"]
    for text in told.values():
        assert "ett år" not in text
        assert text.count("[") <= 2
    for name, text in told.items():
        assert not any(other in text for other in told if other != name)


CALL = """# Utlysning {year}

## Beløp

| Nivå | Støtte inntil |
| --- | --- |
| Brygge | {quay} kroner per år |
| Naust | {house} kroner per år |

Søknader om brygge leses av to saksbehandlere.
"""


def test_years_are_compared_by_each_years_own_document(tmp_path: Path) -> None:
    answerer = answerer_in(
        tmp_path,
        {
            "kysttilskudd-2026.md": CALL.format(year=2026, quay="600 000", house="90 000"),
            "kysttilskudd-2027.md": CALL.format(year=2027, quay="750 000", house="95 000"),
        },
    )
    answer = asked(answerer, "Hvor mye mer kan en brygge få i 2027 enn i 2026?")
    newer, older = answer.text.split("\n\n")
    assert "750 000" in newer
    assert "600 000" in older
    assert "600 000" in asked(answerer, "Hvor mye kan en brygge få i utlysningen for 2026?").text


HARBOUR = """# Havneordningen

De tre nivåene i Havneordningen heter Brygge, Brygge Pluss og Fyr.

## Brygge

Brygge består av lag som nettopp har begynt. Gjennom arbeidet i Brygge skal laget bli sterkere.
Havneordningen gir Brygge-lag to millioner kroner i året i inntil tre år.

## Brygge Pluss

Lag i Brygge Pluss får større betydning når de tar ansvar for flere prosjekter. Den treårige
prosjekthjelpen i Brygge Pluss skal bidra til at laget får større kraft. Brygge Pluss-lag får
støtte i fem år. Brygge Pluss-lag får tre millioner kroner i året.

## Fyr

Fyr stiller høye krav til lagene. For å bli tatt opp i Fyr må laget vise til gode resultater.

## Modne lag

Papirene som modne lag sender inn, må være signert. Modne lag kan være med uten tidsbegrensning.
Modne lag får tilbud om rådgivning fra havnefogden.

## Driftshjelp og byggehjelp

Driftshjelpen går til lønn og leie. Byggehjelpen går til nye kaier.

## Mål

Ordningens delmål er:

- flere båter
- flere kaier

Ordningens hovedmål er:

- et levende hav
- en trygg kyst
"""


@pytest.fixture(scope="module", name="harbour")
def fixture_harbour(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("harbour"), {"havneordningen.md": HARBOUR})


@pytest.mark.parametrize(
    "question", ["Hva er forskjellen på Brygge og Brygge Pluss?", "Compare Brygge and Brygge Pluss"]
)
def test_both_sides_have_their_duration_and_amount(
    harbour: ExtractiveAnswerer, question: str
) -> None:
    short, long = asked(harbour, question).text.split("\n\n")
    assert "to millioner" in short
    assert "tre år" in short
    assert "tre millioner" in long
    assert "fem år" in long


@pytest.mark.parametrize(
    "question", ["Hva er forskjellen på Brygge og Fyr?", "Hva skiller modne lag fra Brygge?"]
)
def test_what_has_a_longer_name_is_not_told_of_the_shorter(
    harbour: ExtractiveAnswerer, question: str
) -> None:
    answer = asked(harbour, question)
    assert "består av lag" in answer.text
    assert "Pluss" not in answer.text


def test_what_a_side_is_goes_before_what_is_done_with_its_papers(
    harbour: ExtractiveAnswerer,
) -> None:
    text = asked(harbour, "Hva er forskjellen på modne lag og Fyr?").text
    assert "uten tidsbegrensning" in text
    assert "signert" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Hva er forskjellen på nivåene?",
        "Hva skiller nivåene fra hverandre?",
        "Hva er forskjellen på de tre nivåene?",
        "What are the levels and how do they differ?",
    ],
)
def test_what_is_named_by_its_kind_is_compared_by_name(
    harbour: ExtractiveAnswerer, question: str
) -> None:
    assert list(sides_of(asked(harbour, question).text)) == ["Brygge", "Brygge Pluss", "Fyr"]


def test_english_words_are_looked_up_as_the_documents_have_them() -> None:
    mature = Mention("mature groups")
    words = (Concept("mature", {"mature": 1.0, "modne": 0.85, "tøff": 0.3}, known=False),)
    assert in_the_documents_words(mature, words).aliases == ("modne groups",)
    assert in_the_documents_words(Mention("Fyr"), words) == Mention("Fyr")


def test_the_name_of_a_side_is_no_kind_of_value(harbour: ExtractiveAnswerer) -> None:
    running, building = asked(
        harbour, "Hva er forskjellen på driftshjelp og byggehjelp?"
    ).text.split("\n\n")
    assert "lønn og leie" in running
    assert "nye kaier" in building


def test_what_is_told_in_a_list_is_told_whole(harbour: ExtractiveAnswerer) -> None:
    text = asked(harbour, "Hva er forskjellen på delmål og hovedmål?").text
    for item in ("flere båter", "flere kaier", "et levende hav", "en trygg kyst"):
        assert item in text


@pytest.mark.parametrize(
    ("question", "compares"),
    [
        ("Varer Brygge like lenge som Brygge Pluss?", True),
        ("Får Brygge mer enn Brygge Pluss?", True),
        ("Kan vi være i Brygge mer enn tre år før vi søker om Fyr?", False),
        ("Hvorfor får Brygge mer enn Brygge Pluss?", False),
    ],
)
def test_likened_things_are_compared(
    harbour: ExtractiveAnswerer, question: str, compares: bool
) -> None:
    assert bool(compared(harbour.reader.read(question))) is compares


@pytest.mark.parametrize(
    "question",
    [
        "Hva er forskjellen på tidligfaseklynger og Arena-klynger?",
        "Hva er forskjellen på å være tidligfaseklynge og Arena-klynge?",
        "Kva er skilnaden på tidlegfaseklynger og Arena?",
    ],
)
def test_a_side_is_told_by_more_than_its_name(shipped: ExtractiveAnswerer, question: str) -> None:
    answer = asked(shipped, question)
    assert answer.outcome is Outcome.ANSWERED
    assert "**Arena**" in answer.text
    first = answer.citations[0].quote
    assert "idligfase klynger/nettverk" in first
    assert len(first.split()) > 5


LEVELS = """# Båtforsikring

Du velger mellom Grunn, Pluss og Topp.

## Nivåer

**Grunn** dekker hull i skroget.

**Pluss** dekker motor og seil.

**Topp** dekker tyveri.

## Egenandel

På fjorden er egenandelen 500 kroner pluss 20 prosent. Båter som går på grunn, slepes i land.
"""


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hva er forskjellen på Pluss og Topp?", "Pluss dekker motor og seil", "500 kroner"),
        ("Hva er forskjellen på Grunn og Topp?", "Grunn dekker hull i skroget", "slepes"),
    ],
)
def test_a_side_called_by_an_ordinary_word_is_not_that_word(
    tmp_path: Path, question: str, told: str, untold: str
) -> None:
    text = asked(answerer_in(tmp_path, {"baatforsikring.md": LEVELS}), question).text
    assert told in text, text
    assert untold not in text, text
