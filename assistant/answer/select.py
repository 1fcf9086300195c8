"""Which evidence answers a question, or that none does. Pure decisions over scored evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from assistant.answer.ambiguity import ambiguous
from assistant.answer.anaphora import completed
from assistant.answer.closing import deadlines
from assistant.answer.demands import of_dealings
from assistant.answer.distance import answered_nowhere, beside_the_point, is_near, unlike
from assistant.answer.evidence import Evidence
from assistant.answer.headings import sentences_first
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import WeightedConcept
from assistant.answer.meant_for import row_meant
from assistant.answer.polarity import says_no, verdict
from assistant.answer.question import Question
from assistant.answer.settled import table_answer
from assistant.answer.sufficient import stands_out, sufficient
from assistant.answer.thresholds import Thresholds
from assistant.answer.trust import in_strange_words, trust_of
from assistant.answer.units import UnitKind, terms_of
from assistant.answer.values import ValueKind, find
from assistant.domain import Outcome, Status

# «… effektmålene?», «… the goals?»: several things that are known by that name.
_THE_THINGS = re.compile(r"\w{3}(?:ene|ane)\W*$|\bthe (?:\w+ )?\w+s\W*$", re.IGNORECASE)
_WHOLLY = 0.9
_OWN_SHARE = 0.5
# What has been replaced may score so much better, and cover so much more, and yet not lead.
_NEWER_MARGIN, _NEWER_SHARE = 4.0, 0.6
_SPOKEN_OF = 0.3
# How telling a word is, and how high its idf at most, that the documents are about.
_MATTER, _EVERYWHERE = 0.6, 2.0
_PAST = re.compile(
    r"\b(var|ble|blei|vart|fikk|fekk|hadde|måtte|skulle|gjaldt|gjekk|gikk|kom|was|were|did|had)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(hvorfor|kvifor|korfor|why)\b", re.IGNORECASE)
_CONCLUDES = re.compile(r"(derfor|difor|dermed|slik|det er derfor|therefore|hence|thus)\b", re.I)
_LISTED = frozenset({Intent.LIST, Intent.COUNT, Intent.CRITERIA, Intent.DEFINITION, Intent.OTHER})
_WHOLE = frozenset({Intent.LIST, Intent.CRITERIA, Intent.PROCEDURE, Intent.COUNT})


@dataclass(frozen=True, slots=True)
class Side:
    """One thing of a comparison, with the evidence on it."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The decision. `picked` are shown in order; `near` is offered when nothing answers.

    `leading` is the one of the picked that answers where another is shown before it, so that it
    can be understood; see `first`.
    """

    outcome: Outcome
    picked: tuple[Evidence, ...] = ()
    near: tuple[Evidence, ...] = ()
    leading: Evidence | None = None
    sides: tuple[Side, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def first(self) -> Evidence:
        """The evidence that answers."""
        return self.leading if self.leading in self.picked and self.leading else self.picked[0]


def select(
    question: Question,
    ranked: Sequence[Evidence],
    t: Thresholds,
    *,
    concepts: Sequence[WeightedConcept],
    max_length: int | None = None,
) -> Selection:
    """The evidence to show for a question.

    Args:
        question: the question.
        ranked: evidence, best first.
        t: thresholds.
        concepts: the question's weighted concepts.
        max_length: characters that the answer may have; `t.max_length` when None.
    """
    if deciding := deadlines(question, ranked):
        return Selection(Outcome.ANSWERED, deciding)
    single = [e for e in ranked if e.unit.kind is not UnitKind.LIST]
    # What another level is given may not stand where it could be read as this one's.
    near = _distinct([e for e in single if e.named == 1] or single)[:2]
    trusted = [e for e in ranked if trust_of(e, concepts) >= t.trust or is_near(e, t)]
    if not trusted:
        return _nothing(question, concepts, near)
    fit = [e for e in trusted if sufficient(e, question, t)]
    fit = list(dropwhile(lambda e: beside_the_point(e, question, t), fit))
    if not fit and stands_out(trusted, question, t):
        fit = [trusted[0]]
    if not fit and (through := row_meant(trusted, question)):
        return Selection(Outcome.ANSWERED, through, leading=through[-1])
    if not fit:
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    if in_strange_words(fit[0], concepts, t):
        return _nothing(question, concepts, near)
    fit = _named_list_first(question, _successor_first(question, sentences_first(fit), t))
    choices = ambiguous(question, fit, ranked)
    if choices:
        return Selection(Outcome.CLARIFY, near=tuple(fit), choices=choices)
    limit = max_length or t.max_length
    if max_length is not None:
        filled = _fill(fit, trusted, max_length)
        if filled:
            return Selection(Outcome.ANSWERED, tuple(filled))
    picked = _with_the_other(_pick(question, fit, t, limit), fit)
    # A follow-up written out is no sentence that the model knows.
    if not question.leans and (unlike(picked, question, t) or answered_nowhere(picked, t)):
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    if question.intent is Intent.REASON:
        picked = _with_reason(picked, ranked)
    shown = completed(question, picked, ranked, room=limit)
    return Selection(Outcome.ANSWERED, tuple(shown), leading=picked[0])


def _nothing(
    question: Question, concepts: Sequence[WeightedConcept], near: Sequence[Evidence]
) -> Selection:
    """No answer: of a matter that the documents speak of, or of another."""
    if question.mentions:
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    # What most passages have is what the documents are about.
    theirs = any(
        c.stands and c.concept.telling >= _MATTER and c.weight <= _EVERYWHERE * c.concept.telling
        for c in concepts
    )
    most = max((c.concept.telling for c in concepts if c.stands), default=0.0)
    other = max((c.concept.telling for c in concepts if not c.stands), default=0.0)
    known = theirs or most > max(other, _MATTER) or of_dealings(question)
    return Selection(Outcome.NO_EVIDENCE if known else Outcome.OUT_OF_SCOPE)


def _successor_first(question: Question, fit: list[Evidence], t: Thresholds) -> list[Evidence]:
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
    return [newer, *(e for e in fit if e is not newer)] if newer else fit


def _named_list_first(question: Question, fit: list[Evidence]) -> list[Evidence]:
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
    if listed is None or fit[0].unit.kind is UnitKind.LIST:
        return fit
    return [listed, *(e for e in fit if e is not listed)]


def _says_as_much(newer: Evidence, best: Evidence) -> bool:
    """Whether a unit has every word of the question that the best one has itself.

    Where the static model has an opinion, that has scored them already.
    """
    if best.features.affinity:
        return True
    pairs = zip(newer.own.matches, best.own.matches, strict=True)
    return all(mine >= _SPOKEN_OF for mine, theirs in pairs if theirs >= _SPOKEN_OF)


def _fill(fit: Sequence[Evidence], trusted: Sequence[Evidence], limit: int) -> list[Evidence]:
    """What fills the room that a reader has: the best sentences, one of them sufficient.

    For short answers of a fixed length; without a limit an answer is as short as it can be.
    """
    best = next((e for e in fit if len(e.unit.text) <= limit and not e.unit.items), None)
    if best is None:
        return []
    room = limit - len(best.unit.text)
    picked = [best]
    for candidate in trusted:
        length = len(candidate.unit.text) + 1
        if length <= room and not candidate.unit.items and not repeats(candidate, picked):
            picked.append(candidate)
            room -= length
    return picked


def _pick(question: Question, fit: Sequence[Evidence], t: Thresholds, limit: int) -> list[Evidence]:
    """What to show: a whole list, one sentence that settles it, or a few that belong together."""
    best = fit[0]
    counted = question.intent is Intent.COUNT and bool(best.values) and best.counted
    part = best.unit.kind in (UnitKind.ITEM, UnitKind.ROW)
    if part and question.intent in _WHOLE and not counted:
        best = _whole_list(best, fit) or best
    if best.unit.kind is UnitKind.LIST:
        return [best]
    if best.unit.kind is UnitKind.ROW:
        rows = table_answer(best, fit)
        if len(rows) > 1 or rows[0] is not best or (question.intent in EXPECTED and best.values):
            return rows
    following = _list_after(best, fit) if question.intent in _LISTED else None
    if following is not None:
        return [best, following]
    if _settles(best, question, t):
        return [best]
    picked = [best]
    for candidate in fit[1:]:
        if len(picked) >= t.max_sentences or candidate.score < best.score - t.margin:
            break
        if candidate.unit.kind in (UnitKind.LIST, UnitKind.HEADING) or repeats(candidate, picked):
            continue
        if candidate.full.share < t.relative * best.full.share and not _known_better(
            candidate, best, t
        ):
            continue
        if _of_another(candidate, best, question) or _replaced(candidate, best, question):
            continue
        if sum(len(e.unit.text) + 1 for e in (*picked, candidate)) <= limit:
            picked.append(candidate)
    return _in_reading_order(picked)


def _with_the_other(picked: list[Evidence], fit: Sequence[Evidence]) -> list[Evidence]:
    """What is picked, with evidence on each numbered thing asked about that it says nothing of.

    «Hvor stor del dekkes i spor B og spor C?» asks for two shares.
    """
    told = frozenset().union(*(e.marks for e in picked))
    shown = list(picked)
    for evidence in fit:
        alike = evidence.unit.kind is picked[0].unit.kind and len(evidence.values) > 0
        if alike and evidence.marks - told and told:
            shown.append(evidence)
            told |= evidence.marks
    return shown


def _with_reason(picked: Sequence[Evidence], ranked: Sequence[Evidence]) -> list[Evidence]:
    """What is picked, led by the sentence before where the best one draws a conclusion from it."""
    best = picked[0].unit
    before = next(
        (
            e
            for e in ranked
            if _CONCLUDES.match(best.text)
            and e.unit.chunk.id == best.chunk.id
            and e.unit.text == best.previous
        ),
        None,
    )
    return [before, *(e for e in picked if e is not before)] if before else list(picked)


def _of_another(candidate: Evidence, best: Evidence, question: Question) -> bool:
    """Whether a further value would be another thing's.

    «Fem år» for Arena Pro is no answer to how long any cluster may be financed.
    """
    if question.intent not in EXPECTED or not candidate.subject:
        return False
    asked = {m.name for m in question.mentions}
    return candidate.subject not in asked and candidate.subject != best.subject


def _known_better(candidate: Evidence, best: Evidence, t: Thresholds) -> bool:
    """Whether a further sentence is known to answer a question more like this than the best is."""
    asked = candidate.features.asked
    return asked >= t.asked_near and asked > best.features.asked


def _replaced(candidate: Evidence, best: Evidence, question: Question) -> bool:
    """Whether a further sentence is of what no longer applies, and the best one of what does.

    Why a thing is so may be told where it was first decided.
    """
    if not best.features.current or _asks_of_past(question) or _WHY.search(question.resolved):
        return False
    return candidate.unit.chunk.metadata.status in (Status.HISTORICAL, Status.EXPIRED)


def _asks_of_past(question: Question) -> bool:
    """Whether a year, a name or the past is asked for, so that what is replaced may answer."""
    return bool(question.years or question.mentions or _PAST.search(question.resolved))


def _settles(best: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether one sentence is the whole answer: it decides, or surely gives the value."""
    if question.intent is Intent.YES_NO and (
        best.denied or verdict(question, best) is not None or says_no(question, best)
    ):
        return True
    return (
        question.intent in EXPECTED
        and (bool(best.values) or best.denied)
        and best.full.share >= t.sure
        and best.own.share >= _OWN_SHARE
    )


