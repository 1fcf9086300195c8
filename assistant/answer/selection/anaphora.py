"""What a sentence leans on: the sentence before it, or the section that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.pointing import points_back
from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent

_KIND = (
    r"\w*(?:nivå|fase|modul|trinn|kategori|ordning|program|spor|løp|klasse|gruppe|pakke|level"
    r"|phase|module|stage|category|track|scheme|programme|tier|step|group)"
)
_ONE = r"(?:et|en|a|n|met)?\b"
# «Hvilket nivå», «hvilket av de nye trinnene», «kva for eit nivå», "which level"; who asks
# «hvilke nivåer» wants them listed.
_ASKS_WHICH = re.compile(
    rf"\b(?:hvilke[tn]|kva for (?:ein|eit|ei)|which|what|kva|hva slags) {_KIND}{_ONE}"
    r"|\b(?:hvilke[tn]|kva for (?:ein|eit|ei)|which(?: one)?) (?:av|of) (?:\w+ ){0,3}?"
    rf"{_KIND}\w*\b",
    re.IGNORECASE,
)
_ADDS = cue("tells", "adds")
# So much of what the best one has of the question.
_AS_MUCH = 0.95
_CONTINUED = frozenset({Intent.LIST, Intent.DEFINITION, Intent.CRITERIA, Intent.OTHER})


def asks_which(question: str) -> bool:
    """Whether a question asks for the name of a level, a phase, a module or the like."""
    return bool(_ASKS_WHICH.search(question))


def follows(unit_before: Evidence, evidence: Evidence) -> bool:
    """Whether a sentence stands right after another one in the same passage."""
    before, unit = unit_before.unit, evidence.unit
    return (
        before.chunk.id == unit.chunk.id
        and before.end <= unit.start
        and unit.kind is before.kind is UnitKind.SENTENCE
        and unit.previous == before.text
    )


def completed(
    question: Question, picked: Sequence[Evidence], ranked: Sequence[Evidence], *, room: int
) -> list[Evidence]:
    """What is picked, with the sentences without which it says too little or half.

    «Dette inkluderer …» right after the best sentence goes on with it, before others that were
    picked; the sentence before one that points back at it comes with it.

    Args:
        question: the question.
        picked: evidence to show, the best first.
        ranked: all evidence.
        room: characters that the evidence may have.

    """
    if any(e.unit.kind is UnitKind.LIST for e in picked):
        return list(picked)
    best, *others = found = list(picked)
    if question.intent in _CONTINUED:
        after = next((e for e in ranked if follows(best, e) and _goes_on(best, e)), None)
        if after is not None and _length([best, after]) <= room:
            found = [best, after]
            found += [e for e in others if e is not after and _length([*found, e]) <= room]
    for evidence in tuple(found):
        before = _needed(evidence, ranked)
        rest = [e for e in found if e is not before]
        if before is not None and _length([*rest, before]) <= room:
            at = rest.index(evidence)
            found = [*rest[:at], before, *rest[at:]]
    return found


def _goes_on(best: Evidence, after: Evidence) -> bool:
    """Whether a sentence goes on with the one before it: it points back, or adds to it («også»).

    What it adds must be of what is asked as much as the best one is.
    """
    if points_back(after.unit.text):
        return True
    as_much = after.own.share >= _AS_MUCH * best.own.share and after.named >= best.named
    return bool(_ADDS.search(main_clause(after.unit.text))) and as_much and best.own.share > 0


def _needed(evidence: Evidence, ranked: Sequence[Evidence]) -> Evidence | None:
    """The sentence before one that points back at it."""
    if not points_back(evidence.unit.text):
        return None
    return next((e for e in ranked if follows(e, evidence)), None)


def _length(evidence: Sequence[Evidence]) -> int:
    return sum(len(e.unit.text) + 1 for e in evidence)
