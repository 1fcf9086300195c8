"""«Rådgiver»: one cluster's profile, all levels, the brief, questions and search."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import gradio as gr

from assistant.domain import Language
from assistant.serve.web import desk
from assistant.serve.web.adviser_ask import ask_tab, search_tab
from assistant.serve.web.adviser_compare import CompareTab
from assistant.serve.web.adviser_profile import ProfileTab
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.words import Words


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""
    words = Words("web_adviser", language)
    say = words.say
    title = f"{say('title')} – {context.voice.get('web.product', language)}"
    with gr.Blocks(title=title, fill_width=True, delete_cache=(3600, 3600)) as page:
        gr.Markdown(f"<h1>{escape(say('title'))}</h1><p class='ingress'>{escape(say('lead'))}</p>")
        with gr.Tabs():
            with gr.Tab(say("tab_profile"), id="profil"):
                profile = ProfileTab(context, words)
            with gr.Tab(say("tab_levels"), id="nivaer"):
                matrix = gr.Markdown("", elem_id="matrise", latex_delimiters=[])
                tables = gr.Markdown("", elem_id="tabeller", latex_delimiters=[])
            with gr.Tab(say("tab_compare"), id="sammenlign"):
                compared = CompareTab(profile, words)
            with gr.Tab(say("tab_ask"), id="spor"):
                ask_tab(context, profile, words)
            with gr.Tab(say("tab_search"), id="sok"):
                search_tab(context, words)
            with gr.Tab(say("tab_timeline"), id="tidslinje"):
                timeline = gr.Markdown("", elem_id="tid", latex_delimiters=[])
        profile.wire(page, judged=[matrix, tables], sides=compared.sides)
        page.load(
            lambda: desk.timeline_markup(context.live.service.sources(), date.today(), language),
            None, timeline, **QUIET,
        )  # fmt: skip
    return page
