"""Typing errors in common words: what is mended, and what is left as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from assistant.domain import Language
from assistant.search.slips import cost
from assistant.search.spelling import common, is_doubtful, spelt

NB, NN, EN = Language.NB, Language.NN, Language.EN
# The words of some documents; «klyngeportalen» is in no list of common words.
DOCUMENTS = ("tilskudd", "klynge", "klyngeportalen", "fadder")


def mend(word: str) -> str:
    """The documents' word that lies one slip away; itself where they have it."""
    return next((d for d in DOCUMENTS if OSA.distance(word, d) <= 1), "")


def nothing(_: str) -> str:
    """Documents that have no word like any."""
    return ""


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        # A letter too few, two changed about, one too many.
        ("Når begyner kurset?", NB, "Når begynner kurset?"),
        ("Hva skjer gjenom året?", NB, "Hva skjer gjennom året?"),
        ("Hvor mye kostr det?", NB, "Hvor mye koster det?"),
        ("hvordn gjør vi det?", NB, "hvordan gjør vi det?"),
        ("Er det gratis for medlmmer?", NB, "Er det gratis for medlemmer?"),
        ("When does the corse begin?", EN, "When does the course begin?"),
        ("How mcuh is it?", EN, "How much is it?"),
        ("Where is the meeeting?", EN, "Where is the meeting?"),
        # The likelier slip goes before the later one, and a word of the language before others.
        ("Hvor snder jeg det?", NB, "Hvor sender jeg det?"),
        ("Når strtet det?", NB, "Når startet det?"),
        # Two slips in a long word; words of grammar, in every language.
        ("Hva er forutstningene?", NB, "Hva er forutsetningene?"),
        ("hvor mye fpr en klynge", NB, "hvor mye for en klynge"),
        ("kva er dte", NN, "kva er det"),
        # Words of the documents, in every language.
        ("Hvor mye tilskud får vi?", NB, "Hvor mye tilskudd får vi?"),
        ("Kva er ei klygne?", NN, "Kva er ei klynge?"),
        ("Hva er klyngeprotalen?", NB, "Hva er klyngeportalen?"),
    ],
)
def test_what_is_mended(text: str, language: Language, meant: str) -> None:
    assert spelt(text, language, mend) == meant


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # Nynorsk words are rarely counted.
        ("Når begyner kurset?", NN),
        ("Korleis søkjer vi?", NN),
        ("Har vi vore med, og kven hjelpte til?", NN),
        # Names, abbreviations, short words, and what lies near nothing.
        ("Hvor ligger Begyner?", NB),
        ("Hva er BEGYNER?", NB),
        ("I kveld skal hn spise.", NB),
        ("Hva betyr xqzw?", NB),
        # Compounds of words that are used, however rare; a slip that is too dear.
        ("Hva er kongehage?", NB),
        ("Hva er ekst?", NB),
        ("Hva er WP4?", NB),
        # A word that people use is no slip for one of the documents.
        ("Hvem er fader her?", NB),
        ("", NB),
        ("?! 17", NB),
    ],
)
def test_what_is_left_as_it_stands(text: str, language: Language) -> None:
    assert spelt(text, language, mend) == text


def test_a_word_of_the_documents_is_theirs_however_rare() -> None:
    assert spelt("Hva er begyner?", NB, lambda word: word) == "Hva er begyner?"


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [
        ("begyner", NB, "begynner"),
        ("gjenom", NB, "gjennom"),
        ("begyner", EN, ""),
        ("xqzw", NB, ""),
        ("corse", EN, "course"),
    ],
)
def test_the_common_word_one_slip_away(word: str, language: Language, meant: str) -> None:
    assert common(word, language) == meant


@given(st.text("abdeghiklmnorstvyæøå", min_size=1, max_size=9), st.sampled_from([NB, EN]))
def test_a_common_word_is_a_cheap_slip_away(word: str, language: Language) -> None:
    found = common(word, language)
    if found:
        assert cost(word, found) <= 1.7


@pytest.mark.parametrize(
    ("typed", "read", "doubtful"),
    [
        ("Hva er en klynnge?", "Hva er en klynge?", False),
        ("hva er en klynegr?", "hva er en klynger?", False),
        ("søkandsfirsten 2024", "søknadsfristen 2024", True),
        ("hva e rdet", "hva er det", False),
        ("læringsog delnig", "lærings og deling", True),
        ("", "", False),
    ],
)
def test_which_readings_are_in_doubt(typed: str, read: str, doubtful: bool) -> None:
    assert is_doubtful(typed, read) is doubtful


@given(st.text(max_size=40), st.sampled_from(list(Language)))
def test_only_words_in_small_letters_change(text: str, language: Language) -> None:
    found = spelt(text, language, nothing)
    kept = [c for c in text if not (c.isalpha() and c.islower())]
    assert [c for c in found if not (c.isalpha() and c.islower())] == kept
