"""Text as comparable tokens: one spelling for every number, date, time and amount.

`tokens("inntil to millioner kroner")` and `tokens("Inntil 2 000 000 kr")` are the same. The
evaluation has its own reading of numbers on purpose: a fault in the citation check that guards
answers must not also blind the measurement of them.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

MARKER = re.compile(r"\s*\[(\d+)\]")
_EMPHASIS = re.compile(r"[*_`]{1,3}")
_DASHES = re.compile(r"[‐‑‒–—−]")

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
    "billion": 10**9,
}  # fmt: skip
_ARTICLES = frozenset({"en", "et", "ei", "ein", "eit", "a", "an"})
_PER = frozenset({"a", "an"})  # «a year» means per year, so it counts nothing
_TIME_UNITS = frozenset(
    ("år", "måned", "måneder", "månad", "månader", "uke", "uker", "veke", "veker", "dag",
     "dager", "dagar", "time", "timer", "timar", "year", "years", "month", "months", "week",
     "weeks", "day", "days", "hour", "hours")
)  # fmt: skip
_CURRENCY = frozenset({"kr", "kroner", "krone", "nok"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "mars march mar", "april apr",
            "mai may", "juni june jun", "juli july jul", "august aug",
            "september sept sep", "oktober october okt oct", "november nov",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH_NAMES = (
    "", "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
    "oktober", "november", "desember",
)  # fmt: skip

_ISO_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_DOTTED_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d])")
_TOKEN = re.compile(
    r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?!\d)"  # 2 000 000 and 2.000.000
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"  # 2,000,000
    r"|\d+[:]\d\d(?!\d)"
    r"|\d+(?:[.,]\d+)?"
    r"|[^\W\d_]+"
    r"|[%§/-]"
)
_GROUPED_SPACES_OR_STOPS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?")
_GROUPED_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_QUOTED = re.compile(r"(«[^»]*»|“[^”]*”)")
# Number words in Norwegian that are other words in English.
_NOT_IN_ENGLISH = frozenset({"to", "fire", "ti", "ni", "fem", "tre"})
_HALVES = frozenset({"halv", "halvt", "half"})
_ONE_AND_A_HALF = frozenset({"halvannen", "halvanna", "halvtanna"})


def fold(text: str) -> str:
    """`text` with every run of white space as one space and none at the ends."""
    return " ".join(text.split())


def without_markers(text: str) -> str:
    """`text` without citation markers such as [1] and the space before them."""
    return MARKER.sub("", text)


@lru_cache(maxsize=20_000)
def tokens(text: str, *, english: bool = False) -> tuple[str, ...]:
    """Comparable tokens of `text`, markers and Markdown emphasis left out.

    Words are lower-cased. Numbers stand as plain decimals (`2000000`, `2.5`), times as `15:00`,
    dates as day, month name in bokmål and year, per cent as `%`, a range as `5 til 10`. The
    currency word beside an amount of 1,000 or more is left out.

    Args:
        text: any text, in bokmål or nynorsk.
        english: the text is English, where «to» is no number; what it quotes is Norwegian.
    """
    plain = unicodedata.normalize("NFKC", _EMPHASIS.sub("", without_markers(text))).casefold()
    plain = _DASHES.sub("-", plain)
    plain = _ISO_DATE.sub(lambda m: _date(int(m[3]), int(m[2]), m[1]) or m[0], plain)
    plain = _DOTTED_DATE.sub(lambda m: _date(int(m[1]), int(m[2]), m[3]) or m[0], plain)
    parts = _QUOTED.split(plain) if english else [plain]
    found: list[str] = []
    for part in parts:
        outside = english and part[:1] not in ("«", "“")
        found += _numbers(_times(_TOKEN.findall(part)), english=outside)
    return tuple(_ranges(_currency(_dates(_percents(found)))))


def numbers(text: str, *, english: bool = False) -> frozenset[str]:
    """The numbers among the tokens of `text`: amounts, years, days, counts, times."""
    return frozenset(t for t in tokens(text, english=english) if t[0].isdigit())


def occurs(needle: str, haystack: str, *, english: bool = False) -> bool:
    """Whether `needle` occurs in `haystack` after normalisation, at token boundaries.

    The last word of the needle may be inflected in the haystack when it has four letters or
    more («klyngeledelse» occurs in «klyngeledelsen»); numbers and short words may not. The
    haystack of an English answer may quote Norwegian, so the needle is read both ways.
    """
    given = tokens(haystack, english=english)
    if not tokens(needle):
        return fold(needle).casefold() in fold(haystack).casefold()
    readings = {tokens(needle), tokens(needle, english=english)}
    return any(_contains(given, wanted) for wanted in readings)


def _contains(given: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    last = wanted[-1]
    inflects = last.isalpha() and len(last) >= 4
    for at in range(len(given) - len(wanted) + 1):
        window = given[at : at + len(wanted)]
        same_end = window[-1] == last or (inflects and window[-1].startswith(last))
        if same_end and window[:-1] == wanted[:-1]:
            return True
    return False


def _date(day: int, month: int, year: str) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{day}. {_MONTH_NAMES[month]} {year}"


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


def _at(raw: list[str], index: int) -> str:
    return raw[index] if index < len(raw) else ""


def _times(raw: list[str]) -> list[str]:
    """Clock times as `15:00`: after «kl», or written with a colon."""
    out: list[str] = []
    for index, token in enumerate(raw):
        after_clock = index > 0 and raw[index - 1] in ("kl", "klokka", "klokken")
        clock = re.fullmatch(r"0?(\d{1,2})(?:[.:](\d\d))?", token)
        if clock and (after_clock or ":" in token):
            out.append(f"{clock[1]}:{clock[2] or '00'}")
        else:
            out.append(token)
    return out


def _numbers(raw: list[str], *, english: bool) -> list[str]:
    """Digits, number words and scale words as plain decimals; other tokens as they stand."""
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
    word, following = raw[at], _at(raw, at + 1)
    if (digits := _decimal(word)) is not None:
        return _with_half(raw, digits, at + 1)
    if word in _ONE_AND_A_HALF:
        return Decimal("1.5"), at + 1
    if word in _ARTICLES and following in _HALVES and _at(raw, at + 2) in _SCALES:
        return Decimal("0.5"), at + 2
    counts = following in _TIME_UNITS and word not in _PER
    if word in _ARTICLES and (counts or following in _SCALES):
        return _with_half(raw, Decimal(1), at + 1)
    if word in _ARTICLES and following == "og" and _at(raw, at + 3) in _HALVES:
        return _with_half(raw, Decimal(1), at + 1)
    if word in _SCALES and word in ("hundre", "tusen", "hundred", "thousand"):
        return Decimal(1), at
    value = _word_number(word)
    if value is None or (english and word in _NOT_IN_ENGLISH and following not in _SCALES):
        return None, at
    ones = _word_number(_at(raw, at + 2)) if following == "-" else None
    if word in _TENS and ones and ones < 10:
        return Decimal(value + ones), at + 3
    return _with_half(raw, Decimal(value), at + 1)


def _with_half(raw: list[str], value: Decimal, at: int) -> tuple[Decimal, int]:
    """`value` plus a half when «og en halv» follows."""
    if _at(raw, at) in ("og", "and") and _at(raw, at + 2) in _HALVES:
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
        more = _word_number(_at(raw, skip)) if hundreds or (high and value == 0) else None
        scales_on = _at(raw, skip + 1) in _SCALES
        if more is None or not (hundreds or scales_on):
            break
        value, at, hundreds = value + more, skip + 1, False
    return high + value, at


def _percents(found: list[str]) -> list[str]:
    out: list[str] = []
    for token in found:
        if token == "cent" and out and out[-1] == "per":
            out[-1] = "%"
        else:
            out.append("%" if token in ("prosent", "percent", "pst", "pct") else token)
    return out


def _is_number(token: str) -> bool:
    return token[:1].isdigit() and ":" not in token


def _day(token: str) -> bool:
    return token.isdigit() and 1 <= int(token) <= 31


def _dates(found: list[str]) -> list[str]:
    """Dates as day, month name in bokmål, year; English ordinals lose their ending."""
    kept = [
        token
        for index, token in enumerate(found)
        if not (token in ("st", "nd", "rd", "th") and index and _day(found[index - 1]))
    ]
    out: list[str] = []
    at = 0
    while at < len(kept):
        month = _MONTHS.get(kept[at])
        before, after = (out[-1] if out else ""), _at(kept, at + 1)
        if month is None or not (_day(before) or _is_number(after)):
            out.append(kept[at])
        elif _day(after) and not _day(before):
            out += [after, _MONTH_NAMES[month]]
            at += 1
        else:
            out.append(_MONTH_NAMES[month])
        at += 1
    return out


def _currency(found: list[str]) -> list[str]:
    def large(index: int) -> bool:
        token = found[index] if 0 <= index < len(found) else ""
        return _is_number(token) and Decimal(token) >= 1000

    return [
        token
        for index, token in enumerate(found)
        if not (token in _CURRENCY and (large(index - 1) or large(index + 1)))
    ]


def _ranges(found: list[str]) -> list[str]:
    """A dash between numbers, and the English «to», become «til»; other dashes go."""
    out: list[str] = []
    for index, token in enumerate(found):
        between = bool(out) and _is_number(out[-1]) and _is_number(_at(found, index + 1))
        if between and token in ("-", "to"):
            out.append("til")
        elif token not in ("-", "/"):
            out.append(token)
    return out
