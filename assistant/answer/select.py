"""Which evidence answers a question, or that none does. Pure decisions over scored evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer.evidence import Evidence
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.question import Question
from assistant.answer.units import UnitKind, terms_of
from assistant.domain import Outcome


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When evidence is enough. Shares are of the question's weighted concepts, 0 to 1.

    `support`: least coverage with context. `core`: least coverage of the heaviest concept.
    `known`: least share of concepts that the documents know at all, under which a question is
    out of scope. `margin`: how far below the best score a further sentence may lie.
    `sure`: coverage from which one sentence with the value asked for is enough.
    """

    support: float = 0.3
    core: float = 0.35
    known: float = 0.2
    margin: float = 3.0
    sure: float = 0.85
    max_length: int = 330
    max_sentences: int = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One thing of a comparison, with the evidence on it."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The decision. `picked` are shown in order; `near` is offered when nothing answers."""

    outcome: Outcome
    picked: tuple[Evidence, ...] = ()
    near: tuple[Evidence, ...] = ()
    sides: tuple[Side, ...] = ()
    choices: tuple[str, ...] = ()
    support: float = field(default=0.0)


def sufficient(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the unit holds the thing asked for, about the thing it was asked for."""
    if evidence.named < 0.9 or not evidence.dated:
        return False
    if question.intent in EXPECTED and not (evidence.values and evidence.counted):
        return evidence.denied or (
            question.intent is Intent.COUNT and _counts_as_list(evidence, question)
        )
    return evidence.full.share >= t.support


def _counts_as_list(evidence: Evidence, question: Question) -> bool:
    """A list whose introduction names what is counted answers «hvor mange» by itself."""
    unit = evidence.unit
    if unit.kind is not UnitKind.LIST or not question.counted:
        return False
    lead = terms_of(unit.chunk.text[unit.start : unit.items[0][0]])
    counted = terms_of(" ".join(question.counted))
    return bool(counted.stems & lead.stems) and evidence.full.share >= 0.6


def select(
    question: Question,
    ranked: Sequence[Evidence],
    t: Thresholds,
    *,
    known_share: float,
    max_length: int | None = None,
) -> Selection:
    """The evidence to show for a question.

    Args:
        question: the question.
        ranked: evidence, best first.
        t: thresholds.
        known_share: weighted share of the question's concepts that stand in the documents.
        max_length: characters that the answer may have; `t.max_length` when None.
    """
    near = _distinct([e for e in ranked if e.unit.kind is not UnitKind.LIST])[:2]
    if not ranked or (known_share < t.known and not question.mentions):
        return Selection(Outcome.OUT_OF_SCOPE, near=tuple(near))
    fit = [e for e in ranked if sufficient(e, question, t) and _core(e, question, t)]
    if not fit:
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near), support=ranked[0].full.share)
    limit = max_length or t.max_length
    picked = _pick(question, fit, t, limit)
    return Selection(Outcome.ANSWERED, tuple(picked), support=picked[0].full.share)


def _core(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the concept that tells most is there; names and years are checked elsewhere."""
    matches = evidence.full.matches
    return not matches or max(matches) >= t.core


def _pick(
    question: Question, fit: Sequence[Evidence], t: Thresholds, limit: int
) -> list[Evidence]:
    best = fit[0]
    if best.unit.kind is UnitKind.ITEM and question.intent in (
        Intent.LIST,
        Intent.CRITERIA,
        Intent.PROCEDURE,
        Intent.COUNT,
    ):
        best = _whole_list(best, fit) or best
    if best.unit.kind is UnitKind.LIST:
        return [best]
    picked = [best]
    sure = (
        question.intent in EXPECTED
        and (bool(best.values) or best.denied)
        and best.full.share >= t.sure
        and best.own.share >= 0.5
    )
    if sure:
        return picked
    for candidate in fit[1:]:
        if len(picked) >= t.max_sentences or candidate.score < best.score - t.margin:
            break
        if candidate.unit.kind is UnitKind.LIST or repeats(candidate, picked):
            continue
        if sum(len(e.unit.text) + 1 for e in (*picked, candidate)) <= limit:
            picked.append(candidate)
    return _in_reading_order(picked)


def _whole_list(item: Evidence, fit: Sequence[Evidence]) -> Evidence | None:
    return next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.unit.chunk.id == item.unit.chunk.id
            and e.unit.start <= item.unit.start < e.unit.end
        ),
        None,
    )


def repeats(candidate: Evidence, picked: Sequence[Evidence]) -> bool:
    """Whether a unit says what is picked already, or is part of it."""
    mine = terms_of(candidate.unit.text).stems
    for other in picked:
        theirs = terms_of(other.unit.text).stems
        if len(mine & theirs) > 0.7 * max(1, min(len(mine), len(theirs))):
            return True
    return False


def _distinct(ranked: Sequence[Evidence]) -> list[Evidence]:
    found: list[Evidence] = []
    for evidence in ranked:
        if not repeats(evidence, found):
            found.append(evidence)
        if len(found) == 3:
            break
    return found


def _in_reading_order(picked: Sequence[Evidence]) -> list[Evidence]:
    """The best passage first; sentences of one passage in the order they stand there."""
    order: dict[str, int] = {}
    for evidence in picked:
        order.setdefault(evidence.unit.chunk.id, len(order))
    return sorted(picked, key=lambda e: (order[e.unit.chunk.id], e.unit.start))
