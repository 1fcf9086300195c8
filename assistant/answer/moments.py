"""When a thing is done, told without a date: «i september», «den 20. i hver måned».

Such words answer «når …?», but no question for the hour, the day or the year. They are data, in
`moments.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer import patterns


def tells_moment(text: str, asked: str) -> bool:
    """Whether a text tells the month or the day of the month, and the question names no month."""
    return bool(_pattern("told", "any").search(text)) and not _pattern("asks", "closer").search(
        asked
    )


@lru_cache(maxsize=2)
def _pattern(table: str, name: str) -> re.Pattern[str]:
    file = patterns.read("moments")
    return file.compiled(file.tables[table][name])