def _list_after(best: Evidence, fit: Sequence[Evidence]) -> Evidence | None:
    """The list that a sentence leads up to: «… tre typer tjenester.» and a list of three."""
    counts = {v.canonical for v in find(best.unit.text) if v.kind is ValueKind.NUMBER}
    return next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.unit.chunk.id == best.unit.chunk.id
            and e.unit.start > best.unit.start
            and (e.unit.previous == best.unit.text or str(len(e.unit.items)) in counts)
        ),
        None,
    )


def _whole_list(item: Evidence, fit: Sequence[Evidence]) -> Evidence | None:
    return next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.unit.chunk.id == item.unit.chunk.id
            and e.unit.start <= item.unit.start < e.unit.end
        ),
        None,
    )


def repeats(candidate: Evidence, picked: Sequence[Evidence]) -> bool:
    """Whether a unit says what is picked already, or is part of it."""
    mine = terms_of(candidate.unit.text).stems
    for other in picked:
        theirs = terms_of(other.unit.text).stems
        if candidate.unit.kind is other.unit.kind is UnitKind.ROW:
            # Rows of one table are alike in words; each is of another thing.
            continue
        if len(mine & theirs) > 0.7 * max(1, min(len(mine), len(theirs))):
            return True
    return False


def _distinct(ranked: Sequence[Evidence]) -> list[Evidence]:
    found: list[Evidence] = []
    for evidence in ranked:
        if not repeats(evidence, found):
            found.append(evidence)
        if len(found) == 3:
            break
    return found


def _in_reading_order(picked: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence first; the others by passage, in the order they stand there."""
    order: dict[str, int] = {}
    for evidence in picked:
        order.setdefault(evidence.unit.chunk.id, len(order))
    best, *rest = picked
    return [best, *sorted(rest, key=lambda e: (order[e.unit.chunk.id], e.unit.start))]
