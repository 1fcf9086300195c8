"""Passages as the units that can answer: sentences, whole lists, list items and table rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from assistant.answer.extraction.rows import columns, is_header, row_cells, safe_labels, told
from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import cue
from assistant.domain import Block, BlockKind, Chunk
from assistant.ingest.sentences import is_short_answer, sentences
from assistant.search import analysis

# «Programmets tre nivåer»: a noun follows the number.
_COUNTS = re.compile(r"\s+[a-zæøå]{3,}")
_POINTS_ON = cue("tells", "points_on")


class UnitKind(StrEnum):
    """What a unit is."""

    SENTENCE = "sentence"
    LIST = "list"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `chunk.text[start:end]` that can be quoted on its own.

    `context` is what a reader has in mind at that point: title and section path, and what a
    table's first column holds. `previous` is the sentence before, for a list item the line that
    introduces the list. `items` are the spans of a list's items, without their markers; `shown`
    how they read where they are rows. A table row reads as `told`: its name and its cells under
    their headers, or the one `column` of them alone. `above` is the span of the header row in
    the passage, `table` where the table begins in it (-1 outside tables), `rows_are` the header
    over its first column.
    """

    chunk: Chunk
    kind: UnitKind
    start: int
    end: int
    order: int
    context: str = ""
    previous: str = ""
    items: tuple[tuple[int, int], ...] = ()
    shown: tuple[str, ...] = ()
    told: str = ""
    column: int | None = None
    above: tuple[int, int] | None = None
    table: int = -1
    rows_are: str = ""

    @property
    def text(self) -> str:
        """What the unit says: its words as they stand, a row's cells under their headers."""
        return self.told or self.verbatim

    @property
    def verbatim(self) -> str:
        """The words of the unit as they stand in the passage."""
        return self.chunk.text[self.start : self.end]

    @property
    def lead(self) -> str:
        """What stands before the first item of a list, its marker included; else empty."""
        return self.chunk.text[self.start : self.items[0][0]] if self.items else ""


@dataclass(frozen=True, slots=True)
class Terms:
    """A text's words, stems and 4-grams, for matching."""

    words: tuple[str, ...]
    stems: frozenset[str]
    grams: frozenset[str]


@lru_cache(maxsize=50_000)
def terms_of(text: str) -> Terms:
    """Words, stems and marked 4-grams of a text; stop words are kept among the words only."""
    words = tuple(analysis.words(analysis.whole_numbers(text)))
    content = [w for w in words if w not in analysis.norwegian_stop_words()]
    return Terms(
        words,
        frozenset(analysis.stem(w) for w in content),
        frozenset(g for w in content for g in analysis.grams(w)),
    )


@lru_cache(maxsize=5_000)
def units_of(chunk: Chunk) -> tuple[Unit, ...]:
    """The units of a chunk in reading order; header rows are no units.

    A heading is one where it holds a value: «Modul A (tre år)» may be the only place that tells.
    """
    found: list[Unit] = []
    previous = ""
    intro: Block | None = None
    blocks = chunk.blocks or (Block(BlockKind.PARAGRAPH, 0, len(chunk.text), 0),)
    for _, group in groupby(blocks, key=_run_of):
        run = list(group)
        kind = run[0].kind
        if kind is BlockKind.LIST_ITEM:
            found.extend(_list_units(chunk, intro, run, previous))
            intro = None
        elif kind is BlockKind.TABLE_ROW:
            found.extend(_table_units(chunk, intro, run, previous))
            intro = None
        elif kind is BlockKind.HEADING:
            found.extend(_heading_units(chunk, run[0]))
            previous, intro = "", None
        else:
            spans = _spans(chunk, run[0])
            leads = kind is BlockKind.LIST_INTRO and _leads_in(chunk.text[slice(*spans[-1])])
            intro = run[0] if leads else None
            # What leads in a list is the list's, not a statement of its own.
            for start, end in spans[:-1] if intro else spans:
                found.append(_unit(chunk, UnitKind.SENTENCE, start, end, previous))
                previous = chunk.text[start:end]
    return tuple(replace(unit, order=order) for order, unit in enumerate(found))


def _heading_units(chunk: Chunk, block: Block) -> list[Unit]:
    """A heading as a unit of the section that it opens, where it tells more than a name."""
    text = chunk.text[block.content : block.end]
    if not any(_telling(value, text) for value in find(text)):
        return []
    unit = _unit(chunk, UnitKind.HEADING, block.content, block.end)
    return [replace(unit, context="\n".join((chunk.title, *block.section)))]


