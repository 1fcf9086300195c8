"""What visitors agreed to keep goes when its age is reached, whether or not anybody asks."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.domain import Answer, Language, Outcome
from assistant.errors import ConfigurationError
from assistant.evaluation.case_files import load_set, write_set
from assistant.evaluation.cases import CaseClass, EvalCase
from assistant.evaluation.feedback import make_case
from assistant.evaluation.measures import Scores
from assistant.evaluation.retention import CASES, RUNS, expire, forget_copies, store_of
from assistant.evaluation.runs import Result, Run, read_run, write_run
from assistant.serve.web.retention import EVERY, keep_limit
from assistant.settings import Settings
from tests.serve.conftest import make_settings

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
OWN = EvalCase("egen", "Et spørsmål fra oss", CaseClass.UNRELATED, Language.NB)


def kept(settings: Settings, question: str, at: datetime) -> int:
    answer = Answer(question, Language.NB, Outcome.NO_EVIDENCE, "Det står ikke der.")
    number = store_of(settings).add(answer, consent=True, at=at)
    assert number is not None
    return number


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", retention_days=30)


def run_for(settings: Settings, hours: int) -> list[int]:
    """How many questions were there at the end of each hour, by a clock of our own."""
    now = START
    seen: list[int] = []

    async def wait(seconds: float) -> None:
        nonlocal now
        assert seconds == EVERY
        seen.append(len(store_of(settings).entries()))
        now += timedelta(seconds=seconds)
        if len(seen) == hours:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(keep_limit(settings, clock=lambda: now, wait=wait))
    return seen


def test_at_the_start_and_each_hour_without_any_visitor(settings: Settings) -> None:
    days = timedelta(days=30)
    kept(settings, "for gammelt ved start", START - days - timedelta(seconds=1))
    kept(settings, "går ut om to timer", START - days + timedelta(minutes=90))
    kept(settings, "nytt", START)
    assert run_for(settings, 4) == [2, 2, 1, 1]


def test_a_fault_does_not_end_the_watch(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(settings, "for gammelt", START - timedelta(days=31))
    calls = []

    def failing(given: Settings, *, now: datetime) -> int:
        calls.append(now)
        if len(calls) == 1:
            raise ConfigurationError("the disk is full")
        return expire(given, now=now)

    monkeypatch.setattr("assistant.evaluation.retention.expire", failing)
    assert run_for(settings, 2) == [1, 0]
    assert calls == [START, START + timedelta(seconds=EVERY)]


def test_nothing_is_made_where_nothing_is_kept(settings: Settings) -> None:
    assert expire(settings, now=START) == 0
    assert not settings.data.exists()


def result(case: EvalCase) -> Result:
    return Result(case, "sett", Scores({}, {}, ()), answer=f"svar på {case.question}")


def test_copies_go_with_the_question(settings: Settings) -> None:
    old = kept(settings, "Et gammelt spørsmål", START - timedelta(days=31))
    new = kept(settings, "Et nytt spørsmål", START)
    store = store_of(settings)
    for number in (old, new):
        store.label(number, make_case(store.get(number), "unanswerable"))
    cases = store.cases()
    write_set(settings.data / CASES, [*cases, OWN])
    runs = settings.data / RUNS
    write_run(runs / "begge", Run(tuple(map(result, [*cases, OWN]))), {})
    (runs / "begge" / "comparison.html").write_text("Et gammelt spørsmål", encoding="utf-8")
    write_run(runs / "bare-gammelt", Run((result(cases[0]),)), {})
    write_run(runs / "vaart", Run((result(OWN),)), {})

    assert expire(settings, now=START) == 1
    assert [c.id for c in load_set(settings.data / CASES).cases] == [f"use-{new}", "egen"]
    assert sorted(p.name for p in runs.iterdir()) == ["begge", "vaart"]
    assert [r.case.id for r in read_run(runs / "begge").results] == [f"use-{new}", "egen"]
    left = b"".join(p.read_bytes() for p in settings.data.rglob("*") if p.is_file())
    assert "Et gammelt spørsmål".encode() not in left
    assert "Et nytt spørsmål".encode() in left

    store.delete_all()
    forget_copies(settings)
    assert [c.id for c in load_set(settings.data / CASES).cases] == ["egen"]
    write_set(settings.data / CASES, cases)
    forget_copies(settings)
    assert not (settings.data / CASES).exists()


def test_the_server_deletes_at_its_start(tmp_path: Path) -> None:
    from assistant.serve.web.app import create_app

    settings = replace(make_settings(tmp_path), retention_days=30)
    kept(settings, "for gammelt", datetime.now(UTC) - timedelta(days=31))
    young = kept(settings, "nytt", datetime.now(UTC))
    app = create_app(settings)
    assert len(store_of(settings).entries()) == 2
    with TestClient(app, base_url="http://127.0.0.1") as client:
        client.get("/healthz")
        until = time.monotonic() + 20
        while (left := [e.id for e in store_of(settings).entries()]) != [young]:
            assert time.monotonic() < until, left
            time.sleep(0.02)
