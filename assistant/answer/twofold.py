"""Two questions in one sentence: «hvor lenge varer X, og hva får vi?»."""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.asking import sentences_of

_FILE = patterns.read("asking")
_TWO = _FILE.compiled([_FILE.tables["twofold"]["any"]])
# «Må vi levere skisse, og når?» asks one thing; so does «hvem er med, og hvem ikke?».
_FEWEST_WORDS = 3
# «…, og hvor lenge?» is a question by itself.
_HOW = _FILE.compiled([_FILE.tables["twofold"]["how"]])


def two_questions(text: str) -> tuple[str, str] | None:
    """The two questions that a message asks in one sentence; None where it asks one."""
    sentences = sentences_of(text)
    if len(sentences) != 1:
        return None
    match = _TWO.match(sentences[0].strip())
    if match is None:
        return None
    short = len(match["second"].split()) < _FEWEST_WORDS
    if short and not _HOW.match(match["second"]):
        return None
    return f"{match['first'].strip()}?", match["second"].strip()
