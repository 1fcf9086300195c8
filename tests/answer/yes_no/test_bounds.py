"""Bounds, qualifiers and denied parts: what a sentence with the same words does not decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.extraction.opening import without_opening
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.yes_no.polarity import verdict

from .test_polarity import decided, scored

BOUNDS = [
    # A bound that the sentence does not tell of, and one that it does.
    ("Kan rederier delta etter møtet?", "Rederier kan delta i løpet av møtet.", None),
    ("Kan rederier delta når møtet er over?", "Rederier kan delta i løpet av møtet.", None),
    ("Can shipowners take part after the meeting?", "Rederier kan delta i møtet.", None),
    ("Kan rederier delta før møtet?", "Rederier kan delta på møtet.", None),
    ("Kan rederier delta før møtet?", "Rederier kan delta før møtet.", True),
    ("Kan rederier delta på møtet?", "Rederier kan delta på møtet.", True),
    ("Kan rederier delta etter møtet?", "Rederier kan delta etter lunsj og på møtet.", None),
    # At that very time it was neither before nor after.
    ("Ble styret valgt før juni 2016?", "Styret ble valgt i juni 2016.", False),
    ("Ble styret valgt etter juni 2016?", "Styret ble valgt i juni 2016.", False),
    ("Vart styret valt før juni 2016?", "Styret ble valgt i juni 2016.", False),
    ("Ble styret valgt etter juni 2016?", "Fra juni 2016 ble styret valgt.", None),
    ("Ble styret valgt i juni 2016?", "Styret ble valgt i juni 2016.", True),
    # The most there can be, and the last one that has it.
    ("Kan nettverk få støtte etter ti år?", "Nettverk kan få støtte i høyst ti år.", False),
    ("Får nettverk støtte etter ti år?", "Nettverk får støtte i ti år.", None),
    ("Gis det støtte etter Hav Start?", "Hav Start er det siste nivået der det gis støtte.", False),
    ("Gis det støtte i Hav Start?", "Hav Start er det siste nivået der det gis støtte.", True),
]
QUALIFIED = [
    ("Har nettverket støttet nøyaktig ti lag?", "Nettverket har støttet nær ti lag.", None),
    ("Har nettverket støttet nøyaktig ti lag?", "Nettverket har støttet ti lag.", True),
    ("Er reglene de samme som kravene?", "Reglene ligner i stor grad på kravene.", None),
    ("Er reglene de samme som kravene?", "Reglene er de samme som kravene.", True),
    ("Skal nettverket bare være kobler?", "På alle nivåer skal nettverket være kobler.", None),
    ("Skal nettverket bare være kobler?", "Nettverket skal bare være kobler.", True),
    ("Må noen av lagene delta?", "Alle lagene må delta.", None),
    ("Må alle lagene delta?", "Alle lagene må delta.", True),
    ("Fikk lagene to millioner kroner totalt?", "Lagene fikk to millioner kroner årlig.", None),
    ("Fikk lagene to millioner kroner årlig?", "Lagene fikk to millioner kroner årlig.", True),
    ("Fikk lag i sitt andre år støtte?", "Lag i sitt tredje år fikk støtte.", None),
    ("Fikk lag i sitt tredje år støtte?", "Lag i sitt tredje år fikk støtte.", True),
    ("Ble reglene endret i 2019?", "Reglene fra 2019 ble i april 2024 endret.", None),
    ("Ble reglene endret i 2024?", "Reglene fra 2019 ble i april 2024 endret.", True),
    ("Må nettverk samarbeide med andre nettverk?", "Nettverk må samarbeide.", None),
    ("Kan lag søke både kurs og utstyr?", "Lag kan søke kurs eller utstyr.", None),
    ("Er pensjonister medlemmer?", "Pensjonister kan være medlemmer.", None),
    (
        "Fikk lag inntil to millioner kroner i husleie?",
        "Lag fikk to millioner kroner i husleie og inntil to millioner kroner i reiser.",
        None,
    ),
]
PARTS = [
    # A negation of what is not asked for.
    ("Skal jeg lukke dørene?", "Lukk dører og vinduer, men lås dem ikke.", True),
    ("Skal jeg låse dørene?", "Lukk dører og vinduer, men lås dem ikke.", False),
    ("Kan kurset tas i arbeidstiden?", "Kurset kan tas i arbeidstiden uten trekk i lønn.", True),
    ("Er pausen betalt?", "Pausen varer lenge og er ikke betalt.", False),
    ("Har medlemmene stemmerett?", "Pensjonister kan være medlemmer uten stemmerett.", None),
    ("Kan kommuner søke?", "Kommuner og butikker kan ikke søke.", False),
    ("Er kurset uten frist?", "Kurset er uten frist.", True),
    ("Kan rederier søke?", "Ja, rederier kan søke, men støtten kan ikke gå til reklame.", True),
    ("Kan rederier få støtte?", "Ja, rederier kan søke, men støtten kan ikke gå til øl.", None),
    ("Kan rederier delta?", "Rederier kan delta, men ikke havner.", None),
    # What is merely mentioned is not told to be there.
    ("Har vi lege?", "Ved lengre fravær kreves sykmelding fra lege.", None),
    ("Har vi lege?", "Programmet har lege.", True),
    ("Har vi bredbånd?", "Bredbånd dekkes ikke.", None),
    ("Skal jeg slokke?", "Apparatene kontrolleres av firmaet Slokk & Sikt.", None),
    ("Var vedtaket godkjent?", "Nettverket ventet fortsatt på at vedtaket ble godkjent.", None),
]


@pytest.mark.parametrize(("question", "sentence", "answer"), [*BOUNDS, *QUALIFIED, *PARTS])
def test_bears_out(
    sea: ExtractiveAnswerer, question: str, sentence: str, answer: bool | None
) -> None:
    assert decided(sea, question, sentence) is answer


def test_a_sentence_that_answers_the_question_over_it(sea: ExtractiveAnswerer) -> None:
    said = "Ja, de kan søke igjen i neste runde."
    assert without_opening(said) == "De kan søke igjen i neste runde."
    assert without_opening("Jaktlag kan søke.") == "Jaktlag kan søke."
    assert without_opening("Ja, innen fire uker.") == "Ja, innen fire uker."
    for question, answer in (("Kan lag søke på nytt?", True), ("Kan lag søke to kurs?", None)):
        read, evidence = scored(sea, question, said)
        unit = replace(evidence.unit, context="Veileder\nKan lag søke på nytt?")
        assert verdict(read, replace(evidence, unit=unit)) is answer
