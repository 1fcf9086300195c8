"""Forms of regular verbs with other stems, and their nouns."""

from __future__ import annotations

import pytest

from assistant.search import analysis
from assistant.search.inflection import noun_forms, nouns_of_rare, verb_forms


@pytest.mark.parametrize(
    ("word", "verbs", "nouns"),
    [
        ("besøkte", {"besøke"}, set()),
        ("besøker", {"besøkte"}, set()),
        ("bestilt", {"bestille"}, {"bestilling"}),
        ("betale", {"betalte"}, {"betaling"}),
        ("betalingen", {"betale", "betalte"}, set()),
        ("dekke", set(), {"dekning"}),
        ("levere", set(), {"levering"}),
        ("stenges", {"stengte"}, {"stenging"}),
        ("bygde", {"bygge"}, {"bygging"}),
    ],
)
def test_forms_of_one_verb(word: str, verbs: set[str], nouns: set[str]) -> None:
    assert tuple(map(set, verb_forms(word))) == (verbs, nouns)


@pytest.mark.parametrize(
    "word",
    [
        "time",
        "plane",
        "planer",
        "gate",
        "skole",
        "barn",
        "hytte",
        "møte",
        "uke",
        "vinter",
        "fast",
        "leder",
        "side",
        "rest",
        "hest",
        "bolig",
        "penger",
        "måned",
        "avgift",
        "telt",
        "bygd",
        "x",
        "2024",
    ],
)
def test_other_words_have_none(word: str) -> None:
    verbs, nouns = verb_forms(word)
    own = analysis.stem(word)
    assert not [w for w in (*verbs, *nouns) if analysis.stem(w) != own]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("verandaen", {"veranda"}),
        ("firmaet", {"firma"}),
        ("snøen", {"snø"}),
        ("by", {"byen", "byer"}),
        ("kaia", {"kai", "kaier", "kaiene"}),
        # Verbs, numbers and forms that the stemmer joins, and what others begin with.
        ("veranda", set()),
        *((word, set()) for word in ("se", "bo", "gå", "tre", "to", "leien", "hytta", "starta")),
        *((word, set()) for word in ("program", "nivået", "klynga", "x", "2024", "")),
    ],
)
def test_forms_of_a_noun_in_a_vowel(word: str, forms: set[str]) -> None:
    assert set(noun_forms(word)) == forms


@pytest.mark.parametrize(
    ("word", "noun"), [("slipe", "sliping"), ("slipt", "sliping"), ("impregnere", "impregnering")]
)
def test_what_a_rare_verb_may_be_called(word: str, noun: str) -> None:
    assert noun in nouns_of_rare(word)


@pytest.mark.parametrize("word", ["stille", "vaske", "ski", "te", ""])
def test_common_and_short_words_are_no_rare_verbs(word: str) -> None:
    assert not nouns_of_rare(word)
