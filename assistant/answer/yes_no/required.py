"""What one must, may or shall: whether a sentence tells it of the one who is asked of."""

from __future__ import annotations

import re

from assistant.answer.extraction.clauses import main_clause
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.search import analysis

_MUST = re.compile(
    r"\b(må|måtte|kreves?|krav|obligatorisk|trenger|treng|trengs|behøver"
    r"|must|require[sd]?|have to|need)\b",
    re.I,
)
_RELATIVE = re.compile(r"\b(?:som|who|which|that)\b[^,]*(?:,|$)", re.IGNORECASE)
_WHO = r"(?:(?:en|et|ei|ein|eit|de|dei|the|a|an) )?(?P<who>[\w-]+)"
_MUST_WHO = re.compile(
    rf"\b(?:må|måtte|trenger|treng|must|do|does|did) (?:ikke |ikkje |not )?{_WHO}", re.IGNORECASE
)
_WE = re.compile(r"(?:vi|me|jeg|eg|man|ein|we|i|you|one)", re.IGNORECASE)
_APPLICANT, _ONLY_IF = cue("tells", "applicant"), cue("tells", "only_if")
# «Bedriftene skal …», «klyngens plan skal …», «på begge nivåene skal klyngen …».
_FIRST_SHALL = re.compile(
    rf"\W*(?:[\w-]+s )?{_WHO}\b(?:[^,;:]*[^,;:\s])? (?:skal|shall)\b", re.IGNORECASE
)
_SHALL_FIRST = re.compile(rf"\b(?:skal|shall) {_WHO}", re.IGNORECASE)
_MAY = re.compile(r"\b(kan|kunne|mulig|adgang|can|may|could|allowed)\b", re.I)
# So much of the question stands in the sentence itself that «kan» may be left out of it.
_NEARLY_ALL = 0.95


def leaves_open(question: Question, evidence: Evidence) -> bool:
    """Whether an affirmative sentence leaves open whether one must or may, or on what condition.

    Args:
        question: the question.
        evidence: the sentence.

    """
    asked, said = question.resolved, evidence.unit.text
    if _ONLY_IF.search(said) and not _ONLY_IF.search(asked):
        # «Åpne for X, dersom de er kvalifisert» is no «ja» by itself.
        return True
    # «For klynger som har ambisjoner som må løses» says nothing of what clusters must.
    must = _MUST.search(_RELATIVE.sub(" ", said)) or _shall(question, asked, said)
    if _MUST.search(asked) and not must:
        return True
    if not _MAY.search(asked):
        return False
    if _MUST.search(main_clause(said)) and not _MUST.search(asked):
        # «For å bli tatt opp må en …» does not say that one is.
        return True
    return not (_MAY.search(said) or evidence.own.share > _NEARLY_ALL)


def _shall(question: Question, asked: str, said: str) -> bool:
    """Whether a sentence tells what the very one shall of whom it is asked what they must."""
    who = _MUST_WHO.search(asked)
    main = main_clause(said)
    told = (_FIRST_SHALL.match(main), _SHALL_FIRST.search(main))
    if who is None:
        return False
    if _WE.fullmatch(who["who"]):
        return any(m is not None and _APPLICANT.fullmatch(m["who"]) for m in told)
    asked_of = who["who"].casefold()
    stems = {analysis.stem(asked_of)}
    for concept in question.query.concepts:
        if asked_of in concept.surface.split():
            stems |= concept.stems
    return any(m is not None and analysis.stem(m["who"].casefold()) in stems for m in told)
