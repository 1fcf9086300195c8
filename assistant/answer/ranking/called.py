"""What a document calls itself: «fondet» in «Solveig Brekkes utdanningsfond», in whatever form.

Such a word stands for the whole document, so no sentence of it need have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.ranking.matching import WeightedConcept
from assistant.search import analysis

# «Fondet», «ordningen», «laget»: of a thing that is known already.
_DEFINITE = re.compile(r"\w{2,}(?:en|et|a|n|ene|ane)$")
_SHORTEST = 3
# A word that stands in so many letters of the opening is what the document is about.
_FIRST = 3


def words_for_document(
    title: str, opening: str, concepts: Sequence[WeightedConcept]
) -> tuple[str, ...]:
    """The words of a question that stand for a document as a whole.

    Args:
        title: the document's title.
        opening: how the document begins.
        concepts: the question's weighted concepts.

    """
    ends = [analysis.stem(w) for w in analysis.words(title)]
    begins = [analysis.stem(w) for w in _sentence_starts(opening)]
    return tuple(
        c.concept.surface
        for c in concepts
        if _stands_for_it(c.concept.surface, ends) or _opens(c.concept.surface, begins)
    )


def _stands_for_it(word: str, ends: Sequence[str]) -> bool:
    stem = analysis.stem(word)
    known = _DEFINITE.fullmatch(word) and len(stem) >= _SHORTEST
    return bool(known) and any(end.endswith(stem) and len(end) > len(stem) for end in ends)


def _opens(word: str, begins: Sequence[str]) -> bool:
    return bool(_DEFINITE.fullmatch(word)) and begins.count(analysis.stem(word)) >= _FIRST - 1


def _sentence_starts(text: str) -> list[str]:
    return [m[1].casefold() for m in re.finditer(r"(?:^|[.!?]\s+)(\w+)", text)]
