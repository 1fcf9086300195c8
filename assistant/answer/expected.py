"""The values that a question expects, and whether a unit of the documents gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import WeightedConcept, match
from assistant.answer.question import Question
from assistant.answer.units import Unit, UnitKind, terms_of
from assistant.answer.values import Value, ValueKind, find
from assistant.search import analysis

APPLIES = re.compile(r"søk|søke|frist|lever|send|inne\b|innen\b|meld|deadline|appl|submit", re.I)
_MONEY = re.compile(r"kron|kr\b|nok|mill|mrd|million|milliard|euro|dollar|€|\$", re.I)
_ASKS_MONEY = re.compile(
    r"støtt|penge|pengar|tilsk|finans|kron|beløp|midl|budsjett|ramm|fund|money|grant|support"
    r"|\b(hvor|kor) (mye|mykje) (fikk|får|fekk|gir|gjev|gav|ga|kan|blir|betaler|tjener|må|koster)\b"
    r"|\bkost|\btjen|\blønn|\beigendel|egenandel|avgift|\bpris"
    r"|\bhow much (do|does|did|can|is|was)\b",
    re.I,
)
_NO = r"\b(?:ingen|ikke|ikkje|inga|uten|utan|heller ikke)\s+(?:\w+\s+){0,2}"
_DENIED = {
    Intent.AMOUNT: re.compile(_NO + r"\w*(?:finansier|støtte|penger|midler|tilskudd|beløp)", re.I),
    Intent.DATE: re.compile(_NO + r"\w*(?:frist|dato)|\bløpende\b|når som helst", re.I),
    Intent.DURATION: re.compile(_NO + r"\w*(?:tidsbegrens|tidsgrense|grense|sluttdato)", re.I),
}
_IN_WORDS = {
    Intent.DATE: re.compile(r"\d-tallet|\d-årene|århundre|\bf\.? ?Kr|\bfor .{1,40} siden\b", re.I),
    Intent.DURATION: re.compile(r"\b(halvt år|lang tid|kort tid|hele livet|siden)\b", re.I),
    Intent.FREQUENCY: re.compile(
        r"\b(\w*årlig\w*|\w*årleg\w*|månedlig\w*|månadleg\w*|ukentlig\w*|daglig|ganger|gonger"
        r"|løpende|sjelden)\b|\b(hver|hvert|kvar|kvart) (\w+ )?"
        r"(år\w*|halvår|kvartal|måned|månad|uke|veke|dag|vår|høst|haust|sommer|vinter|gang)\b",
        re.I,
    ),
    Intent.AMOUNT: re.compile(r"\b(halvparten|tredjedel|fjerdedel|flertallet|mesteparten)", re.I),
}
_COMING = re.compile(
    r"\b(neste|kommende|komande|ny runde|ny utlysning|nytt opptak|til høsten|til våren|framover"
    r"|fremover|next|upcoming|new round|new call)\b",
    re.I,
)
_CALENDAR_YEAR = re.compile(r"1\d{3}|20\d\d")
_PREPOSITIONS = frozenset(
    ("i", "på", "til", "for", "fra", "ved", "om", "under", "in", "on", "at", "from", "of")
)
_COUNT_WINDOW = 4
_LEAST_DENIAL = 0.3
_COUNTED_MATCH = 0.5


def asked_values(unit: Unit, question: Question, as_of: date) -> tuple[Value, ...]:
    """Values of a unit of the kind asked for that the question itself does not hold.

    Args:
        unit: a unit of a passage.
        question: the question; what it asks for says which kinds fit.
        as_of: the date on which it is asked; the next call is none that has been.

    """
    intent = question.intent
    if intent not in EXPECTED:
        return ()
    asked = {v.canonical for v in find(question.resolved)}
    held = [v for v in find(unit.text) if v.canonical not in asked]
    found = [v for v in held if _fits(v, question)]
    if intent is Intent.DATE and _COMING.search(question.resolved):
        today = as_of.isoformat()
        found = [v for v in found if v.canonical >= today[: len(v.canonical)]]
    if intent is Intent.DATE and question.years:
        # «fristen i 2018» is not answered by a date in another year.
        years = ("-", *question.years)
        found = [v for v in found if v.kind is ValueKind.TIME or v.canonical.startswith(years)]
    return tuple(found)


def _fits(value: Value, question: Question) -> bool:
    """Whether a value is of the kind that the question asks for."""
    intent, kind = question.intent, value.kind
    if intent is Intent.DATE:
        year = kind is ValueKind.NUMBER and _CALENDAR_YEAR.fullmatch(value.canonical)
        return kind in EXPECTED[intent] or bool(year)
    if intent is Intent.AMOUNT:
        if _ASKS_MONEY.search(question.resolved):
            return kind is ValueKind.AMOUNT and bool(_MONEY.search(value.unit or ""))
        return kind in (ValueKind.AMOUNT, ValueKind.NUMBER)
    if intent is Intent.COUNT:
        return kind is ValueKind.NUMBER or (
            kind is ValueKind.AMOUNT and value.unit.startswith(("mill", "mrd"))
        )
    return kind in EXPECTED[intent]


def said_in_words(text: str, question: Question) -> bool:
    """Whether a text gives what was asked for in words («på 1800-tallet», «en tredjedel»)."""
    pattern = _IN_WORDS.get(question.intent)
    return pattern is not None and not question.years and bool(pattern.search(text))


def denies(unit: Unit, question: Question, coverage: float) -> bool:
    """Whether the unit says that there is none of what was asked for («ingen frist»).

    Args:
        unit: a unit of a passage.
        question: the question.
        coverage: share of the question that the unit itself covers.

    """
    intent = question.intent
    if intent not in _DENIED or unit.kind is UnitKind.LIST:
        return False
    if intent is Intent.DATE and not APPLIES.search(question.resolved):
        return False
    return coverage >= _LEAST_DENIAL and bool(_DENIED[intent].search(unit.text))


def counts(
    text: str, values: Sequence[Value], counted: Sequence[WeightedConcept], intent: Intent
) -> bool:
    """For «hvor mange X»: whether a value stands right before the X; True for other questions."""
    if intent is not Intent.COUNT or not counted:
        return True
    return any(_stands_by(text, value, counted) for value in values)


def _stands_by(text: str, value: Value, counted: Sequence[WeightedConcept]) -> bool:
    after = []
    phrase = re.split(r"[,;:.()]", text[value.end :], maxsplit=1)[0]
    for word in analysis.words(phrase)[:_COUNT_WINDOW]:
        if word in _PREPOSITIONS:
            break
        after.append(word)
    near = terms_of(" ".join(after))
    return any(match(c.concept, near) >= _COUNTED_MATCH for c in counted)
