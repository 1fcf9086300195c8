"""The profile form: Gradio inputs made from the profile's fields, and back to a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.domain import Language, ProfileValue
from assistant.eligibility.fields import ABSENT, ACTOR_TYPES, MAX_TEXT, MENTIONED, Field, fields
from assistant.texts import get

NONE = "none_of_these"
YES, NO, UNKNOWN = "yes", "no", ""


def asked_fields() -> tuple[Field, ...]:
    """The fields that the form asks for, in order, those of a group together."""
    wanted = [f for f in fields().values() if f.asked]
    groups = list(dict.fromkeys(f.group for f in wanted))
    return tuple(sorted(wanted, key=lambda f: groups.index(f.group)))


@dataclass(frozen=True, slots=True)
class Form:
    """The inputs in the order of `asked_fields`."""

    inputs: tuple[Any, ...]


def build(language: Language) -> Form:
    """All inputs, laid out within the Blocks that are open; a heading before each group."""
    inputs: list[Any] = []
    group = ""
    for field in asked_fields():
        if field.group != group:
            group = field.group
            heading = get(f"web_check.group_{group}", language)
            gr.Markdown(f"<h2>{heading}</h2>", elem_classes="gruppe")
        inputs.append(_input(field, language))
    return Form(tuple(inputs))


def _input(field: Field, language: Language) -> Any:
    shown: dict[str, Any] = {
        "label": field.question(language),
        "info": field.help(language),
        "elem_id": f"felt-{field.name}",
    }
    unknown = (get("web_check.unknown", language), UNKNOWN)
    if field.type == "yes_no":
        choices = [(get("web_check.yes", language), YES), (get("web_check.no", language), NO)]
        return gr.Radio([*choices, unknown], value=UNKNOWN, elem_classes="valg", **shown)
    if field.type == "choice":
        choices = [(field.value_label(v, language), v) for v in field.values]
        return gr.Radio([*choices, unknown], value=UNKNOWN, elem_classes="valg", **shown)
    if field.type == "list":
        choices = [(field.value_label(v, language), v) for v in field.values]
        none = (get("web_check.none_of_these", language), NONE)
        shown["info"] = f"{shown['info']} {get('web_check.empty_list_help', language)}"
        return gr.CheckboxGroup([*choices, none], value=[], elem_classes="valg", **shown)
    if field.type == "text":
        return gr.Textbox("", max_length=MAX_TEXT, lines=1, elem_classes="kort", **shown)
    # Gradio's own number input makes 0 of an empty field, and 0 is an answer.
    return gr.Textbox("", max_length=20, lines=1, elem_classes=["kort", "tall"], **shown)


def to_profile(values: Sequence[Any], extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the inputs hold as a raw profile, open fields left out.

    `extra` is what a description said of actor types without naming them all; the form's own
    list of actor types replaces it.
    """
    raw: dict[str, Any] = {}
    for field, value in zip(asked_fields(), values, strict=True):
        found = _value(field, value)
        if found is not None:
            raw[field.name] = found
    if ACTOR_TYPES not in raw:
        raw |= {k: list(v) for k, v in (extra or {}).items() if k in (MENTIONED, ABSENT) and v}
    return raw


def _value(field: Field, value: Any) -> Any:
    if field.type == "yes_no":
        return {YES: True, NO: False}.get(value)
    if field.type == "list":
        named = [v for v in value or [] if v != NONE]
        return named if named else ([] if value else None)
    text = str(value or "").strip()
    if field.type in ("choice", "text"):
        return text or None
    return _number(text) if text else None


def _number(text: str) -> Any:
    """A number as people write it («1 200», «9,5»); other text as it is, to be refused later."""
    bare = "".join(text.split()).replace(",", ".")
    try:
        return int(bare)
    except ValueError:
        pass
    try:
        return float(bare)
    except ValueError:
        return text


def from_profile(profile: Mapping[str, ProfileValue]) -> list[Any]:
    """Values of the inputs for a profile, in the order of `asked_fields`."""
    return [_shown(field, profile.get(field.name)) for field in asked_fields()]


def _shown(field: Field, value: ProfileValue) -> Any:
    if field.type == "yes_no":
        return UNKNOWN if value is None else (YES if value else NO)
    if field.type == "list":
        if value is None:
            return []
        return list(value) or [NONE] if isinstance(value, tuple) else []
    if field.type in ("choice", "text"):
        return value or ""
    return (
        ""
        if value is None
        else f"{value:g}".replace(".", ",")
        if isinstance(value, float)
        else str(value)
    )


def extra_of(profile: Mapping[str, ProfileValue]) -> dict[str, ProfileValue]:
    """The fields of a profile that the form has no input for."""
    return {k: v for k, v in profile.items() if k in (MENTIONED, ABSENT)}
