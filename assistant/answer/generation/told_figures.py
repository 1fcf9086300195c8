"""Whether the figures of a statement stand in a sentence, told there of the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.extraction.units import terms_of
from assistant.answer.extraction.values import Value, ValueKind, find, supported
from assistant.answer.generation.agreement import rates, told_alike
from assistant.answer.generation.told_words import CAPITALISED, Part, stands, telling_words
from assistant.domain import Language
from assistant.search import analysis

# «Treårig prosjektstøtte»: how long the support lasts, and nothing else.
_YEARLONG = re.compile(r"årige?\W+([\w-]+)", re.IGNORECASE)
_COPULA = re.compile(
    r"\b(?:er|var|blir|ble|is|was) (?:en|et|ei|ein|eit|a|an)? ?\W*$", re.IGNORECASE
)
_SEGMENT = re.compile(r"[,;:\n]|\b(?:og|and|men|but|mens|while)\b", re.IGNORECASE)
# «Arena-klynger»: a name with what it is a part of.
_NAMED = re.compile(r"\b[A-ZÆØÅ][\w-]*")
_MOST = 10
_SPANS = (
    ("year", ("år", "year")), ("month", ("mån", "month")), ("week", ("uk", "vek", "week")),
    ("day", ("dag", "dager", "day", "døgn")), ("hour", ("tim", "hour")),
    ("kroner", ("kr", "nok", "mnok")), ("euro", ("eur",)), ("dollar", ("dollar", "usd")),
    ("percent", ("prosent", "percent", "pst", "%")),
)  # fmt: skip


def figures_hold(part: Part, said: str) -> bool:
    """Whether every figure stands there of the same thing, unit, bound and time."""
    if not rates(part.text) <= rates(said):
        return False
    english = part.language is Language.EN
    values = [
        v
        for v in find(part.text, english=english)
        if not rates(part.text[v.start : v.end])  # «a year»: by what time, not how long
    ]
    there = [v for e in ((False, True) if english else (False,)) for v in find(said, english=e)]
    return all(_value_holds(part, v, said, there) for v in values)


def _value_holds(part: Part, value: Value, said: str, there: Sequence[Value]) -> bool:
    text, amount = part.text, value.kind is ValueKind.AMOUNT
    alike = [v for v in there if supported(value, [v]) and _same_unit(value, v)]
    near = [
        v
        for v in alike
        if told_alike(text, value.start, said, v.start, amount=amount)
        and _of_its_noun(text, said, v)
    ]
    return any(_best_placed(part, value, said, v, there) for v in near)


def _of_its_noun(text: str, said: str, value: Value) -> bool:
    """Whether a statement has the noun that a «treårig» is told of."""
    found = _YEARLONG.search(said, max(value.start, value.end - 6))
    if found is None or found.start() > value.end or _COPULA.search(said[: value.start]):
        return True
    return analysis.stem(found[1].casefold()) in set(analysis.stems(text))


def _same_unit(one: Value, other: Value) -> bool:
    mine, theirs = _unit_class(one.unit), _unit_class(other.unit)
    return not mine or not theirs or mine == theirs


def _unit_class(unit: str) -> str:
    return next((name for name, begins in _SPANS if unit.startswith(begins)), "")


def _best_placed(part: Part, value: Value, said: str, found: Value, there: Sequence[Value]) -> bool:
    """Whether no other figure there stands nearer to what this one is told of."""
    mine, own = replace(part, text=_segment(part.text, value)), _segment(said, found)
    others = {_segment(said, v) for v in there if v.kind is found.kind} - {own}
    return all(_shared(mine, other, own) <= _shared(mine, own, other) for other in others)


def _segment(text: str, value: Value) -> str:
    """What stands around a figure, with the names before it where it has none of its own."""
    joints = [m.span() for m in _SEGMENT.finditer(text)]
    start = max((end for _, end in joints if end <= value.start), default=0)
    end = min((begin for begin, _ in joints if begin >= value.end), default=len(text))
    own = text[start:end]
    if CAPITALISED.search(own):
        return own
    before = next((s for s in _SEGMENT.split(text[:start])[::-1] if CAPITALISED.search(s)), "")
    return " ".join((*_NAMED.findall(before), own))


def _shared(mine: Part, one: str, other: str) -> int:
    """How much of a stretch stands in one stretch and not in the other; names and dates tell most.

    «I mars var det 57 søkere, i juni ble fire nye klynger»: the 57 are of no June.
    """
    there, beside = terms_of(one), terms_of(other)
    capitals = {n.casefold() for n in CAPITALISED.findall(one)}
    alone = [w for w in telling_words(mine) if stands(w, mine, there)]
    told = sum(_MOST if w in capitals else 1 for w in alone if not stands(w, mine, beside))
    dates = [v for v in find(mine.text) if v.kind is ValueKind.DATE]
    own, others = find(one), find(other)
    return told + _MOST * sum(supported(d, own) and not supported(d, others) for d in dates)
