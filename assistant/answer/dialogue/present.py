"""What is asked of today after a question about the past.

«Når er fristen?» after a question about the call of 2016 asks of no call of 2016, and «og nå?» asks
the question before again, of today.
"""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.patterns import cue
from assistant.answer.understanding.leaning import THAT_TIME, YEAR, Said, points

_PAST = cue("asks", "past")
_FILE = patterns.read("followup")
_PRESENT = _FILE.compiled(_FILE.tables["present"]["any"])
_TODAY = _FILE.compiled(_FILE.tables["today"]["any"])
_OF_THE_YEAR = _FILE.compiled([_FILE.tables["today"]["year"]])
_VERBS = tuple(
    (_FILE.compiled([rf"\b{was}\b"]), now)
    for was, now in (pair.split() for pair in _FILE.tables["today"]["pairs"])
)


def is_of_today(text: str, before: str) -> bool:
    """Whether a question is in the present tense, after one of a past year, and points not at it.

    Args:
        text: the question.
        before: the question before it.

    """
    of_then = YEAR.search(before) and _PAST.search(before)
    if not of_then or YEAR.search(text) or _PAST.search(text):
        return False
    return bool(_PRESENT.match(text)) and not (points(text) or THAT_TIME.search(text))


def asks_only_of_now(text: str) -> bool:
    """Whether a follow-up says nothing but that it asks of today («og nå?»)."""
    return bool(_TODAY.match(text))


def without_then(before: Said) -> Said | None:
    """What a question about the past leaves to lean on for one about today: its names, or None."""
    named = " ".join(m.name for m in before.names)
    return Said(named, before.names, (), 0) if named else None


def asked_of_today(text: str, before: str) -> str:
    """The question before as it is asked of today, for «og nå?»; "" for other follow-ups."""
    if not asks_only_of_now(text) or not (YEAR.search(before) or _PAST.search(before)):
        return ""
    asked = _OF_THE_YEAR.sub("", before)
    for was, now in _VERBS:
        asked = was.sub(now, asked)
    now = cue("asks", "now").search(f" {text}")
    return f"{asked.rstrip(' ?!.')} {now.group().strip(' ?!.') if now else ''}".strip() + "?"
