"""What took the place of a thing that is over, told to who asks of it as if it still was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import asked, before_and_now

OLD = """# Fjordstøtten 2015

## Fjord Liten

Lag i Fjord Liten får 100 000 kroner i årlig driftsstøtte. Lag kan søke om opptak i Fjord Liten når
de har et styre. Søknadsfristen for Fjord Liten i 2015 var 3. mars 2015.

## Fjord Stor

Lag i Fjord Stor får inntil 400 000 kroner i årlig driftsstøtte.
"""
NEW = """# Fjordstøtten

## Om nivåene

Fra 2020 erstatter nivåene Fjord Nord og Fjord Sør de tidligere nivåene Fjord Liten, Fjord Stor og
åpne lag.

## Fjord Nord

Fjord Nord er for lag i nord. Søknadsfristen for Fjord Nord i 2026 var 8. mai 2026.

## Fjord Sør

Fjord Sør er for lag i sør.
"""
CAME = "Fra 2020 erstatter nivåene Fjord Nord og Fjord Sør de tidligere nivåene"


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder = tmp_path_factory.mktemp("fjord")
    return before_and_now(folder, ("Fjordstøtten 2015", OLD), ("Fjordstøtten", NEW))


@pytest.mark.parametrize(
    "question",
    [
        "Kan vi søke Fjord Liten nå?",
        "Kan vi fortsatt søke på Fjord Liten?",
        "Kan lag søke om opptak i Fjord Liten?",
        "Hvordan søker vi på Fjord Liten?",
        "Hvordan blir vi et lag i Fjord Liten?",
        "Får vi 100 000 kroner i Fjord Liten?",
        "Hvor mye får lag i Fjord Stor i dag?",
    ],
)
def test_who_wants_what_is_over_is_told_what_came(fjord: ExtractiveAnswerer, question: str) -> None:
    answer = asked(fjord, question)
    assert answer.outcome is Outcome.ANSWERED
    assert CAME in answer.text


def test_the_last_day_of_an_old_call_is_left_out(fjord: ExtractiveAnswerer) -> None:
    answer = asked(fjord, "Kan vi søke Fjord Liten nå?")
    assert "3. mars 2015" not in answer.text


def test_what_has_no_capitals_is_known_from_the_sentence(fjord: ExtractiveAnswerer) -> None:
    assert asked(fjord, "Kan åpne lag søke nå?").text.startswith(CAME)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        # Who asks of before, or of what a thing was, is told that.
        ("Hvor mye fikk lag i Fjord Stor?", "Lag i Fjord Stor får"),
        ("Når var søknadsfristen for Fjord Liten i 2015?", "Søknadsfristen for Fjord Liten"),
        # What came is over for nobody.
        ("Kan vi søke Fjord Nord nå?", "Søknadsfristen for Fjord Nord"),
    ],
)
def test_others_are_not(fjord: ExtractiveAnswerer, question: str, begins: str) -> None:
    answer = asked(fjord, question)
    assert CAME not in answer.text
    assert begins in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Vi er et tidligfasenettverk. Kan vi få penger?", "NIC Connect tilbyr finansiell"),
        ("Får tidligfasenettverk støtte?", "NIC Connect tilbyr finansiell"),
        # As many vote for what applies as for what did.
        ("Hva er formålet med klyngeprogrammet?", "Klyngeprogrammet NIC skal styrke"),
        # How one applies for what is on offer is not how one did for what is not.
        ("Hvordan søker vi om NCE?", "NCE"),
        # What one must do is no offer of help.
        ("Kan vi få hjelp til strategi?", "Klyngene får tilbud om administrativ"),
    ],
)
def test_what_applies_goes_before_what_did(
    shipped: ExtractiveAnswerer, question: str, first: str
) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert first in answer.text.partition("[1]")[0]


def test_a_full_name_that_only_opens_sentences(shipped: ExtractiveAnswerer) -> None:
    question = "Hvor mange prosjekter rakk de å støtte, Global Centres of Expertise?"
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert "(GCE)" in answer.text
    assert "NCE" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Kan vi søke om NCE i dag?",
        "Kan vi fortsatt søke om å bruke NCE-merkenavnet?",
        "Kan vi søke på tiltakspakken nå?",
        # What only the old programme tells is not told of the new one by its name.
        "What are NIC's effect goals?",
        "Gir NIC utviklingsstøtte?",
        "Får NIC-klynger tilgang til klyngelederskolen?",
        # What took the place of others says nothing of this one.
        "Did NIC Impact replace NCE?",
    ],
)
def test_what_was_is_no_answer_of_today(shipped: ExtractiveAnswerer, question: str) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Får tidligfase nettverk støtte i dag?", "NIC Connect tilbyr finansiell"),
        ("Tilbyr programmet finansiering til tidligfase nettverk nå?", "NIC Connect tilbyr"),
        ("Hva tilbyr programmet tidligfase nettverk i dag?", "NIC Connect tilbyr finansiell"),
        ("Finnes det støtte til nettverk i tidlig fase i dagens program?", "NIC Connect tilbyr"),
        ("Do early networks get support today?", "The documents say: «NIC Connect tilbyr"),
    ],
)
def test_who_asks_of_today_is_told_what_applies_alone(
    shipped: ExtractiveAnswerer, question: str, begins: str
) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.text.startswith(begins)
    assert "Slik var det før" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke effektmål har klyngeprogrammet i dag?",
        "Hvor mange workshops får tidligfase nettverk nå?",
        "What services does the programme offer today?",
        "Er kvalifiseringen løpende nå?",
    ],
)
def test_what_was_may_be_useful_to_who_asks_of_today(
    shipped: ExtractiveAnswerer, question: str
) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.outcome is Outcome.NO_EVIDENCE
    assert "[1]" in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        # A thing by its name, what it is, whether it is still so, and no time at all.
        ("Hvor mange år varer Arena Pro nå?", "Arena Pro ble erstattet i april 2024"),
        ("Hva er klyngeportalen i dag?", "Slik var det før: Klyngeportalen er"),
        ("Er korona-ordninga framleis open?", "Slik var det før: «Stortinget bevilget"),
        ("Hvilke effektmål har klyngeprogrammet?", "Slik var det før: Klyngeprogrammets"),
    ],
)
def test_what_was_is_told_elsewhere(
    shipped: ExtractiveAnswerer, question: str, begins: str
) -> None:
    assert shipped.answer(question, as_of=date(2026, 11, 21)).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Kan vi søke nå?", "Søknadsfristen for opptak i klyngeprogrammet i 2024"),
        ("Kan vi søke Arena Pro nå?", "Arena Pro ble erstattet i april 2024"),
        ("Hvem finansierer NIC?", "Slik var det før: Norwegian Innovation Clusters"),
        ("Hva er effektmålene?", "Slik var det før: Klyngeprogrammets effektmål"),
        ("Hvordan blir vi vurdert?", "Utlysningen i 2024 nevner"),
        ("Er det kriterier?", "På alle tre programnivåene skal klyngen"),
        ("Hva er det tredje nivået?", "Klyngeprogrammet NIC har tre programnivåer"),
        ("Hva er det mellomste nivået?", "De tre nivåene i klyngeprogrammet heter"),
        ("Startet NCE i 2014?", "**Nei:** Norwegian Centres of Expertise (NCE) startet i 2006"),
        ("Ble Arena Pro opprettet i 2019?", "**Ja:** Arena Pro ble opprettet i 2019"),
        ("Did NCE start in 2005?", "**No:** The documents say: «Norwegian Centres of Expertise"),
        ("Startet Arena i 2019?", "**Nei:** Arena startet i 2002"),
    ],
)
def test_what_applies_and_when_it_began(
    shipped: ExtractiveAnswerer, question: str, begins: str
) -> None:
    assert shipped.answer(question, as_of=date(2026, 11, 21)).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "with_it"),
    [
        ("Erstatter NIC Connect Arena?", "Ingen av kildesidene sier"),
        ("Hva gjaldt utlysningen i 2016?", "gjaldt også to år til"),
        ("Hva kan driftsstøtten til Arena brukes til?", "kan også benytte driftsstøtten"),
    ],
)
def test_what_completes_it_is_told(
    shipped: ExtractiveAnswerer, question: str, with_it: str
) -> None:
    assert with_it in shipped.answer(question, as_of=date(2026, 11, 21)).text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Startet Fjord Liten i 2012?", "**Nei:** Fjord Liten startet i 2011"),
        ("Startet Fjord Liten i 2011?", "**Ja:** Fjord Liten startet i 2011"),
    ],
)
def test_when_a_level_of_another_programme_began(
    tmp_path: Path, question: str, begins: str
) -> None:
    old = f"{OLD}\n## Historie\n\nFjord Liten startet i 2011. Utlysningen i 2012 var i mai.\n"
    fjord = before_and_now(tmp_path, ("Fjordstøtten 2015", old), ("Fjordstøtten", NEW))
    assert asked(fjord, question).text.startswith(begins)
