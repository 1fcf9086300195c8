"""What goes first: what applies before what it replaced, a list before a mention of its things."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.distance import is_meant, is_voted, unlike
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.domain import Status

_THE_THINGS = cue("asks", "the_things")
_WHOLLY = 0.9
# What has been replaced may score so much better, and cover so much more, and yet not lead.
_NEWER_MARGIN, _NEWER_SHARE = 4.0, 0.6
_SPOKEN_OF = 0.3
_NEARLY = 0.85
# How much further off by the static model what replaced it may lie.
_AS_NEAR = 0.1
# Up to this share of the votes for another, few vote for what would go first.
_FEW = 0.8
# For a list that applies, so much of the votes for one that no longer does.
_HALF = 0.5
# How much a word of a follow-up tells that names what it asks of, and how well a sentence has it.
_NAMED, _NAMED_HERE = 0.3, 0.6
_WHY, _FORMERLY = cue("asks", "why"), cue("asks", "before")
_MORE = cue("tells", "extension")


def successor_first(question: Question, fit: list[Evidence], t: Thresholds) -> list[Evidence]:
    """The evidence with what replaced the best one's document first, where that says it as well.

    Not where a year or the past is asked for.
    """
    best = fit[0]
    successor = best.unit.chunk.metadata.superseded_by
    if not successor or _asks_of_past(question):
        return fit
    newer = next(
        (
            e
            for e in fit
            if e.unit.chunk.document_id == successor
            and e.score >= best.score - _NEWER_MARGIN
            and e.own.share >= _NEWER_SHARE * best.own.share
            and _says_as_much(e, best)
            and not unlike((e,), question, t)
        ),
        None,
    )
    return _led_by(newer, fit)


def current_first(question: Question, fit: list[Evidence]) -> list[Evidence]:
    """The evidence with what applies before what has expired, where it says nearly as much.

    Not where a year or the past is asked for, nor where the static model has an opinion.
    """
    best = fit[0]
    expired = best.unit.chunk.metadata.status is Status.EXPIRED
    if not expired or asks_of_before(question) or best.features.affinity:
        return fit
    applying = next(
        (
            e
            for e in fit
            if e.features.current
            and e.score >= best.score - _NEWER_MARGIN
            and e.own.share >= _NEARLY * best.own.share
        ),
        None,
    )
    return _led_by(applying, fit)


def over_first(question: Question, fit: list[Evidence]) -> list[Evidence]:
    """The evidence with what is over first, where it is asked what was demanded, of nothing named.

    «Hva måtte vi ha før?» is not answered by what must be had now.
    """
    before = question.intent is Intent.CRITERIA and _FORMERLY.search(question.resolved)
    if question.years or question.mentions or not before or is_over(fit[0]):
        return fit
    return _led_by(next((e for e in fit if is_over(e)), None), fit)


def named_list_first(question: Question, fit: list[Evidence]) -> list[Evidence]:
    """The evidence with the list of the things asked for first: «Hva er effektmålene?».

    A newer document that only mentions them does not say what they are.
    """
    if question.intent is not Intent.DEFINITION or not _THE_THINGS.search(question.resolved):
        return fit
    listed = next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.own.share >= _WHOLLY
            and e.score >= fit[0].score - _NEWER_MARGIN
        ),
        None,
    )
    return fit if fit[0].unit.kind is UnitKind.LIST else _led_by(listed, fit)


def voted_first(fit: list[Evidence], t: Thresholds) -> list[Evidence]:
    """The evidence with what the known questions vote for first, where few vote for the best one.

    They vote for a sentence and for the list that it stands in; which one goes first, is not
    theirs to tell.
    """
    voted = max((e for e in fit if is_voted(e, t)), key=lambda e: e.voted, default=None)
    if voted is None or fit[0].voted > _FEW * voted.voted:
        return fit
    return _led_by(voted, fit)


def voted_current_first(question: Question, fit: list[Evidence], t: Thresholds) -> list[Evidence]:
    """The evidence with what applies first, where as many vote for it as for what no longer does.

    Of two lists half as many are enough. Not where a year or the past is asked for.
    """
    best = fit[0]
    if not is_over(best) or asks_of_before(question):
        return fit
    applying = (
        e
        for e in fit
        if not is_over(e)
        and is_voted(e, t)
        and e.voted > (_HALF if _lists(e) and _lists(best) else _FEW) * best.voted
    )
    return _led_by(max(applying, key=lambda e: e.voted, default=None), fit)


def extension_last(question: Question, fit: list[Evidence]) -> list[Evidence]:
    """The evidence with how long a thing lasts before what it may last more: «to år til».

    Not where a year or an extension is asked for.
    """
    best = fit[0]
    asked = question.intent is Intent.DURATION and best.subject and not question.years
    if not asked or not _MORE.search(best.unit.text) or _MORE.search(question.resolved):
        return fit
    whole = (
        e for e in fit if e.values and e.subject == best.subject and not _MORE.search(e.unit.text)
    )
    return _led_by(next(whole, None), fit)


def _lists(evidence: Evidence) -> bool:
    return evidence.unit.kind is UnitKind.LIST


def meant_first(
    question: Question, fit: Sequence[Evidence], trusted: Sequence[Evidence], t: Thresholds
) -> list[Evidence]:
    """The evidence led by what the known questions clearly vote for; nothing where none is.

    Args:
        question: the question.
        fit: the evidence that answers it by its words, best first.
        trusted: all that is about the matter.
        t: thresholds.

    """
    meant = max(
        (e for e in trusted if is_meant(e, question, t)), key=lambda e: e.voted, default=None
    )
    if meant is None:
        return []
    # They vote for a sentence and for the list that it stands in alike.
    as_good = bool(fit) and fit[0].voted > _FEW * meant.voted
    return list(fit) if as_good else [meant, *(e for e in fit if e is not meant)]


def named_now_first(question: Question, fit: Sequence[Evidence]) -> list[Evidence]:
    """The evidence led by what a follow-up itself names, before what it only leans on.

    «Og søknaden?» after the deadline of the outline is not answered by that of the outline.
    """
    if not question.leans or intent_of(question.text) is not Intent.OTHER:
        return list(fit)
    said = question.text.casefold()
    concepts = question.query.concepts
    named = [i for i, c in enumerate(concepts) if c.telling >= _NAMED and c.surface in said]
    if not named:
        return list(fit)
    told = (e for e in fit if all(e.own.matches[i] >= _NAMED_HERE for i in named))
    return _led_by(next(told, None), list(fit))


def _led_by(first: Evidence | None, fit: list[Evidence]) -> list[Evidence]:
    """The evidence with one of it before the others; as it is without one."""
    return [first, *(e for e in fit if e is not first)] if first else fit


def replaced(candidate: Evidence, best: Evidence, question: Question) -> bool:
    """Whether a further sentence is of what no longer applies, and the best one of what does.

    Why a thing is so may be told where it was first decided, and what as many known questions vote
    for may tell more.
    """
    if not best.features.current or _asks_of_past(question) or _WHY.search(question.resolved):
        return False
    return is_over(candidate) and not 0 < best.voted <= candidate.voted


def _says_as_much(newer: Evidence, best: Evidence) -> bool:
    """Whether a unit has every word of the question that the best one has itself.

    Where the static model has an opinion, it must put them nearly as near: «å modne nettverk»
    tells nothing of «modne klynger».
    """
    if best.features.affinity:
        return newer.features.affinity >= best.features.affinity - _AS_NEAR
    pairs = zip(newer.own.matches, best.own.matches, strict=True)
    return all(mine >= _SPOKEN_OF for mine, theirs in pairs if theirs >= _SPOKEN_OF)


def _asks_of_past(question: Question) -> bool:
    """Whether a year, a name or the past is asked for, so that what is replaced may answer."""
    return bool(question.mentions) or asks_of_before(question)
