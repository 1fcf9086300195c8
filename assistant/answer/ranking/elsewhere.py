"""Sentences on the same thing in another place: «styrar i Fjøra» to «kven er styrar i Bekkatun?».

Nothing is listed: a name is a capitalised word behind a preposition, and what is said of one place
is no answer for another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answer.answer_types.demands import asking_sentence, matches
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.search import analysis
from assistant.search.names import name_words

_AT = r"(?:i|på|ved|hos|in|at|of|for)"
_NAME = r"[A-ZÆØÅ][a-zæøå]{2,}"
_PLACED = re.compile(rf"\b([^\W\d_]{{3,}}) {_AT} ({_NAME})\b")
_AT_PLACE = re.compile(rf"\b{_AT} ({_NAME})\b")
_SOME_PLACE = re.compile(rf"\b(?:i|på|ved|frå|fra|in|at|from) ({_NAME})\b")
_SHORTEST, _BEGIN = 3, 5


def of_another_place(unit: Unit, asked: str) -> bool:
    """Whether a unit tells of a thing in one place, and the question asks for it in another.

    Not where the place asked about stands in the unit too, or in the headings above it.
    """
    if unit.kind is UnitKind.LIST:
        return False
    text = unit.text
    told = [(analysis.stem(m[1].casefold()), m[2]) for m in _PLACED.finditer(text)]
    for found in _PLACED.finditer(asked):
        thing, place = analysis.stem(found[1].casefold()), found[2]
        here = f"{text} {unit.context} {unit.previous}"
        if len(thing) < _SHORTEST or _stands(place, here):
            continue
        if any(_alike(said, thing) and other != place for said, other in told):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two stems are one, or begin alike: «parker(e)», «parkering»."""
    return one == other or (min(len(one), len(other)) >= _BEGIN and one[:_BEGIN] == other[:_BEGIN])


def places_asked(question: Question, concepts: Sequence[WeightedConcept]) -> frozenset[str]:
    """The names behind a preposition that a question for somebody or a value holds.

    Of what one may or must, only those that the documents have: where the asker comes from is not
    what is asked about. What was given or counted in another place is told by nothing that does not
    name it.
    """
    if question.intent not in (*EXPECTED, Intent.WHO, Intent.WHERE):
        return frozenset()
    known = {c.concept.surface for c in concepts if c.stands}
    at = (m[1] for m in _AT_PLACE.finditer(question.resolved))
    places = {p for p in at if p.casefold() in known and not matches("somewhere", "none", p)}
    return frozenset(places) | _places_counted(question)


def _places_counted(question: Question) -> set[str]:
    """The places that a count, a sum or a beginning is asked of, known or not."""
    asked = asking_sentence(question.resolved)
    of_begun = question.intent is Intent.DATE and matches("begun", "asks", asked)
    if not (of_begun or question.intent in (Intent.COUNT, Intent.AMOUNT)):
        return set()
    if matches("somewhere", "of_anybody", asked):
        return set()
    named = name_words(question.mentions)
    found = {m[1] for m in _SOME_PLACE.finditer(asked)}
    return {p for p in found if p.casefold() not in named and not matches("somewhere", "none", p)}


def has_places(unit: Unit, places: Collection[str], opening: str) -> bool:
    """Whether a unit's passage, its headings or its document's opening have all the places."""
    if not places:
        return True
    around = f"{unit.chunk.text} {unit.context} {opening} {unit.chunk.document_id}".casefold()
    return all(_stands(place.casefold(), around) for place in places)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name.removesuffix('s'))}", text) is not None
