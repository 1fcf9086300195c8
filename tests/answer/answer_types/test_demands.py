"""What a question demands beside its kind: members, an outcome, a total, a thing spoken of."""

from __future__ import annotations

import pytest

from assistant.answer.answer_types.demands import (
    asking_words,
    asks_of_a_thing,
    asks_total,
    awaits_outcome,
    deed_asked,
    ends_phrase,
    lacks_extreme,
    lacks_members,
    names_no_place,
    names_no_thing,
    of_dealings,
    silent_on_need,
    silent_on_whom,
)
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Chunk


def unit(text: str, kind: UnitKind = UnitKind.SENTENCE, previous: str = "") -> Unit:
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text)
    return Unit(chunk, kind, 0, len(text), 0, previous=previous)


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Hva var de fire tiltakene?", "Pengene ble fordelt på fire tiltak.", True),
        ("Kva var dei fire tiltaka?", "Pengane vart fordelte på fire tiltak.", True),
        ("What were the four measures?", "The money went to four measures.", True),
        ("Hvilke to havner fikk støtte?", "To havner fikk støtte i 2020, og de er glade.", True),
        ("Hva var de fire tiltakene?", "Tiltakene var lys, lyd, vann og varme.", False),
        ("Hva var de fire tiltakene?", "De fire tiltakene er: lys og lyd", False),
        ("Hvilke to havner fikk støtte?", "Støtten gikk til Bodø og Florø.", False),
        ("Hvilke to etater betalte?", "Fiskeri- og kystetaten og Kystverket betalte.", False),
        # Small words that look like numbers, and questions that ask for no members.
        ("What is needed to apply for support?", "The form is needed.", False),
        ("Hvor mange tiltak var det?", "Pengene ble fordelt på fire tiltak.", False),
        ("Hvilke tiltak fikk støtte?", "Pengene ble fordelt på fire tiltak.", False),
    ],
)
def test_members_are_told_one_by_one(
    sea: ExtractiveAnswerer, question: str, text: str, lacks: bool
) -> None:
    assert lacks_members(sea.reader.read(question), unit(text)) is lacks


def test_a_list_tells_its_members(sea: ExtractiveAnswerer) -> None:
    asked = sea.reader.read("Hva var de fire tiltakene?")
    assert not lacks_members(asked, unit("Tiltak\n- lys\n- lyd", UnitKind.LIST))


@pytest.mark.parametrize(
    ("question", "text", "awaits"),
    [
        ("Ble ordningen godkjent i Stortinget?", "Ordningen ventet på godkjenning.", True),
        ("Hvordan gikk det, ble det ja til ordningen?", "Det ble foreslått en ordning.", True),
        ("Vart ordninga godkjend?", "Det var mogleg å starte ho i 2020.", True),
        ("Was the scheme approved?", "The scheme was proposed in 2020.", True),
        ("Ble ordningen godkjent?", "Ordningen ble foreslått og ble godkjent i mai.", False),
        ("Ble ordningen godkjent?", "Stortinget vedtok ordningen.", False),
        ("Hva ventet ordningen på?", "Ordningen ventet på godkjenning.", False),
    ],
)
def test_what_was_awaited_is_no_outcome(
    sea: ExtractiveAnswerer, question: str, text: str, awaits: bool
) -> None:
    assert awaits_outcome(sea.reader.read(question), unit(text)) is awaits


def test_an_item_is_read_with_its_introduction(sea: ExtractiveAnswerer) -> None:
    asked = sea.reader.read("Ble ordningen godkjent?")
    assert awaits_outcome(asked, unit("godkjenning", UnitKind.ITEM, "I 2020 ventet man på dette:"))


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Må vi ha revisor?", True),
        ("Og trenger vi revisor?", True),
        ("Do we need to have an auditor?", True),
        ("Kan støtten brukes på båt?", True),
        ("Kan honoraret dekkes av støtten?", True),
        ("Er det lov å ta med hund?", True),
        ("Kan en student være leder?", True),
        ("Kan vi få forskudd?", True),
        ("Kan vi søke nå?", False),
        ("Varer ordningen i tre år?", False),
        ("Hva må vi ha?", False),
    ],
)
def test_questions_of_a_thing(sea: ExtractiveAnswerer, question: str, thing: bool) -> None:
    assert asks_of_a_thing(sea.reader.read(question)) is thing


def test_the_scene_is_not_what_is_asked(sea: ExtractiveAnswerer) -> None:
    asked = sea.reader.read("Vi er et verksted på Jæren. Må vi ha revisor?")
    assert "revisor" in asking_words(asked)
    assert "verksted" not in asking_words(asked)


@pytest.mark.parametrize(
    ("question", "total"),
    [("Hvor mange til sammen?", True), ("How many in total?", True), ("Hvor mange?", False)],
)
def test_totals(sea: ExtractiveAnswerer, question: str, total: bool) -> None:
    assert asks_total(sea.reader.read(question)) is total


