"""The words that decide a question, and sentences that are silent on them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.answer_types.deciding import deciding_words
from assistant.answer.answer_types.demands import silent_on_deed
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Chunk, Metadata, Outcome
from assistant.search import analysis


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # Whether a thing is so.
        ("Er båtturene gratis?", {"gratis"}),
        ("Er opptaket til Havneløft årlig?", {"årlig"}),
        ("Kan kommunen være medlem?", {"medlem"}),
        ("Må målene være offentlige?", {"offentlige"}),
        ("Er det greit å være en utenlandsk havn i programmet?", {"utenlandsk", "havn"}),
        ("Must the goals be public?", {"public"}),
        # Whether it is there, may be had, must be had.
        ("Er det noen sidegrense på søknaden?", {"sidegrense"}),
        ("Fulgte det egne krav med pengene?", set()),
        ("Får små havner tilgang til kontorlokaler?", {"kontorlokaler"}),
        ("Får vi dekket moms på det vi kjøper?", {"moms"}),
        ("Får hver havn sin egen nettside?", {"nettside"}),
        ("Må vi legge fram skatteattest for å bli med?", {"skatteattest"}),
        ("Kan vi betale husleie med støtten?", {"husleie"}),
        ("Do small ports get a certificate from the programme?", {"certificate"}),
        ("Er det mat på hytta?", {"mat"}),
        ("Finst det toalett ved brygga?", {"toalett"}),
        ("Is there water at the hut?", {"water"}),
        ("Er det lov å fiske i havna?", set()),
        ("Er det dere som driver programmet?", set()),
        # A trait of something.
        ("Hva er organisasjonsnummeret til Sjøprogrammet?", {"organisasjonsnummeret"}),
        ("Hvor lenge varer intervjuet i Havneløft?", {"intervjuet"}),
        ("How long does the interview for Havneløft last?", {"interview"}),
        ("Hvem skal føre regnskapet i havna?", {"regnskapet"}),
        ("What kinds of prizes did the programme give?", {"prizes"}),
        ("Hvor mye penger går til reiser i året?", {"reiser"}),
        ("Hva får styremedlemmene i honorar?", {"honorar"}),
        ("Hvor mye går til reiser det første året?", {"reiser"}),
        # What those to choose from do, and whom or what a demand is made of.
        ("Er det Kystverket eller fylket som har hovedansvaret?", {"hovedansvaret"}),
        ("Hva kreves av styrelederen?", {"styrelederen"}),
        ("Hva forventes av en datastrategi?", {"datastrategi"}),
        ("Hva skal datastrategien inneholde?", {"datastrategien"}),
        ("Do we need a data policy?", {"data", "policy"}),
        ("Is a separate data policy required?", {"data", "policy"}),
        # Where the form does not tell, or the words name no thing.
        ("Kan vi søke i dag?", set()),
        ("Varer støtten i fem år?", set()),
        ("Hva er poenget med Sjøprogrammet?", set()),
        ("Hva slags hjelp gir programmet?", set()),
        ("Who do the ports in the north work with?", set()),
        ("Når er fristen?", set()),
        ("Hva er maksbeløpet i Havneløft?", set()),
    ],
)
def test_deciding_words(sea: ExtractiveAnswerer, question: str, words: set[str]) -> None:
    assert deciding_words(sea.reader.read(question)) == words


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Er samlingene obligatoriske?", Outcome.ANSWERED),
        ("Er samlingene gratis?", Outcome.NO_EVIDENCE),
        ("Må nettverket ha egen daglig leder i Hav Vekst?", Outcome.ANSWERED),
        ("Må nettverket ha egen nettside i Hav Vekst?", Outcome.NO_EVIDENCE),
        ("Hvor lenge varer Hav Vekst?", Outcome.ANSWERED),
        ("Hvor lenge varer intervjuet i Hav Vekst?", Outcome.NO_EVIDENCE),
        ("Er det Kystverket eller Siva som driver programmet?", Outcome.ANSWERED),
        ("Er det Kystverket eller Siva som avgjør søknadene?", Outcome.NO_EVIDENCE),
        ("Hvem driver programmet?", Outcome.ANSWERED),
        ("Hvem avgjør søknadene?", Outcome.NO_EVIDENCE),
    ],
)
def test_a_sentence_silent_on_what_decides_is_no_answer(
    sea: ExtractiveAnswerer, question: str, outcome: Outcome
) -> None:
    assert sea.answer(question, as_of=date(2026, 3, 1)).outcome is outcome


NOUNS = st.sampled_from(["båtturene", "kurset", "brygga", "hvalsafarien", "heisen", "fyrlampa"])


@given(NOUNS, st.sampled_from(["gratis", "lukket", "påkrevd", "frivillig"]))
def test_what_is_said_of_a_thing_decides_and_not_the_thing(
    sea: ExtractiveAnswerer, noun: str, trait: str
) -> None:
    assert deciding_words(sea.reader.read(f"Er {noun} {trait}?")) == {trait}


@given(NOUNS, st.sampled_from(["Vi er nye her. ", "Er det trygt i havna? ", ""]))
def test_only_the_sentence_that_asks_decides(
    sea: ExtractiveAnswerer, noun: str, before: str
) -> None:
    question = sea.reader.read(f"{before}Hvor lenge varer {noun} i Havneløft?")
    assert deciding_words(question) == set(analysis.words(noun))


RUNS = "Kystverket driver programmet sammen med fylkene."
FOUND = "Evalueringen viste at nettverkene vokste."
APPEAL = "Vedtaket kan påklages innen tre uker."
BEFORE = "Kystverket ser budsjettet senest ti dager før fristen."


@pytest.mark.parametrize(
    ("question", "text", "silent"),
    [
        ("Hvem avgjør søknadene?", RUNS, True),
        ("Hvem avgjør søknadene?", "Kystverket innvilger søknadene.", False),
        ("Who has the final say?", RUNS, True),
        ("Er det Kystverket som bestemmer?", RUNS, True),
        ("Hvem driver programmet?", RUNS, False),
        ("Hvem velger ut nettverkene?", "En jury plukker ut nettverkene.", False),
        ("Hvem vurderer søknadene?", "Søknaden sendes til Kystverket.", True),
        ("Kven vurderer søknadene?", "Ein komité les søknadene.", False),
        ("Hvem kontrollerer resultatene?", "Nettverket må ha mål.", True),
        ("Hva viste evalueringen?", "Notatet følger opp en evaluering fra 2017.", True),
        ("Hva viste evalueringen?", FOUND, False),
        ("What did the evaluation find?", FOUND, False),
        ("Når kom evalueringen?", "Notatet følger opp en evaluering fra 2017.", False),
        ("Hvordan ble programmet evaluert?", "Notatet følger opp en evaluering.", True),
        ("Kommer alle som søker, med?", "Søknaden sendes til Kystverket.", True),
        ("Kommer alle som søker, med?", "Opptaket er en nasjonal konkurranse.", False),
        ("Hvor mange ble avvist?", "Sju nettverk ble tatt opp.", True),
        ("Hvor mange ble avvist?", "Sju søkere fikk avslag.", False),
        ("Hvor mange ble tatt opp?", "Sju nettverk ble tatt opp.", False),
        ("Hvilket krav er viktigst?", "Kravene er: plan og mål.", True),
        ("Hvilket krav er viktigst?", "Planen veier tyngst.", False),
        ("Hva er det viktigste for å bli med?", "Nettverket må ha en plan.", False),
        # What is counted from the deadline is none.
        ("Når er fristen?", BEFORE, True),
        ("Når må skjemaet være inne?", BEFORE, True),
        ("Når er fristen?", "Fristen er 1. mai, og ingen kan søke etter fristen.", False),
        ("Når må skjemaet være inne?", "Skjemaet sendes innen 1. mai.", False),
        # How long others take, and how long one may complain.
        ("Hvor lang tid tar behandlingen?", APPEAL, True),
        ("Hvor lenge bruker nemnda på en sak?", APPEAL, True),
        ("How many weeks does the board need?", APPEAL, True),
        ("Hvor lang tid tar behandlingen?", "Dere får svar innen seks uker.", False),
        ("Hvor lenge bruker kommunen på et skilt?", "Skilt skiftes innen fem dager.", False),
        ("Hvor lang tid har vi på å klage?", APPEAL, False),
        ("Hvor lenge varer Hav Vekst?", APPEAL, False),
        # Who was given something, and who sits on a board.
        ("Hvor mange havner fikk støtte?", "Bare to havner søkte.", True),
        ("Hvor mange havner fikk støtte?", "To havner fikk tilskudd.", False),
        ("Hvor mange havner søkte?", "Bare to havner søkte.", False),
        ("Hvem sitter i utvalget?", "Et utvalg på sju personer gir poeng.", True),
        ("Hvem sitter i utvalget?", "Utvalget består av fem fiskere.", False),
        ("Who chairs the board?", "The board meets in Bodø.", True),
        # How fast, how warm: a figure, or a word that stands for one.
        ("Hvor raskt er nettet på brygga?", "Det er nett på brygga.", True),
        ("Hvor raskt er nettet på brygga?", "Nettet gir 100 megabit i sekundet.", False),
        ("How far does the boat go?", "The boat goes to Bodø.", True),
        # A level of sound, when it is closed, an average by the day, before an hour.
        ("Hvor høy kan støyen være på brygga?", "Ingen båt ligger nærmere enn 90 meter.", True),
        ("Hvor høy kan støyen være på brygga?", "Støyen kan være 45 desibel.", False),
        ("Når er brygga stengt?", "Brygga er åpen mandag klokka 14–19.", True),
        ("Når er brygga stengt?", "I juli er det stengt.", False),
        ("Når er brygga åpen?", "Brygga er åpen mandag klokka 14–19.", False),
        ("Når må båtene leveres tilbake?", "Båtene kom i 2019.", True),
        ("Når må båtene leveres tilbake?", "Båtene leveres før klokka 16.", False),
        ("Hvor varmt er vannet i havna?", "Prøver tas fra uke 22.", True),
        ("Hvor varmt er vannet i havna?", "Vannet holder 17 grader.", False),
    ],
)
def test_what_is_asked_to_be_told_is_told(
    sea: ExtractiveAnswerer, question: str, text: str, silent: bool
) -> None:
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text, Metadata())
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    assert silent_on_deed(sea.reader.read(question), unit) is silent
