"""Passages as the units that can answer: sentences, whole lists, list items and table rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.domain import Block, BlockKind, Chunk
from assistant.ingest.sentences import sentences
from assistant.search import analysis


class UnitKind(StrEnum):
    """What a unit is."""

    SENTENCE = "sentence"
    LIST = "list"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `chunk.text[start:end]` that can be quoted on its own.

    `context` is what a reader has in mind at that point: title, section path, the sentence
    before, and for a list item the line that introduces the list. `items` are the spans of a
    list's items, without their markers.
    """

    chunk: Chunk
    kind: UnitKind
    start: int
    end: int
    order: int
    context: str = ""
    previous: str = ""
    items: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The words of the unit, verbatim."""
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
    words = tuple(analysis.words(text))
    content = [w for w in words if w not in analysis.norwegian_stop_words()]
    return Terms(
        words,
        frozenset(analysis.stem(w) for w in content),
        frozenset(g for w in content for g in analysis.grams(w)),
    )


@lru_cache(maxsize=5_000)
def units_of(chunk: Chunk) -> tuple[Unit, ...]:
    """The units of a chunk in reading order; headings are context, never units."""
    found: list[Unit] = []
    previous = ""
    intro: Block | None = None
    run: list[Block] = []
    for block in chunk.blocks or (Block(BlockKind.PARAGRAPH, 0, len(chunk.text), 0),):
        if block.kind is BlockKind.LIST_ITEM:
            run.append(block)
            continue
        if run:
            found.extend(_list_units(chunk, intro, run, len(found), previous))
            run, intro = [], None
        if block.kind is BlockKind.HEADING:
            previous, intro = "", None
        elif block.kind is BlockKind.TABLE_ROW:
            found.append(_unit(chunk, UnitKind.ROW, block.content, block.end, len(found), previous))
        else:
            spans = _spans(chunk, block)
            if block.kind is BlockKind.LIST_INTRO:
                # Its last sentence is the list's, not a statement of its own.
                spans = spans[:-1]
            for start, end in spans:
                found.append(_unit(chunk, UnitKind.SENTENCE, start, end, len(found), previous))
                previous = chunk.text[start:end]
            intro = block if block.kind is BlockKind.LIST_INTRO else None
    if run:
        found.extend(_list_units(chunk, intro, run, len(found), previous))
    return tuple(found)


def _spans(chunk: Chunk, block: Block) -> list[tuple[int, int]]:
    text = chunk.text[block.content : block.end]
    return [(block.content + s, block.content + e) for s, e in sentences(text)]


def _unit(chunk: Chunk, kind: UnitKind, start: int, end: int, order: int, previous: str) -> Unit:
    context = "\n".join((chunk.title, *chunk.section))
    return Unit(chunk, kind, start, end, order, context, previous)


def _list_units(
    chunk: Chunk, intro: Block | None, items: Sequence[Block], order: int, previous: str
) -> list[Unit]:
    """The list as a whole, with its introduction, and then every item on its own."""
    context = "\n".join((chunk.title, *chunk.section))
    start = items[0].start
    lead = ""
    if intro is not None:
        spans = _spans(chunk, intro)
        start = spans[-1][0] if spans else intro.content
        lead = chunk.text[start : intro.end]
    spans_of_items = tuple((b.content, b.end) for b in items)
    whole = Unit(
        chunk, UnitKind.LIST, start, items[-1].end, order, context, previous, spans_of_items
    )
    singles = [
        Unit(chunk, UnitKind.ITEM, b.content, b.end, order + i, context, lead or previous)
        for i, b in enumerate(items, 1)
    ]
    return [whole, *singles]
