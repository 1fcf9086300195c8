"""«Ja» or «Nei», only where the cited sentence decides the question."""

from __future__ import annotations

import re

from assistant.answer.evidence import Evidence
from assistant.answer.question import Question
from assistant.answer.units import UnitKind
from assistant.answer.values import find, supported
from assistant.domain import Status
from assistant.search.names import name_words

_NEGATION = re.compile(r"\b(ikke|ingen|ikkje|inga|uten|aldri|verken)\b", re.IGNORECASE)
_LIMITING = re.compile(
    r"\b(bare|kun|berre|only|alle|all|alltid|always|aldri|never|hver|every)\b", re.I
)
_MUST = re.compile(r"\b(må|måtte|kreves?|krav|obligatorisk|must|require[sd]?|have to|need)\b", re.I)
_MAY = re.compile(r"\b(kan|kunne|mulig|adgang|can|may|could|allowed)\b", re.I)
_PAST = re.compile(
    r"\b(var|ble|blei|vart|kunne|fikk|fekk|hadde|måtte|skulle|gjaldt|was|were|did|could|had)\b",
    re.I,
)
_DECIDING_COVERAGE, _DECIDING_MATCH, _DECIDING_OWN = 0.88, 0.6, 0.7
_TOPIC = 0.3
# So much of the question stands in the sentence itself that «kan» may be left out of it.
_NEARLY_ALL = 0.95


def verdict(question: Question, evidence: Evidence) -> bool | None:
    """True for yes, False for no, None where the sentence leaves it open.

    The sentence must hold every concept of the question itself; then negations are counted on
    both sides. Quantifiers («bare», «alle») and values that differ leave it open.
    """
    unit = evidence.unit
    if unit.kind is UnitKind.LIST or not _speaks_of_all(question, evidence):
        return None
    asked, said = question.resolved, unit.text
    if _LIMITING.search(asked) and not _LIMITING.search(said):
        return None
    values = find(said)
    if any(not supported(v, values) for v in find(asked)):
        return None
    negated = bool(_NEGATION.search(said))
    if not negated and _left_open(question, evidence):
        return None
    return negated == question.negated


def _speaks_of_all(question: Question, evidence: Evidence) -> bool:
    """Whether every concept and name of the question is spoken of, most by the unit itself."""
    full = evidence.full
    if evidence.named < 1.0 or evidence.own.share < _DECIDING_OWN:
        return False
    if full.share < _DECIDING_COVERAGE or min(full.matches, default=0) < _DECIDING_MATCH:
        return False
    names = name_words(question.mentions)
    return any(c.surface not in names and c.telling >= _TOPIC for c in question.query.concepts)


def _left_open(question: Question, evidence: Evidence) -> bool:
    """Whether an affirmative sentence leaves the question open."""
    asked, said = question.resolved, evidence.unit.text
    status = evidence.unit.chunk.metadata.status
    past = bool(question.years) or bool(_PAST.search(asked))
    if status in (Status.HISTORICAL, Status.EXPIRED) and not past:
        # What held before is no «ja» to whether it holds now.
        return True
    if _MUST.search(asked) and not _MUST.search(said):
        return True
    allowed = _MAY.search(said) or evidence.own.share > _NEARLY_ALL
    return bool(_MAY.search(asked)) and not allowed
