"""«Ja» to whether a thing is one of several, where it is an item of their list.

«Var finansiering en av tjenestene?» is told by «Tjenestene er: …», and «måtte klyngen ha X?» by
«Klynger må ha: …». What a list does not have, it need not rule out.
"""

from __future__ import annotations

import re

from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.search import analysis
from assistant.search.query import Concept

_MUST, _MODAL = cue("asks", "must"), cue("asks", "modal")
_REQUIREMENT = cue("asks", "requirement")
_AWAITED, _TENTATIVE = cue("tells", "awaited"), cue("tells", "tentative")
_ONLY_IF, _ALL = cue("tells", "only_if"), cue("held_to", "each")
# «Klynger som vil ha merkenavnet, må ha:» tells of those alone.
_OF_THOSE = re.compile(r"\b(?:som|who|that|which)\b(?P<who>[^,:]*)", re.IGNORECASE)


def stands_in_list(question: Question, evidence: Evidence) -> bool | None:
    """True where what is asked for is an item of a list whose lead tells the rest; else None.

    Args:
        question: the question.
        evidence: the list.

    """
    unit, asked = evidence.unit, question.resolved
    lead = unit.lead
    if evidence.named < 1.0 or question.negated or _AWAITED.search(lead):
        return None
    if any(p.search(lead) for p in (NEGATION, _TENTATIVE, _ONLY_IF)) or _ALL.search(asked):
        return None
    if any(bool(p.search(asked)) is not bool(p.search(lead)) for p in (_MUST, _MODAL)):
        return None
    if not _is_of_those(question, lead):
        return None
    words = analysis.words(lead)
    rest = [c for c in question.query.concepts if not _stands(c, words)]
    rest = [c for c in rest if not _REQUIREMENT.fullmatch(c.surface)]
    if not rest or len(rest) == len(question.query.concepts):
        return None
    items = (analysis.stems(unit.chunk.text[start:end]) for start, end in unit.items)
    return True if any(_begins_with(rest, stems) for stems in items) else None


def _is_of_those(question: Question, lead: str) -> bool:
    """Whether half of what tells whom a list is of is in the question too."""
    found = _OF_THOSE.search(lead)
    if found is None:
        return True
    mine = set(analysis.stems(question.resolved))
    theirs = set(analysis.stems(found["who"]))
    return 2 * len(theirs & mine) >= len(theirs)


def _stands(concept: Concept, words: list[str]) -> bool:
    """Whether a concept is a word of a text, or what a compound of it is a kind of."""
    stems = [analysis.stem(word) for word in words]
    return any(stem.endswith(tuple(concept.stems)) for stem in stems)


def _begins_with(rest: list[Concept], stems: list[str]) -> bool:
    """Whether an item has all of some concepts, one of them as its first word."""
    return all(c.stems & set(stems) for c in rest) and any(stems[0] in c.stems for c in rest)
