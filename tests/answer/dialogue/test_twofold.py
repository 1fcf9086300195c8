"""Two questions in one sentence, and answers to both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dialogue.twofold import (
    in_that_year,
    of_two_things,
    pointed_out,
    two_questions,
)
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked


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
        ("Hvem kan søke, og hvordan?", ("Hvem kan søke?", "hvordan?")),
        ("Kven kan søkje og korleis?", ("Kven kan søkje?", "korleis?")),
        (
            "Varer Hav Start i fem år, og er støtten et lån?",
            ("Varer Hav Start i fem år?", "er støtten et lån?"),
        ),
        (
            "Hvor lenge varer Hav Start? Og hva får vi?",
            ("Hvor lenge varer Hav Start?", "hva får vi?"),
        ),
        (
            "Hva er fristen, og hvor sender vi den? Takk!",
            ("Hva er fristen?", "hvor sender vi den?"),
        ),
        (
            "Vi er et lag i Bodø. Hvem kan søke? Når er fristen?",
            ("Hvem kan søke?", "Når er fristen?"),
        ),
        # What may decide the answer is told before each.
        (
            "Vi gikk med tap. Hvem kan søke, og når er fristen?",
            ("Vi gikk med tap. Hvem kan søke?", "Vi gikk med tap. når er fristen?"),
        ),
        # One question, however many things it names, and sentences that go on with another.
        ("Er det gratis for alle? Eller må noen betale?", None),
        ("Naboen sier at det er gratis her. Stemmer det?", None),
        ("Hvem leder kursene? Folk utenfra?", None),
        ("Må vi levere skisse, og når?", None),
        ("Hva er forskjellen på Hav Start og Hav Vekst?", None),
        ("Hva er rammen for lys og lyd?", None),
        ("Vi er nye her, og hva får vi?", None),
        ("Er det gratis og trygt?", None),
        ("Hvor lenge varer det, og hva nå?", None),
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


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # The same figure of another thing, and another figure of the same kind.
        (
            "Hvor lenge varer NIC Connect? Hvor lenge varer NIC Explore?",
            ("NIC Connect varer i", "NIC Explore varer i"),
        ),
        ("Når var skissefristen i 2014? Når var søknadsfristen?", ("21. februar", "30. april")),
        # What is said for courtesy is no question.
        ("Hei! Hvordan går det? Hvor lenge varer NIC Connect?", ("NIC Connect varer i",)),
    ],
)
def test_neither_of_two_is_lost(
    shipped: ExtractiveAnswerer, question: str, told: tuple[str, ...]
) -> None:
    text = asked(shipped, question).text
    assert all(words in text for words in told)
    assert "Slik søker" not in text


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
        ("hvordan?", "Hvem kan søke?", [], "hvordan kan søke?"),
        # What is asked of by name needs no other; «det» may be nothing in particular.
        ("hvem er det for?", "Hvem driver Hav Start?", ["Hav Start"], "hvem er det for?"),
        ("når var det frist?", "Hvem driver programmet?", [], "når var det frist?"),
    ],
)
def test_what_the_second_question_points_at(
    second: str, first: str, names: list[str], meant: str
) -> None:
    assert pointed_out(second, first, names) == meant


@pytest.mark.parametrize(
    ("text", "each"),
    [
        (
            "Når var fristen i 2031 og i 2032?",
            ("Når var fristen i 2031?", "Når var fristen i 2032?"),
        ),
        (
            "Hva er fristen for Hav Start og Hav Vekst?",
            ("Hva er fristen for Hav Start?", "Hva er fristen for Hav Vekst?"),
        ),
        ("Hva er lydmålene og lysmålene?", ("Hva er lydmålene?", "Hva er lysmålene?")),
        # What holds of both at once is no question of each.
        ("Hva er felles for Hav Start og Hav Vekst?", None),
        ("Hvor mange søkte til sammen i 2031 og 2032?", None),
        ("Hva endret seg mellom 2031 og 2032?", None),
        ("Hva er rammen for lys og lyd?", None),
        ("Kom det flere i 2031 og 2032?", None),
    ],
)
def test_a_question_of_two_things(text: str, each: tuple[str, str] | None) -> None:
    assert of_two_things(text) == each


@pytest.mark.parametrize(
    ("second", "asked_of"),
    [
        ("hvor mange kom med?", "hvor mange kom med i 2031?"),
        ("hvor mange kom med i 2032?", "hvor mange kom med i 2032?"),
        # What points at the first one is asked of what that tells.
        ("hvor sto det?", "hvor sto det?"),
    ],
)
def test_the_year_of_the_second_question(second: str, asked_of: str) -> None:
    assert in_that_year(second, "Når var fristen i 2031?") == asked_of


def test_a_round_is_of_its_year() -> None:
    asked_of = "når kom svaret i 2031?"
    assert in_that_year("når kom svaret?", "Når åpnet 2031-runden?") == asked_of
    assert in_that_year("når kom svaret?", "Når åpnet Hav 2031-messen?") == "når kom svaret?"


CALLS = {
    "utlysning-2031.md": (
        "# Utlysning 2031\n\nSøknadsfristen i 2031 var 4. mai 2031.\n\n"
        "Åtte båtlag ble tatt opp i 2031.\n"
    ),
    "utlysning-2032.md": (
        "# Utlysning 2032\n\nSøknadsfristen i 2032 var 9. juni 2032.\n\nBåtlagene møttes i Bodø.\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "told", "untold", "lacks"),
    [
        (
            "Når var fristen i 2032, og hvor mange båtlag ble tatt opp i 2031?",
            ["9. juni 2032", "Åtte"],
            ["4. mai"],
            "",
        ),
        (
            "Når var fristen i 2031, og hvor mange båtlag ble tatt opp i 2032?",
            ["4. mai 2031"],
            ["9. juni", "Åtte"],
            "Det andre",
        ),
        ("Når var fristen i 2031 og hvor mange båtlag ble tatt opp?", ["4. mai", "Åtte"], [], ""),
        ("Hvor mange båtlag ble tatt opp i 2031 og i 2032?", ["Åtte"], ["juni"], "Det andre"),
        ("Hvor mange båtlag ble tatt opp i 2032 og i 2031?", ["Åtte"], ["juni"], "Det første"),
        ("Når var fristen i 2031 og i 2032?", ["4. mai 2031", "9. juni 2032"], [], ""),
        ("Når var fristen i 2031 og i 2033?", ["4. mai 2031"], ["juni"], "Det andre"),
    ],
)
def test_questions_of_two_years(
    tmp_path: Path, question: str, told: list[str], untold: list[str], lacks: str
) -> None:
    answer = asked(answerer_over(tmp_path, CALLS), question)
    assert answer.outcome is Outcome.ANSWERED
    assert all(part in answer.text for part in told)
    assert not any(part in answer.text for part in untold)
    said = [n for n in answer.notices if n.startswith(("Det andre", "Det første"))]
    assert [n.startswith(lacks) for n in said] == ([True] if lacks else [])


def test_what_is_put_side_by_side_stays_so_before_a_second_question(
    sea: ExtractiveAnswerer,
) -> None:
    answer = asked(sea, "Hvor lenge varer Hav Start og Hav Vekst, og hvor mye får de?")
    assert "tre år" in answer.text
    assert "fem år" in answer.text


def test_a_second_question_without_an_answer_is_told_of_without_a_comma(
    sea: ExtractiveAnswerer,
) -> None:
    answer = asked(sea, "Hvor lenge varer Hav Vekst og hvor mye får vi?")
    assert "fem år" in answer.text
    assert any(n.startswith("Det andre") for n in answer.notices)


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


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        # «Det» points at what the first half tells, which names nobody.
        ("Hvor mange år kan en klynge få støtte i alt, og hvem bestemmer om vi får det?", True),
        ("Hvem driver programmet, og hvem er det for?", False),
    ],
)
def test_who_does_it_must_be_told(shipped: ExtractiveAnswerer, question: str, lacks: bool) -> None:
    answer = shipped.answer(question, as_of=date(2026, 11, 21))
    assert answer.outcome is Outcome.ANSWERED
    assert any(n.startswith("Det andre") for n in answer.notices) is lacks
