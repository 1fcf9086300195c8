"""The tabs «Spør» and «Søk»: a question beside the profile, and what a search found and why."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.serve.web import desk, render
from assistant.serve.web.adviser_profile import ProfileTab
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.conversation import sources_of
from assistant.serve.web.words import Words

SEARCH_HITS = 10


def ask_tab(context: Context, profile: ProfileTab, words: Words) -> None:
    """A question and its answer, with what the profile says of the same."""

    def ask(question: str, extra: dict[str, Any], *values: Any) -> str:
        if not (question or "").strip():
            return ""
        try:
            found = profile.assess(profile.profile(extra, values))
            answer = context.live.service.ask(question)
        except AssistantError as error:
            return words.fault(error)
        related = desk.related_markup(answer, found, words.language)
        sources = sources_of(answer.citations, context)
        return render.turn_markup(answer, sources, turn="r", language=words.language, after=related)

    box = gr.Textbox(
        label=words.say("ask_label"), info=words.say("ask_help"), lines=1, max_lines=6,
        max_length=context.settings.max_question, elem_id="sporsmal",
    )  # fmt: skip
    button = gr.Button(words.say("ask_button"), variant="primary", elem_id="send")
    shown = gr.Markdown("", elem_id="samtale", latex_delimiters=[])
    gr.on([box.submit, button.click], ask, [box, *profile.values], shown, **QUIET)


def search_tab(context: Context, words: Words) -> None:
    """Ranked passages with scores, ranks and the words that matched."""

    def search(question: str) -> str:
        if not (question or "").strip():
            return ""
        try:
            hits = context.live.service.search(question, SEARCH_HITS)
        except AssistantError as error:
            return words.fault(error)
        return desk.search_markup(question, hits, words.language)

    box = gr.Textbox(
        label=words.say("search_label"), lines=1, elem_id="sokefelt",
        max_length=context.settings.max_question,
    )  # fmt: skip
    button = gr.Button(words.say("search_button"), variant="primary", elem_id="sok-knapp")
    shown = gr.Markdown("", elem_id="treffliste", latex_delimiters=[])
    gr.on([box.submit, button.click], search, box, shown, **QUIET)
