"""Things that a sentence merely mentions: that it takes a doctor's note does not give a doctor."""

from __future__ import annotations

import re

from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf
from assistant.search.names import name_words

_ASKS_HERE, _TELLS_HERE = cue("asks", "is_here"), cue("tells", "is_here")
_AWAITED = cue("tells", "awaited")
_ASKS_PAST, _TELLS_PAST = cue("asks", "past"), cue("tells", "past")
# «Firmaet Slokk & Sikt», where no sentence begins.
_IN_A_NAME = re.compile(r"(?<=[a-zæøå,] )([A-ZÆØÅ][\wæøå]+)(?= (?:& |og )?([A-ZÆØÅ][\wæøå]+))")
_A_SUBJECT = re.compile(
    r"^\W*(?:kan|må|får|skal|bør|can|may|must|should) (?:en|et|ei|ein|eit|a|an) (?P<who>[\w-]+)",
    re.IGNORECASE,
)
# Letters of a word that others may be compounds with.
_A_HEAD = 4
# Letters and Zipf frequency from which what is left of a compound is a noun, and no ending.
_A_NOUN, _A_WORD = 5, 3.0
_PREDICATE = re.compile(
    r"\b(?:er|var|heter|heiter|kalles|holdes|ligger|ligg|åpner|is|was|are)\b", re.IGNORECASE
)


def only_mentioned(question: Question, evidence: Evidence, asked: str, said: str) -> bool:
    """Whether a sentence has a word that is asked of, and tells nothing of that thing."""
    return (
        _is_not_told_to_be_here(question, asked, said)
        or _is_awaited(evidence, asked)
        or _stands_in_a_name(question, said)
        or _is_of_another_subject(question, asked, said)
        or _stands_before_another(question, said)
    )


def _is_not_told_to_be_here(question: Question, asked: str, said: str) -> bool:
    """Whether it is asked if one has a thing, which the sentence neither has nor is about."""
    if not _ASKS_HERE.search(asked) or _TELLS_HERE.search(said):
        return False
    found = _PREDICATE.search(said)
    if found is None:
        return True
    told = analysis.stems(said[: found.start()])
    if {*analysis.stems(asked)} & {*told}:
        return False
    if _TELLS_PAST.search(said) and not _ASKS_PAST.search(asked):
        # «Er det en frist?» gets no «ja» from one that was.
        return True
    # A «møte» is what an «informasjonsmøte» is.
    mine = {s for c in question.query.concepts for s in c.stems if len(s) >= _A_HEAD}
    return not any(stem.endswith(tuple(mine)) for stem in told)


def _is_awaited(evidence: Evidence, asked: str) -> bool:
    """Whether a sentence, or what leads in its list, tells what was waited for or missing."""
    unit = evidence.unit
    listed = unit.kind is UnitKind.ITEM
    told = f"{unit.text}\n{unit.context}\n{unit.previous}" if listed else unit.text
    return bool(_AWAITED.search(told)) and not _AWAITED.search(asked)


def _stands_in_a_name(question: Question, said: str) -> bool:
    """Whether a word of the question is in the sentence only as half of a name."""
    words = {w for w in question.text.split() if w.islower()} - name_words(question.mentions)
    mine = set(analysis.stems(" ".join(words)))
    names = [m.groups() for m in _IN_A_NAME.finditer(said)]
    halves = {analysis.stem(a.casefold()) for a, b in names if not {*analysis.stems(b)} & mine}
    rest = set(analysis.stems(_IN_A_NAME.sub(" ", said)))
    return bool((mine & halves) - rest)


def _stands_before_another(question: Question, said: str) -> bool:
    """Whether a word of the question is in the sentence only as what another thing is of.

    «Klyngeprogrammet er tidsbegrenset» tells nothing of a «klynge».
    """
    words = analysis.words(said)
    stems = {analysis.stem(word) for word in words}
    for concept in question.query.concepts:
        if concept.stems & stems or any(w.endswith(concept.surface) for w in words):
            continue
        start = analysis.stem(concept.surface)
        rests = [w.removeprefix(start).lstrip("es") for w in words if w.startswith(start)]
        if any(len(r) >= _A_NOUN and zipf(r, Language.NB) >= _A_WORD for r in rests):
            return True
    return False


def _is_of_another_subject(question: Question, asked: str, said: str) -> bool:
    """Whether it is asked of one («et kor») whom no word of the sentence stands for."""
    found = _A_SUBJECT.match(asked)
    if found is None:
        return False
    who = found["who"].casefold()
    heard = any(who in c.surface.split() for c in question.query.concepts)
    return not heard and analysis.stem(who) not in analysis.stems(said)
