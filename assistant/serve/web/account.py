"""Signing in and out."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.domain import Language
from assistant.serve.web import shell
from assistant.serve.web.access import COOKIE, Access
from assistant.serve.web.context import Context
from assistant.texts import get


def add_routes(app: FastAPI, context: Context, access: Access) -> None:
    """`/logg-inn` and `/logg-ut`."""

    @app.get("/logg-inn", include_in_schema=False)
    def ask(request: Request, til: str = "") -> Response:
        language = shell.asked_language(request.query_params, request.headers, request.cookies)
        return HTMLResponse(_page(context, access, language, til))

    @app.post("/logg-inn", include_in_schema=False)
    async def sign_in(request: Request) -> Response:
        language = shell.asked_language(request.query_params, request.headers, request.cookies)
        sent = parse_qs((await request.body()).decode("utf-8", "replace"))
        name, password, til = (sent.get(key, [""])[0] for key in ("navn", "passord", "til"))
        host = request.client.host if request.client else None
        token, wait = await run_in_threadpool(access.sign_in, name, password, host)
        if token is None:
            key = "wait" if wait else "wrong"
            words = get(f"web_account.{key}", language, seconds=wait)
            headers = {"retry-after": str(wait)} if wait else {}
            status = 429 if wait else 401
            page = _page(context, access, language, til, words)
            return HTMLResponse(page, status, headers)
        response = RedirectResponse(_target(til, language), 303)
        response.set_cookie(
            COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
        return response

    @app.post("/logg-ut", include_in_schema=False)
    def sign_out(request: Request) -> Response:
        access.sign_out(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE)
        return response


def _target(wanted: str, language: Language) -> str:
    """Where to go after signing in; only our own pages, never another site."""
    known = {shell.address(p.page, p.language) for p in shell.places()}
    return wanted if wanted in known else shell.address(shell.ADVISER, language)


def _page(context: Context, access: Access, language: Language, til: str, fault: str = "") -> str:
    def say(key: str) -> str:
        return escape(get(f"web_account.{key}", language))

    place = shell.Place(shell.ASK, language)
    if not access.users():
        body = f"<p>{escape(context.voice.get('web_account.no_users', language))}</p>"
        return shell.plain_page(place, context.voice, title=say("title"), body=body)
    told = f'<p class="merknad" role="alert">{escape(fault)}</p>' if fault else ""
    body = (
        f"<p>{say('lead')}</p>{told}"
        f'<form method="post" action="/logg-inn?sprak={language}"><input type="hidden" name="til"'
        f' value="{escape(til[:200])}"><label for="navn">{say("name")}</label>'
        '<input id="navn" name="navn" autocomplete="username" required maxlength="60">'
        f'<label for="passord">{say("password")}</label>'
        '<input id="passord" name="passord" type="password" autocomplete="current-password"'
        f' required maxlength="200"><p><button class="hoved" type="submit">{say("submit")}</button>'
        "</p></form>"
    )
    title = get("web_account.title", language)
    return shell.plain_page(place, context.voice, title=title, body=body)
