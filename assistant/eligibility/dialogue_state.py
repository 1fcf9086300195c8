"""What the eligibility dialogue knows, and how that is kept: frozen values and plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from assistant.domain import Language, Metadata, ProfileValue
from assistant.eligibility.assess import choose
from assistant.eligibility.evidence import FieldEvidence
from assistant.eligibility.fields import ABSENT, ACTOR_TYPES, MENTIONED, fields
from assistant.eligibility.payload import profile_json
from assistant.eligibility.profile import validate
from assistant.errors import InputError

Profile = Mapping[str, ProfileValue]
NOTHING: Profile = MappingProxyType({})


class Phase(StrEnum):
    """Where the conversation is."""

    ASKING = "asking"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Step:
    """One answer: the field asked for and everything it made known; nothing when skipped."""

    asked: str | None
    values: Profile = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Context:
    """What a reply depends on besides the state."""

    as_of: date
    sources: Mapping[str, Metadata] = field(default_factory=dict)
    language: Language = Language.NB


@dataclass(frozen=True, slots=True)
class DialogueState:
    """Everything the conversation knows. `current` is the field being asked for.

    `read` is what the first message said, with its words, for the opening reply.
    """

    levels: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    current: str | None = None
    phase: Phase = Phase.ASKING
    read: tuple[FieldEvidence, ...] = ()

    @property
    def profile(self) -> Profile:
        """All that is known; a later answer replaces an earlier one."""
        known = NOTHING
        for step in self.steps:
            known = overlay(known, step.values)
        return known

    @property
    def skipped(self) -> tuple[str, ...]:
        """Fields answered with "don't know" and still not known."""
        known = self.profile
        return tuple(s.asked for s in self.steps if s.asked and s.asked not in known)


def to_json(state: DialogueState) -> dict[str, Any]:
    """A state as plain data."""
    return {
        "levels": list(state.levels),
        "steps": [{"asked": s.asked, "values": profile_json(s.values)} for s in state.steps],
        "current": state.current,
        "phase": state.phase.value,
    }


def from_json(raw: Mapping[str, Any]) -> DialogueState:
    """The state that `to_json` wrote.

    Raises:
        InputError: when it is not such a state, naming what is wrong.

    """
    try:
        steps = tuple(Step(_asked(s["asked"]), validate(s["values"])) for s in raw["steps"])
        levels = tuple(str(level) for level in raw["levels"])
        choose(levels)
        return DialogueState(levels, steps, _asked(raw["current"]), Phase(raw["phase"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(f"not a saved eligibility dialogue: {error!r}") from None


def _asked(name: object) -> str | None:
    if name is not None and name not in fields():
        raise InputError(f"not a saved eligibility dialogue: {name!r} is no profile field")
    return None if name is None else str(name)


def overlay(known: Profile, new: Profile) -> Profile:
    """What is known after a later statement: it wins, and actor types add up."""
    values: dict[str, ProfileValue] = {**known, **new}
    if ACTOR_TYPES in new:
        values.pop(MENTIONED, None)
        values.pop(ABSENT, None)
    elif MENTIONED in new or ABSENT in new:
        plus, minus = {*_strings(new.get(MENTIONED))}, {*_strings(new.get(ABSENT))}
        whole = known.get(ACTOR_TYPES)
        if isinstance(whole, tuple):
            values[ACTOR_TYPES] = tuple(({*whole} | plus) - minus)
            values.pop(MENTIONED, None)
            values.pop(ABSENT, None)
        else:
            values[MENTIONED] = tuple(({*_strings(known.get(MENTIONED))} | plus) - minus) or None
            values[ABSENT] = tuple(({*_strings(known.get(ABSENT))} | minus) - plus) or None
    return validate(values)


def _strings(value: ProfileValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