def _telling(value: Value, text: str) -> bool:
    """Whether a value is more than a number that names or orders («Fase 2», «Utlysning 2016»)."""
    if value.kind is ValueKind.DATE:
        return "-" in value.canonical
    if value.kind is ValueKind.NUMBER:
        return value.start > 0 and bool(_COUNTS.match(text[value.end :]))
    return True


def _run_of(block: Block) -> tuple[object, ...]:
    """What the blocks of one list or one table have in common; other blocks stand alone."""
    if block.kind is BlockKind.LIST_ITEM:
        return (block.kind,)
    # Rows that lack their last cells have a shorter header.
    return (block.kind, block.header[:2] if block.kind is BlockKind.TABLE_ROW else block.start)


def _spans(chunk: Chunk, block: Block) -> list[tuple[int, int]]:
    text = chunk.text[block.content : block.end]
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        # «Nei. Det må dere dekke selv.» is one thing said.
        leads = bool(spans) and is_short_answer(text[slice(*spans[-1])])
        spans.append((spans.pop()[0] if leads else start, end))
    return [(block.content + s, block.content + e) for s, e in spans]


def _unit(chunk: Chunk, kind: UnitKind, start: int, end: int, previous: str = "") -> Unit:
    context = "\n".join((chunk.title, *chunk.section))
    return Unit(chunk, kind, start, end, 0, context, previous)


def _leads_in(sentence: str) -> bool:
    """Whether what stands right before a list leads it in; a whole sentence says its own thing."""
    return not sentence.endswith((".", "!")) or bool(_POINTS_ON.search(sentence))


def _introduction(chunk: Chunk, intro: Block | None) -> tuple[int, str] | None:
    """Where the line that introduces a list or table begins, and its words."""
    if intro is None:
        return None
    spans = _spans(chunk, intro)
    start = spans[-1][0] if spans else intro.content
    return start, chunk.text[start : intro.end]


def _list_units(
    chunk: Chunk, intro: Block | None, items: Sequence[Block], previous: str
) -> list[Unit]:
    """The list as a whole, with its introduction, and then every item on its own."""
    start, lead = _introduction(chunk, intro) or (items[0].start, "")
    spans = tuple((b.content, b.end) for b in items)
    whole = _unit(chunk, UnitKind.LIST, start, items[-1].end, previous)
    singles = [_unit(chunk, UnitKind.ITEM, s, e, lead or previous) for s, e in spans]
    return [replace(whole, items=spans), *singles]


def _table_units(
    chunk: Chunk, intro: Block | None, rows: Sequence[Block], previous: str
) -> list[Unit]:
    """The table as a list of its rows, and then every row on its own; the header is no row."""
    above = next(((b.content, b.end) for b in rows if is_header(chunk, b)), None)
    body = [b for b in rows if not is_header(chunk, b)]
    start, lead = _introduction(chunk, intro) or (rows[0].start, "")
    singles = [
        replace(u, table=rows[0].start)
        for b in body
        for u in _row_units(chunk, b, above, lead or previous)
    ]
    whole_rows = [u for u in singles if u.column is None]
    if len(whole_rows) < 2:
        return singles
    whole = _unit(chunk, UnitKind.LIST, start, rows[-1].end, previous)
    items = tuple((u.start, u.end) for u in whole_rows)
    shown = tuple(u.text for u in whole_rows)
    return [replace(whole, items=items, shown=shown, table=rows[0].start), *singles]


def _row_units(
    chunk: Chunk, block: Block, above: tuple[int, int] | None, previous: str
) -> list[Unit]:
    """A row with all its cells, and each of them alone where there are several."""
    cells = row_cells(chunk, block)
    header = safe_labels(block.header, citable=above is not None)
    wanted = columns(cells)
    said = told(cells, header, wanted)
    if not said or (header and not wanted):
        return []
    row = _unit(chunk, UnitKind.ROW, block.content, block.end, previous)
    kind = next(iter(block.header), "")
    context = f"{row.context}\n{kind}".strip()
    row = replace(row, told=said, context=context, above=above, rows_are=kind)
    if len(wanted) < 2 or not any(header[1:]):
        return [row]
    alone = [replace(row, told=told(cells, header, [i]), column=i) for i in wanted]
    return [row, *alone]
