"""Which paths exist. Gradio's own routes are closed but for those that its pages need."""

from __future__ import annotations

import re

from assistant.serve.web.shell import ADVISER, STAFF

GRADIO_GET = re.compile(
    r"config/?|theme\.css|assets/[\w@.+-]+\.(?:js|css|woff2?|ttf|svg|png)"
    r"|static/(?:js|css|img|fonts)/[\w@/+-]+(?:\.[\w+-]+)*\.(?:js|css|woff2?|ttf|svg|png)"
    r"|svelte/[\w@.+-]+\.js|gradio_api/heartbeat/\w+|gradio_api/queue/data|gradio_api/startup-events|gradio_api/app_id"
)
GRADIO_POST = re.compile(r"gradio_api/(?:queue/join|cancel|reset)/?")
UPLOAD = re.compile(r"gradio_api/upload/?")
UPLOAD_PROGRESS = re.compile(r"gradio_api/upload_progress")
CLOSED = (ADVISER, STAFF)
BAD_PATH = re.compile(r"[\\\x00-\x1f\x7f]|//|(?:^|/)\.\.?(?:/|$)")


def is_closed(place: str) -> bool:
    """Whether a page is for signed-in people."""
    return place.endswith(CLOSED)


def allowed(method: str, rest: str, *, closed: bool) -> bool:
    """Whether a Gradio route is open; uploads are, within the places for signed-in people."""
    if method in ("GET", "HEAD"):
        waiting = closed and UPLOAD_PROGRESS.fullmatch(rest)
        return bool(rest == "" or GRADIO_GET.fullmatch(rest) or waiting)
    uploading = closed and UPLOAD.fullmatch(rest)
    return method == "POST" and bool(GRADIO_POST.fullmatch(rest) or uploading)
