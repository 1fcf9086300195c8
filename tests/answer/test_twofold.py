"""Two questions in one sentence, and answers to both."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.twofold import pointed_out, two_questions
from assistant.domain import Outcome

from .sea_programme import answerer_over, asked


@pytest.mark.parametrize(
    ("text", "two"),
    [
        (
            "Hvor lenge varer Hav Start, og hva får vi?",
            ("Hvor lenge varer Hav Start?", "hva får vi?"),
        ),
        (
            "How long does Hav Start last, and what do we get?",
            ("How long does Hav Start last?", "what do we get?"),
        ),
        (
            "Kor sender vi søknaden, og når var det frist?",
            ("Kor sender vi søknaden?", "når var det frist?"),
        ),
        ("Er det gratis, og kan vi ta hund?", ("Er det gratis?", "kan vi ta hund?")),
        ("Hva er kravet, samt når er fristen?", ("Hva er kravet?", "når er fristen?")),
        (
            "How much does Hav Start pay, and for how long?",
            ("How much does Hav Start pay?", "for how long?"),
        ),
        (
            "Hvor mye fikk vi i Hav Start, og hvor lenge?",
            ("Hvor mye fikk vi i Hav Start?", "hvor lenge?"),
        ),
        (
            "Kor mykje fekk vi i Hav Start og kor lenge?",
            ("Kor mykje fekk vi i Hav Start?", "kor lenge?"),
        ),
        ("Når kom Hav Start, og hvorfor?", ("Når kom Hav Start?", "hvorfor?")),
        ("When was Hav Start made and why?", ("When was Hav Start made?", "why?")),
        (
            "Hvor lenge varer Hav Start, og hva kreves?",
            ("Hvor lenge varer Hav Start?", "hva kreves?"),
        ),
        # One question, however many things it names, and questions in sentences of their own.
        ("Må vi levere skisse, og når?", None),
        ("Hva er forskjellen på Hav Start og Hav Vekst?", None),
        ("Hva er rammen for lys og lyd?", None),
        ("Hvor lenge varer Hav Start? Og hva får vi?", None),
        ("Vi er nye her, og hva får vi?", None),
        ("Er det gratis og trygt?", None),
        ("Hvor lenge varer det, og hva nå?", None),
        ("Hva er fristen, og hvor sender vi den? Takk!", None),
        ("", None),
    ],
)
def test_two_questions(text: str, two: tuple[str, str] | None) -> None:
    assert two_questions(text) == two


def test_both_questions_are_answered(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hvor lenge varer Hav Start, og når er søknadsfristen?")
    assert "tre år" in answer.text
    assert "20. januar 2026" in answer.text


PAST = (
    "# Støtte i 2031\n\nEn havgruppe fikk 5 millioner kroner i 2031. "
    "En fjordgruppe fikk 2 millioner kroner i 2031.\n"
)
LATER = (
    "# Støtte i 2032\n\nEn fjordgruppe fikk 9 millioner kroner i 2032. "
    "En fjordgruppe får 7 millioner kroner i året.\n"
)


@pytest.mark.parametrize(
    ("second", "other_year"),
    [
        ("hvor mye fikk en fjordgruppe?", False),
        # What is so now is of no year that the first one names.
        ("hvor mye får en fjordgruppe nå?", True),
    ],
)
def test_a_second_question_on_the_past_is_of_the_first_ones_year(
    tmp_path: Path, second: str, other_year: bool
) -> None:
    answerer = answerer_over(tmp_path, {"stotte-2031.md": PAST, "stotte-2032.md": LATER})
    answer = asked(answerer, f"Hvor mye fikk en havgruppe i 2031, og {second}")
    assert "5 millioner" in answer.text
    assert ("2032" in answer.text) is other_year


def test_a_second_question_that_is_answered_already_adds_nothing(
    sea: ExtractiveAnswerer,
) -> None:
    alone = asked(sea, "Hvor lenge varer Hav Start?")
    both = asked(sea, "Hvor lenge varer Hav Start, og hvor mange år varer Hav Start?")
    assert both.text == alone.text


@pytest.mark.parametrize(
    "question",
    [
        "Når kom Fjordprisen, og hvor mange båter har fått støtte?",
        "Kva tid kom Fjordprisen, og kor mange båtar har fått støtte?",
    ],
)
def test_one_sentence_may_answer_both(tmp_path: Path, question: str) -> None:
    text = "# Fjordprisen\n\nFjordprisen kom i 2014 og har støttet 12 båter.\n"
    answer = asked(answerer_over(tmp_path, {"pris.md": text}), question)
    assert answer.outcome is Outcome.ANSWERED
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("Hvor lenge varer Hav Start, og hvilken farge har logoen?", "Det andre"),
        ("Hvilken farge har logoen, og hvor lenge varer Hav Start?", "Det første"),
        ("What colour is the logo, and how long does Hav Start last?", "first question"),
    ],
)
def test_where_one_of_two_has_no_answer_that_is_said(
    sea: ExtractiveAnswerer, question: str, notice: str
) -> None:
    answer = asked(sea, question)
    assert answer.outcome is Outcome.ANSWERED
    assert "tre år" in answer.text
    assert any(notice in told for told in answer.notices)


def test_where_neither_of_two_has_an_answer_there_is_none(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hvilken farge har logoen, og hvem har tegnet flagget?")
    assert answer.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("second", "first", "names", "meant"),
    [
        (
            "hvem er det for?",
            "Hvem driver programmet?",
            [],
            "hvem er programmet for?",
        ),
        ("hva kreves?", "Hvor lenge varer Hav Start?", ["Hav Start"], "hva kreves Hav Start?"),
        # What is asked of by name needs no other; «det» may be nothing in particular.
        ("hvem er det for?", "Hvem driver Hav Start?", ["Hav Start"], "hvem er det for?"),
        ("når var det frist?", "Hvem driver programmet?", [], "når var det frist?"),
    ],
)
def test_what_the_second_question_points_at(
    second: str, first: str, names: list[str], meant: str
) -> None:
    assert pointed_out(second, first, names) == meant


ASKED = st.sampled_from(
    ["Hva koster kurset", "Når er fristen", "Kan vi ta med hund", "Hvem er leder", "Vi er nye"]
)


@given(ASKED, st.sampled_from([", og ", " og ", ", samt ", ". Og ", " "]), ASKED)
def test_two_questions_are_the_words_of_the_message(first: str, between: str, second: str) -> None:
    text = f"{first}{between}{second[0].lower()}{second[1:]}?"
    found = two_questions(text)
    both = "vi er" not in text.lower() and between in (", og ", " og ", ", samt ")
    assert (found is not None) is both
    if found is not None:
        assert [found[0].lower(), found[1].lower()] == [f"{q.lower()}?" for q in (first, second)]
