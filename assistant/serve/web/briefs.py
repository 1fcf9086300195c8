"""The brief, or the profile itself, as a download.

The profile comes with the request; nothing is kept.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.responses import Response

from assistant.domain import Language
from assistant.eligibility.assess import assess
from assistant.eligibility.profile import validate
from assistant.eligibility.report import brief_docx, brief_pdf
from assistant.errors import InputError
from assistant.serve.faults import TooManyError
from assistant.serve.profile_files import profile_toml
from assistant.serve.web.context import Context
from assistant.serve.web.guard import client_of

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "toml": "application/toml; charset=utf-8",
}


def add_routes(app: FastAPI, context: Context) -> None:
    """`POST /notat` with the fields `data` (JSON) and `form` (docx, pdf or toml)."""

    @app.post("/notat", include_in_schema=False)
    async def brief(request: Request) -> Response:
        from fastapi.concurrency import run_in_threadpool

        if seconds := context.checks.wait(client_of(request.scope)):
            raise TooManyError(seconds)
        sent = parse_qs((await request.body()).decode("utf-8", "replace"))
        kind = sent.get("form", ["docx"])[0]
        if kind not in TYPES:
            raise InputError(f"form: must be {', '.join(TYPES)}, not {kind!r}")
        content, name = await run_in_threadpool(_brief, context, sent.get("data", [""])[0], kind)
        disposition = f'attachment; filename="{name}.{kind}"'
        return Response(
            content, media_type=TYPES[kind], headers={"content-disposition": disposition}
        )


def _brief(context: Context, data: str, kind: str) -> tuple[bytes, str]:
    """What is downloaded, and its name without the ending."""
    raw = _parsed(data)
    language = Language(raw.get("language", "nb"))
    profile = validate(raw["profile"])
    name = re.sub(r"[^a-z0-9]+", "-", str(profile.get("name") or "").lower()).strip("-")
    stem = f"klynge-{name}" if name else "klynge"
    if kind == "toml":
        return profile_toml(profile, language).encode(), stem
    sources = context.live.service.sources()
    assessment = assess(
        profile,
        levels=raw.get("levels") or None,
        as_of=date.today(),
        language=language,
        sources=sources,
    )
    write = brief_docx if kind == "docx" else brief_pdf
    return write(assessment, language=language, sources=sources), stem


def _parsed(data: str) -> dict[str, Any]:
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise InputError("data: is not JSON") from None
    fits = (
        isinstance(raw, dict)
        and isinstance(raw.get("profile"), dict)
        and isinstance(raw.get("levels") or [], list)
        and raw.get("language", "nb") in list(Language)
    )
    if not fits:
        raise InputError("data: must hold `profile`, and may hold `levels` and `language`")
    return dict(raw)
