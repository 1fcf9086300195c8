"""Whether one may still apply is decided by the deadline."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.validity.closing import asks_whether_open, deadlines
from assistant.domain import Outcome

from ..sea_programme import MANIFEST, TODAY, answerer_in, asked

LEVELS = ("Hav Start", "Hav Vekst")
START, GROWTH = "20. januar 2026", "15. september 2026"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Kan vi søke i dag?", True),
        ("Kan vi framleis søkje?", True),
        ("Can we still apply?", True),
        ("Er det for sent å søke?", True),
        ("Er utlysningen fortsatt åpen?", True),
        ("Tar dere imot søknader?", True),
        ("Er utlysningen åpen?", True),
        ("Er opptaket åpent nå?", True),
        ("Er søknadsrunden stengt?", True),
        ("Er utlysninga open?", True),
        ("Is the call open?", True),
        ("Går det an å levere ennå?", True),
        ("Har vi fortsatt mulighet til å levere?", True),
        ("Is it still possible to submit?", True),
        ("Er det noen frister fremover?", True),
        ("har dere frist snart", True),
        ("Any deadline coming up?", True),
        # A deadline for something else, of a year, or something else that is delivered.
        ("Er det noen frist for rapportering nå?", False),
        ("Er det en frist i år?", False),
        ("Kan vi fortsatt levere tjenester?", False),
        # What one may do at any time, in the past, or has to do with other things.
        ("Kan vi søke om å bruke navnet nå?", False),
        ("Kunne vi fortsatt søke i 2019?", False),
        ("Kan vi søke uten leder?", False),
        ("Når kan vi søke?", False),
    ],
)
def test_asks_whether_open(sea: ExtractiveAnswerer, question: str, asks: bool) -> None:
    assert asks_whether_open(sea.reader.read(question)) is asks


def test_the_deadlines_that_apply_are_told(sea: ExtractiveAnswerer) -> None:
    answer = asked(sea, "Kan vi søke i dag?")
    assert answer.outcome is Outcome.ANSWERED
    assert START in answer.text
    assert GROWTH in answer.text
    assert answer.text.index(GROWTH) < answer.text.index(START)


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Kan vi søke Hav Start nå?", START, GROWTH),
        ("Can we still apply for Hav Vekst?", GROWTH, START),
    ],
)
def test_a_level_has_a_deadline_of_its_own(
    sea: ExtractiveAnswerer, question: str, told: str, other: str
) -> None:
    answer = asked(sea, question)
    assert told in answer.text
    assert other not in answer.text


def test_other_questions_have_no_deciding_deadlines(sea: ExtractiveAnswerer) -> None:
    assert not told(sea, "Når er søknadsfristen for Hav Start?")
    assert not told(sea, "Kan vi søke uten leder?")


@pytest.mark.parametrize(
    ("question", "days"),
    [
        # The latest first, though it stands last.
        ("Kan vi søke i dag?", [GROWTH, START]),
        ("Kan vi fortsatt søke Hav Start?", [START]),
        ("Can we still apply for Hav Vekst?", [GROWTH]),
    ],
)
def test_the_deadlines_that_decide(sea: ExtractiveAnswerer, question: str, days: list[str]) -> None:
    shown = told(sea, question)
    assert [day for text in shown for day in (START, GROWTH) if day in text] == days


def test_a_call_that_has_been_replaced_decides_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    later = "# Utlysning 2012\n\nSøknadsfristen for Hav Start er 3. mai 2031.\n"
    manifest = MANIFEST + (
        '\n[[document]]\nfile = "utlysning-2012.md"\ntitle = "Utlysning 2012"\n'
        'status = "historical"\nsuperseded_on = "2025-11"\n'
    )
    folder = tmp_path_factory.mktemp("calls")
    answerer = answerer_in(folder, {"utlysning-2012.md": later, "manifest.toml": manifest})
    (shown,) = told(answerer, "Kan vi søke Hav Start nå?")
    assert START in shown


def told(answerer: ExtractiveAnswerer, text: str) -> list[str]:
    """The sentences with the deadlines that decide a question."""
    question = answerer.reader.read(text)
    scorer = Scorer(question, answerer.weighted(question), rivals=LEVELS, as_of=TODAY)
    ranked = scorer.score(answerer.retriever.retrieve(question.query, 16))
    return [e.unit.text for e in deadlines(question, ranked)]


@pytest.mark.parametrize("question", ["Er utlysningen åpen?", "Is the call open?"])
def test_whether_a_call_is_open_is_told_by_its_deadlines(
    sea: ExtractiveAnswerer, question: str
) -> None:
    answer = asked(sea, question)
    assert answer.outcome is Outcome.ANSWERED
    assert START in answer.text
    assert GROWTH in answer.text


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Rekker vi å søke Hav Start i 2012?", "**Nei:** "),
        ("Kan vi fortsatt søke Hav Start i 2012?", "**Nei:** "),
        ("Er det for sent å søke Hav Start i 2012?", "**Ja:** "),
    ],
)
def test_whether_it_is_too_late_for_the_call_of_a_year(
    tmp_path_factory: pytest.TempPathFactory, question: str, start: str
) -> None:
    call = "# Utlysning 2012\n\nSøknadsfristen for Hav Start i 2012 var 3. mai 2012.\n"
    answerer = answerer_in(tmp_path_factory.mktemp("calls"), {"utlysning-2012.md": call})
    answer = asked(answerer, question)
    assert answer.text.startswith(start)
    assert "3. mai 2012" in answer.text
