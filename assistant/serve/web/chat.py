"""«Spør»: the public chat."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import gradio as gr

from assistant.domain import Answer, Citation, Language, Turn
from assistant.errors import AssistantError
from assistant.serve.limits import client_key
from assistant.serve.web import render
from assistant.serve.web.context import Context
from assistant.texts import get, get_list

_log = logging.getLogger(__name__)
MAX_TURNS = 20
SUGGESTIONS = 3
_SHOW_EVERY = 0.12


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was answered, and its markup in the conversation."""

    number: int
    answer: Answer
    markup: str


Log = tuple[Exchange, ...]


def sources_of(answer_citations: tuple[Citation, ...], context: Context) -> list[render.Source]:
    """Each citation with its passage, and whether its page can be shown."""
    found = []
    for citation in answer_citations:
        path = context.live.document_path(citation.document)
        has_pages = path is not None and PurePath(path).suffix.lower() == ".pdf"
        found.append(
            render.Source(citation, context.live.passage_of(citation), has_pages=has_pages)
        )
    return found


def history(log: Log) -> tuple[Turn, ...]:
    """The conversation so far, oldest first."""
    turns: list[Turn] = []
    for exchange in log:
        turns.append(Turn("user", exchange.answer.question))
        turns.append(Turn("assistant", exchange.answer.text))
    return tuple(turns)


def respond(
    context: Context, language: Language, question: str, log: Log, host: str | None
) -> Iterator[tuple[Log, str, bool]]:
    """The conversation as the answer grows: (log, what is under way, whether that is final).

    A request too many, a question too long and a failure give a message and leave the log as
    it was.
    """
    text = " ".join(question.split())
    if not text:
        yield log, "", True
        return
    most = context.settings.max_question
    if len(text) > most:
        words = get("web.ask_too_long", language, count=len(text), most=most)
        yield log, render.message_markup(words), True
        return
    if seconds := context.questions.wait(client_key(host)):
        words = get("web.wait", language, seconds=seconds)
        yield log, render.message_markup(words), True
        return
    yield log, render.waiting_markup(text, "", language), False
    try:
        yield from _answered(context, language, text, log)
    except AssistantError as error:
        _log.warning("a question was refused: %s", type(error).__name__)
        yield log, render.message_markup(get("web.failed", language)), True
    except Exception:
        _log.exception("answering failed")
        yield log, render.message_markup(get("web.failed", language)), True


def _answered(
    context: Context, language: Language, text: str, log: Log
) -> Iterator[tuple[Log, str, bool]]:
    so_far, shown = "", time.monotonic()
    for piece in context.live.service.stream(text, history(log)):
        if isinstance(piece, Answer):
            sources = sources_of(piece.citations, context)
            number = log[-1].number + 1 if log else 1
            markup = render.turn_markup(piece, sources, turn=str(number), language=language)
            yield (*log, Exchange(number, piece, markup))[-MAX_TURNS:], "", True
            return
        so_far += piece
        if time.monotonic() - shown >= _SHOW_EVERY:
            shown = time.monotonic()
            yield log, render.waiting_markup(text, so_far, language), False


def log_markup(log: Log) -> str:
    """All exchanges as one line of markup."""
    return "".join(exchange.markup for exchange in log)


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""

    def say(key: str, **values: object) -> str:
        return get(f"web.{key}", language, **values)

    examples = get_list("web.examples", language)
    with gr.Blocks(title=f"{say('ask_title')} – {say('product')}", fill_width=True) as page:
        state = gr.State((), time_to_live=3600)
        gr.Markdown(
            render.one_line(f"<h1>{say('ask_title')}</h1><p class='ingress'>{say('ask_lead')}</p>"),
            elem_id="intro",
        )
        log = gr.Markdown("", elem_id="samtale", latex_delimiters=[])
        live = gr.Markdown("", elem_id="underveis", latex_delimiters=[])
        with gr.Row(elem_id="forslag", visible=False) as suggested:
            gr.Markdown(say("ask_suggestions"), elem_classes="etikett")
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
        with gr.Row(elem_id="eksempler") as starters:
            gr.Markdown(say("ask_examples"), elem_classes="etikett")
            choices = [gr.Button(e, elem_classes="eksempel") for e in examples]

        def ask(question: str, before: Log, request: gr.Request) -> Iterator[tuple[Any, ...]]:
            host = request.client.host if request.client else None
            for after, under_way, final in respond(context, language, question or "", before, host):
                kept = question if final and after == before else ""
                yield _shown(after, under_way, box=kept, final=final)

        shown = [state, log, live, box, starters, restart, suggested, *follow_ups]
        quiet: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 8,
            "trigger_mode": "once",
        }
        gr.on([box.submit, send.click], ask, [box, state], shown, **quiet)
        for button in (*choices, *follow_ups):
            button.click(ask, [button, state], shown, **quiet)
        restart.click(lambda: _shown((), "", box="", final=True), None, shown, **quiet)
    return page


def _shown(log: Log, under_way: str, *, box: str, final: bool) -> tuple[Any, ...]:
    """Values for every part of the page that an answer changes."""
    suggestions = log[-1].answer.suggestions[:SUGGESTIONS] if log and final else ()
    buttons = [
        gr.Button(suggestions[i] if i < len(suggestions) else "", visible=i < len(suggestions))
        for i in range(SUGGESTIONS)
    ]
    return (
        log,
        log_markup(log),
        under_way,
        box,
        gr.Row(visible=not log and not under_way),
        gr.Button(visible=bool(log)),
        gr.Row(visible=bool(suggestions)),
        *buttons,
    )
