from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.serve.limits import MAX_CLIENTS, Limiter, client_key, is_loopback


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 5))
def test_never_more_than_the_limit_in_any_window(gaps: list[float], limit: int) -> None:
    now = 0.0
    limiter = Limiter(limit, window=60, clock=lambda: now)
    admitted = []
    for gap in gaps:
        now += gap
        wait = limiter.wait("a")
        if wait == 0:
            admitted.append(now)
            assert sum(1 for t in admitted if t > now - 60) <= limit
        else:
            assert 1 <= wait <= 60


@given(st.integers(1, 5))
def test_after_the_wait_the_next_request_goes_through(limit: int) -> None:
    now = 0.0
    limiter = Limiter(limit, clock=lambda: now)
    for _ in range(limit):
        assert limiter.wait("a") == 0
    wait = limiter.wait("a")
    assert wait > 0
    assert limiter.wait("b") == 0
    now += wait
    assert limiter.wait("a") == 0


def test_memory_is_bounded() -> None:
    limiter = Limiter(1)
    for i in range(MAX_CLIENTS + 10):
        limiter.wait(str(i))
    assert len(limiter._seen) == MAX_CLIENTS


def test_one_client_is_one_address_or_network() -> None:
    assert client_key("192.0.2.1") != client_key("192.0.2.2")
    assert client_key("2001:db8::1") == client_key("2001:db8::ffff")
    assert client_key("2001:db8::1") != client_key("2001:db8:0:1::1")
    assert client_key("::ffff:192.0.2.1") == "192.0.2.1"
    assert client_key(None) == client_key("testclient") == "unknown"


def test_loopback() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]))
    assert not any(map(is_loopback, ["192.0.2.1", "0.0.0.0", None, "localhost.evil", "::"]))
