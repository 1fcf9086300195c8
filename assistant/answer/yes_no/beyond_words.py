"""What a classifier of words cannot know of a question: whom and which it is of, and which way.

Each is a reason to say neither «ja» nor «nei» by what is known of a sentence (`known`).
"""

from __future__ import annotations

import re

from assistant.answer.answer_types.opposites import opposed
from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.ended import what_ended
from assistant.answer.patterns import cue, read
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION, is_put_negatively
from assistant.answer.validity import successors
from assistant.answer.validity.closing import asks_of_a_call
from assistant.answer.yes_no.another_matter import (
    is_of_another_subject,
    names_another,
    tells_only_of_before,
)
from assistant.search import analysis

_EITHER, _BOTH, _ONLY, _MAY = (cue("asks", n) for n in ("either", "both", "only", "may_i"))
_MUST, _URGES = cue("asks", "must"), cue("tells", "urges")
_WHEN, _OF_WHOM = cue("asks", "of_a_deadline"), cue("asks", "of_whom")
_DEADLINE_OF, _CONDITION = cue("tells", "deadline_of"), cue("tells", "on_condition")
# What a deadline is for → what is done by it.
_DONE_BY = {thing: cue("done_by", thing) for thing in read("cues").tables["done_by"]}
_PARTS = [cue("part_taken", part) for part in read("cues").tables["part_taken"]]
_UNSAID, _ALL = 0.5, 0.99


def is_beyond(question: Question, evidence: Evidence, *, told: bool) -> bool:
    """Whether words do not tell what the question is of, or which way it is asked.

    Args:
        question: the question.
        evidence: the sentence that leads.
        told: what is known of it says so far.

    """
    asked, said = question.resolved, evidence.unit.text
    if is_put_negatively(question) or _EITHER.search(asked) or _BOTH.search(asked):
        return True
    if evidence.named < 1 or not evidence.dated or names_another(question, evidence):
        return True
    if tells_only_of_before(question, evidence) or is_of_another_subject(question, evidence):
        return True
    # Whether a call is open, its dates tell.
    if asks_of_a_call(question) or successors.leaves_open(question, said):
        return True
    if _tells_of_another_end(question, said):
        return True
    only = bool(_ONLY.search(asked)) and not _ONLY.search(said)
    if told:
        another = opposed(said, asked) or _asks_of_another(question, evidence)
        return only or another or _is_less(asked, said)
    if only:
        return not _is_one_of(asked, said)
    return _affirms(question, evidence) or _is_condition(asked, said)


def is_another_deadline(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence tells the deadline of another thing, or one where none is asked for."""
    said = _deadlines_of(evidence.unit.text)
    if not said:
        return False
    asked = _deadlines_of(question.resolved)
    return not asked & said if asked else not _WHEN.search(question.resolved)


def _deadlines_of(text: str) -> set[str]:
    """The stems of what the deadlines are for that a text names."""
    found = [m["after"] or m["before"] for m in _DEADLINE_OF.finditer(text)]
    found = found or [thing for thing, done in _DONE_BY.items() if done.search(text)]
    return {analysis.stem(word.casefold()) for word in found}


def _tells_of_another_end(question: Question, said: str) -> bool:
    """Whether a sentence tells what has ended, and of another it is asked, or of others too.

    «Er NIC Connect erstattet?» is no «ja» of what has it take the place of others.
    """
    ended = what_ended(said)
    names = question.mentions
    return bool(ended) and not (names and all(m.stands_in(ended) for m in names))


def _asks_of_another(question: Question, evidence: Evidence) -> bool:
    """Whether it is asked of somebody or something («forskerne») that the sentence has not.

    Where all words have been met in questions that it says yes to, so has that.
    """
    match = _OF_WHOM.match(question.resolved)
    if match is None or evidence.says.met >= _ALL:
        return False
    word = match["word"].casefold()
    pairs = zip(question.query.concepts, evidence.full.matches, strict=False)
    return any(word in c.surface.split() and share < _UNSAID for c, share in pairs)


def _is_less(asked: str, said: str) -> bool:
    """Whether a sentence tells less than a question asks for.

    Whom a programme gathers («universiteter») need not lead it or apply; what is important or
    mostly so, nobody must.
    """
    if any(part.search(asked) and not part.search(said) for part in _PARTS):
        return True
    return bool(_MUST.search(asked) and _URGES.search(said)) and not _MUST.search(said)


def _is_one_of(asked: str, said: str) -> bool:
    """Whether what it is asked if there is only is one of several that a sentence lists."""
    words = re.findall(rf"(?:{_ONLY.pattern}) ([\w-]+)", asked, re.IGNORECASE)
    listed = (
        rf"\b{re.escape(w)}\b(?:,| og | and )|(?:,| og | and ) ?{re.escape(w)}\b" for w in words
    )
    return any(re.search(pattern, said, re.IGNORECASE) for pattern in listed)


def _affirms(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence has all the words of a question and denies nothing: that is no «nei»."""
    denied = NEGATION.search(evidence.unit.text) or NEGATION.search(question.resolved)
    asked = set(analysis.stems(question.resolved))
    return not denied and bool(asked) and asked <= set(analysis.stems(evidence.unit.text))


def _is_condition(asked: str, said: str) -> bool:
    """Whether it is asked if one may, and the sentence tells what one must to be let in."""
    return bool(_MAY.search(asked) and _CONDITION.search(main_clause(said)))
