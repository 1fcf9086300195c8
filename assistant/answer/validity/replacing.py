"""Which of several took whose place: what a sentence on all of them leaves open.

«Fra 2020 erstatter A og B de tidligere C og D» reads as yes to «erstatter A C?», unless it is said
with it that nobody tells which took whose place.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.validity.successors import leaves_open

_ENDED, _OF_SOURCES = cue("tells", "ended"), cue("tells", "of_sources")
_SUCCEEDS = cue("asks", "succeeds")
_BOTH = 2


def with_what_is_left_open(
    picked: Sequence[Evidence], ranked: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """What is picked, with what the sources do not tell of which took whose place.

    Args:
        picked: what is to be shown.
        ranked: evidence, best first.
        question: the question.

    """
    best = picked[0]
    if not _asks_of_both(question) or not _tells_of_the_end(best):
        return list(picked)
    if not leaves_open(question, best.unit.text):
        return list(picked)
    document = best.unit.chunk.document_id
    untold = next(
        (
            e
            for e in ranked
            if e.unit.chunk.document_id == document
            and e.unit.kind is UnitKind.SENTENCE
            and _OF_SOURCES.search(e.unit.text)
            and any(m.stands_in(e.unit.text) for m in question.mentions)
        ),
        None,
    )
    if untold is None:
        return list(picked)
    return [best, untold, *(e for e in picked[1:] if e is not untold)]


def is_of_others(picked: Sequence[Evidence], question: Question) -> bool:
    """Whether it is asked if one thing took another's place, and that is told of others."""
    best = picked[0]
    if not _asks_of_both(question) or not _SUCCEEDS.search(question.resolved):
        return False
    said = best.unit.text
    return _tells_of_the_end(best) and not all(m.stands_in(said) for m in question.mentions)


def _asks_of_both(question: Question) -> bool:
    return len(question.mentions) == _BOTH


def _tells_of_the_end(evidence: Evidence) -> bool:
    return evidence.unit.kind is UnitKind.SENTENCE and bool(_ENDED.search(evidence.unit.text))
