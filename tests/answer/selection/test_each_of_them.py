"""Where no one is named, the figures of all are told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answer.extractive import ExtractiveAnswerer

from ..sea_programme import asked


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Hvor mange klynger har fått støtte?", ("70", "14", "2 prosjekter")),
        ("Hvor mange prosjekter er støttet totalt?", ("70", "14", "2 prosjekter")),
        ("Hvor mange prosjekter har programmet støttet i alt?", ("70", "14", "2 prosjekter")),
        ("How many clusters have been supported?", ("70", "14", "2 prosjekter")),
        ("Hvor mye fikk en klynge i snitt i 2017?", ("5 millioner", "2,2 millioner")),
    ],
)
def test_the_figures_of_all_are_told(
    shipped: ExtractiveAnswerer, question: str, figures: Sequence[str]
) -> None:
    told = asked(shipped, question).text.replace("**", "")
    assert all(figure in told for figure in figures)
    # No one's figure leads as if it were the total.
    assert not told.startswith("About 70")


@pytest.mark.parametrize(
    ("question", "figure", "others"),
    [
        ("Hvor mange prosjekter har Arena støttet?", "70", "14"),
        ("Hvor mange prosjekter har NCE støttet?", "14", "70"),
        ("Hvor mye fikk en ny NCE-klynge i 2017?", "5 millioner", "2,2 millioner"),
    ],
)
def test_of_one_that_is_named_its_own(
    shipped: ExtractiveAnswerer, question: str, figure: str, others: str
) -> None:
    told = asked(shipped, question).text.replace("**", "")
    assert figure in told
    assert others not in told
