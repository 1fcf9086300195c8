"""A question for a date that several past calls answer differently is asked back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.selection.ambiguity import ambiguous
from assistant.domain import Outcome, Status
from assistant.search.retrieval import Retriever
from assistant.search.store import build_folder, open_index
from assistant.settings import Settings

from ..sea_programme import MANIFEST, TODAY, answerer_in, asked

ASKED = "Når måtte skissen være inne?"
TITLES = ("Utlysning 2014", "Utlysning 2018")
PAST = {
    "utlysning-2014.md": "# Utlysning 2014\n\nSkissen måtte være inne 14. mars 2014.\n",
    "utlysning-2018.md": "# Utlysning 2018\n\nSkissen måtte være inne 20. april 2018.\n",
    "tareprisen.md": "# Tareprisen\n\nSkissen til Tareprisen måtte være inne 3. juni 2015.\n",
}
STILL = {"utlysning-2027.md": "# Utlysning 2027\n\nSkissen måtte være inne 5. februar 2026.\n"}


def entry(name: str, status: str) -> str:
    title = name.removesuffix(".md").capitalize().replace("-", " ")
    year = "".join(c for c in name if c.isdigit()) or "2015"
    published = f'published = "{year}"' if year != "2027" else 'published = "2025"'
    return f'\n[[document]]\nfile = "{name}"\ntitle = "{title}"\n{published}\nstatus = "{status}"\n'


def calls(folder: Path, *, still: bool) -> ExtractiveAnswerer:
    manifest = MANIFEST + "".join(
        entry(name, status)
        for name, status in zip(PAST, ("historical", "expired", "historical"), strict=True)
    )
    more = {**PAST, **STILL} if still else PAST
    if still:
        manifest += entry("utlysning-2027.md", "current")
    return answerer_in(folder, {**more, "manifest.toml": manifest})


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return calls(tmp_path_factory.mktemp("past"), still=False)


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return calls(tmp_path_factory.mktemp("current"), still=True)


def evidence_of(past: ExtractiveAnswerer, text: str) -> tuple[Question, list[Evidence]]:
    """The sentences of the two calls, equally good."""
    question = past.reader.read(text)
    scorer = Scorer(question, past.weighted(question), as_of=TODAY)
    ranked = scorer.score(past.retriever.retrieve(question.query, 16))
    found = {e.unit.chunk.title: e for e in ranked if e.unit.text.startswith("Skissen måtte")}
    return question, [replace(found[t], score=1.0) for t in TITLES]


def with_status(evidence: Evidence, status: Status) -> Evidence:
    chunk = evidence.unit.chunk
    chunk = replace(chunk, metadata=replace(chunk.metadata, status=status))
    return replace(evidence, unit=replace(evidence.unit, chunk=chunk))


@pytest.mark.parametrize(
    "question",
    [ASKED, "Kva tid måtte skissa vere inne?", "Hvilken dato måtte skissen være inne?"],
)
def test_several_past_calls_are_asked_back(past: ExtractiveAnswerer, question: str) -> None:
    answer = asked(past, question)
    assert answer.outcome is Outcome.CLARIFY
    assert all(title in answer.text for title in (*TITLES, "Tareprisen"))
    assert {c.title for c in answer.citations} == {*TITLES, "Tareprisen"}


@pytest.mark.parametrize(
    ("question", "date"),
    [
        ("Når måtte skissen være inne i 2014?", "14. mars 2014"),
        ("Når måtte skissen være inne i 2018?", "20. april 2018"),
        ("Når måtte skissen til Tareprisen være inne?", "3. juni 2015"),
    ],
)
def test_a_year_or_a_name_settles_it(past: ExtractiveAnswerer, question: str, date: str) -> None:
    answer = asked(past, question)
    assert answer.outcome is Outcome.ANSWERED
    assert date in answer.text


def test_what_still_applies_leads_without_asking_back(current: ExtractiveAnswerer) -> None:
    answer = asked(current, ASKED)
    assert answer.outcome is Outcome.ANSWERED
    assert "5. februar 2026" in answer.text


def test_the_titles_are_the_choices_best_first(past: ExtractiveAnswerer) -> None:
    question, fit = evidence_of(past, ASKED)
    assert ambiguous(question, fit) == TITLES
    assert ambiguous(question, fit[::-1]) == TITLES[::-1]
    assert ambiguous(question, [*fit, *fit]) == TITLES


def test_one_answer_is_not_asked_back(past: ExtractiveAnswerer) -> None:
    question, (one, other) = evidence_of(past, ASKED)
    for fit in (
        [one],
        [one, replace(other, values=one.values)],
        [one, replace(other, values=())],
        [replace(one, values=()), other],
        [one, replace(other, score=one.score - 5.1)],
        [one, replace(other, own=replace(other.own, matches=(0.1,)))],
        [one, replace(other, unit=replace(other.unit, chunk=one.unit.chunk))],
    ):
        assert ambiguous(question, fit) == ()
    assert ambiguous(question, [one, replace(other, score=one.score - 5.0)]) == TITLES


@pytest.mark.parametrize(
    ("status", "asks"),
    [
        (Status.HISTORICAL, True),
        (Status.EXPIRED, True),
        (Status.CURRENT, False),
        (Status.UNKNOWN, False),
    ],
)
def test_only_past_documents_are_asked_about(
    past: ExtractiveAnswerer, status: Status, asks: bool
) -> None:
    question, (one, other) = evidence_of(past, ASKED)
    assert bool(ambiguous(question, [with_status(one, status), other])) is asks
    assert bool(ambiguous(question, [one, with_status(other, status)])) is asks


def test_a_year_or_a_name_in_the_question_stops_it(past: ExtractiveAnswerer) -> None:
    question, fit = evidence_of(past, ASKED)
    named = past.reader.read("Når måtte skissen til Tareprisen være inne?").mentions
    assert named
    assert ambiguous(replace(question, years=("2014",)), fit) == ()
    assert ambiguous(replace(question, mentions=named), fit) == ()


LEVELS = """# Nivåer

