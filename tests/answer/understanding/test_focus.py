"""The thing a question asks for, and whether a text gives an actor or a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.understanding.focus import (
    asks_contact,
    asks_names,
    asks_person,
    asks_what_called,
    defined_in,
    expanded_in,
    focus_of,
    gives_contact,
    gives_names,
    gives_person,
    names_actor,
    names_beyond,
)
from assistant.answer.understanding.intent import Intent, intent_of


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("Hvor stor egenandel må nettverket ha?", ("egenandel",)),
        ("Hva er søknadsfristen for Hav Start?", ("søknadsfristen",)),
        ("Hvor mange medlemmer må vi ha?", ("medlemmer",)),
        ("Antall ansatte i nettverket?", ("ansatte",)),
        ("Hvem leder nettverket?", ("nettverket",)),
        ("Hva er et havnettverk?", ("havnettverk",)),
        ("Hva er den viktigste oppgaven?", ("oppgaven",)),
        ("What is the deadline?", ("deadline",)),
        ("How many members are needed?", ("members",)),
        ("Hva er poenget med Hav Start?", ()),
        ("Hva er forskjellen på Hav Start og Hav Vekst?", ()),
        ("Hvordan søker vi?", ()),
        ("Kan vi søke?", ()),
        ("Hvorfor finnes ordningen?", ()),
        ("Hvor stor?", ()),
        ("", ()),
    ],
)
def test_focus(question: str, focus: tuple[str, ...]) -> None:
    assert focus_of(question, intent_of(question)) == focus


@pytest.mark.parametrize(
    ("text", "question", "named"),
    [
        ("Det drives av Kystverket.", "Hvem driver ordningen?", True),
        ("Bedriftene driver det selv.", "Hvem driver ordningen?", True),
        ("Ordningen varer i tre år.", "Hvem driver ordningen?", False),
        ("Nettverket driver det.", "Hvem leder nettverket?", False),
    ],
)
def test_an_actor_is_new(text: str, question: str, named: bool) -> None:
    assert names_actor(text, question) is named


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("Ordningen ledes av Kystverket.", True),
        ("Ordningen ledes fra Bodø.", False),
        ("Samlingen er her. Den er gratis.", False),
        ("Ordningen er gratis.", False),
    ],
)
def test_names_beyond_the_question(text: str, beyond: bool) -> None:
    assert names_beyond(text, "Hvor i Bodø ledes ordningen?") is beyond


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hva heter lederen?", True),
        ("Kva heiter leiaren?", True),
        ("Hvilke klynger ble tatt opp?", True),
        ("What are the names of the members?", True),
        ("Hvilke klynger kan søke?", False),
        ("Hvilke tjenester tilbys?", False),
    ],
)
def test_questions_for_names(question: str, names: bool) -> None:
    assert asks_names(question) is names


def test_a_level_is_no_name_that_was_asked_for() -> None:
    levels = ("Hav Start", "Hav Vekst")
    asked = "Hvilke nettverk ble tatt opp?"
    assert not gives_names("Nettverk tas opp i Hav Start.", asked, levels)
    assert gives_names("I Hav Start er Torskeringen med.", asked, levels)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hva er et havnettverk?", ("havnettverk",)),
        ("Hva er definisjonen på et havnettverk?", ("havnettverk",)),
        ("Kva er definisjonen på eit havnettverk?", ("havnettverk",)),
        ("What is the definition of a network?", ("network",)),
        ("Hvordan definerer dere et havnettverk?", ("havnettverk",)),
        ("How do you define a network?", ("network",)),
        ("Hva menes med egenandel?", ("egenandel",)),
        ("Kva meiner de med eigendel?", ("eigendel",)),
        ("What is meant by deposit?", ("deposit",)),
        ("Hva betyr egenandel?", ("egenandel",)),
        ("Kva tyder eigendel?", ("eigendel",)),
        ("Hva regnes som et havnettverk?", ("havnettverk",)),
        ("What counts as a network?", ("network",)),
        ("Hva vil det si å være fadder?", ("fadder",)),
        # An acronym is a word like others where it is all that is named.
        ("Hva betyr EØS?", ("eøs",)),
        ("Kva tyder EØS?", ("eøs",)),
        ("What does EØS mean?", ("eøs",)),
        ("Hva står EØS for?", ("eøs",)),
        ("Kva står EØS for?", ("eøs",)),
        ("What does EØS stand for?", ("eøs",)),
        ("Hva menes egentlig med egenandel?", ("egenandel",)),
        ("Kva meinast eigentleg med eigendel?", ("eigendel",)),
        ("What is really meant by deposit?", ("deposit",)),
        ("Hva betyr begrepet egenandel?", ("egenandel",)),
        ("Hva menes med begrepet egenandel?", ("egenandel",)),
        ("Kva ligg det i omgrepet eigendel?", ("eigendel",)),
        ("What does deposit mean?", ("deposit",)),
        ("What does the term deposit mean?", ("deposit",)),
        ("Hvordan avgrenses begrepet egenandel?", ("egenandel",)),
        ("Korleis blir ein eigendel definert?", ("eigendel",)),
        ("Når er vi et nettverk og ikke bare en gjeng?", ("nettverk",)),
        ("When do we count as a network?", ("network",)),
        ("Når søker vi?", ()),
        ("Hva er det?", ()),
        ("Hva er 2024?", ()),
        ("", ()),
    ],
)
def test_the_thing_whose_meaning_is_asked_for(question: str, words: tuple[str, ...]) -> None:
    assert defined_in(question) == words


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("Hva heter lederen av nettverket?", True),
        ("Hva heter nettverkslederen?", True),
        ("Kva heiter leiaren?", True),
        ("What is the name of the director?", True),
        ("Hvem er daglig leder?", True),
        ("Hvem er kontaktperson for ordningen?", True),
        ("Who is the director?", True),
        # A kind of person is no person, and neither is what a thing is called.
        ("Hvem er en leder?", False),
        ("Who is a director?", False),
        ("Hva heter nivåene?", False),
        ("Hvem kan søke?", False),
        ("Hvem driver ordningen?", False),
    ],
)
def test_questions_for_a_person(question: str, person: bool) -> None:
    assert asks_person(question) is person


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Lederen heter Turid Skarsvåg.", True),
        ("Kontakt Ole-Martin Brekkhus for mer.", True),
        ("Arbeidet ledes av Synnøve Myhre i Bodø.", True),
        ("Lederen har kontor i Bodø.", False),
        ("Lederen heter Turid.", False),
        ("Nettverket må ha egen daglig leder.", False),
        ("Programmet har to nivåer.", False),
        ("", False),
    ],
)
def test_a_person_is_given(text: str, person: bool) -> None:
    assert gives_person(text) is person


@pytest.mark.parametrize(
    ("question", "intent", "contact"),
    [
        ("Hva er telefonnummeret til kontoret?", Intent.OTHER, True),
        ("Hvilken e-postadresse sender vi til?", Intent.OTHER, True),
        ("Hva er besøksadressen?", Intent.WHERE, True),
        ("What is the phone number?", Intent.OTHER, True),
        ("Hvor er lenken til skjemaet?", Intent.WHERE, True),
        # «Har dere en e-postadresse?» is answered by yes or no.
        ("Har dere en e-postadresse?", Intent.YES_NO, False),
        ("Hvem kan søke?", Intent.WHO, False),
        ("Hvor mange medlemmer må vi ha?", Intent.COUNT, False),
    ],
)
def test_questions_for_a_contact(question: str, intent: Intent, contact: bool) -> None:
    assert asks_contact(question, intent) is contact


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Skriv til post@kystverket.example.", True),
        ("Se www.havprogrammet.example for mer.", True),
        ("Se havprogrammet.no.", True),
        ("Skjemaet ligger på https://hav.example/skjema", True),
        ("Ring 22 33 44 55.", True),
        ("Ring 22334455.", True),
        ("Ring 900 12 345.", True),
        ("Kontoret ligger i Storgata 12.", True),
        ("Brev sendes til postboks 7.", True),
        ("Støtten er 1 500 000 kroner.", False),
        ("Fristen er 20. januar 2026 klokken 13.00.", False),
        ("Kontoret ligger i Bodø.", False),
        ("Ring oss gjerne.", False),
    ],
)
def test_a_contact_is_given(text: str, contact: bool) -> None:
    assert gives_contact(text) is contact


@pytest.mark.parametrize(
    ("text", "question", "named"),
    [
        # Whom a thing is for does nothing.
        ("Ordningen er laget for klynger.", "Hvem vedtok ordningen?", False),
        ("Tiltakene for nye klynger er vedtatt.", "Hvem vedtok tiltakene?", False),
        ("Vedtaket gir penger til bedrifter.", "Hvem gjorde vedtaket?", False),
        ("Det er en ordning blant de norske medlemmene.", "Hvem vedtok ordningen?", False),
        # Who does it stands there as well.
        ("Departementet vedtok ordningen for klynger.", "Hvem vedtok ordningen?", True),
        ("Klyngene vedtok ordningen for seg selv.", "Hvem vedtok ordningen?", True),
        ("Den ble vedtatt av Stortinget.", "Hvem vedtok ordningen?", True),
        # Asked whom it is for, just that is the answer.
        ("Ordningen er laget for klynger.", "Hvem er ordningen for?", True),
        ("Ordningen er laget for klynger.", "For hvem er ordningen?", True),
        ("Ordningen er laget for klynger.", "Hvem passer ordningen for?", True),
        ("Ordningen er laget for klynger.", "Hvem er målgruppen?", True),
        ("The scheme is for klynger.", "Who is it aimed at?", True),
    ],
)
def test_whom_a_thing_is_for_does_nothing(text: str, question: str, named: bool) -> None:
    assert names_actor(text, question) is named


@pytest.mark.parametrize(
    ("text", "known", "given"),
    [
        ("Opptatt ble Torskeringen og Tareklubben.", (), True),
        ("Opptatt ble Torskeringen.", ("Torskeringen",), False),
        ("Opptatt ble Torskeringens nettverk.", ("Torskeringen",), False),
        ("Opptatt ble Torskeringens nettverk.", (), True),
        ("De søkte om Hav Vekst.", ("Hav Start", "Hav Vekst"), False),
        ("De søkte om Hav Vekst.", ("Hav Start",), True),
        ("De holder til i Bodø.", (), False),
        ("Alle er tatt opp.", (), False),
        ("", (), False),
    ],
)
def test_names_that_are_known_are_not_given(text: str, known: tuple[str, ...], given: bool) -> None:
    assert gives_names(text, "Hvilke nettverk i Bodø ble tatt opp?", known) is given


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("Hva heter nivåene?", True),
        ("Kva heiter nivåa?", True),
        ("What are the names of the levels?", True),
        ("Hvilke nivåer finnes?", False),
    ],
)
def test_questions_for_what_something_is_called(question: str, called: bool) -> None:
    assert asks_what_called(question) is called


@given(st.lists(st.sampled_from(["Torskeringen", "Tareklubben", "Skjellaget"]), unique=True))
def test_every_further_known_name_only_takes_away(known: list[str]) -> None:
    text, question = "Opptatt ble Torskeringen og Tareklubbens venner.", "Hvem ble tatt opp?"
    given_names = gives_names(text, question, known)
    assert given_names is not {"Torskeringen", "Tareklubben"}.issubset(known)


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        (
            "Det europeiske økonomiske samarbeidsområdet (EØS) omfatter 30 land.",
            "EØS",
            "europeiske økonomiske samarbeidsområdet",
        ),
        ("EU (Den europeiske union) har 27 land.", "EU", "europeiske union"),
        ("The Board of Owners (BO) meets.", "BO", "Board of Owners"),
        ("BHT, bedriftshelsetenesta, kjem.", "BHT", ""),
        ("EØS omfatter 30 land.", "EØS", ""),
        ("Europeiske økonomiske samarbeid er viktig.", "EØS", ""),
        ("", "EØS", ""),
    ],
)
def test_the_words_that_an_acronym_stands_for(text: str, acronym: str, words: str) -> None:
    assert expanded_in(text, acronym) == words
