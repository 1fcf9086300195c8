"""Questions that lean on what was said before them, and those that stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.understanding.leaning import (
    Said,
    leans,
    names_no_thing,
    only_repeats,
    points_back,
    same_of,
    without_courtesy,
)
from assistant.search.names import Mention

NAME = ("Hav Vekst",)


def said(text: str, *content: str, names: tuple[str, ...] = (), telling: int | None = None) -> Said:
    """A question with its topic words, each of which tells where nothing else is said."""
    count = len(content) if telling is None else telling
    return Said(text, tuple(Mention(n) for n in names), content, count)


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        # An opening that goes on from what was said, with little of its own.
        (said("Hva med Hav Vekst?", names=NAME), True),
        (said("Og i Hav Vekst?", names=NAME), True),
        (said("Enn for studenter?", "studenter"), True),
        (said("What about students?", "students"), True),
        (said("Tusen takk! Enn for oss?"), True),
        (said("Og hvem avgjør søknader om lån?", "avgjør", "søknader", "lån", "bank"), False),
        # A name alone asks the same of it; with matter of its own it does not.
        (said("Hav Vekst?", names=NAME), True),
        (said("Hvor lenge varer Hav Vekst?", "varer", names=NAME), False),
        # Nothing that tells a topic.
        (said("Hvor lenge?"), True),
        (said("Hvor mye får man?", "får", telling=0), True),
        (said("Hva er søknadsfristen?", "søknadsfristen"), False),
        # Pronouns, with little beside them or where they are what is asked about.
        (said("Krever den vedlegg?", "vedlegg"), True),
        (said("Krever den vedlegg og revisor?", "vedlegg", "revisor"), False),
        (said("Hvordan søker lag og foreninger om det?", "søker", "lag", "foreninger"), True),
        (said("Kan lag og foreninger gjøre det digitalt?", "lag", "foreninger", "digitalt"), True),
        (said("Må de ha budsjett og plan?", "ha", "budsjett", "plan"), True),
        (said("Må de nye lagene levere plan?", "nye", "lagene", "levere", "plan"), False),
        (said("Hvor mange av dem får støtte?", "får", "støtte"), True),
        (said("Hvor mange av de nye lagene får støtte?", "nye", "lagene", "støtte"), False),
        # A time that was spoken of.
        (said("Hvor mange lag fikk støtte det året?", "lag", "fikk", "støtte"), True),
        (said("Gjelder det samme for studenter?", "studenter"), True),
    ],
)
def test_leans(question: Said, leaning: bool) -> None:
    assert leans(question) is leaning


@pytest.mark.parametrize(
    ("question", "back"),
    [
        (said("Er dette greit for kommunen og laget?", "greit", "kommunen", "laget"), True),
        (said("Is this fine for the port and the town?", "fine", "port", "town"), True),
        (said("Er dette rommet ledig for laget?", "rommet", "ledig", "laget"), False),
        (said("Holder det med plan?", "plan"), True),
        (said("Hva koster plan og budsjett?", "koster", "plan", "budsjett"), False),
    ],
)
def test_points_back_in_its_message(question: Said, back: bool) -> None:
    assert points_back(question) is back


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Gjelder det samme for studenter?", "for studenter"),
        ("Gjeld det same for oss då?", "for oss"),
        ("Gjelder det også studenter?", "studenter"),
        ("Gjelder det studenter også?", "studenter"),
        ("Does that apply to students too?", "to students"),
        ("Hva gjelder for studenter?", None),
        ("Er det samme dag hver uke året rundt i hele kommunen?", None),
        ("", None),
    ],
)
def test_of_what_the_same_is_asked(text: str, topic: str | None) -> None:
    assert same_of(text) == topic


@pytest.mark.parametrize(
    ("question", "repeats"),
    [
        (said("Gjelder det samme for oss?"), True),
        (said("Gjelder det samme for studenter?", "studenter"), False),
        (said("Enn hvis laget er stort?", "laget"), True),
        (said("Enn hvis laget i Hav Vekst er stort?", "laget", names=NAME), False),
        (said("Enn hvis laget har hund og båt?", "laget", "hund", "båt"), False),
        (said("Hva koster det hvis laget er stort?", "laget"), False),
    ],
)
def test_only_asks_again(question: Said, repeats: bool) -> None:
    assert only_repeats(question) is repeats


@pytest.mark.parametrize(
    ("question", "nothing"),
    [
        (said("Når måtte man melde seg på?", "melde seg på"), True),
        (said("Hva koster det?", "koster"), True),
        (said("Når er fristen?", "fristen"), True),
        (said("Når er dugnaden?", "dugnaden"), False),
        (said("Når starter Hav Vekst?", "starter", names=NAME), False),
        # Nothing is asked of a thing.
        (said("melde seg på", "melde seg på"), False),
    ],
)
def test_names_no_thing(question: Said, nothing: bool) -> None:
    assert names_no_thing(question) is nothing


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Takk, når er fristen?", "når er fristen?"),
        ("Flott. Når er fristen?", "Når er fristen?"),
        ("Thank you! And the deadline?", "And the deadline?"),
        # Thanks alone stay, and «bra» may begin a question.
        ("Takk!", "Takk!"),
        ("Bra utstyr, finnes det?", "finnes det?"),
        ("Når er fristen?", "Når er fristen?"),
    ],
)
def test_without_courtesy(text: str, rest: str) -> None:
    assert without_courtesy(text) == rest


TEXTS = st.lists(
    st.sampled_from(["og", "det", "hva", "koster", "de", "lag", "dem", "samme", "av", "?", "2019"]),
    max_size=8,
).map(" ".join)


@given(TEXTS, st.integers(0, 4))
def test_what_leans_points_back(text: str, telling: int) -> None:
    question = said(text, *["lag"] * telling)
    if leans(question):
        assert points_back(question)


@given(TEXTS)
def test_a_question_with_no_topic_and_no_name_leans(text: str) -> None:
    assert leans(said(text))


@given(TEXTS)
def test_years_stand_in_the_text(text: str) -> None:
    assert said(text).years == text.split().count("2019") * ["2019"]
