"""What the door itself answers."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.types import Scope, Send


async def redirect(send: Send, target: str) -> None:
    """To another address, in the reader's language."""
    headers = [(b"location", target.encode("latin-1")), (b"vary", b"accept-language, cookie")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def turn_away(send: Send, scope: Scope, place: str, *, page: bool) -> None:
    """To the sign-in for someone who opens a page; one line for everything else."""
    if page and scope["method"] in ("GET", "HEAD"):
        await redirect(send, f"/logg-inn?til={place}/")
    else:
        await answer(send, 401, "sign in first", {})


def reads_pages(scope: Scope) -> bool:
    """Whether a person's browser asks, which wants a page and not JSON."""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepted


async def answer(
    send: Send, status: int, words: str, headers: Mapping[str, str], *, page: bool = False
) -> None:
    """One clear line as JSON, or a page."""
    body = (words if page else json.dumps({"error": words}, ensure_ascii=False)).encode()
    kind = b"text/html" if page else b"application/json"
    named = [(k.encode(), v.encode()) for k, v in headers.items()]
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", kind + b"; charset=utf-8"),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
                *named,
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
