"""Text to index terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search import analysis


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("klynge", "klyngene"),
        ("bedrift", "bedrifter"),
        ("bedrift", "bedriftene"),
        ("søknad", "søknaden"),
        ("prosjekt", "prosjektets"),
        ("nettverk", "nettverkene"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert analysis.stem(one) == analysis.stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("far", "får"), ("lage", "låge"), ("mor", "mør"), ("her", "hær")]
)
def test_the_norwegian_letters_stay_apart(one: str, other: str) -> None:
    assert analysis.stem(one) != analysis.stem(other)
    assert analysis.words(one) != analysis.words(other)


def test_a_compound_shares_grams_with_its_parts() -> None:
    assert set(analysis.grams("næringsklynge")) & set(analysis.grams("klyngeledelse"))


def test_terms_are_stems_and_marked_grams_without_stop_words() -> None:
    assert analysis.terms("Hva er klyngen?") == ["klyng", "#klyn", "#lyng", "#ynge", "#ngen"]


@pytest.mark.parametrize("number", ["2024", "15", "1000000"])
def test_numbers_are_kept_whole(number: str) -> None:
    assert analysis.terms(number) == [number]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("soeknad", "søknad"),
        ("soknad", "søknad"),
        ("naering", "næring"),
        ("naring", "næring"),
        ("aarlig", "årlig"),
        ("arlig", "årlig"),
        ("klynnge", "klynge"),
        ("cluster", "kluster"),
    ],
)
def test_spellings_that_fold_together(typed: str, meant: str) -> None:
    assert analysis.fold(typed) == analysis.fold(meant)


@given(st.text(max_size=200))
def test_any_text_gives_terms_without_white_space_or_quotes(text: str) -> None:
    for term in analysis.terms(text):
        assert term
        assert not any(c.isspace() or c == '"' for c in term)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=4, max_size=30))
def test_grams_cover_the_word(word: str) -> None:
    grams = [g.removeprefix(analysis.GRAM_MARK) for g in analysis.grams(word)]
    assert [word[i : i + 4] for i in range(len(word) - 3)] == grams


@given(st.text(max_size=60))
def test_case_does_not_matter(text: str) -> None:
    assert analysis.words(text) == analysis.words(text.casefold())
