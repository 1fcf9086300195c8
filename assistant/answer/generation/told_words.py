"""Which words of a statement tell something, and whether a text has them.

A text has a word as it is, in a compound or in another spelling, or has one that may stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.answer.extraction.units import Terms
from assistant.answer.extraction.values import find
from assistant.answer.generation.agreement import without_modal_words
from assistant.answer.ranking.matching import WeightedConcept
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.number_words import ONES

CAPITALISED = re.compile(r"\b[A-ZÆØÅ][\wæøå]*")
_NEGATING = frozenset({"u", "mis", "van", "ikke", "un", "non"})
_PART, _SHORT = 4, 3
# No word is longer; what is, is noise.
_LONGEST = 60
_ALIKE, _RESEMBLES, _LONG_ENOUGH, _BEGINNING = 0.85, 0.6, 5, 2


@dataclass(frozen=True, slots=True)
class Part:
    """A statement or a clause of it: its words, and all concepts of the `whole` statement."""

    text: str
    concepts: tuple[WeightedConcept, ...]
    language: Language
    whole: str = ""


def telling_words(part: Part) -> Iterator[str]:
    """The words of a part that tell something, names first of all; no figures of its values."""
    spans = [(v.start, v.end) for v in find(part.text, english=part.language is Language.EN)]
    kept = list(part.text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    rest = without_modal_words("".join(kept))
    named = set(names(rest))
    passed = _passed_over(part.language)
    for word in analysis.cased_words(rest):
        if word in named or word.casefold() not in passed:
            yield word.casefold()


@lru_cache(maxsize=4)
def _passed_over(language: Language) -> frozenset[str]:
    """Words that carry no claim of their own."""
    if language is Language.EN:
        return analysis.stop_words()["en"] | analysis.fillers()["en"]
    return analysis.norwegian_stop_words() | analysis.fillers()["nb"] | analysis.fillers()["nn"]


def names(text: str) -> tuple[str, ...]:
    """Capitalised words of a text but its first, unless that one has more capitals."""
    first = re.match(r"\W*", text)
    begins = first.end() if first else 0
    return tuple(
        m[0]
        for m in CAPITALISED.finditer(text)
        if m.start() != begins or sum(c.isupper() for c in m[0]) > 1
    )


def has(word: str, terms: Terms) -> bool:
    """Whether a text has a word, in some form of it."""
    return analysis.stem(word) in terms.stems or word in terms.words


def stands(word: str, part: Part, terms: Terms, *, synonyms: bool = True) -> bool:
    """Whether a text has a word, a compound with it, its parts, or what may stand for it."""
    if has(word, terms):
        return True
    if any(c.isdigit() for c in word) or len(word) > _LONGEST:
        return False
    if _in_compound(word, terms) or _taken_apart(word, terms):
        return True
    if any(_spelt_alike(word, w) for w in terms.words):
        return True
    return synonyms and any(_stood_in_for(c, word, terms) for c in part.concepts)


def _in_compound(word: str, terms: Terms) -> bool:
    """Whether a word is part of a compound there; «modne» is none of «umodne»."""
    stem = analysis.stem(word)
    if len(stem) < _PART:
        return False
    return any(
        w.startswith(stem)
        or (w.endswith((stem, word)) and w[: w.rfind(stem)] not in _NEGATING)
        or (len(stem) > _PART and stem in w[_SHORT:])
        for w in terms.words
    )


def _taken_apart(word: str, terms: Terms) -> bool:
    """Whether a text has both halves of a compound («skissefristen»: «fristen for skisse»)."""
    for at in range(_SHORT, len(word) - _SHORT + 1):
        first, last = word[:at], analysis.stem(word[at:])
        if first in ONES:
            return False
        halves = {first, first.removesuffix("s"), first.removesuffix("e")}
        if (
            len(last) >= _SHORT
            and any(len(h) >= _SHORT and any(w.startswith(h) for w in terms.words) for h in halves)
            and any(w.endswith((last, word[at:])) or w.startswith(last) for w in terms.words)
        ):
            return True
    return False


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words are one in two spellings («Forskingsrådet»)."""
    if min(len(one), len(other)) < _LONG_ENOUGH or one[:_BEGINNING] != other[:_BEGINNING]:
        return False
    if _is_denied(one, other) or _is_denied(other, one):
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _is_denied(one: str, other: str) -> bool:
    """Whether a word is another with an «u» in it: «tidsubegrenset»."""
    without = (one[:at] + one[at + 1 :] for at, c in enumerate(one) if c == "u")
    return any(analysis.stem(w) == analysis.stem(other) for w in without)


def _only_resembles(word: str, other: str) -> bool:
    """Whether a word stands in for another because it looks like it: «sølvpris» for «gullpris»."""
    begins = word[:_BEGINNING] == other[:_BEGINNING]
    return not begins and SequenceMatcher(None, word, other).ratio() >= _RESEMBLES


def _stood_in_for(concept: WeightedConcept, word: str, terms: Terms) -> bool:
    sought = concept.concept
    if word not in sought.surface.split() and word not in sought.alternatives:
        return False
    if any(
        has(w, terms) or _in_compound(w, terms)
        for w in sought.alternatives
        if w != word and not _only_resembles(word, w)
    ):
        return True
    return any(all(has(w, terms) for w in phrase) for phrase, _ in sought.phrases)
