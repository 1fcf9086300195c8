"""The pages of runs, for staff: the report, a comparison, and the figures of a held-out run."""

from __future__ import annotations

import contextlib
import re
from html import escape

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.errors import InputError
from assistant.evaluation.runs import Run
from assistant.serve.faults import fault
from assistant.serve.web import shell
from assistant.serve.web.access import Access
from assistant.serve.web.context import Context
from assistant.serve.web.runroom import COMPARISON, REPORT, RunInfo, Runs
from assistant.serve.web.words import Words

# What shows single questions only to those who ask for them.
ROWS = "rader"
_NAME = re.compile(r"[\w.+-]{1,120}")
_PAGES = {"rapport": REPORT, "sammenligning": COMPARISON}


def add_routes(app: FastAPI, context: Context, access: Access) -> None:
    """`/kjoring/NAME/rapport` and `/kjoring/NAME/sammenligning`.

    For runs with held-out questions a page without single questions comes first; with
    `?rader=1` the whole page is shown.
    """
    runs = Runs(context)

    @app.get("/kjoring/{name}/{kind}", include_in_schema=False)
    def open_page(name: str, kind: str, request: Request, rader: str = "") -> Response:
        if shell.STAFF not in access.reader(request.scope).places:
            return fault(401, "sign in first")
        if kind not in _PAGES or not _NAME.fullmatch(name) or name not in runs.names():
            return fault(404, "there is no such page")
        path = runs.folder / name / _PAGES[kind]
        if not path.is_file():
            return fault(404, "there is no such page")
        if not rader:
            with contextlib.suppress(InputError):
                info = runs.info(name)
                if info.held_out:
                    words = Words(
                        "web_staff", shell.reader_language(request.headers, request.cookies)
                    )
                    figures = _figures(info, runs.read(name), words) if kind == "rapport" else ""
                    place = shell.Place(shell.STAFF, words.language)
                    page = shell.plain_page(
                        place,
                        context.voice,
                        title=words.say("held_out_title", name=name),
                        body=_without_rows(name, kind, figures, words),
                        reader=access.reader(request.scope),
                    )
                    return HTMLResponse(page)
        return HTMLResponse(path.read_text(encoding="utf-8"))


def _without_rows(name: str, kind: str, figures: str, words: Words) -> str:
    """The figures of a run with held-out questions, and why single questions are not shown."""
    return (
        f"<p>{escape(words.say('held_out_help'))}</p>{figures}"
        f'<p><a class="knapp" href="/kjoring/{escape(name)}/{kind}?{ROWS}=1">'
        f"{escape(words.say('held_out_show'))}</a></p>"
    )


def _figures(info: RunInfo, run: Run, words: Words) -> str:
    """How many passed, for all and by class, and every measure."""
    from assistant.evaluation.summary import summarise
    from assistant.evaluation.wording import group_name, measure_name, measured

    summary, language = summarise(run.results), words.language
    lines = "".join(
        f'<tr><th scope="row">{escape(measure_name(name, language))}</th>'
        f"<td>{escape(measured(name, found.value, language))}</td><td>{found.scored}</td></tr>"
        for name, found in summary.overall.measures.items()
    )
    groups = "".join(
        f'<tr><th scope="row">{escape(group_name("class", g.name, language))}</th>'
        f'<td><progress value="{g.passed}" max="{g.questions}">{g.passed}</progress> '
        f"{g.passed} / {g.questions}</td></tr>"
        for g in summary.groups["class"]
    )
    done = words.say("run_done", passed=info.passed, total=info.total)
    tables = (
        words.table(("class", "passed"), [groups])
        + words.table(("measure", "value", "scored"), [lines])
        if run.results
        else ""
    )
    return f'<div class="prose"><p><strong>{escape(done)}</strong></p>{tables}</div>'
