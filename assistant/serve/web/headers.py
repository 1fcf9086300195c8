"""The headers on every answer: the usual ones, and a policy that allows only our own code."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import Message, Scope, Send

_STRIPPED = {b"server", b"x-powered-by", b"access-control-allow-origin"}


class Dressed:
    """A `send` that puts the security headers on the start of the response.

    Once `closed`, what the app still wants to send is dropped. `started` tells whether the response
    has begun.
    """

    def __init__(self, send: Send, headers: Mapping[str, str]) -> None:
        self._send = send
        self._headers = headers
        self.closed = False
        self.started = False

    async def __call__(self, message: Message) -> None:
        """Send a message, its start with our headers in place of the app's own."""
        if self.closed:
            return
        if message["type"] == "http.response.start":
            self.started = True
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


def security(scope: Scope, nonce: str, frames: str) -> dict[str, str]:
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
