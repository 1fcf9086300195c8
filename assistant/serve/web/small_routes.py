"""The choice of language, the snippet for other web pages, and what every site answers."""

from __future__ import annotations

import json

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from assistant.domain import Language
from assistant.serve.web import shell
from assistant.serve.web.context import Context
from assistant.serve.web.own_files import STATIC
from assistant.texts import get
from assistant.texts.voice import Voice


def add_routes(app: FastAPI, context: Context) -> None:
    """`/sprak/…`, `/bygg-inn.js`, `/robots.txt` and `/favicon.ico`."""

    @app.get("/sprak/{language}", include_in_schema=False)
    def choose_language(language: Language, til: str = "/") -> Response:
        known = {shell.address(p.page, p.language) for p in shell.places()}
        target = shell.address(shell.place_of(til).page, language) if til in known else "/"
        response = RedirectResponse(target, 303)
        response.set_cookie(
            "sprak", language.value, max_age=31_536_000, httponly=True, samesite="lax"
        )
        return response

    @app.get("/bygg-inn.js", include_in_schema=False)
    def snippet() -> Response:
        return Response(snippet_for(context.voice), media_type="text/javascript")

    @app.get("/robots.txt", include_in_schema=False)
    def robots() -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /api/\nDisallow: /side/\n")

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return FileResponse(STATIC / "ikon.svg", media_type="image/svg+xml")


def snippet_for(voice: Voice) -> str:
    """The script for other web pages, with what the frame is called in each language."""
    titles = {language.value: voice.get("web.ask_title", language) for language in Language}
    script = (STATIC / "bygg-inn.js").read_text(encoding="utf-8")
    return script.replace("TITLES", json.dumps(titles, ensure_ascii=False))


def lost(scope: Scope, voice: Voice) -> str:
    """The page for an address that is none, with a way on."""
    headers = Headers(scope=scope)
    language = shell.reader_language(headers, cookie_parser(headers.get("cookie", "")))
    place = shell.Place(shell.ASK, language)
    front = get("web.to_front", language)
    body = f'<p><a href="{shell.address(shell.ASK, language)}">{front}</a></p>'
    return shell.plain_page(place, voice, title=get("web.not_found", language), body=body)
