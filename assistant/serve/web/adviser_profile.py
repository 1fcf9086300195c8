"""The tab «Profil»: the form with live verdicts, kept profiles, files in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.domain import Assessment, ProfileValue
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.payload import profile_json
from assistant.eligibility.profile import parse, validate
from assistant.errors import AssistantError
from assistant.serve.profile_files import read_profile_file
from assistant.serve.profiles import Profiles
from assistant.serve.web import desk, form, verdicts
from assistant.serve.web.check import QUIET
from assistant.serve.web.context import Context
from assistant.serve.web.words import FILE_HEIGHT, Words

# The profile in the form, among the profiles to compare.
CURRENT = "*"


class ProfileTab:
    """Built within the tab that is open. `values` are the inputs that hold the profile."""

    def __init__(self, context: Context, words: Words) -> None:
        self.profiles = Profiles(context.settings.data / "profiles")
        self._context = context
        self._words = words
        self._extra = gr.State({}, time_to_live=3600)
        say = words.say
        with gr.Row(elem_id="profiler"):
            self._kept = gr.Dropdown([], label=say("kept"), elem_id="lagrede", scale=3)
            fetch = gr.Button(say("open"), scale=0)
            self._save_button = gr.Button(say("save"), variant="primary", scale=0)
            new = gr.Button(say("new"), scale=0)
            self._delete_button = gr.Button(say("delete"), scale=0)
        file, pasted, read = self._ways_in()
        self._message = gr.Markdown("", elem_id="profilmelding", latex_delimiters=[])
        with gr.Row(elem_id="sjekk"):
            with gr.Column(scale=3, min_width=280):
                self._inputs = form.build(words.language).inputs
            with gr.Column(scale=2, min_width=280, elem_id="resultat"):
                self._summary = gr.Markdown("", elem_id="oppsummering", latex_delimiters=[])
                self._download = gr.Markdown("", elem_id="last-ned", latex_delimiters=[])
        with gr.Accordion(say("export"), open=False):
            self._json = gr.Textbox(label=say("export"), lines=6, max_lines=16, interactive=False)
        self.values = [self._extra, *self._inputs]
        filled = [self._message, *self.values]
        fetch.click(self._fetch, [self._kept, *self.values], filled, **QUIET)
        new.click(lambda: ("", {}, *form.from_profile({})), None, filled, **QUIET)
        read.click(self._read, [pasted, *self.values], filled, **QUIET)
        file.upload(self._load, [file, *self.values], [file, *filled], **QUIET)

    def _ways_in(self) -> tuple[Any, Any, Any]:
        say = self._words.say
        with gr.Accordion(say("load"), open=False, elem_id="lim-inn"):
            file = gr.File(label=say("load_file"), elem_id="fil", height=FILE_HEIGHT)
            pasted = gr.Textbox(label=say("paste"), info=say("paste_help"), lines=6, max_lines=16)
            return file, pasted, gr.Button(say("paste_button"), elem_id="les-inn")

    def wire(self, page: Any, *, judged: Sequence[Any], sides: Sequence[Any]) -> None:
        """Connect what lies in other tabs.

        Args:
            page: the page, once all tabs are built.
            judged: where the levels side by side and their tables are shown.
            sides: both lists of profiles to compare.

        """
        shown = [self._summary, self._download, *judged, self._json]
        kept = [self._kept, *sides]
        page.load(self._choices, None, kept, **QUIET)
        page.load(self._judged, self.values, shown, **QUIET)
        gr.on(
            [c.change for c in self.values], self._judged, self.values, shown,
            trigger_mode="always_last", **QUIET,
        )  # fmt: skip
        self._save_button.click(self._save, self.values, [self._message, *kept], **QUIET)
        self._delete_button.click(self._delete, self._kept, [self._message, *kept], **QUIET)

    def profile(self, extra: Mapping[str, Any], values: Sequence[Any]) -> Any:
        """The profile that the form holds.

        Raises:
            InputError: when it has faults.

        """
        return validate(form.to_profile(values, extra))

    def assess(self, profile: Mapping[str, ProfileValue]) -> Assessment:
        """Every level today, the newest programme version first."""
        order = sorted(catalogue().values(), key=lambda level: -level.validity.from_.toordinal())
        return assess(
            profile,
            levels=[level.id for level in order],
            as_of=date.today(),
            language=self._words.language,
            sources=self._context.live.service.sources(),
        )

    def _choices(self, chosen: str | None = None) -> tuple[Any, ...]:
        """Choices for the list of kept profiles and both sides of the comparison."""
        keys = list(self.profiles.keys())
        sides = [(self._words.say("compare_current"), CURRENT), *((k, k) for k in keys)]
        return (
            gr.Dropdown(choices=keys, value=chosen),
            gr.Dropdown(choices=sides, value=None),
            gr.Dropdown(choices=sides, value=CURRENT),
        )

    def _judged(self, extra: dict[str, Any], *values: Any) -> tuple[str, ...]:
        try:
            profile = self.profile(extra, values)
        except AssistantError as error:
            return self._words.fault(error), "", "", "", ""
        found, language = self.assess(profile), self._words.language
        return (
            verdicts.summary_markup(found, language),
            verdicts.download_markup(profile, None, language)
            + desk.profile_download_markup(profile, language),
            desk.matrix_markup(found, language),
            verdicts.tables_markup(found, self._context, language),
            json.dumps(profile_json(profile), ensure_ascii=False, indent=2),
        )

    def _filled(self, profile: Mapping[str, ProfileValue], message: str) -> tuple[Any, ...]:
        return (message, form.extra_of(profile), *form.from_profile(profile))

    def _fetch(self, key: str | None, *values: Any) -> tuple[Any, ...]:
        if not key:
            return (self._words.told("choose_first"), *values)
        try:
            profile = self.profiles.get(key)
        except AssistantError as error:
            return (self._words.fault(error), *values)
        return self._filled(profile, self._words.told("loaded", name=key))

    def _load(self, file: str | None, *values: Any) -> tuple[Any, ...]:
        """Fill the form from an uploaded file, which is not kept."""
        if not file:
            return (None, "", *values)
        path = Path(file)
        try:
            profile = read_profile_file(path)
        except AssistantError as error:
            return (None, self._words.fault(error, "file_fault"), *values)
        finally:
            path.unlink(missing_ok=True)
        return (None, *self._filled(profile, self._words.told("file_read", name=path.name)))

    def _read(self, text: str, *values: Any) -> tuple[Any, ...]:
        is_json = (text or "").lstrip().startswith("{")
        try:
            profile = validate(parse(text or "", is_json=is_json))
        except AssistantError as error:
            return (self._words.fault(error), *values)
        return self._filled(profile, self._words.told("read"))

    def _save(self, extra: dict[str, Any], *values: Any) -> tuple[Any, ...]:
        try:
            key = self.profiles.save(form.to_profile(values, extra))
        except AssistantError as error:
            return (self._words.fault(error), *(gr.Dropdown() for _ in range(3)))
        return (self._words.told("saved", name=key), *self._choices(key))

    def _delete(self, key: str | None) -> tuple[Any, ...]:
        if not key:
            return (self._words.told("choose_first"), *self._choices())
        self.profiles.delete(key)
        return (self._words.told("deleted", name=key), *self._choices())
