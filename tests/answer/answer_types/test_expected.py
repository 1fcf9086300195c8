"""Which values of a text are of the kind that a question asks for, as closely as it asks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.answer_types.denial import OF_APPLYING, denies
from assistant.answer.answer_types.expected import asked_values
from assistant.answer.answer_types.in_words import said_in_words
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Chunk, Metadata

from ..sea_programme import TODAY


def values(sea: ExtractiveAnswerer, asked: str, text: str, as_of: date = TODAY) -> list[str]:
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    return [v.canonical for v in asked_values(unit, sea.reader.read(asked), as_of)]


OPENS = "Påmeldingen åpnet i mai 2023 og stengte 3. juni 2023 klokken 14.00."
PAID = "Støtten er inntil 900 000 kroner og dekker opptil 60 prosent av kostnadene."


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Når stengte påmeldingen?", OPENS, ["2023-05", "2023-06-03", "14:00"]),
        ("Hvilken dato stengte påmeldingen?", OPENS, ["2023-06-03"]),
        ("Kva dag stengde påmeldinga?", OPENS, ["2023-06-03"]),
        ("What date did registration close?", OPENS, ["2023-06-03"]),
        ("Hvilket klokkeslett stengte påmeldingen?", OPENS, ["14:00"]),
        ("Kva klokkeslett stengde påmeldinga?", OPENS, ["14:00"]),
        ("At what hour did registration close?", OPENS, ["14:00"]),
        ("Hvilket år åpnet påmeldingen?", OPENS, ["2023-05", "2023-06-03"]),
        ("Hvilken dato i mai 2023 åpnet påmeldingen?", OPENS, []),
        ("Hvilken dato ble det vedtatt?", "Vedtaket kom i oktober 2017.", []),
        ("Kva dag i oktober 2017 kom vedtaket?", "Vedtaket kom i oktober 2017.", []),
        ("Når kom vedtaket?", "Vedtaket kom i oktober 2017.", ["2017-10"]),
        ("Når kom vedtaket?", "Vedtaket i 2017-utlysningen kom i mai 2017.", ["2017-05"]),
        ("Når kom vedtaket?", "Vedtaket kom med 2017-utlysningen.", ["2017"]),
        ("Hvilken dag og hvilket klokkeslett stengte den?", OPENS, ["2023-06-03", "14:00"]),
        ("By what date and hour did it close?", OPENS, ["2023-06-03", "14:00"]),
        ("Når er vi ferdige i Hav Vekst?", "Hav Vekst varer i fem år.", ["5"]),
        (
            "Hvor lenge kan kortet brukes?",
            "Det kan brukes til og med 30. juni 2026.",
            ["2026-06-30"],
        ),
        ("Hvor lenge kan kortet brukes?", "Det ble innført 30. juni 2026.", []),
        ("Hvor lenge varer ordningen?", "Ordningen har møter til 30. juni 2026.", []),
        ("When does our time in Hav Vekst end?", "Hav Vekst varer i fem år.", ["5"]),
        ("Når må vi ut av Hav Vekst?", "Hav Vekst varer i fem år.", ["5"]),
        ("Når startet Hav Vekst?", "Hav Vekst varer i fem år.", []),
        ("Når i 2017 kom vedtaket?", "Vedtaket fra 2017 gjelder alle.", []),
        ("Hvor sent kan vi avbestille?", "Gratis inntil 48 timer før.", ["48"]),
        ("How late can we cancel?", "Gratis inntil 48 timer før.", ["48"]),
        ("Hvor fort må vi rapportere etter 2023?", "Rapporten leveres innen to måneder.", ["2"]),
        ("Når kan vi avbestille?", "Gratis inntil 48 timer før.", ["48"]),
        ("Hvor lenge har laget eksistert?", "Laget ble stiftet i 1974.", ["1974"]),
        ("Hvor lenge varer ordningen?", "Ordningen kom i 1974.", []),
        ("Hvor gammel er siden?", "Siden ble revidert i april 2024.", ["2024-04"]),
        ("Hvor lenge varte møtet?", "Møtet var 3. mai klokken 12.00–13.00.", ["12:00", "13:00"]),
        ("Hvor lang tid tok møtet?", "Møtet var 3. mai klokken 12.00–13.00.", ["12:00", "13:00"]),
        ("Hvor lang var dagen?", "Møtet var 3. mai klokken 12.00–13.00.", ["12:00", "13:00"]),
        ("Hvor lenge varte møtet?", "Møtet var 3. mai klokken 12.00.", []),
        ("Hvor lenge varer ordningen?", "Møtet var klokken 12.00.", []),
        ("Hvor gammel må man være?", "Du må være fylt 16.", ["16"]),
        ("Hvor gammel må man være?", "Du må være fylt 16 år.", ["16"]),
        ("Hvor stor andel av kostnadene dekkes?", PAID, ["60"]),
        ("What share of the costs is covered?", PAID, ["60"]),
        ("Kor mange prosent blir dekt?", PAID, ["60"]),
        ("Hva er egenandelen?", "Egenandelen er 30 prosent.", ["30"]),
        ("Hvor mye må vi dekke selv?", "Søkeren dekker resten, minst 40 prosent.", ["40"]),
        ("How big is our own contribution?", "Egenandelen er 30 prosent.", ["30"]),
        ("Hvor mye får vi i støtte?", "Egenandelen er 30 prosent.", []),
        # A telephone number is no figure, and a count of passengers no year.
        ("Hvor mye koster det?", "Telefon: 71 00 41 13", []),
        ("Hvilket år ble båten bygd?", "Båten tar 48 biler og 199 passasjerer.", []),
        ("Hvilket år ble båten bygd?", "Båten ble bygd i 1987.", ["1987"]),
        # What is counted in days is told in days.
        ("Hvor mange fleksidager har vi?", "Dere har tolv dager i året.", ["12"]),
        ("Hvor mange båter har vi?", "Dere har tolv dager i året.", []),
        ("Når må vi søke om permisjon?", "Søknaden sendes minst seks uker i forveien.", ["6"]),
        ("Hva er maksbeløpet?", PAID, ["900000"]),
        ("Hva er satsen?", PAID, ["900000"]),
        # A number in the question is no value told: three levels are not three years.
        ("How many years do the three levels last?", "Tre nivåer varer i tre år.", ["3"]),
        ("Hvor lenge varer de tre nivåene?", "De tre nivåene varer i tre år.", ["3"]),
        ("Hvor mange måneder er tre år?", "Kurset varer i tre år.", []),
        ("Hvor mye lenger kan vi holde på?", "Prosjektet kan forlenges i to år.", ["2"]),
        # A value of another kind is none that was asked for.
        ("Når åpnet påmeldingen?", "Påmeldingsfristen var 3. juni 2023 klokken 14.00.", []),
        ("Når er fristen?", "Påmeldingen åpnet i mai 2023.", []),
        ("Hvor lenge varer kurset?", "Du melder deg på innen tre uker.", []),
        ("Hvor gammel må man være?", "Kurset varer i tre år.", []),
        ("Hva er gebyret?", "Tilskuddet er inntil 900 000 kroner.", []),
        ("Hva er gebyret?", "Gebyret er 250 kroner.", ["250"]),
        # What is keyed in is no number of anything.
        ("Hvor mye er koden?", "Koden er 0042.", []),
        ("Hvor mye er koden?", "Koden er 42.", ["42"]),
        ("Hva må vi betale?", "Det koster 250 kroner for 3 personer.", ["250"]),
        ("What is the fee?", "Det koster 250 kroner for 3 personer.", ["250"]),
    ],
)
def test_values_fit_what_is_asked(
    sea: ExtractiveAnswerer, asked: str, text: str, found: list[str]
) -> None:
    assert values(sea, asked, text) == found


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Når må vi klage?", "Klagen sendes innen fire uker.", ["4"]),
        ("Kva tid må vi klage?", "Klaga sender ein innan fire veker.", ["4"]),
        ("When must we complain?", "Complaints are sent within four weeks.", ["4"]),
        ("Når får vi svar?", "Svar kommer innen utgangen av fire uker.", ["4"]),
        ("Når må vi starte?", "Oppstart må skje senest seks måneder etter tilsagn.", ["6"]),
        ("Når må vi melde oss av?", "Avmelding skjer minst en uke før.", ["1"]),
        ("Når må vi melde oss av?", "Avmelding skjer minst en uke på forhånd.", ["1"]),
        # A stretch of time that is counted from nothing says how long.
        ("Når må vi klage?", "Behandlingen av klagen tar fire uker.", []),
        ("Når må vi klage?", "Kurset om klager varer i fire uker.", []),
        # It is no hour, no day and no year, and of a year asked about it says nothing.
        ("Når på dagen må vi klage?", "Klagen sendes innen fire uker.", []),
        ("Hvilket klokkeslett må vi klage?", "Klagen sendes innen fire uker.", []),
        ("Hvilken dato må vi klage?", "Klagen sendes innen fire uker.", []),
        ("What date must we complain?", "Klagen sendes innen fire uker.", []),
        ("Hvilket år må vi klage?", "Klagen sendes innen fire uker.", []),
        ("Når måtte vi klage i 2024?", "Klagen sendes innen fire uker.", []),
        ("Hvor mange kan klage?", "Klagen sendes innen fire uker.", []),
    ],
)
def test_a_stretch_of_time_counted_from_something_says_when(
    sea: ExtractiveAnswerer, asked: str, text: str, found: list[str]
) -> None:
    assert values(sea, asked, text) == found


BOUNDS = "Støtten er minst 40 000 kroner og inntil 900 000 kroner."


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Hva er minste beløp?", BOUNDS, ["40000"]),
        ("Hva er det laveste beløpet vi kan få?", BOUNDS, ["40000"]),
        ("Kva er minstebeløpet?", BOUNDS, ["40000"]),
        ("What is the smallest amount?", "Grants are up to 900 000 kroner.", []),
        ("What is the smallest amount?", "Grants are at least 900 000 kroner.", ["900000"]),
        ("Hva er maksimalt beløp?", BOUNDS, ["900000"]),
        ("Hva er det høyeste beløpet?", BOUNDS, ["900000"]),
        ("What is the maximum amount?", "Grants are at least 40 000 kroner.", []),
        # No bound is asked for, or none told.
        ("Hvor mye støtte får vi?", BOUNDS, ["40000", "900000"]),
        ("Hva er minste beløp?", "Støtten er 40 000 kroner.", ["40000"]),
        ("Hva er minste beløp?", "Støtten er ikke mer enn 900 000 kroner.", ["900000"]),
    ],
)
def test_the_least_is_not_the_most(
    sea: ExtractiveAnswerer, asked: str, text: str, found: list[str]
) -> None:
    assert values(sea, asked, text) == found


@given(
    st.sampled_from(["inntil", "opptil", "maks", "høyst", "minst", "minimum", ""]),
    st.integers(1, 900).map(lambda n: n * 1000),
)
def test_asked_for_the_least_and_for_the_most_one_bound_is_never_both(
    sea: ExtractiveAnswerer, word: str, amount: int
) -> None:
    text = f"Støtten er {word} {amount} kroner."
    least = values(sea, "Hva er minste beløp?", text)
    most = values(sea, "Hva er maksimalt beløp?", text)
    assert {*least, *most} == {str(amount)}
    assert bool(least and most) is (not word)


@pytest.mark.parametrize(
    ("asked", "applies"),
    [
        ("Når kan vi søke?", True),
        ("Når må støttesøknaden sendes?", True),
        ("Når er siste innlevering?", True),
        ("Når må skjemaet være inne?", True),
        ("Når skal rapporten leveres?", True),
        ("When do applications close?", True),
        # Words that only hold one of these.
        ("Når kan vi besøke museet?", False),
        ("Når er besøkstiden?", False),
        ("Når begynte forsøket?", False),
        ("Når er undersøkelsen ferdig?", False),
        ("Når har elever fri?", False),
        ("Når kom kvinnen?", False),
        ("Når er det et godt minne?", False),
    ],
)
def test_of_applying(asked: str, applies: bool) -> None:
    assert bool(OF_APPLYING.search(asked)) is applies


@pytest.mark.parametrize(
    ("asked", "text", "coverage", "denied"),
    [
        ("Når kan vi komme?", "Du kan komme når som helst.", 1.0, True),
        ("Når kan vi komme?", "Du kan komme når som helt.", 1.0, True),
        ("When can we come?", "You may come at any time.", 1.0, True),
        ("Når kan vi komme?", "Du kan komme når det passer.", 1.0, False),
        # Of something else it says nothing, and nothing of how many.
        ("Når kan vi komme?", "Du kan komme når som helst.", 0.2, False),
        ("Hvor mange kan komme?", "Du kan komme når som helst.", 1.0, False),
        # That calls are open all the time answers those who apply.
        ("Når kan vi søke?", "Programmet har løpende opptak.", 1.0, True),
        ("Når kan vi komme?", "Programmet har løpende opptak.", 1.0, False),
        ("Når kan vi besøke dere?", "Programmet har løpende opptak.", 1.0, False),
    ],
)
def test_at_any_time(
    sea: ExtractiveAnswerer, asked: str, text: str, coverage: float, denied: bool
) -> None:
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    assert denies(unit, sea.reader.read(asked), coverage) is denied


def test_a_coming_date_is_none_that_has_passed(sea: ExtractiveAnswerer) -> None:
    asked, text = "Når er neste frist?", "Fristen er 4. mai 2026."
    assert values(sea, asked, text, date(2026, 5, 1)) == ["2026-05-04"]
    assert not values(sea, asked, text, date(2026, 5, 5))


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        ("Når er det dugnad?", "Dugnaden er den siste torsdagen i april.", True),
        ("Hvilken dag er det øving?", "Vi øver hver onsdag.", True),
        ("Kva dag er det øving?", "Vi øver kvar onsdag.", True),
        ("Hvilket klokkeslett er det øving?", "Vi øver hver onsdag.", False),
        ("Hvilket år var første øving?", "Vi øver hver onsdag.", False),
        ("Når ble huset bygd?", "Huset er fra 1800-tallet.", True),
        ("Hvilken dato ble huset bygd?", "Huset er fra 1800-tallet.", False),
        ("Når ble huset bygd i 1950?", "Huset er fra 1800-tallet.", False),
        ("Hvor mye dekkes?", "Ordningen dekker halvparten.", True),
        ("Hvor stor del dekkes?", "Ordningen dekker høyst en tredel.", True),
        ("Hvor ofte rengjøres grillene?", "Rengjøring gjøres hver morgen.", True),
        ("Kor tit må eg ringje?", "Han skal ringje heim kvar andre time.", True),
        ("Hvor ofte sjekkes bøyene?", "Bøyene sjekkes annethvert år.", True),
        ("Hvor ofte kan jeg utsette?", "Utsettelse får du én gang i halvåret.", True),
        ("Hvor ofte er det oppfølging?", "Det er oppfølging hver 15. måned.", True),
        ("Hvor ofte er det oppfølging?", "Hver deltaker får oppfølging.", False),
        ("Når i 2023 åpnet huset?", "Huset åpnet høsten 2023.", True),
        ("Når i 2024 åpnet huset?", "Huset åpnet høsten 2023.", False),
        ("Hvilken dato åpnet huset?", "Huset åpnet høsten 2023.", False),
        ("Hvor mange mål må vi ha?", "Planen skal ha ett eller flere mål.", True),
        ("Hvor mange mål må vi ha?", "Planen skal ha mål.", False),
        ("Hvor ofte var det samlinger i 2019?", "To årlige samlinger", True),
        ("Hvem kommer?", "Vi øver hver onsdag.", False),
        ("Hvor lenge varer kurset?", "Kurset varer hele livet.", True),
        ("Kor lenge varer kurset?", "Kurset varer heile livet.", True),
        # «Siden» gives a reason, or goes on about something else.
        ("Hvor lenge varer kurset?", "Siden kurset er nytt, vet ingen det.", False),
        ("Hvor lenge har laget eksistert?", "Laget har øvd siden oppstarten.", True),
        ("Hvor lenge har laget eksistert?", "Siden laget er nytt, vet ingen det.", False),
    ],
)
def test_said_in_words(sea: ExtractiveAnswerer, asked: str, text: str, said: bool) -> None:
    assert said_in_words(text, sea.reader.read(asked)) is said


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("Hvor lenge kan vi være med?", True),
        ("Hvor lenge varer tilbudet?", True),
        # That a thing may last for ever says nothing about how long an answer takes.
        ("Hvor lenge må vi vente på svar?", False),
        ("Hvor lang er behandlingstiden?", False),
        ("Hvor gammel må man være?", False),
    ],
)
def test_no_limit_of_time(sea: ExtractiveAnswerer, asked: str, denied: bool) -> None:
    text = "Nettverkene kan delta uten tidsbegrensning."
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    assert denies(unit, sea.reader.read(asked), 1.0) is denied


@pytest.mark.parametrize(
    ("asked", "text", "denied"),
    [
        ("Hvor mye støtte får nettverkene?", "Programmet gir ikke støtte til nettverk.", True),
        ("Hvor mye støtte får vi?", "Uten offentlig støtte hadde det ikke skjedd.", False),
        ("Hvor stor var rammen?", "Programmet gir ikke støtte til nettverk.", False),
        ("Hvor stort er gebyret?", "Programmet gir ikke støtte til nettverk.", False),
    ],
)
def test_only_the_amount_asked_for_is_denied(
    sea: ExtractiveAnswerer, asked: str, text: str, denied: bool
) -> None:
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    assert denies(unit, sea.reader.read(asked), 1.0) is denied


def test_thousands_are_read_as_the_documents_language_writes_them(sea: ExtractiveAnswerer) -> None:
    text = "Sample translations are supported with 9,000 kroner."
    english = Chunk(
        "c", "d", "Guide", (), None, 0, len(text), text, metadata=Metadata(language="en")
    )
    unit = Unit(english, UnitKind.SENTENCE, 0, len(text), 0)
    question = sea.reader.read("How much is a sample supported with?")
    assert [v.canonical for v in asked_values(unit, question, TODAY)] == ["9000"]


@pytest.mark.parametrize(
    ("asked", "heading", "found"),
    [
        ("Hva koster en billett?", "Priser 2026", ["124"]),
        ("What does a ticket cost?", "Fares", ["124"]),
        ("Hva koster en billett?", "Avganger", []),
        ("Hvor stor andel dekkes?", "Priser 2026", []),
    ],
)
def test_bare_figures_are_prices_under_a_heading_that_says_so(
    sea: ExtractiveAnswerer, asked: str, heading: str, found: list[str]
) -> None:
    text = "Voksen: 124"
    chunk = Chunk("c", "d", "Hefte", (heading,), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.ROW, 0, len(text), 0, context=f"Hefte\n{heading}", column=1)
    values = asked_values(unit, sea.reader.read(asked), TODAY)
    assert [v.canonical for v in values] == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Når kommer utlysningen for 2031?", ["2030-12"]), ("Hva skjer i 2031, og når?", [])],
)
def test_a_year_that_names_a_call_is_not_the_year_of_its_date(
    sea: ExtractiveAnswerer, asked: str, found: list[str]
) -> None:
    text = "Den blir publisert i desember 2030."
    heading = "Kommer det en ny utlysning for 2031?"
    chunk = Chunk("c", "d", "Spørsmål", (heading,), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0, context=f"Spørsmål\n{heading}")
    values = asked_values(unit, sea.reader.read(asked), TODAY)
    assert [v.canonical for v in values] == found