def test_a_verb_ends_what_a_number_counts() -> None:
    assert ends_phrase("skal")
    assert not ends_phrase("potensielle")


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("Hvem signerer søknaden?", "signerer"),
        ("Hvem skal signere søknaden?", "signere"),
        ("Kven har evaluert ordninga?", "evaluert"),
        ("Hvordan klager vi på et avslag?", "klager"),
        ("Hvem signerer og sender søknaden?", ""),  # one of them may stand for both
        ("Hvem gir støtte?", ""),  # as common as that tells nothing
        ("Hvem sjignerer søknaden?", "signerer"),  # a slip of the pen is mended first
        ("Hvem sjingmerer søknaden?", ""),  # no word at all is no deed
        ("Hvem er revisor?", ""),
        ("Når signeres søknaden?", ""),
    ],
)
def test_the_deed_asked_for(sea: ExtractiveAnswerer, question: str, deed: str) -> None:
    assert deed_asked(sea.reader.read(question)) == deed


def test_words_of_order_and_time_name_no_thing() -> None:
    assert names_no_thing("oppover")
    assert not names_no_thing("revisor")


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Hvor mye fikk de på det meste?", "De fikk i snitt to millioner kroner.", True),
        ("Hvor mye fikk de på det meste?", "De fikk opptil to millioner kroner.", False),
        ("Når kom det siste prosjektet til?", "Programmet kom i 2014.", True),
        ("Når kom det siste prosjektet til?", "Det siste prosjektet kom i 2016.", False),
        ("When was the first project finished?", "Programmet kom i 2014.", True),
        ("When did the first projects start?", "Earliest start: 2014.", False),
        # A deadline is the last day by itself.
        ("Når var den siste fristen?", "Fristen var 1. mai 2016.", False),
        ("Hvor mye fikk de?", "De fikk to millioner kroner.", False),
    ],
)
def test_an_extreme_must_be_told_as_such(
    sea: ExtractiveAnswerer, question: str, text: str, lacks: bool
) -> None:
    assert lacks_extreme(sea.reader.read(question), unit(text)) is lacks


@pytest.mark.parametrize(
    ("question", "text", "silent"),
    [
        ("Hvem kan søke?", "Søknaden sendes til Kystverket.", True),
        ("Hvem kan søke?", "Målgruppen er nettverk langs kysten.", False),
        ("Kven kan bli med i programmet?", "Kystverket driver programmet.", True),
        ("Kven kan bli med i programmet?", "Bare rederier kan delta.", False),
        ("Who is eligible for the programme?", "Programmet er for nettverk.", False),
        ("Hvem driver programmet?", "Kystverket driver programmet.", False),
    ],
)
def test_who_may_take_part_is_told_by_what_tells_for_whom(
    sea: ExtractiveAnswerer, question: str, text: str, silent: bool
) -> None:
    assert silent_on_whom(sea.reader.read(question), unit(text)) is silent


@pytest.mark.parametrize(
    ("question", "deals"),
    [
        ("Hvordan klager vi på avslag?", True),
        ("Vi er seks bedrifter, er det nok?", True),
        ("Can we use the money to buy equipment?", True),
        ("Is VAT an eligible cost?", True),
        ("Hvordan er været i Bodø?", False),
        ("Hva er hovedstaden i Peru?", False),
        ("Hvordan søker jeg om foreldrepenger?", False),
    ],
)
def test_dealings_with_whoever_gives_support(
    sea: ExtractiveAnswerer, question: str, deals: bool
) -> None:
    assert of_dealings(sea.reader.read(question)) is deals


@pytest.mark.parametrize(
    ("question", "text", "silent"),
    [
        ("Må vi ha en daglig leder?", "Kurset er for daglig leder.", True),
        ("Må vi ha en daglig leder?", "Nettverket må ha en daglig leder.", False),
        ("Trenger vi et styre?", "Målgruppen er styret.", True),
        ("Trenger vi et styre?", "Styre er ikke nødvendig.", False),
        ("Kan vi søke på nytt?", "Nettverk kan søke direkte.", True),
        ("Kan vi søke på nytt?", "Nettverk kan søke flere ganger.", False),
        ("Kan vi søke?", "Nettverk kan søke direkte.", False),
        ("Hva må vi ha?", "Kurset er for daglig leder.", False),
        ("Må vi ha hatt et forprosjekt?", "Nei. Av dem som fikk støtte, er det ni.", False),
        ("Må vi ha hatt et forprosjekt?", "Neigårder får støtte.", True),
    ],
)
def test_what_is_needed_is_told_as_such(
    sea: ExtractiveAnswerer, question: str, text: str, silent: bool
) -> None:
    assert silent_on_need(sea.reader.read(question), unit(text)) is silent


@pytest.mark.parametrize(
    ("question", "text", "silent"),
    [
        ("Hvor holdes samlingene?", "To årlige samlinger", True),
        ("Hvor holdes samlingene?", "Samlinger er møter i ulike former.", True),
        ("Hvor holdes samlingene?", "Samlingene holdes i Bodø.", False),
        ("Hvor sender vi spørsmål?", "Adressen er post@hav.example.", False),
        ("Hvor ligger kontoret?", "Havnekontoret, Rådhusgata 11, første etasje.", False),
        ("Hvor ligger kontoret?", "Havnekontoret, 11 ansatte.", True),
        ("Where do we send it?", "Send it to the office.", False),
        ("Når holdes samlingene?", "To årlige samlinger", False),
    ],
)
def test_where_is_told_by_a_place(
    sea: ExtractiveAnswerer, question: str, text: str, silent: bool
) -> None:
    assert names_no_place(sea.reader.read(question), unit(text)) is silent
