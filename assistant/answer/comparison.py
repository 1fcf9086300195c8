"""Comparisons: each side under its name, from its own passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.evidence import Evidence, Scorer
from assistant.answer.matching import WeightedConcept
from assistant.answer.question import Question
from assistant.answer.select import Selection, Side, repeats
from assistant.answer.units import UnitKind
from assistant.domain import Outcome
from assistant.search.names import Mention
from assistant.search.retrieval import Retriever

PER_SIDE = 2
SIDE_LENGTH = 260


def compare(
    question: Question,
    ranked: Sequence[Evidence],
    retriever: Retriever,
    concepts: Sequence[WeightedConcept],
    rivals: Sequence[str],
) -> Selection:
    """Evidence for each name of the question; no evidence when a side has none.

    Each side is searched for on its own, so that a long section on one side does not crowd out
    the other.
    """
    names = {w for m in question.mentions for w in m.name.casefold().split()}
    topic = [c for c in concepts if c.concept.surface not in names]
    sides = []
    for mention in question.mentions[:3]:
        side = _side(question, mention, topic, retriever, rivals)
        if not side.evidence:
            near = tuple(e for e in ranked if e.unit.kind is not UnitKind.LIST)[:2]
            return Selection(Outcome.NO_EVIDENCE, near=near)
        sides.append(side)
    picked = tuple(e for side in sides for e in side.evidence)
    return Selection(Outcome.ANSWERED, picked=picked, sides=tuple(sides))


def _side(
    question: Question,
    mention: Mention,
    topic: Sequence[WeightedConcept],
    retriever: Retriever,
    rivals: Sequence[str],
) -> Side:
    words = " ".join((mention.name, *(c.concept.surface for c in topic)))
    alone = replace(question, mentions=(mention,), resolved=words)
    hits = retriever.retrieve(retriever.analyse(words, question.language), 6)
    scored = Scorer(alone, topic, rivals=rivals).score(hits)
    about = [
        e
        for e in scored
        if e.named >= 0.9 and e.unit.kind is UnitKind.SENTENCE and _alone(e, question, mention)
    ]
    if topic:
        about = [e for e in about if e.own.share >= 0.3] or about
    picked: list[Evidence] = []
    for evidence in about:
        room = SIDE_LENGTH - sum(len(e.unit.text) for e in picked)
        if len(picked) < PER_SIDE and len(evidence.unit.text) <= room and not repeats(
            evidence, picked
        ):
            picked.append(evidence)
    return Side(mention.name, tuple(sorted(picked, key=lambda e: (e.unit.chunk.id, e.unit.start))))


def _alone(evidence: Evidence, question: Question, mention: Mention) -> bool:
    """Whether the unit speaks of this side only."""
    return not any(
        m.stands_in(evidence.unit.text) for m in question.mentions if m.name != mention.name
    )
