"""Text as comparable tokens: one spelling for every number, date, time and amount.

`tokens("inntil to millioner kroner")` and `tokens("Inntil 2 000 000 kr")` are the same. The
evaluation has its own reading of numbers on purpose: a fault in the citation check that guards
answers must not also blind the measurement of them.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from assistant.evaluation.numerals import at_or_blank, read_numbers

MARKER = re.compile(r"\s*\[(\d+)\]")
_EMPHASIS = re.compile(r"[*_`]{1,3}")
_DASHES = re.compile(r"[‐‑‒–—−]")

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
# «femårig» and «toårs-» hold a number as much as «fem år» does.
_NUMBER_OF_YEARS = re.compile(
    r"\b(ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv)-?(årig|års)(e|t)?\b"
)
_QUOTED = re.compile(r"(«[^»]*»|“[^”]*”)")


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
    plain = _NUMBER_OF_YEARS.sub(r"\1 år", plain)
    plain = _ISO_DATE.sub(lambda m: _date(int(m[3]), int(m[2]), m[1]) or m[0], plain)
    plain = _DOTTED_DATE.sub(lambda m: _date(int(m[1]), int(m[2]), m[3]) or m[0], plain)
    parts = _QUOTED.split(plain) if english else [plain]
    found: list[str] = []
    for part in parts:
        outside = english and part[:1] not in ("«", "“")
        found += read_numbers(_times(_TOKEN.findall(part)), english=outside)
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


def _times(raw: list[str]) -> list[str]:
    """Clock times as `15:00`: after «kl», in a span from such a time, or written with a colon."""
    out: list[str] = []
    for index, token in enumerate(raw):
        before = [t for t in raw[max(0, index - 2) : index] if t not in ("til", "to", "–", "-")]
        after_clock = bool(before) and before[-1] in ("kl", "klokka", "klokken")
        # «klokken 12.00–13.00»
        after_clock |= (
            "." in token
            and bool(out)
            and before != []
            and before[-1].count(".") == 1
            and (":" in out[-1] or (len(out) > 1 and ":" in out[-2]))
        )
        clock = re.fullmatch(r"0?(\d{1,2})(?:[.:](\d\d))?", token)
        if clock and (after_clock or ":" in token):
            out.append(f"{clock[1]}:{clock[2] or '00'}")
        else:
            out.append(token)
    return out


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
        before, after = (out[-1] if out else ""), at_or_blank(kept, at + 1)
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
        between = bool(out) and _is_number(out[-1]) and _is_number(at_or_blank(found, index + 1))
        if between and token in ("-", "to"):
            out.append("til")
        elif token not in ("-", "/"):
            out.append(token)
    return out
