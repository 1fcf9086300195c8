"""What a heading or a lead-in promises: «Hvem kan søke», «Slik behandles søknaden:».

Under a heading that asks as the question does stands the answer, and a list that is led in by
«slik» tells how a thing is done, whatever words its steps are in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent, intent_of

# What such a place is worth in the ranking.
_PROMISED = 2.5
_NUMBERING = re.compile(r"^\W*(?:§ ?)?[\d.]*\W*")
_ASKS = cue("asks", "heading")
_HOW = cue("tells", "how")
# «Hvor lenge gjelder kurset?» is told in «gyldig i fem år», not in how long it takes.
_ASKS_VALID, _VALID = cue("asks", "valid"), cue("tells", "valid")
# So much of the question must stand by the unit for the heading to be about the same.
_COVERED = 0.7
# And so much of the heading in the question.
_THE_SAME = 0.75


def promised(unit: Unit, question: Question, covered: float) -> float:
    """What a unit gains by the heading right above it, by what leads it in, or by its very verb.

    Args:
        unit: a unit of a passage.
        question: the question.
        covered: share of the question that stands in the unit or around it.

    """
    if unit.kind is UnitKind.LIST and question.intent is Intent.PROCEDURE:
        lead = terms_of(unit.lead).stems
        if _HOW.match(unit.lead) and lead & terms_of(question.resolved).stems:
            return _PROMISED
    if question.intent is Intent.DURATION and _ASKS_VALID.search(question.resolved):
        return _PROMISED if _VALID.search(unit.text) else 0.0
    heading = unit.chunk.section[-1] if unit.chunk.section else ""
    first = unit.kind in (UnitKind.LIST, UnitKind.SENTENCE) and not unit.previous
    if not first or covered < _COVERED or not heading:
        return 0.0
    return _PROMISED if _asks_the_same(heading, question) else 0.0


def _asks_the_same(heading: str, question: Question) -> bool:
    asked = _as_question(heading)
    if not asked or _intent(asked) is not question.intent:
        return False
    content, theirs = terms_of(asked).stems, terms_of(question.resolved).stems
    if not content or not all(m.stands_in(heading) for m in question.mentions):
        return False
    return len(content & theirs) >= _THE_SAME * len(content)


def _as_question(heading: str) -> str:
    """A heading that asks, without its number; "" for others."""
    said = _NUMBERING.sub("", heading)
    return said if _ASKS.match(said) else ""


@lru_cache(maxsize=2_000)
def _intent(heading: str) -> Intent:
    return intent_of(heading)
