"""Which words decide a question: what yes or no is asked of, or the trait of a thing asked for.

«Er workshopene gratis?» is decided by no sentence on workshops that is silent on «gratis»; «hvor
lenge varer intervjuet i X?» by none that tells how long X lasts. The patterns are data, in
`patterns/deciding.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.answer_types.demands import asking_sentence
from assistant.answer.question import Question
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.search import analysis

_TABLES = {
    Intent.YES_NO: ("whether", "applied"),
    Intent.WHO: ("chosen", "attribute", "applied"),
    Intent.AMOUNT: ("attribute", "purpose", "applied"),
}
_ELSE = ("attribute", "applied")


def deciding_words(question: Question) -> frozenset[str]:
    """The words of the thing that decides a question; none where its form does not tell."""
    asked = asking_sentence(question.resolved)
    tables = _TABLES.get(question.intent, _ELSE)
    match = next((m for t in tables if (m := _pattern(t).search(asked))), None)
    if match is None:
        return frozenset()
    found = next(words for words in match.groupdict().values() if words)
    of_value = question.intent in EXPECTED
    return frozenset(
        w
        for w in analysis.words(found)
        if w not in _nothing() and not (of_value and _value_noun().search(w))
    )


def narrowing_words(question: Question) -> frozenset[str]:
    """The words of the part of those counted that a number is asked of («var kvinner»)."""
    if question.intent is not Intent.COUNT:
        return frozenset()
    found = _pattern("narrowed").finditer(asking_sentence(question.resolved))
    said = (words for m in found for words in m.groupdict().values() if words)
    return frozenset(w for words in said for w in analysis.words(words)) - _nothing()


@lru_cache(maxsize=1)
def _value_noun() -> re.Pattern[str]:
    file = patterns.read("deciding")
    return file.compiled(file.tables["none"]["ending"])


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    """Words that name no thing that must be spoken of."""
    words = patterns.read("deciding").tables["none"]["words"].split()
    return analysis.norwegian_stop_words() | analysis.stop_words()["en"] | frozenset(words)


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    """The alternatives of a table as one pattern; each names its words by itself."""
    file = patterns.read("deciding")
    alternatives = file.tables[name]["asks"]
    return file.compiled(
        [a.replace("?P<thing>", f"?P<thing_{i}>") for i, a in enumerate(alternatives)]
    )
