"""Text to index terms: Norwegian Snowball stems and character 4-grams within words.

Both kinds go into one index: stems carry meaning, 4-grams reach compounds, inflections and
typing errors. æ, ø and å stay apart from a and o here; a query's ASCII spellings are mended in
`assistant.search.query`, where the vocabulary is known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

ANALYSIS_VERSION = 6
GRAM = 4
GRAM_MARK = "#"
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=3)
def _word_lists(name: str) -> dict[str, frozenset[str]]:
    """Words by language code from a file beside this one with a `[code]` section a language."""
    found: dict[str, set[str]] = {}
    section = ""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith(";"):
            found.setdefault(section, set()).update(line.split())
    return {code: frozenset(words) for code, words in found.items()}


def stop_words() -> dict[str, frozenset[str]]:
    """Stop words by language code."""
    return _word_lists("stopwords.txt")


def fillers() -> dict[str, frozenset[str]]:
    """Words that people put around a question, by language code."""
    return _word_lists("fillers.txt")


def run_on() -> dict[str, frozenset[str]]:
    """Words of grammar that are run into the word after them («first») or before them («last»)."""
    return _word_lists("run_on.txt")


@lru_cache(maxsize=1)
def norwegian_stop_words() -> frozenset[str]:
    """Bokmål and nynorsk stop words together."""
    return stop_words()["nb"] | stop_words()["nn"]


def words(text: str) -> list[str]:
    """Lower-cased runs of letters and digits, in order."""
    return _WORD.findall(text.casefold())


_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d])")


def spaced_numbers(text: str) -> list[str]:
    """The numbers of a text that are written in several pieces («1 360»)."""
    return _THOUSANDS.findall(text)


def whole_numbers(text: str) -> str:
    """A text with numbers in one piece: «1360» for «1 360», which has no 360 in it."""
    return _THOUSANDS.sub(lambda m: re.sub(r"\D", "", m.group()), text)


def cased_words(text: str) -> list[str]:
    """Runs of letters and digits as they stand, in order."""
    return _WORD.findall(text)


# Words in -et that is no article: a planet is no plan.
_NO_ENDING = frozenset({"planet", "komet", "magnet", "alfabet", "poet", "profet", "asket"})


@lru_cache(maxsize=1)
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("norwegian")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Norwegian Snowball stem of a lower-cased word; digits come back unchanged."""
    if word.isdigit() or word in _NO_ENDING:
        return word
    stemmed: str = _stemmer().stemWord(word)  # type: ignore[attr-defined]
    return stemmed


@lru_cache(maxsize=100_000)
def grams(word: str) -> tuple[str, ...]:
    """Marked character 4-grams of a word; none for words shorter than four or for numbers."""
    if len(word) < GRAM or word.isdigit():
        return ()
    return tuple(GRAM_MARK + word[i : i + GRAM] for i in range(len(word) - GRAM + 1))


def stems(text: str) -> list[str]:
    """Stems of the words of `text` that are no Norwegian stop words, in order."""
    stop = norwegian_stop_words()
    return [stem(w) for w in words(text) if w not in stop]


def terms(text: str) -> list[str]:
    """Index terms of `text`: the stem and the 4-grams of every word that is no stop word."""
    stop = norwegian_stop_words()
    found: list[str] = []
    for word in words(text):
        if word not in stop:
            found.append(stem(word))
            found.extend(grams(word))
    return found


_FOLD = str.maketrans(
    {"å": "a", "ø": "o", "æ": "a", "é": "e", "è": "e", "ö": "o", "ä": "a", "z": "s", "w": "v"}
)
_SOUND = (("aa", "å"), ("oe", "ø"), ("ae", "æ"), ("ch", "k"), ("ck", "k"), ("c", "k"), ("ph", "f"))
_DOUBLE = re.compile(r"(\w)\1")


def fold(word: str) -> str:
    """A spelling key: å/aa/a, ø/oe/o, æ/ae/a, c/k and doubled letters fall together."""
    for written, sound in _SOUND:
        word = word.replace(written, sound)
    return _DOUBLE.sub(r"\1", word.translate(_FOLD))
