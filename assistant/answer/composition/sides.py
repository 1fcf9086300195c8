"""The sides of a comparison as the documents name them, where the question says it otherwise.

«Hva er forskjellen på nivåene?» compares those that the documents call so by name, and the «mature
clusters» of an English question stand there as «modne klynger».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, product

from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.search import analysis
from assistant.search.names import Mention, NameStore, mentions
from assistant.search.query import Concept

# How surely a word means another one that may stand for it in a side's name, and in a noun.
_MEANS, _STANDS_FOR = 0.8, 0.4
_MOST_ALIASES = 12
# So many letters at least has each half of a compound.
_HALF = 4
_FEWEST = 2
_THE_THINGS = cue("asks", "the_things_compared")
_NAMES = cue("tells", "names_them")


def in_the_documents_words(side: Mention, concepts: Sequence[Concept]) -> Mention:
    """A side that is no name with what its words mean in the documents as aliases."""
    if not side.name.islower():
        return side
    words = side.name.replace("-", " ").split()
    options: list[tuple[str, ...]] = []
    while words:
        concept = next((c for c in concepts if _begins(words, c)), None)
        length = len(concept.surface.split()) if concept else 1
        meant = tuple(a for a, w in concept.alternatives.items() if w >= _MEANS) if concept else ()
        own = " ".join(words[:length])
        options.append(tuple(dict.fromkeys((own, *(m for m in meant if m not in own)))))
        words = words[length:]
    spelled = (" ".join(parts) for parts in product(*options))
    aliases = tuple(s for s in islice(spelled, _MOST_ALIASES) if s != side.name)
    return Mention(side.name, side.longer, side.heading, (*aliases, *_in_two_words(side.name)))


def _in_two_words(name: str) -> list[str]:
    """A compound as two words: «tidligfase klynger» for «tidligfaseklynger»."""
    cuts = range(_HALF, len(name) - _HALF + 1) if name.isalpha() else ()
    return [f"{name[:at]} {name[at:]}" for at in cuts]


def _begins(words: Sequence[str], concept: Concept) -> bool:
    surface = concept.surface.split()
    return list(words[: len(surface)]) == surface


def members_of(
    question: Question, ranked: Sequence[Evidence], names: NameStore
) -> tuple[Mention, ...]:
    """What a comparison of «nivåene» compares: those that a sentence gives by name.

    Args:
        question: the question.
        ranked: evidence, best first.
        names: the names of the documents.

    """
    if question.intent is not Intent.COMPARISON or question.mentions or question.years:
        return ()
    asked = _THE_THINGS.search(question.resolved)
    noun = next((text for text in asked.groups() if text), "") if asked else ""
    concept = next((c for c in question.query.concepts if c.surface == noun.casefold()), None)
    if concept is None:
        return ()
    stems = {analysis.stem(w) for w, at in concept.alternatives.items() if at >= _STANDS_FOR}
    for evidence in ranked:
        text = evidence.unit.text
        over = is_over(evidence) and not asks_of_before(question)
        if evidence.unit.kind is not UnitKind.SENTENCE or over or not stems & terms_of(text).stems:
            continue
        given = re.split(_NAMES, text, maxsplit=1)
        found = mentions(analysis.words(given[-1]), names) if len(given) > 1 else ()
        if len(named := [m for m in found if m.heading]) >= _FEWEST:
            return tuple(named)
    return ()


def of_each(question: Question, members: Sequence[Mention]) -> Question:
    """The question as it compares things by their names."""
    return replace(question, resolved=" ".join(m.name for m in members), mentions=tuple(members))
