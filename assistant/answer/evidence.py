"""Units of the retrieved passages, scored as answers to a question, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import shape
from assistant.answer.expected import asked_values, counts, denies, said_in_words
from assistant.answer.focus import asks_names, asks_what_called, focus_of, gives_names, names_actor
from assistant.answer.intent import Intent
from assistant.answer.matching import Coverage, WeightedConcept, cover
from assistant.answer.question import Question
from assistant.answer.ranking import Features, Weights
from assistant.answer.settled import settled
from assistant.answer.steering import quotable
from assistant.answer.units import Terms, Unit, UnitKind, terms_of
from assistant.answer.values import Value
from assistant.domain import Hit

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MENTIONED = 0.3
_FOCUS_TELLING = 0.5
# So much of the question stands by a unit that the missing word is another way to say it.
_OVERWHELMING = 0.6
_TOPIC = 0.4
# What a concept counts for where it stands around the unit and not in it.
_IN_CONTEXT, _BEFORE, _IN_LIST, _IN_PASSAGE = 0.7, 0.5, 0.6, 0.35
# What a name counts for where the unit does not have it but is about nothing else.
_NAMED_AROUND, _NAMED_IN_PASSAGE = 0.95, 0.9
_LONG = 300


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit as a possible answer.

    `own` and `full`: coverage of the question's concepts by the unit alone, and with title,
    section, the sentence before and (least) the rest of the passage. `values`: values of the
    kind asked for. `denied`: whether the unit says there is none, or gives it in words alone.
    `absent`: share of the question that stands elsewhere in the documents but not by this unit.
    `focused`: whether the very thing asked for is what the unit speaks of. `subject`: the one
    heading name that it mentions. `named`: share of the question's names it is about. `dated`:
    whether the years asked for fit. `counted`: for «hvor mange X», whether a value stands by
    the X. `score` orders evidence within one question; it has no absolute meaning.
    """

    unit: Unit
    score: float
    own: Coverage
    full: Coverage
    values: tuple[Value, ...]
    named: float
    dated: bool
    counted: bool = True
    denied: bool = False
    absent: float = 0.0
    focused: bool = True
    subject: str = ""
    features: Features = field(default_factory=Features)


