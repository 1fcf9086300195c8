"""The words of talk, however they are written: «heiii», «tkk», «kjempebra», «takkk fir hjelpa»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.answer import patterns
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf

_FILE = patterns.read("talk")
WORD = re.compile(r"[^\W_]+|[👍🙏👎👋]")
_WRITTEN: dict[str, str] = _FILE.tables["written"]
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.{3,})\1")
_LETTERS = re.compile(r"[a-zæøå]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’´`](?=\w)")
# Where the typing error is one letter in five, or two in eight, and the word is one that is
# hardly ever written, it is meant for the other.
_MENDED, _MENDED_TWICE, _UNHEARD = 5, 8, 2.5
_SHORT_ASCII = {"å": "a", "ø": "o", "æ": "a"}
_LONG_ASCII = {"å": "aa", "ø": "oe", "æ": "ae"}


def written_out(text: str, known: Callable[[str], bool] | None) -> str:
    """The message in small letters and without apostrophes, its words spelt as talk is."""
    plain = _APOSTROPHE.sub("", text.casefold())
    lone = len(WORD.findall(plain)) == 1

    def mended(match: re.Match[str]) -> str:
        # Alone, a word of the documents is what somebody looks up.
        return match[0] if lone and known and known(match[0]) else _spelt(match[0])

    return WORD.sub(mended, plain)


@lru_cache(maxsize=10_000)
def _spelt(word: str) -> str:
    """The talk word that a lower-cased word stands for, or the word itself."""
    if word in _WRITTEN:
        return _WRITTEN[word]
    vocabulary = _vocabulary()
    for candidate in _unstretched(word):
        if candidate in vocabulary:
            return candidate
    return _mended(word)


def _unstretched(word: str) -> Iterator[str]:
    """The word, without letters held down («heiii»), and said once («heihei»)."""
    yield word
    if _STRETCHED.search(word):
        yield _STRETCHED.sub(r"\1", word)
        yield _STRETCHED.sub(r"\1\1", word)
    if match := _DOUBLED.fullmatch(word):
        yield match[1]
    for prefix in _FILE.tables["prefixes"].split():
        if word.startswith(prefix):
            yield word.removeprefix(prefix)


def _mended(word: str) -> str:
    """The talk word that a typing error was meant for, or the word itself."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < _MENDED - 1:
        return word
    limit = 2 if len(word) >= _MENDED_TWICE else 1
    near = process.extractOne(word, _long_words(), scorer=OSA.distance, score_cutoff=limit)
    if near is None or max(zipf(word, code) for code in (Language.NB, Language.EN)) >= _UNHEARD:
        return word
    return str(near[0])


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that may stand beside talk, with their spellings without å, ø and æ."""
    small = set().union(_FILE.tables["small"].split(), *analysis.stop_words().values())
    return frozenset(
        word.translate(str.maketrans(ascii_letters))
        for word in small.difference(_FILE.tables["asking"].split())
        for ascii_letters in ({}, _SHORT_ASCII, _LONG_ASCII)
    )


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Every word in the patterns for talk, and those that may stand beside it."""
    lines = [line for entry in _FILE.tables["talk"] if entry.get("alone") for line in entry["any"]]
    used = {name for line in lines for name in re.findall(r"\{([a-z]+)\}", line)}
    lines += [line for name in used for line in _FILE.tables["fragments"][name]]
    return small_words().union(
        *(_LETTERS.findall(re.sub(r"\\.|\{[a-z]+\}", " ", line)) for line in lines)
    )


@lru_cache(maxsize=1)
def _long_words() -> tuple[str, ...]:
    """Words that may be mended to; of two as near, one that tells a kind comes first."""
    long = [word for word in _vocabulary() if len(word) >= _MENDED]
    return tuple(sorted(long, key=lambda word: (word in small_words(), word)))
