from __future__ import annotations

import asyncio
from typing import Any

import httpx

from tests.serve.conftest import Running


def call(running: Running, tool: str, **arguments: Any) -> Any:
    from mcp.client import Client

    async def talk() -> Any:
        async with Client(f"{running.url}/mcp") as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(talk())


def test_another_assistant_finds_and_calls_the_tools(
    running: Running, client: httpx.Client
) -> None:
    from mcp.client import Client

    async def names() -> set[str]:
        async with Client(f"{running.url}/mcp") as found:
            return {tool.name for tool in (await found.list_tools()).tools}

    assert asyncio.run(names()) == {"ask", "search", "check", "profile_schema"}
    question = {"question": "Hvor lenge varer NIC Impact?"}
    same = client.post("/api/ask", json=question).json()
    assert call(running, "ask", **question).structured_content == same
    hits = call(running, "search", question="driftsstøtte", k=2).structured_content["hits"]
    assert len(hits) == 2
    found = call(running, "check", profile={"business_led": False}, levels=["nic-connect-2024"])
    assert found.structured_content["levels"][0]["verdict"] == "not_met"
    assert "business_led" in call(running, "profile_schema").structured_content["properties"]


def test_a_faulty_call_is_told_in_one_line(running: Running) -> None:
    for tool, arguments in (
        ("ask", {"question": ""}),
        ("ask", {"question": "a" * 2001}),
        ("search", {"question": "støtte", "k": 0}),
        ("check", {"profile": {"esca_label": "platinum"}}),
    ):
        found = call(running, tool, **arguments)
        assert found.is_error
        assert "\n" not in found.content[0].text
        assert len(found.content[0].text) > 20


def test_no_line_is_kept_open_for_what_is_never_sent(client: httpx.Client) -> None:
    for method in ("GET", "DELETE"):
        response = client.request(method, "/mcp", headers={"accept": "text/event-stream"})
        assert response.status_code == 405
        assert response.json()["error"]
