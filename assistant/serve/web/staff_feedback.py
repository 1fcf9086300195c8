"""The tab «Tilbakemeldinger»: kept questions, and test cases made of them."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.domain import Outcome
from assistant.errors import AssistantError, InputError
from assistant.evaluation import wording
from assistant.evaluation.case_files import write_set
from assistant.evaluation.cases import CaseClass
from assistant.evaluation.feedback import Entry, Evidence, FeedbackStore, Rating, make_case
from assistant.evaluation.retention import CASES, forget_copies, store_of
from assistant.serve.web import render
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.words import Words

# Best passage's score below which a question deserves a look.
LOW = 0.35
SHOWN = 70
COLUMNS = ("question", "outcome", "confidence", "rating", "comment", "label", "day", "number")
_LIKELY = {
    Outcome.NO_EVIDENCE: CaseClass.UNANSWERABLE,
    Outcome.OUT_OF_SCOPE: CaseClass.UNRELATED,
    Outcome.CONVERSATION: CaseClass.CONVERSATION,
}


class FeedbackTab:
    """Built within the tab that is open."""

    def __init__(self, context: Context, words: Words) -> None:
        self._settings = context.settings
        self._words = words
        say = words.say
        gr.Markdown(escape(say("kept_for", days=self._settings.retention_days)))
        low = gr.Checkbox(False, label=say("only_low"), elem_id="bare-lav")
        refresh = gr.Button(say("refresh"), elem_id="oppdater")
        table = gr.Markdown("", elem_id="sporsmalsliste", latex_delimiters=[])
        gr.Markdown(words.heading("label_title", "label_help"), elem_classes="gruppe")
        number = gr.Dropdown([], label=say("label_number"), elem_id="sporsmalsnummer")
        shown = gr.Markdown("", elem_id="lagret-sporsmal", latex_delimiters=[])
        case = self._case_inputs()
        with gr.Row(elem_classes="knapper"):
            save = gr.Button(say("label_button"), variant="primary")
            delete = gr.Button(say("delete_button"))
        message = gr.Markdown("", elem_id="merkemelding", latex_delimiters=[])
        with gr.Accordion(say("delete_all"), open=False):
            everything = gr.Button(say("delete_confirm"), variant="stop")
        self.shown = [table, number]
        which = [low, number]
        gr.on([low.change, refresh.click], self._filtered, which, self.shown, **QUIET)
        number.change(self._open, number, [shown, *case], **QUIET)
        for button, handler, inputs in (
            (save, self._label, [number, *case]),
            (delete, self._delete, number),
            (everything, self._delete_all, None),
        ):
            button.click(handler, inputs, message, **QUIET).then(
                self._filtered, which, self.shown, **QUIET
            )

    def _case_inputs(self) -> list[Any]:
        say = self._words.say
        kinds = [(say(f"class_{c.value}"), c.value) for c in CaseClass]
        return [
            gr.Radio(
                kinds, value=CaseClass.ANSWERABLE.value, label=say("label_class"),
                elem_classes="valg",
            ),
            gr.Textbox(label=say("label_facts"), lines=2, max_lines=6),
            gr.Textbox(label=say("label_quotes"), lines=2, max_lines=6),
            gr.Checkbox(False, label=say("label_must")),
        ]  # fmt: skip

    def listed(self) -> tuple[Any, ...]:
        """The table of kept questions, and the same to choose from."""
        return self._filtered(low=False, number=None)

    def _store(self) -> FeedbackStore:
        """The kept questions, those that have reached their age deleted."""
        store = store_of(self._settings)
        if store.path.exists():
            store.delete_older_than(self._settings.retention_days)
        return store

    def _filtered(self, low: bool, number: int | None) -> tuple[Any, ...]:
        entries = [e for e in self._store().entries() if not low or weak(e)]
        choices = [(f"{e.id}: {e.question[:SHOWN]}", e.id) for e in entries]
        table = (
            self._words.table(COLUMNS, map(self._row, entries))
            if entries
            else self._words.told("no_feedback")
        )
        still = number if number in [e.id for e in entries] else None
        return table, gr.Dropdown(choices=choices, value=still)

    def _row(self, entry: Entry) -> str:
        say = self._words.say
        thumb = say(f"thumb_{entry.rating.value}") if entry.rating else ""
        label = say(f"class_{entry.label.case_class.value}") if entry.label else ""
        score = "–" if entry.confidence is None else f"{entry.confidence:.2f}"
        outcome = wording.say(f"outcome_{entry.outcome.value}", self._words.language)
        cells = (outcome, score, thumb, entry.comment, label, f"{entry.at:%Y-%m-%d}", str(entry.id))
        shown = "".join(f"<td>{render.plain(c)}</td>" for c in cells)
        return f'<tr><th scope="row">{render.plain(entry.question)}</th>{shown}</tr>'

    def _open(self, number: int | None) -> tuple[Any, ...]:
        """The question with its answer, and a case begun: as labelled, or as answered."""
        if number is None:
            return ("", CaseClass.ANSWERABLE.value, "", "", False)
        try:
            entry = self._store().get(number)
        except AssistantError as error:
            return (self._words.fault(error), CaseClass.ANSWERABLE.value, "", "", False)
        case = entry.label
        if case is None:
            kind = _LIKELY.get(entry.outcome, CaseClass.ANSWERABLE)
            quotes = [(e.document, e.quote) for e in entry.evidence]
            return (self._entry(entry), kind.value, "", _evidence(quotes), False)
        facts = "\n".join(" | ".join(alternatives) for alternatives in case.facts)
        quotes = [(r.document, r.quote) for r in case.relevant]
        return (self._entry(entry), case.case_class.value, facts, _evidence(quotes), case.must_pass)

    def _entry(self, entry: Entry) -> str:
        say = self._words.say
        turns = [*((t.role, t.content) for t in entry.history), ("user", entry.question)]
        before = "".join(
            f"<p><strong>{escape(say(f'turn_{role}'))}:</strong> {render.plain(content)}</p>"
            for role, content in turns
        )
        return render.one_line(
            f'<blockquote class="avsnitt">{before}<div><strong>{escape(say("turn_assistant"))}:'
            f"</strong> {render.answer_markup(entry.answer)}</div></blockquote>"
        )

    def _label(self, number: int | None, kind: str, facts: str, quotes: str, must: bool) -> str:
        if number is None:
            return self._words.told("choose_question")
        store = self._store()
        try:
            entry = store.get(number)
            case = make_case(
                entry,
                kind,
                facts=[[a.strip() for a in f.split("|")] for f in _lines(facts)],
                quotes=[self._quote(line) for line in _lines(quotes)],
                must_pass=must,
            )
            store.label(entry.id, case)
            path = self._settings.data / CASES
            write_set(path, store.cases())
        except AssistantError as error:
            return self._words.fault(error)
        return self._words.told("labelled", number=entry.id, file=path.stem)

    def _quote(self, line: str) -> Evidence:
        document, separator, quote = line.partition("|")
        if not separator or not quote.strip():
            raise InputError(self._words.say("quote_fault", line=line))
        return Evidence(document.strip(), quote.strip())

    def _delete(self, number: int | None) -> str:
        if number is None:
            return self._words.told("choose_question")
        self._store().delete(number)
        return self._after_deleting(self._words.told("deleted", number=number))

    def _delete_all(self) -> str:
        count = self._store().delete_all()
        return self._after_deleting(self._words.told("deleted_all", count=count))

    def _after_deleting(self, message: str) -> str:
        try:
            forget_copies(self._settings)
        except (AssistantError, OSError) as error:
            return message + self._words.fault(str(error))
        return message


def weak(entry: Entry) -> bool:
    """Whether a kept question deserves a look."""
    unsure = entry.confidence is None or entry.confidence < LOW
    return entry.rating is Rating.DOWN or entry.outcome is Outcome.NO_EVIDENCE or unsure


def _evidence(quotes: list[tuple[str, str]]) -> str:
    return "\n".join(f"{document} | {' '.join(quote.split())}" for document, quote in quotes)


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
