"""Questions in bokmål, nynorsk and English, with typing errors, and what they ask for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import patterns
from assistant.answer.understanding.intent import EXPECTED, Intent, intent_of

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
        Hva var maksbeløpet på Hav Start?
        Hva er taket for Hav Vekst?
        Hva er satsen i år?
        Hva var den samlede potten?
        Hva er den økonomiske rammen?
        Hva er gebyret for sen avbestilling?
        Hva blir egenandelen?
        Hva er lønna til en skipper?
        Hvilken timepris kan vi bruke?
        Hvilken pris må vi betale?
        Hvilket gebyr gjelder?
        Hva må vi betale for en plass?
        Hva betaler medlemmene?
        Hva kostet plassen i fjor?
        Hva tjener en skipper?
        Hva lå et nettverk på i snitt?
        Hva fikk nettverkene i støtte?
        Hvor stor andel av kostnadene dekkes?
        Hvor mange prosent får vi dekket?
        snittstøtte havnettverk
        hva er belopet
        Kva er maksbeløpet?
        Kva var ramma det året?
        Kva må me betale?
        Kva sats gjeld?
        Kva betaler medlemene?
        Kor stor del av kostnadene får vi dekt?
        What share of the costs is covered?
        What is the maximum grant?
        What was the total budget for the call?
        What's the fee?
        Which rate applies?
        What do we have to pay?
        What will it cost to take part?
        Hva er egenandelen?
        pris per time i hallen
        """,
    Intent.DURATION: """
        Hvor lenge varer Hav Start?
        Hvor mange år varer det?
        Hvor mange måneder tar behandlingen?
        Hvor lang tid tar det?
        Hva er varigheten?
        maks antall år
        max total years of support
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
        Hvor lange prosjekter støttes?
        Hva er det lengste et nettverk kan få støtte?
        Hvor gammel må man være?
        Hvilken aldersgrense gjelder?
        Antall år med støtte?
        maks år med støtte
        Kor gamal må ein vere?
        Kva er den lengste perioden?
        How old must a member be?
        What is the maximum number of years?
        maximum months of support
        What is the maximum duration of support at the Vekst level?
        Maximum support period in Vekst?
        What is the time frame for a project?
        What's the longest period a network can be funded?
        Hvor lang var Vekst-perioden?
        Hvor lang prosjektperiode får et nettverk?
        Vi lurer på hvor lang en runde i programmet er
        Hva er tidsrammen for prosjektene?
        Hva er den maksimale lengden på støtten?
        Kva er støtteperioden på Hav Vekst?
        hvorlenge får de støtte
        kor læng får dæm være med
        ka lang tid tar det
        """,
    Intent.DATE: """
        Når er fristen?
        Når er vi ferdige i Hav Vekst?
        Når er det et møte?
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
        Hvor lenge kunne man tegne seg?
        Hvor lenge kan vi søke?
        Hvor lenge er det mulig å melde seg på?
        Hvor lenge er utlysningen åpen?
        Hvor sent kan vi avbestille?
        Hvor fort må rapporten leveres?
        Hvilket klokkeslett stenger det?
        Når på dagen er det åpent?
        Hva er åpningstidene?
        Fra når til når er det åpent?
        Hvilken dag er samlingen?
        paameldingfrist samlingen
        havsamling 2020 naar
        Kva klokkeslett?
        Kva tid på dagen er det ope?
        Kva tid begynner samlinga?
        Kor lenge kan ein søkje?
        Kva opningstid gjeld?
        At what hour does it close?
        What time does it open?
        What is the last date to apply?
        How late can I cancel?
        How long can we apply?
        What are the opening hours?
        whn is the deadlne
        Må vi levere skisse, og når?
        What are the quiet hours?
        Hva er kontortiden?
        Kor tid startar møtet?
        Kan vi søke, når er fristen?
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
        hvor mang nettverk er med
        Kor mange må vi vere?
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
        Hvilken person svarer for ordningen?
        Hvilket organ avgjør søknaden?
        Hvilke myndigheter er med?
        Må planen være forankret, og hos hvem?
        Kva organ avgjer?
        kem er med
        Which body decides?
        Er det Kystverket eller fylkeskommunen som avgjør?
        Er det Start eller Vekst som passer for små nettverk?
        Is it the ports or the county that pays?
        What organisation runs it?
        """,
    Intent.WHERE: """
        Hvor holdes samlingene?
        Hvor sender vi søknaden?
        Kor held de til?
        Where are the meetings held?
        I hvilken by er samlingen?
        Vet du hvor kontoret er?
        Hvor hentet programmet tallene fra?
        Kvar held de til?
        In which town is the meeting?
        Til hvilken adresse sendes skjemaet?
        """,
    Intent.DEFINITION: """
        Ka e eit nettverk?
        Kva e eit nettverk
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
        Hva regnes som et nettverk?
        hva mener dere med havnæring
        hva e et nettverk for noe??
        Naboen spør hva et nettverk er. Hvordan definerer dere det?
        Kva går nivået ut på?
        Kva reknast som eit nettverk?
        What's a sea network?
        What counts as a network?
        Hvordan avgrenses begrepet nettverk?
        Korleis blir omgrepet nettverk avgrensa?
        Når er vi et nettverk og ikke bare en gjeng?
        Når regnes vi som et nettverk?
        Når kan vi kalle oss et nettverk?
        When does a group become a network?
        How is a network defined?
        Hva er en egenandel?
        Hva er et honorar?
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
        Hva regnes som driftsaktiviteter?
        Hva går inn under støtten?
        Hva kjennetegner nettverkene?
        Hva heter de nye nivåene?
        Kva slag tiltak gjeld?
        Kva høyrer inn under støtta?
        Kva heiter dei nye nivåa?
        What counts as operating activities?
        What are the names of the levels?
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
        Hva skal til for å bli tatt opp?
        Hva er det vi må ha levert?
        Hva er det som kreves ekstra?
        Kva er det me må vise til?
        What must a network live up to?
        What is required for Hav Vekst?
        What is expected of members?
        Hvor modne må vi være?
        Kor mogne må nettverket vere?
        How concrete must the goals be?
        Hva forventes det at et nettverk får til i løpet av perioden?
        Kva vert venta av medlemene?
        Hva er påkrevd for nettverk?
        """,
    Intent.COMPARISON: """
        Hva er forskjellen på Start og Vekst?
        Sammenlign Start og Vekst
        Hva skiller Start fra Vekst?
        Er det forskjell på Start og Vekst?
        Fikk Start eller Vekst mest?
        Did Start or Vekst get the most?
        Is Vekst better funded than Start?
        Fikk Start mer penger enn Vekst?
        Hvor mye skiller det mellom nivåene, versus før?
        Kva er skilnaden på Start og Vekst?
        Samanlikn Start og Vekst
        What is the difference between Start and Vekst?
        Compare Start and Vekst
        Hva er prisforskjellen på Start og Vekst?
        Start kontra Vekst: hvem fikk mest?
        Hvem varer lengst, Start eller Vekst?
        Hva fikk Start sett opp mot Vekst?
        Kva fekk Start i året jamført med Vekst?
        Which lasts longer, Start or Vekst?
        What do we get in Start compared to Vekst?
        """,
    Intent.PROCEDURE: """
        Hvordan søker vi?
        Hvordan går vi fram?
        hvordn søker man
        vordan kommer vi i gang
        Korleis søkjer vi?
        koss søkjer vi
        kossen søkjer vi
        How do we apply?
        How can a network join?
        What are the steps?
        Hva skjer etter at søknaden er levert?
        Hva gjør vi for å bli med?
        Kan vi gjøre det digitalt, eller hvordan?
        Kva skjer når søknaden er levert?
        What happens after the deadlines?
        What should we do to join?
        Hva må vi gjøre for å søke?
        Kva må me gjere for å søkje om plass?
        What do we have to do to apply?
        """,
    Intent.REASON: """
        Hvorfor finnes programmet?
        hvrfor er det slik
        Kvifor vart det laga?
        Why was it made?
        Hva er grunnen til at programmet finnes?
        Hva var bakgrunnen for ordningen?
        Hva er gevinsten med å samarbeide?
        Vi måtte lage en plan. Ingen sa hvorfor. Hvorfor det?
        Kva er grunnen til ordninga?
        Kva er vitsen med ordninga?
        What is the reason for the rule?
        What are the benefits of working together?
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
        Vert samlingane haldne om hausten?
        Gjelder det alle?
        Er det Start eller Vekst som varer lengst?
        Er det tre eller fire nivåer?
        Gjaldt ordningen bare Start?
        Duger det med to medlemmer?
        Lyt vi ha ein leiar?
        Tek de imot nye medlemer?
        Gjev ordninga støtte til drift?
        Kjem vi med utan plan?
        Rekker vi å søke?
        Slipper vi inn uten resultater?
        Oppfyller et lite nettverk definisjonen?
        Regnes støtten som lån?
        Når vi først er med, følger dere opp da?
        Jeg begynte i går, må jeg starte på nytt?
        Styret lurer på om vi må begynne nederst. Hva sier reglene?
        Naboen påstår at Vekst er borte. Stemmer det?
        Am I allowed to join?
        Can't we apply?
        Might a small network join?
        """,
    Intent.OTHER: """
        Hav Start
        samarbeid langs kysten
        og for Hav Vekst
        Hvor fort går båten?
        Hvilken pris vant boka?
        Hva kaller man en som ror?
        Hva regnes som hovedsetet til ordningen?
        Hva tjener som merke for havna?
        Hvor erfarne er medlemmene?
        Hva kan vi gjøre i prosjektperioden?
        """,
}
TABLE = [
    (line.strip(), intent) for intent, block in ASKED.items() for line in block.strip().splitlines()
]


