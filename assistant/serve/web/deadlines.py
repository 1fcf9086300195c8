"""Deadlines as people write and read them: one a line, date, time if any, and what for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from assistant.answer.composition.spoken import spoken_date
from assistant.domain import Deadline, Language
from assistant.errors import InputError
from assistant.texts import get

# A source that names the day but no time of day; see the manifest of the shipped corpus.
NO_TIME = time(23, 59, 59)
_LINE = re.compile(
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4}))"
    r"(?:[T\s]\s*(?:kl\.?\s*)?(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?)?"
    r"\s*\|\s*(?P<what>\S.*)"
)


def read_deadlines(text: str, language: Language) -> tuple[Deadline, ...]:
    """The deadlines that a text names, one a line («2024-06-21 16:00 | Søknadsfrist»).

    Raises:
        InputError: quoting the first line that is none, in the reader's language.

    """
    return tuple(_read(line.strip(), language) for line in text.splitlines() if line.strip())


def _read(line: str, language: Language) -> Deadline:
    found = _LINE.fullmatch(line)
    try:
        if found is None:
            raise ValueError(line)
        day = (
            date.fromisoformat(found["iso"])
            if found["iso"]
            else date(int(found["y"]), int(found["m"]), int(found["d"]))
        )
        at = (
            time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
            if found["hour"]
            else NO_TIME
        )
    except ValueError:
        raise InputError(get("web_staff.deadline_fault", language, line=line)) from None
    return Deadline(datetime.combine(day, at), found["what"])


def written(deadlines: Sequence[Deadline]) -> str:
    """Deadlines as `read_deadlines` reads them; parts of seconds are lost."""
    return "\n".join(f"{_moment(d.at)} | {' '.join(d.what.split())}" for d in deadlines)


def _moment(at: datetime) -> str:
    if at.time() == NO_TIME:
        return f"{at:%Y-%m-%d}".zfill(10)
    return at.isoformat(" ", "seconds" if at.second else "minutes")


def spoken(deadline: Deadline, today: date, language: Language) -> str:
    """A deadline in words; one whose day is over is said to have passed, as answers say it."""
    when = spoken_date(deadline.at.date().isoformat(), language)
    if deadline.at.time() != NO_TIME:
        clock = f"{deadline.at:%H.%M}" if language is not Language.EN else f"{deadline.at:%H:%M}"
        when = get("web_staff.deadline_clock", language, when=when, time=clock)
    key = "deadline_passed" if deadline.at.date() < today else "deadline_open"
    return get(f"web_staff.{key}", language, when=when, what=deadline.what)
