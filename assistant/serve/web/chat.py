"""«Spør»: the public chat."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from assistant.domain import Language
from assistant.serve.web import feedback, render
from assistant.serve.web.context import Context
from assistant.serve.web.conversation import Log, log_markup, respond
from assistant.texts import get

SUGGESTIONS = 3


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""

    def say(key: str, **values: object) -> str:
        return get(f"web.{key}", language, **values)

    voice = context.voice
    heading, product = (voice.get(f"web.{key}", language) for key in ("ask_title", "product"))
    examples = voice.card.examples.get(language, ())
    with gr.Blocks(title=f"{heading} – {product}", fill_width=True) as page:
        state = gr.State((), time_to_live=3600)
        gr.Markdown(
            render.one_line(f"<h1>{escape(heading)}</h1><p class='ingress'>{say('ask_lead')}</p>"),
            elem_id="intro",
        )
        log = gr.Markdown("", elem_id="samtale", latex_delimiters=[])
        live = gr.Markdown("", elem_id="underveis", latex_delimiters=[])
        with gr.Row(elem_id="forslag", visible=False) as suggested:
            suggestion_label = gr.Markdown(say("ask_suggestions"), elem_classes="etikett")
            follow_ups = [
                gr.Button("", visible=False, elem_classes="eksempel") for _ in range(SUGGESTIONS)
            ]
        with gr.Row(elem_id="skriv"):
            box = gr.Textbox(
                label=say("ask_label"),
                placeholder=say("ask_placeholder"),
                max_length=context.settings.max_question,
                lines=1,
                max_lines=6,
                elem_id="sporsmal",
                scale=8,
            )
            send = gr.Button(say("ask_send"), variant="primary", elem_id="send", scale=0)
            restart = gr.Button(say("ask_restart"), elem_id="nytt", scale=0, visible=False)
        with gr.Row(elem_id="eksempler", visible=bool(examples)) as starters:
            gr.Markdown(say("ask_examples"), elem_classes="etikett")
            choices = [gr.Button(e, elem_classes="eksempel") for e in examples]

        feedback_row = feedback.build(context, language, state)

        def shown_now(log: Log, under_way: str, *, box: str, final: bool) -> tuple[Any, ...]:
            parts = _shown(language, log, under_way, box=box, final=final)
            start = gr.Row(visible=bool(examples) and not log and not under_way)
            return (*parts[:4], start, *parts[4:])

        def ask(question: str, before: Log, request: gr.Request) -> Iterator[tuple[Any, ...]]:
            host = request.client.host if request.client else None
            for after, under_way, final in respond(context, language, question or "", before, host):
                kept = question if final and after == before else ""
                yield shown_now(after, under_way, box=kept, final=final)

        shown = [state, log, live, box, starters, restart, suggested, feedback_row]
        shown += [suggestion_label, *follow_ups]
        quiet: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 8,
            "trigger_mode": "once",
        }
        gr.on([box.submit, send.click], ask, [box, state], shown, **quiet)
        for button in (*choices, *follow_ups):
            button.click(ask, [button, state], shown, **quiet)
        restart.click(lambda: shown_now((), "", box="", final=True), None, shown, **quiet)
    return page


def _shown(
    language: Language, log: Log, under_way: str, *, box: str, final: bool
) -> tuple[Any, ...]:
    """Values for every part of the page that an answer changes, but for the first questions."""
    checking = bool(log) and log[-1].answer.intent == "check"
    offered = log[-1].answer.suggestions[:SUGGESTIONS] if log and final else ()
    buttons = [
        gr.Button(offered[i] if i < len(offered) else "", visible=i < len(offered))
        for i in range(SUGGESTIONS)
    ]
    return (
        log,
        log_markup(log),
        under_way,
        box,
        gr.Button(visible=bool(log)),
        gr.Row(visible=bool(offered)),
        gr.Accordion(visible=bool(log) and final, open=False),
        get("web.ask_quick" if checking else "web.ask_suggestions", language),
        *buttons,
    )
