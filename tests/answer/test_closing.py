"""Whether one may still apply is decided by the deadline."""

from __future__ import annotations

import pytest

from assistant.answer.closing import asks_whether_open
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from .sea_programme import asked

START, GROWTH = "20. januar 2026", "15. september 2026"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Kan vi søke i dag?", True),
        ("Kan vi framleis søkje?", True),
        ("Can we still apply?", True),
        ("Er det for sent å søke?", True),
        ("Er utlysningen fortsatt åpen?", True),
        ("Tar dere imot søknader?", True),
        # What one may do at any time, in the past, or has to do with other things.
        ("Kan vi søke om å bruke navnet nå?", False),
        ("Kunne vi fortsatt søke i 2019?", False),
        ("Kan vi søke uten leder?", False),
        ("Når kan vi søke?", False),
    ],
)
def test_asks_whether_open(sea: ExtractiveAnswerer, question: str, asks: bool) -> None:
    assert asks_whether_open(sea.reader.read(question)) is asks


def test_the_deadlines_that_apply_are_told(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Kan vi søke i dag?")
    assert answer.outcome is Outcome.ANSWERED
    assert START in answer.text
    assert GROWTH in answer.text
    assert answer.text.index(GROWTH) < answer.text.index(START)


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Kan vi søke Hav Start nå?", START, GROWTH),
        ("Can we still apply for Hav Vekst?", GROWTH, START),
    ],
)
def test_a_level_has_a_deadline_of_its_own(
    sea: ExtractiveAnswerer, question: str, told: str, other: str
) -> None:
    answer = asked(sea, question)
    assert told in answer.text
    assert other not in answer.text
