"""Sentences and cells that say yes or no themselves: «Ja, bryggerier kan søke», «Badstue: nei».

A sentence decides the question right above it; to another one the «Ja,» says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.opening import OPENS
from assistant.answer.extraction.rows import cell_of
from assistant.answer.extraction.values import Value, find
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.domain import Language
from assistant.search import analysis

_SAYS_YES = re.compile(r"(?:ja|jo|yes|x|✓|✔)(?!\w)", re.IGNORECASE)
_SAYS_NO = re.compile(r"(?:nei|no|ingen|inga|ingenting|none)(?!\w)", re.IGNORECASE)


def answers_its_heading(question: Question, evidence: Evidence) -> bool | None:
    """Whether it is so by a sentence's own «Ja,» or «Nei,», where its heading is what is asked."""
    opening = OPENS.match(evidence.unit.text)
    heading = evidence.unit.context.rsplit("\n", maxsplit=1)[-1]
    if opening is None or not heading.rstrip().endswith("?"):
        return None
    if NEGATION.search(heading) or NEGATION.search(question.resolved):
        return None
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    words = ({*analysis.words(text)} - stop for text in (heading, question.resolved))
    theirs, mine = ({analysis.stem(word) for word in some} for some in words)
    same = bool(mine) and mine == theirs and question.language is not Language.EN
    return bool(opening["yes"]) if same else None


def told_by_cells(question: Question, evidence: Evidence) -> bool | None:
    """Whether the cells of a table's row say that it is so; None where they say another thing.

    «Leies inn» is neither yes nor no to «har de badstue?», nor is a deposit of 0 to «har de
    depositum?». What the question names itself («gratis») and figures are for the wording to tell.
    """
    said = evidence.unit.text
    cells = {cell for part in said.split("; ") if (cell := cell_of(part).strip())}
    asked = set(analysis.stems(question.resolved))
    if all(_SAYS_NO.match(cell) for cell in cells):
        return False
    plain = (
        _SAYS_YES.match(c) or _is_something(find(c)) or asked & set(analysis.stems(c))
        for c in cells
    )
    return True if all(plain) else None


def _is_something(values: Sequence[Value]) -> bool:
    return any(value.canonical.strip("0.,") for value in values)
