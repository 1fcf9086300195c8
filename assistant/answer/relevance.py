"""Whether a checked draft speaks of what was asked. True sentences about something else do not.

«57 søkte» is supported by a passage on 2016 and still no answer for 2024: the thing asked for
must be there, for the level and the year it was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.draft_check import CheckedDraft
from assistant.answer.evidence import Evidence, Scorer
from assistant.answer.intent import EXPECTED
from assistant.answer.matching import WeightedConcept
from assistant.answer.polarity import verdict
from assistant.answer.question import Question
from assistant.answer.units import Unit
from assistant.answer.values import find
from assistant.domain import Hit, Language
from assistant.search.names import Mention

# Half of what the extractive answerer asks for: a model also answers in other words.
MIN_COVERAGE = 0.25
_YES = re.compile(r"\W*(ja|yes)\b", re.IGNORECASE)
_NO = re.compile(r"\W*(nei|no)\b", re.IGNORECASE)


def evidence_for(
    checked: CheckedDraft,
    question: Question,
    concepts: Sequence[WeightedConcept],
    rivals: Sequence[str],
) -> tuple[Evidence, ...]:
    """The quoted units, scored as evidence for the question."""
    quoted = {_key(u): u for k in checked.kept for u in k.units}
    chunks = {u.chunk.id: u.chunk for u in quoted.values()}
    hits = [Hit(chunk, 1.0) for chunk in chunks.values()]
    scored = Scorer(question, concepts, rivals=rivals).score(hits)
    return tuple(e for e in scored if _key(e.unit) in quoted)


def answers(
    checked: CheckedDraft,
    question: Question,
    evidence: Sequence[Evidence],
    *,
    rivals: Sequence[str],
) -> bool:
    """Whether the kept sentences hold the thing asked for, about what it was asked for."""
    if not checked.kept or not evidence:
        return False
    if max(e.full.share for e in evidence) < MIN_COVERAGE:
        return False
    if not any(e.dated for e in evidence):
        return False
    others = [
        r for r in rivals if r.casefold() not in {m.name.casefold() for m in question.mentions}
    ]
    if not all(any(_about(m, e.unit, others) for e in evidence) for m in question.mentions):
        return False
    return _has_value(checked, question)


def contradicts(checked: CheckedDraft, question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the draft says yes or no where the quoted sentence decides the other way."""
    opening = checked.text.lstrip("*_ ")
    said = True if _YES.match(opening) else False if _NO.match(opening) else None
    if said is None or not checked.kept:
        return False
    first = {_key(u) for u in checked.kept[0].units}
    decided = [verdict(question, e) for e in evidence if _key(e.unit) in first]
    return any(d is not None and d != said for d in decided)


def _has_value(checked: CheckedDraft, question: Question) -> bool:
    """Where an amount, duration, date or count is asked for, that one is told."""
    kinds = EXPECTED.get(question.intent)
    if not kinds:
        return True
    asked = {v.canonical for v in find(question.resolved)}
    english = question.language is Language.EN
    told = [v for k in checked.kept for v in find(k.text, english=english)]
    return any(v.kind in kinds and v.canonical not in asked for v in told)


def _about(mention: Mention, unit: Unit, rivals: Sequence[str]) -> bool:
    """Whether a unit speaks of a name, itself or by what stands above it."""
    if mention.stands_in(unit.text):
        return True
    if any(re.search(rf"\b{re.escape(r)}\b", unit.text) for r in rivals):
        return False
    return any(mention.stands_in(t) for t in (unit.previous, unit.context))


def _key(unit: Unit) -> tuple[str, int, int]:
    return unit.chunk.id, unit.start, unit.end
