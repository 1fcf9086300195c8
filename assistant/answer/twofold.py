"""Two questions in one sentence: «hvor lenge varer X, og hva får vi?»."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import patterns
from assistant.answer.asking import sentences_of
from assistant.answer.evidence import Evidence
from assistant.answer.question import Question

_FILE = patterns.read("asking")
_TWO = _FILE.compiled([_FILE.tables["twofold"]["any"]])
# «Må vi levere skisse, og når?» asks one thing; so does «hvem er med, og hvem ikke?».
_FEWEST_WORDS = 3
# «…, og hvor lenge?» is a question by itself.
_HOW = _FILE.compiled([_FILE.tables["twofold"]["how"]])
_THING = _FILE.compiled([_FILE.tables["twofold"]["thing"]])
_POINTING = _FILE.compiled([_FILE.tables["twofold"]["pointing"]])


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


def pointed_out(second: str, first: str, names: Sequence[str]) -> str:
    """The second question with what it points at in the first one.

    «Hvem er det for?» after «Hvem driver programmet?» is «Hvem er programmet for?», and «hva
    kreves?» is asked of what the first one names.
    """
    if len(names) == 1 and len(second.split()) < _FEWEST_WORDS:
        return f"{second.rstrip(' ?')} {names[0]}?"
    thing = _THING.search(first)
    if names or thing is None:
        return second
    return _POINTING.sub(thing["thing"], second)


def of_another(evidence: Evidence, second: Question, first: Question) -> bool:
    """Whether what answers a second question that names nothing is of another than the first's.

    «Når startet NCE, og hvor mange prosjekter er det?» does not ask for Arena's.
    """
    names = {m.name for m in first.mentions}
    told = evidence.subject
    return bool(names and told) and not second.mentions and told not in names
