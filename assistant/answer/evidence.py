"""Units of the retrieved passages, scored as answers to a question, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import Coverage, WeightedConcept, cover, match
from assistant.answer.question import Question
from assistant.answer.units import Terms, Unit, UnitKind, terms_of, units_of
from assistant.answer.values import Value, ValueKind, find
from assistant.domain import Hit, Status
from assistant.search import analysis
from assistant.search.query import Concept

_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÆØÅ]\w+")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MODAL = re.compile(r"\b(må|skal|krav\w*|kreve\w*|kreves|forutset\w*|kriteri\w*|bør|minimum)\b", re.I)
_BECAUSE = re.compile(r"\b(fordi|derfor|slik at|for å|siden|på grunn av|formål\w*|ettersom)\b", re.I)
_MONEY = re.compile(r"kron|kr\b|nok|mill|mrd|million|milliard|euro|dollar|€|\$", re.I)
_COUNT_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ranker, fitted on one half of a public reading benchmark by
    conditional logistic regression; `names` and `status` by hand on tuning questions.
    """

    own: float = 1.0
    full: float = 8.0
    full_squared: float = 3.0
    passage: float = 4.0
    value: float = 2.4
    who: float = 1.4
    where: float = 0.8
    bigrams: float = 2.2
    long: float = -0.8
    names: float = 4.0
    status: float = 0.9
    shape: float = 1.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit as a possible answer.

    `own` and `full`: coverage of the question's concepts by the unit alone, and with title,
    section, the sentence before and (least) the rest of the passage. `values`: values of the
    kind asked for. `named`: share of the question's names it is about. `dated`: whether the
    years asked for fit. `score` orders evidence within one question; it has no absolute meaning.
    """

    unit: Unit
    score: float
    own: Coverage
    full: Coverage
    values: tuple[Value, ...]
    named: float
    dated: bool
    passage: float
    counted: bool = True


class Scorer:
    """Scores units for one question."""

    def __init__(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        *,
        weights: Weights | None = None,
        rivals: Sequence[str] = (),
    ) -> None:
        self.question = question
        self.concepts = concepts
        self.weights = weights or Weights()
        self._rivals = rivals
        self._words = analysis.words(question.resolved)
        self._bigrams = set(pairwise(self._words))
        self._counted = [
            c
            for c in concepts
            if set(c.concept.surface.split()) & set(question.counted)
        ]

    def score(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Evidence from all units of `hits`, best first. Ties keep reading order."""
        best = max((h.score for h in hits), default=1.0) or 1.0
        found = [
            self._evidence(unit, hit.score / best) for hit in hits for unit in units_of(hit.chunk)
        ]
        return sorted(found, key=lambda e: -e.score)

    def _evidence(self, unit: Unit, passage: float) -> Evidence:
        terms = terms_of(unit.text)
        near = [(terms_of(unit.context), 0.7), (terms_of(unit.previous), 0.5)]
        own = cover(self.concepts, terms)
        full = cover(self.concepts, terms, near)
        wide = cover(self.concepts, terms, [*near, (terms_of(unit.chunk.text), 0.35)])
        values = self._values(unit)
        counted = self._counts(unit, values)
        named, dated = self._named(unit), self._dated(unit)
        score = self._total(unit, own, full, passage) + self._shape(unit, terms, bool(values))
        score += self.weights.names * (named - 1) + self.weights.names * (dated - 1)
        if values and counted:
            score += self.weights.value
        if unit.chunk.metadata.status is Status.CURRENT:
            score += self.weights.status
        return Evidence(unit, score, own, wide, values, named, dated, passage, counted)

    def _total(self, unit: Unit, own: Coverage, full: Coverage, passage: float) -> float:
        w = self.weights
        words = list(terms_of(unit.text).words)
        shared = len(self._bigrams & set(pairwise(words))) / max(1, len(self._bigrams))
        return (
            w.own * own.share
            + w.full * full.share
            + w.full_squared * full.share**2
            + w.passage * passage
            + w.bigrams * shared
            + w.long * (len(unit.text) > 300 and unit.kind is UnitKind.SENTENCE)
        )

    def _values(self, unit: Unit) -> tuple[Value, ...]:
        """Values of the kind asked for that the question itself does not hold."""
        kinds = EXPECTED.get(self.question.intent)
        if not kinds:
            return ()
        asked = {v.canonical for v in find(self.question.resolved)}
        found = [v for v in find(unit.text) if v.kind in kinds and v.canonical not in asked]
        if self.question.intent is Intent.AMOUNT and self._about_money():
            found = [v for v in found if _MONEY.search(v.unit or "")]
        return tuple(found)

    def _about_money(self) -> bool:
        return bool(
            re.search(
                r"støtt|penge|pengar|tilsk|finans|kron|beløp|midl|budsjett|ramme|fund|money|grant|support",
                self.question.resolved,
                re.I,
            )
        )

    def _counts(self, unit: Unit, values: Sequence[Value]) -> bool:
        """For «hvor mange X»: whether a value stands right by the X."""
        if self.question.intent is not Intent.COUNT or not self._counted:
            return True
        return any(self._by_counted(unit.text, v) for v in values)

    def _by_counted(self, text: str, value: Value) -> bool:
        after = analysis.words(text[value.end :])[:_COUNT_WINDOW]
        before = analysis.words(text[: value.start])[-_COUNT_WINDOW:]
        near = terms_of(" ".join((*after, *before, text[value.start : value.end])))
        return any(match(_plain(c.concept), near) >= 0.5 for c in self._counted)

    def _named(self, unit: Unit) -> float:
        """Share of the names asked about that the unit is about.

        A name counts where the unit has it; or where the sentence before, the section or the
        title has it and the unit names no rival (another name that headings carry).
        """
        names = self.question.mentions
        if not names:
            return 1.0
        text = unit.text
        rival = any(
            re.search(rf"\b{re.escape(r)}\b", text)
            for r in self._rivals
            if r.casefold() not in {m.name.casefold() for m in names}
        )
        credit = 0.0
        for mention in names:
            if mention.stands_in(text):
                credit += 1.0
            elif not rival and any(
                mention.stands_in(t)
                for t in (unit.previous, *unit.chunk.section[-1:], unit.context)
            ):
                credit += 0.95
        return credit / len(names)

    def _dated(self, unit: Unit) -> bool:
        """Whether the years asked for stand in the unit, or around a unit without other years."""
        for year in self.question.years:
            if year in unit.text:
                continue
            if _YEAR.search(unit.text):
                return False
            around = " ".join(
                (unit.context, unit.previous, unit.chunk.metadata.published or "")
            )
            if year not in around:
                return False
        return True

    def _shape(self, unit: Unit, terms: Terms, has_value: bool) -> float:
        """What the form of a unit adds for the kind of question."""
        w, intent, text = self.weights, self.question.intent, unit.text
        asked = set(self._words)
        new_name = any(n.casefold() not in asked for n in _CAPITAL.findall(text))
        if intent is Intent.WHO:
            return w.who * new_name
        if intent is Intent.WHERE:
            return w.where * new_name
        if intent is Intent.LIST:
            return w.shape * (unit.kind is UnitKind.LIST)
        if intent in (Intent.CRITERIA, Intent.PROCEDURE):
            return w.shape * 0.5 * bool(_MODAL.search(text)) + w.shape * (
                unit.kind is UnitKind.LIST
            ) * 0.7
        if intent is Intent.REASON:
            return w.shape * 0.6 * bool(_BECAUSE.search(text))
        if intent is Intent.DEFINITION:
            return w.shape * self._defines(text)
        if intent is Intent.COUNT and unit.kind is UnitKind.LIST and not has_value:
            return w.shape * 0.5
        return 0.0

    def _defines(self, text: str) -> float:
        """Whether the unit opens with a thing asked about and says what it is."""
        opening = terms_of(" ".join(analysis.words(text)[:6]))
        strongest = max(self.concepts, key=lambda c: c.weight, default=None)
        if strongest is None or match(strongest.concept, opening) < 0.6:
            return 0.0
        return 1.0 if re.search(r"\b(er|var|betyr|defineres?|definert|menes|står for)\b", text) else 0.3


def _plain(concept: Concept) -> Concept:
    return concept
