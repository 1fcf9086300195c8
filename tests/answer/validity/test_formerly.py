"""What no longer applies is shown as history in the answer itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.validity.formerly import Time, opening, time_of, with_times
from assistant.domain import Language, Outcome, Status

from ..sea_programme import asked, before_and_now
from ..yes_no.test_polarity import scored

BEFORE = {Language.NB: "Slik var det før", Language.NN: "Slik var det før"} | {
    Language.EN: "Previously"
}
NOW = {Language.NB: "Slik er det nå", Language.NN: "Slik er det no", Language.EN: "Now"}


def read(sea: ExtractiveAnswerer, question: str, sentence: str, status: Status) -> Time:
    asking, evidence = scored(sea, question, sentence, status)
    return time_of(evidence, asking)


GIVES = "Hav Start gir to millioner kroner i året."


@pytest.mark.parametrize(
    ("question", "sentence", "status", "time"),
    [
        ("Hvor mye gir Hav Start?", GIVES, Status.CURRENT, Time.NOW),
        ("Hvor mye gir Hav Start?", GIVES, Status.UNKNOWN, Time.NOW),
        ("Hvor mye gir Hav Start?", GIVES, Status.HISTORICAL, Time.BEFORE),
        ("Hvor mye gir Hav Start?", GIVES, Status.EXPIRED, Time.BEFORE),
        ("Hvor mye gir Hav Start i år?", GIVES, Status.HISTORICAL, Time.BEFORE),
        ("How much does Hav Start give?", GIVES, Status.HISTORICAL, Time.BEFORE),
        # Who asks of the past reads the past tense as such, and of a year whatever is told.
        ("Hvor mye fikk vi i Hav Start?", GIVES, Status.HISTORICAL, Time.BEFORE),
        ("Vi fikk støtte i Hav Start. Får vi det nye?", GIVES, Status.HISTORICAL, Time.BEFORE),
        ("Hva gav Hav Start?", "Hav Start gav mye.", Status.HISTORICAL, Time.TOLD),
        ("Hvor mye gav Hav Start i 2012?", GIVES, Status.HISTORICAL, Time.TOLD),
        ("Er støtten den samme som i 2012?", GIVES, Status.HISTORICAL, Time.BEFORE),
        ("Hvem kunne søke Hav Start?", "Alle kan søke Hav Start.", Status.EXPIRED, Time.BEFORE),
        ("Hvem kunne søke Hav Start?", "Alle kunne søke.", Status.EXPIRED, Time.TOLD),
        # Asked of now, even what tells it itself is no answer by itself.
        ("Hvor mye gir Hav Start nå?", "Hav Start gav to i 2012.", Status.HISTORICAL, Time.BEFORE),
        ("Hvor mange er med i dag?", "Det var tolv med i 2012.", Status.EXPIRED, Time.BEFORE),
        ("Hvor mange er med i dag?", "Det er tolv med.", Status.CURRENT, Time.NOW),
        # That it has ended, and what the sources say, holds now too.
        ("Gjelder Hav Start nå?", "Hav Start ble erstattet.", Status.HISTORICAL, Time.TOLD),
        ("Hva er Hav Start nå?", "Kildene sier ikke det.", Status.HISTORICAL, Time.TOLD),
        # A sentence that tells it itself.
        ("Hvor mye gir Hav Start?", "Hav Start gir mest i 2012.", Status.HISTORICAL, Time.TOLD),
        # The past tense alone, and a future, say nothing of when it applies.
        ("Hvem driver Hav Start?", "Hav Start ble drevet av staten.", Status.EXPIRED, Time.BEFORE),
        ("Hvem drev Hav Start?", "Hav Start ble drevet i 2012.", Status.EXPIRED, Time.TOLD),
        (
            "Hva gir Hav Start?",
            "Nettverk som ble tatt opp, får støtte i Hav Start.",
            Status.HISTORICAL,
            Time.BEFORE,
        ),
        (
            "Hva gir Hav Start?",
            "Nettverk vil kunne søke støtte i Hav Start.",
            Status.HISTORICAL,
            Time.BEFORE,
        ),
        ("Hva er et havnettverk?", "Et havnettverk er bedrifter.", Status.HISTORICAL, Time.BEFORE),
        ("Hva er Hav Start?", "Hav Start er et nivå.", Status.HISTORICAL, Time.BEFORE),
    ],
)
def test_time_of(
    sea: ExtractiveAnswerer, question: str, sentence: str, status: Status, time: Time
) -> None:
    assert read(sea, question, sentence, status) is time


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("times", "begins", "told"),
    [
        ([Time.NOW, Time.NOW], False, ["a", "b"]),
        ([Time.BEFORE, Time.BEFORE], True, ["a", "b"]),
        ([Time.BEFORE, Time.NOW], True, ["a", "NOW: b"]),
        ([Time.NOW, Time.BEFORE], False, ["a", "BEFORE: b"]),
        ([Time.TOLD, Time.BEFORE], False, ["a", "BEFORE: b"]),
        ([Time.BEFORE, Time.TOLD, Time.BEFORE], True, ["a", "b", "c"]),
        ([Time.BEFORE, Time.TOLD, Time.NOW], True, ["a", "b", "NOW: c"]),
        ([Time.BEFORE, Time.NOW, Time.BEFORE], True, ["a", "NOW: b", "BEFORE: c"]),
        ([], False, []),
    ],
)
def test_times_are_told_where_they_meet(
    language: Language, times: list[Time], begins: bool, told: list[str]
) -> None:
    parts = list("abc"[: len(times)])
    wanted = [t.replace("NOW", NOW[language]).replace("BEFORE", BEFORE[language]) for t in told]
    assert with_times(parts, times, language) == wanted
    assert opening(times, language) == (BEFORE[language] if begins else "")


@given(st.lists(st.sampled_from(list(Time)), max_size=6))
def test_a_reader_always_knows_what_is_before(times: list[Time]) -> None:
    """Read from the beginning, the last label that was met is the right one for every part."""
    parts = [f"p{n}" for n in range(len(times))]
    label = opening(times, Language.NB)
    for part, time in zip(with_times(parts, times, Language.NB), times, strict=True):
        label = part.partition(": ")[0] if ": " in part else label
        if time is Time.BEFORE:
            assert label == BEFORE[Language.NB]
        if time is Time.NOW:
            assert label != BEFORE[Language.NB]


OLD = """# Bryggeordningen

