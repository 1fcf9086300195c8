"""«Rådgiver»: one cluster's profile, all levels, the brief, questions and search."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.domain import Language, ProfileValue
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.payload import profile_json
from assistant.eligibility.profile import parse, validate
from assistant.eligibility.report import compare, comparison_markdown
from assistant.errors import AssistantError
from assistant.serve.profiles import Profiles
from assistant.serve.web import desk, form, render, verdicts
from assistant.serve.web.chat import sources_of
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.texts import get

CURRENT = "*"
SEARCH_HITS = 10


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""
    return _Desk(context, language).page()


class _Desk:
    """Builds the page; every handler gets the form's values and gives markup."""

    def __init__(self, context: Context, language: Language) -> None:
        self.context = context
        self.language = language
        self.profiles = Profiles(context.settings.data / "profiles")

    def say(self, key: str, **values: object) -> str:
        return get(f"web_adviser.{key}", self.language, **values)

    def told(self, key: str, **values: object) -> str:
        return render.message_markup(self.say(key, **values))

    def page(self) -> Any:
        say = self.say
        title = f"{say('title')} – {get('web.product', self.language)}"
        with gr.Blocks(title=title, fill_width=True) as page:
            self.extra = gr.State({}, time_to_live=3600)
            gr.Markdown(f"<h1>{say('title')}</h1><p class='ingress'>{say('lead')}</p>")
            with gr.Tabs():
                with gr.Tab(say("tab_profile"), id="profil"):
                    self._profile_tab()
                with gr.Tab(say("tab_levels"), id="nivaer"):
                    self.matrix = gr.Markdown("", elem_id="matrise", latex_delimiters=[])
                    self.tables = gr.Markdown("", elem_id="tabeller", latex_delimiters=[])
                with gr.Tab(say("tab_compare"), id="sammenlign"):
                    self._compare_tab()
                with gr.Tab(say("tab_ask"), id="spor"):
                    self._ask_tab()
                with gr.Tab(say("tab_search"), id="sok"):
                    self._search_tab()
                with gr.Tab(say("tab_timeline"), id="tidslinje"):
                    timeline = gr.Markdown("", elem_id="tid", latex_delimiters=[])
            self._wire_keeping()
            page.load(self._timeline, None, timeline, **QUIET)
            page.load(self._choices, None, [self.kept, self.before, self.after], **QUIET)
            page.load(self._judged, [self.extra, *self.inputs], self.judged, **QUIET)
            gr.on(
                [c.change for c in (self.extra, *self.inputs)], self._judged,
                [self.extra, *self.inputs], self.judged, trigger_mode="always_last", **QUIET,
            )  # fmt: skip
        return page

    def _profile_tab(self) -> None:
        say = self.say
        with gr.Row(elem_id="profiler"):
            self.kept = gr.Dropdown([], label=say("kept"), elem_id="lagrede", scale=3)
            fetch = gr.Button(say("open"), scale=0)
            save = gr.Button(say("save"), variant="primary", scale=0)
            new = gr.Button(say("new"), scale=0)
            delete = gr.Button(say("delete"), scale=0)
        message = gr.Markdown("", elem_id="profilmelding", latex_delimiters=[])
        with gr.Row(elem_id="sjekk"):
            with gr.Column(scale=3, min_width=280):
                self.inputs = form.build(self.language).inputs
            with gr.Column(scale=2, min_width=280, elem_id="resultat"):
                self.summary = gr.Markdown("", elem_id="oppsummering", latex_delimiters=[])
                self.download = gr.Markdown("", elem_id="last-ned", latex_delimiters=[])
        with gr.Accordion(say("paste"), open=False, elem_id="lim-inn"):
            pasted = gr.Textbox(label=say("paste"), info=say("paste_help"), lines=6, max_lines=16)
            read = gr.Button(say("paste_button"), elem_id="les-inn")
            self.json = gr.Textbox(label=say("export"), lines=6, max_lines=16, interactive=False)
        filled = [message, self.extra, *self.inputs]
        fetch.click(self._fetch, [self.kept, self.extra, *self.inputs], filled, **QUIET)
        new.click(lambda: ("", {}, *form.from_profile({})), None, filled, **QUIET)
        read.click(self._read, [pasted, self.extra, *self.inputs], filled, **QUIET)
        self.buttons = (save, delete)
        self.message = message

    def _wire_keeping(self) -> None:
        """Saving and deleting also change the choices of the tab that compares."""
        save, delete = self.buttons
        sides = [self.kept, self.before, self.after]
        save.click(self._save, [self.extra, *self.inputs], [self.message, *sides], **QUIET)
        delete.click(self._delete, self.kept, [self.message, *sides], **QUIET)

    @property
    def judged(self) -> list[Any]:
        return [self.summary, self.download, self.matrix, self.tables, self.json]

    def _compare_tab(self) -> None:
        with gr.Row():
            self.before = gr.Dropdown([], label=self.say("compare_before"), elem_id="for")
            self.after = gr.Dropdown([], label=self.say("compare_after"), elem_id="etter")
        button = gr.Button(self.say("compare_button"), variant="primary", elem_id="sammenlign")
        shown = gr.Markdown("", elem_id="sammenligning", latex_delimiters=[])
        values = [self.before, self.after, self.extra, *self.inputs]
        button.click(self._compare, values, shown, **QUIET)

    def _ask_tab(self) -> None:
        box = gr.Textbox(
            label=self.say("ask_label"), info=self.say("ask_help"), lines=1, max_lines=6,
            max_length=self.context.settings.max_question, elem_id="sporsmal",
        )  # fmt: skip
        button = gr.Button(self.say("ask_button"), variant="primary", elem_id="send")
        shown = gr.Markdown("", elem_id="samtale", latex_delimiters=[])
        values = [box, self.extra, *self.inputs]
        gr.on([box.submit, button.click], self._ask, values, shown, **QUIET)

    def _search_tab(self) -> None:
        box = gr.Textbox(
            label=self.say("search_label"), lines=1, elem_id="sokefelt",
            max_length=self.context.settings.max_question,
        )  # fmt: skip
        button = gr.Button(self.say("search_button"), variant="primary", elem_id="sok-knapp")
        shown = gr.Markdown("", elem_id="treffliste", latex_delimiters=[])
        gr.on([box.submit, button.click], self._search, box, shown, **QUIET)

    def _timeline(self) -> str:
        sources = self.context.live.service.sources()
        return desk.timeline_markup(sources, date.today(), self.language)

    def _kept(self, chosen: str | None = None) -> tuple[Any, ...]:
        """Choices for the list of kept profiles and both sides of the comparison."""
        keys = list(self.profiles.keys())
        sides = [(self.say("compare_current"), CURRENT), *((k, k) for k in keys)]
        return (
            gr.Dropdown(choices=keys, value=chosen),
            gr.Dropdown(choices=sides, value=None),
            gr.Dropdown(choices=sides, value=CURRENT),
        )

    def _choices(self) -> tuple[Any, ...]:
        return self._kept()

    def _judged(self, extra: dict[str, Any], *values: Any) -> tuple[str, ...]:
        try:
            profile = validate(form.to_profile(values, extra))
        except AssistantError as error:
            return self.told("fault", reason=error), "", "", "", ""
        found = self._assess(profile)
        return (
            verdicts.summary_markup(found, self.language),
            verdicts.download_markup(profile, None, self.language),
            desk.matrix_markup(found, self.language),
            verdicts.tables_markup(found, self.context, self.language),
            json.dumps(profile_json(profile), ensure_ascii=False, indent=2),
        )

    def _assess(self, profile: Mapping[str, ProfileValue]) -> Any:
        order = sorted(catalogue().values(), key=lambda level: -level.validity.from_.toordinal())
        return assess(
            profile,
            levels=[level.id for level in order],
            as_of=date.today(),
            language=self.language,
            sources=self.context.live.service.sources(),
        )

    def _filled(self, profile: Mapping[str, ProfileValue], message: str) -> tuple[Any, ...]:
        return (message, form.extra_of(profile), *form.from_profile(profile))

    def _fetch(self, key: str | None, extra: dict[str, Any], *values: Any) -> tuple[Any, ...]:
        if not key:
            return (self.told("choose_first"), extra, *values)
        try:
            profile = self.profiles.get(key)
        except AssistantError as error:
            return (self.told("fault", reason=error), extra, *values)
        return self._filled(profile, self.told("loaded", name=key))

    def _read(self, text: str, extra: dict[str, Any], *values: Any) -> tuple[Any, ...]:
        is_json = (text or "").lstrip().startswith("{")
        try:
            profile = validate(parse(text or "", is_json=is_json))
        except AssistantError as error:
            return (self.told("fault", reason=error), extra, *values)
        return self._filled(profile, self.told("read"))

    def _save(self, extra: dict[str, Any], *values: Any) -> tuple[Any, ...]:
        try:
            key = self.profiles.save(form.to_profile(values, extra))
        except AssistantError as error:
            return (self.told("fault", reason=error), *(gr.Dropdown() for _ in range(3)))
        return (self.told("saved", name=key), *self._kept(key))

    def _delete(self, key: str | None) -> tuple[Any, ...]:
        if not key:
            return (self.told("choose_first"), *self._kept())
        self.profiles.delete(key)
        return (self.told("deleted", name=key), *self._kept())

    def _side(self, key: str | None, extra: dict[str, Any], values: Sequence[Any]) -> Any:
        if key == CURRENT:
            return validate(form.to_profile(values, extra))
        return self.profiles.get(key or "")

    def _compare(
        self, before: str | None, after: str | None, extra: dict[str, Any], *values: Any
    ) -> str:
        if not before or not after:
            return self.told("choose_first")
        try:
            found = compare(
                self._side(before, extra, values),
                self._side(after, extra, values),
                as_of=date.today(),
                language=self.language,
            )
        except AssistantError as error:
            return self.told("fault", reason=error)
        markdown = comparison_markdown(found, self.language)
        markup = render.answer_markup(markdown, rich=True)
        return render.one_line(f'<section class="sammenligning">{markup}</section>')

    def _ask(self, question: str, extra: dict[str, Any], *values: Any) -> str:
        if not (question or "").strip():
            return ""
        try:
            found = self._assess(validate(form.to_profile(values, extra)))
            answer = self.context.live.service.ask(question)
        except AssistantError as error:
            return self.told("fault", reason=error)
        related = desk.related_markup(answer, found, self.language)
        sources = sources_of(answer.citations, self.context)
        return render.turn_markup(answer, sources, turn="r", language=self.language, after=related)

    def _search(self, question: str) -> str:
        if not (question or "").strip():
            return ""
        try:
            hits = self.context.live.service.search(question, SEARCH_HITS)
        except AssistantError as error:
            return self.told("fault", reason=error)
        return desk.search_markup(question, hits, self.language)
