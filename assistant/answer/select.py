"""Which evidence answers a question, or that none does. Pure decisions over scored evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.evidence import Evidence
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import WeightedConcept
from assistant.answer.polarity import verdict
from assistant.answer.question import Question
from assistant.answer.units import UnitKind, terms_of
from assistant.answer.values import ValueKind, find
from assistant.domain import Outcome
from assistant.search import analysis


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When evidence is enough. Shares are of the question's weighted concepts, 0 to 1.

    `trust`: least trust (see `trust_of`) under which nothing is answered. `absent`: largest share
    of the question that may stand elsewhere in the documents but not by the unit; `absent_value`
    the same where a value is asked for; neither counts from a coverage of `overwhelming`. `margin`: how far below the best score a further sentence
    may lie, `relative` the least share of the best one's coverage it must reach. `sure`: coverage from which one sentence with the value asked for is enough.
    """

    trust: float = -0.2
    absent: float = 0.5
    absent_value: float = 0.35
    overwhelming: float = 0.6
    margin: float = 4.0
    relative: float = 0.6
    sure: float = 0.85
    max_length: int = 450
    max_sentences: int = 4


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


def sufficient(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the unit holds the thing asked for, about the thing it was asked for."""
    if evidence.named < (0.9 if len(question.mentions) < 2 else 0.65) or not evidence.dated or evidence.features.about_itself:
        return False
    if not evidence.focused:
        return False
    strict = question.intent in EXPECTED
    overwhelming = evidence.full.share >= t.overwhelming
    if not overwhelming and evidence.absent > (t.absent_value if strict else t.absent):
        return False
    if question.intent in EXPECTED and not (evidence.values and evidence.counted):
        return (
            evidence.denied
            or (question.intent is Intent.COUNT and _counts_as_list(evidence, question))
            or (question.intent is Intent.DATE and _asks_condition(evidence, question))
        )
    return True


_HINT = 0.3


def trust_of(evidence: Evidence, concepts: Sequence[WeightedConcept]) -> float:
    """How surely a unit is about the matter of the question at all; 0 is even odds.

    Log odds fitted by logistic regression: answerable tuning questions against unrelated ones.
    What counts is how much telling words the unit and its surroundings match, and how much of
    the question the documents have never heard of.
    """
    matched = [c.concept.telling * m for c, m in zip(concepts, evidence.full.matches, strict=True)]
    unheard = sum(
        c.concept.telling
        for c, m in zip(concepts, evidence.full.matches, strict=True)
        if not c.stands and m < _HINT
    )
    return (
        2.0 * min(4.0, sum(matched)) + 1.6 * max(matched, default=0.0) - 1.46 * min(3.0, unheard)
    ) - 1.78


def _asks_condition(evidence: Evidence, question: Question) -> bool:
    """Whether «når» may ask for a condition («når er en klynge klar for …») that the unit states."""
    text = question.resolved
    if question.years or re.search(
        r"frist|dato|dag\b|år\b|date|year|deadline|åpn|neste", text, re.I
    ):
        return False
    present = re.search(r"\b(når|when) (er|kan|blir|is|can|does|do|må|bør)\b", text, re.I)
    stated = re.search(
        r"\b(når|først|etter at|så snart|dersom|hvis|innen)\b", evidence.unit.text, re.I
    )
    return bool(present and stated) and evidence.full.share >= 0.5


def _counts_as_list(evidence: Evidence, question: Question) -> bool:
    """A list whose introduction names what is counted answers «hvor mange» by itself."""
    unit = evidence.unit
    if unit.kind is not UnitKind.LIST or not question.counted:
        return False
    lead = unit.chunk.text[unit.start : unit.items[0][0]]
    stop = analysis.norwegian_stop_words()
    subject = [w for w in analysis.words(lead) if w not in stop][:2]
    named = {w for m in question.mentions for w in m.name.casefold().split()}
    counted = terms_of(" ".join(w for w in question.counted if w not in named))
    return bool(counted.stems & terms_of(" ".join(subject)).stems) and evidence.full.share >= 0.5


_HINT = 0.3


def trust_of(evidence: Evidence, concepts: Sequence[WeightedConcept]) -> float:
    """How surely a unit is about the matter of the question at all; 0 is even odds.

    Log odds fitted by logistic regression: answerable tuning questions against unrelated ones.
    What counts is how much telling words the unit and its surroundings match, and how much of
    the question the documents have never heard of.
    """
    matched = [c.concept.telling * m for c, m in zip(concepts, evidence.full.matches, strict=True)]
    unheard = sum(
        c.concept.telling
        for c, m in zip(concepts, evidence.full.matches, strict=True)
        if not c.stands and m < _HINT
    )
    return (
        2.0 * min(4.0, sum(matched)) + 1.6 * max(matched, default=0.0) - 1.46 * min(3.0, unheard)
    ) - 1.78


def _asks_condition(evidence: Evidence, question: Question) -> bool:
    """Whether «når» may ask for a condition («når er en klynge klar for …») that the unit states."""
    text = question.resolved
    if question.years or re.search(
        r"frist|dato|dag\b|år\b|date|year|deadline|åpn|neste", text, re.I
    ):
        return False
    present = re.search(r"\b(når|when) (er|kan|blir|is|can|does|do|må|bør)\b", text, re.I)
    stated = re.search(
        r"\b(når|først|etter at|så snart|dersom|hvis|innen)\b", evidence.unit.text, re.I
    )
    return bool(present and stated) and evidence.full.share >= 0.5


def _counts_as_list(evidence: Evidence, question: Question) -> bool:
    """A list whose introduction names what is counted answers «hvor mange» by itself."""
    unit = evidence.unit
    if unit.kind is not UnitKind.LIST or not question.counted:
        return False
    lead = terms_of(unit.chunk.text[unit.start : unit.items[0][0]])
    named = {w for m in question.mentions for w in m.name.casefold().split()}
    counted = terms_of(" ".join(w for w in question.counted if w not in named))
    return bool(counted.stems & lead.stems) and evidence.full.share >= 0.6


def select(
    question: Question,
    ranked: Sequence[Evidence],
    t: Thresholds,
    *,
    concepts: Sequence[WeightedConcept],
    max_length: int | None = None,
) -> Selection:
    """The evidence to show for a question.

    Args:
        question: the question.
        ranked: evidence, best first.
        t: thresholds.
        concepts: the question's weighted concepts.
        max_length: characters that the answer may have; `t.max_length` when None.
    """
    near = _distinct([e for e in ranked if e.unit.kind is not UnitKind.LIST])[:2]
    trusted = [e for e in ranked if trust_of(e, concepts) >= t.trust]
    if not trusted:
        outcome = Outcome.NO_EVIDENCE if question.mentions else Outcome.OUT_OF_SCOPE
        return Selection(outcome, near=tuple(near) if question.mentions else ())
    fit = [e for e in trusted if sufficient(e, question, t)]
    if not fit:
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    choices = ambiguous(question, fit)
    if choices:
        return Selection(Outcome.CLARIFY, choices=choices)
    limit = max_length or t.max_length
    if max_length is not None:
        filled = _fill(fit, trusted, max_length)
        if filled:
            return Selection(Outcome.ANSWERED, tuple(filled))
    picked = _pick(question, fit, t, limit)
    return Selection(Outcome.ANSWERED, tuple(picked))


_NARROW = 2.5


def ambiguous(question: Question, fit: Sequence[Evidence]) -> tuple[str, ...]:
    """The things that a question about a value may mean, when it names none of them.

    «Hvor mye er støtten på?» has an answer for each level. The choices are section headings of
    near-equal evidence with different values.
    """
    if question.mentions or question.years or len(_own_words(question)) > 1:
        return ()
    if question.intent is Intent.CRITERIA:
        return _named_sections(fit)
    if question.intent not in (Intent.AMOUNT, Intent.DURATION):
        return ()
    groups: dict[str, set[str]] = {}
    for evidence in fit:
        if evidence.score < fit[0].score - _NARROW or not evidence.values:
            continue
        label = evidence.subject
        if not label:
            if evidence is fit[0]:
                return ()
            continue
        groups.setdefault(label, {v.canonical for v in evidence.values})
    distinct = {frozenset(values) for values in groups.values()}
    return tuple(groups) if len(groups) > 1 and len(distinct) > 1 else ()


def _named_sections(fit: Sequence[Evidence]) -> tuple[str, ...]:
    """What the evidence speaks of, when each has requirements of its own."""
    found = [
        e.subject
        for e in fit
        if e.score >= fit[0].score - 2 * _NARROW and e.features.modal and e.subject
    ]
    distinct = tuple(dict.fromkeys(found))
    return distinct if len(distinct) > 1 else ()


def _own_words(question: Question) -> list[str]:
    return [c.surface for c in question.query.concepts if c.telling >= 0.3]


def _fill(
    fit: Sequence[Evidence], trusted: Sequence[Evidence], limit: int
) -> list[Evidence]:
    """What fills the room that a reader has: the best sentences, one of them sufficient.

    For short answers of a fixed length; without a limit an answer is as short as it can be.
    """
    best = next((e for e in fit if len(e.unit.text) <= limit and not e.unit.items), None)
    if best is None:
        return []
    room = limit - len(best.unit.text)
    picked = [best]
    for candidate in trusted:
        length = len(candidate.unit.text) + 1
        if length <= room and not candidate.unit.items and not repeats(candidate, picked):
            picked.append(candidate)
            room -= length
    return picked


def _pick(question: Question, fit: Sequence[Evidence], t: Thresholds, limit: int) -> list[Evidence]:
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
    following = _list_after(best, fit) if question.intent in _LISTED else None
    if following is not None:
        return [best, following]
    picked = [best]
    if question.intent is Intent.YES_NO and verdict(question, best) is not None:
        return picked
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
        if candidate.full.share < t.relative * best.full.share:
            continue
        if sum(len(e.unit.text) + 1 for e in (*picked, candidate)) <= limit:
            picked.append(candidate)
    return _in_reading_order(picked)


_LISTED = frozenset({Intent.LIST, Intent.COUNT, Intent.CRITERIA, Intent.DEFINITION, Intent.OTHER})


def _list_after(best: Evidence, fit: Sequence[Evidence]) -> Evidence | None:
    """The list that a sentence leads up to: «… tre typer tjenester.» and a list of three."""
    counts = {v.canonical for v in find(best.unit.text) if v.kind is ValueKind.NUMBER}
    return next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.unit.chunk.id == best.unit.chunk.id
            and e.unit.start > best.unit.start
            and (e.unit.previous == best.unit.text or str(len(e.unit.items)) in counts)
        ),
        None,
    )


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
    """The best sentence first; the others by passage, in the order they stand there."""
    order: dict[str, int] = {}
    for evidence in picked:
        order.setdefault(evidence.unit.chunk.id, len(order))
    best, *rest = picked
    return [best, *sorted(rest, key=lambda e: (order[e.unit.chunk.id], e.unit.start))]
