"""A follow-up in the words of a whole question, where the one before tells what it is.

«Når?» after «hvordan søker vi?» asks until when one may apply, «og hva med klokkeslettet?» asks
the question before for the hour, and «hva er det godt for?» after «hvem driver programmet?» is
asked of the programme.
"""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.patterns import pattern
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.understanding.leaning import Said

_FILE = patterns.read("followup")
_WHEN = _FILE.compiled([_FILE.tables["until_when"]["any"]])
_UNTIL, _UNTIL_IN_ENGLISH = (
    str(_FILE.tables["until_when"][k]) for k in ("asked", "asked_in_english")
)
_CLOCK = _FILE.compiled([_FILE.tables["the_hour"]["any"]])
_IT = _FILE.compiled([_FILE.tables["the_actor_of"]["it"]])
_OF = _FILE.compiled([_FILE.tables["the_actor_of"]["thing"]])
_APPLYING = pattern("demands", "applying", "asks")


def rephrased(text: str, before: Said) -> str:
    """A follow-up as a whole question of its own; "" where the one before does not tell which.

    Args:
        text: the follow-up.
        before: the question before it, standing alone.

    """
    asked = intent_of(before.text)
    if (when := _WHEN.match(text)) and not before.names and _APPLYING.search(before.text):
        return _UNTIL_IN_ENGLISH if when["when"].casefold() == "when" else _UNTIL
    if asked is Intent.DATE and _CLOCK.match(text):
        return f"{before.text.rstrip(' ?.!')}, hvilket klokkeslett?"
    thing = _OF.match(before.text) if asked is Intent.WHO and not before.names else None
    if thing and intent_of(text) is not Intent.YES_NO and len(_IT.findall(text)) == 1:
        return _IT.sub(lambda _: thing["thing"], text)
    return ""


def is_of_the_same(text: str) -> bool:
    """Whether a question only says what else is asked of what was spoken of: when, at what hour."""
    return bool(_WHEN.match(text) or _CLOCK.match(text))
