"""«Ja» or «Nei», only where the cited sentence decides the question."""

from __future__ import annotations

import re

from assistant.answer.evidence import Evidence
from assistant.answer.question import Question
from assistant.answer.units import UnitKind
from assistant.answer.values import find, supported
from assistant.domain import Status

_NEGATION = re.compile(r"\b(ikke|ingen|ikkje|inga|uten|aldri|verken)\b", re.IGNORECASE)
_LIMITING = re.compile(
    r"\b(bare|kun|berre|only|alle|all|alltid|always|aldri|never|hver|every)\b", re.I
)
_MUST = re.compile(r"\b(må|måtte|kreves?|krav|obligatorisk|must|require[sd]?|have to|need)\b", re.I)
_MAY = re.compile(r"\b(kan|kunne|mulig|adgang|can|may|could|allowed)\b", re.I)
_PAST = re.compile(
    r"\b(var|ble|blei|vart|kunne|fikk|fekk|hadde|måtte|skulle|gjaldt|was|were|did|could|had)\b", re.I
)
DECIDING_COVERAGE = 0.88
DECIDING_MATCH = 0.6


def verdict(question: Question, evidence: Evidence) -> bool | None:
    """True for yes, False for no, None where the sentence leaves it open.

    The sentence must hold every concept of the question itself; then negations are counted on
    both sides. Quantifiers («bare», «alle») and values that differ leave it open.
    """
    unit = evidence.unit
    if unit.kind is UnitKind.LIST or evidence.named < 1.0:
        return None
    matches = evidence.full.matches
    if evidence.full.share < DECIDING_COVERAGE or min(matches, default=0) < DECIDING_MATCH:
        return None
    if evidence.own.share < 0.7:
        return None
    names = {w for m in question.mentions for w in m.name.casefold().split()}
    topics = [c for c in question.query.concepts if c.surface not in names and c.telling >= 0.3]
    if not topics:
        return None
    asked, said = question.resolved, unit.text
    if bool(_LIMITING.search(asked)) != bool(_LIMITING.search(said)) and _LIMITING.search(asked):
        return None
    values = find(said)
    if any(not supported(v, values) for v in find(asked)):
        return None
    negated = bool(_NEGATION.search(said))
    status = unit.chunk.metadata.status
    past = bool(question.years) or bool(_PAST.search(asked))
    if not negated and status in (Status.HISTORICAL, Status.EXPIRED) and not past:
        # What held before is no «ja» to whether it holds now.
        return None
    if not negated and _MUST.search(asked) and not _MUST.search(said):
        return None
    if not negated and _MAY.search(asked) and not (_MAY.search(said) or evidence.own.share > 0.95):
        return None
    return negated == question.negated
