"""«Hvem kan søke?» is answered by the target group, or by what is demanded of who is let in."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.answer_types.open_to import (
    asks_open_to,
    names_a_thing,
    only_frames,
    tells_open_to,
)
from assistant.answer.extraction.units import units_of
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.framed import asks_requirement
from assistant.domain import Chunk, Outcome
from tests.answer.sea_programme import TODAY, answerer_over, asked

GUIDE = """# Kystordningen

Kystordningen gir støtte til reparasjon av brygger. Fylket driver Kystordningen. Søknaden sendes
til fylket på eget skjema.

## Hvem ordningen gjelder

Målgruppen er lag og foreninger som eier en brygge.

## Liten brygge

Laget må ha minst ti medlemmer i Liten brygge. Taket i Liten brygge er 40 000 kroner.

## Stor brygge

Taket i Stor brygge er 90 000 kroner.
"""


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder: Path = tmp_path_factory.mktemp("coast")
    return answerer_over(folder, {"kystordningen.md": GUIDE})


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hvem kan søke?", True),
        ("Hvem alle kan få støtte?", True),
        ("Kven kan søkje om midlar?", True),
        ("Hvem får delta i Liten brygge?", True),
        ("Who can apply?", True),
        ("Who is eligible for Liten brygge?", True),
        ("Hvem kan vi ringe?", False),
        ("Hvem driver Kystordningen?", False),
        ("Kan vi søke?", False),
        ("Hva er målgruppen?", False),
    ],
)
def test_what_asks_to_whom_it_is_open(coast: ExtractiveAnswerer, question: str, asks: bool) -> None:
    assert asks_open_to(coast.reader.read(question)) is asks


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Målgruppen er lag og foreninger.", True),
        ("Ordningen retter seg mot lag som eier en brygge.", True),
        ("Ordningen er for alle lag som eier en brygge.", True),
        ("Utlysningen inviterte modne lag til å søke om støtte.", True),
        ("Lag som får støtte i Liten brygge, er ofte små.", True),
        ("The scheme is open to all clubs.", True),
        ("Søknaden sendes til fylket på eget skjema.", False),
        ("Fylket driver ordningen for tredje år.", False),
    ],
)
def test_what_tells_for_whom_it_is(text: str, tells: bool) -> None:
    (unit,) = units_of(Chunk("c", "d", "Notat", (), None, 0, len(text), text))
    assert tells_open_to(unit) is tells


@pytest.mark.parametrize(
    ("words", "is_open_to", "is_requirement"),
    [
        ("hvem kan søke", True, False),
        ("støtte", True, False),
        ("få støtte", True, False),
        ("driftsstøtte", False, False),
        ("krav", False, True),
        ("stilles", False, True),
        ("requirements", False, True),
        ("brygge", False, False),
        ("kravspesifikasjon av brygge", False, False),
    ],
)
def test_words_that_only_frame_the_question(
    words: str, is_open_to: bool, is_requirement: bool
) -> None:
    assert only_frames(words) is is_open_to
    assert asks_requirement(words) is is_requirement


def test_what_a_question_is_about_beside_its_frame(coast: ExtractiveAnswerer) -> None:
    assert not names_a_thing(coast.reader.read("Hvem kan søke om støtte?"))
    assert names_a_thing(coast.reader.read("Hvem kan søke om Liten brygge?"))


@pytest.mark.parametrize(
    "question",
    ["Hvem kan søke?", "Hvem kan få støtte?", "Kven kan søkje?", "Who can apply for support?"],
)
def test_the_target_group_may_apply(coast: ExtractiveAnswerer, question: str) -> None:
    answer = asked(coast, question)
    assert "Målgruppen er lag og foreninger som eier en brygge" in answer.text


def test_a_named_level_is_open_to_those_who_meet_its_demands(coast: ExtractiveAnswerer) -> None:
    assert "minst ti medlemmer" in asked(coast, "Hvem kan søke om Liten brygge?").text


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke krav stilles til Liten brygge?",
        "Hvilke vilkår gjelder for Liten brygge?",
        "What are the requirements for Liten brygge?",
    ],
)
def test_what_must_be_is_what_is_required(coast: ExtractiveAnswerer, question: str) -> None:
    assert "minst ti medlemmer" in asked(coast, question).text


@pytest.mark.parametrize(
    "question", ["Hvilke krav stilles til fyrvokteren?", "Hvem kan søke om fyrpenger?"]
)
def test_of_another_thing_nothing_is_told(coast: ExtractiveAnswerer, question: str) -> None:
    answer = coast.answer(question, as_of=TODAY)
    assert answer.outcome in (Outcome.NO_EVIDENCE, Outcome.OUT_OF_SCOPE)
