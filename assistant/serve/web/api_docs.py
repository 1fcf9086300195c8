"""`/docs`: the HTTP API as a page, made from the OpenAPI description; no script, no other host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import Language
from assistant.serve.web import shell
from assistant.serve.web.context import Context
from assistant.texts import get

_JSON = "application/json"


def add_routes(app: FastAPI, context: Context) -> None:
    """`/docs`."""

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        language = shell.asked_language(request.query_params, request.headers, request.cookies)
        place = shell.Place(shell.ASK, language)
        body = _page(app.openapi(), str(request.base_url).rstrip("/"), language)
        return HTMLResponse(
            shell.plain_page(place, context.voice, title=get("web_api.title", language), body=body),
            headers={"vary": "accept-language, cookie"},
        )


def _page(description: Mapping[str, Any], origin: str, language: Language) -> str:
    def say(key: str) -> str:
        return escape(get(f"web_api.{key}", language))

    calls = "".join(
        _call(description, origin, (method, path), found)
        for path, methods in description["paths"].items()
        for method, found in methods.items()
    )
    snippet = f'<script src="{origin}/bygg-inn.js" data-sprak="nb" defer></script>'
    return (
        f'<p class="ingress">{say("lead")} <a href="/openapi.json">/openapi.json</a></p>'
        f'<div lang="en">{calls}</div>'
        f"<h2>MCP</h2><p>{say('mcp')}</p>{_code(f'{origin}/mcp')}"
        f"<h2>{say('embed_title')}</h2><p>{say('embed')}</p>{_code(snippet)}"
    )


def _call(
    description: Mapping[str, Any], origin: str, call: tuple[str, str], found: Mapping[str, Any]
) -> str:
    method, path = call
    words = "".join(
        f"<p>{_spoken(part)}</p>" for part in found.get("description", "").split("\n\n") if part
    )
    fields = "".join(
        f"<li><code>{escape(p['name'])}</code> ({escape(p['in'])})</li>"
        for p in found.get("parameters", ())
        if p["in"] == "query"
    )
    examples = "".join(_code(_curl(origin, call, body)) for body in _bodies(description, found))
    faults = "".join(
        f"<li><code>{escape(code)}</code> {escape(answer['description'])}</li>"
        for code, answer in found["responses"].items()
    )
    return (
        f'<section class="kall"><h2><code>{escape(method.upper())} {escape(path)}</code></h2>'
        f"<p><strong>{escape(found.get('summary', ''))}</strong></p>{words}"
        f"{f'<ul>{fields}</ul>' if fields else ''}"
        f"{examples or _code(_curl(origin, call, None))}<ul>{faults}</ul></section>"
    )


def _bodies(description: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Any]:
    """Example bodies of a call: its own, else those of the shape it refers to."""
    schema = found.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema", {})
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    yield from schema.get("examples", ())


def _curl(origin: str, call: tuple[str, str], body: Any) -> str:
    method, path = call
    if body is None:
        return f"curl {origin}{path}"
    told = json.dumps(body, ensure_ascii=False)
    return f"curl -X {method.upper()} {origin}{path} \\\n  -H 'content-type: {_JSON}' -d '{told}'"


def _spoken(text: str) -> str:
    """Text as markup, with what stands between ` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _code(text: str) -> str:
    return f'<pre class="kode" tabindex="0"><code>{escape(text)}</code></pre>'
