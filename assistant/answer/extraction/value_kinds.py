"""Whether a text's value is of another kind than the one asked for: an opening day, no deadline.

Only a contradiction says no: the question tells which kind it wants, the words by the value tell
another, and nothing in the text tells the one wanted. The words are data, in
`patterns/value_kinds.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.extraction.values import Value, ValueKind

# A clause: what is told of one value is rarely told of the next one's.
_CLAUSE_END = re.compile(r"[;:|()\n]|\.\s(?=[A-ZÆØÅ])|,\s(?:og|and|men|but|mens|while)\s|\s[–—]\s")
# How big a thing is no sum tells; a share of it may.
_SIZE, _SHARES = "size", ("prosent", "per", "pst", "%")


@dataclass(frozen=True, slots=True)
class _Family:
    """What a family of values can be of: patterns of questions and of texts with their kinds."""

    asks: tuple[tuple[frozenset[str], re.Pattern[str]], ...]
    states: tuple[tuple[str, re.Pattern[str]], ...]


_FAMILIES = {
    ValueKind.DATE: "date",
    ValueKind.TIME: "date",
    ValueKind.DURATION: "duration",
    ValueKind.AMOUNT: "amount",
}


@lru_cache(maxsize=1_000)
def kinds_asked(question: str, kind: ValueKind) -> frozenset[str]:
    """What a value of this kind may be of to answer the question; empty when it does not tell."""
    family = _family(kind)
    if family is None:
        return frozenset()
    told = (answers for answers, pattern in family.asks if pattern.search(question))
    return frozenset().union(*told)


def kinds_stated(text: str, kind: ValueKind) -> frozenset[str]:
    """What the values of this kind in a text are of, as far as its words tell."""
    family = _family(kind)
    if family is None:
        return frozenset()
    return frozenset(name for name, pattern in family.states if pattern.search(text))


def same_kind(question: str, text: str, value: Value, *, around: str = "") -> bool:
    """Whether a value may be of the kind that the question asks for.

    Args:
        question: the question.
        text: the sentence or the row that holds the value.
        value: a value of `find(text)`.
        around: what introduces the text, a heading for one; it may tell the kind asked for.

    """
    asked = kinds_asked(question, value.kind)
    if asked == {_SIZE} and value.unit.startswith(_SHARES):
        # «Hvor stor må svikten være?» – «større enn 30 prosent».
        return True
    if not asked or asked & kinds_stated(f"{around} {text}", value.kind):
        return True
    return not kinds_stated(_clause(text, value), value.kind)


def of_same_kind(
    question: str, text: str, values: Iterable[Value], *, around: str = ""
) -> tuple[Value, ...]:
    """The values that may be of the kind that the question asks for (see `same_kind`)."""
    return tuple(v for v in values if same_kind(question, text, v, around=around))


def _clause(text: str, value: Value) -> str:
    # «Tilskudd inntil: 800 000 kroner»: what stands before a colon tells what the value is of.
    starts = [m.end() for m in _CLAUSE_END.finditer(text, 0, value.start) if m[0] != ":"]
    end = _CLAUSE_END.search(text, value.end)
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]


def _family(kind: ValueKind) -> _Family | None:
    name = _FAMILIES.get(kind)
    return _read(name) if name else None


@lru_cache(maxsize=8)
def _read(name: str) -> _Family:
    file = patterns.read("value_kinds")
    table = file.tables[name]
    return _Family(
        asks=tuple((frozenset(a["answers"]), file.compiled(a["any"])) for a in table["asks"]),
        states=tuple((s["kind"], file.compiled(s["any"])) for s in table["states"]),
    )
