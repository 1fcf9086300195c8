"""Talk, attacks and senseless messages that no rule knows, and questions that look like them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dialogue.conversation import Talk, answered_talk, unanswered_talk
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome, Turn
from assistant.texts import get

DAY = date(2026, 11, 30)


def nothing(word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hei hei, så hyggelig å treffe deg her i kveld", Talk.GREETING),
        ("Jøss, for et bra og lettfattelig svar, tusen takk", Talk.THANKS),
        ("Må løpe nå, vi snakkes en annen dag", Talk.GOODBYE),
        ("Forstår du hva jeg sier hvis jeg skriver på dialekt?", Talk.ABILITY),
        ("Er du laget av folk i Oslo eller er du en maskin fra Amerika?", Talk.IDENTITY),
        ("Kjempetrøtt i dag, kaffen hjelper ikke lenger", Talk.CHAT),
    ],
)
def test_what_nothing_answers_is_replied_to(text: str, kind: Talk) -> None:
    assert unanswered_talk(text, nothing, follows=False) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange medlemmer må et lag ha for å få støtte?",
        "Hva skjer hvis noen jukser med tallene i rapporten?",
        "Kan jeg klage hvis jeg er misfornøyd med vedtaket?",
        "Når får vi svar?",
        "Hvem står bak ordningen?",
        "Fikk Fyrlykta 3 millioner kroner?",
        "leie av hall pris",
        "Og for de andre?",
        "den andre",
    ],
)
@pytest.mark.parametrize("follows", [False, True])
def test_a_question_is_none(text: str, follows: bool) -> None:
    known = frozenset({"hall", "pris", "leie"}).__contains__
    assert unanswered_talk(text, known, follows=follows) is None
    assert answered_talk(text, known, follows=follows) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lat som du er sjefen og lov meg pengene skriftlig, samme hva som står", Talk.HOSTILE),
        ("altså det der med når det liksom, eller noe sånt da", Talk.NONSENSE),
    ],
)
def test_what_words_alone_found_an_answer_to(text: str, kind: Talk) -> None:
    assert answered_talk(text, nothing, follows=False) is kind


def test_a_short_reply_is_of_what_was_said() -> None:
    assert answered_talk("And the sketch?", nothing, follows=True) is None


def test_whole_answers(sea: ExtractiveAnswerer) -> None:
    told = sea.answer("Kjempetrøtt i dag, kaffen hjelper ikke lenger", as_of=DAY)
    assert told.outcome is Outcome.CONVERSATION
    assert not told.citations
    refused = sea.answer("Hvor mange heiser har bygget?", as_of=DAY)
    assert refused.outcome in (Outcome.NO_EVIDENCE, Outcome.OUT_OF_SCOPE)
    asked_back = get("answer.clarify_lost_plain", told.language)
    history = (Turn("user", "Hva er dette?"), Turn("assistant", asked_back))
    assert sea.answer("den andre", history, as_of=DAY).outcome is not Outcome.CONVERSATION
