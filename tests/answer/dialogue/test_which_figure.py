"""A choice between two figures, answered by the one that is told."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dialogue.which_figure import with_one_of_two
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Language, Outcome


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Er det 2002 eller 2006?", "Er det 2002?", "Er det 2006?"),
        ("Er fristen kl. 12 eller kl. 15?", "Er fristen kl. 12?", "Er fristen kl. 15?"),
        ("Varer det i tre eller fem år?", "Varer det i tre år?", "Varer det i fem år?"),
        (
            "Fikk de to eller tre millioner kroner?",
            "Fikk de to millioner kroner?",
            "Fikk de tre millioner kroner?",
        ),
    ],
)
def test_a_question_with_one_of_two_figures(text: str, first: str, second: str) -> None:
    assert with_one_of_two(text, Language.NB) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Kom A i 2002 og B i 2006?",
        "Er det A eller B som kom i 2006?",
        "Må vi være tre eller flere?",
    ],
)
def test_no_choice_between_figures(text: str) -> None:
    assert with_one_of_two(text, Language.NB) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Er det 2002 eller 2006 NCE startet?", "startet i 2006"),
        ("Vart Arena Pro oppretta i 2017 eller 2019?", "opprettet i 2019"),
        ("Did NCE start in 2002 or 2006?", "startet i 2006"),
        # Neither of them, and each of them.
        ("Startet NCE i 2001 eller 2003?", ""),
        ("Gjelder utlysningen 2016 eller 2017?", ""),
    ],
)
def test_the_figure_that_is_told(shipped: ExtractiveAnswerer, question: str, told: str) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert (answer.outcome is Outcome.ANSWERED) == bool(told)
    assert told in answer.text
    assert not answer.text.startswith("**")
