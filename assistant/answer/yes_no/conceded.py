"""«Nei» to whether one must, where a sentence tells that one may without.

«Kan søke selv om klyngen ikke har deltatt» answers «må vi ha deltatt?».
"""

from __future__ import annotations

from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.search.names import Mention

_NEEDED = cue("asks", "needed")
_MAY, _EVEN_IF = cue("tells", "one_may"), cue("tells", "even_if")
# What hardly any other sentence answers may say it in words that are not the question's.
_MOST = 0.6


def is_not_needed(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence lets one do a thing even without what is asked for.

    What one may do without must be named in what is conceded, and all else that the question names
    in the sentence.

    Args:
        question: the question.
        evidence: the sentence.

    """
    if question.negated or not _NEEDED.search(question.resolved) or evidence.named < 1.0:
        return False
    main, *rest = _EVEN_IF.split(evidence.unit.text, maxsplit=1)
    if not rest or not _MAY.search(main) or NEGATION.search(main) or not NEGATION.search(rest[0]):
        return False
    needed = _NEEDED.split(question.resolved, maxsplit=1)[1]
    # «Må vi ha vært i A før B?» asks whether A is needed.
    first = min(question.mentions, key=lambda m: _place(m, needed), default=None)
    if first is None or not first.stands_in(rest[0]) or first.stands_in(main):
        return False
    return evidence.is_plainly_meant or evidence.own.share >= _MOST


def _place(mention: Mention, text: str) -> int:
    """Where a name stands in a text; at its end where it does not."""
    at = text.casefold().find(mention.name.split()[-1].casefold())
    return at if at >= 0 else len(text)
