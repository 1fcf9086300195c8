"""Typing errors in common words, mended before anything else is read from a message.

Words of the documents are mended by `QueryAnalyser`; here it is what stands between them
(«begyne», «gjenom»), where a word that is hardly ever written lies a slip from a common one. What
spaces in the wrong place do is mended in `assistant.search.spacing`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf
from assistant.search.compounds import split
from assistant.search.inflection import nouns_of_rare
from assistant.search.language import is_listed, is_right, is_small
from assistant.search.slips import cost

_WORD = re.compile(r"[^\W\d_]+")
# Zipf frequency under which a word is hardly ever written, and how many common words there are.
_UNHEARD, _COMMON = 2.2, 20_000
# A word that is seldom written may be one too, where one in daily use has a letter more.
_SELDOM, _DAILY = 3.3, 2_500
# Two slips are sought in words of so many letters.
_LONG = 8
_LEAST = 3
# Words of one letter.
_LETTERS = "iåaeæ"
# How common a word of two letters is, and what it costs to read a rare word.
_OFTEN, _RARE = 4.5, 0.4
# What two slips may cost together, one in a word, one in a short word, and in one of grammar.
_DEAREST, _DEAR, _IN_SHORT, _IN_GRAMMAR = 1.7, 1.2, 0.8, (0.7, 0.9)
_SHORT = 4
# How far a word ten times as common goes before another, one of the documents before others, and
# a word of the language before one that is only met in it («street»).
_BY_FREQUENCY, _THEIRS, _ABROAD = 0.3, 0.25, 0.4
# So much less common a word is where the other language is written.
_FOREIGN = 0.5
# Parts of a compound that is a word, however rare.
_PART, _REAL_PART = 4, 2.6
_ENDINGS = ("n", "en", "et", "a", "r", "er", "ne", "ene", "s")
# A slip that is dearer makes no compound of a word that is one.
_SURE = 0.7
# A correction that costs as much may be another word than was meant.
_DOUBTFUL = 1.1


def spelt(text: str, language: Language, mend: Callable[[str], str]) -> str:
    """The message with its unheard-of lower-cased words spelt as meant.

    Args:
        text: a message.
        language: its language; of nynorsk, whose words are rarely counted, only words of grammar
            are mended, and those of the documents.
        mend: the documents' word for one, itself where they have it, or "".

    """
    return _WORD.sub(lambda m: meant(m.group(), language, mend), text)


def meant(word: str, language: Language, mend: Callable[[str], str]) -> str:
    """The word that a word is a slip for; itself where it is none."""
    common_in = heard(word, language)
    if len(word) < _LEAST or not word.islower() or common_in >= _SELDOM or is_right(word):
        return word
    if language is not Language.EN and any(mend(n) == n for n in nouns_of_rare(word)):
        return word
    found = mend(word)
    if analysis.fold(found) == analysis.fold(word):
        return found
    others = [found] if found and common_in < _UNHEARD else []
    if others and cost(word, found) > _SURE and (_is_compound(word) or _is_inflected(word)):
        return word
    if other := common(word, language):
        others.append(other)
    return min(others, key=lambda o: _unlikely(word, o, language, o == found), default=word)


def odd(word: str, language: Language, mend: Callable[[str], str]) -> float:
    """What it costs to read a word: 0 for one that may be one, infinitely much for one like none.

    Args:
        word: a lower-cased word.
        language: the language of its message.
        mend: the documents' word for one, as for `spelt`.

    """
    if is_used(word, language) or is_listed(word) or _is_compound(word):
        return 0.0
    if (len(word) >= _LEAST and heard(word, language) >= _UNHEARD) or _is_inflected(word):
        return _RARE
    other = meant(word, language, mend)
    return cost(word, other) if other != word or mend(word) == word else math.inf


def is_used(word: str, language: Language) -> bool:
    """Whether a lower-cased word is much used; the shorter, the more."""
    if len(word) == 1:
        return word in _LETTERS
    return is_small(word) or heard(word, language) >= (_SELDOM if len(word) > 2 else _OFTEN)


def heard(word: str, language: Language) -> float:
    """How common a word is where a language is written, which uses some words of the other."""
    found = {code: zipf(word, code) for code in (Language.NB, Language.EN)}
    own = found[Language.EN if language is Language.EN else Language.NB]
    return max(own, *(value - _FOREIGN for value in found.values()))


def is_doubtful(typed: str, read: str) -> bool:
    """Whether a message is read with a word that may not be the one meant.

    Where only spaces are set otherwise, none is.
    """
    before, after = _WORD.findall(typed.casefold()), _WORD.findall(read.casefold())
    if "".join(before) == "".join(after):
        return False
    if len(before) != len(after):
        return True
    return any(cost(a, b) >= _DOUBTFUL for a, b in zip(before, after, strict=True) if a != b)


@lru_cache(maxsize=10_000)
def common(word: str, language: Language) -> str:
    """The common word that a word is a slip for; "" where there is none."""
    if is_small(word) or (language is Language.NN and is_listed(word)):
        return ""
    near = _grammatical(word, language)
    if language is not Language.NN:
        near += _near(word, language)
    best = min(near, key=lambda other: _unlikely(word, other, language), default="")
    right = best and cost(word, best) > _SURE and (_is_compound(word) or _is_inflected(word))
    return "" if right else best


def _near(word: str, language: Language) -> list[str]:
    """The common words that a word may be a slip for."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    seldom = heard(word, language) >= _UNHEARD
    if seldom or len(word) == _LEAST:
        daily = _words(language, _DAILY).get(word[0], ())
        return [o for o in daily if len(o) == len(word) + 1 and OSA.distance(word, o) == 1]
    slips, dearest = (2, _DEAREST) if len(word) >= _LONG else (1, _DEAR)
    dearest = dearest if len(word) > _SHORT else _IN_SHORT
    words, keys = (found(language).get(word[0], ()) for found in (_common_words, _folded))
    found: set[str] = set()
    for key, within, most in ((word, words, dearest), (analysis.fold(word), keys, _SURE)):
        near = process.extract(key, within, scorer=OSA.distance, score_cutoff=slips, limit=20)
        found |= {words[at] for _, _, at in near if cost(word, words[at]) <= most}
    return sorted(found)


