"""The tab «Kjøringer»: earlier runs, and two of them held side by side."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.errors import AssistantError, InputError
from assistant.evaluation.compare import Comparison
from assistant.serve.web import render
from assistant.serve.web.check import QUIET
from assistant.serve.web.runroom import RunInfo, Runs, comparison_address, report_address
from assistant.serve.web.words import Words


class RunsTab:
    """Built within the tab that is open."""

    def __init__(self, runs: Runs, words: Words) -> None:
        self._runs = runs
        self._words = words
        say = words.say
        table = gr.Markdown("", elem_id="kjoringsliste", latex_delimiters=[])
        gr.Markdown(words.heading("compare_title"), elem_classes="gruppe")
        with gr.Row():
            first = gr.Dropdown([], label=say("compare_a"), elem_id="kjoring-a")
            second = gr.Dropdown([], label=say("compare_b"), elem_id="kjoring-b")
        button = gr.Button(say("compare_button"), variant="primary", elem_id="sammenlign-kjoringer")
        shown = gr.Markdown("", elem_id="kjoringssammenligning", latex_delimiters=[])
        button.click(self._compare, [first, second], shown, **QUIET)
        self.shown = [table, first, second]

    def listed(self) -> tuple[Any, ...]:
        """The table of runs, and both lists to choose from.

        Chosen are the newest run and the one before it over the same sets.
        """
        names = self._runs.names()
        if not names:
            nothing = gr.Dropdown(choices=[], value=None)
            return self._words.told("no_runs"), nothing, nothing
        runs = {name: self._info(name) for name in names}
        columns = ("run", "sets", "passed", "report")
        newest, *older = names
        like = (n for n in older if runs[n].sets == runs[newest].sets)
        return (
            self._words.table(columns, map(self._row, runs.values()), caption="runs_table"),
            gr.Dropdown(choices=names, value=next(like, older[0] if older else None)),
            gr.Dropdown(choices=names, value=newest),
        )

    def _info(self, name: str) -> RunInfo:
        """What a run came to; nothing when its files are damaged."""
        try:
            return self._runs.info(name)
        except InputError:
            return RunInfo(name, (), 0, 0, held_out=False)

    def _row(self, run: RunInfo) -> str:
        say = self._words.say
        sets = passed = "–"
        if run.total:
            passed = (
                f'<progress value="{run.passed}" max="{run.total}">{run.passed}/{run.total}'
                f"</progress><br>{run.passed} / {run.total}"
            )
            sets = escape(", ".join(run.sets))
        if run.held_out:
            sets += f' <span class="status ukjent">{escape(say("held_out"))}</span>'
        return (
            f'<tr><th scope="row">{escape(run.name)}</th><td>{sets}</td>'
            f'<td>{passed}</td><td><a target="_blank" href="{report_address(run.name)}">'
            f"{escape(say('open_report'))}</a></td></tr>"
        )

    def _compare(self, first: str | None, second: str | None) -> str:
        if not first or not second or first == second:
            return self._words.told("choose_two")
        try:
            found = self._runs.compare(first, second, self._words.language)
            hidden = any(self._runs.info(name).held_out for name in (first, second))
        except AssistantError as error:
            return self._words.fault(error)
        if not found.questions:
            return self._words.told("nothing_shared")
        return self._markup(found, second, hidden=hidden)

    def _markup(self, found: Comparison, second: str, *, hidden: bool) -> str:
        """Measure by measure, with the questions that flipped: their ids, or only how many."""
        from assistant.evaluation.terminal import comparison_row
        from assistant.evaluation.wording import say

        language = self._words.language
        keys = ("measure", "a", "b", "difference", "interval", "wins", "ties", "losses")
        head = "".join(
            f'<th scope="col">{escape(say(f"compare_{key}", language))}</th>' for key in keys
        )
        rows = "".join(
            f'<tr><th scope="row">{escape(cells[0])}</th>'
            + "".join(f"<td>{escape(c)}</td>" for c in cells[1:])
            + "</tr>"
            for cells in (comparison_row(c, language) for c in found.changes)
        )
        flips = "".join(
            f"<p><strong>{escape(say(f'compare_{key}', language))}</strong> ({len(ids)})"
            f"{'' if hidden else ': ' + escape(', '.join(ids))}</p>"
            for key in ("fixed", "broken")
            if (ids := getattr(found, key))
        )
        remark = self._words.told("held_out_compared") if hidden else ""
        link = escape(self._words.say("open_comparison"))
        return render.one_line(
            f'<div class="tabellramme" tabindex="0"><table><thead><tr>{head}<td></td></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>{flips}{remark}"
            f'<p><a class="knapp" href="{comparison_address(second)}" target="_blank">{link}</a>'
            "</p>"
        )
