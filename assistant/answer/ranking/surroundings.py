"""What stands around a unit, and what a word counts for there."""

from __future__ import annotations

from assistant.answer.extraction.units import Unit, UnitKind

# What a concept counts for where it stands around the unit and not in it.
_RIGHT_ABOVE = 1.0
_IN_CONTEXT, _BEFORE, _IN_LIST = 0.7, 0.5, 0.6


def text_beside(unit: Unit) -> list[tuple[str, float]]:
    """The heading right above a unit and the sentence before it, with what they count for."""
    return [(h, _RIGHT_ABOVE) for h in unit.chunk.section[-1:]] + [(unit.previous, _BEFORE)]


def text_around(unit: Unit) -> tuple[str, list[tuple[str, float]]]:
    """A unit's own text, and what stands around it with what that counts for."""
    near = [(unit.context, _IN_CONTEXT), (unit.previous, _BEFORE)]
    if unit.kind is not UnitKind.LIST:
        return unit.text, near
    # A long list mentions much; what introduces it says what it is a list of.
    near.append((unit.text, _IN_LIST))
    return "\n".join((unit.lead, *unit.chunk.section[-1:])), near
