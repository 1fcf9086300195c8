"""One FastAPI app: the API, the documents, and the Gradio pages behind one door."""

from __future__ import annotations

import contextlib
import re
import socket
import sys
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
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

if TYPE_CHECKING:
    from assistant.serve.web.access import Access
    from assistant.serve.web.guard import Rules
    from assistant.serve.web.pages import Pages

OWN_PATHS = frozenset(
    {
        *("/api", "/healthz", "/readyz", "/openapi.json", "/docs"),
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
    from assistant.serve.web import pages

    pages.quiet_gradio()
    from assistant.serve import api, faults, mcp
    from assistant.serve.web import (
        account,
        api_docs,
        briefs,
        documents,
        own_files,
        retention,
        run_pages,
        small_routes,
    )
    from assistant.serve.web.access import Access
    from assistant.serve.web.guard import Guard

    access = Access(settings)
    context = Context.of(settings, Live(settings))
    app = FastAPI(
        title=context.voice.get("web.product", Language.EN),
        summary=f"Cited answers about {context.voice.places(Language.EN)['matter']}.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
    )
    faults.add_error_handlers(app)
    app.include_router(api.router(context))
    documents.add_routes(app, context)
    briefs.add_routes(app, context)
    account.add_routes(app, context, access)
    run_pages.add_routes(app, context, access)
    small_routes.add_routes(app, context)
    api_docs.add_routes(app, context)
    mcp.add(app, context)
    mounted = pages.mount(app, context)
    app.include_router(own_files.router(early.sheet for early in mounted.early.values()))
    retention.attach(app, settings)
    app.add_middleware(Guard, rules=_rules(context, access, mounted))
    return app


def _rules(context: Context, access: Access, mounted: Pages) -> Rules:
    """What the door goes by, over the pages and those who are signed in."""
    from assistant.serve.web import shell, small_routes
    from assistant.serve.web.dress import Around, dress
    from assistant.serve.web.guard import Rules

    settings = context.settings

    def dressed(scope: Scope, page: str, nonce: str) -> str:
        place = shell.place_of(scope["path"])
        reader = access.reader(scope)
        embedded = b"innebygd" in scope.get("query_string", b"")
        around = Around(nonce, mounted.early[place.path].markup, reader, embedded=embedded)
        return dress(page, place, context.voice, around)

    def elsewhere(scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        return shell.own_language(shell.place_of(scope["path"]), headers, cookies)

    def closed(scope: Scope, path: str) -> bool:
        page = next((p for p in (shell.ADVISER, shell.STAFF) if path.endswith(p)), None)
        return page is not None and page not in access.reader(scope).places

    return Rules(
        front=mounted.front,
        places=tuple(p.path for p in shell.places()),
        known=OWN_PATHS,
        shell=dressed,
        elsewhere=elsewhere,
        max_body=_max_body,
        closed=closed,
        lost=lambda scope: small_routes.lost(scope, context.voice),
        embed=_origins(settings.embed_origins),
        limiter=Limiter(settings.requests_per_minute * REQUESTS_PER_QUESTION),
    )


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


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("klyngeassistenten")
    except PackageNotFoundError:
        return "0"
