"""What a message means as the answer to one question of the dialogue."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain import Language, ProfileValue
from assistant.eligibility.fields import ACTOR_TYPES, Field, fields
from assistant.eligibility.numerals import number
from assistant.eligibility.reading import data as reading_data
from assistant.eligibility.reading import pattern

_MAX_OTHER_WORDS = 3


class Command(Enum):
    """What a message can ask of the dialogue itself."""

    STOP = "stop"
    RESUME = "resume"
    BACK = "back"
    SKIP = "skip"
    RESTART = "restart"
    STATUS = "status"


class Unclear(Enum):
    """Why a message is no answer to the question."""

    NOT_UNDERSTOOD = "not_understood"
    NOT_SURE = "not_sure"
    BAD_NUMBER = "bad_number"


@dataclass(frozen=True, slots=True)
class Answered:
    """The value that a message gives the field that was asked for."""

    value: ProfileValue


@cache
def data() -> Mapping[str, Any]:
    """The patterns of `dialogue.toml`."""
    path = Path(__file__).with_name("dialogue.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def command(message: str) -> Command | None:
    """The command that a whole message is, if any."""
    plain = message.strip().strip(".!?«»\"'").strip()
    for kind in Command:
        if pattern(data()["commands"][kind.value]).fullmatch(plain):
            return kind
    return None


def direct_answer(field: Field, message: str, language: Language) -> Answered | Unclear:
    """The field's value where the message answers the question head on."""
    if field.type == "yes_no":
        return _yes_no(message, language)
    if field.type in ("whole_number", "number"):
        return _number(field, message)
    if field.type == "choice":
        return _choice(field, message)
    if field.type == "list":
        return _actors(message)
    return Unclear.NOT_UNDERSTOOD


def _matches(name: str, message: str) -> bool:
    return pattern(data()["answers"][name]).search(message) is not None


def _yes_no(message: str, language: Language) -> Answered | Unclear:
    alone = message.strip(" .!").lower() == "no"
    yes, no = _matches("yes", message), _matches("no", message) or alone
    # Nynorsk «no» is "now": «no har vi ein strategi» is no refusal.
    no = no or (language is Language.EN and _matches("no_english", message))
    if _matches("not_sure", message):
        return Unclear.NOT_SURE
    if yes is no:
        return Unclear.NOT_UNDERSTOOD
    return Answered(yes)


def _number(field: Field, message: str) -> Answered | Unclear:
    if re.search(r"(?:^|\s)[-−–]\s?\d|\bminus\b", message):
        return Unclear.BAD_NUMBER
    words = re.findall(r"[\w,.-]+", message.rstrip(" .!"))
    values = {v for word in words if (v := number(word.rstrip(".,"))) is not None}
    whole = number(message.strip(" .!"))
    values = {whole} if whole is not None else values
    if len(values) == 1:
        (value,) = values
        if field.type == "whole_number" and not isinstance(value, int):
            return Unclear.BAD_NUMBER
        return Answered(value)
    return Answered(0) if not values and _matches("zero", message) else Unclear.NOT_UNDERSTOOD


def _choice(field: Field, message: str) -> Answered | Unclear:
    words: Mapping[str, str] = data()["choices"].get(field.name, {})
    found = [value for value, source in words.items() if pattern(source).search(message)]
    denied = pattern(reading_data()["clauses"]["negator"]).search(message)
    if len(found) == 1 and not denied:
        return Answered(found[0])
    if not found and "none" in field.values and _matches("none_label", message):
        return Answered("none")
    return Unclear.NOT_SURE if found else Unclear.NOT_UNDERSTOOD


def _actors(message: str) -> Answered | Unclear:
    everything = fields()[ACTOR_TYPES].values
    if _matches("all_actors", message):
        return Answered(everything)
    if _matches("no_actors", message):
        return Answered(())
    sources: Mapping[str, str] = reading_data()["actors"]
    found = tuple(a for a in everything if _actor(a, sources[a], message))
    if not found:
        return Unclear.NOT_UNDERSTOOD
    if _matches("all_but", message):
        return Answered(tuple(a for a in everything if a not in found))
    if pattern(reading_data()["clauses"]["negator"]).search(message):
        return Unclear.NOT_UNDERSTOOD
    if _matches("not_sure", message):
        return Unclear.NOT_SURE
    return Answered(found) if _is_list(message) else Unclear.NOT_UNDERSTOOD


def _is_list(message: str) -> bool:
    """Whether a message is little but actors: a description is no complete list of them."""
    rest = message.lower()
    for actor, source in reading_data()["actors"].items():
        rest = pattern(source).sub(" ", rest)
        for language in Language:
            rest = rest.replace(fields()[ACTOR_TYPES].value_label(actor, language).lower(), " ")
    return len(pattern(data()["answers"]["filler"]).sub(" ", rest).split()) <= _MAX_OTHER_WORDS


def _actor(actor: str, source: str, message: str) -> bool:
    labels = {fields()[ACTOR_TYPES].value_label(actor, language).lower() for language in Language}
    return any(label in message.lower() for label in labels) or bool(
        pattern(source).search(message)
    )
