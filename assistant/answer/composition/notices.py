"""What a reader must know of the cited documents: history, closed calls, passed deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from assistant.answer.composition.spoken import spoken_date
from assistant.answer.extraction.values import ValueKind, find
from assistant.domain import Chunk, Language, Metadata, Status
from assistant.texts import get


def notices(
    metadata: Sequence[tuple[str, Metadata]],
    quotes: Sequence[str],
    *,
    as_of: date,
    language: Language,
    offered: Sequence[tuple[str, str]] = (),
) -> tuple[str, ...]:
    """What a reader must know of the cited documents: history, closed calls, passed deadlines.

    Args:
        metadata: (title, metadata) of each cited document, without repeats.
        quotes: the cited quotes that answer.
        offered: title and quote of what is perhaps useful; whose deadline it is must be told.
        as_of: the date on which the answer is given.
        language: language of the notices.
    """
    found: list[str] = []
    if any(_passed_deadline(quote, as_of) for quote in quotes):
        found.append(get("answer.deadline_passed", language))
    for title in dict.fromkeys(t for t, quote in offered if _passed_deadline(quote, as_of)):
        found.append(get("answer.notice_deadlines", language, title=title))
    applying = any(_APPLYING.search(quote) for quote in quotes)
    for title, data in metadata:
        closed = bool(data.deadlines) and all(d.at.date() < as_of for d in data.deadlines)
        if applying and closed and not found and data.status is not Status.EXPIRED:
            # How to apply is told too late when nobody may apply any more.
            found.append(get("answer.notice_deadlines", language, title=title))
        if data.superseded_on and data.superseded_on <= as_of.isoformat():
            when = spoken_date(data.superseded_on, language)
            # «i april 2024», but «1. april 2024» without a preposition.
            key = "superseded_day" if len(data.superseded_on) == 10 else "superseded"
            found.append(get(f"answer.notice_{key}", language, title=title, when=when))
        elif data.status is Status.EXPIRED:
            found.append(get("answer.notice_expired", language, title=title))
        elif data.status is Status.HISTORICAL:
            found.append(get("answer.notice_historical", language, title=title))
    return tuple(dict.fromkeys(found))


def no_later_deadline(
    chunks: Iterable[Chunk], told: Sequence[str], *, as_of: date, language: Language
) -> tuple[str, ...]:
    """That the documents tell no time to come, for who asks whether one may apply.

    Nothing where a notice does not tell that the deadline has passed, or any text has a later time.

    Args:
        chunks: all passages of the documents.
        told: the notices of the answer.
        as_of: the date on which the answer is given.
        language: language of the notice.

    """
    if get("answer.deadline_passed", language) not in told:
        return ()
    today = as_of.isoformat()
    dates = (v.canonical for c in chunks for v in find(c.text) if v.kind is ValueKind.DATE)
    # «15. mars» of no year comes again.
    later = any(d.startswith("-") or d > today[: len(d)] for d in dates)
    return () if later else (get("answer.no_later_deadline", language),)


_APPLYING = re.compile(r"søk(?:e|er|te|nad\w*)\b|\bapply|\bapplication", re.IGNORECASE)


def _passed_deadline(quote: str, as_of: date) -> bool:
    if not re.search(r"frist|deadline|innen\b", quote, re.IGNORECASE):
        return False
    days = [v.canonical for v in find(quote) if v.kind is ValueKind.DATE]
    full = [d for d in days if len(d) == 10 and not d.startswith("-")]
    return bool(full) and all(datetime.fromisoformat(d).date() < as_of for d in full)
