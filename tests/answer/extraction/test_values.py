"""Values in running text: one canonical form, however they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.values import Value, ValueKind, find, supported, unsupported

N, A, D, T, S = (
    ValueKind.NUMBER,
    ValueKind.AMOUNT,
    ValueKind.DATE,
    ValueKind.TIME,
    ValueKind.DURATION,
)
CANONICAL = [
    ("to", N, "2"),
    ("2", N, "2"),
    ("fire bedrifter", N, "4"),
    ("begge nivåene", N, "2"),
    ("57 søkere", N, "57"),
    ("tjuefem medlemmer", N, "25"),
    ("trettiåtte prosent", A, "38"),
    ("femtitre millioner kroner", A, "53000000"),
    ("nittini år", S, "99"),
    ("tjueén år", S, "21"),
    ("twenty-five", N, "25"),
    ("forty two", N, "42"),
    ("2 000 000", N, "2000000"),
    ("2\u00a0000\u00a0000", N, "2000000"),
    ("2 millioner", A, "2000000"),
    ("to millioner kroner", A, "2000000"),
    ("2 mill. kroner", A, "2000000"),
    ("kr 2 000 000", A, "2000000"),
    ("2.000.000 kroner", A, "2000000"),
    ("2 millionar kroner", A, "2000000"),
    ("de tre millionene", A, "3000000"),
    ("dei 50 millionane", A, "50000000"),
    ("de to milliardene", A, "2000000000"),
    ("NOK 2 million", A, "2000000"),
    ("en million kroner", A, "1000000"),
    ("1,5 millioner", A, "1500000"),
    ("4.5 million", A, "4500000"),
    ("5 mrd. kroner", A, "5000000000"),
    ("NOK 2,000,000", A, "2000000"),
    ("1,500 kilo", N, "1.5"),
    ("hundre tusen kroner", A, "100000"),
    ("20 000 kroner", A, "20000"),
    ("3,5 prosent", A, "3.5"),
    ("50 %", A, "50"),
    ("tre år", S, "3"),
    ("ett år", S, "1"),
    ("minst én deltaker", N, "1"),
    ("berre éi tomt", N, "1"),
    ("ti prosentpoeng mer", A, "10"),
    ("fem virkedagers varsel", S, "5"),
    ("de siste 30 årene", S, "30"),
    ("treårig program", S, "3"),
    ("toårige tiltak", S, "2"),
    ("femårsperiode", S, "5"),
    ("tolv måneder", S, "12"),
    ("seks uker", S, "6"),
    ("seks veker", S, "6"),
    ("two years", S, "2"),
    ("fem virkedager", S, "5"),
    ("to ukers ferie", S, "2"),
    ("ei veke", S, "1"),
    ("3 working days", S, "3"),
    ("et halvt år", S, "0.5"),
    ("halvannen måned", S, "1.5"),
    ("to og et halvt år", S, "2.5"),
    ("2 og et halvt år", S, "2.5"),
    ("two and a half years", S, "2.5"),
    ("half an hour", S, "0.5"),
    ("ett semester", S, "1"),
    ("22. juni", D, "--06-22"),
    ("22. juni 2024", D, "2024-06-22"),
    ("22.06.2024", D, "2024-06-22"),
    ("2024-06-22", D, "2024-06-22"),
    ("June 22, 2024", D, "2024-06-22"),
    ("22 June 2024", D, "2024-06-22"),
    ("juni 2024", D, "2024-06"),
    ("2024", D, "2024"),
    ("kl. 15.00", T, "15:00"),
    ("klokken 12", T, "12:00"),
    ("at 4 pm", T, "16:00"),
    ("12 a.m.", T, "00:00"),
    ("9.30 pm", T, "21:30"),
    ("klokka 9.30", T, "09:30"),
    ("14:30", T, "14:30"),
]
SEVERAL = [
    ("26. februar 2016 kl. 15.00", ["2016-02-26", "15:00"]),
    ("1. januar–31. mars 2025", ["--01-01", "2025-03-31"]),
    ("2–3 år", ["2", "3"]),
    ("10-15 deltakere", ["10", "15"]),
    ("mellom 2,5 og 4 millioner kroner", ["2.5", "4000000"]),
    ("i 2014 og 2015", ["2014", "2015"]),
    ("Open alle dagar frå 7 til 22.", ["07:00", "22:00"]),
    ("Åpent mandag 8–18 og fredag 8–15.30.", ["08:00", "18:00", "08:00", "15:30"]),
    ("Office hours are Tuesday, 10 to 15.", ["10:00", "15:00"]),
    ("Åpent for lag med 5 til 10 medlemmer.", ["5", "10"]),
    ("Ruta går 7 til 22.", ["7", "22"]),
]
NONE = [
    "en klynge",
    "et tiltak",
    "ei bygd",
    "halve prisen",
    "ein av dei",
    "ett eller flere",
    "COVID-19",
    "H2020",
    "sist i mai",
    "tilbud til alle",
    "tre" + "ning",
    "firefisle",
    "",
]


@pytest.mark.parametrize(("text", "kind", "canonical"), CANONICAL)
def test_canonical_forms(text: str, kind: ValueKind, canonical: str) -> None:
    (value,) = find(text)
    assert (value.kind, value.canonical) == (kind, canonical)


@pytest.mark.parametrize(("text", "canonical"), SEVERAL)
def test_several_values(text: str, canonical: list[str]) -> None:
    assert [v.canonical for v in find(text)] == canonical


@pytest.mark.parametrize("text", NONE)
def test_no_value(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "text", ["to apply to us", "one of the levels", "fire and ti", "a network"]
)
def test_english_words_that_are_numbers_in_norwegian(text: str) -> None:
    assert find(text, english=True) == ()


@pytest.mark.parametrize(
    ("text", "canonical"), [("NOK 50,000", "50000"), ("1,234 members", "1234"), ("1.5", "1.5")]
)
def test_commas_part_thousands_in_english(text: str, canonical: str) -> None:
    assert find(text, english=True)[0].canonical == canonical


@pytest.mark.parametrize("text", ["to million", "fire millioner"])
def test_before_a_scale_they_are_numbers_in_english_too(text: str) -> None:
    assert find(text, english=True)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("2 år", "to år"),
        ("two years", "to år"),
        ("treårig", "3 år"),
        ("2 000 000 kroner", "to millioner kroner"),
        ("2 mill. kroner", "kr 2 000 000"),
        ("juni 2024", "21. juni 2024"),
        ("2024", "21. juni 2024"),
        ("22. juni", "22.06.2024"),
        ("kl. 15", "klokken 15.00"),
        ("NOK 1.5 million", "1,5 millioner kroner"),
    ],
)
def test_supported(claim: str, source: str) -> None:
    assert unsupported(claim, [source]) == ()


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("tre år", "to år", "tre år"),
        ("3 millioner kroner", "2 millioner kroner", "3 millioner kroner"),
        ("2 millioner kroner", "2 kroner", "2 millioner kroner"),
        ("21. juni 2024", "juni 2024", "21. juni 2024"),
        ("22. juni", "21. juni 2024", "22. juni"),
        ("22. juni", "22. juli 2024", "22. juni"),
        ("2023", "21. juni 2024", "2023"),
        ("kl. 16.00", "kl. 15.00", "kl. 16.00"),
        ("60 prosent", "50 prosent", "60 prosent"),
        ("10-20 deltakere", "10-15 deltakere", "20"),
    ],
)
def test_unsupported(claim: str, source: str, told: str) -> None:
    assert unsupported(claim, [source]) == (told,)


def test_several_sources_together_support_a_claim() -> None:
    assert unsupported("tre år og 2 millioner", ["tre år", "2 millioner"]) == ()
    assert unsupported("tre år", []) == ("tre år",)


written = st.one_of(
    st.sampled_from([text for text, *_ in CANONICAL] + [text for text, _ in SEVERAL]),
    st.text(alphabet="abcdeåøæ 0123456789.,-:%/", max_size=30),
)


@given(st.lists(written, max_size=6).map(" og ".join))
def test_what_a_text_holds_it_supports(text: str) -> None:
    values = find(text)
    assert all(supported(v, values) for v in values)
    assert unsupported(text, [text]) == ()


@given(st.text(max_size=80))
def test_values_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for value in find(text):
        assert end <= value.start < value.end <= len(text)
        end = value.end


@given(st.integers(0, 999_999_999))
def test_separators_do_not_change_a_number(number: int) -> None:
    spaced = f"{number:,}".replace(",", " ")
    (value,) = find(f"{spaced} kroner")
    assert (value.kind, value.canonical) == (A, str(number))
    assert supported(value, find(f"kr {number}"))


MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august"),
    *("september", "oktober", "november", "desember"),
)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_the_same_however_it_is_written(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
    ):
        assert find(text)[0] == Value(D, day.isoformat(), 0, len(text))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Topp pays up to NOK 18,000.", "18000"),
        ("It is raised to EUR 5 a day.", "5"),
        ("Prisen er to kroner.", "2"),
    ],
)
def test_a_figure_behind_its_currency_is_not_the_word_before_it(text: str, amount: str) -> None:
    found = find(text, english="pr" not in text.casefold())
    assert [v.canonical for v in found if v.kind is A] == [amount]
