"""Sentences in documents that try to steer a language model. They are withheld from it.

A programme document has no reason to speak to an assistant. A section in which a sentence does is
not shown to the model at all, since what stands beside the sentence may be part of it. An answer
out of the documents themselves leaves out the sentence alone. No list of wordings is whole: what
makes an answer safe is that it is checked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.answer.extraction.units import Unit, units_of
from assistant.answer.patterns import pattern, read
from assistant.domain import Chunk

# «I g n o r e r», «I-g-n-o-r-e-r»
_SPACED = re.compile(r"(?<!\w)\w(?:[ .·*_-]\w){3,}(?!\w)")
_BETWEEN = re.compile(r"[ .·*_-]")


def steers(text: str) -> bool:
    """Whether a stretch of document text speaks to a model instead of to a reader."""
    speaks = pattern("steering", "speaks_to_a_model", "any")
    if speaks.search(text):
        return True
    made_plain = _plain(text)
    return made_plain != text and speaks.search(made_plain) is not None


@lru_cache(maxsize=5_000)
def quotable(chunk: Chunk) -> tuple[Unit, ...]:
    """The units of a chunk that may be cited."""
    return tuple(u for u in units_of(chunk) if not steers(u.verbatim) and not steers(u.text))


@lru_cache(maxsize=5_000)
def is_steering(chunk: Chunk) -> bool:
    """Whether anything in a chunk steers, the headings above it included."""
    return any(map(steers, (chunk.title, *chunk.section, chunk.text)))


def _plain(text: str) -> str:
    """Text without what hides a word: spaces between letters, look-alikes, signs without width."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = _SPACED.sub(lambda m: _BETWEEN.sub("", m.group()), text)
    letters, digits, in_word = _look_alikes()
    return in_word.sub(lambda m: digits[m.group()], text.translate(letters))


@lru_cache(maxsize=1)
def _look_alikes() -> tuple[dict[int, str], dict[str, str], re.Pattern[str]]:
    """Letters of other alphabets, and digits beside a letter, as the letters they look like."""
    table = read("steering").tables["look_alikes"]
    one = f"[{''.join(map(re.escape, table['digits']))}]"
    beside = r"[^\W\d_]"
    in_word = re.compile(rf"(?<={beside}){one}(?={beside}|{one})|(?<!\w){one}(?={beside}{{2}})")
    return str.maketrans(table["letters"]), table["digits"], in_word
