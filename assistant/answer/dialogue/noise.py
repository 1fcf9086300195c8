"""Messages that say nothing: keyboard noise, signs alone, words in no order, or one repeated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.answer.dialogue.talk_words import small_words
from assistant.domain import Language
from assistant.search import analysis, word_order
from assistant.search.commonness import zipf

_OVER_AND_OVER = 3
_LEAST_ODD, _LONGEST_ACRONYM = 4, 6
_HEARD_OF = 2.0
# Below so many standard deviations a message of so many words is in no order. Shuffled ones lie
# around 0, those of people who write as they can from 0 to 1: rather half of the former than these.
_SOME_WORDS, _MANY_WORDS = 5, 7
_NO_ORDER = {_SOME_WORDS: -0.75, _MANY_WORDS: 0.0}
# So large a share of the words must be words: those that are misspelt stand in an order too.
_SPELT_RIGHT = 0.75
_SIGN = re.compile(r"[.?!,;:]")
_VOWEL = re.compile(r"[aeiouyæøåéèôöäü]")
_HELD_KEY = re.compile(r"(.)\1{3,}")
_IMPOSSIBLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|[qwx][bcdfgjklmnpqstvwxz]{2}")


def is_nonsense(text: str, known: Callable[[str], bool] | None = None) -> bool:
    """Whether the text says nothing: keyboard noise, signs alone, words in no order or repeated.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word; such a word is no noise.

    """
    words = [w for w in analysis.cased_words(text) if not w.isdigit()]
    if not words or _is_one_over_and_over(words):
        return True
    odd = sum(1 for w in words if _is_odd(w) and not (known and known(w.casefold())))
    return (odd * 2 >= len(words) and odd > 0) or _is_in_no_order(text, known)


def _is_in_no_order(text: str, known: Callable[[str], bool] | None) -> bool:
    """Whether it is words that are shaken together."""
    words = word_order.words_of(text)
    # Who sets signs has written a sentence, be its names ever so rare; and «ikke A men B» sets side
    # by side what seldom stands so.
    twice = {word for word, times in Counter(words).items() if times > 1}
    if len(words) < _SOME_WORDS or _SIGN.search(text) or twice - small_words():
        return False
    heard = sum(_is_heard_of(word) or bool(known and known(word)) for word in words)
    if heard < _SPELT_RIGHT * len(words):
        return False
    found = word_order.load().orderliness(text)
    least = _MANY_WORDS if len(words) >= _MANY_WORDS else _SOME_WORDS
    return found is not None and found < _NO_ORDER[least]


def _is_heard_of(word: str) -> bool:
    """Whether a lower-cased word is one in Norwegian or English."""
    return max(zipf(word, code) for code in (Language.NB, Language.EN)) >= _HEARD_OF


def _is_one_over_and_over(words: Sequence[str]) -> bool:
    """Whether half of the words are one: so it is in none of a hundred thousand questions."""
    [(_, times)] = Counter(w.casefold() for w in words).most_common(1)
    return times >= _OVER_AND_OVER and times * 2 >= len(words)


def _is_odd(cased: str) -> bool:
    """Whether a word can be no word: unheard of, and hard to say."""
    word = cased.casefold()
    if len(word) < _LEAST_ODD or (cased.isupper() and len(word) <= _LONGEST_ACRONYM):
        return False
    if _HELD_KEY.search(word):
        return True
    if _VOWEL.search(word) and not _IMPOSSIBLE.search(word):
        return False
    return not _is_heard_of(word)
