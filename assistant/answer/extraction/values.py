"""Numbers, amounts, dates and times in running text, in one canonical form.

«2», «to» and "two" are one value, and so are «2 millioner», «to millioner kroner» and
«2 000 000». The citation check compares values from here, and the answerer asks here whether a
sentence holds the kind of thing that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

from assistant.search.number_words import ARTICLES, MONTHS, NOT_ENGLISH, ONES, SCALES


class ValueKind(StrEnum):
    """What sort of value a text holds."""

    NUMBER = "number"
    AMOUNT = "amount"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Value:
    """A value at `text[start:end]`.

    `canonical`: a plain decimal for numbers, amounts and durations ("2000000"); ISO date or a
    prefix of one ("2024-06-21", "2024-06", "2024"; "--06-21" without a year); "16:00" for times.
    `unit`: the noun that makes an amount or duration ("kroner", "år"), lower-cased, or "".
    """

    kind: ValueKind
    canonical: str
    start: int
    end: int
    unit: str = ""


_MONEY = r"kroner|krone|kr|nok|mnok|euro|eur|dollar|usd|pund"
_MONEY += r"|prosentpoeng|prosentenheter|prosenteiningar|percentage points|prosent|percent|pst"
_SPAN = (
    r"år|års|årig|årige|år|years?|månader|måneder|måned|månad|months?|uker|uke|veker|veke|weeks?"
    r"|ukers|vekers|dagers|timers|minutters|måneders|månaders|ukes|vekes|dags|døgns|måneds|månads"
    r"|(?:virke|verke|arbeids|yrke|kalender|working |business |calendar )?"
    r"(?:dagers|dager|dagar|dagene|dagane|dag|days?)"
    r"|årene|åra|månedene|månadene|månadane|ukene|vekene|timene|timane"
    r"|døgn|timer|time|timar|hours?|minutter|minutt|minutes?|sekunder|sekund|seconds?"
    r"|halvår|kvartal|semestre|semester|semesters|terminer|terminar|fortnights?"
)
_NUMBER_WORD = "|".join(sorted({*ONES, *ARTICLES}, key=len, reverse=True))
_SCALE_WORD = "|".join(sorted(SCALES, key=len, reverse=True))
_MONTH_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEPARATOR = "[ \u00a0\u202f.]"
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DIGITS = (
    rf"\d{{1,3}}(?:{_SEPARATOR}\d{{3}})+(?![\d.]\d)(?:,\d+)?"
    rf"|{_COMMAS.pattern}(?![,\d])|\d+(?:[.,]\d+)?"
)

_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.? ?(?P<month>{_MONTH_WORD})\b\.?(?:,? (?P<year>\d{{4}}))?"
    rf"|\b(?P<month_en>{_MONTH_WORD}) (?P<day_en>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,? (?P<year_en>\d{4}))?"
    rf"|\b(?P<month_only>{_MONTH_WORD}) (?P<year_only>\d{{4}})\b"
    r"|\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\bat )?\b(?P<h12>1[0-2]|0?[1-9])(?:[.:](?P<min12>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
    r"|\b(?:(?:kl\.?|klokken|klokka|at) ?)(?P<h>\d{1,2})(?:[.:](?P<min>\d{2}))?\b"
    r"|\b(?P<h2>[01]\d|2[0-3])[:.](?P<min2>[0-5]0|[0-5]5|59)\b(?! ?(?:mill|prosent|kr|%|\d))",
    re.IGNORECASE,
)
# «kl. 10–14», «mellom klokken 06 og 23»: the second is an hour too.
_TO_TIME = re.compile(
    r" ?(?:[–—-]|til|to|og|and) ?(?:kl\.? ?)?(?P<h>\d{1,2})(?:[.:](?P<min>\d{2}))?\b"
    r"(?! ?(?:mill|prosent|kr|%|\d|[.:]\d|dag|time|år|uke|stk))",
    re.IGNORECASE,
)
# «Open alle dagar frå 7 til 22», «office hours … 10 to 15»: hours of what is open.
_IS_OPEN = re.compile(
    r"\b(?:åpe?n\w*|open|ope|opna?r?|opne|opning\w*|kontortid\w*|telefontid\w*|hours)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?<![\d.,:])(?P<from>\d{1,2}(?:[.:]\d{2})?) ?(?:[–—-]|til|to) ?(?P<to>\d{1,2}(?:[.:]\d{2})?)"
    r"(?=[.,;)]?(?:\s|$))(?! (?!og\b|and\b|på\b|mandag|hver|kvar)\w)",
    re.IGNORECASE,
)
# «Up to NOK 900»: what stands before a currency and a figure is no «to kroner».
_NUMBER = re.compile(
    rf"(?<![\w,.])(?<![^\d]-)(?:(?P<currency>kr\.?|nok|eur|usd|€|\$) ?)?"
    rf"(?:(?P<digits>{_DIGITS})|\b(?P<word>{_NUMBER_WORD})\b(?! (?:kr\.?|nok|eur|usd|€|\$) ?\d))"
    rf"(?:[ -\u00a0]?(?P<scale>{_SCALE_WORD})\b\.?)?"
    # «Up to NOK 18,000» has no two of them.
    rf"(?: ?(?P<percent>%)|[ -\u00a0]?(?P<money>{_MONEY})\b(?(word)(?![ \u00a0]?\d))"
    rf"|[ -\u00a0]?(?P<span>{_SPAN})\b)?",
    re.IGNORECASE,
)
# «Early (EUR): 140»: a header tells what the figures under it are of.
_UNIT_ABOVE = re.compile(rf"[(,] ?(?:i |in )?(?P<unit>{_MONEY}|%)\): ?$", re.IGNORECASE)
_COMPOUND = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(ONES, key=len, reverse=True))})"
    r"(?P<span>årig|års|år|dagers|timers|ukers)",
    re.IGNORECASE,
)
# «Et halvt år», «halvannen måned»: halves are told in words alone.
_HALF = re.compile(
    rf"\b(?:(?P<whole>{_NUMBER_WORD}|\d{{1,2}}) (?:og|and) )?"
    r"(?:(?:et|eit|ett|eitt|en|ein|ei|a) )?"
    r"(?P<half>halv[te]?|halvannen|halvannet|halvanna|halvtanna|half an?|half)"
    rf" ?(?P<span>{_SPAN})\b",
    re.IGNORECASE,
)
_ONE_AND_A_HALF = "halvan", "halvta"
_NUMERAL_YEAR = re.compile(r"(1[5-9]|20)\d{2}")


@lru_cache(maxsize=20_000)
def find(text: str, *, english: bool = False) -> tuple[Value, ...]:
    """All values in `text`, in order, without overlaps.

    Args:
        text: running text in bokmål, nynorsk or English.
        english: number words that mean something else in English («to», «fire») are passed over.

    """
    found: list[Value] = []
    taken: list[tuple[int, int]] = []

    def put(value: Value | None) -> None:
        if value and not any(value.start < e and s < value.end for s, e in taken):
            found.append(value)
            taken.append((value.start, value.end))

    for match in _DATE.finditer(text):
        put(_date(match))
    for match in _TIME.finditer(text):
        put(_time(match))
        if match["h"] and (until := _TO_TIME.match(text, match.end())):
            put(_until(until))
    for match in _HOURS.finditer(text) if _IS_OPEN.search(text) else ():
        put(_hour(match, "from"))
        put(_hour(match, "to"))
        taken.append(match.span())
    for match in _COMPOUND.finditer(text):
        number = str(ONES[match["word"].casefold()])
        put(Value(ValueKind.DURATION, number, *match.span(), unit=match["span"].casefold()))
    for match in _HALF.finditer(text):
        put(_half(match))
    for match in _NUMBER.finditer(text):
        put(_number(match, english=english))
    return tuple(sorted(found, key=lambda v: v.start))


def _date(match: re.Match[str]) -> Value | None:
    group = match.groupdict()
    if group["iso"]:
        return Value(ValueKind.DATE, group["iso"], *match.span())
    if group["d"]:
        day, month, year = int(group["d"]), int(group["m"]), group["y"]
    else:
        name = group["month"] or group["month_en"] or group["month_only"]
        month = MONTHS[name.casefold()]
        year = group["year"] or group["year_en"] or group["year_only"] or ""
        day = int(group["day"] or group["day_en"] or 0)
    if not 1 <= month <= 12 or day > 31:
        return None
    canonical = f"{year or '-'}-{month:02}" + (f"-{day:02}" if day else "")
    return Value(ValueKind.DATE, canonical, *match.span())


def _time(match: re.Match[str]) -> Value | None:
    hour = int(match["h"] or match["h2"] or match["h12"])
    minute = match["min"] or match["min2"] or match["min12"] or "00"
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"] in "pP")
    if hour > 24:
        return None
    return Value(ValueKind.TIME, f"{hour:02}:{minute}", *match.span())


def _until(match: re.Match[str]) -> Value | None:
    hour = int(match["h"])
    if hour > 24:
        return None
    return Value(ValueKind.TIME, f"{hour:02}:{match['min'] or '00'}", match.start("h"), match.end())


def _hour(match: re.Match[str], which: str) -> Value | None:
    hour, _, minutes = match[which].replace(":", ".").partition(".")
    if int(hour) > 24:
        return None
    return Value(ValueKind.TIME, f"{int(hour):02}:{minutes or '00'}", *match.span(which))


def _half(match: re.Match[str]) -> Value:
    word = (match["whole"] or "0").casefold()
    whole = int(word) if word.isdigit() else ONES.get(word, ARTICLES.get(word, 0))
    whole += match["half"].casefold().startswith(_ONE_AND_A_HALF)
    return Value(ValueKind.DURATION, f"{whole}.5", *match.span(), unit=match["span"].casefold())


def _number(match: re.Match[str], *, english: bool) -> Value | None:
    scale = (match["scale"] or "").casefold()
    if match["word"]:
        word = match["word"].casefold()
        if word in ARTICLES and not (scale or match["span"]):
            return None
        if english and word in NOT_ENGLISH and not scale:
            return None
        amount = Decimal(ONES.get(word, ARTICLES.get(word, 0)))
    else:
        amount = _decimal(match["digits"], english=english)
    amount *= SCALES.get(scale, 1)
    canonical = format(amount.normalize(), "f")
    money = (match["money"] or match["currency"] or ("%" if match["percent"] else "")).casefold()
    above = None if money or match["span"] else _UNIT_ABOVE.search(match.string[: match.start()])
    money = above["unit"].casefold() if above else money
    if money or scale in ("mnok",):
        return Value(ValueKind.AMOUNT, canonical, *match.span(), unit=money or scale)
    if match["span"]:
        return Value(ValueKind.DURATION, canonical, *match.span(), unit=match["span"].casefold())
    if SCALES.get(scale, 1) >= 10**6:
        return Value(ValueKind.AMOUNT, canonical, *match.span(), unit=scale)
    if match["digits"] and _NUMERAL_YEAR.fullmatch(match["digits"]):
        return Value(ValueKind.DATE, canonical, *match.span())
    return Value(ValueKind.NUMBER, canonical, *match.span())


def _decimal(digits: str, *, english: bool) -> Decimal:
    # «1,500» is one and a half in Norwegian; "2,000,000" can be nothing but millions.
    if _COMMAS.fullmatch(digits) and (english or digits.count(",") > 1):
        return Decimal(digits.replace(",", ""))
    if re.fullmatch(rf"\d{{1,3}}(?:{_SEPARATOR}\d{{3}})+(?:,\d+)?", digits):
        digits = re.sub(_SEPARATOR, "", digits)
    try:
        return Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


def supported(claimed: Value, available: Iterable[Value]) -> bool:
    """Whether a claimed value stands among the available ones.

    A date is supported by an equal or a more precise one («juni 2024» by «21. juni 2024»), and a
    date without a year by one with it. Numbers are compared by size alone: that «2» counts years
    in one text and months in another is for the sentence around it to tell.
    """
    return any(_same(claimed, other) for other in available)


def _same(claimed: Value, other: Value) -> bool:
    if claimed.canonical == other.canonical:
        return True
    if claimed.kind is ValueKind.DATE and other.kind is ValueKind.DATE:
        bare = claimed.canonical.lstrip("-")
        if claimed.canonical.startswith("-"):
            return other.canonical.endswith(bare) or f"-{bare}-" in f"{other.canonical}-"
        return other.canonical.startswith(claimed.canonical)
    return False


def unsupported(claim: str, sources: Iterable[str], *, english: bool = False) -> tuple[str, ...]:
    """The stretches of `claim` whose values stand in none of `sources`; empty is good."""
    # «9,000» in a document in English is nine thousand; an answer in English may say so.
    readings = (False, True) if english else (False,)
    available = [v for s in sources for reading in readings for v in find(s, english=reading)]
    return tuple(
        claim[v.start : v.end] for v in find(claim, english=english) if not supported(v, available)
    )
