"""Millions of money and millions of other things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.money import is_money
from assistant.answer.extraction.values import ValueKind, find

MONEY = [
    "Den årlige finansieringen er tre millioner i driftsstøtte.",
    "De får opptil tre millioner til utvikling.",
    "Støtten er tre millioner.",
    "Støtten er tre millioner, fordelt på to år.",
    "Støtten er 3 mill. årlig.",
    "Støtten er 3 mill. kroner.",
    "De får to millioner friske midler.",
    "Taket er to millioner norske kroner.",
    "Stønaden er tre millionar i året.",
    "The grant is two million per year.",
    "Rammen er 2 milliarder over fem år.",
]
OTHER = [
    "Landet har fem millioner innbyggere.",
    "Registeret har tre millioner pasienter.",
    "De fanget to millioner tonn.",
    "Det kom fire millioner utenlandske gjester.",
    "Det er bygd to millioner nye boliger.",
    "The register has three million patients.",
]


@pytest.mark.parametrize("text", MONEY)
def test_money(text: str) -> None:
    amounts = [v for v in find(text) if v.kind is ValueKind.AMOUNT]
    assert amounts and all(is_money(v, text) for v in amounts)


@pytest.mark.parametrize("text", OTHER)
def test_not_money(text: str) -> None:
    assert not any(is_money(v, text) for v in find(text))


@given(st.integers(1, 99), st.sampled_from(["kroner", "euro", "NOK"]))
def test_a_currency_makes_money_of_any_millions(number: int, currency: str) -> None:
    text = f"Summen er {number} millioner {currency}"
    (value,) = find(text)
    assert is_money(value, text)
