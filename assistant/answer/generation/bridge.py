"""Asynchronous streams read from ordinary code, under a deadline that holds whatever comes.

A read time-out of an HTTP client starts anew with every byte, so a server that drips is never
cut by it. Here the wall clock decides, and cancelling closes the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextvars import Context
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")


class DeadlineError(Exception):
    """The time for a question is up."""


@dataclass(frozen=True, slots=True)
class _Item:
    value: object


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


@lru_cache(maxsize=1)
def _loop(process: int) -> asyncio.AbstractEventLoop:
    """One event loop for the process: HTTP clients keep connections that belong to a loop."""
    del process
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="model", daemon=True).start()
    return loop


def pull(source: Callable[[], AsyncGenerator[T, None]], deadline: float) -> Iterator[T]:
    """The items of `source`, as they come.

    Args:
        source: makes the asynchronous generator; called in the loop's thread.
        deadline: time on `time.monotonic()` when to stop.

    Raises:
        DeadlineError: when the time is up; the source is cancelled then, and also when the
            reader stops early.
        BaseException: whatever the source raises.

    """
    items: queue.SimpleQueue[_Item | _End] = queue.SimpleQueue()

    async def pump() -> None:
        try:
            async with contextlib.aclosing(source()) as stream:
                async for item in stream:
                    items.put(_Item(item))
        except BaseException as error:
            items.put(_End(error))
            if isinstance(error, asyncio.CancelledError):
                raise
        else:
            items.put(_End())

    # In a context of its own: LangChain hands the caller's callbacks on in the context, and who
    # listens there is to hear what was checked, not what goes on here.
    future = Context().run(asyncio.run_coroutine_threadsafe, pump(), _loop(os.getpid()))
    try:
        while True:
            left = deadline - time.monotonic()
            try:
                item = items.get(timeout=left) if left > 0 else items.get_nowait()
            except queue.Empty:
                raise DeadlineError from None
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            if left <= 0:
                raise DeadlineError
            yield item.value  # type: ignore[misc]
    finally:
        future.cancel()
