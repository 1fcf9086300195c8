"""The door: which paths exist, how much a request may carry, and the headers on every answer.

Plain ASGI, so that streams pass through untouched.
"""

from __future__ import annotations

import gzip
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.limits import Limiter, client_key
from assistant.serve.web import paths
from assistant.serve.web.answers import answer, reads_pages, redirect, turn_away
from assistant.serve.web.assets import ASSETS, AssetCache
from assistant.serve.web.headers import Dressed, security
from assistant.serve.web.own_files import takes_gzip
from assistant.serve.web.shell import language_at
from assistant.texts import get

PAGE_LEVEL = 5
NOT_TAKEN = 1008
_log = logging.getLogger(__name__)


class _TooLarge(Exception):
    """A body above the limit, found while reading."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the door goes by.

    front: the front page's Gradio app, which answers every path that nobody else knows.
    places: mount path of every Gradio page ("" for the front page).
    known: first part of every path that the app itself answers ("/api", "/web").
    shell: rewrites a Gradio page: (scope, page markup, nonce) → markup.
    elsewhere: where the reader of a page should be sent instead, or None.
    max_body: bytes that a path may take; larger bodies get 413.
    limiter: requests per client over everything that does work.
    closed: whether a page is closed to whoever sent a request: (scope, mount path).
    lost: the page for an address that is none.
    embed: origins that may show the public pages in a frame.
    """

    front: ASGIApp
    places: tuple[str, ...]
    known: frozenset[str]
    shell: Callable[[Scope, str, str], str]
    elsewhere: Callable[[Scope], str | None]
    max_body: Callable[[str], int]
    limiter: Limiter
    closed: Callable[[Scope, str], bool]
    lost: Callable[[Scope], str]
    embed: tuple[str, ...] = ()


class Guard:
    """ASGI middleware around the whole app: the API, our own pages and Gradio's."""

    def __init__(self, app: ASGIApp, *, rules: Rules) -> None:
        self.app = app
        self._rules = rules
        self._assets = AssetCache()
        self._places = sorted(rules.places, key=len, reverse=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with a size limit and headers."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await receive()
            await send({"type": "websocket.close", "code": NOT_TAKEN})
            return
        nonce = secrets.token_urlsafe(16)
        place, rest = self._place(scope["path"])
        dressed = Dressed(send, security(scope, nonce, self._frames(place)))
        refused = self._refusal(scope, place, rest)
        if refused is not None:
            status, words, headers = refused
            if status == 404 and reads_pages(scope):
                await answer(dressed, 404, self._rules.lost(scope), headers, page=True)
                return
            await answer(dressed, status, words, headers)
            return
        if place is not None and rest == "" and scope["method"] in ("GET", "HEAD"):
            target = self._elsewhere(scope, place)
            if target is not None:
                await redirect(dressed, target)
                return
        if place is not None and self._rules.closed(scope, place):
            await turn_away(dressed, scope, place, page=rest == "")
            return
        app = self._rules.front if place == "" else self.app
        if place is not None and rest == "" and scope["method"] == "GET":
            await self._page(app, scope, receive, dressed, nonce)
            return
        if place is not None and scope["method"] == "GET" and ASSETS.fullmatch(rest):
            await self._assets.serve(app, rest, scope, receive, dressed)
            return
        await self._limited(app, scope, receive, dressed, place)

    def _place(self, path: str) -> tuple[str | None, str]:
        """The Gradio page that a path belongs to (None: the app's own), and the path within it."""
        for place in self._places:
            if place and (path == place or path.startswith(place + "/")):
                return place, path[len(place) + 1 :]
        first = "/" + path[1:].split("/", maxsplit=1)[0]
        if first in self._rules.known and path != "/":
            return None, path
        return "", path[1:]

    def _refusal(
        self, scope: Scope, place: str | None, rest: str
    ) -> tuple[int, str, Mapping[str, str]] | None:
        path, method = scope["path"], scope["method"]
        if paths.BAD_PATH.search(path) or len(path) > 2000:
            return 404, "there is no such page", {}
        if place is not None and not paths.allowed(method, rest, closed=paths.is_closed(place)):
            return 404, "there is no such page", {}
        if method == "POST" and not self._same_origin(scope):
            return 403, "requests from other web sites are not taken", {}
        works = method == "POST" or path.startswith(("/side/", "/api/"))
        if works and (seconds := self._rules.limiter.wait(client_of(scope))):
            words = f"too many requests; try again in {seconds} seconds"
            if place is not None:  # Gradio shows it to the reader.
                words = get("web.wait", language_at(place), seconds=seconds)
            return 429, words, {"retry-after": str(seconds)}
        return None

    def _same_origin(self, scope: Scope) -> bool:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not origin:
            return bool(headers.get(b"sec-fetch-site", b"") != b"cross-site")
        host = headers.get(b"host", b"").decode("latin-1")
        return bool(origin != "null" and urlsplit(origin).netloc.lower() == host.lower())

    def _elsewhere(self, scope: Scope, place: str) -> str | None:
        query = scope.get("query_string", b"").decode("latin-1")
        tail = f"?{query}" if query else ""
        if place and scope["path"] == place:
            return f"{place}/{tail}"
        if "innebygd" in query:  # The site that shows the page chose its language.
            return None
        target = self._rules.elsewhere(scope)
        return target + tail if target is not None else None

    def _frames(self, place: str | None) -> str:
        public = place is not None and not paths.is_closed(place)
        return " ".join(("'self'", *self._rules.embed)) if public else "'self'"

    async def _page(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, nonce: str
    ) -> None:
        """A Gradio page: asked for as it is, rewritten by the shell, and compressed."""
        asked = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        wanted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
        started: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            content = bytes(body)
            kept = [(k, v) for k, v in started["headers"] if k != b"content-length"]
            if started["status"] == 200:
                content = self._rules.shell(scope, content.decode("utf-8"), nonce).encode("utf-8")
                kept.append((b"vary", b"accept-encoding"))
                if takes_gzip(wanted):
                    content = gzip.compress(content, PAGE_LEVEL)
                    kept.append((b"content-encoding", b"gzip"))
            kept += [(b"content-length", str(len(content)).encode())]
            await send({**started, "headers": kept})
            await send({"type": "http.response.body", "body": content})

        await app({**scope, "headers": asked}, receive, collect)

    async def _limited(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Dressed, place: str | None
    ) -> None:
        """Hand on; stop as soon as the body is larger than allowed."""
        most = self._rules.max_body(scope["path"])
        length = dict(scope["headers"]).get(b"content-length", b"0")
        words = f"the body is too large; at most {most} bytes are taken"
        if place is not None:  # Gradio shows it to the reader.
            words = get("web.too_large", language_at(place), most=most // 2**20)
        if length.isdigit() and int(length) > most:
            await answer(send, 413, words, {})
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > most:
                    await answer(send, 413, words, {})
                    send.closed = True
                    raise _TooLarge
            return message

        try:
            await app(scope, counted, send)
        except _TooLarge:
            return
        except Exception:  # Gradio has answered with 500, and hands its fault on.
            _log.exception("a request failed: %s", scope["path"])
            if not send.started:
                await answer(send, 500, "something went wrong; try again shortly", {})


def client_of(scope: Mapping[str, Any]) -> str:
    """The key of the client behind a request."""
    client = scope.get("client")
    return client_key(client[0] if client else None)
