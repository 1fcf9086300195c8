"""Deadlines that staff set: written and read again, and told of in answers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Deadline, Language
from assistant.errors import InputError
from assistant.ingest.manifest import load_manifest
from assistant.serve.corpus import Corpus
from assistant.serve.live import Live
from assistant.serve.service import update
from assistant.serve.web.deadlines import read_deadlines, spoken, written
from assistant.settings import REPOSITORY
from tests.serve.conftest import make_settings

WHAT = st.text(min_size=1, max_size=40).map(lambda t: " ".join(t.split())).filter(bool)
DEADLINES = st.lists(
    st.builds(
        Deadline,
        at=st.datetimes().map(lambda d: d.replace(microsecond=0)),
        what=WHAT.filter(lambda t: len(t.splitlines()) == 1),
    )
).map(tuple)


@given(DEADLINES)
def test_what_is_written_is_read(deadlines: tuple[Deadline, ...]) -> None:
    assert read_deadlines(written(deadlines), Language.NB) == deadlines


def test_the_shipped_deadlines_come_through_the_field() -> None:
    found = [m.deadlines for m in load_manifest(REPOSITORY / "corpus").values() if m.deadlines]
    assert found
    for deadlines in found:
        assert read_deadlines(written(deadlines), Language.NB) == deadlines


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("2024-06-21 16:00 | Frist", datetime(2024, 6, 21, 16)),
        ("2024-06-21T16:00:30|Frist", datetime(2024, 6, 21, 16, 0, 30)),
        ("21.6.2024 kl. 16.00 | Frist", datetime(2024, 6, 21, 16)),
        ("21. 06. 2024 | Frist", datetime(2024, 6, 21, 23, 59, 59)),
        ("  2024-06-21   |   Frist  ", datetime(2024, 6, 21, 23, 59, 59)),
    ],
)
def test_ways_of_writing_a_deadline(line: str, at: datetime) -> None:
    assert read_deadlines(f"\n{line}\n\n", Language.NB) == (Deadline(at, "Frist"),)


@pytest.mark.parametrize(
    "line",
    ["2024-02-30 | Frist", "2024-06-21 24:00 | Frist", "2024-06-21 Frist", "i morgen | Frist",
     "2024-06-21 |", "2024-06 | Frist", "| Frist"],
)  # fmt: skip
def test_what_is_no_deadline_is_quoted(line: str) -> None:
    with pytest.raises(InputError, match="2024-06-21 16:00") as fault:
        read_deadlines(f"2024-06-21 | Riktig\n{line}", Language.NB)
    assert f"«{line}»" in str(fault.value)


def test_a_deadline_has_passed_when_its_day_is_over() -> None:
    deadline = Deadline(datetime(2024, 6, 21, 16), "Søknadsfrist")
    words = "21. juni 2024 kl. 16.00: Søknadsfrist"
    assert spoken(deadline, date(2024, 6, 21), Language.NB) == words
    assert spoken(deadline, date(2024, 6, 22), Language.NB) == f"{words} (gått ut)"
    day = Deadline(datetime(2024, 6, 21, 23, 59, 59), "Deadline")
    assert spoken(day, date(2024, 6, 21), Language.EN) == "21 June 2024: Deadline"


def test_an_answer_tells_that_an_uploaded_calls_deadline_has_passed(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    upload = tmp_path / "opplasting"
    upload.write_text(
        "# Utlysning av NIC Polar\n\n## Slik søker klyngen\n\n"
        "Klynger søker om NIC Polar i Polarportalen, med strategi og budsjett som vedlegg.\n",
        encoding="utf-8",
    )
    live, corpus = Live(settings), Corpus(settings)
    question, today = "Hvordan søker vi om NIC Polar?", date(2026, 11, 21)
    notice = "Fristene i «Utlysning Polar» har gått ut."
    facts = {"title": "Utlysning Polar", "status": "current"}

    def told(text: str) -> tuple[str, ...]:
        corpus.describe("polar.md", {}, deadlines=read_deadlines(text, Language.NB))
        update(settings)
        assert live.refresh()
        answer = live.service.ask(question, as_of=today)
        assert "Polarportalen" in answer.text
        return answer.notices

    corpus.put(
        upload, "polar.md", facts, deadlines=read_deadlines("2026-03-03 12:00 | Frist", Language.NB)
    )
    update(settings)
    live.refresh()
    answer = live.service.ask(question, as_of=today)
    assert "Polarportalen" in answer.text
    assert notice in answer.notices
    assert notice not in told("2026-03-03 12:00 | Skisse\n2026-12-01 | Søknad")
    assert notice in told("2026-03-03 12:00 | Skisse\n2026-11-20 | Søknad")
    assert notice not in told("")
