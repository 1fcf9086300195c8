"""What a question is about and what only stands around it, as weights of its concepts.

Two kinds of words are no topic that an answer must have: those that only say what kind of value
is wanted («beløp», where an amount stands there anyway), and those of the scene that a message
sets before its question. They still help to find and order passages.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from assistant.answer import patterns
from assistant.answer.patterns import cue
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.search.query import Concept, Query

# What a word of the scene tells beside one of the question, and at most: it is no topic that must
# stand in an answer (`evidence._TOPIC`), but says which of several answers is meant.
_SCENE, _SCENE_MOST = 0.6, 0.39
_KIND_TELLS = 0.2
_FILE = patterns.read("intents")
_TODAY = _FILE.compiled([_FILE.tables["of_today"]["any"]])
_BEFORE = _FILE.compiled([_FILE.tables["of_before"]["any"]])
_ASKS_BEFORE = cue("asks", "before")
_KIND_WORDS = {Intent(kind): _FILE.compiled(w) for kind, w in _FILE.tables["kind_words"].items()}


def without_kind_words(query: Query, intent: Intent, asked: str = "") -> Query:
    """The query where words that only say what kind of value is asked for tell little.

    Where it has no other words they stay what they are. So does «tidligere» where a thing had
    before is asked for, and not how it was before.

    Args:
        query: the query.
        intent: what is asked for.
        asked: the question.

    """
    told = intent in EXPECTED or intent is Intent.CRITERIA
    of_before = told and bool(_ASKS_BEFORE.search(asked))
    faded = [
        of_kind(c.surface, intent) or (of_before and is_before(c.surface)) for c in query.concepts
    ]
    if all(faded):
        return query
    concepts = tuple(
        replace(c, telling=min(c.telling, _KIND_TELLS)) if fades else c
        for c, fades in zip(query.concepts, faded, strict=True)
    )
    return replace(query, concepts=concepts)


def of_kind(words: str, intent: Intent) -> bool:
    """Whether lower-cased words only say what kind of value is asked for, or that of today."""
    pattern = _KIND_WORDS.get(intent)
    return any(p is not None and p.fullmatch(words) for p in (pattern, _TODAY))


def is_before(words: str) -> bool:
    """Whether lower-cased words only say that it is asked how it was («tidligere»)."""
    return bool(_BEFORE.fullmatch(words))


def in_scene(query: Query, scene: Query, mentioned: set[str]) -> Query:
    """The query with the words of the scene beside its own, telling less.

    Args:
        query: the question's query; it may hold the scene already.
        scene: the query of the scene.
        mentioned: words of names that the question is about; they keep their weight.

    """
    known = {c.surface for c in query.concepts}
    added = [_faded(c) for c in scene.concepts if c.surface not in known]
    weights = dict(query.weights)
    for term, weight in scene.weights.items():
        weights.setdefault(term, _SCENE * weight)
    concepts = (*query.concepts, *(c for c in added if c.surface not in mentioned))
    return replace(query, concepts=concepts, weights=MappingProxyType(weights))


def _faded(concept: Concept) -> Concept:
    return replace(concept, telling=min(_SCENE_MOST, _SCENE * concept.telling))
