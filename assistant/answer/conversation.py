"""What is not a question to the documents: greetings, thanks, attacks, noise."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer import patterns
from assistant.search import analysis


class Talk(StrEnum):
    """Kinds of messages that are answered without the documents."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"
    ABILITY = "ability"
    WELLBEING = "wellbeing"
    HOSTILE = "hostile"
    NONSENSE = "nonsense"


_FILE = patterns.read("talk")
_RULES = _FILE.rules("talk")
_SMALL = frozenset(_FILE.tables["small"].split())
_VOWEL = re.compile(r"[aeiouyæøåéèôöäü]")
_IMPOSSIBLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}|[qwx][bcdfgjklmnpqstvwxz]{2}")


def classify(text: str) -> Talk | None:
    """The kind of talk, or None when the message is a question to the documents."""
    for rule in _RULES:
        if rule.pattern.search(text) and (
            not rule.alone or _nothing_more(rule.pattern.sub(" ", text))
        ):
            return Talk(rule.kind)
    return Talk.NONSENSE if is_nonsense(text) else None


def _nothing_more(rest: str) -> bool:
    """Whether only words of thanks, farewells and greetings are left of a message."""
    return all(
        word in _SMALL or any(rule.pattern.search(word) for rule in _RULES if rule.alone)
        for word in analysis.words(rest)
    )


def is_nonsense(text: str) -> bool:
    """Whether the text has no words in it: keyboard noise, or signs alone."""
    words = [w for w in analysis.words(text) if not w.isdigit()]
    if not words:
        return True
    odd = sum(1 for w in words if len(w) > 3 and (not _VOWEL.search(w) or _IMPOSSIBLE.search(w)))
    return odd * 2 >= len(words) and odd > 0