class Scorer:
    """Scores units for one question.

    Args:
        question: the question.
        concepts: its weighted concepts.
        weights: weights of the features; the fitted ones when None.
        rivals: names that tell things in the documents apart (levels of a programme).
        as_of: the date on which it is asked; None where no date is to come.

    """

    def __init__(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        *,
        weights: Weights | None = None,
        rivals: Sequence[str] = (),
        as_of: date | None = None,
    ) -> None:
        self.as_of = as_of or date.max
        self.question = question
        self.concepts = concepts
        self.weights = weights or Weights()
        self._rivals = rivals
        self._focus = set(focus_of(question.resolved, question.intent))
        self._asks_names = asks_names(question.resolved)
        # «Hva heter nivåene?» asks for the very names; «Hvilke klynger er med?» for others.
        self._known_names = () if asks_what_called(question.resolved) else tuple(rivals)
        self._counted = [
            c
            for c in concepts
            if set(c.concept.surface.split()) & set(question.counted)
            and c.concept.telling >= _TOPIC
        ]

    def score(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Evidence from all units of `hits`, best first. Ties keep reading order."""
        best = max((h.score for h in hits), default=1.0) or 1.0
        found = [
            self._evidence(unit, hit.score / best) for hit in hits for unit in quotable(hit.chunk)
        ]
        return settled(sorted(found, key=lambda e: -e.score), self.concepts)

    def _evidence(self, unit: Unit, passage: float) -> Evidence:
        terms, near = _terms_around(unit)
        own = cover(self.concepts, terms)
        full = cover(self.concepts, terms, near)
        wide = cover(self.concepts, terms, [*near, (terms_of(unit.chunk.text), _IN_PASSAGE)])
        values = asked_values(unit, self.question, self.as_of)
        counted = counts(unit.text, values, self._counted, self.question.intent)
        denied = denies(unit, self.question, own.share)
        named = self._named(unit)
        features = self._features(
            unit,
            own,
            full,
            passage=passage,
            value=float(bool(values) and counted),
            denied=float(denied),
            unnamed=1 - named,
        )
        return Evidence(
            unit=unit,
            score=self.weights.score(features),
            own=own,
            full=wide,
            values=values,
            named=named,
            dated=self._dated(unit),
            counted=counted,
            denied=denied or said_in_words(unit.text, self.question),
            absent=self._absent(full),
            focused=self._focused(unit, full),
            subject=self._subject(unit),
            features=features,
        )

    def _features(self, unit: Unit, own: Coverage, full: Coverage, **known: float) -> Features:
        question = self.question
        return Features(
            own=own.share,
            full=full.share,
            full_squared=full.share**2,
            bigrams=shape.shared_bigrams(unit.text, question),
            long=float(len(unit.text) > _LONG and unit.kind is UnitKind.SENTENCE),
            heading=cover(self.concepts, terms_of(" ".join(unit.chunk.section))).share,
            crowded=shape.crowded(unit.text, question, self._rivals),
            **known,
            **shape.form(unit, question, self.concepts, own.share),
            **shape.standing(unit, question),
        )

    def _subject(self, unit: Unit) -> str:
        """The heading name that a unit mentions, the longest where one holds another; or none."""
        text = unit.text
        found = [r for r in self._rivals if re.search(rf"\b{re.escape(r)}\b", text)]
        outer = [r for r in found if not any(r != o and r in o for o in found)]
        return outer[0] if len(outer) == 1 else ""

    def _absent(self, full: Coverage) -> float:
        total = sum(c.weight for c in self.concepts)
        missing = [
            c.weight
            for c, m in zip(self.concepts, full.matches, strict=True)
            if c.topical and m < _MENTIONED and c.concept.telling >= _TOPIC
        ]
        return sum(missing) / total if total else 0.0

    def _focused(self, unit: Unit, full: Coverage) -> bool:
        """Whether the thing asked for is there: its noun, an actor, names, a reason."""
        text, asked = unit.text, self.question.resolved
        intent = self.question.intent
        if intent is Intent.WHO and not names_actor(text, asked):
            return False
        if intent is Intent.REASON and not shape.gives_reason(text):
            return full.share >= _OVERWHELMING
        if self._asks_names and not gives_names(text, asked, self._known_names):
            return False
        # A wrong amount is the worst answer there is: there the thing must stand.
        money = intent is Intent.AMOUNT
        least = _TOPIC if money else _FOCUS_TELLING
        focus = [
            m
            for c, m in zip(self.concepts, full.matches, strict=True)
            if set(c.concept.surface.split()) & self._focus and c.concept.telling >= least
        ]
        named = money or intent is Intent.DEFINITION
        rest = self._beside_names(full) if named else full.share
        return not focus or max(focus) >= _MENTIONED or rest >= _OVERWHELMING

    def _beside_names(self, full: Coverage) -> float:
        """Coverage of what is asked beside the names: a level's name alone is no topic."""
        names = {w for m in self.question.mentions for w in m.name.casefold().split()}
        rest = [
            (c.weight, m)
            for c, m in zip(self.concepts, full.matches, strict=True)
            if c.concept.surface not in names
        ]
        total = sum(weight for weight, _ in rest)
        return sum(weight * m for weight, m in rest) / total if total else 0.0

    def _named(self, unit: Unit) -> float:
        """Share of the names asked about that the unit is about.

        A name counts where the unit has it; or where the sentence before, the section, the title
        or the rest of the passage has it and the unit names no rival (another name that headings
        carry).
        """
        names = self.question.mentions
        if not names:
            return 1.0
        text = unit.text
        asked = {m.name.casefold() for m in names}
        rival = any(
            re.search(rf"\b{re.escape(r)}\b", text)
            for r in self._rivals
            if r.casefold() not in asked
        )
        around = (unit.previous, *unit.chunk.section[-1:], unit.context)
        credit = 0.0
        for mention in names:
            if mention.stands_in(text):
                credit += 1.0
            elif not rival and any(mention.stands_in(t) for t in around):
                credit += _NAMED_AROUND
            elif not rival and unit.table < 0 and mention.stands_in(unit.chunk.text):
                credit += _NAMED_IN_PASSAGE
        return credit / len(names)

    def _dated(self, unit: Unit) -> bool:
        """Whether the years asked for stand in the unit, or around a unit without other years."""
        for year in self.question.years:
            if year in unit.text:
                continue
            if _YEAR.search(unit.text):
                return False
            around = " ".join((unit.context, unit.previous, unit.chunk.metadata.published or ""))
            if year not in around:
                return False
        return True


def _terms_around(unit: Unit) -> tuple[Terms, list[tuple[Terms, float]]]:
    """A unit's own terms, and what stands around it with what that counts for."""
    near = [(terms_of(unit.context), _IN_CONTEXT), (terms_of(unit.previous), _BEFORE)]
    if unit.kind is not UnitKind.LIST:
        return terms_of(unit.text), near
    # A long list mentions much; what introduces it says what it is a list of.
    near.append((terms_of(unit.text), _IN_LIST))
    return terms_of(unit.lead), near
