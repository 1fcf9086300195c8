"""Whether a unit holds the kind of thing asked for: reasons, views and comparisons."""

from __future__ import annotations

import pytest

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.fitting import Fitting
from assistant.domain import Chunk


def sentence(text: str, heading: str = "") -> Unit:
    section = (heading,) if heading else ()
    chunk = Chunk("c", "d", "Notat", section, None, 0, len(text), text)
    return Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0, context=heading)


# (question, a sentence, whether it has what is asked for)
CASES = [
    # reasons
    ("Hvorfor får nye nettverk støtte?", "Støtten gis fordi nye nettverk trenger den.", True),
    ("Hvorfor får nye nettverk støtte?", "Nye nettverk får støtte i tre år.", False),
    ("Hvorfor må vi vaske posene?", "Vask posene, for skitt kan bære smitte.", True),
    ("Hvorfor må vi vaske posene?", "Vask posene, for eksempel i sjøen.", False),
    (
        "Hvorfor er skisse obligatorisk?",
        "Fristen for skisse er 1. mai, og skisse må leveres.",
        False,
    ),
    ("Kvifor er hunden med?", "Hunden er med, og difor trengst det eit bur.", True),
    ("Why was the fund set up?", "The fund was set up because ports asked for methods.", True),
    ("Why was the fund set up?", "The fund was set up in 2019.", False),
    ("Hvorfor sluttet dere med posene?", "Bakgrunnen er at posene gikk i stykker.", True),
    # why one thing is so does not tell why another is not
    ("Hvorfor får ikke nettverk støtte?", "Støtten gis fordi nettverk trenger den.", False),
    ("Hvorfor får ikke nettverk støtte?", "De får ingen støtte fordi de er for små.", True),
    ("Ingen sa noe. Hvorfor får nettverk støtte?", "Fordi de trenger den.", True),
    # nor who does it who does not
    ("Hvem driver ikke fondet?", "Havrådet driver fondet.", False),
    ("Hvilke havner fikk ingen støtte?", "Disse havnene fikk mest:\n- Bodø\n- Moss", False),
    ("Hvilke havner fikk ingen støtte?", "Da runden ble avsluttet, fikk Bodø mest.", False),
    ("Hvem får ikke søke?", "Fylker får ikke søke.", True),
    ("Hva kan støtten ikke brukes til?", "Støtten dekker:\n- lønn\n- reiser", False),
    ("Hva kan støtten ikke brukes til?", "Støtten dekker ikke:\n- lønn\n- reiser", True),
    ("Hva skjer hvis vi ikke leverer?", "Da må støtten betales tilbake.", True),
    ("Hvis vi ikke leverer, hva skjer?", "Da må støtten betales tilbake.", True),
    # why a thing came to be does not tell why it came to an end
    ("Hvorfor ble Hav Gammel avviklet?", "Hav Gammel kom fordi havnene ba om det.", False),
    ("Hvorfor ble Hav Gammel avviklet?", "Hav Gammel ble avviklet fordi få søkte.", True),
    ("Hvorfor ble Hav Gammel opprettet?", "Hav Gammel kom fordi havnene ba om det.", True),
    # when it was possible does not tell when it was
    ("Når ble Hav Vekst lagt ned?", "Fra 2020 erstatter Hav Vekst det tidligere Hav Kyst.", False),
    ("Når ble Hav Kyst lagt ned?", "Fra 2020 erstatter Hav Vekst det tidligere Hav Kyst.", True),
    ("Når ble Hav Vekst erstattet?", "Hav Vekst startet i 2020.", False),
    ("Når startet Hav Start?", "En start var mulig i 2020.", False),
    ("Når startet Hav Start?", "Hav Start kommer ikke før i 2020.", False),
    ("Når startet Hav Start?", "Hav Start startet i 2021.", True),
    ("Når var det tidligst mulig å starte?", "En start var mulig i 2020.", True),
    # names; what opens an item is seldom one
    ("Hvilke klynger fikk støtte?", "Egenskaper:\n- Klyngen har mål.\n- Planen er god.", False),
    ("Hvilke klynger fikk støtte?", "Disse fikk støtte:\n- Turid Vest i Bodø", True),
    # views
    ("Hva mener rederne om støtten?", "Rederne får støtte i tre år.", False),
    ("Hva mener rederne om støtten?", "Rederne mener at støtten er for lav.", True),
    ("Kva tykkjer leiarane om samlingane?", "Leiarane kjem til samlingane kvart år.", False),
    ("Synes Kystverket at programmet var vellykket?", "Kystverket driver programmet.", False),
    ("What do the members think of the fund?", "The members apply to the fund.", False),
    ("What do the members think of the fund?", "Medlemmene er fornøyd med fondet.", True),
    # meanings are no views
    ("Hva mener dere med nettverk?", "Et nettverk er en gruppe bedrifter.", True),
    ("Hva menes med nettverk?", "Et nettverk er en gruppe bedrifter.", True),
    # more of one than of the other
    ("Er det flere nettverk i Hav Start enn i Hav Vekst?", "Hav Vekst stiller krav.", False),
    ("Er det flere nettverk i Hav Start enn i Hav Vekst?", "Hav Start har 30 nettverk.", True),
    ("Does Hav Start pay more than Hav Vekst?", "Hav Start er for nye nettverk.", False),
    ("Stiller Hav Vekst strengere krav enn Hav Start?", "Kravene er strengere i Hav Vekst.", True),
    # other questions ask for none of these
    ("Hvor lenge varer Hav Start?", "Hav Start varer i tre år.", True),
    ("Hva er Hav Start?", "Hav Start er for nye nettverk.", True),
]


@pytest.mark.parametrize(("question", "text", "fits"), CASES)
def test_the_kind_of_thing_asked_for(
    sea: ExtractiveAnswerer, question: str, text: str, fits: bool
) -> None:
    assert Fitting(sea.reader.read(question), ()).fits(sentence(text)) is fits


def test_a_heading_that_asks_why_stands_over_reasons(sea: ExtractiveAnswerer) -> None:
    asked = Fitting(sea.reader.read("Hvorfor ble fondet opprettet?"), ())
    text = "Fondet skulle møte ønsker fra kysten."
    assert not asked.fits(sentence(text))
    assert asked.fits(sentence(text, heading="Hvorfor fondet ble opprettet"))


def test_a_purpose_that_lies_surely_near_is_reason_enough(sea: ExtractiveAnswerer) -> None:
    asked = Fitting(sea.reader.read("Hvorfor ble fondet opprettet?"), ())
    unit = sentence("Fondet skulle møte ønsker fra kysten.")
    assert not asked.fits(unit)
    assert asked.fits(unit, near=True)
    assert not asked.fits(sentence("Fondet ble opprettet i 2014."), near=True)
