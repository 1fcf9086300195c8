"""Terms that have been replaced, and those in their place: each answers of its own time."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked

MANIFEST = """
[[document]]
file = "leievilkar-2026.md"
title = "Leievilkår for båter"
published = "2026-05-01"
valid_from = "2026-06-01"
status = "current"

[[document]]
file = "leievilkar-2022.md"
title = "Leievilkår for båter 2022"
published = "2022-01"
valid_from = "2022-02-01"
valid_to = "2026-05-31"
status = "expired"
superseded_on = "2026-06-01"
superseded_by = "leievilkar-2026"
"""
NOW = """# Leievilkår for båter

Vilkårene gjelder for alle som leier båt av havnelaget.

## Depositum

Depositumet er 900 kroner for alle båter.

## Når noe er ødelagt

Meld skaden på nettsiden innen ett døgn. Legg ved bilder av båten.

## Betaling og oppsigelse

Du kan når som helst si opp med én måneds varsel. Betaler du ikke etter to varsler, opphører
avtalen 14 dager etter det siste.

## Bøyer

Antallet bøyer er 12. I 2024 var antallet bøyer 8.

## Åpningstider

Brygga er åpen mandag klokka 14–19. I juli er det stengt.

## Slitasje

Slitasje skal meldes. Den dekkes ikke av havnelagets forsikring.

## Hvor båtene kan brukes

Leien gjelder i alle fjorder, og ellers langs kysten i inntil fem timer.
"""
BEFORE = """# Leievilkår for båter 2022

Vilkårene gjaldt for alle som leide båt av havnelaget. For skader som hendte før 1. juni 2026,
gjelder fortsatt disse vilkårene, også om de meldes senere.

## Depositum

Depositumet var 700 kroner for robåter.

## Skademelding

Skade på båten ble meldt på papirskjema. Fristen var seks dager.

## Oppsigelse

Leietakeren kunne si opp leien med tre måneders varsel.

## Bruk

Leien gjaldt i Sunnfjorden og Nordfjorden. Turer ellers langs kysten var dekket i to timer.

## Bøyer

Havnelaget hadde avtale med 17 verksteder. I 2024 kostet en bøye 40 kroner.

## Tider

Brygga var åpen tirsdag klokka 15–18. Den var stengt fra 20. juni til 15. august.

## Antall

Skoler kunne leie inntil 20 båter. Enkeltpersoner kunne leie inntil tre.

## Forsikring

Havnelagets forsikring dekket tyveri. Vannscootere ble leid ut. Tilbudet falt bort i 2024.

## Erfaringer fra prøveåret 2022

Det kom inn 31 klager på brygga.
"""


@pytest.fixture(scope="module", name="boats")
def fixture_boats(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    files = {"leievilkar-2026.md": NOW, "leievilkar-2022.md": BEFORE, "manifest.toml": MANIFEST}
    return answerer_over(tmp_path_factory.mktemp("boats"), files)


def assert_tells(boats: ExtractiveAnswerer, question: str, told: str, untold: str) -> None:
    text = asked(boats, question).text
    assert told in text, text
    assert untold not in text, text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        # The old terms have the word «frist», those of today the thing.
        ("Hvor lang frist har jeg på å melde skade på båten?", "**ett døgn**", "seks dager"),
        ("Hvor lang oppsigelsestid har jeg som leietaker?", "**én måneds** varsel", "tre måned"),
        # Who asks of then, is told what applied then.
        ("Hva var depositumet før 1. juni 2026?", "700 kroner", "900"),
        ("Hva var depositumet i de gamle leievilkårene?", "700 kroner", "900"),
        ("Hva var depositumet i 2023?", "700 kroner", "900"),
        ("Hvor mange verksteder hadde dere avtale med i 2025?", "**17** verksteder", "2024"),
        (
            "Hvilke vilkår gjelder for skader før juni 2026?",
            "For skader som hendte før 1. juni 2026, gjelder fortsatt disse vilkårene",
            "bilder",
        ),
        (
            "Båten ble skadet i mai 2026, men jeg melder det først nå. Hvilke vilkår gjelder?",
            "For skader som hendte før 1. juni 2026, gjelder fortsatt disse vilkårene",
            "før: For skader",
        ),
        ("Hvor lang frist hadde jeg i fjor på å melde skade på båten?", "seks dager", "døgn"),
        # What applies tells of then too.
        ("Hva var antallet bøyer i 2024?", "I 2024 var antallet bøyer **8**", "40 kroner"),
        # When it is open is not when it is closed.
        ("Når er brygga stengt?", "I juli er det stengt", "klokka"),
        ("Når er brygga åpen?", "klokka 14–19", "august"),
        # Of today, and of no time that the old terms are of.
        ("Hva er depositumet?", "900 kroner", "700"),
        ("Hva er depositumet i de nye leievilkårene?", "900 kroner", "700"),
    ],
)
def test_the_terms_of_the_time_that_is_asked_of_answer(
    boats: ExtractiveAnswerer, question: str, told: str, untold: str
) -> None:
    assert_tells(boats, question, told, untold)


def test_where_no_value_is_asked_for_both_are_told_apart(boats: ExtractiveAnswerer) -> None:
    assert asked(boats, "Gjelder leien i Sunnfjorden?").text == (
        "Leien gjelder i alle fjorder, og ellers langs kysten i inntil fem timer [1]. "
        "Slik var det før: Leien gjaldt i Sunnfjorden og Nordfjorden [2]."
    )


@pytest.mark.parametrize(
    "question",
    [
        # The sentence tells of another year.
        "Hva kostet en bøye i 2023?",
        # The section does.
        "Hvor mange klager kom inn på brygga i 2023?",
        # The schools' figure is not told of a person.
        "Hvor mange båter kunne en person leie i 2023?",
        # Nothing was so before the old terms, as far as they tell.
        "Hva var depositumet i 2019?",
    ],
)
def test_of_a_time_that_no_terms_are_of_nothing_is_told(
    boats: ExtractiveAnswerer, question: str
) -> None:
    assert asked(boats, question).outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        # «Den» is the wear, of which the old terms say nothing here.
        ("Dekker havnelagets forsikring tyveri?", "forsikring dekket tyveri", "Den dekkes"),
        ("Er vannscootere til leie?", "før: Vannscootere ble leid ut", "alle fjorder"),
    ],
)
def test_what_leads_for_yes_or_no_is_of_the_same_matter(
    boats: ExtractiveAnswerer, question: str, told: str, untold: str
) -> None:
    assert_tells(boats, question, told, untold)
