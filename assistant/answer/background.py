"""What a question is about and what only stands around it, as weights of its concepts.

Two kinds of words are no topic that an answer must have: those that only say what kind of value
is wanted («beløp», where an amount stands there anyway), and those of the scene that a message
sets before its question. They still help to find and order passages.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from assistant.answer import patterns
from assistant.answer.intent import Intent
from assistant.search.query import Concept, Query

# What a concept of the scene tells beside one of the question; below `evidence._TOPIC` either way.
SCENE = 0.35
_KIND_TELLS = 0.2
_FILE = patterns.read("intents")
_KIND_WORDS = {Intent(kind): _FILE.compiled(w) for kind, w in _FILE.tables["kind_words"].items()}


def without_kind_words(query: Query, intent: Intent) -> Query:
    """The query where words that only say what kind of value is asked for tell little.

    Where it has no other words they stay what they are.
    """
    pattern = _KIND_WORDS.get(intent)
    if pattern is None:
        return query
    of_kind = [bool(pattern.fullmatch(c.surface)) for c in query.concepts]
    if all(of_kind):
        return query
    concepts = tuple(
        replace(c, telling=min(c.telling, _KIND_TELLS)) if kind else c
        for c, kind in zip(query.concepts, of_kind, strict=True)
    )
    return replace(query, concepts=concepts)


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
        weights.setdefault(term, SCENE * weight)
    concepts = (*query.concepts, *(c for c in added if c.surface not in mentioned))
    return replace(query, concepts=concepts, weights=MappingProxyType(weights))


def _faded(concept: Concept) -> Concept:
    return replace(concept, telling=min(SCENE, SCENE * concept.telling))
