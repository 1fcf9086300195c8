"""How many there are, counted in a list that the answer shows whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.citation import check, cite
from assistant.answer.extraction.listed import is_whole, shown_lists
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Chunk

from ..sea_programme import answerer_in, asked

GOALS = "Delmål:\n- flere båter\n- flere loser\n- bedre kart"
SHOWN = "Delmål [1]:\n\n- flere båter\n- flere loser\n- bedre kart"


def cited(text: str) -> Chunk:
    return Chunk("d:1", "d", "Veileder", (), None, 0, len(text), text)


def unsupported(answer: str, text: str, *, end: int | None = None) -> tuple[str, ...]:
    chunk = cited(text)
    quote = cite(1, chunk, 0, len(text) if end is None else end)
    return check(answer, [quote], {"d:1": text}).unsupported_values


def test_the_number_of_items_is_borne_out_by_the_list() -> None:
    assert unsupported(f"**3** – {SHOWN}", GOALS) == ()
    assert unsupported(SHOWN, GOALS) == ()


@pytest.mark.parametrize("number", ["2", "4", "tre år og fire"])
def test_another_number_is_not(number: str) -> None:
    assert unsupported(f"**{number}** – {SHOWN}", GOALS)


def test_a_list_shown_in_part_counts_nothing() -> None:
    part = "**2** – Delmål [1]:\n\n- flere båter\n- flere loser"
    assert unsupported(part, GOALS) == ("2",)


def test_a_list_with_an_item_of_its_own_counts_nothing() -> None:
    assert unsupported(f"**4** – {SHOWN}\n- flere moloer", GOALS) == ("4",)


def test_a_number_elsewhere_in_the_answer_is_not_borne_out_by_the_list() -> None:
    assert unsupported(f"{SHOWN}\n\nDet er 3 havner [1].", GOALS) == ("3",)


items = st.lists(
    st.text(alphabet="bcdfgh ", min_size=3, max_size=12)
    .map(str.strip)
    .filter(lambda t: len(t) > 2),
    min_size=2,
    max_size=6,
    unique=True,
)


@given(items, st.integers(2, 8))
def test_only_the_true_length_of_a_list_is_borne_out(names: list[str], number: int) -> None:
    text = "Delmål:\n" + "\n".join(f"- {n}" for n in names)
    shown = "Delmål [1]:\n\n" + "\n".join(f"- {n}" for n in names)
    (the_list,) = shown_lists(shown)
    if is_whole(the_list, text):
        told = unsupported(f"**{number}** – {shown}", text)
        assert told == (() if number == len(names) else (str(number),))


LAGOON = """Laguneordningen

Laguneordningen er for lag som måker sand.

Hovedmål:
Mer sand på strendene
Mindre tang i havna

Delmål:
Flere spader til lagene
Flere måkere på dugnad
Bedre trillebårer i laguna

Krav

Modne lag skal oppfylle følgende kvalitetskrav:

- egen spade
- egen bøtte
- godt humør
- tørre støvler
"""


@pytest.fixture(scope="module")
def lagoon(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder: Path = tmp_path_factory.mktemp("lagoon")
    return answerer_in(folder, {"laguneordningen.txt": LAGOON})


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Hvor mange delmål er det?", "**3** – Delmål [1]:\n\n- Flere spader til lagene\n"),
        ("Kor mange delmål er det?", "**3** – Delmål [1]:\n\n- Flere spader til lagene\n"),
        ("Hvor mange hovedmål har laguneordningen?", "**2** – Hovedmål [1]:\n\n- Mer sand"),
        ("Hvor mange kvalitetskrav stilles til modne lag?", "**4** – Modne lag skal oppfylle"),
    ],
)
def test_the_count_is_said_before_the_list(
    lagoon: ExtractiveAnswerer, question: str, shown: str
) -> None:
    answer = asked(lagoon, question)
    assert answer.outcome == "answered"
    assert answer.text.startswith(shown)
    assert answer.check.ok


def test_no_count_where_none_was_asked_for(lagoon: ExtractiveAnswerer) -> None:
    assert asked(lagoon, "Hva er delmålene?").text.startswith("Delmål [1]:")
