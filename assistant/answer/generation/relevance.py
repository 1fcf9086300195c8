"""Whether a checked draft speaks of what was asked. True sentences about something else do not.

«57 søkte» is supported by a passage on 2016 and still no answer for 2024: the thing asked for
must be there, for the level and the year it was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.extraction.units import Unit
from assistant.answer.extraction.values import find
from assistant.answer.generation.draft_check import CheckedDraft, Kept
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.understanding.intent import EXPECTED
from assistant.answer.yes_no.polarity import verdict
from assistant.domain import Hit, Language
from assistant.search.names import Mention

# Where the extractive answerer found an answer, a model may give it in other words; where it
# found none, the sentence has to be about as close to the question as it asks for itself.
MIN_COVERAGE = 0.25
MIN_COVERAGE_ALONE = 0.4
_YES = re.compile(r"\W*(ja|jo|yes)\b", re.IGNORECASE)
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
    alone: bool,
) -> bool:
    """Whether the kept sentences hold the thing asked for, about what it was asked for.

    One sentence must do it, with its own quotes: the year from one and the number from another
    make no answer. Several names («Arena og Arena Pro») may be spread over several sentences.

    Args:
        checked: what the check left of the draft.
        question: the question.
        evidence: the quoted units as evidence.
        rivals: names that headings carry.
        alone: whether the extractive answerer found no answer.

    """
    by_unit = {_key(e.unit): e for e in evidence}
    asked = {m.name.casefold() for m in question.mentions}
    others = [r for r in rivals if r.casefold() not in asked]
    told = {m for m in question.mentions for e in evidence if _about(m, e.unit, others)}
    if len(told) < len(set(question.mentions)):
        return False
    least = MIN_COVERAGE_ALONE if alone else MIN_COVERAGE
    for kept in checked.kept:
        own = [by_unit[_key(u)] for u in kept.units if _key(u) in by_unit]
        named = not asked or any(_about(m, e.unit, others) for m in told for e in own)
        close = [e for e in own if e.dated and e.full.share >= least]
        counted = any(e.counted for e in close) or not alone
        if named and close and counted and _has_value(kept, question):
            return True
    return False


def contradicts(checked: CheckedDraft, question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the draft says yes or no where the quoted sentence decides the other way."""
    said, decided = _said(checked), _decided(checked, question, evidence)
    return said is not None and any(d is not None and d != said for d in decided)


def decided(
    checked: CheckedDraft, question: Question, evidence: Sequence[Evidence]
) -> CheckedDraft:
    """The draft with the «Ja» or «Nei» that it began with, where the quoted sentence affirms it."""
    said = _said(checked)
    if said is None or said not in _decided(checked, question, evidence):
        return checked
    return replace(checked, text=f"**{checked.opening.capitalize()}**: {checked.text}")


def is_decided(checked: CheckedDraft, question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether what the first sentence quotes decides a question of yes or no."""
    return any(d is not None for d in _decided(checked, question, evidence))


def _said(checked: CheckedDraft) -> bool | None:
    if _YES.match(checked.opening):
        return True
    return False if _NO.match(checked.opening) else None


def _decided(
    checked: CheckedDraft, question: Question, evidence: Sequence[Evidence]
) -> list[bool | None]:
    """What the units of the first sentence decide."""
    first = {_key(u) for k in checked.kept[:1] for u in k.units}
    return [verdict(question, e) for e in evidence if _key(e.unit) in first]


def _has_value(kept: Kept, question: Question) -> bool:
    """Where an amount, duration, date or count is asked for, whether a sentence tells one."""
    kinds = EXPECTED.get(question.intent)
    if not kinds:
        return True
    asked = {v.canonical for v in find(question.resolved)}
    told = find(kept.text, english=question.language is Language.EN)
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
