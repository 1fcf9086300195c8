"""Numbers in running text, written with digits or words, as plain decimals.

Bokmål, nynorsk and English. `read_numbers(["to", "millioner"])` gives `["2000000"]`.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_UNITS = {
    "null": 0, "zero": 0, "ett": 1, "eitt": 1, "én": 1, "éin": 1, "éi": 1, "one": 1,
    "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5,
    "seks": 6, "six": 6, "sju": 7, "syv": 7, "seven": 7, "åtte": 8, "eight": 8,
    "ni": 9, "nine": 9, "ti": 10, "ten": 10, "elleve": 11, "eleven": 11, "tolv": 12,
    "twelve": 12, "tretten": 13, "thirteen": 13, "fjorten": 14, "fourteen": 14,
    "femten": 15, "fifteen": 15, "seksten": 16, "sixteen": 16, "sytten": 17, "seventeen": 17,
    "atten": 18, "eighteen": 18, "nitten": 19, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "tjue": 20, "tyve": 20, "twenty": 20, "tretti": 30, "tredve": 30, "thirty": 30,
    "førti": 40, "forty": 40, "femti": 50, "fifty": 50, "seksti": 60, "sixty": 60,
    "sytti": 70, "seventy": 70, "åtti": 80, "eighty": 80, "nitti": 90, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundre": 100, "hundred": 100, "tusen": 1000, "thousand": 1000, "million": 10**6,
    "millioner": 10**6, "millionar": 10**6, "millions": 10**6, "mill": 10**6,
    "mrd": 10**9, "milliard": 10**9, "milliarder": 10**9, "milliardar": 10**9,
    "millionen": 10**6, "millionene": 10**6, "millionane": 10**6,
    "milliarden": 10**9, "milliardene": 10**9, "milliardane": 10**9,
    "billion": 10**9,
}  # fmt: skip
_ARTICLES = frozenset({"en", "et", "ei", "ein", "eit", "a", "an"})
_PER = frozenset({"a", "an"})  # «a year» means per year, so it counts nothing
_TIME_UNITS = frozenset(
    ("år", "måned", "måneder", "månad", "månader", "uke", "uker", "veke", "veker", "dag",
     "dager", "dagar", "time", "timer", "timar", "year", "years", "month", "months", "week",
     "weeks", "day", "days", "hour", "hours")
)  # fmt: skip
_GROUPED_SPACES_OR_STOPS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?")
_GROUPED_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# Number words in Norwegian that are other words in English.
_NOT_IN_ENGLISH = frozenset({"to", "fire", "ti", "ni", "fem", "tre"})
_HALVES = frozenset({"halv", "halvt", "half"})
_ONE_AND_A_HALF = frozenset({"halvannen", "halvanna", "halvtanna"})


def read_numbers(raw: list[str], *, english: bool = False) -> list[str]:
    """Digits, number words and scale words as plain decimals; other tokens as they stand.

    Args:
        raw: lower-case tokens; digits with their grouping and decimal marks.
        english: whether «to» and the like are other words than numbers.
    """
    out: list[str] = []
    at = 0
    while at < len(raw):
        value, after = _simple(raw, at, english=english)
        if value is None:
            out.append(raw[at])
            at += 1
            continue
        value, at = _scaled(raw, value, after)
        out.append(_plain(value))
    return out


def _simple(raw: list[str], at: int, *, english: bool) -> tuple[Decimal | None, int]:
    """A number without scale words that begins at `at`, and where it ends."""
    word, following = raw[at], at_or_blank(raw, at + 1)
    if (digits := _decimal(word)) is not None:
        return _with_half(raw, digits, at + 1)
    if word in _ONE_AND_A_HALF:
        return Decimal("1.5"), at + 1
    if word in _ARTICLES and following in _HALVES and at_or_blank(raw, at + 2) in _SCALES:
        return Decimal("0.5"), at + 2
    counts = following in _TIME_UNITS and word not in _PER
    if word in _ARTICLES and (counts or following in _SCALES):
        return _with_half(raw, Decimal(1), at + 1)
    if word in _ARTICLES and following == "og" and at_or_blank(raw, at + 3) in _HALVES:
        return _with_half(raw, Decimal(1), at + 1)
    if word in _SCALES and word in ("hundre", "tusen", "hundred", "thousand"):
        return Decimal(1), at
    value = _word_number(word)
    if value is None or (english and word in _NOT_IN_ENGLISH and following not in _SCALES):
        return None, at
    ones = _word_number(at_or_blank(raw, at + 2)) if following == "-" else None
    if word in _TENS and ones and ones < 10:
        return Decimal(value + ones), at + 3
    return _with_half(raw, Decimal(value), at + 1)


def _with_half(raw: list[str], value: Decimal, at: int) -> tuple[Decimal, int]:
    """`value` plus a half when «og en halv» follows."""
    if at_or_blank(raw, at) in ("og", "and") and at_or_blank(raw, at + 2) in _HALVES:
        return value + Decimal("0.5"), at + 3
    return value, at


def _scaled(raw: list[str], value: Decimal, at: int) -> tuple[Decimal, int]:
    """`value` times the scale words that follow, with what they are added to."""
    high = Decimal(0)
    hundreds = False
    while at < len(raw):
        if raw[at] in _SCALES:
            scale = _SCALES[raw[at]]
            value, at, hundreds = value * scale, at + 1, scale == 100
            if scale >= 1000:
                high, value = high + value, Decimal(0)
            continue
        skip = at + 1 if hundreds and raw[at] in ("og", "and") else at
        more = _word_number(at_or_blank(raw, skip)) if hundreds or (high and value == 0) else None
        scales_on = at_or_blank(raw, skip + 1) in _SCALES
        if more is None or not (hundreds or scales_on):
            break
        value, at, hundreds = value + more, skip + 1, False
    return high + value, at


def _decimal(token: str) -> Decimal | None:
    """The value of a digit token; None for words and times."""
    if not token[0].isdigit() or ":" in token:
        return None
    if _GROUPED_SPACES_OR_STOPS.fullmatch(token):
        token = token.replace(" ", "").replace(".", "")
    elif _GROUPED_COMMAS.fullmatch(token):
        token = token.replace(",", "")
    try:
        return Decimal(token.replace(",", "."))
    except InvalidOperation:
        return None


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _word_number(word: str) -> int | None:
    """`fem` is 5, `tjuefem` 25; None for other words."""
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    for tens, value in _TENS.items():
        rest = word.removeprefix(tens)
        if rest != word and 1 <= _UNITS.get(rest, 0) <= 9:
            return value + _UNITS[rest]
    return None


def at_or_blank(raw: list[str], index: int) -> str:
    """The token at an index, empty beyond the end."""
    return raw[index] if index < len(raw) else ""
