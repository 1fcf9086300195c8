"""What misled readers once, each beside the nearest thing that is right."""

from __future__ import annotations

import pytest

from assistant.answer.answer_types.demands import lacks_least, tells_of_the_end
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Chunk, Language, Outcome, Turn

from .sea_programme import asked, before_and_now
from .yes_no.test_polarity import decided

OLD = """# Fjordstøtten 2015

## Fjord Liten

Lag i Fjord Liten får 100 000 kroner i årlig driftsstøtte. Fristen for søknad i 2015 var 3. mars
2015. Fristen for skisse i 2015 var 9. januar 2015. Driftsstøtten i Fjord Liten går til husleie.

## Fjord Stor

Lag i Fjord Stor får inntil 400 000 kroner i årlig driftsstøtte. Lag i Fjord Stor har to styrer.
"""
NEW = """# Fjordstøtten

## Om nivåene

Felles for Fjord Nord og Fjord Sør er at lagene er med frivillig. På begge nivåene må laget ha en
revisor. Fra 2020 erstatter nivåene Fjord Nord og Fjord Sør de tidligere nivåene Fjord Liten og
Fjord Stor.

## Fjord Nord

Fjord Nord er for lag i nord. Lagene i Fjord Nord er ofte små og umodne.

## Fjord Sør

Fjord Sør er for lag i sør. Påmeldingsfristen for kurset i Fjord Sør er 2. mai 2026.
Søknadsfristen for Fjord Sør er 8. mai 2026.
"""
SEVERAL = "Nivåene Stjerne og Solskinn erstatter nivåene Lanterne og Måneskinn."


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder = tmp_path_factory.mktemp("fjord")
    return before_and_now(folder, ("Fjordstøtten 2015", OLD), ("Fjordstøtten", NEW))


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        # An opposite is no yes.
        ("Er lagene modne?", "Lagene er umodne.", None),
        ("Er lagene store og modne?", "Lagene er små og umodne.", None),
        ("Er lagene modne?", "Lagene er modne.", True),
        ("Er skisse frivillig?", "Skisse er obligatorisk.", None),
        ("Er skisse obligatorisk?", "Skisse er obligatorisk.", True),
        # What was possible did not come for that.
        ("Fikk lagene utlysning?", "Utlysning for lagene var mulig.", None),
        ("Var utlysning for lagene mulig?", "Utlysning for lagene var mulig.", True),
        # Neither did what was planned; what one had to do is told by what one shall.
        ("Ble planen sendt til staten?", "Planen vil bli sendt til staten.", None),
        ("Fikk lagene en revisor?", "Lagene vil kunne få en revisor.", None),
        ("Skulle lagene ha revisor?", "Lagene skal ha revisor.", True),
        ("Skal lagene ha revisor?", "Lagene skal ha revisor.", True),
        # «Ikke før i 2020» is no no to 2020.
        ("Ble det utlysning for lag i 2020?", "Det blir ikke utlysning for lag før i 2020.", None),
        # In a year is not before it.
        ("Ble programmet opprettet i 2019?", "Programmet ble opprettet i 2019.", True),
        ("Ble programmet opprettet før 2019?", "Programmet ble opprettet i 2019.", None),
        ("Har programmet gitt støtte siden 2019?", "Programmet gav støtte i 2019.", None),
        # A deadline that was says nothing of now, asked for or denied.
        ("Er det ingen søknadsfrist nå?", "Søknadsfristen var i mars.", None),
        # Several took the place of several; which took whose, is not said.
        ("Ble Lanterne erstattet av Stjerne?", SEVERAL, None),
        ("Har Stjerne erstattet Lanterne?", SEVERAL, None),
        ("Er Stjerne erstattet?", "Stjerne erstatter det tidligere nivået Lanterne.", None),
        ("Er Lanterne erstattet?", "Stjerne erstatter det tidligere nivået Lanterne.", True),
    ],
)
def test_no_verdict(
    sea: ExtractiveAnswerer, question: str, sentence: str, answer: bool | None
) -> None:
    assert decided(sea, question, sentence) is answer


@pytest.mark.parametrize(
    ("earlier", "question", "resolved"),
    [
        (
            "Hvor mye støtte får et Hav Start-nettverk?",
            "Og de modne nettverkene?",
            "Hvor mye støtte får de modne nettverkene?",
        ),
        (
            "Hvor mye støtte får en Hav Start-bedrift?",
            "Og store bedrifter?",
            "Hvor mye støtte får store bedrifter?",
        ),
        (
            "Hva kreves for Hav Start?",
            "Og de modne nettverkene?",
            "Hva kreves for de modne nettverkene?",
        ),
        ("Hva kreves for Hav Start?", "Og modne nettverk?", "Hva kreves for modne nettverk?"),
        (
            "What is required for Hav Start?",
            "And the mature networks?",
            "What is required for the mature networks?",
        ),
    ],
)
def test_a_name_is_not_cut_where_another_thing_takes_its_place(
    sea: ExtractiveAnswerer, earlier: str, question: str, resolved: str
) -> None:
    read = sea.reader.read(question, [Turn("user", earlier), Turn("assistant", "…")])
    assert read.resolved == resolved
    assert not read.mentions


