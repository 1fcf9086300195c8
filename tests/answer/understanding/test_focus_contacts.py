"""Which contact a question asks for, and which ones a text gives."""

from __future__ import annotations

import pytest

from assistant.answer.understanding.contacts import (
    Contact,
    asks_contact,
    contacts_asked,
    contacts_given,
    gives_contact,
)
from assistant.answer.understanding.intent import intent_of

PHONE, EMAIL, WEB, STREET = Contact.PHONE, Contact.EMAIL, Contact.WEB, Contact.STREET


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Hva er telefonnummeret til kontoret?", {PHONE}),
        ("Kva er telefonnummeret?", {PHONE}),
        ("Hvilket telefonnummer har dere?", {PHONE}),
        ("telefonnummer til styret", {PHONE}),
        ("kari nordmann telefonnummer", {PHONE}),
        ("Hvem kan jeg ringe?", {PHONE}),
        ("Kven kan eg ringje?", {PHONE}),
        ("Who can I call?", {PHONE}),
        ("What is the phone number?", {PHONE}),
        ("Hva er e-posten til Kari?", {EMAIL}),
        ("Hvilken e-postadresse sender vi til?", {EMAIL}),
        ("Kva er e-postadressa dykkar?", {EMAIL}),
        ("What is the email address of the office?", {EMAIL}),
        ("Hvem kan jeg sende e-post til?", {EMAIL}),
        ("Hva er nettsiden deres?", {WEB}),
        ("Kva er nettsida dykkar?", {WEB}),
        ("What is your website?", {WEB}),
        ("Hvor er lenken til skjemaet?", {WEB}),
        ("Hva er besøksadressen?", {STREET}),
        ("What is the visiting address?", {STREET}),
        ("Hva er adressen deres?", {STREET, EMAIL, WEB}),
        ("Kva er adressa dykkar?", {STREET, EMAIL, WEB}),
        ("Hva er kontaktinformasjonen til styret?", set(Contact)),
        ("Hva er telefonnummeret og e-postadressen?", {PHONE, EMAIL}),
    ],
)
def test_the_contact_asked_for(question: str, kinds: set[Contact]) -> None:
    assert contacts_asked(question) == kinds
    assert asks_contact(question, intent_of(question))


@pytest.mark.parametrize(
    "question",
    [
        "Hva må e-posten inneholde?",
        "Hva står på nettsiden?",
        "Hvordan søker vi på nettsiden?",
        "Hvem har laget nettsiden?",
        "Hvor fort svarer dere på e-post?",
        "Har dere en e-postadresse?",
        "Can I apply by email?",
        "Må klyngen ha nettside?",
        "Hvem kan søke?",
        "Hva koster en ny nettside?",
        "støtte til nettside",
        "",
    ],
)
def test_no_contact_is_asked_for(question: str) -> None:
    assert not asks_contact(question, intent_of(question))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Skriv til post@kystverket.example.", {EMAIL}),
        ("Skriv til post (at) kystverket.no.", {EMAIL}),
        ("Se www.havprogrammet.example.", {WEB}),
        ("Skjema: https://hav.example/skjema", {WEB}),
        ("Ring 22 33 44 55.", {PHONE}),
        ("Ring 900 12 345 mellom 9 og 15.", {PHONE}),
        ("Telefon: +47 22334455", {PHONE}),
        ("Call +46 8 123 456 78.", {PHONE}),
        ("Tlf. 02800", {PHONE}),
        ("Kontoret ligger i Storgata 12.", {STREET}),
        ("Postboks 7, 8001 Bodø", {STREET}),
        (
            "Kontoret ligger i Storgata 12, ring 22 33 44 55 eller skriv til a@b.no.",
            {STREET, PHONE, EMAIL},
        ),
        ("Prisen er 123 45 678 kroner.", set()),
        ("Støtten er 22 33 44 55 kroner.", set()),
        ("Støtten er 400 50 600 NOK.", set()),
        ("Støtten er kr 22 33 44 55.", set()),
        ("Organisasjonsnummer 912 345 678", set()),
        ("Sist endret 20240115.", set()),
        ("Fristen er 20. januar 2026 klokken 13.00.", set()),
        ("Ring oss gjerne.", set()),
        ("Veien til 10 nye medlemmer er lang.", set()),
    ],
)
def test_the_contacts_given(text: str, kinds: set[Contact]) -> None:
    assert contacts_given(text) == kinds
    assert gives_contact(text) is bool(kinds)


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("Hva er e-posten til Kari?", "Kari svarer på 22 33 44 55.", False),
        ("Hva er e-posten til Kari?", "Kari svarer på kari@hav.no.", True),
        ("Kva er telefonnummeret?", "Skriv til post@hav.no.", False),
        ("What is your website?", "Write to post@hav.no.", False),
        ("What is your website?", "See www.hav.no.", True),
        ("Hva er besøksadressen?", "Se www.hav.no.", False),
        ("Hvem kan jeg ringe?", "Kari Nordmann svarer på spørsmål.", True),
        ("Kven kan eg ringje?", "Skriv til post@hav.no.", False),
        ("Hva er telefonnummeret til Kari?", "Kari Nordmann svarer på spørsmål.", False),
        ("Hva er adressen deres?", "Storgata 12", True),
        ("Hva er adressen deres?", "Ring 22 33 44 55.", False),
    ],
)
def test_the_contact_given_is_the_one_asked_for(question: str, text: str, given: bool) -> None:
    assert gives_contact(text, question) is given


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the caretaker's phone number?", Contact.PHONE),
        ("What's Professor Voskuil's e-mail address?", Contact.EMAIL),
        ("Hva er rektors telefonnummer?", Contact.PHONE),
    ],
)
def test_whose_number_is_asked_for(question: str, kind: Contact) -> None:
    assert kind in contacts_asked(question)


def test_what_a_number_is_of_is_not_asked_for_as_a_contact() -> None:
    assert not contacts_asked("What is the project's number of partners?")
