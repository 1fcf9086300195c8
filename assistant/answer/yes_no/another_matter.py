"""Whether a sentence tells of another thing or time than is asked of, or is not to decide it."""

from __future__ import annotations

import re

from assistant.answer.answer_types.opposites import opposed
from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.shape import ABOUT_ITSELF
from assistant.answer.understanding.asking import asked_in
from assistant.answer.understanding.leaning import YEAR
from assistant.answer.validity import successors
from assistant.answer.validity.formerly import asks_of_before, asks_of_now, is_over
from assistant.answer.yes_no import bounds
from assistant.answer.yes_no.mentioned import only_mentioned
from assistant.answer.yes_no.overclaimed import claims_more
from assistant.answer.yes_no.qualified import not_borne_out
from assistant.search import analysis
from assistant.search.names import name_words

_EITHER = cue("asks", "either")
_JUDGEMENT, _OF_ASKER, _TOO = (cue("asks", name) for name in ("judgement", "of_asker", "too"))
# A name where no sentence begins.
_CAPITALISED = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][\wæøå]+")
_YET = cue("tells", "yet")
_ENDED = cue("tells", "ended")
_BESIDE_YEAR = re.compile(
    r"\b(?:før|etter|siden|sidan|innen|innan|fra|frå|til|before|after|since|until|by|from)"
    r" (?:(?:år|året) )?(?:19|20)\d\d\b(?!-)",
    re.IGNORECASE,
)
_FUTURE, _NOT_BEFORE = cue("tells", "future"), cue("tells", "not_before")
_ASKS_PAST = cue("asks", "past")
_MUST_HAVE = re.compile(r"\b(?:måtte|skulle|had to|should)\b", re.IGNORECASE)
_TENTATIVE, _TELLS_PAST = cue("tells", "tentative"), cue("tells", "past")
_ASKS_WHAT, _BUT_NOT = cue("asks", "what_within"), cue("asks", "but_not")
_FURTHER, _MEANT = cue("tells", "further_clause"), cue("tells", "what_for")
# A date with its day.
_DAY = len("2024-06-21")
# What stands in for a word in another language.
TRANSLATED = 0.85


def is_of_another_matter(question: Question, evidence: Evidence, asked: str, said: str) -> bool:
    """Whether a sentence tells of another thing or time, or what is asked is not for it to tell."""
    if is_of_another_subject(question, evidence) or ABOUT_ITSELF.search(evidence.unit.text):
        return True
    if _ASKS_WHAT.search(asked) or _BUT_NOT.search(asked):
        return True
    if _in_another_clause(question, asked, said) or _only_meant(question, asked, said):
        return True
    if (
        _judges(question, evidence, asked, said)
        or names_another(question, evidence)
        or _EITHER.search(asked)
    ):
        return True
    if _YET.search(said) or successors.leaves_open(question, said):
        return True
    if _at_another_time(question, asked, said):
        return True
    if opposed(said, asked) or (_TENTATIVE.search(said) and not _TENTATIVE.search(asked)):
        # «Små og umodne» is no «ja» to «modne», nor what was possible to what came.
        return True
    if tells_only_of_before(question, evidence) or _tells_only_of_a_plan(asked, said):
        return True
    if _ENDED.search(said) and not _ENDED.search(asked):
        # «Er Arena fortsatt et nivå?» gets no «ja» from what has taken Arena's place.
        return True
    if not_borne_out(question, asked, said) or only_mentioned(question, evidence, asked, said):
        return True
    return claims_more(question, asked, said)


