"""When a thing is done, told without a date: «i september», «den 20. i hver måned».

Such words answer «når …?», but no question for the hour, the day or the year. They are data, in
`patterns/moments.toml`.
"""

from __future__ import annotations

from assistant.answer.patterns import pattern


def tells_moment(text: str, asked: str) -> bool:
    """Whether a text tells the month or the day of the month, and the question names no month."""
    closer = pattern("moments", "asks", "closer").search(asked)
    return not closer and bool(pattern("moments", "told", "any").search(text))
