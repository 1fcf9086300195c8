"""First questions that name nothing: told of the whole, asked plainly, or asked back."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dialogue.unnamed import plainly
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Answer, Outcome

DAY = date(2026, 11, 30)


def asked(answerer: ExtractiveAnswerer, text: str) -> Answer:
    return answerer.answer(text, as_of=DAY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hvor lenge kan vi være med?", "høyst **ti år**"),
        ("Kor mange år får vi pengar?", "høyst ti år"),
        ("How many years can we take part?", "høyst ti år"),
        ("Hvem kan bli med?", "Målgruppen for NIC"),
        ("Kven kan vere med?", "Målgruppen for NIC"),
        ("Who gets money?", "Målgruppen for NIC"),
        ("Hvem har rett på støtte?", "Målgruppen for NIC"),
        ("Hva må vi ha på plass?", "godt forankret gjennomføringsplan"),
        ("Er det noen betingelser?", "På alle tre programnivåene"),
        ("Hva er vilkårene?", "På alle tre programnivåene"),
        ("Hva må vi ha for å søke?", "På alle tre programnivåene"),
        ("Hva forlanger dere av oss?", "På alle tre programnivåene"),
        ("Are there any requirements?", "godt forankret gjennomføringsplan"),
    ],
)
def test_what_is_told_of_the_whole_answers_who_knows_no_names(
    shipped: ExtractiveAnswerer, text: str, told: str
) -> None:
    answer = asked(shipped, text)
    assert answer.outcome is Outcome.ANSWERED
    assert told in answer.text
    assert "Slik var det før" not in answer.text


@pytest.mark.parametrize(
    "text",
    ["Hvor mye penger kan vi få?", "Hvor mye får vi?", "Kan vi få en million?"],
)
def test_what_has_no_answer_today_is_not_offered(shipped: ExtractiveAnswerer, text: str) -> None:
    answer = asked(shipped, text)
    assert answer.outcome is Outcome.CLARIFY
    assert "For NIC Connect, NIC Explore og NIC Impact har de ikke svar" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "Og hvor lenge?",
        "Enn de andre?",
        "Hvem sa det?",
        "Hvilke krav må vi oppfylle på det nivået?",
        "Hvor lenge varer det?",
        "How long does it last?",
        "Kor mange år får ein?",
    ],
)
def test_what_can_only_go_on_is_asked_back(shipped: ExtractiveAnswerer, text: str) -> None:
    answer = asked(shipped, text)
    assert answer.outcome is Outcome.CLARIFY
    asks_back = ("Hva gjelder spørsmålet?", "Kva gjeld spørsmålet?", "What is the question about?")
    assert answer.text.startswith(asks_back)


@pytest.mark.parametrize("text", ["Hvor lenge kan vi være med?", "Hvor mye får vi?"])
def test_what_differs_from_level_to_level_is_asked_back(sea: ExtractiveAnswerer, text: str) -> None:
    assert asked(sea, text).outcome is Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Er det noen krav?", "Hvilke krav stilles til oss?"),
        ("Hva må vi ha for å søke?", "Hvilke krav stilles til oss?"),
        ("What does it take to get in?", "What are the requirements?"),
        ("Kor mykje får vi?", "Kor mykje støtte får vi?"),
        ("Hvem får være med?", "Hvem kan få støtte?"),
        ("Hva var kravene?", ""),
        ("Er det krav til båt?", ""),
        ("Hva kan vi få?", ""),
        ("Må vi oppfylle kravene?", ""),
        ("Hva er kravene i Hav Start?", ""),
        ("Kan vi fortsatt bli med?", ""),
    ],
)
def test_bare_questions_in_plain_words(sea: ExtractiveAnswerer, text: str, plain: str) -> None:
    assert plainly(sea.reader.read(text)) == plain


def test_how_old_one_must_be_is_not_told_by_when_a_thing_began(
    shipped: ExtractiveAnswerer,
) -> None:
    assert asked(shipped, "Hvor gammel må klyngen være?").outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mye penger er satt av i denne utlysningen?",
        "må vi legge inn noe egne penger",
        "When will the next call open?",
        "Hvor mange nye klynger tas opp i denne runden?",
    ],
)
def test_no_level_has_an_answer(shipped: ExtractiveAnswerer, question: str) -> None:
    """Whichever is meant, known questions like it have none: nothing is asked back."""
    assert shipped.answer(question, as_of=date(2026, 11, 21)).outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("hvor mye penger snakker vi om", "Dokumentene har svar for Arena og Arena Pro"),
        ("How much money is there?", "For NIC Connect, NIC Explore and NIC Impact they have none"),
        ("kor my får vi", "Dokumenta har svar for"),
        # What was so has an answer for each call; what is pointed at may have one.
        ("Hvor mange ble tatt opp?", "Hva gjelder spørsmålet?"),
        ("Hvor lenge varer det?", "Hva gjelder spørsmålet?"),
    ],
)
def test_what_is_asked_back(shipped: ExtractiveAnswerer, question: str, told: str) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.outcome is Outcome.CLARIFY
    assert told in answer.text
