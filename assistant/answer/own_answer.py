"""Sentences that say yes or no themselves: «Ja, bryggerier kan søke».

They decide the question right above them; to another one the «Ja,» says nothing.
"""

from __future__ import annotations

import re

from assistant.answer.evidence import Evidence
from assistant.answer.negation import NEGATION
from assistant.answer.question import Question
from assistant.domain import Language
from assistant.search import analysis

_OPENS = re.compile(r"\W*(?:(?P<yes>ja|jo|yes)|nei|no)(?:[,:.;!]|\s*[–—-])\s+", re.IGNORECASE)
# Words that a sentence has at least.
_A_SENTENCE = 4


def answers_itself(text: str) -> bool:
    """Whether a sentence says yes or no itself: «Ja, det kan de»."""
    return _OPENS.match(text) is not None


def less_opening(text: str) -> str:
    """What a sentence says behind its «Ja,» or «Nei,»."""
    opening = _OPENS.match(text)
    return text[opening.end() :] if opening else text


def without_opening(text: str) -> str:
    """A sentence less its «Ja,» or «Nei,», where a whole sentence is left."""
    rest = less_opening(text)
    if rest == text or len(rest.split()) < _A_SENTENCE:
        # «Ja, innen fire uker» is no sentence without it.
        return text
    return rest[:1].upper() + rest[1:]


def answers_its_heading(question: Question, evidence: Evidence) -> bool | None:
    """Whether it is so by a sentence's own «Ja,» or «Nei,», where its heading is what is asked."""
    opening = _OPENS.match(evidence.unit.text)
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
