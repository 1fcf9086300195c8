"""A limit on requests per client."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import deque
from collections.abc import Callable

MAX_CLIENTS = 10_000


class Limiter:
    """At most `limit` requests per client within `window` seconds. Safe for threads.

    Clients beyond `MAX_CLIENTS` push out those that have been quiet the longest, so memory is
    bounded whatever addresses are sent.
    """

    def __init__(
        self, limit: int, *, window: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.limit = limit
        self.window = window
        self._clock = clock
        self._seen: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, client: str) -> int:
        """Count one request; 0 when it may go on, else the whole seconds until the next may."""
        if self.limit <= 0:
            return 0
        now = self._clock()
        with self._lock:
            times = self._seen.pop(client, None) or deque()
            while times and times[0] <= now - self.window:
                times.popleft()
            left = 0
            if len(times) >= self.limit:
                left = max(1, math.ceil(min(self.window, times[0] + self.window - now)))
            else:
                times.append(now)
            self._seen[client] = times
            while len(self._seen) > MAX_CLIENTS:
                del self._seen[next(iter(self._seen))]
        return left

    def forget(self, client: str) -> None:
        """Let a client start afresh, as after a sign-in that went well."""
        with self._lock:
            self._seen.pop(client, None)


def client_key(host: str | None) -> str:
    """What counts as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        address = ipaddress.ip_address((host or "").split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def is_loopback(host: str | None) -> bool:
    """Whether an address is this machine's own."""
    try:
        address = ipaddress.ip_address((host or "").split("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
