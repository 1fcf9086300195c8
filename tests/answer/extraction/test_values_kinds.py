"""Whether a value is of another kind than the one asked for: dates, stretches of time, amounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.value_kinds import (
    kinds_asked,
    kinds_stated,
    of_same_kind,
    same_kind,
)
from assistant.answer.extraction.values import ValueKind, find


def fits(question: str, text: str, *kinds: ValueKind) -> bool:
    found = [v for v in find(text) if v.kind in kinds]
    assert found
    told = {same_kind(question, text, v) for v in found}
    assert len(told) == 1
    return told.pop()


@pytest.mark.parametrize(
    ("question", "text", "same"),
    [
        ("Når åpner søknadsportalen?", "Fristen er 15. april 2026.", False),
        ("Når opnar søknadsportalen?", "Fristen er 15. april 2026.", False),
        ("When does the portal open?", "The deadline is 15 April 2026.", False),
        ("Når åpner søknadsportalen?", "Portalen åpner 1. mars 2026.", True),
        (
            "Når åpner søknadsportalen?",
            "Søknader tas imot fra 1. mars 2026 til 15. april 2026.",
            True,
        ),
        ("Når åpner svømmehallen?", "Svømmehallen: 07.00–21.00 på hverdager.", True),
        ("Når er fristen?", "Portalen åpner 1. mars 2026.", False),
        ("Når er fristen?", "Påmeldingen til kurset åpner 1. mars 2026.", False),
        ("When is the deadline?", "Registration opens on 1 March 2026.", False),
        ("Når er fristen?", "Søknaden må være sendt innen 1. mars 2026.", True),
        ("Når er fristen?", "Send søknaden til kommunen før 1. mars 2026.", True),
        ("Når er fristen?", "1. mars 2026.", True),
        ("Kva er søknadsfristen?", "Søknaden må vere her seinast 1. mars 2026.", True),
        ("Når ble loven vedtatt?", "Høringsfristen var 1. mars 2020.", False),
        ("Når ble loven vedtatt?", "Loven trer i kraft 1. juli 2020.", False),
        ("Når ble loven vedtatt?", "Stortinget vedtok loven 3. mai 2020.", True),
        ("Når ble loven vedtatt?", "Loven er fra 2020.", True),
        ("Når vart lova vedteken?", "Fristen for høyringa var 1. mars 2020.", False),
        ("When was the act adopted?", "The deadline for comments was 1 March 2020.", False),
        ("Når ble rapporten publisert?", "Fristen var 1. mars 2020.", False),
        ("Når ble ordningen opprettet?", "Påmeldingen åpner 1. mars 2020.", False),
        ("Når ble ordningen opprettet?", "Ordningen startet i 2002.", True),
        ("Når ble ordningen lagt ned?", "Ordningen startet i 2002.", False),
        ("Når ble ordningen lagt ned?", "Ordningen startet i 2002 og ble avviklet i 2010.", True),
        ("Når ble ordningen opprettet?", "I 2002 kom ordningen.", True),
        ("Når begynner kurset?", "Påmeldingsfristen er 1. mars 2026.", False),
        ("Når begynner prosjektet?", "Prosjektet avsluttes 1. mars 2026.", False),
        ("Når slutter prosjektet?", "Prosjektet begynner 1. mars 2026.", False),
        ("When does the course end?", "The course starts on 1 March 2026.", False),
        ("Når slutter prosjektet?", "Prosjektet varer til 1. mars 2026.", True),
        ("Når er møtet?", "Møtet holdes 1. mars 2026.", True),
        ("Når får vi svar?", "Vedtaket kommer i juni 2026.", True),
        ("Når får vi svar?", "Søknadsfristen er 1. mars 2026.", False),
    ],
)
def test_dates_are_of_the_event_asked_for(question: str, text: str, same: bool) -> None:
    assert fits(question, text, ValueKind.DATE, ValueKind.TIME) is same


@pytest.mark.parametrize(
    ("question", "text", "same"),
    [
        ("Hvor lenge varer støtten?", "Støtten varer i tre år.", True),
        ("Hvor lenge varer støtten?", "Klage må sendes innen tre uker.", False),
        ("Kor lenge varer kurset?", "Du må melde deg på seinast to veker før.", False),
        ("How long does the course last?", "You must sign up within three weeks.", False),
        ("Hvor lang varer leien?", "Leietakeren må ha fylt 18 år.", False),
        ("Hvor mange dager varer toktet?", "Meld fra senest 30 dager før.", False),
        ("Hvor lang er behandlingstiden?", "Perioden varer i tre år.", False),
        ("Kor lang er handsamingstida?", "Perioden varer i tre år.", False),
        ("Hvor lang er behandlingstiden?", "Du får svar innen tre uker.", True),
        ("Hvor lang er behandlingstiden?", "Behandlingstiden er tre uker.", True),
        ("Hvor gammel må man være?", "Kurset varer i tre år.", False),
        ("Hvor gammel må man være?", "Deltakerne må være fylt 18 år.", True),
        ("How old must you be?", "The course lasts for three years.", False),
        ("Hvor lenge varer kurset?", "Deltakerne må være fylt 18 år.", False),
        ("Hvor lenge varer kurset?", "Kurset er på 18 timer.", True),
        ("Hvor lang tid har vi på oss til å klage?", "Perioden varer i tre år.", False),
        ("Hvor lang tid har vi på oss til å klage?", "Klage sendes innen tre uker.", True),
    ],
)
def test_stretches_of_time_are_of_the_thing_asked_for(question: str, text: str, same: bool) -> None:
    assert fits(question, text, ValueKind.DURATION) is same


@pytest.mark.parametrize(
    ("question", "text", "same"),
    [
        ("Hvor stort er gebyret?", "Tilskuddet er inntil 50 000 kroner.", False),
        ("Kor stort er gebyret?", "Tilskotet er inntil 50 000 kroner.", False),
        ("How much is the fee?", "The grant is up to NOK 50,000.", False),
        ("Hvor stort er gebyret?", "Gebyret er 500 kroner.", True),
        ("Hvor stort er gebyret?", "Det koster 500 kroner å søke.", True),
        ("Hvor stort er tilskuddet?", "Gebyret er 500 kroner.", False),
        ("Kor stort er tilskotet?", "Eigendelen er 500 kroner.", False),
        ("How large is the grant?", "The fee is NOK 500.", False),
        ("Hvor stort er tilskuddet?", "Du kan få inntil 50 000 kroner.", True),
        ("Hvor stort er depositumet?", "Leien er 8000 kroner.", False),
        ("Hvor stort er depositumet?", "Depositumet er 8000 kroner.", True),
        ("Hva er lønnen?", "Tilskuddet er inntil 50 000 kroner.", False),
        ("Hvor stor er egenandelen?", "Gebyret er 500 kroner.", False),
        ("Hvor mye må vi betale selv?", "Du kan få 50 000 kroner i støtte.", False),
        ("Kor mykje må vi spytte inn sjølv?", "Du kan få 50 000 kroner i støtte.", False),
        ("Hvor stor er egenandelen?", "Du må selv betale 500 kroner.", True),
        ("Hvor stor er boten?", "Tilskuddet er inntil 50 000 kroner.", False),
        ("Hva koster det å leie salen?", "Tilskuddet er inntil 50 000 kroner.", False),
        ("Hva koster det å leie salen?", "Salen: 900 kroner per time.", True),
        ("Hvor stor er potten?", "Gebyret er 500 kroner.", False),
        ("Hvor mye fikk hver havn?", "Stortinget bevilget 50 millioner kroner.", False),
        ("Kor mykje fekk kvar hamn?", "Ramma var 50 millionar kroner.", False),
        ("How much did each port get?", "The budget was NOK 50 million.", False),
        ("Hvor mye fikk hver havn?", "En havn får 2 millioner kroner i støtte.", True),
        ("Hvor mye bevilges hvert år?", "Stortinget bevilget 50 millioner kroner.", True),
        ("Hvor store må husene være?", "De som bygger hus, får 150 000 kroner.", False),
        ("How big are the plots?", "The price is NOK 980,000.", False),
        ("Hvor stor må svikten være?", "Det gis erstatning over 30 prosent.", True),
        ("Hvor stor er premien?", "Vinneren får 5 000 kroner.", True),
        ("Hvor stor er andelen?", "Andelen koster 1 200 kroner.", True),
    ],
)
def test_amounts_are_of_the_thing_asked_for(question: str, text: str, same: bool) -> None:
    assert fits(question, text, ValueKind.AMOUNT) is same


def test_the_hour_of_a_deadline_is_the_deadlines_too() -> None:
    text = "Søknadsfristen for opptak var 21. juni 2024 klokken 16.00."
    day, hour = find(text)
    for value in (day, hour):
        assert same_kind("Når er fristen?", text, value)
        assert not same_kind("Når får vi svar?", text, value)


def test_another_clause_tells_nothing() -> None:
    text = "Dørene er blå; det ble malt i mai 2023; fristen var 3. juni 2023."
    may, june = (v for v in find(text) if v.kind is ValueKind.DATE)
    assert of_same_kind("Når åpner portalen?", text, (may, june)) == (may,)


def test_a_heading_may_tell_what_a_date_is() -> None:
    text = "Påmeldingen åpner ved kontoret 1. mars 2026."
    (day,) = find(text)
    assert not same_kind("Når er fristen?", text, day)
    assert same_kind("Når er fristen?", text, day, around="Frister")


def test_a_text_that_tells_both_contradicts_neither() -> None:
    text = "Portalen åpner 1. mars 2026, og fristen er 15. april 2026."
    for question in ("Når åpner portalen?", "Når er fristen?"):
        assert of_same_kind(question, text, find(text)) == find(text)


def test_a_bare_number_is_of_no_kind() -> None:
    assert kinds_asked("Når er fristen?", ValueKind.NUMBER) == frozenset()
    assert kinds_stated("Fristen er 15.", ValueKind.NUMBER) == frozenset()


_QUESTIONS = (
    "Når er fristen?",
    "Når åpner det?",
    "Hvor lenge varer det?",
    "Hva er gebyret?",
    "Hvem?",
)
_TELLS = ("Fristen er", "Det åpner", "Det varer", "Gebyret er", "Tilskuddet er", "Det er")
_VALUES = ("1. mars 2026", "kl. 13.00", "tre år", "500 kroner")


@given(
    st.sampled_from(_QUESTIONS), st.sampled_from(_TELLS), st.sampled_from(_VALUES), st.booleans()
)
def test_only_a_stated_kind_contradicts(asked: str, tells: str, value: str, alone: bool) -> None:
    text = value if alone else f"{tells} {value}."
    for found in find(text):
        stated = kinds_stated(text, found.kind)
        wanted = kinds_asked(asked, found.kind)
        if not wanted or not stated or wanted & stated:
            assert same_kind(asked, text, found)
        else:
            assert not same_kind(asked, text, found)


@pytest.mark.parametrize(
    ("question", "text", "same"),
    [
        ("Hvor lenge kan et prosjekt vare?", "Prosjektet varer i inntil 18 måneder.", True),
        ("Hvor lenge kan et prosjekt vare?", "Rapporten leveres innen 30 dager.", False),
        ("How long can a project last?", "The report is due within 30 days.", False),
        ("Hvor mange år må det gå før vi får støtte igjen?", "Støtten varer i to år.", False),
        (
            "Hvor mange år må det gå før vi får støtte igjen?",
            "Vent i to år før neste søknad.",
            True,
        ),
        ("Hvor lang tid bruker nemnda på en klage?", "Klagen sendes innen tre uker.", False),
        ("Hvor lang tid bruker nemnda på en klage?", "Nemnda avgjør klagen på tre uker.", True),
    ],
)
def test_how_long_a_thing_lasts_is_not_how_long_one_waits(
    question: str, text: str, same: bool
) -> None:
    assert fits(question, text, ValueKind.DURATION) is same


def test_for_whom_a_document_is_tells_of_no_time() -> None:
    question, text = "Hvor lenge varer Varp?", "Varp 30 dager etter at prosjektet er ferdig"
    (days,) = find(text)
    assert not same_kind(question, text, days, around="Regler for utbetaling")
    assert same_kind(question, text, days, around="Varighet")
