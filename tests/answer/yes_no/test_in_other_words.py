"""Yes and no where the sentence has other words than the question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.yes_no.polarity import verdict
from assistant.domain import Status

from .test_polarity import decided, scored

OUTLINE = "Fristen for skisse i 2016-utlysningen var 26. februar 2016, og skisse var obligatorisk."
PLAN = "Lagets plan for drift skal omfatte ett eller flere av delmålene."
NO_ROUND = "Det var ingen utlysning for rederier i 2016."


def meant(
    sea: ExtractiveAnswerer, question: str, sentence: str, status: Status = Status.CURRENT
) -> bool | None:
    """The verdict of a sentence that the known questions clearly mean."""
    read, evidence = scored(sea, question, sentence, status)
    return verdict(read, replace(evidence, voted=0.9, unanswered=0.0, absent=0.0))


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        # To hand in and to come first say no more than that there must be one.
        ("Måtte man levere en skisse først i 2016?", OUTLINE, True),
        ("Måtte man levere en skisse og regnskap i 2016?", OUTLINE, None),
        ("Måtte man levere en skisse først i 2018?", OUTLINE, None),
        # «Minst ett» is «ett eller flere», and a plan may be the plan of somebody.
        ("Må planen for drift handle om minst ett av delmålene?", PLAN, True),
        ("Må planen for drift handle om minst to av delmålene?", PLAN, None),
        # What «går over tre år» lasts so long; what goes «over tre år» may last longer.
        ("Stemmer det at støtten går over tre år?", "Støtten varer i tre år.", True),
        ("Går støtten over tre år?", "Støtten varer i tre år.", None),
        ("Varer støtten mer enn tre år?", "Støtten varer i tre år.", None),
        # A goal is what a «delmål» is.
        ("Må målene være målbare?", "Laget må definere delmål som er målbare.", True),
        # The round of a year that there was none of, or that one was no part of.
        ("Var rederier med i 2016?", NO_ROUND, False),
        ("Kunne rederier melde seg på i 2016-runden?", NO_ROUND, False),
        ("Kunne rederier melde seg på i 2018-runden?", NO_ROUND, None),
        # The opposite of the trait that is asked for.
        ("Er fondet evigvarende?", "Fondet som helhet er tidsbegrenset.", False),
        ("Er fondet tidsubegrenset?", "Fondet som helhet er tidsbegrenset.", False),
        ("Var skisse frivillig i 2016?", OUTLINE, False),
        ("Er fondet tidsbegrenset?", "Fondet er tidsbegrenset.", True),
        ("Er fondet evigvarende?", "Fondet er ikke tidsbegrenset.", None),
        ("Er fondet evigvarende?", "Fondet er stort.", None),
    ],
)
def test_what_is_clearly_meant_need_not_have_every_word(
    sea: ExtractiveAnswerer, question: str, sentence: str, found: bool | None
) -> None:
    assert meant(sea, question, sentence) is found


def test_what_is_over_does_not_tell_how_a_thing_is_now(sea: ExtractiveAnswerer) -> None:
    told = "Fondet som helhet er tidsbegrenset."
    assert meant(sea, "Er fondet evigvarende?", told, Status.HISTORICAL) is None


RUN = "Havdirektoratet Nord driver fondet sammen med Kystvakten."


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("Er det Hav Start som driver fondet?", RUN, False),
        ("Er Hav Start en av dem som driver fondet?", RUN, False),
        # More may do it than a sentence tells, and what several may do apart rules nobody out.
        ("Er det Hav Start som driver fondet?", f"{RUN[:-1]} og andre.", None),
        (
            "Er det Hav Start som gir råd om fondet?",
            "Havdirektoratet Nord gir råd om fondet.",
            None,
        ),
        # A name that the documents do not have may be another one's.
        ("Er det Trollvika som driver fondet?", RUN, None),
        ("Er det Hav Start som driver fondet alene?", RUN, None),
    ],
)
def test_who_is_not_among_those_who_do_it(
    sea: ExtractiveAnswerer, question: str, sentence: str, found: bool | None
) -> None:
    assert decided(sea, question, sentence) is found


CAME = "Fra 2020 erstatter nivået Hav Vekst den tidligere modulen Hav Start."


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Kan man fortsatt komme inn i Hav Start?", False),
        ("Is Hav Start still running?", False),
        ("Kan man fortsatt komme inn i Hav Vekst?", None),
        ("Får lag i Hav Start fortsatt støtte?", None),
        ("Kan lag i Hav Start fortsatt få råd?", None),
    ],
)
def test_what_another_thing_has_taken_the_place_of_is_no_more(
    sea: ExtractiveAnswerer, question: str, found: bool | None
) -> None:
    assert decided(sea, question, CAME) is found


def test_a_meeting_is_what_an_information_meeting_is(sea: ExtractiveAnswerer) -> None:
    told = "Informasjonsmøtet om fondet var 16. april 2020."
    assert meant(sea, "Hadde de et møte om fondet i 2020?", told) is True
    assert meant(sea, "Hadde de et kurs om fondet i 2020?", told) is None
