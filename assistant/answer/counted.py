"""What a figure counts: the noun that follows it, or the row whose number a column gives.

«Fire barnehagar» counts no children: a noun that only says what kind of thing is counted is not
what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.matching import WeightedConcept
from assistant.answer.rows import name_of
from assistant.search import analysis

# «Antall per år», «Tal på plassar», «No. of seats»: the figures count what the rows are called.
_NUMBER_OF = re.compile(r"\W*(?:antall|antal|tal på|tallet på|number|no\. of|count)\b", re.I)
# What may stand behind a stem in the same word: «barn(a)», «klubb(ene)», «deltak(erne)».
_INFLECTION = re.compile(r"(?:e|er|ar|a|en|et|ene|ane|na|ne|erne|arne|r|n|t|s|es|te)?s?")
_LEAST = 3


def counted_here(words: Iterable[str], counted: Sequence[WeightedConcept]) -> list[str]:
    """The words without those that have what is counted as their first part («barnehagar»)."""
    stems = {
        analysis.stem(word)
        for c in counted
        for word, weight in c.concept.alternatives.items()
        if weight >= 1.0 and len(word) >= _LEAST
    }
    return [w for w in words if not any(_only_kind(w, s) for s in stems)]


def _only_kind(word: str, stem: str) -> bool:
    return word.startswith(stem) and not _INFLECTION.fullmatch(word[len(stem) :])


def named_by_row(text: str, label: str) -> str:
    """The name of the row whose number a cell gives; "" where its header says no such thing."""
    return name_of(text) if _NUMBER_OF.match(label) else ""
