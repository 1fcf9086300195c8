"""Sentences in documents that try to steer a language model. They are withheld from it.

A programme document has no reason to speak to an assistant. What does is neither shown to the
model nor taken as a quote, so that an answer which obeyed it finds no support.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer.units import Unit, UnitKind, units_of
from assistant.domain import Chunk

_STEERING = re.compile(
    r"\b(ignorer\w*|glem|gløym|overse|se bort fra|sjå bort frå|disregard|ignore|forget|overstyr\w*"
    r"|override)\b.{0,60}\b(instruks\w*|instruction\w*|beskjed\w*|tidligere|tidlegare|previous"
    r"|ovenfor|above|regl\w*|rules?|prompt\w*|spørsmål\w*|question)"
    r"|\bsystem ?(prompt|melding|message|instruks)\w*|<\|[^|\n]{0,40}\|>|\[/?(INST|SYS)\]"
    r"|\b(du er nå|du er no|you are now|from now on|fra nå av|frå no av)\b"
    r"|\b(språkmodell\w*|language model|assistent(en)?|assistant|chatbot\w*|KI|AI|LLM)\b.{0,40}"
    r"\b(skal|må|bør|must|shall|should|svare?r?|svar|answer|reply|say|write|skriv\w*|si)\b"
    r"|\b(svar|si|skriv|bekreft|answer|reply|say|write|confirm)\b[ :]+(alltid |bare |kun |berre "
    r"|always |only |just )?(at|that)\b",
    re.IGNORECASE,
)
WITHHELD = "…"


def steers(text: str) -> bool:
    """Whether a stretch of document text speaks to a model instead of to a reader."""
    return _STEERING.search(text) is not None


@lru_cache(maxsize=5_000)
def quotable(chunk: Chunk) -> tuple[Unit, ...]:
    """The units of a chunk that may be cited."""
    return tuple(u for u in units_of(chunk) if not steers(u.verbatim) and not steers(u.text))


def readable(chunk: Chunk) -> str:
    """The text of a chunk with the sentences that steer taken out."""
    if not steers(chunk.text):
        return chunk.text
    text = chunk.text
    spans = {(u.start, u.end) for u in units_of(chunk) if u.kind is not UnitKind.LIST}
    for start, end in sorted(spans, reverse=True):
        if steers(chunk.text[start:end]):
            text = text[:start] + WITHHELD + text[end:]
    return WITHHELD if steers(text) else text
