"""What a question asks for, read from its question words in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer import patterns
from assistant.answer.values import ValueKind


class Intent(StrEnum):
    """The kind of thing that is asked for."""

    AMOUNT = "amount"
    DURATION = "duration"
    DATE = "date"
    COUNT = "count"
    WHO = "who"
    WHERE = "where"
    DEFINITION = "definition"
    LIST = "list"
    CRITERIA = "criteria"
    COMPARISON = "comparison"
    PROCEDURE = "procedure"
    REASON = "reason"
    FREQUENCY = "frequency"
    YES_NO = "yes_no"
    OTHER = "other"


# A value of one of these kinds must stand in the evidence for an answer to be one.
EXPECTED: dict[Intent, tuple[ValueKind, ...]] = {
    Intent.AMOUNT: (ValueKind.AMOUNT,),
    Intent.DURATION: (ValueKind.DURATION,),
    Intent.DATE: (ValueKind.DATE, ValueKind.TIME),
    Intent.COUNT: (ValueKind.NUMBER,),
    Intent.FREQUENCY: (),
}

_FILE = patterns.read("intents")
_RULES = tuple((Intent(rule.kind), rule.pattern) for rule in _FILE.rules("intent"))
_YES_NO = next(pattern for intent, pattern in _RULES if intent is Intent.YES_NO)
_BARE = tuple((Intent(rule.kind), rule.pattern) for rule in _FILE.rules("bare"))
_LEAD = _FILE.compiled(_FILE.tables["opening"]["lead"])
_REQUEST = _FILE.compiled(_FILE.tables["opening"]["request"])
_TYPED = {typed: meant for meant, forms in _FILE.tables["typed"].items() for typed in forms}
_COMPARED = re.compile(r"\bforskjell|\bskilnad|difference", re.IGNORECASE)


def _mended(question: str) -> str:
    words = re.sub(r"\w+", lambda m: _TYPED.get(m.group().casefold(), m.group()), question)
    return re.sub(r"\b([hH]vor|[kK]or) my\b", r"\1 mye", words)


def intent_of(question: str) -> Intent:
    """The main kind of thing that the question asks for."""
    question = _mended(question).strip()
    text = _LEAD.sub("", question) or question
    sentences = [s for s in re.split(r"(?<=[.!])\s+", text) if s]
    # Chatty questions set the scene first; the sentence with the question mark is the question.
    asked = next((s for s in reversed(sentences) if s.endswith("?")), text)
    asked = _REQUEST.sub("", asked) or asked
    if _YES_NO.search(asked) and not _COMPARED.search(asked):
        return Intent.YES_NO
    for candidate in (asked, text):
        for intent, pattern in _RULES:
            if pattern.search(candidate):
                return intent
    return next((intent for intent, pattern in _BARE if pattern.search(text)), Intent.OTHER)
