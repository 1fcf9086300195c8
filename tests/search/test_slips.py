"""What slips cost: those that fingers and ears make are cheaper than a letter for any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.slips import cost

WORDS = st.text("abdeghiklmnorstvyæøå", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("typed", "likelier", "than"),
    [
        # Two letters changed about, a letter lost, a letter held down, a neighbouring key.
        ("arnea", "arena", "arne"),
        ("snder", "sender", "sider"),
        ("allle", "alle", "aldle"),
        ("fpr", "for", "far"),
        # Letters that sound alike.
        ("stotte", "støtte", "stette"),
        ("nra", "når", "nya"),
    ],
)
def test_the_likelier_slip_is_cheaper(typed: str, likelier: str, than: str) -> None:
    assert cost(typed, likelier) < cost(typed, than)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ubegrenset", "begrenset"), ("tidsubegrenset", "tidsbegrenset")]
)
def test_a_word_that_denies_another_is_no_slip_for_it(typed: str, meant: str) -> None:
    assert cost(typed, meant) > 2


@given(WORDS)
def test_a_word_costs_nothing_to_read_as_itself(word: str) -> None:
    assert cost(word, word) == 0


@given(WORDS, WORDS)
def test_another_word_costs_something(word: str, other: str) -> None:
    assert cost(word, other) >= 0
    assert (cost(word, other) == 0) == (word == other)


@given(WORDS.filter(lambda w: len(w) > 1), st.data())
def test_a_letter_lost_and_one_held_down(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    assert cost(word[:at] + word[at + 1 :], word) <= 0.7 + 1e-9
    assert cost(word[:at] + word[at - 1] + word[at:], word) <= 0.4 + 1e-9
