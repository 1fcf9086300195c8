"""Who holds a post: neither somebody who has left it, nor only where the post is named again.

«Aud Lie gikk av som havnesjef. Per Vik tiltrådte 1. mai.»: the second sentence tells who the
harbour master is. The words are data, in `patterns/holders.toml`.
"""

from __future__ import annotations

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.patterns import pattern
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent
from assistant.ingest.sentences import sentences


def held_before(question: Question, unit: Unit) -> bool:
    """Whether it is asked who holds a post, and the unit tells only who once did."""
    return _asks_now(question) and _told("gone", unit.text) and not _told("comes", unit.text)


def predecessor(question: Question, unit: Unit) -> str:
    """The sentence on who left the post that a unit tells a new holder of; "" where none is."""
    sentence = unit.kind is UnitKind.SENTENCE
    if not (sentence and _asks_now(question) and _told("comes", unit.text)):
        return ""
    before = unit.chunk.text[: unit.start]
    said = [before[start:end] for start, end in sentences(before)][-2:]
    return next((s for s in reversed(said) if _told("gone", s)), "")


def _asks_now(question: Question) -> bool:
    if question.intent is not Intent.WHO or question.years:
        return False
    now, past = (pattern("holders", "asks", name) for name in ("now", "past"))
    return bool(now.search(question.resolved)) and not past.search(question.resolved)


def _told(name: str, text: str) -> bool:
    return bool(pattern("holders", "told", name).search(text))
