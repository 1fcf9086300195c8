"""Feedback on the last answer, kept only with the visitor's consent."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.domain import Language
from assistant.evaluation.feedback import Rating
from assistant.evaluation.retention import store_of
from assistant.serve.limits import client_key
from assistant.serve.web import render
from assistant.serve.web.context import Context
from assistant.serve.web.conversation import history
from assistant.texts import get

MAX_REASON = 1000


def build(context: Context, language: Language, state: Any) -> Any:
    """The fold-out below the conversation; `state` holds the log of exchanges."""

    def say(key: str, **values: object) -> str:
        return get(f"web.feedback_{key}", language, **values)

    days = context.settings.retention_days
    with gr.Accordion(say("title"), open=False, visible=False, elem_id="tilbakemelding") as row:
        rating = gr.Radio(
            [(say("yes"), Rating.UP.value), (say("no"), Rating.DOWN.value)],
            label=say("title"), elem_classes="valg",
        )  # fmt: skip
        reason = gr.Textbox(label=say("reason"), max_length=MAX_REASON, lines=2, max_lines=5)
        consent = gr.Checkbox(False, label=say("consent", days=days), elem_id="samtykke")
        send = gr.Button(say("send"), elem_id="send-tilbakemelding")
        told = gr.Markdown("", elem_id="tilbakemeldt")

    def keep(
        log: tuple[Any, ...], thumb: str | None, why: str, agreed: bool, request: gr.Request
    ) -> tuple[Any, ...]:
        unchanged = (thumb, why, agreed)
        if not agreed:
            return (render.message_markup(say("needs_consent")), *unchanged)
        if thumb not in list(Rating) or not log:
            return (render.message_markup(say("needs_choice")), *unchanged)
        host = request.client.host if request.client else None
        if seconds := context.questions.wait(client_key(host)):
            return (render.message_markup(get("web.wait", language, seconds=seconds)), *unchanged)
        store = store_of(context.settings)
        entry = store.add(log[-1].answer, history(log[:-1]), consent=True)
        if entry is not None:
            store.rate(entry, Rating(thumb), (why or "")[:MAX_REASON])
        return render.message_markup(say("thanks")), None, "", False

    send.click(
        keep, [state, rating, reason, consent], [told, rating, reason, consent],
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    return row