Programmet har tre nivåer: Krill Start, Krill Vekst og Krill Topp. De tre nivåene erstatter de
tidligere nivåene Krill En og Krill To.

## Krill Start

Nettverkene i Krill Start er nye.

## Krill Vekst

Krill Vekst stiller høyere krav til nettverkene.

## Krill Topp

Nettverkene i Krill Topp har gode resultater.
"""
BEFORE = """# Nivåer før

## Krill En

Det stilles krav om fem medlemmer i Krill En.

## Krill To

Det stilles krav om ti medlemmer i Krill To.
"""


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    manifest = MANIFEST + entry("nivaaer.md", "current") + entry("nivaaer-foer.md", "historical")
    files = {"nivaaer.md": LEVELS, "nivaaer-foer.md": BEFORE, "manifest.toml": manifest}
    return answerer_in(tmp_path_factory.mktemp("levels"), files)


def test_what_applies_is_offered_with_its_kin(levels: ExtractiveAnswerer) -> None:
    answer = asked(levels, "Hvilke krav stilles?")
    assert answer.outcome is Outcome.CLARIFY
    assert "Krill Start, Krill Vekst og Krill Topp" in answer.text
    assert "Krill En" not in answer.text


def test_a_level_named_is_not_asked_about(levels: ExtractiveAnswerer) -> None:
    answer = asked(levels, "Hvilke krav stilles i Krill To?")
    assert answer.outcome is Outcome.ANSWERED
    assert "ti medlemmer" in answer.text


def test_topics_to_choose_from_are_what_applies(levels: ExtractiveAnswerer) -> None:
    answer = asked(levels, "Hvor mye penger kan vi få?")
    assert answer.outcome is Outcome.CLARIFY
    assert "Krill Topp" in answer.text
    assert not re.search(r"Krill (En|To)\b", answer.text)


@pytest.mark.parametrize(
    "question", ["Hva er kravene til modne klynger?", "Hvilke krav stilles til modne klynger?"]
)
def test_whose_requirements_are_asked_for_need_be_no_proper_name(
    tmp_path: Path, question: str
) -> None:
    settings = Settings(index=tmp_path / "index")
    build_folder(settings)
    programme = ExtractiveAnswerer(Retriever(open_index(settings), settings))
    answer = asked(programme, question)
    assert answer.outcome is Outcome.ANSWERED
    assert "NCE-merkenavnet" in answer.text
