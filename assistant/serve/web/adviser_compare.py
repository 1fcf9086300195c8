"""The tab «Sammenlign»: what changed between two profiles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.eligibility.report import compare, comparison_markdown
from assistant.errors import AssistantError
from assistant.serve.web import render
from assistant.serve.web.adviser_profile import CURRENT, ProfileTab
from assistant.serve.web.check import QUIET
from assistant.serve.web.words import Words


class CompareTab:
    """Built within the tab that is open. `sides` are the lists of profiles to choose from."""

    def __init__(self, profile: ProfileTab, words: Words) -> None:
        self._profile = profile
        self._words = words
        with gr.Row():
            before = gr.Dropdown([], label=words.say("compare_before"), elem_id="for")
            after = gr.Dropdown([], label=words.say("compare_after"), elem_id="etter")
        button = gr.Button(words.say("compare_button"), variant="primary", elem_id="sammenlign")
        shown = gr.Markdown("", elem_id="sammenligning", latex_delimiters=[])
        button.click(self._compare, [before, after, *profile.values], shown, **QUIET)
        self.sides = [before, after]

    def _compare(
        self, before: str | None, after: str | None, extra: dict[str, Any], *values: Any
    ) -> str:
        if not before or not after:
            return self._words.told("choose_first")
        try:
            found = compare(
                self._side(before, extra, values),
                self._side(after, extra, values),
                as_of=date.today(),
                language=self._words.language,
            )
        except AssistantError as error:
            return self._words.fault(error)
        markdown = comparison_markdown(found, self._words.language)
        markup = render.answer_markup(markdown, rich=True)
        return render.one_line(f'<section class="sammenligning">{markup}</section>')

    def _side(self, key: str, extra: dict[str, Any], values: Sequence[Any]) -> Any:
        if key == CURRENT:
            return self._profile.profile(extra, values)
        return self._profile.profiles.get(key)
