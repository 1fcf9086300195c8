"""Values in English, dates in words and words in a row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.composition.spoken import in_english, joined, spoken_date
from assistant.answer.extraction.values import ValueKind, find
from assistant.domain import Language


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Det varer i inntil tre år.", "Up to 3 years"),
        ("Det varer i ett år.", "1 year"),
        ("Det tar minst seks uker.", "At least 6 weeks"),
        ("Det tar om lag to måneder.", "About 2 months"),
        ("Støtten er inntil 1,5 millioner kroner.", "Up to NOK 1.5 million"),
        ("Støtten er 250 000 kroner.", "NOK 250,000"),
        ("Fristen er 20. januar 2026.", "20 January 2026"),
        ("Fristen er senest 20. januar 2026 klokken 13.00.", "By 20 January 2026 at 13:00"),
        ("Fristen i 2024 var 21. juni 2024 klokken 16.00.", "21 June 2024 at 16:00"),
        ("Det startet i 2006 og i 2014.", "2006 and 2014"),
        ("Møtet er 30. april 2024 klokken 12.00–13.00.", "30 April 2024 at 12:00–13:00"),
        ("Åpent klokken 10–14.", "10:00–14:00"),
        ("Det skal være ro mellom klokken 23.00 og 07.00.", "23:00 and 07:00"),
        ("Sju ble tatt opp, fem i Arena og to i NCE.", ""),
        ("Det gis 3 millioner kroner til drift og inntil 3 millioner kroner til utvikling.", ""),
        ("Det er førti med.", "40"),
        ("Det er 50 prosent.", ""),
        ("The grant is up to EUR 5 million.", ""),
        ("Avgiften er 3,5 millioner euro.", ""),
        ("Taket er £1.2 million.", ""),
        ("Fristen er 20. januar.", ""),
        ("Det er 2, 3, 4 eller 5.", ""),
    ],
)
def test_values_in_english(text: str, english: str) -> None:
    assert in_english(text, find(text)) == english


@given(st.integers(1, 99), st.sampled_from(["år", "måneder", "uker", "dager", "timer"]))
def test_english_keeps_the_number(number: int, span: str) -> None:
    text = f"Det varer i inntil {number} {span}."
    said = in_english(text, find(text))
    (value,) = find(said, english=True)
    assert value.canonical == str(number)


@pytest.mark.parametrize(
    ("iso", "language", "said"),
    [
        ("2024-06-21", Language.NB, "21. juni 2024"),
        ("2024-06-21", Language.NN, "21. juni 2024"),
        ("2024-06-21", Language.EN, "21 June 2024"),
        ("2024-04", Language.NB, "april 2024"),
        ("2019", Language.NB, "2019"),
    ],
)
def test_spoken_dates(iso: str, language: Language, said: str) -> None:
    assert spoken_date(iso, language) == said


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(list(Language)))
def test_a_spoken_date_is_the_same_date(day: date, language: Language) -> None:
    (value,) = find(spoken_date(day.isoformat(), language))
    assert value.canonical == day.isoformat()


@pytest.mark.parametrize(
    ("parts", "language", "said"),
    [
        ([], Language.NB, ""),
        (["a"], Language.NB, "a"),
        (["a", "b"], Language.NB, "a og b"),
        (["a", "b", "c"], Language.NN, "a, b og c"),
        (["a", "b", "c"], Language.EN, "a, b and c"),
    ],
)
def test_joined(parts: list[str], language: Language, said: str) -> None:
    assert joined(parts, language) == said


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Det koster 250 kroner for hver påbegynt halvtime.", ""),
        ("Avtalen varer i et halvt år.", ""),
        ("Avtalen varer i 2,5 år.", "2.5 years"),
        ("Avtalen varer i to år.", "2 years"),
    ],
)
def test_a_half_told_in_words_is_not_put_in_figures(text: str, english: str) -> None:
    spans = [v for v in find(text) if v.kind is ValueKind.DURATION]
    assert in_english(text, spans).casefold() == english
