"""Comparisons: each side under its name, from its own passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.evidence import Evidence, Scorer
from assistant.answer.matching import WeightedConcept
from assistant.answer.question import Question
from assistant.answer.select import Selection, Side, repeats
from assistant.answer.units import UnitKind
from assistant.answer.values import ValueKind, find
from assistant.domain import Outcome
from assistant.search.names import Mention
from assistant.search.retrieval import Retriever

_PER_SIDE = 2
_SIDE_LENGTH = 300
_POOL = 6
# Named by the sentence itself or by what stands right around it.
_NEAR = 0.95
_ASKED_VALUES = (
    (ValueKind.AMOUNT, re.compile(r"mye|mykje|much|beløp|penge|pengar|støtte|money|fund", re.I)),
    (ValueKind.DURATION, re.compile(r"lenge|long|varig|duration|mange år|years", re.I)),
)


_BETWEEN = re.compile(
    r"\b(?:på|mellom|millom|between|of|fra|sammenlign|samanlikn|compare)\s+"
    r"(?:en |et |ei |ein |eit |a |an |the )?"
    r"(?P<a>[\w-]+(?: [\w-]+)?)\s+(?:og|and|kontra|versus|vs\.?|med|with|eller|or)\s+"
    r"(?:en |et |ei |ein |eit |a |an |the )?(?P<b>[\w-]+(?: [\w-]+)?)\W*(?:$|\?)",
    re.IGNORECASE,
)


def compared(question: Question) -> tuple[Mention, ...]:
    """What a question compares: its names, or the two things it puts side by side."""
    if len(question.mentions) > 1:
        return question.mentions
    match = _BETWEEN.search(question.resolved)
    return (Mention(match["a"]), Mention(match["b"])) if match else ()


def compare(
    question: Question,
    ranked: Sequence[Evidence],
    retriever: Retriever,
    concepts: Sequence[WeightedConcept],
    rivals: Sequence[str],
) -> Selection:
    """Evidence for each name of the question; no evidence when a side has none.

    Each side is searched for on its own, so that a long section on one side does not crowd out
    the other. What is the same on all sides is left out where something else can be said.
    """
    names = {w for m in question.mentions for w in m.name.casefold().split()}
    topic = [c for c in concepts if c.concept.surface not in names]
    pools = []
    for mention in question.mentions[:3]:
        pool = _pool(question, mention, topic, retriever, rivals)
        if not pool:
            near = tuple(e for e in ranked if e.unit.kind is not UnitKind.LIST)[:2]
            return Selection(Outcome.NO_EVIDENCE, near=near)
        pools.append((mention, pool))
    kinds = _asked_kinds(question)
    shared = _shared(pools) if not topic else set()
    sides = tuple(
        Side(
            mention.name,
            _choose([e for e in pool if _bare(e, mention) not in shared] or pool, kinds),
        )
        for mention, pool in pools
    )
    picked = tuple(e for side in sides for e in side.evidence)
    return Selection(Outcome.ANSWERED, picked=picked, sides=sides)


def _pool(
    question: Question,
    mention: Mention,
    topic: Sequence[WeightedConcept],
    retriever: Retriever,
    rivals: Sequence[str],
) -> list[Evidence]:
    """What the documents say of one side, most to the point first."""
    words = " ".join((mention.name, *(c.concept.surface for c in topic)))
    alone = replace(question, mentions=(mention,), resolved=words)
    hits = retriever.retrieve(retriever.analyse(words, question.language), _POOL)
    scored = Scorer(alone, topic, rivals=rivals).score(hits)
    about = [
        e
        for e in scored
        if e.named >= _NEAR and e.unit.kind is UnitKind.SENTENCE and _alone(e, question, mention)
    ]
    # A section of the side's own says more of it than a mention elsewhere does.
    about.sort(key=lambda e: not any(mention.stands_in(h) for h in e.unit.chunk.section[-1:]))
    kinds = _asked_kinds(question)
    if kinds:
        held = [e for e in about if kinds & _kinds(e)]
        about = sorted(held, key=lambda e: -len(kinds & _kinds(e)))
    elif topic:
        about = [e for e in about if e.own.share >= 0.3] or about
    return about


def _asked_kinds(question: Question) -> set[ValueKind]:
    return {kind for kind, pattern in _ASKED_VALUES if pattern.search(question.text)}


def _kinds(evidence: Evidence) -> set[ValueKind]:
    return {v.kind for v in find(evidence.unit.text)}


def _choose(pool: Sequence[Evidence], kinds: set[ValueKind]) -> tuple[Evidence, ...]:
    """The best of a side, and at least one sentence for each kind of value asked for."""
    picked: list[Evidence] = []
    missing = set(kinds)
    for evidence in pool:
        if missing & _kinds(evidence) and len(picked) < _PER_SIDE:
            picked.append(evidence)
            missing -= _kinds(evidence)
    for evidence in pool if not kinds else ():
        room = _SIDE_LENGTH - sum(len(e.unit.text) for e in picked)
        fits = len(evidence.unit.text) <= room or not picked
        if len(picked) < _PER_SIDE and fits and not repeats(evidence, picked):
            picked.append(evidence)
    return tuple(sorted(picked, key=lambda e: (e.unit.chunk.id, e.unit.start)))


def _shared(pools: Sequence[tuple[Mention, Sequence[Evidence]]]) -> set[str]:
    """Sentences that say the same of every side, the names aside."""
    found = [{_bare(e, mention) for e in pool} for mention, pool in pools]
    return set.intersection(*found)


def _bare(evidence: Evidence, mention: Mention) -> str:
    return evidence.unit.text.casefold().replace(mention.name.casefold(), "…")


def _alone(evidence: Evidence, question: Question, mention: Mention) -> bool:
    """Whether the unit speaks of this side only."""
    return not any(
        m.stands_in(evidence.unit.text) for m in question.mentions if m.name != mention.name
    )
