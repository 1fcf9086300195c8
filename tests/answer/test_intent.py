"""Questions in bokmål, nynorsk and English, with typing errors, and what they ask for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import patterns
from assistant.answer.intent import EXPECTED, Intent, intent_of

ASKED = {
    Intent.AMOUNT: """
        Hvor mye kan vi få?
        Hvor mye støtte gir Hav Start?
        Hvor stor er støtten?
        Hvor stort tilskudd kan vi regne med?
        Hvor høy er støtten i andre år?
        Hvor mange kroner er det snakk om?
        Hvor mange millioner får hvert nettverk?
        Hva koster det å være med?
        Hvilket beløp gjelder for nivået?
        Hva er summen?
        Hva får et nettverk utbetalt?
        hvro mye penger får man
        hvor myke får vi
        Kor mykje kan vi få?
        Kor stor er støtta?
        Kor mykje pengar er det i ordninga?
        Kva kostar det?
        How much money can we get?
        How large is the grant?
        How big is the support?
        How many million is it?
        What amount is given?
        hav start tilskudd kroner
        Hei! Hvor mye kan vi få?
        Jeg lurer på hvor mye støtten er på
        """,
    Intent.DURATION: """
        Hvor lenge varer Hav Start?
        Hvor mange år varer det?
        Hvor mange måneder tar behandlingen?
        Hvor lang tid tar det?
        Hva er varigheten?
        hvor leneg varer det
        hvor lengre kan vi være med?
        Åssen lenge går det?
        Kor lenge varer ordninga?
        Kor mange år kan vi vere med?
        Kor lang tid tek det?
        How long does it last?
        How many years of support are there?
        What is the duration of the programme?
        Vi er et nytt nettverk. Hvor lenge kan vi få støtte?
        """,
    Intent.DATE: """
        Når er fristen?
        Når startet programmet?
        Hva er søknadsfristen?
        Hvilken dato åpner utlysningen?
        Hvilket år kom ordningen?
        Når må søknaden være inne?
        naar er fristen
        nåt er det frist?
        Fristen for å søke, hva er den?
        Når blir pengene betalt ut?
        Når vart ordninga starta?
        Når er søknadsfristen for det nye nivået?
        Kva dato er siste dag?
        When is the deadline?
        When did the programme start?
        What year was it founded?
        What is the closing date?
        wen is the deadline
        Hei, vi er klare til å søke. Når er fristen?
        """,
    Intent.COUNT: """
        Hvor mange nettverk er med?
        Hvor mange søkte?
        Antall medlemmer i nettverket?
        hvor maneg medlemmer må vi ha
        hvor mnage søkte i fjor
        Kor mange nettverk fekk støtte?
        Kor mange medlemer treng vi?
        How many networks are there?
        What is the number of members?
        """,
    Intent.FREQUENCY: """
        Hvor ofte må vi rapportere?
        Kor ofte er det samlingar?
        How often are the meetings held?
        """,
    Intent.WHO: """
        Hvem driver programmet?
        Hvem kan søke?
        vem kan være med
        hvme er kontaktpersonen
        Kven står bak ordninga?
        Kven kan søkje?
        Who runs the programme?
        Who can apply?
        """,
    Intent.WHERE: """
        Hvor holdes samlingene?
        Hvor sender vi søknaden?
        Kor held de til?
        Where are the meetings held?
        """,
    Intent.DEFINITION: """
        Hva er et nettverk?
        Hva betyr samhandling?
        Hva menes med havnæring?
        Definer samarbeid
        Hva er poenget med ordningen?
        Hva er dette?
        vha er et havnettverk
        Kva er eit nettverk?
        Kva tyder omstilling?
        What is a cluster?
        What does the term mean?
        Explain the levels
        Kan du forklare hva et nettverk er?
        Kan du si oss hva ordet betyr?
        Could you tell me what a cluster is?
        """,
    Intent.LIST: """
        Hvilke tjenester får vi?
        Hvilke nivåer finnes?
        Nevn tre tjenester
        Hva slags hjelp er det?
        Hva består nettverket av?
        Hva er de tre nivåene?
        hvilkke tjenester får vi
        hvlke nivåer har dere
        Kva for tenester får vi?
        Kva slags hjelp finst?
        Kva omfattar støtta?
        Which services are offered?
        What kinds of support are there?
        List the levels
        """,
    Intent.CRITERIA: """
        Hvilke krav gjelder?
        Hva kreves av nettverket?
        Hva må til?
        Hva må vi ha for å komme med?
        Hvilke kriterier brukes?
        Hvilke vilkår gjelder for støtte?
        hvilke krva gjelder
        Kva krevst av oss?
        Kva krav gjeld?
        What are the requirements?
        What does it take to join?
        What criteria must be met?
        """,
    Intent.COMPARISON: """
        Hva er forskjellen på Start og Vekst?
        Sammenlign Start og Vekst
        Hva skiller Start fra Vekst?
        Er det forskjell på Start og Vekst?
        Hvor mye skiller det mellom nivåene, versus før?
        Kva er skilnaden på Start og Vekst?
        Samanlikn Start og Vekst
        What is the difference between Start and Vekst?
        Compare Start and Vekst
        """,
    Intent.PROCEDURE: """
        Hvordan søker vi?
        Hvordan går vi fram?
        hvordn søker man
        vordan kommer vi i gang
        Korleis søkjer vi?
        koss søkjer vi
        How do we apply?
        How can a network join?
        What are the steps?
        """,
    Intent.REASON: """
        Hvorfor finnes programmet?
        hvrfor er det slik
        Kvifor vart det laga?
        Why was it made?
        """,
    Intent.YES_NO: """
        Kan vi søke?
        Må vi ha en leder?
        Er det mulig å få støtte?
        Finnes det en frist?
        Får vi hjelp?
        maa vi ha en leder
        Og må vi være mange?
        Kan eit nytt nettverk søkje?
        Finst det ein frist?
        Treng vi ein leiar?
        Can we apply?
        Is there a deadline?
        Do we need a leader?
        Vi har ingen leder. Kan vi søke likevel?
        """,
    Intent.OTHER: """
        Hav Start
        samarbeid langs kysten
        og for Hav Vekst
        """,
}
TABLE = [
    (line.strip(), intent) for intent, block in ASKED.items() for line in block.strip().splitlines()
]


@pytest.mark.parametrize(("question", "intent"), TABLE)
def test_what_is_asked(question: str, intent: Intent) -> None:
    assert intent_of(question) is intent


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 120
    assert len({question for question, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("question", "intent"), TABLE[::4])
def test_case_and_greetings_change_nothing(question: str, intent: Intent) -> None:
    assert intent_of(question.upper()) is intent
    assert intent_of(f"  {question} ") is intent
    assert intent_of(f"Hei! {question}") is intent


@given(st.text(max_size=200))
def test_any_text_has_one_intent(text: str) -> None:
    assert isinstance(intent_of(text), Intent)


@pytest.mark.parametrize(("name", "tables"), [("intents", ("intent", "bare")), ("talk", ("talk",))])
def test_pattern_files_use_each_fragment_and_define_all(name: str, tables: tuple[str, ...]) -> None:
    file = patterns.read(name)
    used = {
        fragment
        for table in tables
        for entry in file.tables[table]
        for fragment in re.findall(r"\{([a-z_]+)\}", "|".join(entry["any"]))
    }
    assert used == set(file.fragments)
    for table in tables:
        for rule in file.rules(table):
            assert not re.search(r"\{[a-z_]+\}", rule.pattern.pattern)
            assert not rule.pattern.search("")


def test_a_fragment_that_is_not_defined_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        patterns.read("intents").compiled([r"\b({nowhere})\b"])


def test_every_intent_but_other_has_patterns() -> None:
    told = {rule.kind for rule in patterns.read("intents").rules("intent")}
    assert {Intent(kind) for kind in told} == set(Intent) - {Intent.OTHER}


def test_no_word_is_mended_into_two() -> None:
    typed = patterns.read("intents").tables["typed"]
    forms = [form for forms in typed.values() for form in forms]
    assert len(forms) == len(set(forms))
    assert not set(forms) & set(typed)


def test_only_values_are_expected_of_questions_for_values() -> None:
    assert set(EXPECTED) == {
        *(Intent.AMOUNT, Intent.DURATION, Intent.DATE, Intent.COUNT, Intent.FREQUENCY)
    }
