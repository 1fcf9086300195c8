"""Two questions in one sentence, and answers to both."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.twofold import two_questions
from assistant.domain import Outcome

from .sea_programme import asked


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
        # One question, however many things it names, and questions in sentences of their own.
        ("Må vi levere skisse, og når?", None),
        ("Hva er forskjellen på Hav Start og Hav Vekst?", None),
        ("Hva er rammen for lys og lyd?", None),
        ("Hvor lenge varer Hav Start? Og hva får vi?", None),
        ("Vi er nye her, og hva får vi?", None),
    ],
)
def test_two_questions(text: str, two: tuple[str, str] | None) -> None:
    assert two_questions(text) == two


def test_both_questions_are_answered(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hvor lenge varer Hav Start, og når er søknadsfristen?")
    assert "tre år" in answer.text
    assert "20. januar 2026" in answer.text


def test_a_second_question_that_is_answered_already_adds_nothing(
    sea: ExtractiveAnswerer,
) -> None:
    alone = asked(sea, "Hvor lenge varer Hav Start?")
    both = asked(sea, "Hvor lenge varer Hav Start, og hvor mange år varer Hav Start?")
    assert both.text == alone.text


def test_where_one_of_two_has_no_answer_there_is_none(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Hvor lenge varer Hav Start, og hvilken farge har logoen?")
    assert answer.outcome is Outcome.NO_EVIDENCE
