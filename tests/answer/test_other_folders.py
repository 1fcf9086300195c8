"""Mechanisms for documents of any kind: rows by cell or rank, places, holders, kinds, moments."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.moments import tells_moment
from assistant.answer.extraction.periods import periods_of
from assistant.answer.extraction.tongue import is_english
from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.counting import counted_here, named_by_row
from assistant.answer.ranking.elsewhere import of_another_place
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.answer.understanding.intent import Intent, intent_of, question_words
from assistant.domain import Chunk, Metadata, Outcome
from assistant.search import analysis
from assistant.search.query import Concept

from .sea_programme import answerer_in, asked

CLUB = """# Håndbok for Bjørnvik roklubb

Klubben ble stiftet i 1931. Klubben holder til ved elva.

## Hvem kan bli med

Du må fylle vilkårene:

- svømmedyktig
- frisk

Den som har sluttet, kan ikke bli med igjen samme år.

## Grupper

| Gruppe | Alder | Avgift per halvår | Treningstid |
| --- | --- | --- | --- |
| Kajakk, knøtter | 7–10 år | 500 kroner | mandag 17.00–18.00 |
| Kajakk, ungdom | 11–16 år | 900 kroner | tirsdag 18.00–19.30 |
| Robåt | 17 år og eldre | 1 300 kroner | torsdag 19.00–21.00 |

## Stipend

Turstipend er for medlemmer som padler i utlandet.

| Stipend | Beløp | Antall per år |
| --- | --- | --- |
| Turstipend | 4 000 kroner | 3 |
| Trenerstipend | 7 500 kroner | 8 |
| Utstyrsstipend | 2 200 kroner | ubegrenset |

Stipendene betales ut i oktober. Søknadsfristen er 1. mai.

Slik behandles søknaden om stipend:

1. Kassereren ser over vedleggene.
2. Styret stemmer.

## Folk

Turid Moen gikk av som klubbleder 1. mars. Jonas Aune tiltrådte 2. mars. Trener i Nordbukta er Ida
Vang. Hytta i Sørbukta ligger ved sjøen.

## Medlemmer

Hovedmedlem betaler 640 kroner i kontingent. Støttemedlem betaler 210 kroner i kontingent.

## Naust

