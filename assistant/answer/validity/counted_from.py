"""Times of something else than is asked about: «to uker før søknadsfristen».

They are counted from it, or tell what was done there («vedtatt på årsmøtet 14. mars 2023»), and do
not say when the application is due or the meeting held.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.units import terms_of
from assistant.answer.extraction.values import ValueKind
from assistant.answer.patterns import alternatives
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import asks_of_before

_THING = r"(?P<thing>(?:[\w-]+ ){0,2}[\w-]+)"
_FROM = re.compile(rf"\W*(?:\w+ ){{0,2}}?(?:{alternatives('tells', 'counted_to')}) {_THING}", re.I)
_DONE_AT = re.compile(rf"\b(?:{alternatives('tells', 'done_at')}) (?P<thing>[\w-]+)", re.I)
_TELLING, _SAID = 0.3, 0.7


def without_counted_from(
    fit: Sequence[Evidence], concepts: Sequence[WeightedConcept], question: Question
) -> list[Evidence]:
    """The evidence without times that are not of the thing asked about, but told by it.

    «Når må saker sendes før årsmøtet?» asks for more than the meeting, and keeps «to uker før
    årsmøtet».
    """
    asked = [c for c in concepts if c.concept.telling >= _TELLING]
    if question.intent is not Intent.DATE or not asked:
        return list(fit)
    kept = [e for e in fit if not _counts_from(e, asked)]
    if not asks_of_before(question):
        kept = [e for e in kept if not _was_done_there(e, asked)]
    if len(kept) == len(fit) or not any(e.own.share >= _SAID for e in kept):
        return kept
    # Where the thing itself is told of, a time that stands near it is no better.
    return [e for e in kept if e.own.share >= _SAID or not _is_stretch(e)]


def _is_stretch(evidence: Evidence) -> bool:
    """Whether the times of a unit are stretches only: «fire ukers varsel»."""
    values = evidence.values
    return bool(values) and all(v.kind is ValueKind.DURATION for v in values)


def _is_thing(words: str, asked: Sequence[WeightedConcept]) -> bool:
    return all(match(c.concept, terms_of(words)) >= _SAID for c in asked)


def _counts_from(evidence: Evidence, asked: Sequence[WeightedConcept]) -> bool:
    """Whether each time that a unit tells is counted from the thing asked about."""
    found = [_FROM.match(evidence.unit.text, v.end) for v in evidence.values]
    return _is_stretch(evidence) and all(m and _is_thing(m["thing"], asked) for m in found)


def _was_done_there(evidence: Evidence, asked: Sequence[WeightedConcept]) -> bool:
    """Whether a unit tells what was done at the thing asked about, and nothing else of it."""
    found = _DONE_AT.search(evidence.unit.text)
    return found is not None and _is_thing(found["thing"], asked)
