"""Rows of a table told in words: the row's name, and each cell under its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.values import find
from assistant.domain import Block, Chunk
from assistant.ingest.tables import cells_of

# «Éin gong» counts, where «ein gong» need not.
_ONE = re.compile(r"\bé(?:i?n|i|tt|in)\b", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "…"})


def row_cells(chunk: Chunk, block: Block) -> tuple[str, ...]:
    """The cells of a row, verbatim."""
    return cells_of(chunk.text[block.content : block.end])


def is_header(chunk: Chunk, block: Block) -> bool:
    """Whether a row is the one with the headers, or repeats it."""
    return bool(block.header) and row_cells(chunk, block) == block.header


def columns(cells: Sequence[str]) -> list[int]:
    """The columns beside the first that say something."""
    return [i for i, cell in enumerate(cells) if i and cell not in _NOTHING]


def told(cells: Sequence[str], header: Sequence[str], wanted: Sequence[int]) -> str:
    """A row as «name – header: cell; header: cell», of verbatim cells and header cells only.

    Args:
        cells: the cells of the row.
        header: what stands above each of them; empty where nothing does.
        wanted: the columns to tell of, the first (the name) not among them.

    """
    labels = header if len(header) == len(cells) else [""] * len(cells)
    parts = [_cell(labels[i], cells[i]) for i in wanted]
    name = cells[0] if cells and cells[0] not in _NOTHING else ""
    if not name or not parts:
        return "; ".join(parts) or name
    return f"{name}{' – ' if any(labels) else ': '}{'; '.join(parts)}"


def name_of(said: str) -> str:
    """The name of a row from what `told` makes of it."""
    return re.split(r" – (?=[^–]*: )|: ", said, maxsplit=1)[0]


def label_of(said: str) -> str:
    """The header of a single cell from what `told` makes of it; "" where it has none."""
    rest = said[len(name_of(said)) :].removeprefix(" – ")
    label, colon, _ = rest.partition(": ")
    return label if colon else ""


def labels_of(said: str) -> list[str]:
    """The headers of a row's cells from what `told` makes of it."""
    cells = said[len(name_of(said)) :].removeprefix(" – ").split("; ")
    return [label for label, colon, _ in (cell.partition(": ") for cell in cells) if colon]


def cell_of(said: str) -> str:
    """What a single cell says, from what `told` makes of it."""
    label = label_of(said)
    return said[said.rfind(f"{label}: ") + len(label) + 2 :]


def _cell(label: str, cell: str) -> str:
    return f"{label.rstrip(':. ')}: {cell}" if label else cell


def safe_labels(header: Sequence[str], *, citable: bool) -> tuple[str, ...]:
    """Header cells that may be told; those with values only where the header row can be cited."""
    return tuple(
        label if label not in _NOTHING and (citable or not (find(label) or says_one(label))) else ""
        for label in header
    )


def says_one(text: str) -> bool:
    """Whether a text counts to one, which is no article («éin gong»)."""
    return bool(_ONE.search(text))
