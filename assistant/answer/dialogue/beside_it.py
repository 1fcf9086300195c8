"""A follow-up that asks of what stands beside what was asked of: the year after, all together.

«Og året etter?» asks the question before of the next year, «og til sammen?» asks it of no one
level. What only its place tells («neste nivå», «de andre») is named by nothing, and is asked back.
"""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.understanding.leaning import YEAR, Said
from assistant.search.number_words import ONES

_FILE = patterns.read("followup")
_AFTER, _BEFORE = (
    _FILE.compiled([_FILE.tables["another_year"][name]]) for name in ("after", "before")
)
_OTHERS = _FILE.compiled(list(_FILE.tables["another_of_them"].values()))
_IN_ALL, _HOW = (_FILE.compiled([_FILE.tables["in_all"][name]]) for name in ("any", "how"))
_IS_THAT_ALL = _FILE.compiled([_FILE.tables["is_that_all"]["any"]])
_ONCE_MORE = _FILE.compiled([_FILE.tables["once_more"]["any"]])
_NOT_KNOWN = _FILE.compiled([_FILE.tables["not_known"]["any"]])
_DEMANDING = (Intent.CRITERIA, Intent.LIST, Intent.PROCEDURE)


def asked_beside(text: str, before: Said) -> str:
    """The question before as a follow-up asks it of what stands beside; "" for other follow-ups.

    Args:
        text: the follow-up.
        before: the question before it, standing alone.

    """
    if year := _another_year(text, before):
        return YEAR.sub(year, before.text)
    if _ONCE_MORE.match(text):
        return before.text
    if _IS_THAT_ALL.match(text) and intent_of(before.text) in _DEMANDING:
        return before.text
    asked = _IN_ALL.match(text)
    if asked and intent_of(before.text) is Intent.DURATION:
        how = asked["how"] or (found["how"] if (found := _HOW.match(before.text)) else "")
        return f"{how} {asked['all']}?" if how else ""
    return ""


def leans_on_it(text: str) -> bool:
    """Whether a question is asked of what stands beside what was asked of before it."""
    return any(p.match(text) for p in (_AFTER, _BEFORE, _IN_ALL, _IS_THAT_ALL, _ONCE_MORE))


def is_unnamed(text: str) -> bool:
    """Whether a follow-up asks of another of the kind that was spoken of, and does not name it.

    «Vi vet ikke» names none either.
    """
    return bool(_OTHERS.match(text) or _NOT_KNOWN.match(text))


def _another_year(text: str, before: Said) -> str:
    """The year that is so many years from the one that was spoken of; "" where none is meant."""
    if len(set(before.years)) != 1:
        return ""
    for pattern, sign in ((_AFTER, 1), (_BEFORE, -1)):
        if asked := pattern.match(text):
            return str(int(before.years[0]) + sign * _number(asked["many"] or ""))
    return ""


def _number(said: str) -> int:
    """How many years are said; one where none is."""
    return int(said) if said.isdigit() else ONES.get(said.casefold(), 1)
