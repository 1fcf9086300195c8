"""Which evidence answers a question, or that none does. Pure decisions over scored evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from assistant.answer.answer_types.demands import of_dealings
from assistant.answer.extraction.units import UnitKind
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.selection.ambiguity import ambiguous
from assistant.answer.selection.anaphora import completed
from assistant.answer.selection.applying import steps
from assistant.answer.selection.common_demands import (
    all_that_is_demanded,
    demands_it_outright,
    led_by_its_demands,
    with_what_all_must,
)
from assistant.answer.selection.decided import decided_by, is_disputed, with_condition
from assistant.answer.selection.defined import what_it_is
from assistant.answer.selection.distance import (
    answered_nowhere,
    beside_the_point,
    is_meant,
    is_vouched_for,
    unlike,
)
from assistant.answer.selection.each_of_them import with_each_of_them
from assistant.answer.selection.headings import sentences_first
from assistant.answer.selection.let_in import let_in, says_nothing_of_them
from assistant.answer.selection.likelihood import doubt, likelihood
from assistant.answer.selection.meant_for import row_meant
from assistant.answer.selection.named_rows import row_named
from assistant.answer.selection.own_heading import under_own_heading
from assistant.answer.selection.picking import (
    distinct,
    fill,
    lacks_what_is_claimed,
    pick,
    with_all_values,
    with_reason,
    with_the_other,
    with_what_is_claimed,
)
from assistant.answer.selection.precedence import (
    current_first,
    extension_last,
    meant_first,
    named_list_first,
    named_now_first,
    over_first,
    successor_first,
    voted_current_first,
    voted_first,
)
from assistant.answer.selection.sufficient import (
    is_beside_what_is_asked,
    stands_out,
    sufficient,
    told_in_full,
)
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.selection.trust import in_strange_words, trust_of
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.understanding.leaning import goes_on
from assistant.answer.validity.beginnings import beginnings
from assistant.answer.validity.closing import deadlines
from assistant.answer.validity.counted_from import without_counted_from
from assistant.answer.validity.nth import named_in_order
from assistant.answer.validity.older import tells_only_of_older
from assistant.answer.validity.over_by import whether_over
from assistant.answer.validity.replacing import is_of_others, with_what_is_left_open
from assistant.answer.validity.started import whether_begun
from assistant.domain import Outcome

# How telling a word is, and how high its idf at most, that the documents are about.
_MATTER, _EVERYWHERE = 0.6, 2.0
# How likely another subject must be.
_ELSEWHERE = 0.5
# So much of the question in a definition's own words is all of it.
_WHOLLY = 0.99


@dataclass(frozen=True, slots=True)
class Side:
    """One thing of a comparison, with the evidence on it."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The decision. `picked` are shown in order; `near` is offered when nothing answers.

    `leading` is the one of the picked that answers where another is shown before it, so that it
    can be understood; see `first`. `told` is what spoke for and against it, by name, where the
    static model had no opinion (`likelihood`). `lacking`: which of two questions in a message
    has no answer, the «first» or the «second»; or that what is told of those who ask, the
    «setting», has no part in it. `unanswered`: where nothing answers, the share of the known
    questions like this one that have no answer (`Evidence.unanswered`).
    """

    outcome: Outcome
    picked: tuple[Evidence, ...] = ()
    near: tuple[Evidence, ...] = ()
    leading: Evidence | None = None
    sides: tuple[Side, ...] = ()
    choices: tuple[str, ...] = ()
    told: Mapping[str, float] = field(default_factory=dict)
    lacking: str = ""
    unanswered: float = 0.0
    disputed: bool = False

    @property
    def refused(self) -> bool:
        """Whether nothing answers, of this matter or of another."""
        return self.outcome in (Outcome.NO_EVIDENCE, Outcome.OUT_OF_SCOPE)

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
    elsewhere: float | None = None,
) -> Selection:
    """The evidence to show for a question.

    Args:
        question: the question.
        ranked: evidence, best first.
        t: thresholds.
        concepts: the question's weighted concepts.
        max_length: characters that the answer may have; `t.max_length` when None.
        elsewhere: how likely the subject is another one if nothing answers (`search.likeness`).

    """
    settled = _settled(question, ranked, concepts)
    found = settled or _select(question, ranked, t, concepts, max_length)
    told = () if settled else decided_by(question, ranked, found.picked, concepts)
    if told and found.outcome is not Outcome.CLARIFY:
        found = Selection(Outcome.ANSWERED, told)
    if found.picked:
        found = replace(
            found,
            picked=with_condition(found.picked, ranked, question, t),
            disputed=is_disputed(question, ranked, found.first),
        )
    if found.refused and ranked:
        found = replace(found, unanswered=ranked[0].unanswered)
    if elsewhere is None or not found.refused:
        return found
    foreign = elsewhere >= _ELSEWHERE and not question.mentions
    return replace(found, outcome=Outcome.OUT_OF_SCOPE if foreign else Outcome.NO_EVIDENCE)


def _select(
    question: Question,
    ranked: Sequence[Evidence],
    t: Thresholds,
    concepts: Sequence[WeightedConcept],
    max_length: int | None,
) -> Selection:
    """The evidence to show, by the words alone where there is none."""
    single = [e for e in ranked if e.unit.kind is not UnitKind.LIST]
    # What another level is given may not stand where it could be read as this one's.
    near = distinct([e for e in single if e.named == 1] or single)
    trusted = [
        e
        for e in ranked
        if trust_of(e, concepts) >= t.trust
        or is_vouched_for(e, t)
        or (_stands_alone(question) and is_meant(e, question, t))
    ]
    if not trusted:
        return _nothing(question, concepts, near)
    fit = [e for e in trusted if sufficient(e, question, t)]
    fit = without_counted_from(fit, concepts, question)
    fit = list(dropwhile(lambda e: beside_the_point(e, question, t), fit))
    meant = meant_first(question, fit, trusted, t)
    fit = meant or fit
    if not fit and stands_out(trusted, question, t):
        fit = [trusted[0]]
    if not fit and (through := row_meant(trusted, question)):
        return Selection(Outcome.ANSWERED, through, leading=through[-1])
    if not fit:
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    if not meant and in_strange_words(fit[0], concepts, t, valued=question.intent in EXPECTED):
        return _nothing(question, concepts, near)
    fit = current_first(question, successor_first(question, sentences_first(fit), t))
    fit = voted_first(named_list_first(question, fit), t)
    fit = extension_last(question, voted_current_first(question, fit, t))
    fit = over_first(question, named_now_first(question, fit))
    # What each level demands differs; what they vote for may be what all of them do.
    general = meant and question.intent is Intent.CRITERIA
    choices = () if general else ambiguous(question, fit, ranked)
    if choices:
        return _asked_back(question, fit, near, choices, t)
    told = doubt(fit, question, concepts, ranked) if max_length is None and not meant else {}
    if told and likelihood(told) < t.likely:
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near), told=told)
    limit = max_length or t.max_length
    if max_length is not None and (filled := fill(fit, trusted, max_length)):
        return Selection(Outcome.ANSWERED, tuple(filled))
    picked = with_the_other(pick(question, fit, t, limit), fit)
    picked = with_what_is_claimed(with_all_values(picked, fit, question), question)
    # What looks like a follow-up is no sentence that the model knows, written out or not.
    far = not question.leans and unlike(picked, question, t)
    far = far or lacks_what_is_claimed(picked, question) or is_of_others(picked, question)
    plain = _defined(picked[0], question) or told_in_full(picked[0], question, t)
    plain = plain or demands_it_outright(picked[0], question)
    nowhere = answered_nowhere(picked, question, t) and not plain
    beside = is_beside_what_is_asked(picked[0], question)
    if far or nowhere or beside or tells_only_of_older(picked, ranked, question):
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    if question.intent is Intent.REASON:
        picked = with_reason(picked, ranked)
    picked = what_it_is(picked, question)
    picked = with_each_of_them(picked, ranked, question, t)
    picked = with_what_all_must(picked, ranked, question)
    picked = led_by_its_demands(picked, fit, question)
    picked = with_what_is_left_open(picked, ranked, question)
    shown = completed(question, picked, ranked, room=limit)
    return Selection(Outcome.ANSWERED, tuple(shown), leading=picked[0], told=told)


def _settled(
    question: Question, ranked: Sequence[Evidence], concepts: Sequence[WeightedConcept]
) -> Selection | None:
    """The decision where what is asked alone tells which evidence answers it, or that none does."""
    for settling in (
        deadlines,
        steps,
        beginnings,
        whether_begun,
        whether_over,
        named_in_order,
        row_named,
        all_that_is_demanded,
    ):
        if deciding := settling(question, ranked):
            return Selection(Outcome.ANSWERED, deciding)
    if deciding := under_own_heading(question, ranked, concepts) or let_in(question, ranked):
        return Selection(Outcome.ANSWERED, deciding)
    return Selection(Outcome.NO_EVIDENCE) if says_nothing_of_them(question, ranked) else None


def _stands_alone(question: Question) -> bool:
    """Whether a question leans on nothing, or has nothing to lean on and does not point at it."""
    return not question.leans or (question.lost and not goes_on(question.text))


def _asked_back(
    question: Question,
    fit: Sequence[Evidence],
    near: Sequence[Evidence],
    choices: tuple[str, ...],
    t: Thresholds,
) -> Selection:
    """Which one is meant; no answer where what is demanded is not likely told of any of them.

    A value stands there for each.
    """
    if question.intent is Intent.CRITERIA and answered_nowhere(fit, question, t):
        return Selection(Outcome.NO_EVIDENCE, near=tuple(near))
    return Selection(Outcome.CLARIFY, near=tuple(fit), choices=choices)


def _defined(evidence: Evidence, question: Question) -> bool:
    """Whether a meaning is asked for, and told of all that the question names, in its words."""
    defined = question.intent is Intent.DEFINITION and evidence.features.defines >= 1
    return defined and evidence.own.share >= _WHOLLY


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
