"""The same tools for other assistants, over the Model Context Protocol (streamable HTTP)."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any

from fastapi import FastAPI
from mcp.server import MCPServer
from mcp.server.mcpserver import Context as Call
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings

from assistant.domain import Language
from assistant.errors import InputError
from assistant.serve.api import checked
from assistant.serve.faults import one_line
from assistant.serve.limits import client_key
from assistant.serve.web.context import Context
from assistant.serve.wire import answer_json, search_json

PATH = "/mcp"


def add(app: FastAPI, context: Context) -> None:
    """Answer at `/mcp`; sessions are not kept, every request stands for itself.

    The door in front of the app refuses other sites' browsers, so that the protocol library need
    not know the host names that the app is reached by.
    """
    server = _server(context)
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    for route in inner.routes:
        route.methods = {"POST"}  # type: ignore[attr-defined]  # Nothing is ever sent unasked.
    app.router.routes.extend(inner.routes)
    before = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(outer: FastAPI) -> AsyncIterator[Any]:
        async with before(outer) as state, server.session_manager.run():
            yield state

    app.router.lifespan_context = lifespan


def _server(context: Context) -> MCPServer:
    voice = context.voice
    told = f"Cited answers about {voice.places(Language.EN)['matter']}"
    if voice.card.check:
        told += ", and a check of a cluster against the criteria of its levels"
    server: MCPServer = MCPServer(
        "klyngeassistenten",
        title=voice.get("web.product", Language.EN),
        instructions=f"{told}. Every answer quotes the documents.",
        log_level="WARNING",
    )

    @server.tool(description="One cited answer, as of `assistant ask --json`.")
    def ask(question: str, call: Call) -> dict[str, Any]:
        with _told():
            _admit(context, call)
            return answer_json(context.live.service.ask(question))

    @server.tool(description="Ranked passages of the documents, as of `assistant search --json`.")
    def search(question: str, call: Call, k: int = 5) -> dict[str, Any]:
        with _told():
            _admit(context, call)
            return search_json(question, context.live.service.search(question, k))

    @server.tool(
        description="A cluster's profile against the level criteria, as of `assistant check"
        " --json`; fields that are not known are left out. See `profile_schema`."
    )
    def check(
        profile: dict[str, Any], call: Call, levels: list[str] | None = None
    ) -> dict[str, Any]:
        with _told():
            _admit(context, call)
            return checked(context, profile, levels, date.today(), Language.NB)

    @server.tool(description="The JSON schema of the profile that `check` takes.")
    def profile_schema() -> dict[str, Any]:
        from assistant.eligibility.profile import schema

        return schema()

    return server


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What is wrong with an input is told to the caller; other faults are not."""
    try:
        yield
    except InputError as error:
        raise ToolError(one_line(error)) from error


def _admit(context: Context, call: Call) -> None:
    request = getattr(call.request_context, "request", None)
    client = getattr(request, "client", None)
    if seconds := context.questions.wait(client_key(client.host if client else None)):
        raise InputError(f"too many requests; try again in {seconds} seconds")
