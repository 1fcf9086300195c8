"""The fields of a cluster profile, as `fields.toml` and the texts have them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from assistant import texts
from assistant.domain import Language, ProfileValue

ACTOR_TYPES = "actor_types"
MENTIONED = "actor_types_mentioned"
ABSENT = "actor_types_absent"
TYPES = ("text", "yes_no", "whole_number", "number", "choice", "list")
MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Field:
    """One profile field. `values` are the allowed ones, lowest first where `ordered`.

    `asked` is False for fields that only a description in words fills.
    """

    name: str
    type: str
    group: str
    values: tuple[str, ...] = ()
    ordered: bool = False
    minimum: float | None = None
    asked: bool = True

    def label(self, language: Language) -> str:
        """The field's name for a reader."""
        return texts.get(f"eligibility_fields.{self.name}.label", language)

    def question(self, language: Language) -> str:
        """The question that asks for the field, in everyday words."""
        return texts.get(f"eligibility_fields.{self.name}.question", language)

    def help(self, language: Language) -> str:
        """What the question means and what counts."""
        return texts.get(f"eligibility_fields.{self.name}.help", language)

    def value_label(self, value: str, language: Language) -> str:
        """One allowed value for a reader."""
        name = ACTOR_TYPES if self.name in (MENTIONED, ABSENT) else self.name
        return texts.get(f"eligibility_fields.{name}.{value}", language)

    def allowed(self) -> str:
        """What the field takes, in English, for an error message."""
        joined = ", ".join(self.values)
        return {
            "text": f"text of at most {MAX_TEXT} characters",
            "yes_no": "true or false",
            "whole_number": f"a whole number of at least {self.minimum}",
            "number": f"a number of at least {self.minimum}",
            "choice": f"one of {joined}",
            "list": f"a list of {joined}",
        }[self.type]


@cache
def fields() -> Mapping[str, Field]:
    """All fields by name, in the order of `fields.toml`."""
    path = Path(__file__).with_name("fields.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {
        name: Field(
            name=name,
            type=body["type"],
            group=body["group"],
            values=tuple(body.get("values", ())),
            ordered=body.get("ordered", False),
            minimum=body.get("minimum"),
            asked=body.get("asked", True),
        )
        for name, body in raw.items()
    }
    wrong = [f.name for f in found.values() if f.type not in TYPES]
    if wrong:
        raise ValueError(f"{path.name}: unknown type for {', '.join(wrong)}")
    return MappingProxyType(found)


def format_value(name: str, value: ProfileValue, language: Language) -> str:
    """A profile value for a reader: «ja», «Gull», «9,5», «Akademia og Kapital»."""
    field = fields()[name]
    if value is None:
        return texts.get("eligibility.value.unknown", language)
    if isinstance(value, bool):
        return texts.get(f"eligibility.value.{'yes' if value else 'no'}", language)
    if isinstance(value, tuple):
        shown = [field.value_label(v, language) for v in value]
        return ", ".join(shown) if shown else texts.get("eligibility.value.none", language)
    if isinstance(value, int | float):
        shown_number = f"{value:g}" if isinstance(value, float) else str(value)
        return shown_number if language is Language.EN else shown_number.replace(".", ",")
    return field.value_label(value, language) if field.type == "choice" else value
