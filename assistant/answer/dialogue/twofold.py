"""Two questions in one message: «hvor lenge varer X, og hva får vi?», in one sentence or two."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import patterns
from assistant.answer.dialogue.conversation import classify
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.asking import (
    may_decide,
    questions_in,
    sentences_of,
    told_beside,
)
from assistant.answer.understanding.intent import Intent
from assistant.answer.understanding.leaning import YEAR

_FILE = patterns.read("asking")
_TWO = _FILE.compiled([_FILE.tables["twofold"]["any"]])
# «Må vi levere skisse, og når?» asks one thing; so does «hvem er med, og hvem ikke?».
_FEWEST_WORDS = 3
_BOTH = 2
# «…, og hvor lenge?» is a question by itself.
_HOW = _FILE.compiled([_FILE.tables["twofold"]["how"]])
_OPENER = _FILE.compiled(["^\\W*(({opener})\\b\\W+)+"])
_GOES_ON = _FILE.compiled([_FILE.tables["twofold"]["goes_on"]])
_THING = _FILE.compiled([_FILE.tables["twofold"]["thing"]])
_POINTING = _FILE.compiled([_FILE.tables["twofold"]["pointing"]])
_WAS_IT = _FILE.compiled([_FILE.tables["twofold"]["was_it"]])
_BARE = _FILE.compiled([_FILE.tables["twofold"]["bare"]])
_ASKS_WITH = _FILE.compiled([_FILE.tables["twofold"]["asks_with"]])
_IN_YEAR = _FILE.compiled([_FILE.tables["twofold"]["in_year"]])
_OF_YEAR = _FILE.compiled([_FILE.tables["twofold"]["of_year"]])
_THAT = _FILE.compiled([_FILE.tables["twofold"]["that"]])
_OF_TWO = tuple(_FILE.compiled([source]) for source in _FILE.tables["twofold"]["of_two"])
_OF_BOTH = _FILE.compiled([_FILE.tables["twofold"]["of_both"]])


def two_questions(text: str) -> tuple[str, str] | None:
    """The two questions that a message asks, in one sentence or in two; None where it asks one.

    What is told beside them goes before each, where it may decide the answer («vi gikk med tap»).
    """
    # «Hvordan går det?» is no question to the documents.
    asked = [question for question in questions_in(text) if classify(question) is None]
    beside = told_beside(text)
    if len(asked) == _BOTH:
        if any(is_short(question) and not _HOW.match(question) for question in asked):
            return None
        first, second = asked
        second = _OPENER.sub("", second)
        if _GOES_ON.match(second):
            return None
    elif len(asked) == 1 or len(sentences_of(text)) == 1:
        match = _TWO.match(asked[0] if len(asked) == 1 else text.strip())
        if match is None:
            return None
        if is_short(match["second"]) and not _HOW.match(match["second"]):
            return None
        first, second = f"{match['first'].strip()}?", match["second"].strip()
    else:
        return None
    told = f"{beside} " if may_decide(beside) else ""
    return f"{told}{first}", f"{told}{second}"


def asks_in_two_sentences(text: str) -> bool:
    """Whether each of the questions of a message is a sentence by itself."""
    return len(questions_in(text)) == _BOTH


def of_two_things(text: str) -> tuple[str, str] | None:
    """A question that is asked of two things or years, as a question of each; None for others.

    «Når var fristen i 2017 og i 2018?» may have an answer for the one alone.
    """
    sentences = sentences_of(text)
    if len(sentences) != 1 or _OF_BOTH.search(text):
        return None
    found = (pattern.match(sentences[0].strip()) for pattern in _OF_TWO)
    match = next(filter(None, found), None)
    if match is None:
        return None
    return f"{match['stem']} {match['a']}?", f"{match['stem']} {match['b']}?"


def is_short(second: str) -> bool:
    """Whether a second question is hardly more than its question word («hvordan?»)."""
    return len(second.split()) < _FEWEST_WORDS


def points_at_answer(second: str) -> bool:
    """Whether a second question points at what the first one tells («hvor sto det?»)."""
    return bool(_THAT.search(second))


def in_that_year(second: str, first: str) -> str:
    """A second question on the past that names no year, asked of the one year of the first."""
    said = [m.group() for m in _IN_YEAR.finditer(first)]
    # «2017-runden» is of that year.
    said = said or [f"i {m[1]}" for m in _OF_YEAR.finditer(first)]
    if len(said) != 1 or YEAR.search(second) or points_at_answer(second):
        return second
    return f"{second.rstrip(' ?')} {said[0]}?"


def pointed_out(second: str, first: str, names: Sequence[str], *, demanded: bool = False) -> str:
    """The second question with what it points at in the first one.

    «Hvem er det for?» after «Hvem driver programmet?» is «Hvem er programmet for?», and «hva
    kreves?» is asked of what the first one names.

    Args:
        second: the second question.
        first: the first one.
        names: the names in the first one.
        demanded: whether the second one asks what is demanded, and not of what.

    """
    asks = _ASKS_WITH.match(first) if _BARE.match(second) else None
    if asks is not None:
        return f"{second.rstrip(' ?')}{asks['rest']}"
    if len(names) == 1 and _WAS_IT.search(second):
        return _WAS_IT.sub(names[0], second)
    if len(names) == 1 and (is_short(second) or demanded):
        return f"{second.rstrip(' ?')} {names[0]}?"
    thing = _THING.search(first)
    if names or thing is None:
        return second
    return _POINTING.sub(thing["thing"], second)


def asks_apart(first: Question, second: Question) -> bool:
    """Whether two questions ask different things, each of its own one thing or year.

    «Hva heter nivåene, og hva skiller dem?» and «hvor lenge varer A og B?» put things side by side.
    """
    if first.intent is second.intent or Intent.COMPARISON in (first.intent, second.intent):
        return False
    return all(len(q.mentions) <= 1 and len(q.years) <= 1 for q in (first, second))


def asks_of_others(first: Question, second: Question) -> bool:
    """Whether a first question is of what was spoken of, and the second one of another thing.

    «Hvor lenge varer den, og hva kreves for Hav Vekst?» after a question about Hav Start.
    """
    asked, other = ({m.name for m in q.mentions} for q in (first, second))
    return first.leans and bool(asked and other) and asked.isdisjoint(other)


def of_another(evidence: Evidence, second: Question, first: Question) -> bool:
    """Whether what answers a second question that names nothing is of another than the first's.

    «Når startet NCE, og hvor mange prosjekter er det?» does not ask for Arena's.
    """
    names = {m.name for m in first.mentions}
    told = evidence.subject
    return bool(names and told) and not second.mentions and told not in names
