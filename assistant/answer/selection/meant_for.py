"""Rows reached through the sentence that says whom they are for.

«Ukependling er for deg som leier hybel» and a row «Ukependling – Beløp: 3 900 kroner» answer
together how much somebody gets who rents a room; neither does alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.rows import name_of
from assistant.answer.extraction.units import UnitKind
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import EXPECTED
from assistant.search import analysis

_FOR = re.compile(
    r"(?P<name>[^\W\d_][\w-]+(?: [\w-]+)?) (?:er|gjelder|gjeld|går|gis|blir gitt|is|are|goes)"
    r" (?:for|til|to|bare for|berre for) ",
    re.IGNORECASE,
)
# How much of the question must stand in the sentence or around it, and how much better it must
# fit than those on the other rows.
_FULL, _CLEARLY = 0.45, 0.1


def row_meant(ranked: Sequence[Evidence], question: Question) -> tuple[Evidence, ...]:
    """The sentence that says whom a row is for, and the row's value; none where that is unsure.

    Args:
        ranked: evidence, best first.
        question: the question.

    """
    if question.intent not in EXPECTED:
        return ()
    told: list[tuple[float, Evidence, Evidence]] = []
    for sentence in ranked:
        found = _FOR.match(sentence.unit.text)
        if found is None or sentence.unit.kind is not UnitKind.SENTENCE or not _fits(sentence):
            continue
        rows = [e for e in ranked if _is_row_of(e, sentence, found["name"])]
        if len(rows) == 1:
            told.append((sentence.own.share, sentence, rows[0]))
    told.sort(key=lambda t: -t[0])
    if not told or not told[0][0] or (len(told) > 1 and told[1][0] > told[0][0] - _CLEARLY):
        return ()
    _, sentence, row = told[0]
    return (sentence, row)


def _fits(sentence: Evidence) -> bool:
    return sentence.named > 0 and sentence.dated and sentence.full.share >= _FULL


def _is_row_of(evidence: Evidence, sentence: Evidence, name: str) -> bool:
    unit = evidence.unit
    if unit.kind is not UnitKind.ROW or not evidence.values or not evidence.named:
        return False
    if unit.chunk.document_id != sentence.unit.chunk.document_id:
        return False
    return analysis.stems(name_of(unit.text)) == analysis.stems(name)
