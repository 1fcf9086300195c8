"""Questions that name a figure («varer det i fem år?»), decided by the sentence that tells it.

Only where the sentence tells one figure of the very kind, plainly: not about so much, not at least
so much, and not what one may or must have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.extraction.ended import name_lists
from assistant.answer.extraction.values import Value, ValueKind, find, supported
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.names import name_words
from assistant.search.query import Concept

_FAMILIES = {
    family: re.compile(pattern, re.IGNORECASE)
    for family, pattern in {
        "year": r"år|years?",
        "month": r"m[åo]n",
        "week": r"uke|vek|week",
        "day": r"dag|day|døgn",
    }.items()
}
_LASTS, _ROUGH, _RATE = (cue("tells", name) for name in ("lasts", "rough", "rate"))
_MODAL, _MUST = cue("asks", "modal"), cue("asks", "must")
_AT_MOST = re.compile(rf"\b(?:{alternatives('tells', 'at_most')})\W*$", re.IGNORECASE)
_AROUND = cue("tells", "around")
# «Støtte i fem år».
_FOR = re.compile(r"\b(?:i|for)\W*$", re.IGNORECASE)
_OF = re.compile(r"\b(?:for|til|of|to) ", re.IGNORECASE)
_EACH = re.compile(r"\b(?:hver|hvert|kvar|kvart|each|every)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]")
_DECIDED = (ValueKind.NUMBER, ValueKind.DURATION, ValueKind.AMOUNT)
_SEVERAL = 2
_LEAST_MATCH = 0.7
_NOUN = re.compile(r"\W*([\w-]+)")


def told_in_figures(question: Question, evidence: Evidence) -> bool | None:
    """Whether the figure that a question names is the one that a sentence tells; None if unclear.

    All else in the question must stand in the sentence itself. What the sentence is of, and when
    it applies, is `polarity`'s to tell.
    """
    asked, said = question.resolved, evidence.unit.text
    if _on_another_day(question, evidence):
        return False
    mine = _claimed(question, said)
    if mine is None or NEGATION.search(asked) or NEGATION.search(said):
        return None
    told = _told(question, mine, said)
    if told is None or _ROUGH.search(asked) or tells_of_parts(question, said, [told]):
        return None
    one, other = Decimal(mine.canonical), Decimal(told.canonical)
    if is_the_most(said, told):
        # «Høyst ti år» rules out twelve, and tells nothing of five.
        beyond = one > other and _family(mine) == _family(told) and not _MUST.search(asked)
        told_of = _all_else_told(question, evidence, mine, named=False)
        # How long a level lasts is not told by how long its members are supported.
        meant = evidence.is_plainly_meant and not _only_lasts(question, mine, said)
        return False if beyond and (told_of or meant) else None
    if _MODAL.search(asked) or _ROUGH.search(said) or not _alike(question, mine, said, told):
        return None
    if mine.kind is ValueKind.AMOUNT and _is_of_a_part(question, evidence, said[: told.start]):
        return None
    return one == other if _all_else_told(question, evidence, mine, named=True) else None


def _claimed(question: Question, said: str) -> Value | None:
    """The one figure that a question names, beside dates that the sentence has too."""
    claimed = find(question.resolved, english=question.language is Language.EN)
    dates = [v for v in claimed if v.kind is ValueKind.DATE]
    figures = [v for v in claimed if v.kind is not ValueKind.DATE]
    known = all(supported(v, find(said)) for v in dates)
    return figures[0] if known and len(figures) == 1 and figures[0].kind in _DECIDED else None


def _on_another_day(question: Question, evidence: Evidence) -> bool:
    """Whether a date is asked of, and a sentence that tells all the rest has it on another one."""
    asked, said = question.resolved, evidence.unit.text
    claimed = find(asked, english=question.language is Language.EN)
    days = [v for v in claimed if not v.canonical.isdigit()]
    if len(days) != 1 or days[0].kind is not ValueKind.DATE or _MODAL.search(asked):
        return False
    told = {v.canonical for v in find(said) if v.kind is ValueKind.DATE}
    told = {d for d in told if not any(o != d and o.startswith(d) for o in told)}
    if len(told) != 1 or any(not supported(v, find(said)) for v in claimed if v not in days):
        return False
    if supported(days[0], find(said)) or NEGATION.search(asked) or NEGATION.search(said):
        return False
    before = said[: next(v.start for v in find(said) if v.canonical in told)]
    if _AROUND.search(asked[: days[0].start]) or _AROUND.search(before):
        return False
    part = _is_of_a_part(question, evidence, before)
    return not part and _all_else_told(question, evidence, days[0], named=False)


def _is_of_a_part(question: Question, evidence: Evidence, before: str) -> bool:
    """Whether a figure is told for what neither the question nor a heading names («for skisse»)."""
    chunk = evidence.unit.chunk
    around = analysis.stems(" ".join((question.resolved, chunk.title, *chunk.section)))
    known = {*around, *(s for c in question.query.concepts for s in c.stems)}
    of_it = (analysis.stems(before[m.end() :])[:1] for m in _OF.finditer(before))
    return any(not stem.endswith(tuple(known)) for stems in of_it for stem in stems)


def _told(question: Question, mine: Value, said: str) -> Value | None:
    """The figure of a sentence that the question's is to be held against; None if unclear.

    Of several it is the one of such things, where no other is the question's, and all that is asked
    of stands before the others: «sju miljøer ble tatt opp, fem i A og to i B».
    """
    theirs = [v for v in find(said) if v.kind is mine.kind]
    if len(theirs) < _SEVERAL:
        return theirs[0] if theirs else None
    first, second, *_ = theirs
    alike = [v for v in theirs if _alike(question, mine, said, v)]
    if mine.kind is not ValueKind.NUMBER or len(alike) != 1:
        return None
    (told,) = alike
    if supported(mine, [v for v in theirs if v is not told]):
        return None
    before = said[: second.start if told is first else first.start]
    stems = {*analysis.stems(_CLAUSE.split(before)[0]), analysis.stem(_noun(said, told))}
    return told if all(c.stems & stems for c in _others(question, mine)) else None


def _only_lasts(question: Question, mine: Value, said: str) -> bool:
    """Whether it is asked how long a named thing lasts, and a sentence does not tell of lasting."""
    if not _LASTS.search(question.resolved) or _LASTS.search(said):
        return False
    names = name_words(question.mentions)
    return all(c.surface in names for c in _others(question, mine))


def _others(question: Question, mine: Value) -> list[Concept]:
    """The concepts of a question beside its figure, and beside how long a thing lasts."""
    figure = set(analysis.words(question.resolved[mine.start : mine.end]))
    return [
        concept
        for concept in question.query.concepts
        if not figure >= set(concept.surface.split()) and not _LASTS.fullmatch(concept.surface)
    ]


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
    if mine.kind is ValueKind.AMOUNT:
        return bool(_RATE.search(question.resolved)) is bool(_RATE.search(said))
    if mine.kind is ValueKind.DURATION:
        asked = question.resolved
        if _LASTS.search(asked):
            so_long = bool(_LASTS.search(said))
        else:
            so_long = bool(_FOR.search(asked[: mine.start]) and _FOR.search(said[: theirs.start]))
        return so_long and _family(mine) == _family(theirs)
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
    names = name_words(question.mentions) | set(question.years)
    others = _others(question, mine)
    topic = any(concept.surface not in names for concept in others)
    topic = topic or (named and mine.kind is ValueKind.DURATION and bool(names))
    pairs = zip(question.query.concepts, evidence.own.matches, strict=True)
    return topic and all(match >= _LEAST_MATCH for concept, match in pairs if concept in others)


def _noun(text: str, value: Value) -> str:
    """The word after a figure."""
    found = _NOUN.match(text, value.end)
    return found[1].casefold() if found else ""


def _family(value: Value) -> str:
    return next((f for f, p in _FAMILIES.items() if p.search(value.unit)), value.unit)
