"""Things told apart by a number or a letter: asked about, told of, named, and unheard of."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extraction.units import units_of
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.alternatives import Alternatives
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.selection.select import select
from assistant.domain import Outcome

from ..sea_programme import TODAY, answerer_in, asked

COURSES = """# Kurs for losaspiranter

Opplæringen er delt i tre trinn og holdes av Losskolen.

## Trinn 1 – Kjentmann

Kurset koster 4 100 kroner. Det varer i seks uker.

## Trinn 2 – Kystlos

Kurset koster 7 300 kroner. Det varer i elleve uker.

## Trinn 3 – Havlos

Kurset koster 9 800 kroner. Det varer i tjue uker.

## Frister

Søknad om trinn 1 sendes innen 9. april. Søknad om trinn 2 og 3 sendes innen 17. oktober.
"""


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("courses"), {"losaspiranter.md": COURSES})


def found(answerer: ExtractiveAnswerer, text: str) -> tuple[Alternatives, dict[str, set[str]]]:
    question = answerer.reader.read(text)
    hits = answerer.retriever.retrieve(question.query, 16)
    alternatives = Alternatives(question, answerer.weighted(question), hits)
    told = {u.text: alternatives.told(u) for h in hits for u in units_of(h.chunk)}
    return alternatives, {text: set(t.marks) for text, t in told.items() if not t.other}


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ("Hva koster kurset på trinn 2?", {"2"}),
        ("Hva koster kurset på trinn 1 og 3?", {"1", "3"}),
        ("Hva koster kurset på trinn 1 og trinn 3?", {"1", "3"}),
        ("Hva koster kurset på trinn 1–3?", {"1", "2", "3"}),
        ("What does the course cost at step 2?", {"2"}),
        # The name that a heading gives one of them.
        ("Hva koster kurset for å bli kystlos?", {"2"}),
        ("Hva koster kurset?", None),
        # Numbers that tell how many, when or where.
        ("Hva koster kurset for 2 aspiranter?", None),
        ("Hva koster kurset i uke 3?", None),
        ("Hva kostet 2-dagerskurset?", None),
        ("Hva koster kurset etter § 2?", None),
        ("Hva koster kurset for minst 3 uker?", None),
    ],
)
def test_what_a_question_asks_about(
    courses: ExtractiveAnswerer, question: str, marks: set[str] | None
) -> None:
    asked_about = found(courses, question)[0].asked
    assert (set(asked_about.marks) if asked_about else None) == marks


def test_what_a_unit_is_about_by_its_words_or_its_heading(courses: ExtractiveAnswerer) -> None:
    _, told = found(courses, "Når sendes søknad om kurset på trinn 2?")
    assert told["Søknad om trinn 2 og 3 sendes innen 17. oktober."] == {"2"}
    assert told["Kurset koster 7 300 kroner."] == {"2"}
    assert "Søknad om trinn 1 sendes innen 9. april." not in told
    assert "Kurset koster 4 100 kroner." not in told


@pytest.mark.parametrize(
    ("question", "answers", "others"),
    [
        ("Hva koster kurset på trinn 2?", ["7 300"], ["4 100", "9 800"]),
        ("Hva koster kurset på trinn 3?", ["9 800"], ["4 100", "7 300"]),
        ("Når må søknaden om trinn 3 sendes?", ["17. oktober"], ["9. april"]),
        ("Når må jeg søke for å bli kjentmann?", ["9. april"], ["17. oktober"]),
        ("Hva koster kurset på trinn 1 og trinn 3?", ["4 100", "9 800"], ["7 300"]),
    ],
)
def test_the_answer_is_of_the_one_asked_about(
    courses: ExtractiveAnswerer, question: str, answers: list[str], others: list[str]
) -> None:
    answer = asked(courses, question)
    assert answer.outcome is Outcome.ANSWERED
    assert all(value in answer.text for value in answers)
    assert not any(value in answer.text for value in others)


@pytest.mark.parametrize("question", ["Hva koster kurset på trinn 4?", "Hva koster trinn D?"])
def test_one_that_no_document_tells_of_is_not_answered(
    courses: ExtractiveAnswerer, question: str
) -> None:
    assert asked(courses, question).outcome is not Outcome.ANSWERED


def test_a_folder_that_is_indexed_anew_tells_the_same(tmp_path: Path) -> None:
    answerer = answerer_in(tmp_path, {"losaspiranter.md": COURSES})
    assert "7 300" in asked(answerer, "Hva koster kurset på trinn 2?").text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        # Each of those asked about is told of, however many sentences one of them has.
        ("Hva koster kurset på trinn 1 og trinn 3?", [{"1"}, {"3"}]),
        ("Hva koster kurset på trinn 1, 2 og 3?", [{"1"}, {"2"}, {"3"}]),
        ("Hva koster kurset på trinn 1–3?", [{"1"}, {"2"}, {"3"}]),
        ("Hva koster kurset på trinn 2?", [{"2"}]),
    ],
)
def test_evidence_on_each_one_asked_about(
    courses: ExtractiveAnswerer, question: str, shown: list[set[str]]
) -> None:
    assert sorted(sorted(e.marks) for e in selected(courses, question)) == [
        sorted(marks) for marks in shown
    ]


def test_one_sentence_on_both_is_enough(courses: ExtractiveAnswerer) -> None:
    picked = selected(courses, "Når sendes søknad om trinn 2 og 3?")
    assert [set(e.marks) for e in picked] == [{"2", "3"}]


def test_without_marks_nothing_is_added(courses: ExtractiveAnswerer) -> None:
    assert not any(e.marks for e in selected(courses, "Hvem holder opplæringen?"))


def selected(answerer: ExtractiveAnswerer, text: str) -> tuple[Evidence, ...]:
    question = answerer.reader.read(text)
    concepts = answerer.weighted(question)
    ranked = Scorer(question, concepts, as_of=TODAY).score(
        answerer.retriever.retrieve(question.query, 16)
    )
    return select(question, ranked, answerer.thresholds, concepts=concepts).picked
