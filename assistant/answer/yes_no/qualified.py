"""Words of a question that qualify what it asks: «nøyaktig», «samme», «bare», «totalt», «andre».

A sentence that tells of the same things without them does not bear them out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import alternatives, cue, read
from assistant.answer.question import Question
from assistant.answer.yes_no.figures import is_the_most
from assistant.domain import Language
from assistant.search import analysis

_HELD_TO = [(cue("held_to", n), cue("borne_out", n)) for n in read("cues").tables["held_to"]]
_EXACT, _ROUGH = cue("asks", "exact"), cue("tells", "rough")
_SOME, _BOTH = cue("asks", "some_of"), cue("asks", "both")
_TOTAL, _RATE = cue("sums", "total"), cue("tells", "rate")
_ALTERNATIVE = cue("asks", "either")
_BEING, _MAY_BE = cue("asks", "being"), cue("tells", "may_be")
_ORDINALS = {
    number: re.compile(rf"\b(?:{alternatives('ordinals', number)})\b", re.IGNORECASE)
    for number in read("cues").tables["ordinals"]
}
_IN_YEAR = re.compile(r"\b(?:i|in) (?P<year>(?:19|20)\d\d)\b(?!-)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# «Tre millioner kroner i driftsstøtte».
_OF = re.compile(r"\W*(?:kroner |kr |NOK )?(?:i|til|for|in|as) ([\w-]+)", re.IGNORECASE)


def not_borne_out(question: Question, asked: str, said: str) -> bool:
    """Whether a question qualifies what it asks otherwise than a sentence that tells of it."""
    return (
        any(mine.search(asked) and not theirs.search(said) for mine, theirs in _HELD_TO)
        or bool(_EXACT.search(asked) and _ROUGH.search(said))
        or bool(_SOME.search(asked) and not _SOME.search(said))
        or bool(_BOTH.search(asked) and _ALTERNATIVE.search(said) and not _BOTH.search(said))
        or bool(_BEING.search(asked) and _MAY_BE.search(said))
        or _sums_otherwise(asked, said)
        or _counts_otherwise(asked, said)
        or _in_another_year(asked, said)
        or _most_of_another(question, asked, said)
    )


def _sums_otherwise(asked: str, said: str) -> bool:
    """Whether a sum in all is asked for and told by the year, or the reverse."""
    if _TOTAL.search(asked):
        return bool(_RATE.search(said)) and not _TOTAL.search(said)
    return bool(_RATE.search(asked) and _TOTAL.search(said)) and not _RATE.search(said)


def _counts_otherwise(asked: str, said: str) -> bool:
    """Whether one in an order is asked for («andre år»), and others are told of («tredje år»)."""
    mine, theirs = ({n for n, p in _ORDINALS.items() if p.search(t)} for t in (asked, said))
    return bool(mine and theirs) and not mine & theirs


def _in_another_year(asked: str, said: str) -> bool:
    """Whether «i 2019» is asked of, and the sentence tells of several years, but not in that one.

    «Reglene fra 2019 ble endret i 2024» does not tell that they were changed in 2019.
    """
    found = _IN_YEAR.search(asked)
    if found is None or len(set(_YEAR.findall(said))) < 2:
        return False
    year = re.escape(found["year"])
    told = re.compile(rf"\b(?:i|in) (?:(?!19|20)[\w.]+ ){{0,2}}{year}\b", re.IGNORECASE)
    return bool(re.search(rf"\b{year}\b", said)) and not told.search(said)


def _most_of_another(question: Question, asked: str, said: str) -> bool:
    """Whether a sentence has one sum as the most there can be and one as it is, for other things.

    «To millioner i husleie og opptil to millioner i reiser» does not say «opptil to millioner i
    husleie».
    """
    told = [v for v in find(said) if v.kind is ValueKind.AMOUNT]
    if len({is_the_most(said, v) for v in told}) < 2:
        return False
    claimed = find(asked, english=question.language is Language.EN)
    return any(
        not _tells_of(asked, value, said, told)
        for value in claimed
        if value.kind is ValueKind.AMOUNT
    )


def _tells_of(asked: str, value: Value, said: str, told: Sequence[Value]) -> bool:
    """Whether a sentence has a sum for the same thing, as the most or not as the question has."""
    mine = _OF.match(asked, value.end)
    return mine is not None and any(
        (theirs := _OF.match(said, v.end)) is not None
        and analysis.stem(theirs[1].casefold()) == analysis.stem(mine[1].casefold())
        and is_the_most(said, v) is is_the_most(asked, value)
        for v in told
    )
