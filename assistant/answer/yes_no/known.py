"""What the sentence says to a question in words of its own, by the known questions like it.

A classifier has learned it (`search.deciding`). It knows words and no figures, and it may take a
question that turns things round for the plain one. So a figure of the question must stand there,
or another in its place, most of its words must have been met where the sentence says the same, and
it must be surer where a question has a word that turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.extraction.values import Value, ValueKind, find, supported
from assistant.answer.patterns import alternatives, cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.leaning import YEAR
from assistant.answer.yes_no.beyond_words import is_another_deadline, is_beyond
from assistant.domain import Language
from assistant.search.likeness import Decision
from assistant.search.number_words import ARTICLES, MONTHS, SCALES

# In English «may» is mostly no month.
_MONTH = re.compile(rf"\b(?:{'|'.join(m for m in MONTHS if m != 'may')})\b")
_TURNS, _COMPARES = cue("asks", "turns"), cue("asks", "compares")
_AT_MOST = re.compile(rf"\b(?:{alternatives('tells', 'at_most')})\b", re.IGNORECASE)
_ROUGH, _RATE, _TOTAL = cue("tells", "rough"), cue("tells", "rate"), cue("sums", "total")
# From here on one in forty is left open by the strictest reading, one in two hundred the opposite;
# chosen on questions of authors that it had not seen (the model's README).
_YES, _NO, _SURELY, _MET = 0.9, 0.9, 0.95, 0.7
# With less of the vote, another sentence may be the one that answers.
_MEANT = 0.4


def decision(question: Question, evidence: Evidence) -> bool | None:
    """Whether what is asked is so, by what is known of a sentence; None where that is not sure.

    Args:
        question: the question.
        evidence: the sentence that leads.

    """
    asked = question.resolved
    if len(evidence.own.matches) != len(question.query.concepts):
        # What answers another question decides nothing here.
        return None
    told = sure(evidence.says, turns=bool(_TURNS.search(asked)))
    if told is None or evidence.voted < _MEANT or is_beyond(question, evidence, told=told):
        return None
    return _with_figures(question, evidence, told=told)


def contradicts(question: Question, evidence: Evidence, verdict: bool) -> bool:
    """Whether the known questions say the opposite of what was read from a sentence's words.

    Of figures and years, on which that may rest, nothing is known.
    """
    opposite = evidence.says.no if verdict else evidence.says.yes
    if opposite < _NO or evidence.says.met < _MET:
        return False
    return not (_figures(question) or question.years)


def sure(says: Decision, *, turns: bool) -> bool | None:
    """What a sentence says to a question, its figures aside, if that is sure enough.

    Args:
        says: how likely it is.
        turns: whether the question has a word that may turn it round.

    """
    told = says.yes > says.no
    least = _SURELY if turns else (_YES if told else _NO)
    return told if max(says.yes, says.no) >= least and says.met >= _MET else None


def is_of_another_deadline(question: Question, evidence: Evidence) -> bool:
    """Whether a day is asked about, and the sentence tells the deadline of another thing."""
    dates = any(v.kind is ValueKind.DATE for v in _figures(question))
    return dates and is_another_deadline(question, evidence)


def _with_figures(question: Question, evidence: Evidence, *, told: bool) -> bool | None:
    """What is said when the figures are held against the sentence's."""
    said = evidence.unit.text
    if not _months(question.resolved) <= _months(said):
        return None
    claimed = _figures(question)
    if not claimed:
        return told
    if not told or _COMPARES.search(question.resolved):
        return None
    if _TOTAL.search(question.resolved) and _RATE.search(said):
        return None
    values = _but_years(find(said), said)
    wrong = [v for v in claimed if not supported(v, values)]
    if any(sum(v.kind is c.kind for v in values) != 1 for c in wrong or claimed):
        # Of several, another one may be meant, and they may be added up.
        return None
    if _ROUGH.search(said):
        return _by_bound(claimed[0], values, said) if len(claimed) == 1 else None
    return not wrong if all(_exclude(v, values) for v in wrong) else None


def _by_bound(claimed: Value, values: Sequence[Value], said: str) -> bool | None:
    """«No» to more than the most; anything else a bound, or a rough figure, leaves open."""
    bound = next((v for v in values if v.kind is claimed.kind), None)
    if bound is None or not _AT_MOST.search(said) or not _exclude(claimed, values):
        return None
    counted = claimed.kind in (ValueKind.NUMBER, ValueKind.AMOUNT, ValueKind.DURATION)
    return False if counted and float(claimed.canonical) > float(bound.canonical) else None


def _months(text: str) -> set[int]:
    return {MONTHS[name] for name in _MONTH.findall(text.casefold())}


def _figures(question: Question) -> list[Value]:
    """The values of a question, but for years: they tell which document is meant."""
    asked = question.resolved
    found = find(asked, english=question.language is Language.EN)
    # «En dag» and "a year" are no figures.
    told = [v for v in found if asked[v.start : v.end].split()[0].casefold() not in ARTICLES]
    return _but_years(told, asked)


def _but_years(values: Iterable[Value], text: str) -> list[Value]:
    return [v for v in values if not YEAR.fullmatch(text[v.start : v.end].strip())]


def _exclude(claimed: Value, values: Sequence[Value]) -> bool:
    """Whether a sentence's value of a kind cannot be the claimed one put otherwise."""
    if claimed.kind is ValueKind.TIME:
        return False
    # Up to a plural: «år» and «years» are no other unit than «årene», nor millions than kroner.
    of_kind = (v for v in (claimed, *values) if v.kind is claimed.kind)
    return len({v.unit[:1] for v in of_kind if v.unit and v.unit not in SCALES}) < 2
