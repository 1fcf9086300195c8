"""Comparisons: each side under its name, with what was asked of it."""

from __future__ import annotations

import pytest

from assistant.answer.comparison import compared
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from .sea_programme import asked


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Hva er forskjellen på Hav Start og Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("Sammenlign Hav Vekst med Hav Start", ["Hav Vekst", "Hav Start"]),
        ("Kva er skilnaden på Hav Start og Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("Compare Hav Start and Hav Vekst", ["Hav Start", "Hav Vekst"]),
        ("Hva er forskjellen på rådgivning og samlinger?", ["rådgivning", "samlinger"]),
        ("What is the difference between a fee and a grant?", ["fee", "grant"]),
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
