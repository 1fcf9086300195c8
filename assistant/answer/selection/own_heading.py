"""A heading that asks the very question: what stands right under it is the answer.

«Kan jeg søke på flere spor?» in a list of questions and answers is answered there, whatever words
its answer is in. Only for documents of which no answers are known: where there are votes, they
tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept, cover
from assistant.answer.selection.likelihood import has_opinion
from assistant.answer.understanding.intent import intent_of
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.search import analysis

# So much of the question stands in the heading, and of the heading in the question.
_COVERED, _THE_SAME = 0.95, 0.99
_SHOWN = 2


def under_own_heading(
    question: Question, ranked: Sequence[Evidence], concepts: Sequence[WeightedConcept]
) -> tuple[Evidence, ...]:
    """The first sentences under a heading that asks what is asked; nothing where none does.

    Args:
        question: the question.
        ranked: evidence, best first.
        concepts: the question's weighted concepts.

    """
    if asks_of_before(question) or not concepts or any(has_opinion(e) for e in ranked[:1]):
        return ()
    first = next((e for e in ranked if _begins(e) and _asks_it(e, question, concepts)), None)
    if first is None:
        return ()
    beside = [e for e in ranked if _of_its_section(e, first)]
    return tuple(sorted(beside, key=lambda e: e.unit.start)[:_SHOWN])


def _begins(evidence: Evidence) -> bool:
    """Whether a unit is the first sentence under its heading, in what applies."""
    unit = evidence.unit
    return unit.kind is UnitKind.SENTENCE and not unit.previous and not is_over(evidence)


def _of_its_section(evidence: Evidence, first: Evidence) -> bool:
    mine, theirs = evidence.unit, first.unit
    alike = mine.kind is UnitKind.SENTENCE and mine.chunk.id == theirs.chunk.id
    return alike and mine.context == theirs.context


def _asks_it(evidence: Evidence, question: Question, concepts: Sequence[WeightedConcept]) -> bool:
    """Whether the heading over a unit asks what is asked, and nothing beside."""
    heading = evidence.unit.chunk.section[-1] if evidence.unit.chunk.section else ""
    if not heading.rstrip().endswith("?") or intent_of(heading) is not question.intent:
        return False
    said = terms_of(heading)
    if not said.stems or cover(concepts, said).share < _COVERED:
        return False
    asked = {analysis.stem(w) for c in concepts for w in c.concept.alternatives}
    asked |= terms_of(question.resolved).stems
    return len(said.stems & asked) >= _THE_SAME * len(said.stems)
