"""While the app runs, what has reached its age is deleted, whether or not anybody uses it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI

from assistant.errors import AssistantError
from assistant.settings import Settings

# The age limit is in days, so that looking each hour is late by an hour at most.
EVERY = 3600.0
_log = logging.getLogger(__name__)


def _present() -> datetime:
    return datetime.now(UTC)


async def keep_limit(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = _present,
    wait: Callable[[float], Awaitable[Any]] = asyncio.sleep,
) -> None:
    """Delete what is too old, now and then each hour, until cancelled.

    A fault is logged, and the next hour tries again.

    Args:
        settings: where the data lie, and how many days they may.
        clock: the present moment, with a time zone.
        wait: waits for so many seconds.

    """
    from assistant.evaluation.retention import expire

    while True:
        try:
            await asyncio.to_thread(expire, settings, now=clock())
        except (AssistantError, OSError) as error:
            _log.warning("old feedback was not deleted: %s", error)
        await wait(EVERY)


def attach(app: FastAPI, settings: Settings) -> None:
    """Have the app keep the limit for as long as it runs."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(owner: FastAPI) -> AsyncIterator[Any]:
        task = asyncio.create_task(keep_limit(settings))
        try:
            async with inner(owner) as state:
                yield state
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    app.router.lifespan_context = lifespan
