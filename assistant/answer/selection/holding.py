"""Whether a unit holds the value that a question asks for, whatever that is the value of."""

from __future__ import annotations

import re

from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.extraction.values import find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis
from assistant.search.names import name_words

_CALENDAR = cue("asks", "calendar")
_WHEN_NOW = cue("asks", "when_now")
_ASKS_WHEN = cue("asks", "when")
_VALUES_ASKED = cue("asks", "values")
_COPULA = re.compile(
    r"^(.*?)\b(?:er|var|heter|inkluderer|omfatter|består av|disse|følgende)\b|^([^:]*)", re.I
)
_FOLLOWING = re.compile(
    r"\b(?:følgende|følgjande|disse|desse|the following|these) ([\w-]+(?: [\w-]+)?)", re.I
)
_CONDITION, _FROM_LIMIT = cue("tells", "condition"), cue("tells", "from_limit")
_IF, _LIMIT, _ASKS_LIMIT = cue("tells", "if"), cue("tells", "limit"), cue("asks", "limit")
_WHEN_ENDS, _ENDED = cue("asks", "when_ends"), cue("tells", "when_ended")
_CONDITION_SHARE, _LIMIT_SHARE, _LIST_COUNT_SHARE = 0.5, 0.55, 0.6


def holds_value(evidence: Evidence, question: Question, *, near_noun: bool) -> bool:
    """Whether the value asked for stands there, or that there is none."""
    if (
        question.intent is Intent.DATE
        and question.counted
        and not _ASKS_WHEN.search(question.resolved)
    ):
        # «Hvor mange søkte innen fristen?»
        return False
    if evidence.unit.kind is UnitKind.LIST and not _lists_values(evidence, question):
        return False
    # What an item counts is that item's; a list counts by its introduction and its length.
    lead = evidence.unit.lead if question.intent is Intent.COUNT else ""
    told = not lead or (_tells_length(evidence, lead) and _names_counted(lead, question))
    told = told and (bool(lead) or near_noun or not _only_supposed(evidence, question))
    if evidence.values and (evidence.counted or near_noun) and told:
        return True
    return (
        evidence.denied
        or (question.intent is Intent.COUNT and counts_as_list(evidence, question))
        or (question.intent is Intent.DATE and _asks_condition(evidence, question, near=near_noun))
    )


def _only_supposed(evidence: Evidence, question: Question) -> bool:
    """Whether a count stands only in the condition that a sentence opens with.

    «Står to søknader likt, går den fram som …» counts no applications; «er dere minst ti, …» tells
    how many one must be.
    """
    condition = evidence.unit.text.partition(",")[0]
    if question.intent is not Intent.COUNT or not _IF.match(condition):
        return False
    if _ASKS_LIMIT.search(question.resolved) and _LIMIT.search(condition):
        return False
    return all(v.end <= len(condition) for v in evidence.values)


def _tells_length(evidence: Evidence, lead: str) -> bool:
    """Whether the number that leads a list in is how many it has, or is told of no condition.

    «Får to søknader samme poengsum, går vi fram slik:» counts no applications.
    """
    numbers = {v.canonical for v in find(lead)}
    return str(len(evidence.unit.items)) in numbers or (bool(numbers) and not _IF.match(lead))


def _names_counted(lead: str, question: Question) -> bool:
    counted = terms_of(" ".join(question.counted)).stems
    return not counted or bool(counted & terms_of(lead).stems)


def _lists_values(evidence: Evidence, question: Question) -> bool:
    """Whether a list as a whole can give a value: it is told in the introduction, or of many.

    Elsewhere the item that holds the value is the answer, with what it is the value of.
    """
    lead = len(evidence.unit.lead)
    if any(v.end <= lead for v in evidence.values) or _VALUES_ASKED.search(question.resolved):
        return True
    return question.intent is Intent.COUNT and counts_as_list(evidence, question)


def _asks_condition(evidence: Evidence, question: Question, *, near: bool) -> bool:
    """Whether «når» asks for a condition that the unit states («når er en klynge klar …»)."""
    text = question.resolved
    if question.years or _CALENDAR.search(text):
        return False
    if _WHEN_ENDS.search(text) and _ENDED.search(evidence.unit.text):
        # «Dekningen tar slutt når hunden fyller ti.»
        return near or evidence.full.share >= _CONDITION_SHARE
    if not _WHEN_NOW.search(text):
        return False
    if _FROM_LIMIT.search(evidence.unit.text) and evidence.full.share >= _LIMIT_SHARE:
        # «Regnskap over 100 000 kroner må attesteres.»
        return True
    stated = bool(_CONDITION.search(evidence.unit.text))
    return stated and (near or evidence.full.share >= _CONDITION_SHARE)


def counts_as_list(evidence: Evidence, question: Question) -> bool:
    """A list whose introduction names what is counted answers «hvor mange» by itself."""
    unit = evidence.unit
    if unit.kind is not UnitKind.LIST or not question.counted:
        return False
    named = name_words(question.mentions)
    counted = terms_of(" ".join(w for w in question.counted if w not in named))
    # «Klyngeprogrammets resultatmål er» counts goals; «støtten til klynger gis på fire områder»
    # counts no clusters: what a list is of is the subject of its introduction.
    stop = analysis.norwegian_stop_words()
    match = _COPULA.search(unit.lead)
    subject = [
        w for w in analysis.words((match[1] or match[2] or "") if match else "") if w not in stop
    ]
    # Without a verb of being, only the words right before the list say what it is of.
    first = subject[:1] if match and match[1] else []
    # «… skal oppfylle følgende kvalitetskrav:» is a list of these.
    named_after = _FOLLOWING.search(unit.lead)
    following = analysis.words(named_after[1])[:2] if named_after else []
    heads = terms_of(" ".join((*first, *subject[-2:], *following)))
    return bool(counted.stems & heads.stems) and evidence.full.share >= _LIST_COUNT_SHARE
