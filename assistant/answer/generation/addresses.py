"""Addresses on the net and of e-mail in what a language model writes, in any form of them."""

from __future__ import annotations

import re

# Every part bounded, so that a text is read once however long its words are. «F.eks.» is no
# address, «evil.ru» is.
_ADDRESS = re.compile(
    r"\w{1,32}:/\S{1,255}|www\.\S{1,255}|mailto:\S{1,255}"
    r"|[^\s@]{0,64}(?:@|[(\[{]\s?at\s?[)\]}])\S{0,255}"
    r"|\b(?!f\.eks\b|e\.g\b)[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-zæøå]{2,63}\b(?:/\S{0,255})?",
    re.IGNORECASE,
)


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in a text, as they are written."""
    return tuple(m[0] for m in _ADDRESS.finditer(text))


def has_address(text: str) -> bool:
    """Whether a text holds a web or e-mail address."""
    return _ADDRESS.search(text) is not None
