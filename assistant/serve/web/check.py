"""«Passer vi?»: the check as a form with live verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from assistant.domain import Assessment, Language
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.dialogue import CURRENT_LEVELS
from assistant.eligibility.evidence import Merged, merge
from assistant.eligibility.fields import fields, format_value
from assistant.eligibility.from_text import read_profile
from assistant.eligibility.profile import validate
from assistant.errors import InputError
from assistant.serve.limits import client_key
from assistant.serve.web import form, render, verdicts
from assistant.serve.web.context import Context
from assistant.texts import get

MAX_DESCRIPTION = 5000
QUIET: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "concurrency_limit": 8,
}


def host_of(request: gr.Request) -> str:
    """The key of the client behind an event."""
    return client_key(request.client.host if request.client else None)


def level_choices(language: Language) -> list[tuple[str, str]]:
    """Every level's name and id, those of the newest programme version first."""
    levels = sorted(catalogue().values(), key=lambda level: level.id not in CURRENT_LEVELS)
    return [(level.name[language], level.id) for level in levels]


def check_profile(
    context: Context, language: Language, raw: dict[str, Any], levels: Sequence[str] | None
) -> Assessment:
    """A raw profile against levels, today.

    Raises:
        InputError: for a faulty profile.

    """
    return assess(
        validate(raw),
        levels=levels or None,
        as_of=date.today(),
        language=language,
        sources=context.live.service.sources(),
    )


def markups(
    context: Context, language: Language, raw: dict[str, Any], levels: Sequence[str] | None
) -> tuple[str, str, str]:
    """Summary, tables and download buttons for a raw profile; a fault becomes a message."""
    try:
        found = check_profile(context, language, raw, levels)
    except InputError as error:
        words = get("web_check.invalid", language, reason=str(error))
        return render.message_markup(words), "", ""
    return (
        verdicts.summary_markup(found, language),
        verdicts.tables_markup(found, context, language),
        verdicts.download_markup(found.profile, list(levels) if levels else None, language),
    )


def read_words(text: str, raw: dict[str, Any], language: Language) -> tuple[Merged, str]:
    """What a description adds to a profile, and what to tell of it as markup.

    Raises:
        InputError: when the profile is faulty already.

    """
    merged = merge(validate(raw), read_profile(text[:MAX_DESCRIPTION], language))
    known = fields()
    items = [
        get(
            "web_check.words_item",
            language,
            label=known[e.field].label(language),
            value=format_value(e.field, e.value, language),
            words=e.words,
        )
        for e in merged.added
    ]
    items += [
        get(
            "web_check.words_conflict",
            language,
            label=known[c.field].label(language),
            words=c.words,
        )
        for c in merged.conflicts
    ]
    if not items:
        return merged, render.message_markup(get("web_check.words_none", language))
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    found = get("web_check.words_found", language)
    return merged, render.one_line(f'<div class="merknad"><p>{found}</p><ul>{listed}</ul></div>')


def build(context: Context, language: Language) -> Any:
    """The page as Gradio Blocks."""

    def say(key: str) -> str:
        return get(f"web_check.{key}", language)

    start = markups(context, language, {}, CURRENT_LEVELS)
    with gr.Blocks(
        title=f"{say('title')} – {context.voice.get('web.product', language)}", fill_width=True
    ) as page:
        extra = gr.State({}, time_to_live=3600)
        gr.Markdown(render.one_line(f"<h1>{say('title')}</h1><p class='ingress'>{say('lead')}</p>"))
        with gr.Row(elem_id="sjekk"):
            with gr.Column(scale=3, min_width=280):
                levels = gr.CheckboxGroup(
                    level_choices(language), value=list(CURRENT_LEVELS), label=say("levels"),
                    info=say("levels_help"), elem_classes="valg", elem_id="nivaer",
                )  # fmt: skip
                gr.Markdown(f"<h2>{say('words_title')}</h2>", elem_classes="gruppe")
                words = gr.Textbox(
                    label=say("words_label"), info=say("words_help"), lines=3, max_lines=8,
                    placeholder=say("words_placeholder"), max_length=MAX_DESCRIPTION,
                    elem_id="beskrivelse",
                )  # fmt: skip
                fill = gr.Button(say("words_button"), elem_id="fyll")
                told = gr.Markdown("", elem_id="lest", latex_delimiters=[])
                inputs = form.build(language).inputs
                clear = gr.Button(say("clear"), elem_id="tom")
            with gr.Column(scale=2, min_width=280, elem_id="resultat"):
                summary = gr.Markdown(start[0], elem_id="oppsummering", latex_delimiters=[])
        download = gr.Markdown(start[2], elem_id="last-ned", latex_delimiters=[])
        tables = gr.Markdown(start[1], elem_id="tabeller", latex_delimiters=[])

        def show(
            request: gr.Request, chosen: list[str], kept: dict[str, Any], *values: Any
        ) -> tuple[str, str, str]:
            if seconds := context.checks.wait(host_of(request)):
                words_told = get("web_check.wait", language, seconds=seconds)
                return render.message_markup(words_told), "", ""
            return markups(context, language, form.to_profile(values, kept), chosen)

        def take(text: str, kept: dict[str, Any], *values: Any) -> tuple[Any, ...]:
            try:
                merged, message = read_words(text or "", form.to_profile(values, kept), language)
            except InputError as error:
                message = render.message_markup(
                    get("web_check.invalid", language, reason=str(error))
                )
                return (kept, message, *values)
            profile = merged.profile
            return (form.extra_of(profile), message, *form.from_profile(profile))

        shown = [summary, tables, download]
        gr.on(
            [c.change for c in (levels, extra, *inputs)], show, [levels, extra, *inputs], shown,
            trigger_mode="always_last", **QUIET,
        )  # fmt: skip
        fill.click(take, [words, extra, *inputs], [extra, told, *inputs], **QUIET)
        clear.click(
            lambda: ({}, "", "", *form.from_profile({})),
            None,
            [extra, words, told, *inputs],
            **QUIET,
        )
    return page