## Bryggetilskudd

Bryggeordningen gir bryggelag 40 000 kroner til nye brygger. Bryggelag får ikke støtte til båter.
Bryggelag må ha en kasserer.
"""
NEW = """# Kaiordningen

## Kaitilskudd

Kaiordningen gir kailag 70 000 kroner til nye kaier. Kailag får ikke støtte til båter.
"""


@pytest.fixture(scope="module")
def piers(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder = tmp_path_factory.mktemp("piers")
    return before_and_now(folder, ("Bryggeordningen", OLD), ("Kaiordningen", NEW))


@pytest.mark.parametrize(
    ("question", "begins", "held"),
    [
        ("Hvor mye gir Bryggeordningen til nye brygger?", "Slik var det før: ", "40 000"),
        ("Kor mykje gir Bryggeordninga til nye brygger?", "Slik var det før: «", "40 000"),
        ("How much does Bryggeordningen give?", "Previously, **NOK 40,000**: «", "40 000"),
        (
            "Hvor mye gav Bryggeordningen i tilskudd da det var slik?",
            "Slik var det før: Bryggeordningen",
            "40 000",
        ),
        ("Får bryggelag støtte til båter?", "Slik var det før: ", "båter"),
        ("Må bryggelag ha kasserer?", "Slik var det før: ", "kasserer"),
        ("Fikk bryggelag støtte til båter?", "**Nei:** ", "båter"),
        ("Får kailag støtte til båter?", "**Nei:** ", "båter"),
        ("Hvor mye gir Kaiordningen til nye kaier?", "Kaiordningen", "70 000"),
    ],
)
def test_answers(piers: ExtractiveAnswerer, question: str, begins: str, held: str) -> None:
    answer = asked(piers, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith(begins)
    assert held in answer.text
    assert answer.check is None or answer.check.ok


def test_sides_of_a_comparison(piers: ExtractiveAnswerer) -> None:
    text = asked(piers, "Hva er forskjellen på Bryggeordningen og Kaiordningen?").text
    assert "**Bryggeordningen** – slik var det før: " in text
    assert "**Kaiordningen**: " in text