def _grammatical(word: str, language: Language) -> list[str]:
    """The words of grammar that an unheard-of word may be a slip for, in any language."""
    if heard(word, language) >= _UNHEARD:
        return []
    stop = analysis.norwegian_stop_words()
    stop = analysis.stop_words()["en"] if language is Language.EN else stop
    dearest = _IN_GRAMMAR[len(word) > _LEAST]
    near = (o for o in stop if len(o) >= _LEAST and abs(len(o) - len(word)) <= 1)
    return [o for o in near if cost(word, o) <= dearest]


def _unlikely(word: str, other: str, language: Language, theirs: bool = False) -> float:
    """How unlikely a word is meant by another."""
    told = _BY_FREQUENCY * zipf(other, language) + (_THEIRS if theirs else 0.0)
    abroad = language is not Language.EN and zipf(other, Language.EN) > zipf(other, Language.NB)
    return cost(word, other) - told + (_ABROAD if abroad else 0.0)


def _is_compound(word: str) -> bool:
    """Whether a word is put together of two that are used; such are rare and yet right."""
    return len(word) >= _LONG and split(word, _worth) is not None


def _is_inflected(word: str) -> bool:
    """Whether a word is a form of one that is used."""
    return any(_stands(word.removesuffix(e)) for e in _ENDINGS if word.endswith(e))


def _worth(part: str) -> float:
    """How surely a part of a compound is a word of its own."""
    forms = (part, *(part.removesuffix(e) for e in _ENDINGS if part.endswith(e)))
    return max(_stands(form) for form in forms)


def _stands(word: str) -> float:
    found = zipf(word, Language.NB) if len(word) >= _PART else 0.0
    return found if found >= _REAL_PART else 0.0


@lru_cache(maxsize=4)
def _words(language: Language, count: int) -> dict[str, tuple[str, ...]]:
    """Common words by their first letter, the most common first."""
    from wordfreq import top_n_list

    found: dict[str, list[str]] = {}
    for word in top_n_list("en" if language is Language.EN else "nb", count):
        if len(word) > _LEAST and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in found.items()}


def _common_words(language: Language) -> dict[str, tuple[str, ...]]:
    return _words(language, _COMMON)


@lru_cache(maxsize=3)
def _folded(language: Language) -> dict[str, tuple[str, ...]]:
    """The spelling keys of the common words, in the same order."""
    words = _common_words(language)
    return {letter: tuple(map(analysis.fold, found)) for letter, found in words.items()}
