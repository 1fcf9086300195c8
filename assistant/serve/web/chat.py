"""«Spør»: the public chat."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any

import gradio as gr

from assistant.domain import Answer, Citation, Language, Outcome, Turn
from assistant.eligibility import dialogue
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.dialogue import DialogueState
from assistant.eligibility.dialogue_words import result
from assistant.eligibility.fields import fields
from assistant.errors import AssistantError
from assistant.search.language import detect
from assistant.serve.limits import client_key
from assistant.serve.web import feedback, render, verdicts
from assistant.serve.web.context import Context
from assistant.serve.web.suggest import suggestions
from assistant.texts import get, get_list

_log = logging.getLogger(__name__)
MAX_TURNS = 20
SUGGESTIONS = 3
_SHOW_EVERY = 0.12


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was answered, its markup, and the eligibility check it belongs to, if any."""

    number: int
    answer: Answer
    markup: str
    dialogue: DialogueState | None = None


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
    number = log[-1].number + 1 if log else 1
    checking = _checked(context, text, log, turn=str(number))
    if checking is not None:
        answer, state, after = checking
        markup = render.turn_markup(answer, [], turn=str(number), language=language, after=after)
        yield _kept(log, Exchange(number, answer, markup, state)), "", True
        return
    so_far, shown = "", time.monotonic()
    for piece in context.live.service.stream(text, history(log)):
        if isinstance(piece, Answer):
            sources = sources_of(piece.citations, context)
            asked = suggestions(context.live.service, piece, piece.language)
            answer = replace(piece, suggestions=asked)
            markup = render.turn_markup(answer, sources, turn=str(number), language=language)
            paused = log[-1].dialogue if log else None
            yield _kept(log, Exchange(number, answer, markup, paused)), "", True
            return
        so_far += piece
        if time.monotonic() - shown >= _SHOW_EVERY:
            shown = time.monotonic()
            yield log, render.waiting_markup(text, so_far, language), False


def _kept(log: Log, exchange: Exchange) -> Log:
    return (*log, exchange)[-MAX_TURNS:]


def _checked(
    context: Context, text: str, log: Log, *, turn: str
) -> tuple[Answer, DialogueState, str] | None:
    """The eligibility check's reply, when a message asks for the check or belongs to it.

    Gives the reply, the state after it, and markup of the result where the reply holds one.
    """
    before = log[-1].dialogue if log else None
    language = detect(text, history(log))
    if before is not None and len(text.split()) < 4:
        language = log[-1].answer.language
    about = dialogue.Context(date.today(), context.live.service.sources(), language)
    if before is not None and dialogue.takes(before, text):
        state, reply = dialogue.step(before, text, about)
    elif dialogue.wants_check(text):
        state = dialogue.start(None, text, as_of=about.as_of)
        reply = dialogue.opening(state, about)
    else:
        return None
    short, after = _folded(context, reply, state, about, turn)
    answer = Answer(
        text,
        language,
        Outcome.CONVERSATION,
        short,
        intent="check",
        suggestions=_quick_answers(state, language),
    )
    return answer, state, after


def _quick_answers(state: DialogueState, language: Language) -> tuple[str, ...]:
    """Answers that a button can give to the question that the check asks now."""
    if state.phase is not dialogue.Phase.ASKING or state.current is None:
        return ()
    open_answer = get("web_check.unknown", language)
    if fields()[state.current].type != "yes_no":
        return (open_answer,)
    return (get("web_check.yes", language), get("web_check.no", language), open_answer)


def _folded(
    context: Context, reply: str, state: DialogueState, about: dialogue.Context, turn: str
) -> tuple[str, str]:
    """A reply with its long tables cut to a line a level, and the tables as fold-outs."""
    found = assess(
        state.profile,
        levels=state.levels,
        as_of=about.as_of,
        language=about.language,
        sources=about.sources,
    )
    tables = result(found, about.language, about.sources)
    if tables not in reply:
        return reply, ""
    lines = "\n".join(
        f"- {catalogue()[level.level].name[about.language]}: "
        f"**{get(f'eligibility.verdict.{level.verdict.value}', about.language)}**"
        for level in found.levels
    )
    folded = verdicts.tables_markup(found, context, about.language, turn=turn)
    return reply.replace(tables, lines), folded


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
        with gr.Row(elem_id="eksempler") as starters:
            gr.Markdown(say("ask_examples"), elem_classes="etikett")
            choices = [gr.Button(e, elem_classes="eksempel") for e in examples]

        feedback_row = feedback.build(context, language, state)

        def ask(question: str, before: Log, request: gr.Request) -> Iterator[tuple[Any, ...]]:
            host = request.client.host if request.client else None
            for after, under_way, final in respond(context, language, question or "", before, host):
                kept = question if final and after == before else ""
                yield _shown(language, after, under_way, box=kept, final=final)

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
        restart.click(lambda: _shown(language, (), "", box="", final=True), None, shown, **quiet)
    return page


def _shown(
    language: Language, log: Log, under_way: str, *, box: str, final: bool
) -> tuple[Any, ...]:
    """Values for every part of the page that an answer changes."""
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
        gr.Row(visible=not log and not under_way),
        gr.Button(visible=bool(log)),
        gr.Row(visible=bool(offered)),
        gr.Accordion(visible=bool(log) and final, open=False),
        get("web.ask_quick" if checking else "web.ask_suggestions", language),
        *buttons,
    )
