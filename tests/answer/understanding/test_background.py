"""What a question is about and what only stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.understanding.background import in_scene, of_kind, without_kind_words
from assistant.answer.understanding.intent import Intent
from assistant.domain import Language
from assistant.search.query import Concept, Query

WORDS = ("beløp", "kroner", "søknad", "båt", "havn", "varighet", "dato", "antall")


def query(*words: str, telling: float = 0.9, weight: float = 1.0) -> Query:
    concepts = tuple(Concept(w, {w: 1.0}, telling=telling) for w in words)
    return Query(" ".join(words), Language.NB, concepts, {f"w:{w}": weight for w in words}, words)


def tellings(found: Query) -> dict[str, float]:
    return {c.surface: c.telling for c in found.concepts}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("beløp", {Intent.AMOUNT}),
        ("støttebeløpet", {Intent.AMOUNT}),
        ("kroner", {Intent.AMOUNT}),
        ("varighet", {Intent.DURATION}),
        ("datoen", {Intent.DATE}),
        ("antall", {Intent.COUNT, Intent.DURATION}),
        ("maksimum", {Intent.AMOUNT, Intent.DURATION}),
        ("often", {Intent.FREQUENCY}),
        # A word with matter of its own, also where it holds one of these.
        ("søknad", set()),
        ("datoer", set()),
        ("kronerulling", set()),
        ("", set()),
    ],
)
def test_words_that_only_say_what_kind_of_value(words: str, kinds: set[Intent]) -> None:
    assert {intent for intent in Intent if of_kind(words, intent)} == kinds


def test_the_kind_of_value_tells_little_beside_a_topic() -> None:
    found = without_kind_words(query("beløp", "søknad"), Intent.AMOUNT)
    assert tellings(found) == {"beløp": pytest.approx(0.2), "søknad": 0.9}
    # Of another kind of question it is a topic.
    assert without_kind_words(query("beløp", "søknad"), Intent.WHO) == query("beløp", "søknad")


def test_where_there_is_no_other_word_it_is_the_topic() -> None:
    alone = query("beløp", "kroner")
    assert without_kind_words(alone, Intent.AMOUNT) == alone


def test_a_word_that_tells_less_keeps_that() -> None:
    found = without_kind_words(query("kroner", "båt", telling=0.12), Intent.AMOUNT)
    assert tellings(found) == {"kroner": 0.12, "båt": 0.12}


def test_a_scene_tells_less_than_the_question() -> None:
    found = in_scene(query("søknad"), query("havn", "søknad"), set())
    assert tellings(found) == {"søknad": 0.9, "havn": pytest.approx(0.39)}
    assert dict(found.weights) == {"w:søknad": 1.0, "w:havn": pytest.approx(0.6)}


def test_little_telling_words_of_a_scene_fade_too() -> None:
    found = in_scene(query("søknad"), query("havn", telling=0.5), set())
    assert tellings(found)["havn"] == pytest.approx(0.3)


def test_names_are_no_words_of_the_scene() -> None:
    found = in_scene(query("søknad"), query("havn", "båt"), {"havn"})
    assert set(tellings(found)) == {"søknad", "båt"}
    # They still help to find passages.
    assert found.weights["w:havn"] == pytest.approx(0.6)


SOME = st.lists(st.sampled_from(WORDS), unique=True, max_size=5)


@given(SOME, SOME, st.floats(0.12, 1))
def test_a_scene_changes_no_word_of_the_question(
    asked: list[str], around: list[str], telling: float
) -> None:
    own = query(*asked)
    found = in_scene(own, query(*around, telling=telling), set())
    assert found.concepts[: len(asked)] == own.concepts
    assert {c.surface for c in found.concepts} == {*asked, *around}
    assert all(c.telling <= telling for c in found.concepts[len(asked) :])
    assert {t: w for t, w in found.weights.items() if t in own.weights} == dict(own.weights)


@given(SOME, st.sampled_from(list(Intent)), st.floats(0.12, 1))
def test_kind_words_tell_no_more_than_before(
    words: list[str], intent: Intent, telling: float
) -> None:
    found = without_kind_words(query(*words, telling=telling), intent)
    assert list(tellings(found)) == words
    assert all(t <= telling for t in tellings(found).values())
    assert not words or max(tellings(found).values()) == telling
