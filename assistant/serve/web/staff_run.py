"""The tab «Kjør»: question sets, and a run with its progress."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.serve.web import render
from assistant.serve.web.check import QUIET
from assistant.serve.web.runroom import Runs, report_address
from assistant.serve.web.set_list import SetInfo
from assistant.serve.web.words import Words

SHOW_EVERY = 5


class RunTab:
    """Built within the tab that is open. `asked` is the event that ends when a run does."""

    def __init__(self, runs: Runs, words: Words) -> None:
        self._runs = runs
        self._words = words
        say = words.say
        self._sets = gr.CheckboxGroup(
            [], label=say("sets"), info=say("sets_help"), elem_classes="valg", elem_id="sett"
        )
        self._remark = gr.Markdown("", elem_id="holdt-av", latex_delimiters=[])
        button = gr.Button(say("run_button"), variant="primary", elem_id="kjor-knapp")
        progress = gr.Markdown("", elem_id="fremdrift", latex_delimiters=[])
        self.shown = [self._sets, self._remark]
        self.asked = button.click(self._ask_all, self._sets, progress, **QUIET)

    def listed(self) -> tuple[Any, ...]:
        """The sets to choose from, and a remark where one of them is held out."""
        sets = self._runs.sets()
        choices = [(self._label(info), name) for name, info in sets.items()]
        held_out = any(info.held_out for info in sets.values())
        remark = self._words.told("held_out_help") if held_out else ""
        return gr.CheckboxGroup(choices=choices), remark

    def _label(self, info: SetInfo) -> str:
        say = self._words.say
        if info.cases is None:
            return say("set_faulty", name=info.name)
        count = say("count_profiles" if info.profiles else "count_questions", count=info.cases)
        return say("set_held_out" if info.held_out else "set_label", name=info.name, count=count)

    def _ask_all(self, names: list[str] | None) -> Iterator[str]:
        if not names:
            yield self._words.told("choose_set")
            return
        try:
            for at in self._runs.run(names, self._words.language):
                if at.folder is not None:
                    yield self._done(at.passed, at.total, at.folder)
                elif at.done % SHOW_EVERY == 1:
                    yield self._progress(at.done, at.total)
        except AssistantError as error:
            yield self._words.fault(error)

    def _progress(self, done: int, total: int) -> str:
        words = escape(self._words.say("running", done=done, total=total))
        return f'<p><progress value="{done}" max="{total}">{done}/{total}</progress> {words}</p>'

    def _done(self, passed: int, total: int, folder: Path) -> str:
        words = escape(self._words.say("run_done", passed=passed, total=total))
        return render.one_line(
            f'<div class="merknad"><p>{words}</p><p><a class="knapp" target="_blank" '
            f'href="{report_address(folder.name)}">{escape(self._words.say("open_report"))}</a></p>'
            "</div>"
        )
