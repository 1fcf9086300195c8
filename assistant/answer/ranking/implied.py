"""What a unit tells without the question's words for it: its document's year, or by a value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.answer_types.demands import words_told
from assistant.answer.extraction import about
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.ranking.ranges import falls_in, figures_in
from assistant.answer.ranking.wording import QUANTITY
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis

_DEADLINE = re.compile(r"frist(?:en)?|deadline")
_BY = cue("tells", "by_then")


class Implied:
    """The concepts of one question that units have without their words.

    Args:
        question: the question.
        concepts: its weighted concepts.

    """

    def __init__(self, question: Question, concepts: Sequence[WeightedConcept]) -> None:
        self._question, self._concepts = question, concepts
        figures = set(analysis.words(" ".join(figures_in(question.resolved))))
        self.figures = frozenset(
            i for i, c in enumerate(concepts) if figures.issuperset(c.concept.surface.split())
        )
        # «Hva skjer om vi får 3,5?» is told in «lavere enn 4».
        self._asks_what_then = bool(figures) and question.intent in (Intent.PROCEDURE, Intent.OTHER)

    def by(self, unit: Unit, *, valued: bool) -> frozenset[int]:
        """The places of the concepts that a unit has so.

        A year asked about is not what a sentence must say, but where it must stand; a value
        is what «hvor mye penger» is answered by, and «innen tre uker» tells a «frist».

        Args:
            unit: a unit of a passage.
            valued: whether it has a value that is asked for.

        """
        years = set(self._question.years) & about.years_of(unit.chunk)
        told = words_told(self._question, unit)
        found = frozenset(
            i
            for i, c in enumerate(self._concepts)
            if c.concept.surface in years
            or (told and told.fullmatch(c.concept.surface))
            or (valued and QUANTITY.match(c.concept.surface))
            or (valued and _DEADLINE.fullmatch(c.concept.surface) and _BY.search(unit.text))
        )
        sentence = unit.kind is UnitKind.SENTENCE
        if sentence and self._asks_what_then and falls_in(unit.text, self._question.resolved):
            return found | self.figures
        return found
