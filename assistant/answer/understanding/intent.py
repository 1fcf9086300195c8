"""What a question asks for, read from its question words in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.extraction.values import ValueKind
from assistant.answer.understanding.asking import taken_apart
from assistant.domain import Language
from assistant.search.commonness import zipf
from assistant.search.language import is_listed
from assistant.search.slips import cost


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
_TYPED: dict[str, str] = {
    typed: meant for meant, forms in _FILE.tables["typed"].items() for typed in forms
}
_SPELLED: tuple[str, ...] = tuple(_FILE.tables["spelled"]["words"].split())
_REAL = frozenset(_FILE.tables["real"]["words"].split())
_OPENS = _FILE.tables["opens"]
_OPENERS, _DEGREES = (tuple(_OPENS[name].split()) for name in ("words", "degrees"))
_BEFORE = "|".join(_OPENS["before"].split())
_OPENER = re.compile(
    rf"^(?P<before>\W*)(?P<word>[^\W\d_]{{3,}})(?= (?:{_BEFORE})\b)", re.IGNORECASE
)
_DEGREE = re.compile(r"(?:(?<=\bhvor )|(?<=\bkor ))(?P<word>[^\W\d_]{3,})\b", re.IGNORECASE)
# How common a word is that is no slip for one its place is for, and what a slip may cost there.
_HEARD_OF, _OPENER_SLIP, _DEGREE_SLIP = 3.0, 0.9, 1.4
_COMPARED = _FILE.compiled(_FILE.tables["opening"]["compared"])
# «Hva er det som kreves?» asks what is required.
_CLEFT = re.compile(
    r"\b(hva|kva|hvem|kven) (er|var) det (som |at )?"
    r"(?=(?:vi|man|dere|du|jeg|de|me|eg|ein|en|dei) \w)|\b(hva|kva|hvem|kven)"
    r" (?:(?:er|var) det )?som ",
    re.IGNORECASE,
)
_CHOICE = _FILE.compiled(_FILE.tables["opening"]["choice"])
# «Må vi levere skisse, og når?» asks when.
_TAIL = re.compile(
    r"(?:[,;]? (?:og|and|eller|or|i så fall|if so,?) (?:i så fall |if so,? )?"
    r"(?:for |hos |til |av )?"
    r"|, (?=(?:hva|kva|hvem|kven|når|what|who|when) (?:er|var|må|skal|is|are|was|must)\b))"
    r"((?:hvor|kor|how|når|when|hvem|kven|who|hvordan|korleis|hva|kva|what)\b[^?]{0,40}\?*)\W*$",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:når|when|kva tid)\b", re.IGNORECASE)
_REAL_WORD = 2.5
_MENDED_FROM = 4


def question_words(text: str, known: Callable[[str], bool] = lambda _: False) -> str:
    """The text with question words that are typed in haste or in dialect as they are meant.

    Args:
        text: a message.
        known: whether a lower-cased word is one of the documents', and so meant as it stands.

    """

    def meant(match: re.Match[str]) -> str:
        word = match.group()
        return word if known(word.casefold()) else _meant(word)

    def placed(match: re.Match[str], words: tuple[str, ...], dearest: float) -> str:
        """A word that is none as one of those that its place is for."""
        word = match["word"].casefold()
        found = word if known(word) else _nearest(word, words, dearest)
        return match.group() if found == word else match.group().replace(match["word"], found, 1)

    written = re.sub(r"\b([hH]vor|[kK]or) my\b", r"\1 mye", re.sub(r"\w+", meant, text))
    written = _OPENER.sub(lambda m: placed(m, _OPENERS, _OPENER_SLIP), written)
    written = _DEGREE.sub(lambda m: placed(m, _DEGREES, _DEGREE_SLIP), written)
    # «Ka e ei klynge?»
    return re.sub(r"\b(hva|kva|hvem|kven|hvor|kor) e\b", r"\1 er", written, flags=re.IGNORECASE)


def _meant(word: str) -> str:
    """A question word where a word is one in haste, else the word itself."""
    lowered = word.casefold()
    if lowered in _TYPED:
        return _TYPED[lowered]
    return _likened(lowered) or word


@lru_cache(maxsize=10_000)
def _nearest(word: str, words: tuple[str, ...], dearest: float) -> str:
    """The one of some words that an unheard-of word is likeliest to be a slip for, or itself."""
    if word in words or is_listed(word) or zipf(word, Language.NB) >= _HEARD_OF:
        return word
    cheapest, best = min((cost(word, other), other) for other in words)
    return best if cheapest <= dearest else word


@lru_cache(maxsize=10_000)
def _likened(word: str) -> str:
    """The question word that an unheard-of word is one slip away from; "" for other words."""
    if (
        len(word) < _MENDED_FROM
        or word in (*_SPELLED, *_REAL)
        or is_listed(word)
        or not word.isalpha()
    ):
        return ""
    from rapidfuzz.distance import OSA

    near = [s for s in _SPELLED if s[0] in word[:2] and OSA.distance(word, s, score_cutoff=1) <= 1]
    if not near or any(zipf(word, code) >= _REAL_WORD for code in (Language.NB, Language.EN)):
        return ""
    return near[0]


def intent_of(question: str) -> Intent:
    """The main kind of thing that the question asks for."""
    question = question_words(question).strip()
    asking = taken_apart(question)
    asked = _CLEFT.sub(lambda m: f"{m[1] or m[4]} ", _plain(asking.question))
    if asking.whether:
        return Intent.YES_NO
    if asking.embedded and _WHEN.match(asked):
        return Intent.DATE
    # «Start kontra Vekst: hvem fikk mest?»
    candidates = (asking.whole if asking.setting.endswith(":") else asked, question)
    if among(asked):
        return Intent.WHO
    if _YES_NO.search(asked) and not _COMPARED.search(asked):
        tail = _TAIL.search(asked)
        return intent_of(tail[1]) if tail else Intent.YES_NO
    for candidate in candidates:
        for intent, pattern in _RULES:
            if pattern.search(candidate):
                return intent
    return next((intent for intent, pattern in _BARE if pattern.search(question)), Intent.OTHER)


def among(asked: str) -> str:
    """What «er det A eller B som …?» asks to choose from; "" for other questions."""
    match = _CHOICE.search(asked)
    return match["among"] if match else ""


def _plain(asked: str) -> str:
    """A question without greetings and courtesies."""
    plain = _LEAD.sub("", asked) or asked
    return _REQUEST.sub("", plain) or plain
