"""How one applies for a named thing: by the steps that its documents list for all of them.

«Hvordan søker vi Hav Vekst?» is answered by «Slik søker dere:», which need not name the level; what
the level demands of those who apply is not how they do it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer_types.demands import asking_sentence, looked_up_for, matches
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.patterns import pattern
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.search.names import is_used_as_name

# Least share of the question's names that a document must be about.
_NAMED = 0.9
_FRAME = pattern("demands", "applying", "frame")


def asks_how_to_apply(question: Question) -> bool:
    """Whether it is asked how one applies for what is named."""
    if question.intent is not Intent.PROCEDURE or not question.mentions:
        return False
    return matches("applying", "asks", asking_sentence(question.resolved))


def looked_up() -> str:
    """What to search for beside such a question's own words."""
    return looked_up_for("applying")


def steps(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The listed steps by which one applies for what is named; nothing where none are listed.

    A list of what stands under its own name goes before one for all; one under another name is
    not it.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    if question.negated or not asks_how_to_apply(question):
        return ()
    listed = [
        e
        for e in ranked
        if e.unit.kind is UnitKind.LIST
        and e.dated
        and matches("applying", "tells", e.unit.lead)
        and (asks_of_before(question) or not is_over(e))
        and _asks_no_more(question, e)
    ]
    own = [e for e in listed if e.named >= _NAMED]
    for_all = [e for e in listed if _named_beside(e, ranked, question) and not _of_one(e, ranked)]
    return tuple((own or for_all)[:1])


def _asks_no_more(question: Question, evidence: Evidence) -> bool:
    """Whether a question has no words but its names, the frame of it and those of the steps.

    «Hvordan søker vi om forlengelse?» asks for something else.
    """
    told = terms_of(evidence.unit.text).stems
    said = question.beside_names
    return all(_FRAME.fullmatch(w) or terms_of(w).stems <= told for w in said)


def _named_beside(evidence: Evidence, ranked: Sequence[Evidence], question: Question) -> bool:
    """Whether a unit's document tells elsewhere, by its name, of what is asked about."""
    document = evidence.unit.chunk.document_id
    beside = [e.unit for e in ranked if e.unit.chunk.document_id == document]
    told = [" ".join((unit.text, *unit.chunk.section)) for unit in beside]
    return any(all(m.stands_in(text) for m in question.mentions) for text in told)


def _of_one(evidence: Evidence, ranked: Sequence[Evidence]) -> bool:
    """Whether a unit stands under a name, or has one, that sentences use as a name."""
    headings = evidence.unit.chunk.section
    return bool(evidence.subject) or any(
        is_used_as_name(heading, e.unit.text) for heading in headings for e in ranked
    )
