"""Values, dates and enumerations as an answer says them in its own language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.values import Value, ValueKind
from assistant.domain import Language
from assistant.texts import get, get_list

_LIMIT = (
    (re.compile(r"\b(inntil|opptil|høyst|maksimalt|maks|ikke mer enn|up to)\s*$", re.I), "up to "),
    (re.compile(r"\b(minst|minimum)\s*$", re.I), "at least "),
    (re.compile(r"\b(om lag|omtrent|cirka|ca\.|rundt|nær|nesten)\s*$", re.I), "about "),
    (re.compile(r"\b(senest|innen)\s*$", re.I), "by "),
)
_SPANS = (("år", "year"), ("mån", "month"), ("uke", "week"), ("dag", "day"), ("tim", "hour"))
# So much each year; an average or a total is another thing.
_AVERAGE = re.compile(r"\bi snitt\b|gjennomsnitt", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:årlig\w*|årleg\w*|i året|per år|hvert år|kvart år)\b", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–]\s*")
_BOTH = frozenset({"begge", "båe", "both"})
# Millions of what is told elsewhere in the sentence.
_FOREIGN = re.compile(
    r"[€$£]|\b(eur|euros?|sek|dkk|usd|gbp|chf|dollars?|pund|pounds?|svenske|danske|swedish|danish)\b",
    re.IGNORECASE,
)


def in_english(text: str, values: Sequence[Value]) -> str:
    """Values of a Norwegian sentence in English, limits kept: «inntil tre år» → "up to 3 years".

    Empty when there are more than three, or several counts, or one cannot be put safely.
    """
    # «Begge foreldre» counts no two of anything asked for.
    values = [v for v in values if text[v.start : v.end].casefold() not in _BOTH]
    # «I 2024 var fristen 21. juni 2024» tells one date.
    values = [v for v in values if not any(_is_within(v, other) for other in values)]
    # «Tre millioner til drift og opptil tre til utvikling»: without what each is for, it misleads.
    amounts = [v.canonical for v in values if v.kind is ValueKind.AMOUNT]
    if not values or len(values) > 3 or len(set(amounts)) < len(amounts):
        return ""
    if sum(v.kind is ValueKind.NUMBER for v in values) > 1:
        # «Sju, fem i A og to i B»: which of them counts what, the sentence must tell.
        return ""
    said = [_one_in_english(text, v) for v in values]
    if not all(said):
        return ""
    if len(amounts) == 1 and _YEARLY.search(text):
        said = [
            f"{s} annually" if v.kind is ValueKind.AMOUNT else s
            for v, s in zip(values, said, strict=True)
        ]
    hours = [v for v in values if v.kind is ValueKind.TIME]
    if len(hours) == 2 and _DASH.fullmatch(text[hours[0].end : hours[1].start]):
        from_to = "–".join(s for s, v in zip(said, values, strict=True) if v in hours)
        said = [s for s, v in zip(said, values, strict=True) if v not in hours] + [from_to]
    dated = any(v.kind is ValueKind.DATE for v in values) and hours
    told = (
        " at ".join(said)
        if dated and len(said) == 2
        else joined(list(dict.fromkeys(said)), Language.EN)
    )
    # What a thing is on average, nobody need get.
    average = " on average" if amounts and _AVERAGE.search(text) else ""
    return told[0].upper() + told[1:] + average


def _is_within(value: Value, other: Value) -> bool:
    """Whether a date is the year or the month of another one."""
    dates = value.kind is ValueKind.DATE and other.kind is ValueKind.DATE
    return dates and other.canonical.startswith(f"{value.canonical}-")


def _one_in_english(text: str, value: Value) -> str:
    limit = next((e for p, e in _LIMIT if p.search(text[: value.start])), "")
    number = value.canonical
    if value.kind is ValueKind.DATE and not number.startswith("-"):
        return limit + spoken_date(number, Language.EN)
    if value.kind is ValueKind.TIME:
        return number
    if value.kind is ValueKind.NUMBER:
        return f"{limit}{number}"
    if value.kind is ValueKind.DURATION:
        if "." in number and not re.search(r"\d", text[value.start : value.end]):
            # «Per påbegynt halvtime» would read as half a figure that nobody gave.
            return ""
        span = next((e for start, e in _SPANS if value.unit.startswith(start)), "")
        return f"{limit}{number} {span}{'' if number == '1' else 's'}" if span else ""
    if value.unit.startswith(("kr", "nok", "mill")) and not _FOREIGN.search(text):
        whole = float(number)
        shown = (
            f"{whole / 1e6:g} million"
            if whole >= 1e6
            else f"{whole:,.0f}"
            if whole == int(whole)
            else f"{whole:,.2f}"
        )
        return f"{limit}NOK {shown}"
    return ""


def joined(parts: Sequence[str], language: Language, *, last: str = "and") -> str:
    """The parts in one phrase: «a, b og c»."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {get(f'answer.{last}', language)} {parts[-1]}"


def spoken_date(iso: str, language: Language) -> str:
    """An ISO date or its prefix in words («april 2024»)."""
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 1:
        return iso
    month = get_list("dates.months", language)[parts[1] - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = f"{parts[2]} " if language is Language.EN else f"{parts[2]}. "
    return f"{day}{month} {parts[0]}"
