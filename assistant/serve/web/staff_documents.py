"""The tab «Dokumenter»: add, replace, describe and withdraw documents, rebuild, take back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.domain import Status
from assistant.errors import AssistantError
from assistant.ingest.manifest import DATES
from assistant.serve.corpus import Corpus, Entry
from assistant.serve.manifest_text import facts_of
from assistant.serve.web import render
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.deadlines import read_deadlines, spoken, written
from assistant.serve.web.staff_pending import pending_markup
from assistant.serve.web.words import FILE_HEIGHT, Words
from assistant.texts import get

NEW = "*"
# Manifest keys with an input of their own, in the order of the inputs; status and deadlines
# follow. Those in `MORE` lie in a fold-out.
MAIN = ("title", "publisher", "published", "valid_from", "valid_to")
MORE = ("url", "language", "note", "superseded_on", "superseded_by")
FACTS = (*MAIN, *MORE)


class DocumentsTab:
    """Built within the tab that is open."""

    def __init__(self, context: Context, words: Words) -> None:
        self._context = context
        self._words = words
        self._corpus = Corpus(context.settings)
        say = words.say
        pending = gr.Markdown("", elem_id="ventende", latex_delimiters=[])
        with gr.Row(elem_classes="knapper"):
            rebuild = gr.Button(say("rebuild"), variant="primary", elem_id="bygg")
            back = gr.Button(say("take_back"), elem_id="angre")
        last = gr.Markdown("", elem_id="siste-endring", latex_delimiters=[])
        message = gr.Markdown("", elem_id="dokumentmelding", latex_delimiters=[])
        listed = gr.Markdown("", elem_id="dokumentliste", latex_delimiters=[])
        self._put_inputs()
        gr.Markdown(words.heading("withdraw"), elem_classes="gruppe")
        away = gr.Dropdown([], label=say("column_document"), elem_id="trekk-dokument")
        withdraw = gr.Button(say("withdraw_button"), elem_id="trekk")
        self.shown = [listed, pending, last, self._which, away]
        self._wire_put(message)
        for button, handler, inputs, after in (
            (withdraw, self._withdraw, away, self.listed),
            (rebuild, self._rebuild, None, self._relisted),
            (back, self._take_back, None, self.listed),
        ):
            button.click(handler, inputs, message, **QUIET).then(after, None, self.shown, **QUIET)

    def _put_inputs(self) -> None:
        say = self._words.say
        gr.Markdown(self._words.heading("upload_title", "upload_help"), elem_classes="gruppe")
        new = [(say("new_document"), NEW)]
        self._which = gr.Dropdown(new, value=NEW, label=say("which"), elem_id="hvilket")
        self._file = gr.File(label=say("upload"), elem_id="fil", height=FILE_HEIGHT)
        inputs = {key: self._text(key) for key in MAIN}
        choices = [(get(f"web.status_{s}", self._words.language), s.value) for s in Status]
        status = gr.Radio(
            choices, value=Status.CURRENT.value, label=say("field_status"), elem_classes="valg"
        )
        deadlines = gr.Textbox(
            label=say("field_deadlines"), info=say("field_deadlines_help"), lines=2, max_lines=8,
            elem_id="frister",
        )  # fmt: skip
        with gr.Accordion(say("more_facts"), open=False):
            inputs |= {key: self._text(key) for key in MORE}
        self._put_button = gr.Button(say("upload_button"), elem_id="legg-til")
        self._fields = [*(inputs[key] for key in FACTS), status, deadlines]

    def _text(self, key: str) -> Any:
        info = self._words.say("field_date_help") if key in DATES else None
        return gr.Textbox(
            label=self._words.say(f"field_{key}"), info=info, max_length=500, elem_classes="kort"
        )

    def _wire_put(self, message: Any) -> None:
        """A document that is chosen fills the fields; an upload of its name chooses it."""
        self._which.input(self._open, self._which, self._fields, **QUIET)
        self._file.upload(self._known, [self._file, self._which], self._which, **QUIET).then(
            self._filled, [self._which, *self._fields], self._fields, **QUIET
        )
        self._put_button.click(
            self._put,
            [self._file, self._which, *self._fields],
            [message, self._file, self._which, *self._fields],
            **QUIET,
        ).then(self._relisted, None, self.shown, **QUIET)

    def listed(self) -> tuple[Any, ...]:
        """The documents, what is not in use yet, what can be taken back, and both choices."""
        *shown, which, away = self._relisted()
        return (*shown, gr.Dropdown(choices=which.choices, value=NEW), away)

    def _relisted(self) -> tuple[Any, ...]:
        """As `listed`, but the document that is being changed stays chosen."""
        try:
            entries = self._corpus.entries()
            pending = pending_markup(self._corpus, self._context.live, self._words)
            last = self._last()
        except AssistantError as error:
            return (self._words.fault(error), "", "", gr.Dropdown(), gr.Dropdown())
        rows = "".join(map(self._row, entries))
        heading = escape(self._words.say("documents_table"))
        listed = render.one_line(f'<h2>{heading}</h2><ul class="nivaer">{rows}</ul>')
        files = [(f"{e.file}: {e.metadata.title or e.id}", e.file) for e in entries]
        return (
            listed,
            pending,
            last,
            gr.Dropdown(choices=[(self._words.say("new_document"), NEW), *files]),
            gr.Dropdown(choices=[e.file for e in entries], value=None),
        )

    def _row(self, entry: Entry) -> str:
        about, today = entry.metadata, date.today()
        language = self._words.language
        unused = "" if entry.indexed else self._words.say("not_in_use")
        facts = (entry.file, _period(about.valid_from, about.valid_to), unused)
        lines = [" · ".join(filter(None, facts))]
        lines += [spoken(deadline, today, language) for deadline in about.deadlines]
        below = "".join(f'<span class="antall">{escape(line)}</span>' for line in lines)
        return (
            f'<li><span class="nivanavn">{escape(about.title or entry.id)}</span> '
            f"{render.status_word(about.status, language)}{below}</li>"
        )

    def _last(self) -> str:
        change = self._corpus.last_change()
        if change is None or change.at is None:
            return ""
        key, at = f"last_{change.kind}", f"{change.at.astimezone():%Y-%m-%d %H:%M}"
        return render.one_line(f"<p>{escape(self._words.say(key, file=change.file, at=at))}</p>")

    def _open(self, file: str | None) -> tuple[Any, ...]:
        """The fields of the document that is chosen; empty for a new one."""
        entries = {e.file: e for e in self._corpus.entries()} if file and file != NEW else {}
        if file not in entries:
            return _empty()
        about = entries[file].metadata
        facts = facts_of(about)
        return (*(facts.get(k, "") for k in FACTS), about.status.value, written(about.deadlines))

    def _filled(self, which: str | None, *fields: Any) -> tuple[Any, ...]:
        """As `_open`, but what is being typed for a new document stays."""
        return tuple(gr.skip() for _ in fields) if which in (None, NEW) else self._open(which)

    def _known(self, file: str | None, which: str | None) -> Any:
        """Choose the document that an upload has the name of, where none is chosen."""
        name = Path(file or "").name
        known = {entry.file for entry in self._corpus.entries()}
        return name if name in known and which in (None, NEW) else gr.Dropdown()

    def _put(self, file: str | None, which: str | None, *fields: Any) -> tuple[Any, ...]:
        unchanged = (file, which, *fields)
        old = None if which in (None, NEW) else which
        if not file and old is None:
            return (self._words.told("choose_file"), *unchanged)
        *texts, status, lines = fields
        facts = {**dict(zip(FACTS, (t or "" for t in texts), strict=True)), "status": status}
        try:
            deadlines = read_deadlines(lines or "", self._words.language)
            told = self._done(file, old, facts, deadlines)
        except AssistantError as error:
            return (self._words.fault(error), *unchanged)
        return (told, None, NEW, *_empty())

    def _done(
        self, file: str | None, old: str | None, facts: dict[str, str], deadlines: Sequence[Any]
    ) -> str:
        if not file:
            self._corpus.describe(old or "", facts, deadlines=deadlines)
            return self._words.told("described", file=old)
        source = Path(file)
        name = self._corpus.put(source, source.name, facts, deadlines=deadlines, replaces=old)
        source.unlink(missing_ok=True)
        return self._words.told("uploaded", file=name)

    def _withdraw(self, file: str | None) -> str:
        if not file:
            return self._words.told("choose_document")
        try:
            self._corpus.withdraw(file)
        except AssistantError as error:
            return self._words.fault(error)
        return self._words.told("withdrawn", file=file)

    def _rebuild(self) -> Iterator[str]:
        yield self._words.told("rebuilding")
        yield self._rebuilt("rebuilt")

    def _take_back(self) -> Iterator[str]:
        try:
            if self._corpus.last_change() is None:
                yield self._words.told("nothing_to_take_back")
                return
            yield self._words.told("rebuilding")
            self._corpus.take_back()
        except AssistantError as error:
            yield self._words.fault(error)
            return
        yield self._rebuilt("taken_back")

    def _rebuilt(self, key: str) -> str:
        from assistant.serve.service import update

        try:
            result = update(self._context.settings)
        except AssistantError as error:
            return self._words.fault(error)
        self._context.live.refresh()
        manifest = result.manifest
        told = self._words.told(key, documents=len(manifest.documents), chunks=manifest.chunks)
        if not result.problems:
            return told
        return told + self._words.told("problems", problems="; ".join(result.problems))


def _empty() -> tuple[str, ...]:
    return (*("" for _ in FACTS), Status.CURRENT.value, "")


def _period(start: str | None, end: str | None) -> str:
    return f"{start or ''}–{end or ''}" if start or end else ""
