"""What a question asks for, given in words: «på 1800-tallet», «en tredjedel», «gratis»."""

from __future__ import annotations

from assistant.answer.extraction.moments import tells_moment
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis

_IN_WORDS = {
    intent: cue("in_words", intent.value)
    for intent in (Intent.DATE, Intent.DURATION, Intent.FREQUENCY, Intent.COUNT, Intent.AMOUNT)
}
_SINCE_WHEN = cue("in_words", "since")
_FREE, _ASKS_COST = cue("in_words", "free"), cue("asks", "cost")
_ASKS_SINCE = cue("asks", "since")
_WEEKDAY = cue("tells", "weekday")
# How many words before and behind «gratis» name what is.
_BEFORE_FREE, _BEHIND_FREE = 3, 1
# From here on a word is one that what is told must have.
_TOPIC = 0.5
_ASKS_CLOCK, _ASKS_DAY, _ASKS_YEAR = (cue("asks", name) for name in ("clock", "day", "year"))


def said_in_words(text: str, question: Question) -> bool:
    """Whether a text gives what was asked for in words («på 1800-tallet», «en tredjedel»)."""
    pattern = _IN_WORDS.get(question.intent)
    if question.intent is Intent.DURATION and _ASKS_SINCE.search(question.resolved):
        pattern = _SINCE_WHEN
    if pattern is None:
        return False
    if question.intent is Intent.DATE and question.years:
        # «Når i 2020?» – «høsten 2020».
        told = pattern.search(text)
        return told is not None and any(year in told[0] for year in question.years)
    if question.intent is Intent.AMOUNT:
        if question.years:
            return False
        if _ASKS_COST.search(question.resolved) and _is_free(text, question):
            return True
    if question.intent is Intent.DATE:
        asked = question.resolved
        if _WEEKDAY.search(text) and not _ASKS_CLOCK.search(asked):
            return not _ASKS_YEAR.search(asked)
        if any(p.search(asked) for p in (_ASKS_CLOCK, _ASKS_DAY, _ASKS_YEAR)):
            return False
        if tells_moment(text, asked):
            return True
    return bool(pattern.search(text))


def _is_free(text: str, question: Question) -> bool:
    """Whether what is asked about is told to be free: «minnesamvær er gratis».

    Of «gratis skogplan og måling» only the plan surely is, and «hallen er gratis til trening» tells
    nothing of what else it is used for.
    """
    told, concepts = frozenset(analysis.stems(text)), question.query.concepts
    if any(c.telling >= _TOPIC and told.isdisjoint(c.stems) for c in concepts):
        return False
    asked = frozenset[str]().union(*(c.stems for c in concepts))
    for free in _FREE.finditer(text):
        before = analysis.words(text[: free.start()])[-_BEFORE_FREE:]
        behind = analysis.words(text[free.end() :])[:_BEHIND_FREE]
        if not asked.isdisjoint(analysis.stem(w) for w in (*before, *behind)):
            return True
    return False
