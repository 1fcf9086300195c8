"""Compound words taken apart: in two words, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.search.commonness import zipf
from assistant.search.compounds import LINKS, Compound, joined, split

REAL = 2.6
PARTS = ("klynge", "støtte", "frist", "søknad", "leder", "plass", "båt", "møte", "lag", "slag")
WORTH = {word: float(n) for n, word in enumerate(PARTS, 3)}


def worth(part: str) -> float:
    """The part's commonness in Norwegian where it is a word at all."""
    found = zipf(part, Language.NB)
    return found if found >= REAL else 0.0


def known(part: str) -> float:
    return WORTH.get(part, 0.0)


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        # Without a link.
        ("grupperabatt", "gruppe", "rabatt"),
        ("klyngeleder", "klynge", "leder"),
        ("kontaktperson", "kontakt", "person"),
        ("støttebeløp", "støtte", "beløp"),
        ("reisekostnader", "reise", "kostnader"),
        ("båtplass", "båt", "plass"),
        ("studentrabatt", "student", "rabatt"),
        ("barnehageplass", "barnehage", "plass"),
        ("vaktmesterbolig", "vaktmester", "bolig"),
        ("kanelbolle", "kanel", "bolle"),
        ("revisorbekreftelse", "revisor", "bekreftelse"),
        # With an s between them.
        ("søknadsskjema", "søknad", "skjema"),
        ("forskningsmiljø", "forskning", "miljø"),
        ("utbetalingsdato", "utbetaling", "dato"),
        ("medlemskontingent", "medlem", "kontingent"),
        ("rapporteringskrav", "rapportering", "krav"),
        ("tilskuddsmottaker", "tilskudd", "mottaker"),
        ("parkeringsplass", "parkering", "plass"),
        ("fredagspils", "fredag", "pils"),
        # An s may begin the last part too: it binds what takes one, to what is commoner.
        ("idrettslag", "idrett", "lag"),
        ("divisjonslag", "divisjon", "lag"),
        ("redningslaget", "redning", "laget"),
        ("handelsvarer", "handel", "varer"),
        ("beredskapsvakt", "beredskap", "vakt"),
        ("fornøyelsespark", "fornøyelse", "park"),
        ("jubileumsåret", "jubileum", "året"),
        # No s binds a word of one syllable, or one in a vowel, a sibilant or r.
        ("hjerneslag", "hjerne", "slag"),
        ("fluesopp", "flue", "sopp"),
        ("muggsopp", "mugg", "sopp"),
        ("nødstopp", "nød", "stopp"),
        ("motorstopp", "motor", "stopp"),
        ("spydspiss", "spyd", "spiss"),
        ("kantsone", "kant", "sone"),
        # With an e between them.
        ("hundefôr", "hund", "fôr"),
        ("barnetog", "barn", "tog"),
        ("gutterom", "gutt", "rom"),
    ],
)
def test_what_is_taken_apart(word: str, first: str, last: str) -> None:
    found = split(word, worth, least=zipf(word, Language.NB))
    assert found == Compound(first, last)


@pytest.mark.parametrize(
    "word",
    [
        # Commoner than what chance finds in them.
        *("kapasitet", "universitet", "kommune", "aktivitet", "virksomhet", "organisasjon"),
        *("leder", "støtte", "arrangement", "avtale", "gratis", "begynne", "måned", "kvalitet"),
        # Compounds that are words in their own right.
        *("næringsliv", "søndag", "fartøy", "avslag", "prosjekt", "nettverk"),
        # Too short, or no words at all.
        *("", "a", "år", "avtid", "xqzwv", "qqqqqrabatt", "rabattqqqqq", "båtqxz"),
    ],
)
def test_what_stays_whole(word: str) -> None:
    assert split(word, worth, least=zipf(word, Language.NB)) is None


@given(st.sampled_from(PARTS), st.sampled_from(LINKS), st.sampled_from(PARTS))
def test_two_words_in_one_are_found(first: str, link: str, last: str) -> None:
    word = first + link + last
    found = split(word, known)
    assert found is not None
    assert word in joined((found.first,), (found.last,))
    # A link may be read as the beginning of the last part («båt-slag» for «båts-lag»).
    assert found == Compound(first, last) or found.last == f"{link}{last}"


@given(st.one_of(st.text("aeskltøm", max_size=14), st.lists(st.sampled_from(PARTS)).map("".join)))
def test_parts_are_words_and_give_the_word_back(word: str) -> None:
    found = split(word, known)
    if found is not None:
        assert {found.first, found.last} <= WORTH.keys()
        assert word in joined((found.first,), (found.last,))


@given(st.sampled_from(PARTS), st.sampled_from(PARTS), st.integers(0, 14))
def test_both_parts_must_be_worth_more_than_the_word(first: str, last: str, least: int) -> None:
    poorer = min(WORTH[first], WORTH[last])
    assert (split(first + last, known, least=least) is not None) == (poorer > least)


def test_of_two_splits_the_one_whose_poorer_part_is_worth_most() -> None:
    values = {"lese": 2.0, "stund": 9.0, "les": 3.0, "estund": 4.0}
    assert split("lesestund", lambda part: values.get(part, 0.0)) == Compound("les", "estund")
    values["lese"] = 5.0
    assert split("lesestund", lambda part: values.get(part, 0.0)) == Compound("lese", "stund")


@pytest.mark.parametrize(
    ("with_s", "without", "last"),
    [(5.0, 6.0, "lag"), (6.0, 5.0, "slag"), (5.0, 5.0, "slag"), (0.0, 5.0, "lag")],
)
def test_an_s_binds_the_commoner_last_part(with_s: float, without: float, last: str) -> None:
    values = {"idrett": 4.0, "slag": with_s, "lag": without}
    found = split("idrettslag", lambda part: values.get(part, 0.0))
    assert found == Compound("idrett", last)


def test_a_very_long_word_is_no_trouble() -> None:
    assert split("ab" * 2_000 + "slag", known) is None


def test_every_way_to_join() -> None:
    assert joined(("båt", "skip"), ("lag",)) == [
        *("båtslag", "båtlag", "båtelag"),
        *("skipslag", "skiplag", "skipelag"),
    ]
    assert joined((), ("lag",)) == joined(("båt",), ()) == []