def tells_only_of_before(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence tells what was so, and it is asked, or left unsaid, whether it is."""
    past = bool(_TELLS_PAST.search(main_clause(evidence.unit.text)))
    if asks_of_now(question):
        return past or is_over(evidence)
    if asks_of_before(question):
        return False
    # «Er det webinar?» gets no «ja» of one that was held on a day.
    return is_over(evidence) or (past and _tells_a_day(evidence.unit.text))


def _tells_a_day(said: str) -> bool:
    """Whether a sentence tells the day of something, not only a year or a month."""
    days = (v.canonical for v in find(said) if v.kind is ValueKind.DATE)
    return any(len(day) >= _DAY for day in days)


def _tells_only_of_a_plan(asked: str, said: str) -> bool:
    """Whether it is asked if a thing came to be, and the sentence tells that it shall.

    What one must do («måtte», «skulle») is told by that.
    """
    if _NOT_BEFORE.search(said) and not _NOT_BEFORE.search(asked):
        return True
    came = _ASKS_PAST.search(asked) and not _MUST_HAVE.search(asked)
    return bool(came and _FUTURE.search(main_clause(said)) and not _FUTURE.search(asked))


def _in_another_clause(question: Question, asked: str, said: str) -> bool:
    """Whether a sentence has the year that is asked of in another clause than what is asked.

    «Startet i 2006 og har støttet 14 prosjekter» does not tell what was supported in 2006.
    """
    years = YEAR.findall(asked)
    clauses = _FURTHER.split(said)
    if not years or len(clauses) == 1:
        return False
    of_it = next((c for c in clauses if any(y in c for y in years)), "")
    return bool(of_it) and _is_missing(question, of_it, said)


def _only_meant(question: Question, asked: str, said: str) -> bool:
    """Whether it is asked if a thing came to be, which is only what something else was to be for.

    «De ble invitert til å søke om støtte til fellesprosjekter» tells of no project that came.
    """
    meant = _MEANT.search(said)
    if meant is None or _MEANT.search(asked) or not _ASKS_PAST.search(asked):
        return False
    return _is_missing(question, said[: meant.start()], said)


def _is_missing(question: Question, part: str, said: str) -> bool:
    """Whether a word of the question, no name, stands in a sentence and not in a part of it."""
    names = name_words(question.mentions)
    there, whole = set(analysis.stems(part)), set(analysis.stems(said))
    for concept in question.query.concepts:
        if concept.surface in names:
            continue
        # The word itself where it is there, not what it is made of: «havnelag» is no «havn».
        own = set(analysis.stems(concept.surface))
        stems = own if own & whole else concept.stems
        if stems & whole and not stems & there:
            return True
    return False


def _judges(question: Question, evidence: Evidence, asked: str, said: str) -> bool:
    """Whether a judgement is asked for that the sentence does not give («for kort», «nok»)."""
    if _TOO.search(asked) or _OF_ASKER.search(asked):
        return True
    known = _translated(question, evidence)
    found = (m[0].casefold() for m in _JUDGEMENT.finditer(asked))
    return any(word not in said.casefold() and word not in known for word in found)


def _translated(question: Question, evidence: Evidence) -> set[str]:
    """The words of the question that stand in a sentence itself, be it in another language."""
    pairs = zip(question.query.concepts, evidence.own.matches, strict=True)
    return {w for c, m in pairs if m >= TRANSLATED for w in c.surface.split()}


def names_another(question: Question, evidence: Evidence) -> bool:
    """Whether the question has a name («av Høyre») that stands neither there nor over it."""
    unit = evidence.unit
    place = f"{unit.text} {unit.context} {unit.chunk.title}".casefold()
    known = name_words(question.mentions) | _translated(question, evidence)
    asked = (m[0].casefold() for m in _CAPITALISED.finditer(asked_in(question.text)))
    return any(name not in place and name not in known for name in asked)


def _at_another_time(question: Question, asked: str, said: str) -> bool:
    """Whether a sentence tells of before where after is asked for, or leaves that bound open.

    «Send inn innen fristen» decides nothing of what comes after it.
    """
    if any(m[0].casefold() not in said.casefold() for m in _BESIDE_YEAR.finditer(asked)):
        # That it was in 2019 does not tell whether it was before 2019.
        return True
    ruled_out = bounds.rules_out(question, asked, said)
    return not ruled_out and bounds.leaves_open(question, asked, said)


def is_of_another_subject(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence is of one level or kind only: that is no answer for all of them."""
    subject, said = evidence.subject, evidence.unit.text
    if subject and not any(m.stands_in(subject) for m in question.mentions):
        return True
    # «Mature clusters» are named, in another language.
    named = {stem for concept in question.query.concepts for stem in concept.stems}
    kinds = any(
        re.search(kind.pattern, said.casefold())
        and analysis.stem(kind.name.split()[0]) not in named
        for kind in question.other_kinds
    )
    return kinds and not any(m.stands_in(said) for m in question.mentions)
