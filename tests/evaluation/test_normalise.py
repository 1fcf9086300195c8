"""One spelling for every number, and matching that respects boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.normalise import fold, numbers, occurs, tokens

SAME = [
    ("2 millioner", "to millioner kroner"),
    ("2 millioner", "2 000 000"),
    ("2 millioner kroner", "kr 2.000.000"),
    ("2 mill. kr", "2\u00a0000\u00a0000 NOK"),
    ("2,5 millioner", "to og en halv million"),
    ("1,5 millioner", "halvannen million"),
    ("1,5 millionar", "ein og ein halv million"),
    ("de tre millionene", "de 3 000 000"),
    ("en halv million", "500 000"),
    ("to hundre tusen", "200.000"),
    ("hundre og femti", "150"),
    ("fem tusen to hundre", "5 200"),
    ("tjuefem", "25"),
    ("twenty-five", "25"),
    ("50 %", "femti prosent"),
    ("50 pst.", "50 per cent"),
    ("26. februar 2016", "26.02.2016"),
    ("26. februar 2016", "2016-02-26"),
    ("26 February 2016", "26. feb. 2016"),
    ("February 26th, 2016", "26. februar 2016"),
    ("kl. 15.00", "kl 15"),
    ("kl. 09.30", "kl 9:30"),
    ("5–10 år", "fem til ti år"),
    ("ett år", "1 år"),
    ("eitt år", "ein år"),
    ("**tre** år [2]", "3 år"),
    ("Tre\n  år.", "tre år"),
]
DIFFERENT = [
    ("2", "2019"),
    ("2 millioner", "2,5 millioner"),
    ("2 millioner og tre årsverk", "2 000 003 årsverk"),
    ("en klynge", "1 klynge"),
    ("26. februar", "26. mars"),
    ("2 kroner", "2"),
    ("støtte", "stotte"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_value_same_tokens(one, other):
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_value_other_tokens(one, other):
    assert tokens(one) != tokens(other)


OCCURS = [
    ("2", "Det kom i 2019", False),
    ("20", "i 2019", False),
    ("2", "i 2,5 år", False),
    ("to", "totalt", False),
    ("ja", "januar", False),
    ("to millioner", "Inntil 2 000 000 kroner i året [1].", True),
    ("2 millioner kroner", "inntil to millioner i året", True),
    ("26. februar", "Fristen er 26.02.2016 kl. 15.00", True),
    ("klyngeledelse", "for klyngeledelsen og styret", True),
    ("klyngeledelsen", "for klyngeledelse", False),
    ("kl. 15", "26. februar 2016 kl. 15.00", True),
    ("§", "se § 4", True),
    ("…", "og så … videre", True),
    ("3 år", "**tre** [1] år", True),
]


@pytest.mark.parametrize(("needle", "haystack", "expected"), OCCURS)
def test_occurs(needle, haystack, expected):
    assert occurs(needle, haystack) is expected


def test_english_to_is_no_number_but_norwegian_quotations_are_read():
    answer = "Up to NOK 2 million is given to each, for «to år»."
    assert numbers(answer, english=True) == {"2000000", "2"}
    assert numbers("It applies to all.", english=True) == frozenset()
    assert occurs("to år", answer, english=True)
    assert occurs("two million", answer, english=True)
    assert not occurs("2", "It applies to all.", english=True)
    assert occurs("5–10", "from 5 to 10 years", english=True)


def test_numbers_are_values_not_spellings():
    found = numbers("I 2016 søkte 57, og tre fikk 2,5 millioner innen 26. februar kl. 15.")
    assert found == {"2016", "57", "3", "2500000", "26", "15:00"}


@given(st.integers(0, 10**9))
def test_grouping_changes_no_number(value):
    plain = str(value)
    assert tokens(f"{value:,}".replace(",", " ")) == (plain,)
    assert tokens(f"{value:,}") == (plain,)
    assert tokens(f"{value:,}".replace(",", ".")) == (plain,)


@given(st.text(max_size=60))
def test_any_text_is_read_and_occurs_in_itself(text):
    assert occurs(text, text)
    assert occurs(text, text, english=True)
    assert fold(fold(text)) == fold(text)
