"""What is not a question to the documents: greetings, thanks, attacks, noise."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from assistant.answer import patterns
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf


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
# Nobody closes a conversation with a question.
_ENDINGS = (Talk.THANKS, Talk.GOODBYE)
_LEAST_ODD, _LONGEST_ACRONYM = 4, 6
_HEARD_OF = 2.0
_VOWEL = re.compile(r"[aeiouyæøåéèôöäü]")
_HELD_KEY = re.compile(r"(.)\1{3,}")
_IMPOSSIBLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|[qwx][bcdfgjklmnpqstvwxz]{2}")


def classify(text: str, known: Callable[[str], bool] | None = None) -> Talk | None:
    """The kind of talk, or None when the message is a question to the documents.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word; such a word is no noise.

    """
    asks = "?" in text
    for rule in _RULES:
        if asks and rule.kind in _ENDINGS:
            continue
        if rule.pattern.search(text) and (
            not rule.alone or _nothing_more(rule.pattern.sub(" ", text))
        ):
            return Talk(rule.kind)
    return Talk.NONSENSE if is_nonsense(text, known) else None


def _nothing_more(rest: str) -> bool:
    """Whether only words of thanks, farewells and greetings are left of a message."""
    return all(
        word in _SMALL or any(rule.pattern.search(word) for rule in _RULES if rule.alone)
        for word in analysis.words(rest)
    )


def is_nonsense(text: str, known: Callable[[str], bool] | None = None) -> bool:
    """Whether the text has no words in it: keyboard noise, or signs alone.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word; such a word is no noise.

    """
    words = [w for w in analysis.cased_words(text) if not w.isdigit()]
    if not words:
        return True
    odd = sum(1 for w in words if _is_odd(w) and not (known and known(w.casefold())))
    return odd * 2 >= len(words) and odd > 0


def _is_odd(cased: str) -> bool:
    """Whether a word can be no word: unheard of, and hard to say."""
    word = cased.casefold()
    if len(word) < _LEAST_ODD or (cased.isupper() and len(word) <= _LONGEST_ACRONYM):
        return False
    if _HELD_KEY.search(word):
        return True
    if _VOWEL.search(word) and not _IMPOSSIBLE.search(word):
        return False
    return all(zipf(word, language) < _HEARD_OF for language in (Language.NB, Language.EN))
