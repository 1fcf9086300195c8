"""Norwegian names and number formats for tables, on the terminal and in reports."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import texts
from assistant.domain import Language
from assistant.evaluation.measures import MEASURES, Unit

SPACE = "\u00a0"  # keeps a number and its unit on one line


def say(key: str, language: Language, **values: object) -> str:
    """A text of the evaluation area."""
    return texts.get(f"evaluation.{key}", language, **values)


def measure_name(measure: str, language: Language) -> str:
    """The name of a measure as a reader sees it."""
    return say(f"measure_{measure}", language)


def short_name(measure: str, language: Language) -> str:
    """The name of a measure where there is little room, as at the head of a column."""
    return say(f"short_{measure}", language)


def group_name(dimension: str, name: str, language: Language) -> str:
    """The name of a group; sets, tags and kinds that the texts do not know stand as they are."""
    known = texts.area("evaluation", language).get(f"{dimension}_{name}")
    return known if isinstance(known, str) else name


def decimal(value: float, digits: int, language: Language) -> str:
    """A number with the language's decimal mark and a real minus sign."""
    text = f"{value:.{digits}f}".replace("-", "−")
    return text.replace(".", say("decimal", language))


def percent(value: float, language: Language) -> str:
    """A share as per cent with one decimal."""
    return f"{decimal(100 * value, 1, language)}{SPACE}%"


def measured(measure: str, value: float | None, language: Language) -> str:
    """A value of a measure in its unit; an en dash when there is none."""
    if value is None:
        return "–"
    unit = MEASURES[measure].unit if measure in MEASURES else Unit.SHARE
    if unit is Unit.SHARE:
        return percent(value, language)
    return decimal(value, 0 if unit is Unit.CHARACTERS or value == int(value) else 2, language)


def change(measure: str, value: float, language: Language) -> str:
    """A difference of a measure, with its sign; of shares in percentage points."""
    plus = "+" if value > 0 else ""
    if MEASURES[measure].unit is Unit.SHARE:
        return f"{plus}{decimal(100 * value, 1, language)}{SPACE}{say('points', language)}"
    return plus + decimal(value, 2, language)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns; the first row is the heading, the first column is text."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]

    def line(row: Sequence[str]) -> str:
        first, *rest = (
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join([first, *rest]).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join([line(rows[0]), rule, *map(line, rows[1:])])
