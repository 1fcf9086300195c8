"""Sentences that say yes or no themselves: «Ja, bryggerier kan søke».

They decide the question right above them; to another one the «Ja,» says nothing.
"""

from __future__ import annotations

from assistant.answer.extraction.opening import OPENS
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.domain import Language
from assistant.search import analysis


def answers_its_heading(question: Question, evidence: Evidence) -> bool | None:
    """Whether it is so by a sentence's own «Ja,» or «Nei,», where its heading is what is asked."""
    opening = OPENS.match(evidence.unit.text)
    heading = evidence.unit.context.rsplit("\n", maxsplit=1)[-1]
    if opening is None or not heading.rstrip().endswith("?"):
        return None
    if NEGATION.search(heading) or NEGATION.search(question.resolved):
        return None
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    words = ({*analysis.words(text)} - stop for text in (heading, question.resolved))
    theirs, mine = ({analysis.stem(word) for word in some} for some in words)
    same = bool(mine) and mine == theirs and question.language is not Language.EN
    return bool(opening["yes"]) if same else None
