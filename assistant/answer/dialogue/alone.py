"""The question in a message, without what is told beside it.

«Vi er sju fiskebruk på Senja. Hva kreves?» has no word of fish in its answer. Who asks is often
told first; where the message as a whole finds no answer, the question in it may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.dialogue.reader import Reader
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.distance import is_voted
from assistant.answer.selection.likelihood import has_opinion
from assistant.answer.selection.select import Selection
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.asking import (
    asks_of_us,
    kind_of_us,
    may_decide,
    set_apart,
    sought_in,
    tells_of_us,
    told_beside,
    what_is_ones_own,
)
from assistant.answer.understanding.intent import Intent
from assistant.answer.understanding.leaning import (
    asks_what_is_demanded,
    judges_what_was_told,
    points,
)
from assistant.domain import Language, Outcome, Turn
from assistant.search import analysis
from assistant.search.commonness import TOPICAL

SETTING = "setting"
# Shorter words name no thing.
_WORD = 3
_IT_OR_THEY = re.compile(r"\b(?:den|dei|de|dem|they|it)\b(?= )", re.IGNORECASE)


def alone_in(
    question: Question, reader: Reader, history: Sequence[Turn], rivals: Sequence[str]
) -> Question | None:
    """The question in a message as it reads alone; None where there is nothing beside it.

    None too where what is told beside it names what is asked about, a thing with a heading of its
    own or a year, may decide the answer («vi gikk med tap»), or is what the question is of («er det
    et problem?»).

    Args:
        question: the message as read.
        reader: reads questions.
        history: earlier turns, oldest first.
        rivals: names that headings carry.

    """
    words, beside = set_apart(question.text)
    if not words or may_decide(beside):
        return None
    alone = reader.read(words, history)
    if alone.intent is Intent.YES_NO and judges_what_was_told(words):
        return None
    named = {m.name for m in question.mentions} - {m.name for m in alone.mentions}
    if named & set(rivals) or set(question.years) - set(alone.years):
        return None
    return replace(alone, text=question.text, language=question.language)


def of_what_was_set_before(question: Question, reader: Reader) -> Question | None:
    """The question in a message asked of the thing told last before it; None where it is of none.

    «Vi skriver en søknad. Hvor lang må den være?» is asked of «søknad».

    Args:
        question: the message as read.
        reader: reads questions.

    """
    words, beside = set_apart(question.text)
    thing = next(iter(analysis.words(beside)[::-1]), "")
    pronoun = _IT_OR_THEY.search(words)
    if pronoun is None or len(thing) <= _WORD or not reader.speaks_of(thing, question.language):
        return None
    asked = f"{words[: pronoun.start()]}{thing}{words[pronoun.end() :]}"
    return replace(reader.read(asked), text=question.text, language=question.language)


def is_told_alone(told: Selection, whole: Selection, question: Question, t: Thresholds) -> bool:
    """Whether what is found for the question alone may answer the message.

    Args:
        told: what is found for it.
        whole: what was found for the message as a whole, which is no answer.
        question: the question alone.
        t: thresholds.

    """
    # «Jeg skal bygge garasje. Hva er kravene?» asks of no thing of the documents.
    if told.refused or whole.outcome is Outcome.OUT_OF_SCOPE:
        return False
    if told.outcome is Outcome.CLARIFY or told.sides or not has_opinion(told.first):
        return True
    # «Hva bør jeg gjøre?» says nothing of what it asks about.
    tells = any(c.telling >= TOPICAL for c in question.query.concepts)
    return is_voted(told.first, t) and (tells or told.first.features.asked >= t.asked_at_hand)


def is_of_another_matter(question: Question, reader: Reader) -> bool:
    """Whether a message applies for what no document speaks of, or is of what is one's own.

    «Jeg skal søke om pass. Hva er kravene?» has no answer in what is told of others. A question
    that says itself what it is asked of has.
    """
    words, beside = set_apart(question.text)
    asked = words or question.text
    if (reader.read(words) if words else question).mentions:
        return False
    told = beside if words and reader.names_little(words, question.language) else ""
    sought = (s for part in (asked, told) for s in sought_in(part))
    if any(not reader.speaks_of(s, question.language) for s in sought):
        return True
    return points(asked) and _is_ones_own(told, question.language, reader)


def _is_ones_own(told: str, language: Language, reader: Reader) -> bool:
    """Whether what is told is of those near to who asks, and of nothing the documents speak of."""
    own = what_is_ones_own(told)
    if own is None:
        return False
    small = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    things = (w for w in analysis.words(own) if len(w) >= _WORD and w not in small)
    return not any(reader.speaks_of(w, language) for w in things)


def asked_alone(
    question: Question, reader: Reader, history: Sequence[Turn], rivals: Sequence[str]
) -> Question | None:
    """The question in a later message, where it leans on what was said and not on who asks.

    «Vi er et lag i Bodø. Hvor lenge varte det?» is asked of what was spoken of, not of «et lag».
    None for others. (Who only wonders is no scene to begin with: see `Reader`.)
    """
    words, beside = set_apart(question.text)
    if not history or not words or may_decide(beside):
        return None
    alone = reader.read(words, history)
    if set(question.years) - set(alone.years):
        return None
    names_it = bool(reader.read(words).mentions)
    named = {m.name for m in question.mentions} - {m.name for m in alone.mentions}
    leans = alone.leans or asks_what_is_demanded(alone.resolved, alone.intent)
    if not names_it and (not leans or named & set(rivals)):
        return None
    return replace(alone, text=words)


def is_told_of_us(evidence: Evidence, question: Question) -> bool:
    """Whether those who ask only tell that they are of the kind that a sentence tells of.

    «Vi er et lag i Bodø. Kan vi …?» is told in «et lag kan …».
    """
    _, beside = set_apart(question.text)
    kind = analysis.stem(kind_of_us(beside).casefold())
    said = {analysis.stem(w) for w in analysis.words(evidence.unit.text)}
    return bool(kind) and kind in said


def in_general(selection: Selection, question: Question) -> Selection:
    """What answers a question of those who ask; told to hold in general where more is told of them.

    «Vi går med tap. Kan vi søke?» is answered for those who do not.

    Args:
        selection: what answers the message.
        question: the message.

    """
    words, beside = set_apart(question.text)
    words, beside = (words, beside) if words else (question.text, told_beside(question.text))
    if selection.outcome is not Outcome.ANSWERED or not beside or not asks_of_us(words):
        return selection
    if not selection.sides and is_told_of_us(selection.first, question):
        return selection
    decides = may_decide(beside) or (question.intent is Intent.YES_NO and tells_of_us(beside))
    return replace(selection, lacking=selection.lacking or SETTING) if decides else selection
