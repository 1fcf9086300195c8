"""Which time a question asks of in other words than a year."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.understanding.time_asked import TimeAsked, time_asked, without_bound
from assistant.domain import Outcome, Status, Turn

from ..extraction.test_about import passage
from ..sea_programme import asked

AS_OF = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("question", "year", "before"),
    [
        ("Når er søknadsfristen i år?", "2026", ""),
        ("When is the deadline this year?", "2026", ""),
        ("Er det nokon frist i år?", "2026", ""),
        ("Når er årets samling?", "2026", ""),
        ("Når er fristen neste år?", "2027", ""),
        ("Hva var rammen i fjor?", "2025", ""),
        # Nothing that belongs to a year is asked for, or a year in a row is meant.
        ("Er Hav Start i bruk i år?", "", ""),
        ("Hvor mye gis i år to?", "", ""),
        ("Når er søknadsfristen?", "", ""),
        ("Hva fikk nettverkene før 2024?", "", "2024"),
        ("Hvem drev programmet før omleggingen i april 2024?", "", "2024"),
        ("What did networks get before 2024?", "", "2024"),
        # By then, and before something in the year.
        ("Må vi søke før 2027?", "", ""),
        ("Hvor mange møter ble holdt før fristen i 2024?", "", ""),
    ],
)
def test_time_asked(sea: ExtractiveAnswerer, question: str, year: str, before: str) -> None:
    found = time_asked(sea.reader.read(question), AS_OF)
    assert (found.year, found.before) == (year, before)


@pytest.mark.parametrize(
    ("question", "old"),
    [
        ("Hvor lenge kunne man få støtte før?", True),
        ("Kva krav gjaldt tidlegare?", True),
        ("How long was support previously available?", True),
        ("Hvor mye fikk de i det gamle programmet?", True),
        # Nothing that differs is asked for, or what somebody has done before.
        ("Hvem ledet arbeidet tidligere?", False),
        ("Hvor mange ganger kan vi ha søkt tidligere?", False),
        ("Hvor lenge kan man få støtte?", False),
        ("Hva må vi kunne som vi ikke måtte før?", False),
    ],
)
def test_asks_how_it_was(sea: ExtractiveAnswerer, question: str, old: bool) -> None:
    assert time_asked(sea.reader.read(question), AS_OF).old is old


@pytest.mark.parametrize(
    "question",
    [
        "Hvor lenge kunne man få støtte før?",
        "Kor lenge kunne ei klynge få støtte før?",
        "Hvor lenge kunne en klynge få støtte før 2024?",
        "How long could clusters get support before 2024?",
        "How much could clusters get before 2024?",
    ],
)
def test_what_each_was_given_before_is_asked_for_by_its_name(
    shipped: ExtractiveAnswerer, question: str
) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.outcome is Outcome.CLARIFY
    assert "Arena Pro" in answer.text
    assert "NIC Connect" not in answer.text


@pytest.mark.parametrize(
    ("question", "since", "news"),
    [
        ("Hva er endret siden 2014?", "2014", True),
        ("What has changed since 2014?", "2014", True),
        ("Kva er nytt sidan 2019?", "2019", True),
        ("Hva har endret seg siden i fjor?", "2025", True),
        ("Hva er nytt i år?", "", True),
        # Of a time without news, and of news without a time.
        ("Hvor mange nettverk er støttet siden 2014?", "", False),
        ("Hva er nytt i Hav Start?", "", False),
    ],
)
def test_asks_what_is_new(sea: ExtractiveAnswerer, question: str, since: str, news: bool) -> None:
    found = time_asked(sea.reader.read(question), AS_OF)
    assert (found.since, found.news) == (since, news)


@pytest.mark.parametrize(
    ("question", "tells"),
    [
        ("Hva er endret siden 2014?", "Fra april 2024 erstatter nivåene"),
        ("What has changed since 2014?", "The documents say: «Fra april 2024 erstatter nivåene"),
        ("Hva er nytt i år?", "Det finner jeg ikke svar på"),
        ("Hva har endret seg siden i fjor?", "Det finner jeg ikke svar på"),
    ],
)
def test_what_is_new_came_then(shipped: ExtractiveAnswerer, question: str, tells: str) -> None:
    assert shipped.answer(question, as_of=date(2026, 11, 21)).text.startswith(tells)


@pytest.mark.parametrize(
    ("time", "text", "title", "status", "other"),
    [
        (TimeAsked(year="2026"), "Rammen i 2024 var ti millioner.", "Notat", Status.CURRENT, True),
        (TimeAsked(year="2026"), "Rammen i 2026 er ti millioner.", "Notat", Status.CURRENT, False),
        (TimeAsked(year="2026"), "Rammen er ti millioner.", "Notat 2024", Status.CURRENT, False),
        (TimeAsked(year="2026"), "Fra 2022 er rammen ti.", "Notat", Status.CURRENT, False),
        # A date is of the year that its document is called by.
        (TimeAsked("2026", dated=True), "Fristen er 3. mai.", "Notat 2024", Status.CURRENT, True),
        (TimeAsked("2026", dated=True), "Fristen er 3. mai.", "Notat", Status.CURRENT, False),
        (TimeAsked(before="2024"), "Alle får støtte.", "Notat 2024", Status.CURRENT, True),
        (TimeAsked(before="2024"), "Alle får støtte.", "Notat 2019", Status.CURRENT, False),
        (TimeAsked(before="2024"), "Alle får støtte.", "Notat", Status.CURRENT, False),
        (TimeAsked(before="2024"), "Fra 2024 erstatter A B.", "Notat 2024", Status.CURRENT, False),
        # «Ble det valgt før 2024?» – «i 2024»: that decides it.
        (TimeAsked(before="2024"), "Det ble valgt i 2024.", "Notat", Status.CURRENT, True),
        (
            TimeAsked(before="2024", whether=True),
            "Det ble valgt i 2024.",
            "Notat",
            Status.CURRENT,
            False,
        ),
        (TimeAsked(old=True), "Alle får støtte.", "Notat", Status.CURRENT, True),
        (TimeAsked(old=True), "Alle får støtte.", "Notat", Status.HISTORICAL, False),
        (TimeAsked(old=True), "Alle får støtte.", "Notat", Status.UNKNOWN, False),
        (TimeAsked(since="2019", news=True), "A kom i 2024.", "Notat", Status.CURRENT, False),
        (TimeAsked(since="2019", news=True), "A kom i 2019.", "Notat", Status.CURRENT, True),
        (TimeAsked(since="2019", news=True), "A er en kai.", "Notat", Status.CURRENT, True),
        (TimeAsked("2026", news=True), "Fra 2024 gjelder A.", "Notat", Status.CURRENT, True),
        (TimeAsked(), "Rammen i 2024 var ti.", "Notat 2024", Status.CURRENT, False),
    ],
)
def test_units_of_another_time(
    time: TimeAsked, text: str, title: str, status: Status, other: bool
) -> None:
    chunk = passage(text, title=title, status=status)
    assert time.is_not_of(Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)) is other


def test_the_year_before_which_it_was_is_no_word_of_an_answer() -> None:
    assert without_bound("Hva fikk de før 2024?", "tidligere") == "Hva fikk de tidligere?"
    assert without_bound("Må vi søke før 2027?", "tidligere") == "Må vi søke før 2027?"


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Når er søknadsfristen for Hav Start i år?", Outcome.ANSWERED),
        ("Når er søknadsfristen for Hav Start neste år?", Outcome.NO_EVIDENCE),
        ("When was the deadline for Hav Start last year?", Outcome.NO_EVIDENCE),
    ],
)
def test_the_date_on_which_it_is_asked_tells_the_year(
    sea: ExtractiveAnswerer, question: str, outcome: Outcome
) -> None:
    assert asked(sea, question).outcome is outcome


@pytest.mark.parametrize(
    "question",
    [
        "When is the deadline this year?",
        "Er det nokon frist i år?",
        "Hva er søknadsfristen i år?",
        "Når var søknadsfristen i fjor?",
        "Når er årets søkewebinar?",
    ],
)
def test_the_deadline_of_another_year_is_none(shipped: ExtractiveAnswerer, question: str) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.outcome is Outcome.NO_EVIDENCE
    # It was that of the year before last.
    then = shipped.answer(question, as_of=date(2025 if "fjor" in question else 2024, 5, 1))
    assert then.outcome is Outcome.ANSWERED or "Er det" in question


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Hvem drev programmet før 2024?", "Slik var det før: Innovasjon Norge har"),
        ("Hva var målet med programmet før 2024?", "Slik var det før: Klyngeprogrammets formål"),
        ("Kva for aktivitetar fekk klyngene pengar til før 2024?", "Slik var det før: «Klynge"),
        ("Hvilke nivåer fantes før 2024?", "Fra april 2024 erstatter nivåene"),
        ("What was the money used for in the old programme?", "Previously: «Klyngeprogrammet"),
        ("Hva erstattet det gamle programmet?", "Fra april 2024 erstatter nivåene"),
    ],
)
def test_how_it_was_before(shipped: ExtractiveAnswerer, question: str, begins: str) -> None:
    assert shipped.answer(question, as_of=date(2026, 11, 21)).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Fram til når fantes Arena?", "april 2024"),
        ("Until when did Arena Pro exist?", "April 2024"),
        ("Fram til når kunne man søke i 2016?", "29. april 2016"),
        # When it began is not until when.
        ("Til når varer programmet?", ""),
    ],
)
def test_until_when(shipped: ExtractiveAnswerer, question: str, told: str) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert (answer.outcome is Outcome.ANSWERED) == bool(told)
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Har vi krav på støtte?",
        "Kva krav er viktigast?",
        "Which requirement is the most important?",
    ],
)
def test_what_no_list_of_demands_tells(shipped: ExtractiveAnswerer, question: str) -> None:
    assert shipped.answer(question, as_of=date(2026, 11, 21)).outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvilke krav gjaldt før april 2024?", "krav og kriterier på fem hovedområder"),
        ("What were the requirements before 2024?", "krav og kriterier på fem hovedområder"),
        ("Hva var kravene tidligere?", "krav og kriterier på fem hovedområder"),
        ("Kva krav gjaldt i 2019?", "krav og kriterier på fem hovedområder"),
        # What a call was for is no demand.
        ("Hvilke krav gjaldt i 2016?", ""),
    ],
)
def test_what_was_demanded_before(shipped: ExtractiveAnswerer, question: str, told: str) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert (answer.outcome is Outcome.ANSWERED) == bool(told)
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    ["My boss wonders. How long did it last?", "Sjefen min lurer. Hvor lenge varte det?"],
)
def test_who_wonders_is_nothing_that_is_asked_of(
    shipped: ExtractiveAnswerer, question: str
) -> None:
    before = "What is Arena Pro?" if question.startswith("My") else "Hva er Arena Pro?"
    told = Turn("assistant", "Arena Pro var et nivå [1].")
    answer = shipped.answer(question, [Turn("user", before), told], as_of=date(2026, 11, 21))
    assert "femårig" in answer.text.replace("**", "")
