"""Which time a question asks of that it gives no year for: «i år», «før 2024», «tidligere».

What a call of another year tells is no answer to what is so this year, nor what came in a year to
what was so before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answer.extraction.about import year_called, years_of
from assistant.answer.extraction.units import Unit
from assistant.answer.patterns import cue, pattern
from assistant.answer.question import Question
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.understanding.leaning import YEAR
from assistant.domain import Status

# «I fjor», «i år» and «neste år», each with how many years it lies from the one that is.
_SAID = tuple(
    (cue("versions", name), off)
    for name, off in (("last_year", -1), ("this_year", 0), ("next_year", 1))
)
_SINCE, _BEFORE = cue("versions", "since"), cue("versions", "before")
_LAST_YEAR = _SAID[0][0]
_NEWS, _AFTER = cue("versions", "news"), cue("versions", "after")
_WHETHER_DATED = cue("asks", "whether_dated")
# Of what differs from one time to another, what applies now is no answer to how it was.
_CHANGES = frozenset({Intent.AMOUNT, Intent.DURATION, Intent.COUNT, Intent.CRITERIA, Intent.LIST})
_LASTLY_BEFORE = cue("versions", "lastly_before")
_OLD, _TO_COME = cue("versions", "old"), cue("versions", "to_come")
# «Når var fristen i 24?»
_SHORT_YEAR = pattern("moments", "short_year", "any")
_CENTURY = "20"
_PAST, _NOW, _ENDED = cue("asks", "past"), cue("asks", "now"), cue("tells", "ended")


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """A time that a question asks of.

    `year`: the one that «i år» stands for, where a value of it, or what was new, is asked for.
    `before`: the one before which it was. `dated`: whether the value is a date. `old`: whether it
    is asked how it was before, or in «det gamle programmet». `whether`: whether it is asked if it
    was so, which a year decides. `since`: the year after which something came, where that is asked
    for. `news`: whether what is new is asked for, which a document of that year tells.
    """

    year: str = ""
    before: str = ""
    dated: bool = False
    old: bool = False
    whether: bool = False
    since: str = ""
    news: bool = False

    def is_not_of(self, unit: Unit) -> bool:
        """Whether a unit tells of another time.

        A date without a year is of the one that its document is called by. What is so since a year
        may be so still, and what took the place of a thing tells what was before it.
        """
        if self.news:
            years = frozenset(YEAR.findall(unit.text)) or years_of(unit.chunk)
            return not any(y > self.since if self.since else y == self.year for y in years)
        told = frozenset(YEAR.findall(_SINCE.sub("", unit.text)))
        # Whether it was so in a year is told in a document of that year.
        called = year_called(unit.chunk) if self.dated or self.whether else frozenset[str]()
        if self.year and (told := told or called):
            return self.year not in told
        if _ENDED.search(unit.text) or _OLD.search(unit.text):
            return False
        if self.old and unit.chunk.metadata.status is Status.CURRENT:
            return True
        if not self.before or (self.whether and told):
            return False
        own = told or years_of(unit.chunk)
        return bool(own) and min(own) >= self.before


def time_asked(question: Question, as_of: date) -> TimeAsked:
    """The time that a question asks of in other words than its year."""
    intent, asked = question.intent, question.resolved
    dated = intent is Intent.DATE
    dated = dated or (intent is Intent.YES_NO and bool(_WHETHER_DATED.search(asked)))
    since, news = _since(asked), bool(_NEWS.search(asked))
    said = ""
    happened = intent is Intent.YES_NO and _LAST_YEAR.search(asked)
    if (
        (dated or news or happened or intent in EXPECTED)
        and as_of < date.max
        and not question.years
    ):
        said = next((str(as_of.year + off) for word, off in _SAID if word.search(asked)), "")
    if news and said and not since and _AFTER.search(asked):
        since = said
    # «Hva må vi nå som vi ikke måtte før?» asks of today.
    before = _LASTLY_BEFORE.search(asked) and not _TO_COME.search(asked)
    before = before and intent in _CHANGES
    old = bool(_OLD.search(asked) or before) and not _NOW.search(asked)
    whether, news = intent is Intent.YES_NO, news and bool(said or since)
    return TimeAsked(said, _year_before(asked), dated, old, whether, since, news)


def _since(text: str) -> str:
    """The year of «siden 2014» where it is asked what is new since then; "" without one."""
    bound = _SINCE.search(text) if _NEWS.search(text) and _AFTER.search(text) else None
    return YEAR.findall(bound.group())[-1] if bound else ""


def _year_before(text: str) -> str:
    """The year of «før 2024» where it is asked how it was then; "" without one."""
    bound = _BEFORE.search(text)
    then = bool(_PAST.search(text)) or not _TO_COME.search(text)
    return YEAR.findall(bound.group())[-1] if bound and then else ""


def with_century(text: str, known: Callable[[str], bool]) -> str:
    """A text with «24» as «2024» where it stands for a year that the documents know."""

    def full(match: re.Match[str]) -> str:
        year = _CENTURY + match["year"]
        return match.group()[: -len(match["year"])] + year if known(year) else match.group()

    return _SHORT_YEAR.sub(full, text)


def without_bound(text: str, word: str) -> str:
    """A question without «siden 2014», and with a word for before in the place of «før 2024».

    No answer need name the year.

    Args:
        text: the question.
        word: «tidligere», in its language.

    """
    bounded = _SINCE.sub("", text) if _since(text) else text
    return _BEFORE.sub(word, bounded) if _year_before(bounded) else bounded
