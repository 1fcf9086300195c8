"""A yes that a sentence's words would give, and its sense does not."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.values import ValueKind, find, supported
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.yes_no.figures import is_the_most
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf
from assistant.search.number_words import ONES

_LIMITED = re.compile(rf"\b(?:{alternatives('tells', 'at_most')})\b", re.IGNORECASE)
_MODAL = cue("asks", "modal")
_ASKS_PAST, _TELLS_PAST = cue("asks", "past"), cue("tells", "past")
# «Er det Siva som driver det?»
_CLEFT = re.compile(
    r"^\W*(?:er|var|is|was) (?:det|it) (?!(?:sant|riktig|rett|korrekt|true|right|correct)\b)"
    r"(?P<who>[^,?]{2,60}?) (?:som|that|who|which)\b",
    re.IGNORECASE,
)
# «Alle tre programnivåene»: how many they all are makes them no others.
_ALL = re.compile(
    r"\b(?:alle|all|everyone|everybody)\b(?: (?:the|de|dei))?"
    rf"(?: (?:\d+|{'|'.join(ONES)})\b)?\W*(?P<of>[\w-]*)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:mer|meir|flere|fleire|lengre|lenger|høyere|høgare|større|mindre|færre|kortere|lavere"
    r"|more|longer|higher|larger|less|fewer|shorter|lower)\b",
    re.IGNORECASE,
)
# «Usikker», «tidsubegrenset», "unlimited": the reverse of what stands without it.
_REVERSING = re.compile(r"^(?:u|un)(?=\w{4})|(?<=s)u(?=\w{5})", re.IGNORECASE)
# Zipf frequency from which a word is one.
_A_WORD = 3.0
# From the month on, a date tells more than a year.
_MONTH = len("2024-06")


def claims_more(question: Question, asked: str, said: str) -> bool:
    """Whether a question claims more than a sentence with its words tells.

    Args:
        question: the question.
        asked: its text, less what a sentence has in common with it (`negation`).
        said: the sentence, less the same.

    """
    return (
        _of_another_doer(asked, said)
        or _of_fewer(question, asked, said)
        or _within_a_limit(question, asked, said)
        or _at_one_of_several_times(question, asked, said)
        or _of_more(question, asked, said)
        or _of_the_reverse(question, said)
    )


def _of_another_doer(asked: str, said: str) -> bool:
    """Whether it is asked if it is one who does a thing, and the sentence begins with another.

    «A driver det sammen med B» gets no «ja» to «er det B som driver det?».
    """
    found = _CLEFT.match(asked)
    if found is None:
        return False
    who = analysis.words(found["who"])
    return analysis.words(said)[: len(who)] != who


def _of_fewer(question: Question, asked: str, said: str) -> bool:
    """Whether «alle» is asked of more than the sentence has it of («alle etablerte miljøer»)."""
    mine, theirs = _ALL.search(asked), _ALL.search(said)
    if mine is None or theirs is None:
        return False
    one, other = mine["of"].casefold(), analysis.stem(theirs["of"].casefold())
    stems = {analysis.stem(one)}
    stems.update(*(c.stems for c in question.query.concepts if one in c.surface.split()))
    return not other.endswith(tuple(stems))


def _within_a_limit(question: Question, asked: str, said: str) -> bool:
    """Whether a figure is asked for as it is, which the sentence has as the most there can be."""
    if _MODAL.search(asked) or _LIMITED.search(asked) or _MORE.search(asked):
        return False
    claimed = find(asked, english=question.language is Language.EN)
    return any(
        is_the_most(said, told)
        for told in find(said)
        if any(c.kind is told.kind and supported(c, [told]) for c in claimed)
    )


def _at_one_of_several_times(question: Question, asked: str, said: str) -> bool:
    """Whether one of several dates or hours there is asked of, or a past date as if to come."""
    hours = [v for v in find(said) if v.kind is ValueKind.TIME]
    if len(hours) > 1 and any(v.kind is ValueKind.TIME for v in find(asked)):
        # «12.00–13.00» is not «klokken 13».
        return True
    days = {v.canonical for v in find(said) if v.kind is ValueKind.DATE}
    days = {d for d in days if len(d) >= _MONTH}
    english = question.language is Language.EN
    claimed = [v for v in find(asked, english=english) if v.kind is ValueKind.DATE]
    if not claimed or all(v.canonical.isdigit() for v in claimed):
        return False
    if len(days) > 1:
        return True
    past = _TELLS_PAST.search(main_clause(said))
    return bool(past) and not (question.years or _ASKS_PAST.search(asked))


def _of_more(question: Question, asked: str, said: str) -> bool:
    """Whether «kan det bli mer?» is asked without a figure that the sentence could be held to."""
    if find(asked, english=question.language is Language.EN):
        return False
    words = {m.group().casefold() for m in _MORE.finditer(said)}
    return any(m.group().casefold() not in words for m in _MORE.finditer(asked))


def _of_the_reverse(question: Question, said: str) -> bool:
    """Whether a word is asked about («tidsubegrenset») that a sentence has without its un-.

    The question's words as typed are looked at: what is one letter from a word of the documents
    is mended.
    """
    told = {*analysis.words(said)}
    return any(
        word not in told and _reversed(word, told)
        for word in analysis.words(f"{question.text} {question.resolved}")
    )


def _reversed(word: str, told: Collection[str]) -> bool:
    """Whether a word without its un- is a word of a text, or of the language."""
    bare = _REVERSING.sub("", word, count=1)
    if bare == word:
        return False
    return bare in told or (
        word.startswith("u") and max(zipf(bare, c) for c in (Language.NB, Language.EN)) >= _A_WORD
    )
