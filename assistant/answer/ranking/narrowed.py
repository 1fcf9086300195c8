"""What narrows a count or a sum: a part of them, a turn, a difference («av søkerne var kvinner»).

A sentence that tells of all of them, or of the whole, tells nothing of the part; and the known
questions that a narrowed one is most like have no such part, so their votes do not make up for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.answer_types.deciding import narrowing_words
from assistant.answer.answer_types.demands import tells_the_whole
from assistant.answer.extraction import about
from assistant.answer.extraction.units import Unit
from assistant.answer.question import Question
from assistant.answer.ranking.matching import Coverage, Matcher, WeightedConcept
from assistant.answer.ranking.wording import Nearness
from assistant.answer.understanding.intent import Intent

# A word stands by the unit, or the static model finds it there.
_MET, _NEAR = 0.45, 0.15
# «Kvinner» and «Oslo» are common words, and tell which of them are counted all the same.
_TELLING = 0.25


class Narrowed:
    """What narrows what a question asks for, told once for all units.

    Args:
        question: the question.
        concepts: its weighted concepts.
        matcher: finds them in texts.

    """

    def __init__(
        self, question: Question, concepts: Sequence[WeightedConcept], matcher: Matcher
    ) -> None:
        self._question, self._matcher = question, matcher
        words = narrowing_words(question)
        self._part = [
            i
            for i, c in enumerate(concepts)
            if c.concept.telling >= _TELLING and not words.isdisjoint(c.concept.surface.split())
        ]

    def tells_of_all(self, unit: Unit, own: Coverage, near: Nearness, *, counted: bool) -> bool:
        """See `Evidence.of_all`.

        The heading right above may say which part is counted; what a document is called is of all
        that it counts.

        Args:
            unit: a unit of a passage.
            own: how its text covers the concepts.
            near: how near it lies to each.
            counted: whether it counts what is asked to be counted.

        """
        if tells_the_whole(self._question, unit):
            return True
        other_tongue = not about.same_tongue(unit, self._question.language)
        if not self._part or (other_tongue and not any(near.words)):
            return False
        heading = self._matcher.matches("\n".join((*unit.chunk.section[-1:], unit.previous)))
        return not counted or any(
            max(own.matches[i], heading[i]) < _MET and near.words[i] < _NEAR for i in self._part
        )


def is_of_several(question: Question, unit: Unit) -> bool:
    """Whether a figure is asked of one thing, and told under a title that joins it to others.

    The budget of «Utlysning 2017: Arena og NCE» is not Arena's.

    Args:
        question: the question.
        unit: what would answer it.

    """
    if question.intent not in (Intent.AMOUNT, Intent.COUNT) or len(question.mentions) != 1:
        return False
    (mention,) = question.mentions
    near = (unit.text, *unit.chunk.section[-1:])
    if any(mention.stands_in(text) for text in near) or not mention.stands_in(unit.chunk.title):
        return False
    name = re.escape(mention.name.split()[-1])
    joined = rf"\b{name}\b,? (?:og|and) |\b{name}, |(?:,| og| and) (?:[\w-]+ )?{name}\b"
    return re.search(joined, unit.chunk.title, re.IGNORECASE) is not None
