"""Who may go where: sessions, sign-in, and the rule for a machine without users."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from assistant.serve import users
from assistant.serve.limits import Limiter, client_key, is_loopback
from assistant.serve.users import Role, User
from assistant.serve.web.shell import ADVISER, ANYONE, STAFF, Reader
from assistant.settings import Settings

COOKIE = "okt"
IDLE = 8 * 3600.0
MAX_SESSIONS = 1000
ATTEMPTS = 5
ATTEMPTS_WINDOW = 300.0
_OPEN_TO = {Role.ADVISER: (ADVISER,), Role.STAFF: (ADVISER, STAFF)}
_LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}


@dataclass(slots=True)
class _Session:
    user: User
    until: float


class Access:
    """Sessions in memory: they end with the process, after `IDLE` seconds, or by signing out."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: dict[str, _Session] = {}
        self._by_name = Limiter(ATTEMPTS, window=ATTEMPTS_WINDOW, clock=clock)
        self._by_client = Limiter(ATTEMPTS * 4, window=ATTEMPTS_WINDOW, clock=clock)
        users.load(settings)

    def users(self) -> Mapping[str, User]:
        """The users as they stand in the file now, so that none needs a restart."""
        return users.load(self._settings)

    def reader(self, scope: Mapping[str, Any]) -> Reader:
        """Who sent a request, and the closed places open to them.

        Without any user those places are open on this machine itself: the connection and the
        name that the browser used must both be loopback.
        """
        known = self.users()
        headers = Headers(scope=dict(scope))
        if not known:
            client = scope.get("client")
            host = headers.get("host", "").rsplit(":", 1)[0].lower()
            near = is_loopback(client[0] if client else None) and host in _LOCAL_NAMES
            forwarded = "x-forwarded-for" in headers or "forwarded" in headers
            return Reader(None, (ADVISER, STAFF)) if near and not forwarded else ANYONE
        user = self._current(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
        if user is None or known.get(user.name) != user:
            return ANYONE
        return Reader(user.name, _OPEN_TO[user.role])

    def _current(self, token: str) -> User | None:
        now = self._clock()
        with self._lock:
            session = self._sessions.get(token)
            if session is None:
                return None
            if session.until <= now:
                del self._sessions[token]
                return None
            session.until = now + IDLE
            return session.user

    def sign_in(self, name: str, password: str, host: str | None) -> tuple[str | None, int]:
        """(a new session's token, 0), or (None, seconds to wait before the next attempt)."""
        client = client_key(host)
        key = f"{client} {name[:60]}"
        wait = max(self._by_client.wait(client), self._by_name.wait(key))
        if wait:
            return None, wait
        user = users.verify(self.users(), name, password)
        if user is None:
            return None, 0
        self._by_name.forget(key)
        token = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._sessions) >= MAX_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[token] = _Session(user, self._clock() + IDLE)
        return token, 0

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(token, None)
