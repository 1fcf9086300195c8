"""Which of a table's rows, and which of their cells, a question asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.extraction.periods import periods_of
from assistant.answer.extraction.rows import label_of, name_of
from assistant.answer.extraction.units import Terms, UnitKind, terms_of
from assistant.answer.patterns import alternatives
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.search import analysis

# How much better one cell must fit than its neighbours to be told without them.
_CLEARLY = 0.3
# «Pris for andre» beside «Pris for medlem».
_OTHERS = re.compile(rf"\b({alternatives('rows', 'others')})\b", re.I)
_NOT_OF = re.compile(rf"\b(?:{alternatives('rows', 'not_of')})[ -]((?:[\w-]+ ){{0,3}}[\w-]+)", re.I)
# A row that has less of what tells the rows apart than this share of the best is another thing's.
_SAME_MATTER = 0.75
# From this on a concept stands in the header over the names, and so goes for every row.
_IN_HEADER = 0.6
# Rows that cover as much as the best one, give or take, are asked for with it.
_ALIKE, _NOT_FAR = 0.95, 3.0
_SEPARATE = 2
# How telling a word is that names something, and what matches it too little.
_NAMES_SOMETHING, _NOT_SAID = 0.4, 0.3
# So surely a header has a word of the question itself.
_CALLED = 0.9


def settled(
    ranked: Sequence[Evidence], concepts: Sequence[WeightedConcept], asked: str = ""
) -> list[Evidence]:
    """Evidence with each row once: the one cell asked for, or the row as a whole.

    Where the question names a row, its neighbours in the table and the table as a whole give
    way: what stands in them is about something else.

    Args:
        ranked: evidence, best first; the order is kept.
        concepts: the question's weighted concepts, as the evidence was matched with.
        asked: the question.

    """
    tables: defaultdict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for evidence in ranked:
        if evidence.unit.table >= 0:
            tables[evidence.unit.chunk.id, evidence.unit.table].append(evidence)
    kept = {id(e) for table in tables.values() for e in _of_table(table, concepts, asked)}
    return [e for e in ranked if e.unit.table < 0 or id(e) in kept]


def _of_table(
    found: Sequence[Evidence], concepts: Sequence[WeightedConcept], asked_of: str
) -> list[Evidence]:
    rows: defaultdict[int, list[Evidence]] = defaultdict(list)
    for evidence in found:
        if evidence.unit.kind is UnitKind.ROW:
            rows[evidence.unit.start].append(evidence)
    own = [max(_of_its_own(e, concepts) for e in row) for row in rows.values()]
    asked = [
        _told(row, concepts, asked_of)
        for row, share in zip(rows.values(), own, strict=True)
        if share >= _SAME_MATTER * max(own)
    ]
    if len(asked) < len(rows):
        return asked
    return [*asked, *(e for e in found if e.unit.kind is not UnitKind.ROW)]


def _of_its_own(evidence: Evidence, concepts: Sequence[WeightedConcept]) -> float:
    """What a row has of the question, the kind of thing that all rows are left out.

    «Emne» over the first column goes for every row, also for the one called «Valgfritt emne».
    """
    kind = terms_of(evidence.unit.rows_are)
    return sum(
        c.weight * m
        for c, m in zip(concepts, evidence.own.matches, strict=True)
        if match(c.concept, kind) < _IN_HEADER
    )


def _told(row: Sequence[Evidence], concepts: Sequence[WeightedConcept], asked: str) -> Evidence:
    """The cell of a row that fits clearly better than the others; else the whole row.

    What the row's name or the header over it has speaks for no cell: «dunk» in «Bytte av dunk»
    is no answer to what a bin of 140 litres costs. A header with what the question is not of
    («medlem» in «for den som ikke er medlem») gives way to one that tells of the others.
    """
    whole = next(e for e in row if e.unit.column is None)
    cells = [e for e in row if e.unit.column is not None]
    if others := [e for e in cells if _OTHERS.search(label_of(e.unit.text))]:
        denied = {analysis.stem(w) for m in _NOT_OF.finditer(asked) for w in analysis.words(m[1])}
        ruled_out = [e for e in cells if denied & terms_of(label_of(e.unit.text)).stems]
        if ruled_out:
            return others[0]
    of_row = terms_of(f"{whole.unit.rows_are} {name_of(whole.unit.text)}")
    apart = [c for c in concepts if match(c.concept, of_row) < _IN_HEADER]

    meant = periods_of(asked)
    labels = terms_of(" ".join(label_of(e.unit.text) for e in cells))

    def fit(cell: Evidence) -> tuple[float, float]:
        terms = terms_of(label_of(cell.unit.text))
        said = cell.unit.text.removeprefix(name_of(cell.unit.text))
        by_time = float(bool(meant & periods_of(said)))
        return by_time + sum(c.weight * match(c.concept, terms) for c in apart), cell.score

    valued = [e for e in cells if e.values or e.denied] or cells
    best = sorted(valued, key=fit, reverse=True)
    if not best:
        return whole
    if len(best) == 1:
        return best[0] if len(cells) > 1 and best[0].values else whole
    (said, score), (less, lower) = fit(best[0]), fit(best[1])
    label = terms_of(label_of(best[0].unit.text))
    called = said > less + _CLEARLY and any(
        match(c.concept, label) >= _CALLED and _is_named(c.concept.surface, asked) for c in apart
    )
    if not called and _names_another(apart, labels, best[0]):
        return whole
    if said > less + _CLEARLY or (said >= less and score >= lower + _CLEARLY and said > 0):
        return best[0]
    return whole


def _is_named(word: str, asked: str) -> bool:
    """Whether a question has a word as a name: in capitals, and not because it opens with it."""
    return bool(re.search(rf"(?<=[\w,«\"] )[«\"]?{re.escape(word.capitalize())}\b", asked))


def _names_another(apart: Sequence[WeightedConcept], labels: Terms, cell: Evidence) -> bool:
    """Whether a question names what none of the headers has: «mat» of «pris» and «kostpengar».

    Which of the cells is meant is then for the reader to tell.
    """
    around = terms_of(f"{cell.unit.context} {cell.unit.previous}")
    return any(
        not c.stands
        and c.concept.telling >= _NAMES_SOMETHING
        and " " not in c.concept.surface
        and max(match(c.concept, labels), match(c.concept, around)) < _NOT_SAID
        for c in apart
    )


def table_answer(best: Evidence, fit: Sequence[Evidence]) -> list[Evidence]:
    """The rows that a question asks for with the best one; more than two as one list.

    Args:
        best: evidence from a row.
        fit: the evidence that answers, `best` among it.

    """
    rows = [
        e
        for e in fit
        if e.unit.kind is UnitKind.ROW
        and (e.unit.chunk.id, e.unit.table) == (best.unit.chunk.id, best.unit.table)
        and e.score >= best.score - _NOT_FAR
        and min(e.own.share, e.full.share) >= _ALIKE * min(best.own.share, best.full.share)
    ]
    rows.sort(key=lambda e: e.unit.start)
    if len(rows) <= _SEPARATE:
        return rows
    first, last = rows[0].unit, rows[-1].unit
    listed = replace(
        first,
        kind=UnitKind.LIST,
        start=min(first.start, first.above[0] if first.above else first.start),
        end=last.end,
        items=tuple((e.unit.start, e.unit.end) for e in rows),
        shown=tuple(e.unit.text for e in rows),
        told="",
        column=None,
    )
    return [replace(best, unit=listed, values=())]
