"""The Gradio pages: one app per page and language, mounted into the one that serves."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.domain import Language
from assistant.ingest.documents import LARGEST
from assistant.serve.web import frontend, shell
from assistant.serve.web.context import Context
from assistant.serve.web.frontend import Early


@dataclass(frozen=True, slots=True)
class Pages:
    """The front page's app, and by mount path what a page asks for early."""

    front: ASGIApp
    early: dict[str, Early]


def quiet_gradio() -> None:
    """Gradio reads these at import: no analytics, no share link, no server-side Node."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_SHARE"] = "False"
    os.environ["GRADIO_SSR_MODE"] = "False"
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    os.environ["GRADIO_MCP_SERVER"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


def mount(app: FastAPI, context: Context) -> Pages:
    """Mount every page in every language, but for the front page, which is given back.

    A mount at "/" would answer for every path and method that the API does not take.
    """
    import gradio as gr

    early: dict[str, Early] = {}
    for place in sorted(shell.places(), key=lambda p: -len(p.path)):
        blocks = _page(place.page, context, place.language)
        _open_tabs(blocks)
        components = (block.get_block_name() for block in blocks.blocks.values())
        early[place.path] = frontend.early(frontend.gradio(), components)
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
    return Pages(front.app, early)  # type: ignore[attr-defined]


def _open_tabs(blocks: Any) -> None:
    """Tabs that wrap and not hide in a menu, and that name the part of the page they open."""
    import gradio as gr

    for block in blocks.blocks.values():
        if isinstance(block, gr.Tabs):
            block.overflow_behavior = "wrap"
        elif isinstance(block, gr.Tab):
            block.elem_id = block.elem_id or f"fane-{block.id}"


def _page(page: str, context: Context, language: Language) -> Any:
    from assistant.serve.web import adviser, chat, check, staff

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
