"""Questions that name a figure («varer det i fem år?»), decided by the sentence that tells it.

Only where the sentence tells one figure of the very kind, plainly: not about so much, not at least
so much, and not what one may or must have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.extraction.ended import name_lists
from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.names import name_words

_FAMILIES = {
    family: re.compile(pattern, re.IGNORECASE)
    for family, pattern in {
        "year": r"år|years?",
        "month": r"m[åo]n",
        "week": r"uke|vek|week",
        "day": r"dag|day|døgn",
    }.items()
}
_LASTS, _ROUGH = cue("tells", "lasts"), cue("tells", "rough")
_MODAL, _MUST = cue("asks", "modal"), cue("asks", "must")
_AT_MOST = re.compile(rf"\b(?:{alternatives('tells', 'at_most')})\W*$", re.IGNORECASE)
_EACH = re.compile(r"\b(?:hver|hvert|kvar|kvart|each|every)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]")
_LEAST_MATCH = 0.7
_NOUN = re.compile(r"\W*([\w-]+)")


def told_in_figures(question: Question, evidence: Evidence) -> bool | None:
    """Whether the figure that a question names is the one that a sentence tells; None if unclear.

    All else in the question must stand in the sentence itself. What the sentence is of, and when
    it applies, is `polarity`'s to tell.
    """
    asked, said = question.resolved, evidence.unit.text
    claimed = find(asked, english=question.language is Language.EN)
    if len(claimed) != 1 or claimed[0].kind not in (ValueKind.NUMBER, ValueKind.DURATION):
        return None
    (mine,) = claimed
    theirs = [v for v in find(said) if v.kind is mine.kind]
    if len(theirs) != 1 or NEGATION.search(asked) or NEGATION.search(said):
        return None
    (told,) = theirs
    if _ROUGH.search(asked) or tells_of_parts(question, said, [told]):
        return None
    one, other = Decimal(mine.canonical), Decimal(told.canonical)
    if is_the_most(said, told):
        # «Høyst ti år» rules out twelve, and tells nothing of five.
        beyond = one > other and _family(mine) == _family(told) and not _MUST.search(asked)
        told_of = _all_else_told(question, evidence, mine, named=False)
        return False if beyond and (told_of or evidence.is_plainly_meant) else None
    if _MODAL.search(asked) or _ROUGH.search(said) or not _alike(question, mine, said, told):
        return None
    return one == other if _all_else_told(question, evidence, mine, named=True) else None


def is_the_most(said: str, value: Value) -> bool:
    """Whether a sentence has a value as the most there can be («høyst ti år»)."""
    return bool(_AT_MOST.search(said[: value.start]))


def tells_of_parts(question: Question, said: str, values: Sequence[Value]) -> bool:
    """Whether a figure is of the parts of what is asked of, or of the whole that it is part of.

    «Tre nivåer: A, B og C» does not say that A has three, nor «tre nivåer, og hvert nivå varer i
    tre år» how long they last together.

    Args:
        question: the question.
        said: the sentence.
        values: the figures of it that count.

    """
    each = not _EACH.search(question.resolved) and any(
        _EACH.search(_CLAUSE.split(said[: value.start])[-1]) for value in values
    )
    return each or _of_one_listed(question, said)


def _of_one_listed(question: Question, said: str) -> bool:
    """Whether a question asks of one of several things that a sentence lists."""
    names = [set(map(analysis.stem, m.name.casefold().split())) for m in question.mentions]
    return any(
        sum(bool(name & (item - frozenset.intersection(*items))) for item in items) == 1
        for items in name_lists(said)
        for name in names
    )


def _alike(question: Question, mine: Value, said: str, theirs: Value) -> bool:
    """Whether two figures are of the same: years that a thing lasts, or things of one name."""
    if mine.kind is ValueKind.DURATION:
        lasts = _LASTS.search(question.resolved) and _LASTS.search(said)
        return bool(lasts) and _family(mine) == _family(theirs)
    one, other = _noun(question.resolved, mine), _noun(said, theirs)
    words = {one}
    for concept in question.query.concepts:
        if one in concept.surface.split():
            words |= set(concept.alternatives)
    stems = {analysis.stem(word) for word in words if word}
    return bool(other) and any(analysis.stem(other).endswith(stem) for stem in stems)


def _all_else_told(question: Question, evidence: Evidence, mine: Value, *, named: bool) -> bool:
    """Whether each concept beside the figure stands in the sentence, and there is one.

    Args:
        question: the question.
        evidence: the sentence.
        mine: the question's figure.
        named: whether a name is enough where it is told how long a thing lasts.

    """
    figure = set(analysis.words(question.resolved[mine.start : mine.end]))
    names = name_words(question.mentions)
    pairs = zip(question.query.concepts, evidence.own.matches, strict=True)
    others = [
        (concept.surface, match)
        for concept, match in pairs
        if not figure >= set(concept.surface.split()) and not _LASTS.fullmatch(concept.surface)
    ]
    topic = any(surface not in names for surface, _ in others)
    topic = topic or (named and mine.kind is ValueKind.DURATION and bool(names))
    return topic and all(match >= _LEAST_MATCH for _, match in others)


def _noun(text: str, value: Value) -> str:
    """The word after a figure."""
    found = _NOUN.match(text, value.end)
    return found[1].casefold() if found else ""


def _family(value: Value) -> str:
    return next((f for f, p in _FAMILIES.items() if p.search(value.unit)), value.unit)