def unit(text: str) -> Unit:
    return Unit(
        Chunk("c", "d", "T", (), None, 0, len(text), text), UnitKind.SENTENCE, 0, len(text), 0
    )


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Hva er minimumsbeløpet i støtte?", "Støtten er inntil 400 kroner.", True),
        ("Hva er minimumsbeløpet i støtte?", "Støtten er minst 400 kroner.", False),
        ("Hvor mye får vi minst?", "Laget får 400 kroner.", True),
        ("How much is the lowest grant?", "The grant is between NOK 4 and 9.", False),
        ("Hva er minimum for støtten?", "Støtten er inntil 400 kroner.", True),
        ("Hva er minstekravet?", "Laget må ha en revisor.", False),
        ("Hvor mye får vi?", "Støtten er inntil 400 kroner.", False),
        ("Hvor mange må vi minst være?", "Laget må ha ti medlemmer.", False),
    ],
)
def test_the_least(sea: ExtractiveAnswerer, question: str, text: str, lacks: bool) -> None:
    assert lacks_least(sea.reader.read(question), unit(text)) is lacks


@pytest.mark.parametrize(
    ("question", "text", "ends"),
    [
        ("Når startet ordningen?", "Ordningen ble erstattet i 2020.", True),
        ("Når startet ordningen?", "Ordningen ble opprettet i 2015 og avsluttet i 2020.", False),
        ("Når startet ordningen?", "Det ble foreslått å starte ordningen i 2014.", True),
        ("Når startet ordningen?", "Ordningen startet i 2015, som foreslått.", False),
        ("Når sluttet ordningen?", "Ordningen ble erstattet i 2020.", False),
        ("When was the scheme launched?", "The scheme was replaced in 2020.", True),
        ("Når ble ordningen en del av programmet?", "Fra 2020 erstatter A ordningen.", True),
        ("Når kom ordningen inn i programmet?", "Ordningen fikk ikke midler i 2019.", True),
        ("Når kom ordningen inn i programmet?", "Ordningen kom med i 2015.", False),
        ("Når ble fire lag tatt inn i 2016?", "I 2016 ble fire lag med.", False),
    ],
)
def test_begun_is_not_ended(sea: ExtractiveAnswerer, question: str, text: str, ends: bool) -> None:
    assert tells_of_the_end(sea.reader.read(question), unit(text)) is ends


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Hva går de 100 000 kronene i Fjord Liten til?", "100 000"),
        ("Når var fristen for søknad i 2015?", "3. mars"),
        ("Når er søknadsfristen for Fjord Sør?", "8. mai"),
        ("Når er påmeldingsfristen for kurset i Fjord Sør?", "2. mai"),
        ("Må laget ha revisor i Fjord Nord?", "revisor"),
    ],
)
def test_what_is_there_is_given(fjord: ExtractiveAnswerer, question: str, held: str) -> None:
    answer = asked(fjord, question)
    assert held in answer.text


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("Ble Fjord Liten erstattet av Fjord Nord?", False),
        ("Har Fjord Sør erstattet Fjord Stor?", False),
        ("Was Fjord Liten replaced by Fjord Sør?", False),
        ("Er Fjord Sør erstattet?", False),
        ("Er Fjord Liten erstattet?", True),
        ("Ble Fjord Liten erstattet av Fjord Nord og Fjord Sør?", True),
    ],
)
def test_which_took_whose_place(fjord: ExtractiveAnswerer, question: str, sure: bool) -> None:
    answer = asked(fjord, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith(("**Ja", "**Nei", "**Yes", "**No")) is sure


@pytest.mark.parametrize(
    ("question", "other"),
    [
        # No enrolment is told of for that year.
        ("Når var påmeldingsfristen i 2015?", "3. mars 2015"),
        ("Når var påmeldingsfristen i 2015?", "9. januar 2015"),
        ("Hva er minimumsbeløpet i driftsstøtte i Fjord Stor?", "400 000"),
    ],
)
def test_what_is_not_there_is_refused(fjord: ExtractiveAnswerer, question: str, other: str) -> None:
    answer = asked(fjord, question)
    assert answer.outcome is not Outcome.ANSWERED or other not in answer.text


@pytest.mark.parametrize(
    ("question", "language", "said", "lacking"),
    [
        ("Hvor mye støtte får vi?", Language.NB, "slik det var før", "har de ikke svar"),
        ("Kor mykje støtte får vi?", Language.NN, "slik det var før", "har dei ikkje svar"),
    ],
)
def test_choices_that_no_longer_apply_are_told_so(
    fjord: ExtractiveAnswerer, question: str, language: Language, said: str, lacking: str
) -> None:
    answer = asked(fjord, question)
    assert (answer.outcome, answer.language) == (Outcome.CLARIFY, language)
    assert "Fjord Liten" in answer.text
    assert "Fjord Stor" in answer.text
    assert said in answer.text
    assert lacking in answer.text
    assert "Fjord Nord" in answer.text.partition("før.")[2]


def test_asked_of_the_past_they_are_only_choices(fjord: ExtractiveAnswerer) -> None:
    answer = asked(fjord, "Hvor mye støtte fikk lagene?")
    assert "slik det var før" not in answer.text
