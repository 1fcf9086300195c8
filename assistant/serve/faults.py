"""Every error of the HTTP API as one clear line."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.answer.dialogue.given import printable
from assistant.errors import AssistantError, InputError

_log = logging.getLogger(__name__)


class TooManyError(AssistantError):
    """A client that must wait `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many requests; try again in {seconds} seconds")
        self.seconds = seconds


class TooLongError(InputError):
    """A question longer than is taken."""


def one_line(error: Exception | str) -> str:
    """A message on one line."""
    return " ".join(str(error).split())


def fault(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    """`{"error": …}` with a status."""
    clean = printable(one_line(words))
    return JSONResponse({"error": clean}, status, headers=headers)


def add_error_handlers(app: FastAPI) -> None:
    """Every error of the API as one clear line."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            at = first["loc"][-1]
            reason = first.get("ctx", {}).get("error", "")
            return fault(400, f"the body is not JSON: {reason}, character {at}")
        place = ".".join(str(p) for p in first["loc"] if p != "body") or "the body"
        return fault(422, f"{place}: {first['msg']}")

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        headers = dict(error.headers) if error.headers else None
        return fault(error.status_code, str(error.detail), headers)

    @app.exception_handler(TooManyError)
    async def too_many(_: Request, error: TooManyError) -> Response:
        return fault(429, str(error), {"retry-after": str(error.seconds)})

    @app.exception_handler(TooLongError)
    async def too_long(_: Request, error: TooLongError) -> Response:
        return fault(413, str(error))

    @app.exception_handler(InputError)
    async def unusable(_: Request, error: InputError) -> Response:
        return fault(422, str(error))

    @app.exception_handler(AssistantError)
    async def unable(_: Request, error: AssistantError) -> Response:
        _log.error("%s", error)
        return fault(503, "the assistant cannot answer just now; the log says why")

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> Response:
        _log.error("unexpected %s", type(error).__name__, exc_info=error)
        return fault(500, "something went wrong; try again shortly")