@pytest.mark.parametrize(("question", "intent"), TABLE)
def test_what_is_asked(question: str, intent: Intent) -> None:
    assert intent_of(question) is intent


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 280
    assert len({question for question, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("question", "intent"), TABLE[::4])
def test_case_and_greetings_change_nothing(question: str, intent: Intent) -> None:
    assert intent_of(question.upper()) is intent
    assert intent_of(f"  {question} ") is intent
    assert intent_of(f"Hei! {question}") is intent


@pytest.mark.parametrize(("question", "intent"), TABLE[1::5])
def test_keyboards_without_nordic_letters_change_nothing(question: str, intent: Intent) -> None:
    for spelled in (("a", "o", "a"), ("aa", "oe", "ae")):
        plain = question
        for letter, ascii_letters in zip("åøæ", spelled, strict=True):
            plain = plain.replace(letter, ascii_letters)
        assert intent_of(plain) is intent


@pytest.mark.parametrize(("question", "intent"), TABLE[2::5])
def test_a_scene_set_before_changes_nothing(question: str, intent: Intent) -> None:
    if question.endswith("?"):
        assert intent_of(f"Vi er et nettverk på Vestlandet. {question}") is intent


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


def test_how_much_money_is_asked_for_however_it_is_counted() -> None:
    for asked in ("Hvor mange penger fikk et nettverk i året?", "Kor mange pengar får vi?"):
        assert intent_of(asked) is Intent.AMOUNT
