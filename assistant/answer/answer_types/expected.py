"""The values that a question expects, and which of them a unit of the documents gives."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from assistant.answer.extraction.about import versions, years_of
from assistant.answer.extraction.money import is_money
from assistant.answer.extraction.rows import label_of
from assistant.answer.extraction.tongue import is_english
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.value_kinds import of_same_kind
from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.understanding.contacts import in_phone_number
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.domain import Language

_ASKS_MONEY = cue("asks", "money")
_PRICED = cue("tells", "priced")
_ASKS_SHARE = cue("asks", "share")
_OWN_SHARE = cue("asks", "own_share")
_SHARE = cue("tells", "share")
_OF_THEM = re.compile(r"\s+(?:av|of)\b", re.I)
_ASKS_CLOCK = cue("asks", "clock")
_ASKS_DAY = cue("asks", "day")
_ASKS_YEAR = cue("asks", "year")
_BY_WHEN = cue("asks", "by_when")
_WHEN_OVER = cue("asks", "when_over")
_COUNTED_FROM = re.compile(rf"\b(?:{alternatives('tells', 'counted_from')})\W+(?:\w+\W+){{0,2}}$")
_COUNTED_TO = re.compile(rf"\W*(?:{alternatives('tells', 'counted_to')})\b", re.I)
_SINCE = cue("asks", "since")
_LASTS = cue("asks", "lasts")
_UNTIL = re.compile(rf"\b(?:{alternatives('tells', 'until')})\W*$", re.I)
_FROM_TO = re.compile(r"\d[.:]\d\d ?(?:[–—-]|til|to) ?(?:kl\.? ?|klokk\w+ )?\d\d?[.:]\d\d")
_ASKS_AGE = cue("asks", "age")
_MUST = cue("asks", "must")
_OF_AGE = cue("tells", "of_age")
# Of a year; so a whole date begins too.
_MONTH = re.compile(r"\d{4}-\d\d")
_WHOLE_DAY = re.compile(r"-\d\d-\d\d")
_COMING = cue("asks", "coming")
_GOES_ON = cue("asks", "goes_on")
_CALENDAR_YEAR = re.compile(r"1\d{3}|20\d\d")
_GOES_ON_AS_NAME = re.compile(r"-[^\W\d]")
_ASKS_LEAST = cue("asks", "least")
_ASKS_MOST = cue("asks", "most")
_AT_MOST = re.compile(rf"\b({alternatives('tells', 'at_most')})\W*$", re.I)
_AT_LEAST = re.compile(rf"\b({alternatives('tells', 'at_least')})\W*$", re.I)
_RULE = re.compile(r"\W*(?:§+ ?\d+[a-z]?|\d+(?:\.\d+)+)\.?\s")
_CODE = re.compile(r"0\d+")
_MEASURE = re.compile(rf"\W*$|[.,;:)]| ?(?:{alternatives('tells', 'measure')})", re.I)


def asked_values(unit: Unit, question: Question, as_of: date) -> tuple[Value, ...]:
    """Values of a unit of the kind asked for that the question itself does not hold.

    A deadline is no answer to «når åpner …», a fee none to «hvor stort er tilskuddet»
    (`value_kinds`).

    Args:
        unit: a unit of a passage.
        question: the question; what it asks for says which kinds fit.
        as_of: the date on which it is asked; the next call is none that has been.

    """
    intent = question.intent
    if intent not in EXPECTED:
        return ()
    said_as = question.resolved
    # "to early-phase networks" tells no number.
    said = find(said_as, english=question.language is Language.EN)
    if unit.kind is UnitKind.HEADING and intent is Intent.DATE and _BY_WHEN.search(said_as):
        # «Webinar 30. april» tells when, but not how long one may still sign up.
        return ()
    asked = {v.canonical for v in said} | set(question.told)
    # «three levels» does not say how many years.
    bare = {v.canonical for v in said if v.kind is ValueKind.NUMBER} - {
        v.canonical for v in said if v.kind is not ValueKind.NUMBER
    }
    english = is_english(unit.chunk)
    held = [
        v
        for v in find(unit.text, english=english)
        if not _told(v, asked - bare if v.unit else asked)
        and not in_phone_number(v, unit.text)
        and not _numbers_rule(v, unit.text)
        and not _is_code(v, unit.text)
    ]
    # Beside «1 100 kr», the «6» of a row counts beds.
    sums = any(v.kind is ValueKind.AMOUNT and is_money(v, unit.text) for v in held)
    found = [
        v
        for v in held
        if _fits(v, question, unit.text)
        or _says_by_when(v, unit.text, question)
        or (v.kind is ValueKind.NUMBER and not sums and _priced(unit, question))
    ]
    if intent is Intent.AMOUNT:
        # «57 søkere» is no answer to «hvor mye».
        found = [v for v in found if v.kind is ValueKind.AMOUNT or _measured(v, unit.text)]
    if intent is Intent.DATE:
        found = _dates_asked(found, unit, question, as_of, said=asked)
    found = [v for v in found if not _other_bound(v, unit.text, question.resolved)]
    return of_same_kind(question.resolved, unit.text, found, around=unit.context)


def _dates_asked(
    found: list[Value], unit: Unit, question: Question, as_of: date, *, said: Collection[str]
) -> list[Value]:
    """Those of a unit's values that are of the time asked about.

    `said`: the canonical values of the question, and those that have been told already.
    """
    asked = question.resolved
    if _COMING.search(asked):
        today = as_of.isoformat()
        found = [v for v in found if v.canonical >= today[: len(v.canonical)]]
    if _GOES_ON.search(asked):
        found = [v for v in found if not _past_year(v, as_of)]
    if question.years:
        # «fristen i 2018» is not answered by a date in another year; «i 2018-utlysningen» may be.
        years = ("-", *question.years)
        # «Kommer det en ny utlysning for 2027?» stands over the date of it.
        naming = versions(asked) & (years_of(unit.chunk) | versions(unit.context))
        found = [
            v
            for v in found
            if _yearless(v)
            or v.canonical.startswith(years)
            or (naming and _MONTH.match(v.canonical))
        ]
    months = tuple(v for v in said if _MONTH.fullmatch(v))
    if months and _ASKS_DAY.search(asked):
        found = [v for v in found if v.canonical.startswith(months)]
    if any(_MONTH.match(v.canonical) for v in found):
        # Beside «30. april 2024» the year in «2024-utlysningen» only names the call.
        found = [v for v in found if not _in_name(v, unit.text)]
    return found


def _numbers_rule(value: Value, text: str) -> bool:
    """Whether a number is that of a rule: «7.2 Medlemmene oppnevnes …» counts no members."""
    rule = _RULE.match(text)
    return value.kind is ValueKind.NUMBER and rule is not None and value.start < rule.end()


def _is_code(value: Value, text: str) -> bool:
    """Whether a number is one that is keyed in: «0000» is no sum."""
    return value.kind is ValueKind.NUMBER and bool(_CODE.fullmatch(text[value.start : value.end]))


def _priced(unit: Unit, question: Question) -> bool:
    """Whether the bare figures of a row are prices: «124» under «Priser 2026»."""
    if question.intent is not Intent.AMOUNT or unit.kind is not UnitKind.ROW:
        return False
    if not _ASKS_MONEY.search(question.resolved) or _ASKS_SHARE.search(question.resolved):
        return False
    return bool(_PRICED.search(f"{unit.context}\n{unit.previous}\n{label_of(unit.text)}"))


def _in_name(value: Value, text: str) -> bool:
    """Whether a value is a year that a name begins with: «2024-utlysningen»."""
    return bool(
        _CALENDAR_YEAR.fullmatch(value.canonical) and _GOES_ON_AS_NAME.match(text[value.end :])
    )


def _past_year(value: Value, as_of: date) -> bool:
    """Whether a value is a year that has been: «i 1978» does not say when a group trains."""
    year = value.kind in (ValueKind.DATE, ValueKind.NUMBER)
    return (
        year
        and bool(_CALENDAR_YEAR.fullmatch(value.canonical))
        and as_of < date.max
        and (int(value.canonical) < as_of.year)
    )


def _other_bound(value: Value, text: str, asked: str) -> bool:
    """Whether a value is the most there may be where the least is asked for, or the reverse."""
    before = text[: value.start]
    if _ASKS_LEAST.search(asked):
        return bool(_AT_MOST.search(before))
    return bool(_ASKS_MOST.search(asked) and _AT_LEAST.search(before))


def _says_by_when(value: Value, text: str, question: Question) -> bool:
    """Whether a stretch of time says when: «innen fire uker» to «når må vi klage?»."""
    asked = question.resolved
    if question.intent is not Intent.DATE or value.kind is not ValueKind.DURATION:
        return False
    if question.years or any(p.search(asked) for p in (_ASKS_CLOCK, _ASKS_DAY, _ASKS_YEAR)):
        return False
    before, after = text[: value.start].casefold(), text[value.end :]
    return bool(_COUNTED_FROM.search(before) or _COUNTED_TO.match(after))


def _measured(value: Value, text: str) -> bool:
    """Whether a unit of measure follows a number, or it is a figure by itself."""
    return bool(_MEASURE.match(text[value.end :]))


def _yearless(value: Value) -> bool:
    """Whether a value belongs to no year: an hour, or a stretch of time."""
    return value.kind in (ValueKind.TIME, ValueKind.DURATION)


def _told(value: Value, asked: Collection[str]) -> bool:
    """Whether the question itself says the value: «2017» where it says «oktober 2017»."""
    if value.kind is ValueKind.DATE:
        return any(a.startswith(value.canonical) for a in asked)
    return value.canonical in asked


def _fits(value: Value, question: Question, text: str) -> bool:
    """Whether a value is of the kind that the question asks for."""
    intent, kind, asked = question.intent, value.kind, question.resolved
    if intent is Intent.DATE:
        return _fits_date(value, asked)
    if intent is Intent.AMOUNT:
        if _ASKS_SHARE.search(asked):
            return kind is ValueKind.AMOUNT and bool(_SHARE.search(value.unit))
        if _ASKS_MONEY.search(asked):
            share = bool(_OWN_SHARE.search(asked) and _SHARE.search(value.unit))
            return kind is ValueKind.AMOUNT and (share or is_money(value, text))
        return kind in (ValueKind.AMOUNT, ValueKind.NUMBER)
    if intent is Intent.COUNT:
        if kind is ValueKind.DURATION:
            # «Hvor mange fleksidager?» is answered by «tolv dager».
            return any(word.endswith(value.unit) for word in question.counted)
        if kind is ValueKind.AMOUNT and _SHARE.search(value.unit):
            # «38 prosent av grendene».
            return bool(question.counted and _OF_THEM.match(text[value.end :]))
        return kind is ValueKind.NUMBER or (
            kind is ValueKind.AMOUNT and value.unit.startswith(("mill", "mrd"))
        )
    if intent is Intent.DURATION and kind is not ValueKind.DURATION:
        return _says_how_long(kind, asked, text, text[: value.start])
    return kind in EXPECTED[intent]


def _says_how_long(kind: ValueKind, asked: str, text: str, before: str) -> bool:
    """Whether a value that is no stretch of time tells an age, since when, or from when to when."""
    if kind is ValueKind.TIME:
        # «Hvor lenge varte møtet?» – «klokken 12.00–13.00».
        return bool(_FROM_TO.search(text) and _LASTS.search(asked))
    aged = bool(_ASKS_AGE.search(asked))
    asks_until = not (aged or _SINCE.search(asked) or _LASTS.search(asked))
    if kind is ValueKind.DATE and asks_until and _UNTIL.search(before):
        # «Hvor lenge kan kortet brukes?» – «til og med 30. juni 2026».
        return True
    if aged and _MUST.search(asked) and not _OF_AGE.search(text):
        # How old one must be is not told by when a thing began, or how many there are of it.
        return False
    if kind is ValueKind.DATE:
        # «Hvor gammel er siden?» – «revidert i april 2024».
        return aged or bool(_SINCE.search(asked))
    return kind is ValueKind.NUMBER and aged


def _fits_date(value: Value, asked: str) -> bool:
    """Whether a value says when, as closely as asked: the hour, the day, the year."""
    if value.kind is ValueKind.DURATION:
        return bool(_BY_WHEN.search(asked) or _WHEN_OVER.search(asked))
    clock, day = _ASKS_CLOCK.search(asked), _ASKS_DAY.search(asked)
    if clock and (not day or value.kind is ValueKind.TIME):
        return value.kind is ValueKind.TIME
    if day:
        return bool(_WHOLE_DAY.search(value.canonical))
    if _ASKS_YEAR.search(asked):
        if value.kind is ValueKind.NUMBER:
            # «tar 199 passasjerer» tells no year.
            return bool(_CALENDAR_YEAR.fullmatch(value.canonical))
        return value.kind is not ValueKind.TIME and bool(re.match(r"\d{3}", value.canonical))
    year = value.kind is ValueKind.NUMBER and _CALENDAR_YEAR.fullmatch(value.canonical)
    return value.kind in EXPECTED[Intent.DATE] or bool(year)
