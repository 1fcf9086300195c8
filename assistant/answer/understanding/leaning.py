"""Whether a question leans on what was said before it, in the conversation or in its message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import patterns
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.search import analysis
from assistant.search.names import Mention

_FILE = patterns.read("followup")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_COURTESY = re.compile(
    r"^\W*(?:(?:tusen |mange )?takk|flott|fint|supert|bra|ok|okei|topp|thanks|thank you|great)\b"
    r"[^.!?,]{0,40}[.!,]+\s*",
    re.IGNORECASE,
)
CUE = re.compile(
    r"^\W*(enn|og|men|ja|ok|okei|å|så|også|òg|hva med|kva med|enda|what about|how about|and|but"
    r"|then|also)\b",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\b(den|denne|dette|disse|dei|desse|de|dem|deres|dit|da|nivået|her|they|those|them|its"
    r"|their|this|that|it|der)\b",
    re.IGNORECASE,
)
# «Kor mange av dei var Arena?» speaks of some of what was spoken of.
_OF_THEM = re.compile(
    r"\b(av|blant|mellom) (dem|dei|de|disse|desse)\b(?! \w+(ene|ane|e)\b)"
    r"|\b(of|among) (them|these|those)\b",
    re.IGNORECASE,
)
# «Hvordan søker jeg om det?», «hvem avgjør det?», «kan vi gjøre det digitalt?»
_POINTS = re.compile(
    r"\w (det|dette|den|dem|it|that|this|them)( da| då)?\W*$"
    r"|\b(gjøre|gjere|gjera|gjør|gjer|do|doing) (det|dette|it|that|this|so)\b",
    re.IGNORECASE,
)
# «Må de søke innen en dato?», but not «må de nye nivåene …».
_THEY = re.compile(
    r"^\W*(?:[\w-]+\W+){0,3}?(?:they\b|(?:er|var|må|kan|får|har|skal|bør|fikk|fekk|hadde|vil|kunne"
    r"|måtte|skulle|ble|blei|vart|blir|vert|trenger|treng) (?:de|dei)\b(?! (?:\w+e|som|to)\b))",
    re.IGNORECASE,
)
THAT_TIME = re.compile(
    r"\b(det|dette|samme|same|that|the same) (året|år|year)\b|\bden (gang|gangen|gongen)\b"
    r"|\bback then\b",
    re.IGNORECASE,
)
# «Hva er fristen nå?» after a question about a year asks of today.
NOW = patterns.cue("asks", "now")
IT = re.compile(r"\b(det|den|dei|de|it|they)\b", re.IGNORECASE)
_SAME = tuple(_FILE.compiled([_FILE.tables["same"][name]]) for name in ("any", "also", "too", "do"))
US = _FILE.compiled([_FILE.tables["same"]["us"]])
CONDITION = _FILE.compiled([_FILE.tables["condition"]["any"]])
THINGLESS = _FILE.compiled([_FILE.tables["thingless"]["any"]])
DEMANDED, _AROUND = (
    _FILE.compiled([_FILE.tables["demanded"][name]]) for name in ("word", "around")
)
# «det nivået» points at something said before.
THAT_ONE = re.compile(
    r"\b(det|dette|denne|den|that|this) "
    r"(nivået|utlysningen|utlysinga|modulen|runden|level|call|round)\b",
    re.IGNORECASE,
)
# «Er dette greit for NIC?»
_THAT = re.compile(
    r"^\W*(is|are|was|does|do|would|will|can|could|er|var|blir|kan|vil|holder|held|går) "
    r"(that|this|those|these|dette|disse|desse)\b(?! \w+(en|et|a|ene|ane|s)\b)",
    re.IGNORECASE,
)
# «Er det et problem?» of what was told right before, but not «er det en frist?» of nothing.
_A_THING = re.compile(
    r"^\W*(?:er|var|blir|vert|is|was|would|will) (?:det|it) (?:be )?"
    r"(?:et|en|ei|ein|eit|a|an) [\w-]+\W*$",
    re.IGNORECASE,
)
# So few words of its own may a question have that says «de» of what was spoken of.
LITTLE = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A question with what it is about.

    `content`: words that carry a topic, without names, years and units. `telling`: how many of
    them tell a topic.
    """

    text: str
    names: tuple[Mention, ...]
    content: tuple[str, ...]
    telling: int

    @property
    def years(self) -> list[str]:
        """The years in it."""
        return YEAR.findall(self.text)


def without_courtesy(text: str) -> str:
    """The message without the thanks before its question."""
    return _COURTESY.sub("", text, count=1) or text


def leans(said: Said) -> bool:
    """Whether a question lacks a topic of its own."""
    text = without_courtesy(said.text)
    if same_of(text) is not None:
        return True
    if CUE.search(text):
        return said.telling <= 1 or (len(said.content) <= 3 and not said.names)
    if _OF_THEM.search(text):
        return said.telling <= 2
    if said.names:
        # «NIC Connect?» after a question about another level asks the same of it.
        return not said.content and intent_of(text) is Intent.OTHER
    if not said.telling or THAT_TIME.search(text):
        return True
    if _POINTS.search(text) or _THEY.search(text):
        return len(said.content) <= LITTLE
    return bool(_ANAPHOR.search(text)) and said.telling <= 1


def points(text: str) -> bool:
    """Whether a question has a word that may stand for what was said before."""
    return bool(_ANAPHOR.search(text) or IT.search(text))


def goes_on(text: str) -> bool:
    """Whether a question can only go on from what was said before («og hvor lenge?», «får de?»)."""
    return bool(CUE.search(text)) or points(text)


def asks_what_is_demanded(text: str, intent: Intent) -> bool:
    """Whether a question asks what is demanded, and not of what."""
    if intent not in (Intent.CRITERIA, Intent.DEFINITION):
        return False
    words = analysis.words(text)
    others = [word for word in words if not DEMANDED.fullmatch(word)]
    return len(others) < len(words) and all(_AROUND.fullmatch(word) for word in others)


def names_no_thing(said: Said) -> bool:
    """Whether a question only says what is asked of a thing («når måtte man melde seg på?»)."""
    asks = intent_of(said.text) is not Intent.OTHER
    return asks and not said.names and all(THINGLESS.fullmatch(word) for word in said.content)


def points_back(said: Said) -> bool:
    """Whether a question leans on the sentences before it in the same message."""
    if leans(said) or _THAT.search(said.text):
        return True
    points = _ANAPHOR.search(said.text) or IT.search(said.text)
    return bool(points) and said.telling <= 1


def judges_what_was_told(text: str) -> bool:
    """Whether a yes-or-no question asks of what was told right before: «er det et problem?»."""
    return bool(_THAT.search(text) or _A_THING.match(text))


def only_repeats(said: Said) -> bool:
    """Whether a question asks another one again, and names nothing itself to ask of."""
    text = without_courtesy(said.text)
    if said.names:
        return False
    same = same_of(text)
    if same is not None:
        return bool(US.match(same))
    return bool(CUE.search(text)) and bool(CONDITION.match(text)) and len(said.content) <= 1


def same_of(text: str) -> str | None:
    """Of what «gjelder det samme for …?» asks the question before; None for other questions."""
    for pattern in _SAME:
        if match := pattern.match(text):
            return str(match["topic"]).strip()
    return None
