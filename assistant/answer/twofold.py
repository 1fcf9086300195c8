"""Two questions in one sentence: «hvor lenge varer X, og hva får vi?»."""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.asking import sentences_of

_FILE = patterns.read("asking")
_TWO = _FILE.compiled([_FILE.tables["twofold"]["any"]])
# «Må vi levere skisse, og når?» asks one thing; so does «hvem er med, og hvem ikke?».
_FEWEST_WORDS = 3


def two_questions(text: str) -> tuple[str, str] | None:
    """The two questions that a message asks in one sentence; None where it asks one."""
    sentences = sentences_of(text)
    if len(sentences) != 1:
        return None
    match = _TWO.match(sentences[0].strip())
    if match is None or len(match["second"].split()) < _FEWEST_WORDS:
        return None
    return f"{match['first'].strip()}?", match["second"].strip()
