"""The HTTP API: the JSON of the commands."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.answer.dialogue.given import clean_question, printable
from assistant.domain import Answer, Language, Turn
from assistant.errors import AssistantError, InputError
from assistant.serve.api_bodies import FAULTS, PROFILE, QUESTION, AskBody, SearchBody, TurnBody
from assistant.serve.faults import TooLongError, TooManyError, one_line
from assistant.serve.web.context import Context
from assistant.serve.web.guard import client_of
from assistant.serve.wire import answer_json, search_json

_log = logging.getLogger(__name__)


def router(context: Context) -> APIRouter:
    """All routes of the API over one context."""
    routes = APIRouter()

    @routes.post("/api/ask", tags=["assistant"], responses=FAULTS, summary="One cited answer")
    def ask(
        body: AskBody, request: Request, accept: Annotated[str | None, Header()] = None
    ) -> Response:
        """The JSON of `assistant ask --json`.

        With `"stream": true`, or `Accept: text/event-stream`, server-sent events: `piece` with
        `{"text"}` as the answer grows, then `answer` with the whole JSON.
        """
        _admit(context, request)
        question, history = _question(body.question, context), _turns(body.history)
        if body.stream or "text/event-stream" in (accept or ""):
            return _events(context, question, history, body.as_of)
        answer = context.live.service.ask(question, history, as_of=body.as_of)
        return JSONResponse(answer_json(answer))

    @routes.post("/api/search", tags=["assistant"], responses=FAULTS, summary="Ranked passages")
    def search(body: SearchBody, request: Request) -> Response:
        """The JSON of `assistant search --json`."""
        return _search(context, request, body.question, body.k)

    @routes.get("/api/search", tags=["assistant"], responses=FAULTS, summary="Ranked passages")
    def search_by_address(
        request: Request,
        question: Annotated[str, Query(examples=[QUESTION])],
        k: int = 10,
    ) -> Response:
        """The same by address: `/api/search?question=…&k=5`."""
        return _search(context, request, question, k)

    @routes.post("/api/check", tags=["check"], responses=FAULTS, summary="Profile against levels")
    def check(
        request: Request,
        body: Annotated[dict[str, Any], Body(examples=[PROFILE, {"profile": PROFILE}])],
        level: Annotated[list[str] | None, Query(examples=[["nic-impact-2024"]])] = None,
        as_of: date | None = None,
        language: Language = Language.NB,
    ) -> Response:
        """The JSON of `assistant check --json`. The body is the profile, or holds it as `profile`.

        Beside `profile` may stand `levels`, `as_of` and `language`, as in the address.
        """
        _admit(context, request, checks=True)
        return JSONResponse(checked(context, body, level, as_of, language))

    @routes.get("/api/profile/schema", tags=["check"], summary="JSON schema of a profile")
    def schema() -> Response:
        """The JSON of `assistant check --schema`."""
        from assistant.eligibility import profile

        return JSONResponse(profile.schema())

    @routes.get("/healthz", tags=["operation"], summary="Is the process alive?")
    async def alive() -> dict[str, str]:
        """Always `{"status": "ok"}`."""
        return {"status": "ok"}

    @routes.get("/readyz", tags=["operation"], summary="Can questions be answered?")
    async def ready() -> Response:
        """503 until an index with passages is open."""
        # Asynchronous, as the one above: told also while every thread waits for something.
        if not context.live.ready:
            return JSONResponse({"error": "the index holds no passages yet"}, 503)
        manifest = context.live.manifest
        return JSONResponse(
            {"status": "ready", "documents": len(manifest.documents), "chunks": manifest.chunks}
        )

    return routes


def checked(
    context: Context,
    body: dict[str, Any],
    levels: list[str] | None,
    as_of: date | None,
    language: Language,
) -> dict[str, Any]:
    """A profile's assessment as JSON.

    Raises:
        InputError: for a faulty profile, level or date.

    """
    from assistant.eligibility.assess import assess
    from assistant.eligibility.payload import assessment_json
    from assistant.eligibility.profile import validate

    profile: Any = body
    if isinstance(body.get("profile"), dict):
        profile = body["profile"]
        levels = levels or _levels(body.get("levels"))
        as_of = as_of or _day(body.get("as_of"))
        language = _language(body.get("language")) or language
    sources = context.live.service.sources()
    assessment = assess(
        validate(profile),
        levels=levels,
        as_of=as_of or date.today(),
        language=language,
        sources=sources,
    )
    return assessment_json(assessment, language=language, sources=sources)


def _levels(value: Any) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise InputError("levels: must be a list of level ids")
    return value


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"as_of: {value!r} is no date of the form 2024-06-21") from None


def _language(value: Any) -> Language | None:
    try:
        return None if value is None else Language(value)
    except ValueError:
        raise InputError(f"language: must be nb, nn or en, not {value!r}") from None


def _admit(context: Context, request: Request, *, checks: bool = False) -> None:
    limiter = context.checks if checks else context.questions
    if seconds := limiter.wait(client_of(request.scope)):
        raise TooManyError(seconds)


def _question(text: str, context: Context) -> str:
    most = context.settings.max_question
    if len(text) > most:
        raise TooLongError(
            f"the question has {len(text)} characters, at most {most} are taken;"
            " ask about one thing at a time"
        )
    return text


def _turns(history: list[TurnBody] | None) -> tuple[Turn, ...]:
    return tuple(Turn(t.role, printable(t.content)) for t in history or ())


def _search(context: Context, request: Request, question: str, k: int) -> Response:
    _admit(context, request)
    hits = context.live.service.search(_question(question, context), k)
    return JSONResponse(search_json(printable(question), hits))


def _events(
    context: Context, question: str, history: tuple[Turn, ...], as_of: date | None
) -> Response:
    clean_question(question, context.settings.max_question)

    def told() -> Iterator[str]:
        try:
            for piece in context.live.service.stream(question, history, as_of=as_of):
                if isinstance(piece, Answer):
                    yield _event("answer", answer_json(piece))
                else:
                    yield _event("piece", {"text": piece})
        except AssistantError as error:
            yield _event("error", {"error": one_line(error)})
        except Exception:
            _log.exception("streaming an answer failed")
            yield _event("error", {"error": "something went wrong; try again shortly"})

    return StreamingResponse(told(), media_type="text/event-stream")


def _event(name: str, value: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
