"""The sentence or the list that decides a question leads, and what is asked of is said first."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_in, asked

HARBOURS = """# Havneordningen

Fyrlykta er en samling av små havner langs kysten. Fyrlykta fikk 3 millioner kroner 4. mai 2023.
Fyrlykta har egne møter. Fyrlykta holder til i Bodø. Fyrlykta har gamle røtter.

Havneordningen har to delmål og fem hovedmål.

Havneordningens hovedmål er:

- tryggere kaier
- mindre støy
- bedre lys
- flere gjester
- renere vann
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("harbours"), {"havner.md": HARBOURS})


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Har Havneordningen fem hovedmål?", "**Ja:**"),
        ("Har Havneordningen seks hovedmål?", "**Nei:**"),
        ("Er tryggere kaier et hovedmål for Havneordningen?", "**Ja:**"),
    ],
)
def test_what_decides_leads(harbours: ExtractiveAnswerer, question: str, begins: str) -> None:
    assert asked(harbours, question).text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "Er billigere kaier et hovedmål for Havneordningen?",
        "Er alle kaier et hovedmål for Havneordningen?",
        "Må kaier være et hovedmål for Havneordningen?",
    ],
)
def test_what_a_list_does_not_have_it_does_not_decide(
    harbours: ExtractiveAnswerer, question: str
) -> None:
    assert not asked(harbours, question).text.startswith(("**Ja", "**Nei"))


def test_what_a_thing_is_comes_first_and_little_else(harbours: ExtractiveAnswerer) -> None:
    text = asked(harbours, "Hva er Fyrlykta?").text
    assert text.startswith("Fyrlykta er en samling av små havner")
    assert "millioner" not in text
    assert text.count("[") <= 3


def test_how_many_there_were_does_not_tell_who(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = "# Tildelingen\n\nSju lag fikk støtte i 2031.\n\nFire av lagene var nye.\n"
    calls = answerer_in(tmp_path_factory.mktemp("calls"), {"tildeling.md": text})
    assert asked(calls, "Hvem fikk støtte i 2031?").outcome is not Outcome.ANSWERED
    named = "# Valget\n\nTre medlemmer ble valgt i 2031: Kari Fjell, Ola Bø og Per Vik.\n"
    board = answerer_in(tmp_path_factory.mktemp("board"), {"valget.md": named})
    assert "Kari Fjell" in asked(board, "Hvem ble valgt i 2031?").text
    assert "**Sju** lag" in asked(calls, "Hvor mange fikk støtte i 2031?").text


@pytest.mark.parametrize(
    ("question", "begins"),
    [("Fikk Fyrlykta 4 millioner kroner?", "**Nei"), ("Fikk Fyrlykta 3 millioner kroner?", "**Ja")],
)
def test_a_sum_decides(harbours: ExtractiveAnswerer, question: str, begins: str) -> None:
    assert asked(harbours, question).text.startswith(begins)
