"""Rows that a question asks for by what stands in one of their cells: «14 år» under «Alder».

A column whose cells are ranges, or numbers of a thing that the question counts («tre dagar i
veka» under «Dagar i veka»), tells which row a question's number asks for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from assistant.answer.extraction.money import is_money
from assistant.answer.extraction.rows import cell_of, label_of
from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.ranges import Row, Rows, points_of, within
from assistant.search import analysis

_AGED = cue("asks", "aged")
_YEARS = frozenset({"år", "year"})
_FEWEST = 2
_NEXT_WORDS = 2


def of_other_cells(question: Question, units: Iterable[Unit]) -> tuple[Rows, Rows]:
    """The rows that a question's number asks for by a cell, and the other rows of their tables.

    Args:
        question: the question.
        units: units of passages, single cells of rows among them.

    """
    columns: defaultdict[tuple[str, int, int], dict[int, tuple[str, str]]] = defaultdict(dict)
    if not find(question.resolved):
        return frozenset(), frozenset()
    for unit in units:
        if unit.kind is UnitKind.ROW and unit.column is not None:
            said = (label_of(unit.text), cell_of(unit.text))
            columns[unit.chunk.id, unit.table, unit.column][unit.start] = said
    asked: set[Row] = set()
    others: set[Row] = set()
    for (chunk, _, _), cells in columns.items():
        found = _in_ranges(question, cells) or _counted_in(question, cells)
        if found:
            asked.update((chunk, start) for start in found)
            others.update((chunk, start) for start in cells if start not in found)
    return frozenset(asked), frozenset(others - asked)


def _in_ranges(question: Question, cells: dict[int, tuple[str, str]]) -> set[int]:
    """The rows whose cell is a range that a number of the question falls in; none of amounts."""
    if any(is_money(v, cell) for _, cell in cells.values() for v in find(cell)):
        return set()
    texts = {start: cell for start, (_, cell) in cells.items()}
    label = next(iter(cells.values()))[0]
    column = terms_of(" ".join((label, *texts.values()))).stems
    told = [v for v in find(question.resolved) if _of_column(v, question.resolved, column)]
    return within(texts, points_of(told))


def _of_column(value: Value, text: str, column: frozenset[str]) -> bool:
    """Whether a number is of what a column tells: of its noun, or an age («for en på 14»)."""
    if value.kind is ValueKind.DATE:
        return True
    if value.kind not in (ValueKind.NUMBER, ValueKind.DURATION):
        return False
    noun = [value.unit, *analysis.words(text[value.end :])[:1]]
    if any(w and analysis.stem(w) in column for w in noun):
        return True
    return bool(_AGED.search(text[: value.start])) and not column.isdisjoint(_YEARS)


def _counted_in(question: Question, cells: dict[int, tuple[str, str]]) -> set[int]:
    """The rows whose cell is the very number that the question has of what the column counts."""
    figures = {start: _bare(cell) for start, (_, cell) in cells.items()}
    if len([f for f in figures.values() if f is not None]) < _FEWEST:
        return set()
    label = next(iter(cells.values()))[0]
    counts = terms_of(re.sub(r"\([^)]*\)", "", label)).stems
    text = question.resolved
    for value in find(text):
        if value.kind not in (ValueKind.NUMBER, ValueKind.DURATION):
            continue
        noun = [value.unit, *analysis.words(text[value.end :])[:_NEXT_WORDS]]
        if counts.isdisjoint(analysis.stem(w) for w in noun if w):
            continue
        found = {start for start, figure in figures.items() if figure == Decimal(value.canonical)}
        if found and len(found) < len(figures):
            return found
    return set()


def _bare(cell: str) -> Decimal | None:
    values = find(cell)
    alone = len(values) == 1 and values[0].kind is ValueKind.NUMBER
    return Decimal(values[0].canonical) if alone and values[0].end == len(cell.strip()) else None
