"""After a question about the past, what is in the present tense is asked of today."""

from __future__ import annotations

import pytest

from assistant.answer.dialogue.present import asked_of_today, is_of_today
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import FORMER_CALLS, answerer_in, asked


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("present"), FORMER_CALLS)


@pytest.mark.parametrize(
    ("before", "text", "today"),
    [
        ("Hva gjaldt utlysningen i 2016?", "Når er fristen?", True),
        ("Når var fristen i 2017?", "Hvordan søker vi?", True),
        ("Når var fristen i 2017?", "Korleis søkjer vi?", True),
        ("When was the deadline in 2017?", "How do we apply?", True),
        # It points at what was spoken of, has a year, is in the past or has no verb.
        ("Hva gjaldt utlysningen i 2016?", "Hva er rammen der?", False),
        ("Hva gjaldt utlysningen i 2016?", "Hvor lenge varer det?", False),
        ("Hva gjaldt utlysningen i 2016?", "Når er fristen i 2026?", False),
        ("Hva gjaldt utlysningen i 2016?", "Når var fristen?", False),
        ("Hva gjaldt utlysningen i 2016?", "Hvor mange søknader?", False),
        # The question before is not of the past.
        ("Når er fristen i 2027?", "Hvordan søker vi?", False),
        ("Hva var Hav Start?", "Hvordan søker vi?", False),
    ],
)
def test_of_today(before: str, text: str, today: bool) -> None:
    assert is_of_today(text, before) is today


@pytest.mark.parametrize(
    ("before", "text", "asked_now"),
    [
        ("Hvordan søkte man i 2016?", "Og nå?", "Hvordan søker man nå?"),
        ("Hvem kunne søke i 2019?", "Og i dag, da?", "Hvem kan søke i dag?"),
        ("Kven kunne søkje i 2019?", "Og no?", "Kven kan søkje no?"),
        ("What was the deadline in 2017?", "And now?", "What is the deadline now?"),
        ("Hva varte lengst?", "Og nå?", "Hva varer lengst nå?"),
        ("Hvordan søker man?", "Og nå?", ""),
        ("Hvordan søkte man i 2016?", "Og hva er fristen nå?", ""),
    ],
)
def test_and_now(before: str, text: str, asked_now: str) -> None:
    assert asked_of_today(text, before) == asked_now


def test_the_present_tense_drops_the_year(calls: ExtractiveAnswerer) -> None:
    now = asked(calls, "Når er fristen for Hav Vekst?", "Når åpnet utlysningen i 2022?")
    assert "15. september 2026" in now.text
    alone = asked(calls, "Hvordan søker vi?")
    assert asked(calls, "Hvordan søker vi?", "Når var fristen i 2022?").text == alone.text
    assert "4. april 2022" in asked(calls, "Når var fristen?", "Når åpnet utlysningen i 2022?").text


def test_and_now_repeats_no_history(calls: ExtractiveAnswerer) -> None:
    before = "Hvor mange nettverk sendte inn søknad i 2012?"
    assert "31" in asked(calls, before).text
    assert asked(calls, "Og nå?", before).outcome is Outcome.NO_EVIDENCE
