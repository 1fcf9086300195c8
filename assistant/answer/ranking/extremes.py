"""Rows with the most or the least of a column: «hva er billigst?», «hvilket er det færrest av?».

A column is read only where every cell that says something gives one figure of one kind, and where
no other column of the table could be meant as well. The words are data, in
`patterns/extremes.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.answer_types.demands import asking_sentence
from assistant.answer.extraction.money import is_money
from assistant.answer.extraction.rows import cell_of, label_of
from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.answer.ranking.ranges import Row, Rows
from assistant.search import analysis

_UNBOUNDED = cue("tells", "unbounded")
# So many rows make a rank.
_FEWEST = 3
_SAID = 0.6


@dataclass(frozen=True, slots=True)
class Extremes:
    """The rows asked for by their rank and the other rows of their tables, by passage and start.

    `concepts` are the indexes of those that ask for the rank, `columns` the column that tells it
    by row; None where it is the only one.
    """

    best: Rows = frozenset()
    others: Rows = frozenset()
    concepts: frozenset[int] = frozenset()
    columns: Mapping[Row, int | None] = field(default_factory=dict)


NOTHING = Extremes()


@dataclass(frozen=True, slots=True)
class _Rank:
    """One kind of rank: what asks for it, and what stands over the column that tells."""

    asks: re.Pattern[str]
    under: re.Pattern[str]
    most: bool
    money: bool


def asks_rank(text: str) -> bool:
    """Whether it is asked which one is the most or the least («hvilket går fortest?»).

    «Det høyeste nivået» is a thing.
    """
    found = (m[0] for r in _ranks() for m in r.asks.finditer(asking_sentence(text)))
    return any(not said.endswith("e") for said in found)


def of_extremes(
    question: Question, units: Iterable[Unit], concepts: Sequence[WeightedConcept]
) -> Extremes:
    """The rows that a question asks for by their rank; none where it asks for no rank.

    Args:
        question: the question.
        units: units of passages, single cells of rows among them.
        concepts: the question's weighted concepts.

    """
    asked = asking_sentence(question.resolved)
    rank = next((r for r in _ranks() if r.asks.search(asked)), None)
    if rank is None:
        return NOTHING
    words = {w for m in rank.asks.finditer(asked) for w in analysis.words(m.group())}
    given = frozenset(
        i for i, c in enumerate(concepts) if not words.isdisjoint(c.concept.surface.split())
    )
    rest = [c for i, c in enumerate(concepts) if i not in given and c.stands]
    best: set[Row] = set()
    others: set[Row] = set()
    columns: dict[Row, int | None] = {}
    for table in _tables(units):
        column = _column(table, rank)
        if column is None or not _spoken_of(table, rest):
            continue
        figures = {start: _figure(cell, rank) for start, (_, cell) in column.items()}
        told = {start: f for start, f in figures.items() if f is not None}
        if len(told) < _FEWEST or len(told) < len(figures):
            continue
        extreme = max(told.values()) if rank.most else min(told.values())
        chunk = table[0].chunk.id
        best.update((chunk, start) for start, f in told.items() if f == extreme)
        columns.update({(chunk, start): at for start, (at, _) in column.items()})
        others.update((chunk, start) for start, f in told.items() if f != extreme)
    return Extremes(frozenset(best), frozenset(others), given, columns)


def _tables(units: Iterable[Unit]) -> list[list[Unit]]:
    tables: defaultdict[tuple[str, int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.kind is UnitKind.ROW:
            tables[unit.chunk.id, unit.table].append(unit)
    return list(tables.values())


def _column(table: Sequence[Unit], rank: _Rank) -> dict[int, tuple[int | None, str]] | None:
    """The cells of the one column that tells the rank, by row; None where none or several do."""
    columns: defaultdict[str, dict[int, tuple[int | None, str]]] = defaultdict(dict)
    for unit in table:
        label = label_of(unit.text)
        single = unit.column is not None or unit.text.count(": ") == 1
        if single and rank.under.search(label):
            columns[label][unit.start] = (unit.column, cell_of(unit.text))
    return next(iter(columns.values())) if len(columns) == 1 else None


def _figure(cell: str, rank: _Rank) -> Decimal | None:
    if not rank.most and _UNBOUNDED.search(cell):
        return Decimal("Infinity")
    values = [v for v in find(cell) if v.kind is not ValueKind.TIME]
    if len(values) != 1 or (values[0].kind is ValueKind.DATE and "-" in values[0].canonical):
        return None
    value = values[0]
    if rank.money and value.kind is ValueKind.AMOUNT and not is_money(value, cell):
        return None
    return Decimal(value.canonical)


def _spoken_of(table: Sequence[Unit], rest: Sequence[WeightedConcept]) -> bool:
    """Whether what else is asked about stands over the table or in it."""
    unit = table[0]
    labels = " ".join({label_of(u.text) for u in table})
    around = terms_of(f"{unit.context} {unit.previous} {unit.rows_are} {labels}")
    telling = [c for c in rest if c.concept.telling >= _SAID]
    return bool(rest) and (any(match(c.concept, around) >= _SAID for c in telling or rest))


@lru_cache(maxsize=1)
def _ranks() -> tuple[_Rank, ...]:
    file = patterns.read("extremes")
    return tuple(
        _Rank(
            file.compiled(entry["asks"]),
            file.compiled(entry["under"]),
            entry["most"],
            entry.get("money", False),
        )
        for entry in file.tables["extreme"]
    )
