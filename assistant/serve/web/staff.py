"""«Evaluering»: runs, feedback and documents."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.domain import Language, Outcome, Status
from assistant.errors import AssistantError, InputError
from assistant.evaluation.case_files import write_set
from assistant.evaluation.cases import CaseClass
from assistant.evaluation.feedback import Entry, Evidence, Rating, make_case
from assistant.serve.corpus import Corpus
from assistant.serve.web import render
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.feedback import store_of
from assistant.serve.web.runroom import CASES, Runs
from assistant.texts import get

FACTS = ("title", "publisher", "published", "valid_from", "valid_to", "url", "note")
LOW = 0.35
SHOW_EVERY = 5


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""
    return _Room(context, language).page()


class _Room:
    """Builds the page; handlers give markup and choices."""

    def __init__(self, context: Context, language: Language) -> None:
        self.context = context
        self.language = language
        self.runs = Runs(context)
        self.corpus = Corpus(context.settings)

    def say(self, key: str, **values: object) -> str:
        return get(f"web_staff.{key}", self.language, **values)

    def told(self, key: str, **values: object) -> str:
        return render.message_markup(self.say(key, **values))

    def head(self, *keys: str) -> str:
        cells = "".join(f'<th scope="col">{escape(self.say(f"column_{k}"))}</th>' for k in keys)
        return f"<thead><tr>{cells}</tr></thead>"

    def page(self) -> Any:
        title = f"{self.say('title')} – {get('web.product', self.language)}"
        with gr.Blocks(title=title, fill_width=True, delete_cache=(3600, 3600)) as page:
            gr.Markdown(f"<h1>{self.say('title')}</h1><p class='ingress'>{self.say('lead')}</p>")
            with gr.Tabs():
                with gr.Tab(self.say("tab_run"), id="kjor"):
                    sets, progress = self._run_tab()
                with gr.Tab(self.say("tab_runs"), id="kjoringer"):
                    table, first, second = self._runs_tab()
                with gr.Tab(self.say("tab_feedback"), id="tilbakemeldinger"):
                    entries = self._feedback_tab()
                with gr.Tab(self.say("tab_documents"), id="dokumenter"):
                    self._documents_tab(page)
            self._run.click(self._ask_all, sets, progress, **QUIET).then(
                self._listed, None, [table, first, second], **QUIET
            )
            page.load(self._set_choices, None, sets, **QUIET)
            page.load(self._listed, None, [table, first, second], **QUIET)
            page.load(lambda: self._entries(only_low=False), None, entries, **QUIET)
        return page

    # Runs

    def _run_tab(self) -> tuple[Any, Any]:
        sets = gr.CheckboxGroup(
            [], label=self.say("sets"), info=self.say("sets_help"), elem_classes="valg",
            elem_id="sett",
        )  # fmt: skip
        self._run = gr.Button(self.say("run_button"), variant="primary", elem_id="kjor-knapp")
        return sets, gr.Markdown("", elem_id="fremdrift", latex_delimiters=[])

    def _set_choices(self) -> Any:
        return gr.CheckboxGroup(choices=list(self.runs.sets()))

    def _ask_all(self, names: list[str] | None) -> Iterator[str]:
        if not names:
            yield self.told("choose_set")
            return
        try:
            for at in self.runs.run(names, self.language):
                if at.folder is not None:
                    yield self._run_done(at.passed, at.total, at.folder)
                elif at.done % SHOW_EVERY == 1:
                    yield self._progress(at.done, at.total)
        except AssistantError as error:
            yield self.told("fault", reason=error)

    def _progress(self, done: int, total: int) -> str:
        words = escape(self.say("running", done=done, total=total))
        return f'<p><progress value="{done}" max="{total}">{done}/{total}</progress> {words}</p>'

    def _run_done(self, passed: int, total: int, folder: Path) -> str:
        words = escape(self.say("run_done", passed=passed, total=total))
        return render.one_line(
            f'<div class="merknad"><p>{words}</p><p><a class="knapp" target="_blank" '
            f'href="/kjoring/{escape(folder.name)}/rapport">{self.say("open_report")}</a></p>'
            "</div>"
        )

    def _runs_tab(self) -> tuple[Any, Any, Any]:
        table = gr.Markdown("", elem_id="kjoringsliste", latex_delimiters=[])
        with gr.Row():
            first = gr.Dropdown([], label=self.say("compare_a"), elem_id="kjoring-a")
            second = gr.Dropdown([], label=self.say("compare_b"), elem_id="kjoring-b")
        button = gr.Button(
            self.say("compare_button"), variant="primary", elem_id="sammenlign-kjoringer"
        )
        shown = gr.Markdown("", elem_id="kjoringssammenligning", latex_delimiters=[])
        button.click(self._compare, [first, second], shown, **QUIET)
        return table, first, second

    def _listed(self) -> tuple[Any, ...]:
        names = self.runs.names()
        if not names:
            return self.told("no_runs"), gr.Dropdown(choices=[]), gr.Dropdown(choices=[])
        rows = "".join(self._run_row(name) for name in names)
        table = render.one_line(
            f'<div class="tabellramme" tabindex="0"><table><caption>{self.say("runs_table")}'
            f"</caption>{self.head('run', 'passed', 'report')}<tbody>{rows}</tbody></table></div>"
        )
        older = names[1] if len(names) > 1 else None
        return (
            table,
            gr.Dropdown(choices=names, value=older),
            gr.Dropdown(choices=names, value=names[0]),
        )

    def _run_row(self, name: str) -> str:
        try:
            results = self.runs.read(name).results
            passed = f"{sum(r.scores.passed for r in results)} / {len(results)}"
        except InputError:
            passed = "–"
        return (
            f'<tr><th scope="row">{escape(name)}</th><td>{passed}</td><td><a target="_blank" '
            f'href="/kjoring/{escape(name)}/rapport">{self.say("open_report")}</a></td></tr>'
        )

    def _compare(self, first: str | None, second: str | None) -> str:
        if not first or not second or first == second:
            return self.told("choose_two")
        try:
            return self.runs.compare(first, second, self.language)
        except AssistantError as error:
            return self.told("fault", reason=error)

    # Feedback

    def _feedback_tab(self) -> Any:
        days = self.context.settings.retention_days
        gr.Markdown(self.say("kept_for", days=days))
        low = gr.Checkbox(False, label=self.say("only_low"), elem_id="bare-lav")
        refresh = gr.Button(self.say("refresh"), elem_id="oppdater")
        table = gr.Markdown("", elem_id="sporsmalsliste", latex_delimiters=[])
        gr.Markdown(f"<h2>{self.say('label_title')}</h2>", elem_classes="gruppe")
        number = gr.Textbox(
            label=self.say("label_number"), max_length=9, elem_classes=["kort", "tall"]
        )
        kinds = [(self.say(f"class_{c.value}"), c.value) for c in CaseClass]
        kind = gr.Radio(
            kinds, value=CaseClass.ANSWERABLE.value, label=self.say("label_class"),
            elem_classes="valg",
        )  # fmt: skip
        facts = gr.Textbox(label=self.say("label_facts"), lines=2, max_lines=6)
        quotes = gr.Textbox(label=self.say("label_quotes"), lines=2, max_lines=6)
        must = gr.Checkbox(False, label=self.say("label_must"))
        with gr.Row(elem_classes="knapper"):
            save = gr.Button(self.say("label_button"), variant="primary")
            delete = gr.Button(self.say("delete_button"))
        message = gr.Markdown("", elem_id="merkemelding", latex_delimiters=[])
        with gr.Accordion(self.say("delete_all"), open=False):
            everything = gr.Button(self.say("delete_confirm"), variant="stop")
        gr.on([low.change, refresh.click], self._filtered, low, table, **QUIET)
        save.click(self._label, [number, kind, facts, quotes, must], message, **QUIET).then(
            self._filtered, low, table, **QUIET
        )
        delete.click(self._delete, number, message, **QUIET).then(
            self._filtered, low, table, **QUIET
        )
        everything.click(self._delete_all, None, message, **QUIET).then(
            self._filtered, low, table, **QUIET
        )
        return table

    def _filtered(self, low: bool) -> str:
        return self._entries(only_low=low)

    def _entries(self, *, only_low: bool) -> str:
        entries = [e for e in store_of(self.context).entries() if not only_low or _weak(e)]
        if not entries:
            return self.told("no_feedback")
        keys = ("number", "day", "question", "outcome", "confidence", "rating", "comment", "label")
        rows = "".join(map(self._entry_row, entries))
        return render.one_line(
            f'<div class="tabellramme" tabindex="0"><table>{self.head(*keys)}'
            f"<tbody>{rows}</tbody></table></div>"
        )

    def _entry_row(self, entry: Entry) -> str:
        thumb = self.say(f"thumb_{entry.rating.value}") if entry.rating else ""
        label = self.say(f"class_{entry.label.case_class.value}") if entry.label else ""
        score = "–" if entry.confidence is None else f"{entry.confidence:.2f}"
        asked = (f"{entry.at:%Y-%m-%d}", entry.question, entry.outcome.value, score)
        cells = (*asked, thumb, entry.comment, label)
        shown = "".join(f"<td>{render.plain(c)}</td>" for c in cells)
        return f'<tr><th scope="row">{entry.id}</th>{shown}</tr>'

    def _label(self, number: str, kind: str, facts: str, quotes: str, must: bool) -> str:
        store = store_of(self.context)
        try:
            entry = store.get(_whole(number))
            case = make_case(
                entry,
                kind,
                facts=[[a.strip() for a in f.split("|")] for f in _lines(facts)],
                quotes=[_quote(line) for line in _lines(quotes)],
                must_pass=must,
            )
            store.label(entry.id, case)
            path = self.context.settings.data / CASES
            write_set(path, store.cases())
        except AssistantError as error:
            return self.told("fault", reason=error)
        return self.told("labelled", number=entry.id, file=path.stem)

    def _delete(self, number: str) -> str:
        try:
            found = _whole(number)
        except InputError as error:
            return self.told("fault", reason=error)
        store_of(self.context).delete(found)
        return self.told("deleted", number=found)

    def _delete_all(self) -> str:
        return self.told("deleted_all", count=store_of(self.context).delete_all())

    # Documents

    def _documents_tab(self, page: Any) -> None:
        say = self.say
        table = gr.Markdown("", elem_id="dokumentliste", latex_delimiters=[])
        pending = gr.Markdown("", elem_id="ventende", latex_delimiters=[])
        with gr.Row(elem_classes="knapper"):
            rebuild = gr.Button(say("rebuild"), variant="primary", elem_id="bygg")
            back = gr.Button(say("take_back"), elem_id="angre")
        message = gr.Markdown("", elem_id="dokumentmelding", latex_delimiters=[])
        gr.Markdown(
            f"<h2>{say('upload_title')}</h2><p>{say('upload_help')}</p>", elem_classes="gruppe"
        )
        file = gr.File(label=say("upload"), elem_id="fil", height=140)
        fields = [
            gr.Textbox(label=say(f"field_{key}"), max_length=500, elem_classes="kort")
            for key in FACTS
        ]
        choices = [(get(f"web.status_{s}", self.language), s.value) for s in Status]
        status = gr.Radio(
            choices, value=Status.CURRENT.value, label=say("field_status"), elem_classes="valg"
        )
        put = gr.Button(say("upload_button"), elem_id="legg-til")
        gr.Markdown(f"<h2>{say('withdraw')}</h2>", elem_classes="gruppe")
        which = gr.Dropdown([], label=say("column_document"), elem_id="trekk-dokument")
        withdraw = gr.Button(say("withdraw_button"), elem_id="trekk")
        shown = [table, pending, which]
        page.load(self._corpus, None, shown, **QUIET)
        put.click(self._put, [file, status, *fields], [message, file, *fields], **QUIET).then(
            self._corpus, None, shown, **QUIET
        )
        for button, handler, inputs in (
            (withdraw, self._withdraw, which),
            (rebuild, self._rebuild, None),
            (back, self._take_back, None),
        ):
            button.click(handler, inputs, message, **QUIET).then(self._corpus, None, shown, **QUIET)

    def _corpus(self) -> tuple[Any, ...]:
        entries = self.corpus.entries()
        rows = "".join(
            f'<tr><th scope="row">{escape(e.metadata.title or e.id)}</th><td>{escape(e.file)}</td>'
            f"<td>{render.status_word(e.metadata.status, self.language)}</td>"
            f"<td>{escape(_period(e.metadata.valid_from, e.metadata.valid_to))}</td>"
            f"<td>{self.say('in_use' if e.indexed else 'not_in_use')}</td></tr>"
            for e in entries
        )
        table = render.one_line(
            f'<div class="tabellramme" tabindex="0"><table><caption>{self.say("documents_table")}'
            f"</caption>{self.head('document', 'file', 'status', 'validity', 'indexed')}"
            f"<tbody>{rows}</tbody></table></div>"
        )
        return table, self._pending(), gr.Dropdown(choices=[e.file for e in entries], value=None)

    def _pending(self) -> str:
        found = self.corpus.pending()
        if not found:
            return render.one_line(f"<p>{self.say('pending_none')}</p>")
        items = "".join(
            f"<li>{escape(self.say(f'pending_{key}', ids=', '.join(ids)))}</li>"
            for key in ("added", "changed", "removed")
            if (ids := getattr(found, key))
        )
        return render.one_line(
            f'<div class="merknad"><p>{self.say("pending_title")}</p><ul>{items}</ul></div>'
        )

    def _put(self, file: str | None, status: str, *fields: str) -> tuple[Any, ...]:
        if not file:
            return (self.told("choose_file"), None, *fields)
        source = Path(file)
        facts = {**dict(zip(FACTS, fields, strict=True)), "status": status}
        try:
            name = self.corpus.put(source, source.name, facts)
        except AssistantError as error:
            return (self.told("fault", reason=error), file, *fields)
        source.unlink(missing_ok=True)
        return (self.told("uploaded", file=name), None, *("" for _ in fields))

    def _withdraw(self, file: str | None) -> str:
        try:
            self.corpus.withdraw(file or "")
        except AssistantError as error:
            return self.told("fault", reason=error)
        return self.told("withdrawn", file=file)

    def _rebuild(self) -> Iterator[str]:
        yield self.told("rebuilding")
        yield self._rebuilt("rebuilt")

    def _take_back(self) -> Iterator[str]:
        if not self.corpus.last_change():
            yield self.told("nothing_to_take_back")
            return
        yield self.told("rebuilding")
        try:
            self.corpus.take_back()
        except AssistantError as error:
            yield self.told("fault", reason=error)
            return
        yield self._rebuilt("taken_back")

    def _rebuilt(self, key: str) -> str:
        from assistant.serve.service import update

        try:
            result = update(self.context.settings)
        except AssistantError as error:
            return self.told("fault", reason=error)
        self.context.live.refresh()
        manifest = result.manifest
        told = self.told(key, documents=len(manifest.documents), chunks=manifest.chunks)
        if not result.problems:
            return told
        return told + self.told("problems", problems="; ".join(result.problems))


def _weak(entry: Entry) -> bool:
    """Whether a kept question deserves a look."""
    unsure = entry.confidence is None or entry.confidence < LOW
    return entry.rating is Rating.DOWN or entry.outcome is Outcome.NO_EVIDENCE or unsure


def _whole(text: str) -> int:
    try:
        return int(str(text or "").strip())
    except ValueError:
        raise InputError(f"{text!r} is no number of a kept question") from None


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _quote(line: str) -> Evidence:
    document, separator, quote = line.partition("|")
    if not separator or not quote.strip():
        raise InputError(f"{line!r}: write document | quote")
    return Evidence(document.strip(), quote.strip())


def _period(start: str | None, end: str | None) -> str:
    return f"{start or ''}–{end or ''}" if start or end else ""