| Plass | Dager i uka | Pris per måned | Strøm per måned |
| --- | --- | --- | --- |
| Stor | 5 | 810 kroner | 95 kroner |
| Middels | 3 | 560 kroner | 70 kroner |
| Liten | 2 | 340 kroner | 45 kroner |
"""


@pytest.fixture(scope="module", name="club")
def fixture_club(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("club"), {"roklubb.md": CLUB})


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        # A range in a cell, and a number under what it counts.
        ("Hva koster kajakk for en på 12?", "900", "500"),
        ("Hva koster naust tre dager i uka?", "560", "810"),
        # The most and the least of a column.
        ("Hvilket stipend er det færrest av?", "Turstipend", "Trenerstipend"),
        ("Hvilken gruppe i roklubben er billigst?", "knøtter", "Robåt"),
        # How many of what the row is called.
        ("Hvor mange trenerstipend deles ut?", "8", "4 000"),
        # A month tells when; a deadline does not tell when money comes.
        ("Når får vi utbetalt stipendene?", "oktober", "1. mai"),
        # Somebody new, and nobody who left.
        ("Hvem er den nye klubblederen?", "Jonas Aune", "Turid Moen"),
        # The sentence that says whom a row is for.
        ("Hvor mye får medlemmer som padler i utlandet?", "4 000", "7 500"),
        # A heading that asks as the question does, and steps led in by «slik».
        ("Hva skjer med søknaden om stipend etter at den er sendt?", "Kassereren", "1. mai"),
    ],
)
def test_what_is_told(club: ExtractiveAnswerer, question: str, told: str, untold: str) -> None:
    answer = asked(club, question)
    assert answer.outcome is Outcome.ANSWERED
    assert told in answer.text
    assert untold not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er trener i Sørbukta?",
        "Hva er kontingenten for bedriftsmedlemmer?",
        "Hvor mye får kajakkdommere i Bjørnvik?",
        "Hva koster det å få bygd brygge i Bjørnvik?",
        "Får jeg turstipend hvis jeg flytter til Japan?",
        "Hvilken planet er nærmest sola?",
    ],
)
def test_what_is_not_told(club: ExtractiveAnswerer, question: str) -> None:
    assert asked(club, question).outcome is not Outcome.ANSWERED


def test_no_single_cell_where_no_header_has_what_is_asked(club: ExtractiveAnswerer) -> None:
    answer = asked(club, "Hva koster oppvarming av stor plass i naustet?")
    assert "Pris per måned: **810" not in answer.text or "95" in answer.text


@pytest.mark.parametrize(
    ("text", "question", "moment"),
    [
        ("Pengene kommer i september.", "Når får vi pengene?", True),
        ("Lønnen kommer den 12. i hver måned.", "Når kommer lønnen?", True),
        ("Styret møtes den andre mandagen i måneden.", "Når møtes styret?", True),
        ("Grants are paid in March.", "When are grants paid?", True),
        ("Pengene kommer i september.", "Når i september får vi pengene?", False),
        ("Mai er en fin måned.", "Når åpner dere?", False),
        ("Du må komme i tide.", "Når må jeg komme?", False),
    ],
)
def test_moments(text: str, question: str, moment: bool) -> None:
    assert tells_moment(text, question) is moment


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Early (EUR): 140", [(ValueKind.AMOUNT, "140", "eur")]),
        ("Andel (i %): 35", [(ValueKind.AMOUNT, "35", "%")]),
        ("Ordinary (late): 140", [(ValueKind.NUMBER, "140", "")]),
        ("EUR 65", [(ValueKind.AMOUNT, "65", "eur")]),
        ("kl. 10–14", [(ValueKind.TIME, "10:00", ""), (ValueKind.TIME, "14:00", "")]),
        (
            "mellom klokken 06 og 23",
            [(ValueKind.TIME, "06:00", ""), (ValueKind.TIME, "23:00", "")],
        ),
        (
            "kl. 10 til 300 kroner",
            [(ValueKind.TIME, "10:00", ""), (ValueKind.AMOUNT, "300", "kroner")],
        ),
    ],
)
def test_values(text: str, kinds: list[tuple[ValueKind, str, str]]) -> None:
    assert [(v.kind, v.canonical, v.unit) for v in find(text)] == kinds


@given(st.integers(min_value=0, max_value=24), st.integers(min_value=0, max_value=24))
def test_two_hours_are_two_times(first: int, second: int) -> None:
    """Whatever the hours, none of «kl. a–b» is a bare number."""
    assert {v.kind for v in find(f"Åpent kl. {first:02}–{second:02}.")} == {ValueKind.TIME}


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
def test_a_number_in_pieces_is_one_word(thousands: int, rest: int) -> None:
    """«1 360» has a 1360 in it and no 360."""
    words = terms_of(f"{thousands} {rest:03} kroner").words
    assert words[0] == f"{thousands}{rest:03}"
    assert Decimal(words[0]) == thousands * 1000 + rest


@pytest.mark.parametrize(
    ("counted", "words", "kept"),
    [
        ("barn", ["barnehager", "barna"], ["barna"]),
        ("klubb", ["klubber", "klubbhus"], ["klubber"]),
        ("plasser", ["plasser", "båtplasser"], ["plasser", "båtplasser"]),
    ],
)
def test_what_a_figure_counts(counted: str, words: list[str], kept: list[str]) -> None:
    concept = WeightedConcept(Concept(counted, {counted: 1.0}), 1.0)
    assert counted_here(words, [concept]) == kept


def test_a_column_that_counts_counts_its_rows() -> None:
    assert named_by_row("Turstipend – Antall per år: 3", "Antall per år") == "Turstipend"
    assert named_by_row("Turstipend – Beløp: 3", "Beløp") == ""


@pytest.mark.parametrize(
    ("text", "question", "another"),
    [
        ("Styrar i Fjøra er Kari.", "Kven er styrar i Bekkatun?", True),
        ("Parkering på Heilo koster 90 kroner.", "Hva koster det å parkere på Grunnset?", True),
        ("Styrar i Bekkatun er Kari.", "Kven er styrar i Bekkatun?", False),
        ("Styrar i Fjøra og Bekkatun er Kari.", "Kven er styrar i Bekkatun?", False),
        ("Vaktmester i Fjøra er Kari.", "Kven er styrar i Bekkatun?", False),
    ],
)
def test_another_place(text: str, question: str, another: bool) -> None:
    assert of_another_place(sentence(text), question) is another


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("The fee includes lunch, and it is paid in advance.", None, True),
        ("Lunsj er med i prisen, og den betales på forhånd.", None, False),
        ("The fee includes lunch.", "nb", False),
    ],
)
def test_the_language_of_a_passage(text: str, language: str | None, english: bool) -> None:
    assert is_english(passage(text, Metadata(language=language))) is english


def test_half_a_compound_names_no_persons() -> None:
    phrases = ((("håndball", "dommere"), 0.85),)
    dommere = Concept("håndballdommere", {"håndballdommere": 1.0}, phrases=phrases)
    assert match(dommere, terms_of("Håndball koster 900 kroner.")) == 0
    assert match(dommere, terms_of("Dommere i håndball får 300 kroner.")) > 0.5


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("650 kroner per dag", {"day"}),
        ("en lørdag", {"weekend"}),
        ("per halvår", {"half"}),
        ("på en hverdag", {"weekday"}),
        ("Saksbehandlingsgebyr: 400 kroner", set()),
    ],
)
def test_periods(text: str, periods: set[str]) -> None:
    assert periods_of(text) == periods


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Vi har ikke råd til avgiften, hva gjør vi?", Intent.PROCEDURE),
        ("Hva skjer med søknaden etter at den er sendt?", Intent.PROCEDURE),
        ("Hva betaler vi?", Intent.AMOUNT),
    ],
)
def test_intents(question: str, intent: Intent) -> None:
    assert intent_of(question) is intent


def test_real_words_are_no_slips() -> None:
    assert question_words("Kor lenge kan eg leige ut?") == "Kor lenge kan eg leige ut?"
    assert analysis.stem("planet") != analysis.stem("plan")


def passage(text: str, metadata: Metadata | None = None) -> Chunk:
    return Chunk(
        "d#1", "d", "Dokument", (), None, 0, len(text), text, metadata=metadata or Metadata()
    )


def sentence(text: str) -> Unit:
    return Unit(passage(text), UnitKind.SENTENCE, 0, len(text), 0)


NOTED = """# Tilskudd til fyr

Fyret skal være åpent i minst 20 dager i året.[2] Tilskuddet er på 90 000 kroner [14].

Kravene er disse:

- Fyret er malt [3].
- Lykta virker.

| Fyr | Tilskudd | Egenandel |
| --- | --- | --- |
| Storholmen | 40 000 kroner | 30 % [1] |
| Litlholmen | 20 000 kroner | 10 % |
"""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Hvor mange dager i året skal fyret være åpent?", "20 dager"),
        ("Hvor stort er tilskuddet til fyr?", "90 000 kroner"),
        ("Hvilke krav må fyret oppfylle?", "Fyret er malt"),
        ("How large is the grant for Storholmen?", "40 000 kroner"),
        ("Hvor stor er egenandelen for Storholmen?", "30 %"),
        ("Hva heter fyrvokteren?", ""),
    ],
)
def test_a_documents_own_notes_are_no_markers(tmp_path: Path, question: str, found: str) -> None:
    answerer = answerer_in(tmp_path, {"fyr.md": NOTED})
    # `asked` checks that no marker is invented.
    answer = asked(answerer, question)
    assert found in answer.text.replace("**", "")
    numbers = {c.number for c in answer.citations}
    assert {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)} <= numbers
