"""Typing errors in common words, mended before anything else is read from a message.

Words of the documents are mended by `QueryAnalyser`; here it is what stands between them
(«begyne», «gjenom»), where a word that is hardly ever written lies one slip from a common one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf

_WORD = re.compile(r"[^\W\d_]+")
# Zipf frequency under which a word is hardly ever written, and how many common words there are.
_UNHEARD, _COMMON = 2.2, 20_000
# A word that is seldom written may be one too, where one in daily use has a letter more.
_SELDOM, _DAILY = 3.3, 2_500
_LEAST = 3


def spelt(text: str, language: Language, mend: Callable[[str], str]) -> str:
    """The message with its unheard-of lower-cased words spelt as meant.

    Args:
        text: a message.
        language: its language; nynorsk, whose words are rarely counted, is left as it is.
        mend: the documents' word for one, itself where they have it, or "".

    """

    def meant(match: re.Match[str]) -> str:
        word = match.group()
        heard = max(zipf(word, code) for code in (Language.NB, Language.EN))
        if len(word) < _LEAST or not word.islower() or heard >= _SELDOM:
            return word
        found = mend(word)
        if analysis.fold(found) == analysis.fold(word):
            return found
        spelled = [found] if found and _meant(word, found, heard) else []
        if language is not Language.NN and (other := common(word, language)):
            spelled.append(other)
        return _likest(word, spelled) or word

    return _WORD.sub(meant, text)


def _meant(word: str, other: str, heard: float) -> bool:
    """Whether a word that is hardly ever written is another with one slip."""
    from rapidfuzz.distance import OSA

    return heard < _UNHEARD and OSA.distance(word, other, score_cutoff=1) <= 1


@lru_cache(maxsize=10_000)
def common(word: str, language: Language) -> str:
    """The common word that a word is one slip away from; "" where there is none."""
    from rapidfuzz.distance import OSA

    heard = max(zipf(word, code) for code in (Language.NB, Language.EN))
    daily = heard >= _UNHEARD or len(word) == _LEAST
    near = [
        other
        for other in _words(language, _DAILY if daily else _COMMON).get(word[0], ())
        if len(other) - len(word) in ((1,) if daily else (-1, 0, 1))
        and OSA.distance(word, other, score_cutoff=1) <= 1
    ]
    return _likest(word, near)


def _likest(word: str, others: Sequence[str]) -> str:
    """One that sounds alike, or where the slip comes latest; "" where there is none."""

    def likeness(other: str) -> tuple[bool, int]:
        pairs = enumerate(zip(word, other, strict=False))
        shared = next((i for i, (a, b) in pairs if a != b), min(len(word), len(other)))
        return analysis.fold(word) == analysis.fold(other), shared

    return max(others, key=likeness, default="")


@lru_cache(maxsize=4)
def _words(language: Language, count: int) -> dict[str, tuple[str, ...]]:
    """Common words by their first letter, the most common first."""
    from wordfreq import top_n_list

    found: dict[str, list[str]] = {}
    for word in top_n_list("en" if language is Language.EN else "nb", count):
        if len(word) > _LEAST and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in found.items()}
