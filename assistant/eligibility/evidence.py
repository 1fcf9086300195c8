"""Profile values read from words, and how they join a profile that is already there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.domain import ProfileValue
from assistant.eligibility.fields import ABSENT, ACTOR_TYPES, MENTIONED
from assistant.eligibility.profile import validate


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """A value with the words `text[start:end]` that it was read from."""

    field: str
    value: ProfileValue
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that was read but not taken; `kept` is what stands, None where nothing does."""

    field: str
    kept: ProfileValue
    offered: ProfileValue
    words: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A profile with what was read in it, and what could not be taken."""

    profile: Mapping[str, ProfileValue]
    added: tuple[FieldEvidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def merge(profile: Mapping[str, ProfileValue], evidence: Iterable[FieldEvidence]) -> Merged:
    """Add what was read to a validated profile.

    A known value is never overwritten. A field that was read with several values stays unknown.
    Both are reported as conflicts, with the words.
    """
    values: dict[str, ProfileValue] = dict(profile)
    added: list[FieldEvidence] = []
    conflicts: list[Conflict] = []
    found = list(evidence)
    for item in found:
        if item.field in (MENTIONED, ABSENT):
            continue
        rivals = {e.value for e in found if e.field == item.field}
        known = values.get(item.field) if item.field in profile else None
        if (known is not None and known != item.value) or (known is None and len(rivals) > 1):
            conflicts.append(Conflict(item.field, known, item.value, item.words))
        elif known is None:
            values[item.field] = item.value
            added.append(item)
    _merge_actors(values, found, added, conflicts)
    order = {id(item): number for number, item in enumerate(found)}
    added.sort(key=lambda item: order[id(item)])
    return Merged(validate(values), tuple(added), tuple(conflicts))


def _merge_actors(
    values: dict[str, ProfileValue],
    found: list[FieldEvidence],
    added: list[FieldEvidence],
    conflicts: list[Conflict],
) -> None:
    """Add actors mentioned and actors said to be lacking, one at a time."""
    for item in found:
        if item.field not in (MENTIONED, ABSENT):
            continue
        (actor,) = _strings(item.value)
        whole = values.get(ACTOR_TYPES)
        other = ABSENT if item.field == MENTIONED else MENTIONED
        if isinstance(whole, tuple):
            if (actor in whole) is not (item.field == MENTIONED):
                conflicts.append(Conflict(ACTOR_TYPES, whole, item.value, item.words))
            continue
        if actor in _strings(values.get(other)):
            rest = tuple(a for a in _strings(values.get(other)) if a != actor)
            values[other] = rest or None
            conflicts.append(Conflict(item.field, None, item.value, item.words))
            added[:] = [e for e in added if not (e.field == other and e.value == item.value)]
        elif actor not in _strings(values.get(item.field)):
            values[item.field] = (*_strings(values.get(item.field)), actor)
            added.append(item)


def _strings(value: ProfileValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
