"""Rows of a table that hold for a range: «201 til 1 000 deltakere», «20. juni–20. august».

A question that gives a number asks for the row whose range it falls in, and of no other row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from assistant.answer.extraction.rows import name_of
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import alternatives
from assistant.answer.question import Question
from assistant.answer.ranking.alternatives import Told
from assistant.search import analysis
from assistant.search.number_words import MONTHS

_TO = re.compile(rf"[\w²³ ]{{0,12}}? ?(?:{alternatives('ranges', 'to')}) ?", re.I)
_UP_TO = re.compile(rf"\b({alternatives('ranges', 'up_to')})\W*$", re.I)
_BELOW = re.compile(rf"\b({alternatives('ranges', 'below')})\W*$", re.I)
_FROM = re.compile(rf"\b({alternatives('ranges', 'from')})\W*$", re.I)
_ABOVE = re.compile(rf"\b({alternatives('ranges', 'above')})\W*$", re.I)
_OR_MORE = re.compile(rf"\s*(?:[\w²³]+ )?(?:{alternatives('ranges', 'or_more')})", re.I)
_MONTH_DAY = re.compile(r"(?:\d{4}|-)-(\d\d)(?:-(\d\d))?$")
_NO_END = Decimal(10**15)
_FEWEST = 2
# Shorter names of months may be other words («mar», «des»).
_SHORTEST = 4


# A row by its passage and where it starts there; several of them.
Row = tuple[str, int]
Rows = frozenset[Row]
# A value's family with the least and the most that it stands for.
Point = tuple[str, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Span:
    """Values from `low` to `high`, both included, of one family (numbers, dates, money …)."""

    family: str
    low: Decimal
    high: Decimal

    def holds(self, family: str, low: Decimal, high: Decimal) -> bool:
        """Whether any of a stretch of values of the same family lies in the span."""
        return family == self.family and low <= self.high and high >= self.low


@dataclass(frozen=True, slots=True)
class Ranges:
    """The rows whose range or rank is asked for, and the others of their tables.

    `figures`: the question's concepts that say which range; they go for every row that is asked
    for, whatever its own figures. `columns`: the one column of a row that tells its rank, where
    there are several.
    """

    asked: Rows
    others: Rows
    figures: frozenset[int]
    columns: Mapping[Row, int | None] = field(default_factory=dict)

    def told(self, unit: Unit) -> Told | None:
        """What that says of a unit; None for one that no range goes for."""
        place = (unit.chunk.id, unit.start) if unit.kind is UnitKind.ROW else ("", 0)
        if unit.column is not None and self.columns.get(place, unit.column) != unit.column:
            return Told(other=True)
        if place in self.asked:
            return Told(given=self.figures)
        return Told(other=True) if place in self.others else None


def figures_in(text: str) -> list[str]:
    """The values of a question as they stand, names of months too."""
    months = [w for w in analysis.words(text) if w in MONTHS and len(w) >= _SHORTEST]
    return [*(text[v.start : v.end] for v in find(text)), *months]


def span_of(text: str) -> Span | None:
    """The range that a text tells first; None where it tells none."""
    values = [(v, key) for v in find(text) if (key := _point(v)) is not None]
    for (one, first), (two, second) in pairwise(values):
        between = text[one.end : two.start]
        family = second[0]
        # «6–15 år»: the noun of the second goes for the first.
        if _TO.fullmatch(between) and (first[0] == family or first[0] == "number"):
            low, high = first[1], second[2]
            return Span(family, low, high) if low <= high or family == "date" else None
    for value, (family, low, high) in values:
        before, after = text[: value.start], text[value.end :]
        if _UP_TO.search(before):
            return Span(family, Decimal(0), high - (1 if _BELOW.search(before) else 0))
        if _FROM.search(before) or _OR_MORE.match(after):
            return Span(family, low + (1 if _ABOVE.search(before) else 0), _NO_END)
    return None


def _point(value: Value) -> Point | None:
    """A value as a point; None for those of other kinds."""
    if value.kind is ValueKind.DATE:
        found = _MONTH_DAY.fullmatch(value.canonical)
        if found is None:
            return None
        month, day = int(found[1]) * 100, int(found[2] or 0)
        return "date", Decimal(month + (day or 1)), Decimal(month + (day or 31))
    if value.kind is ValueKind.TIME:
        return None
    number = Decimal(value.canonical)
    family = "number" if value.kind is ValueKind.NUMBER else value.kind.value
    return family, number, number


def of_other_ranges(question: Question, units: Iterable[Unit]) -> tuple[Rows, Rows]:
    """The rows whose range a question's number falls in, and the other rows of their tables.

    Args:
        question: the question.
        units: units of passages, rows among them.

    Returns:
        Rows by passage and start; both empty where no table's ranges are asked for.

    """
    points = points_of(find(question.resolved)) + _months(question.resolved)
    tables: defaultdict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for unit in units:
        if unit.kind is UnitKind.ROW and points:
            tables[unit.chunk.id, unit.table][unit.start] = name_of(unit.text)
    asked: set[Row] = set()
    others: set[Row] = set()
    for (chunk, _), rows in tables.items():
        found = _of_span(rows, question.resolved) or within(rows, points)
        if found:
            asked.update((chunk, start) for start in found)
            others.update((chunk, start) for start in rows if start not in found)
    return frozenset(asked), frozenset(others)


def points_of(values: Iterable[Value]) -> list[Point]:
    """The values that may fall in a range, as points."""
    return [point for value in values if (point := _point(value)) is not None]


def _of_span(rows: Mapping[int, str], asked: str) -> set[int]:
    """The rows of one table for the very range that a question tells: «over 12 timer»."""
    span = span_of(asked)
    found = {start for start, text in rows.items() if span and span_of(text) == span}
    return found if len(found) < len(rows) else set()


def within(rows: Mapping[int, str], points: Iterable[Point]) -> set[int]:
    """The rows of one table, by their texts, whose range one of the points falls in."""
    told = {start: span_of(text) for start, text in rows.items()}
    spans = {start: span for start, span in told.items() if span is not None}
    if len(spans) < _FEWEST:
        return set()
    for point in points:
        found = {start for start, span in spans.items() if span.holds(*_as(point, span))}
        if found and len(found) < len(spans):
            return found
    return set()


def _as(point: Point, span: Span) -> Point:
    """A point as one of the span's family, where a bare number may be that («for en på 12»)."""
    family, low, high = point
    return (span.family if family == "number" and span.family != "date" else family, low, high)


def _months(text: str) -> list[Point]:
    """The months that a text names without a day: «i juli»."""
    named = [MONTHS[w] for w in analysis.words(text) if len(w) > _FEWEST and w in MONTHS]
    return [("date", Decimal(m * 100 + 1), Decimal(m * 100 + 31)) for m in named]


def falls_in(text: str, asked: str) -> bool:
    """Whether a bare number of a question lies within a bound that a text tells: «under 4»."""
    span = span_of(text)
    numbers = [p for p in points_of(find(asked)) if p[0] == "number"]
    return span is not None and any(span.holds(*_as(p, span)) for p in numbers)
