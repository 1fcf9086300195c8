"""Who holds a post: neither somebody who has left it, nor only where the post is named again.

«Aud Lie gikk av som havnesjef. Per Vik tiltrådte 1. mai.»: the second sentence tells who the
harbour master is. The words are data, in `holders.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.intent import Intent
from assistant.answer.question import Question
from assistant.answer.units import Unit, UnitKind
from assistant.ingest.sentences import sentences


def held_before(question: Question, unit: Unit) -> bool:
    """Whether it is asked who holds a post, and the unit tells only who once did."""
    if not _asks_now(question):
        return False
    text = unit.text
    return bool(_pattern("told", "gone").search(text)) and not _pattern("told", "comes").search(
        text
    )


def predecessor(question: Question, unit: Unit) -> str:
    """The sentence on who left the post that a unit tells a new holder of; "" where none is."""
    sentence = unit.kind is UnitKind.SENTENCE
    if not (sentence and _asks_now(question) and _pattern("told", "comes").search(unit.text)):
        return ""
    before = unit.chunk.text[: unit.start]
    said = [before[start:end] for start, end in sentences(before)][-2:]
    return next((s for s in reversed(said) if _pattern("told", "gone").search(s)), "")


def _asks_now(question: Question) -> bool:
    asked = question.resolved
    if question.intent is not Intent.WHO or question.years:
        return False
    return bool(_pattern("asks", "now").search(asked)) and not _pattern("asks", "past").search(
        asked
    )


@lru_cache(maxsize=4)
def _pattern(table: str, name: str) -> re.Pattern[str]:
    file = patterns.read("holders")
    return file.compiled(file.tables[table][name])
