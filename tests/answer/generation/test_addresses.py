"""Addresses in a draft, in any form of them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.generation.addresses import addresses, has_address


@pytest.mark.parametrize(
    "text",
    [
        "Se https://evil.ru/x.",
        "Se ftp://evil.ru/x.",
        "Se www.siva.no.",
        "Se evil.ru/x for mer.",
        "Skriv til ola@evil.ru.",
        "Skriv til ola(at)evil.ru.",
        "mailto:ola@evil.ru",
    ],
)
def test_an_address(text: str) -> None:
    assert has_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "Det varer i tre år.",
        "En klynge kan f.eks. søke.",
        "Kl. 12.00–13.00",
        "1.2.2024",
        "Arena Pro",
    ],
)
def test_no_address(text: str) -> None:
    assert addresses(text) == ()


@given(st.text(max_size=80))
def test_an_address_stands_there_as_it_is_told(text: str) -> None:
    assert all(found in text for found in addresses(text))
    assert has_address(text) is bool(addresses(text))
