"""The door: which paths exist, how much a request may carry, and the headers on every answer.

Plain ASGI, so that streams pass through untouched. Gradio's own routes are closed but for those
that its pages need (`GRADIO_GET`, `GRADIO_POST`): no file, upload, proxy or developer route.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.limits import Limiter, client_key
from assistant.serve.web.assets import ASSETS, AssetCache
from assistant.serve.web.shell import ADVISER, STAFF

GRADIO_GET = re.compile(
    r"config/?|theme\.css|assets/[\w@.+-]+\.(?:js|css|woff2?|ttf|svg|png)"
    r"|static/(?:js|css|img|fonts)/[\w@/+-]+(?:\.[\w+-]+)*\.(?:js|css|woff2?|ttf|svg|png)"
    r"|svelte/[\w@.+-]+\.js|gradio_api/heartbeat/\w+|gradio_api/queue/data|gradio_api/startup-events"
)
GRADIO_POST = re.compile(r"gradio_api/(?:queue/join|cancel|reset)/?")
UPLOAD = re.compile(r"gradio_api/upload/?")
UPLOAD_PROGRESS = re.compile(r"gradio_api/upload_progress")
CLOSED = (ADVISER, STAFF)
_BAD_PATH = re.compile(r"[\\\x00-\x1f\x7f]|//|(?:^|/)\.\.?(?:/|$)")
_STRIPPED = {b"server", b"x-powered-by", b"access-control-allow-origin"}


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
            return
        nonce = secrets.token_urlsafe(16)
        place, rest = self._place(scope["path"])
        dressed = _Dressed(send, _headers(scope, nonce, self._frames(place)))
        refused = self._refusal(scope, place, rest)
        if refused is not None:
            status, words, headers = refused
            if status == 404 and _reads_pages(scope):
                await _answer(dressed, 404, self._rules.lost(scope), headers, page=True)
                return
            await _answer(dressed, status, words, headers)
            return
        if place is not None and rest == "" and scope["method"] in ("GET", "HEAD"):
            target = self._elsewhere(scope, place)
            if target is not None:
                await _redirect(dressed, target)
                return
        if place is not None and self._rules.closed(scope, place):
            await _turn_away(dressed, scope, place, page=rest == "")
            return
        app = self._rules.front if place == "" else self.app
        if place is not None and rest == "" and scope["method"] == "GET":
            await self._page(app, scope, receive, dressed, nonce)
            return
        if place is not None and scope["method"] == "GET" and ASSETS.fullmatch(rest):
            await self._assets.serve(app, rest, scope, receive, dressed)
            return
        await self._limited(app, scope, receive, dressed)

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
        if _BAD_PATH.search(path) or len(path) > 2000:
            return 404, "there is no such page", {}
        if place is not None and not _allowed(method, rest, closed=_is_closed(place)):
            return 404, "there is no such page", {}
        if method == "POST" and not self._same_origin(scope):
            return 403, "requests from other web sites are not taken", {}
        works = method == "POST" or path.startswith(("/side/", "/api/"))
        if works and (seconds := self._rules.limiter.wait(client_of(scope))):
            words = f"too many requests; try again in {seconds} seconds"
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
        target = self._rules.elsewhere(scope)
        return target + tail if target is not None else None

    def _frames(self, place: str | None) -> str:
        public = place is not None and not _is_closed(place)
        return " ".join(("'self'", *self._rules.embed)) if public else "'self'"

    async def _page(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, nonce: str
    ) -> None:
        """A Gradio page: uncompressed, then rewritten by the shell."""
        headers = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
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
            if started["status"] == 200:
                content = self._rules.shell(scope, content.decode("utf-8"), nonce).encode("utf-8")
            kept = [(k, v) for k, v in started["headers"] if k != b"content-length"]
            kept += [(b"content-length", str(len(content)).encode())]
            await send({**started, "headers": kept})
            await send({"type": "http.response.body", "body": content})

        await app({**scope, "headers": headers}, receive, collect)

    async def _limited(self, app: ASGIApp, scope: Scope, receive: Receive, send: _Dressed) -> None:
        """Hand on; stop as soon as the body is larger than allowed."""
        most = self._rules.max_body(scope["path"])
        length = dict(scope["headers"]).get(b"content-length", b"0")
        words = f"the body is too large; at most {most} bytes are taken"
        if length.isdigit() and int(length) > most:
            await _answer(send, 413, words, {})
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > most:
                    await _answer(send, 413, words, {})
                    send.closed = True
                    raise _TooLarge
            return message

        with suppress(_TooLarge):
            await app(scope, counted, send)


class _Dressed:
    """A `send` that puts the security headers on the start of the response.

    Once `closed`, what the app still wants to send is dropped.
    """

    def __init__(self, send: Send, headers: Mapping[str, str]) -> None:
        self._send = send
        self._headers = headers
        self.closed = False

    async def __call__(self, message: Message) -> None:
        if self.closed:
            return
        if message["type"] == "http.response.start":
            own = {k.lower().encode(): v.encode() for k, v in self._headers.items()}
            kept = [
                (k, v)
                for k, v in message.get("headers", [])
                if k.lower() not in own and k.lower() not in _STRIPPED
            ]
            named = {k.lower() for k, _ in kept}
            if b"cache-control" not in named:
                kept.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*kept, *own.items()]}
        await self._send(message)


def _is_closed(place: str) -> bool:
    return place.endswith(CLOSED)


def _allowed(method: str, rest: str, *, closed: bool) -> bool:
    """Whether a Gradio route is open; uploads are, within the places for signed-in people."""
    if method in ("GET", "HEAD"):
        waiting = closed and UPLOAD_PROGRESS.fullmatch(rest)
        return bool(rest == "" or GRADIO_GET.fullmatch(rest) or waiting)
    uploading = closed and UPLOAD.fullmatch(rest)
    return method == "POST" and bool(GRADIO_POST.fullmatch(rest) or uploading)


def _headers(scope: Scope, nonce: str, frames: str) -> dict[str, str]:
    """The headers of every answer; the usual ones, plus a policy that allows only our own code."""
    policy = (
        "default-src 'none'; "
        f"script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {frames}"
    )
    found = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if frames == "'self'":
        found["x-frame-options"] = "SAMEORIGIN"
    if scope["path"] == "/bygg-inn.js":
        found["cross-origin-resource-policy"] = "cross-origin"
    if scope["path"].startswith("/dokument/"):  # The browser's own PDF viewer is an object.
        found["content-security-policy"] = policy.replace("object-src 'none'", "object-src 'self'")
    if scope.get("scheme") == "https":
        found["strict-transport-security"] = "max-age=31536000"
    return found


def client_of(scope: Mapping[str, Any]) -> str:
    """The key of the client behind a request."""
    client = scope.get("client")
    return client_key(client[0] if client else None)


async def _redirect(send: Send, target: str) -> None:
    headers = [(b"location", target.encode("latin-1")), (b"vary", b"accept-language, cookie")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _turn_away(send: Send, scope: Scope, place: str, *, page: bool) -> None:
    """To the sign-in for someone who opens a page; one line for everything else."""
    if page and scope["method"] in ("GET", "HEAD"):
        await _redirect(send, f"/logg-inn?til={place}/")
    else:
        await _answer(send, 401, "sign in first", {})


def _reads_pages(scope: Scope) -> bool:
    """Whether a person's browser asks, which wants a page and not JSON."""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepted


async def _answer(
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
