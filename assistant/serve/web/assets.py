"""Gradio's own script and style files, kept as they were last sent.

Gradio compresses each file anew for every visitor, some sixty a page; here that is done once.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = re.compile(r"(?:assets|static)/.+|theme\.css")
FOREVER = (b"cache-control", b"public, max-age=31536000, immutable")
LARGEST = 4_000_000
MOST = 400


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class AssetCache:
    """Answers by path within Gradio and by whether the browser takes Brotli.

    The same files stand below every page's address, so one copy serves all. Only complete answers
    with status 200 are kept, at most `MOST`. The names under `assets/` hold a hash of what is in
    them, and so does the address of the theme, so browsers may keep those for good.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], _Kept] = {}
        self._lock = threading.Lock()

    async def serve(
        self, app: ASGIApp, rest: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer from memory, or hand on and remember."""
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
        key = (rest, b"br" in accepted)
        found = self._kept.get(key)
        if found is None:
            await self._fetch(app, key, scope, receive, send)
            return
        headers = [*found.headers, *_keeping(rest, scope)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": found.body})

    async def _fetch(
        self, app: ASGIApp, key: tuple[str, bool], scope: Scope, receive: Receive, send: Send
    ) -> None:
        started: Message = {}
        body = bytearray()

        async def copied(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
                if message["status"] == 200:
                    kept = [h for h in message["headers"] if h[0].lower() != b"cache-control"]
                    message = {**message, "headers": [*kept, *_keeping(key[0], scope)]}
            elif message["type"] == "http.response.body" and len(body) <= LARGEST:
                body.extend(message.get("body", b""))
                if not message.get("more_body") and started.get("status") == 200:
                    self._keep(key, started, bytes(body))
            await send(message)

        await app(scope, receive, copied)

    def _keep(self, key: tuple[str, bool], started: Message, body: bytes) -> None:
        if len(body) > LARGEST:
            return
        dropped = (b"cache-control", b"date", b"content-length", b"transfer-encoding")
        headers = [(k, v) for k, v in started["headers"] if k.lower() not in dropped]
        headers.append((b"content-length", str(len(body)).encode()))
        with self._lock:
            if len(self._kept) < MOST:
                self._kept[key] = _Kept(tuple(headers), body)


def _keeping(rest: str, scope: Scope) -> list[tuple[bytes, bytes]]:
    """How long a browser may keep a file: for good where its address changes with its content."""
    named = rest.startswith("assets/") or (rest == "theme.css" and scope["query_string"])
    return [FOREVER] if named else []
