"""Many questions at a language model that does not answer must not stop the rest."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.domain import Language
from assistant.serve.service import MAX_AT_MODEL
from assistant.texts import get
from tests.answer.openai_server import Held, Request, serving

from .conftest import make_settings, run_server

QUESTION = "Hvor lenge varer NIC Connect?"


def asked(url: str) -> dict[str, Any]:
    """The answer at the end of a stream."""
    reply = httpx.post(f"{url}/api/ask", json={"question": QUESTION, "stream": True}, timeout=120)
    found: dict[str, Any] = json.loads(reply.text.split("event: answer\ndata: ")[1])
    return found


@pytest.mark.timeout(180)
def test_a_model_that_keeps_all_waiting_keeps_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "dummy")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    arrived, go = threading.Semaphore(0), threading.Event()

    def arrive(_: Request) -> str:
        arrived.release()
        return ""

    settings = make_settings(
        tmp_path, llm="openai:scripted", llm_timeout=120.0, llm_retries=0, requests_per_minute=0
    )
    with serving() as server, ThreadPoolExecutor(MAX_AT_MODEL) as threads:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        server.play(Held(arrive, "NO_ANSWER", go))
        for running in run_server(settings):
            try:
                waiting = [threads.submit(asked, running.url) for _ in range(MAX_AT_MODEL)]
                for _ in waiting:
                    assert arrived.acquire(timeout=60)
                further = asked(running.url)
                assert further["answered_by"] == "extractive"
                assert further["notices"][0] == get("prompts.model_busy", Language.NB)
                assert httpx.get(f"{running.url}/readyz", timeout=60).status_code == 200
                found = httpx.post(
                    f"{running.url}/api/search", json={"question": "NIC"}, timeout=60
                )
                assert found.json()["hits"]
                assert not any(w.done() for w in waiting)
            finally:
                go.set()
            assert all(w.result()["outcome"] == "no_evidence" for w in waiting)
        assert len(server.requests) == MAX_AT_MODEL
