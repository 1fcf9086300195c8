"""Spaces in the wrong place: moved, lost and left too many; and what is left as it stands."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.search.spacing import Words, respaced
from assistant.search.spelling import is_used, odd

DOCUMENTS = ("fellestiltak", "klyngeportalen", "delingsplattformen", "lærings")


def mend(word: str) -> str:
    """The documents' word where it is one."""
    return word if word in DOCUMENTS else ""


def words(language: Language) -> Words:
    """How words are read where the documents have a programme called Blått Løft."""
    read = partial(odd, language=language, mend=mend)

    def used(word: str) -> bool:
        return word in DOCUMENTS or is_used(word, language)

    return Words(read, used, lambda name: name == "blått løft")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # A letter on the wrong side.
        ("hva e rforskjellen", "hva er forskjellen"),
        ("hva erf orskjellen", "hva er forskjellen"),
        ("hva er rforskjellen", "hva er forskjellen"),
        # No space, beside a word of grammar or in a name.
        ("hva erfellestiltak", "hva er fellestiltak"),
        ("læringsog delingsplattformen", "lærings og delingsplattformen"),
        ("hva er blåttløft", "hva er blått løft"),
        # A space too many.
        ("hva er fell estiltak", "hva er fellestiltak"),
    ],
)
def test_spaces_are_set_right(typed: str, meant: str) -> None:
    assert respaced(typed, words(Language.NB)) == meant


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hva er klyngeportalen, og hvem har den?", Language.NB),
        # Compounds and words of other forms of the language, however rare.
        ("er egenandelsordning og medsøker det samme", Language.NB),
        ("korleis søkjer ein, kvar loggar ein inn", Language.NN),
        ("må me ha vore med før", Language.NN),
        ("åssen går'n, er det noen som vet", Language.NB),
        ("what is the driver's seat of the cluster", Language.EN),
        # Words that are like no other, in small letters and large, and numbers.
        ("hva er xqzw og WP4 i 2024", Language.NB),
        ("hva er Erfellestiltak", Language.NB),
        ("", Language.NB),
    ],
)
def test_what_is_left_as_it_stands(text: str, language: Language) -> None:
    assert respaced(text, words(language)) == text


@given(st.text("abdeik lmn.rstå3", max_size=30))
def test_no_sign_is_lost_or_put_in_but_letters_doubled_across_a_space(text: str) -> None:
    found = respaced(text, words(Language.NB))
    assert set(found) <= {*text, " "}
    assert sum(map(str.isdigit, found)) == sum(map(str.isdigit, text))
