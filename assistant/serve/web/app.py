"""One FastAPI app: the API, the documents, and the Gradio pages behind one door."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.ingest.documents import LARGEST
from assistant.serve.limits import Limiter
from assistant.serve.live import Live
from assistant.serve.web.context import Context
from assistant.settings import Settings
from assistant.texts import get

STATIC = Path(__file__).with_name("static")
OWN_PATHS = frozenset(
    {
        *("/api", "/healthz", "/readyz", "/openapi.json"),
        *("/web", "/sprak", "/dokument", "/side", "/notat"),
        *("/logg-inn", "/logg-ut", "/kjoring"),
        *("/mcp", "/bygg-inn.js"),
        *("/robots.txt", "/favicon.ico"),
    }
)
REQUESTS_PER_QUESTION = 20
MAX_BODY = 256 * 1024
MAX_PAGE_BODY = 1024 * 1024
MAX_UPLOAD = LARGEST + MAX_PAGE_BODY


def serve(settings: Settings) -> int:
    """Serve until stopped; 0 at the end.

    Raises:
        ConfigurationError: when the address cannot be listened on.

    """
    import uvicorn

    listening = _listen(settings.host, settings.port)
    app = create_app(settings)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    sys.stderr.write(f"Klyngeassistenten: http://{shown}:{listening.getsockname()[1]}/\n")
    sys.stderr.flush()
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(server_config(app)).run(sockets=[listening])
    return 0


def server_config(app: FastAPI) -> Any:
    """How uvicorn runs the app: no access log, since it would keep who asked what."""
    import uvicorn

    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
    except (OSError, OverflowError) as error:
        raise ConfigurationError(
            f"cannot listen on {host}:{port} ({error}); choose another with --host and --port"
        ) from error
    return found


def create_app(settings: Settings) -> FastAPI:
    """The whole app over the index that the settings name, which is built when there is none.

    Raises:
        AssistantError: when the index or a model cannot be opened.

    """
    _quiet_gradio()
    from assistant.serve import api, mcp
    from assistant.serve.web import account, briefs, documents, runroom, shell
    from assistant.serve.web.access import Access
    from assistant.serve.web.guard import Guard, Rules

    access = Access(settings)
    context = Context.of(settings, Live(settings))
    app = FastAPI(
        title="Klyngeassistenten",
        summary="Cited answers about the cluster programme Norwegian Innovation Clusters.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
    )
    api.add_error_handlers(app)
    app.include_router(api.router(context))
    documents.add_routes(app, context)
    briefs.add_routes(app, context)
    account.add_routes(app, access)
    runroom.add_routes(app, context, access)
    _add_small_routes(app)
    app.mount("/web", StaticFiles(directory=STATIC))
    mcp.add(app, context)
    front = _mount_pages(app, context)

    def dressed(scope: Scope, page: str, nonce: str) -> str:
        place = shell.place_of(scope["path"])
        reader = access.reader(scope)
        embedded = b"innebygd" in scope.get("query_string", b"")
        return shell.dress(page, place=place, nonce=nonce, reader=reader, embedded=embedded)

    def elsewhere(scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        return shell.own_language(shell.place_of(scope["path"]), headers, cookies)

    def closed(scope: Scope, path: str) -> bool:
        page = next((p for p in (shell.ADVISER, shell.STAFF) if path.endswith(p)), None)
        return page is not None and page not in access.reader(scope).places

    rules = Rules(
        front=front,
        places=tuple(p.path for p in shell.places()),
        known=OWN_PATHS,
        shell=dressed,
        elsewhere=elsewhere,
        max_body=_max_body,
        closed=closed,
        lost=_lost,
        embed=_origins(settings.embed_origins),
        limiter=Limiter(settings.requests_per_minute * REQUESTS_PER_QUESTION),
    )
    app.add_middleware(Guard, rules=rules)
    return app


def _lost(scope: Scope) -> str:
    """The page for an address that is none, with a way on."""
    from assistant.serve.web import shell

    headers = Headers(scope=scope)
    language = shell.reader_language(headers, cookie_parser(headers.get("cookie", "")))
    place = shell.Place(shell.ASK, language)
    front = get("web.to_front", language)
    body = f'<p><a href="{shell.address(shell.ASK, language)}">{front}</a></p>'
    return shell.plain_page(place, title=get("web.not_found", language), body=body)


def _origins(text: str) -> tuple[str, ...]:
    """Origins that may show the public pages in a frame, from a list parted by spaces or commas.

    Raises:
        ConfigurationError: for anything that is no origin.

    """
    found = tuple(text.replace(",", " ").split())
    wrong = [o for o in found if not re.fullmatch(r"https?://[\w.-]+(:\d+)?", o, re.ASCII)]
    if wrong:
        raise ConfigurationError(
            f"embed_origins: {', '.join(wrong)} is no origin; write https://name or"
            " https://name:port, without a path"
        )
    return found


def _max_body(path: str) -> int:
    if path.rstrip("/").endswith("/gradio_api/upload"):
        return MAX_UPLOAD
    return MAX_BODY if path.startswith("/api/") else MAX_PAGE_BODY


def _quiet_gradio() -> None:
    """Gradio reads these at import: no analytics, no share link, no server-side Node."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_SHARE"] = "False"
    os.environ["GRADIO_SSR_MODE"] = "False"
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    os.environ["GRADIO_MCP_SERVER"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("klyngeassistenten")
    except PackageNotFoundError:
        return "0"


def _add_small_routes(app: FastAPI) -> None:
    from assistant.serve.web import shell

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
        return FileResponse(STATIC / "bygg-inn.js", media_type="text/javascript")

    @app.get("/robots.txt", include_in_schema=False)
    def robots() -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /api/\nDisallow: /side/\n")

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return FileResponse(STATIC / "ikon.svg", media_type="image/svg+xml")


def _mount_pages(app: FastAPI, context: Context) -> Any:
    """Mount every page in every language; gives back the front page's app, taken off again.

    A mount at "/" would answer for every path and method that the API does not take.
    """
    import gradio as gr

    from assistant.serve.web import shell

    for place in sorted(shell.places(), key=lambda p: -len(p.path)):
        blocks = _page(place.page, context, place.language)
        blocks.queue(max_size=200, api_open=False)
        gr.mount_gradio_app(
            app,
            blocks,
            path=place.path or "/",
            footer_links=[],
            run_history=False,
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            theme=_theme(),
            max_file_size=LARGEST,
            allowed_paths=[],
            blocked_paths=["/"],
        )
    (front,) = [r for r in app.router.routes if getattr(r, "path", None) == ""]
    app.router.routes.remove(front)
    return front.app  # type: ignore[attr-defined]


def _page(page: str, context: Context, language: Language) -> Any:
    from assistant.serve.web import adviser, chat, check, shell, staff

    builders: dict[str, Any] = {
        shell.ASK: chat.build,
        shell.CHECK: check.build,
        shell.ADVISER: adviser.build,
        shell.STAFF: staff.build,
    }
    return builders[page](context, language)


def _theme() -> Any:
    """Gradio's plainest theme with fonts of the reader's own machine; `stil.css` does the rest."""
    import gradio as gr

    return gr.themes.Base(
        font=["system-ui", "Segoe UI", "Roboto", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
        primary_hue=gr.themes.colors.cyan,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
    )
