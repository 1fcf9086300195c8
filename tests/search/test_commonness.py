"""How much a word tells of a topic, in bokmål and in nynorsk."""

from __future__ import annotations

import pytest

from assistant.domain import Language
from assistant.search.commonness import telling


@pytest.mark.parametrize(
    ("nynorsk", "bokmal"),
    [("dagar", "dager"), ("prosjekta", "prosjektet"), ("byggje", "bygge"), ("kostar", "koster")],
)
def test_a_word_of_nynorsk_tells_no_more_than_in_bokmal(nynorsk: str, bokmal: str) -> None:
    assert telling(nynorsk, Language.NN) <= telling(bokmal, Language.NB)


@pytest.mark.parametrize("word", ["skredopplæringa", "xyzar", "kullgrill"])
def test_a_rare_word_is_rare_in_both(word: str) -> None:
    assert telling(word, Language.NN) == telling(word, Language.NB) == 1.0


def test_bokmal_and_english_are_read_as_they_stand() -> None:
    assert telling("byggje", Language.NB) == telling("prosjekta", Language.EN) == 1.0
