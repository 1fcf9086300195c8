"""«Evaluering»: the staff room, one tab a module."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.domain import Language
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.runroom import Runs
from assistant.serve.web.staff_documents import DocumentsTab
from assistant.serve.web.staff_feedback import FeedbackTab
from assistant.serve.web.staff_run import RunTab
from assistant.serve.web.staff_runs import RunsTab
from assistant.serve.web.words import Words


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""
    words = Words("web_staff", language)
    say, runs = words.say, Runs(context)
    title = f"{say('title')} – {context.voice.get('web.product', language)}"
    with gr.Blocks(title=title, fill_width=True, delete_cache=(3600, 3600)) as page:
        gr.Markdown(f"<h1>{escape(say('title'))}</h1><p class='ingress'>{escape(say('lead'))}</p>")
        with gr.Tabs():
            with gr.Tab(say("tab_run"), id="kjor"):
                asking = RunTab(runs, words)
            with gr.Tab(say("tab_runs"), id="kjoringer"):
                earlier = RunsTab(runs, words)
            with gr.Tab(say("tab_feedback"), id="tilbakemeldinger"):
                kept = FeedbackTab(context, words)
            with gr.Tab(say("tab_documents"), id="dokumenter"):
                documents = DocumentsTab(context, words)
        asking.asked.then(earlier.listed, None, earlier.shown, **QUIET)
        for tab in (asking, earlier, kept, documents):
            page.load(tab.listed, None, tab.shown, **QUIET)
    return page
