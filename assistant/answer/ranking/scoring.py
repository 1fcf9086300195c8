"""Units of the retrieved passages, scored as answers to a question, with what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.answer_types.demands import lacks_least, silent_on_deed, tells_of_the_end
from assistant.answer.answer_types.denial import denies
from assistant.answer.answer_types.expected import asked_values
from assistant.answer.answer_types.holders import predecessor
from assistant.answer.answer_types.in_words import said_in_words
from assistant.answer.answer_types.leadins import promised
from assistant.answer.answer_types.open_to import worth_of_telling
from assistant.answer.answer_types.opposites import of_the_opposite
from assistant.answer.extraction import about
from assistant.answer.extraction.pointing import named_before
from assistant.answer.extraction.steering import quotable
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import Value, find
from assistant.answer.question import Question
from assistant.answer.ranking import shape
from assistant.answer.ranking.alternatives import Alternatives, Told
from assistant.answer.ranking.called import words_for_document
from assistant.answer.ranking.counting import asks_members, counted_noun, counts, counts_members
from assistant.answer.ranking.elsewhere import has_places, of_another_place, places_asked
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.extremes import of_extremes
from assistant.answer.ranking.features import Features, Weights
from assistant.answer.ranking.fitting import Fitting
from assistant.answer.ranking.framed import frame_told
from assistant.answer.ranking.implied import Implied
from assistant.answer.ranking.keyed_rows import of_other_cells
from assistant.answer.ranking.matching import Coverage, Matcher, WeightedConcept
from assistant.answer.ranking.narrowed import Narrowed
from assistant.answer.ranking.ranges import Ranges, of_other_ranges
from assistant.answer.ranking.settled import settled
from assistant.answer.ranking.siblings import Siblings, listed_beside
from assistant.answer.ranking.surroundings import text_around, text_beside
from assistant.answer.ranking.wording import MENTIONED, Nearness, Wording
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.understanding.time_asked import time_asked
from assistant.domain import Hit
from assistant.search.likeness import NO_LIKENESS, Likeness

Affinity = Callable[[str, Sequence[str]], Sequence[float]]

# So much of the question stands by a unit, and so near it lies, that it is of the very matter.
_OVERWHELMING, _SURELY_NEAR = 0.6, 0.5
# What a concept counts for in what a unit is told under, and in the rest of the passage.
_RIGHT_ABOVE, _IN_PASSAGE = 1.0, 0.35
_LONG = 300


class Scorer:
    """Scores units for one question.

    Args:
        question: the question.
        concepts: its weighted concepts.
        rivals: names that tell things in the documents apart (levels of a programme).
        familiar: names that are no answer to «hvilke klynger»; the rivals when empty.
        as_of: the date on which it is asked; None where no date is to come.
        affinity: (question, texts) → how near each text lies to it (`Retriever.affinities`);
            None where nothing measures it.
        likeness: what the question is like among those known to be answered.
        opening: document's id → how it begins, before its first heading.

    """

    def __init__(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        *,
        rivals: Sequence[str] = (),
        familiar: Sequence[str] = (),
        as_of: date | None = None,
        affinity: Affinity | None = None,
        likeness: Likeness = NO_LIKENESS,
        opening: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.as_of = as_of or date.max
        self._affinity = affinity or _no_affinity
        self._likeness = likeness
        self._opening = opening
        self.question = question
        self.concepts = concepts
        self._matcher = Matcher(concepts)
        self._called: dict[str, str] = {}
        self._years: frozenset[str] = frozenset()
        self.weights = Weights()
        self._rivals = rivals
        self._others: tuple[str, ...] = ()
        self._naming = about.versions(question.resolved)
        self._time = time_asked(question, self.as_of)
        self._fitting = Fitting(question, familiar or rivals)
        self._places = places_asked(question, concepts)
        self._wording = Wording(question, concepts, self._matcher, likeness)
        self._narrowed = Narrowed(question, concepts, self._matcher)
        self._implied = Implied(question, concepts)
        self._counts_members = question.intent is Intent.COUNT and asks_members(question)
        # «Hvor mange av de sju?» counts no sevens.
        counted = {w for w in counted_noun(question) if not find(w)}
        self._counted = [
            c
            for c in concepts
            if set(c.concept.surface.split()) & counted and c.concept.telling >= MENTIONED
        ]

    def score(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Evidence from all units of `hits`, best first. Ties keep reading order."""
        best = max((h.score for h in hits), default=1.0) or 1.0
        self._years = about.years_at_hand(h.chunk for h in hits)
        self._others = tuple(self._rivals)
        if self.question.intent in EXPECTED:
            listed = listed_beside(self.question.mentions, (h.chunk.text for h in hits))
            self._others += tuple(listed)
        alternatives = Alternatives(self.question, self.concepts, hits)
        units = [
            (unit, hit.score / best)
            for hit in hits
            for unit in quotable(hit.chunk)
            # Of a heading, only its value can be an answer.
            if unit.kind is not UnitKind.HEADING or self.question.intent in EXPECTED
        ]
        ranges = self._rows_asked([unit for unit, _ in units])
        siblings = Siblings(self.question, self.concepts, [unit for unit, _ in units])
        texts = [unit.text for unit, _ in units]
        around = [f"{unit.context} {unit.text}" for unit, _ in units]
        # What introduces a long list is nearer to what it is asked for by than all its items.
        leads = [unit.lead or unit.text for unit, _ in units]
        near = self._affinity(self.question.query.respelt, [*texts, *around, *leads])
        by_word = [self._affinity(c.concept.surface, texts) for c in self.concepts]
        found = [
            self._evidence(
                unit,
                passage,
                self._told(unit, ranges.told(unit) or alternatives.told(unit), siblings),
                Nearness(
                    max(near[i], near[i + 2 * len(units)]),
                    near[i + len(units)],
                    tuple(w[i] for w in by_word),
                ),
            )
            for i, (unit, passage) in enumerate(units)
        ]
        best_first = sorted(found, key=lambda e: -e.score)
        return settled(best_first, self.concepts, self.question.resolved)

    def _rows_asked(self, units: Sequence[Unit]) -> Ranges:
        """The rows that a number or a rank asks for."""
        rank = of_extremes(self.question, units, self.concepts)
        if rank.best:
            return Ranges(rank.best, rank.others, rank.concepts, rank.columns)
        asked, others = of_other_ranges(self.question, units)
        by_cell, beside = of_other_cells(self.question, units)
        return Ranges((asked | by_cell) - others, others | beside, self._implied.figures)

    def _told(self, unit: Unit, told: Told, siblings: Siblings) -> Told:
        """Which alternative a unit is about, and whether it is about another thing altogether."""
        asked = self.question.resolved
        other = (
            told.other
            or about.of_another_day(unit.text, asked)
            or about.of_another_part(f"{unit.context} {unit.text}", asked)
            or (unit.kind is not UnitKind.LIST and of_the_opposite(unit.text, self.question))
            or not about.quotes(unit, asked)
            or of_another_place(unit, asked)
            or not has_places(unit, self._places, self._opening(unit.chunk.document_id))
            or siblings.tells_of(unit)
            or lacks_least(self.question, unit)
            or tells_of_the_end(self.question, unit)
            or silent_on_deed(self.question, unit)
            or self._fitting.contradicts(unit)
        )
        return replace(told, other=other)

    def _evidence(self, unit: Unit, passage: float, told: Told, near: Nearness) -> Evidence:
        text, context = text_around(unit)
        opening = self._opening(unit.chunk.document_id)
        # Of a value, the thing itself must stand nearer than in what the document is called.
        worth = _IN_PASSAGE if self.question.intent in EXPECTED else _RIGHT_ABOVE
        context.append((self._for_document(unit, opening), worth))
        context.append((predecessor(self.question, unit), _RIGHT_ABOVE))
        values = asked_values(unit, self.question, self.as_of)
        framed = frame_told(
            unit, self.question, self.concepts, lambda: self._matcher.cover(text, context)
        )
        given = self._implied.by(unit, valued=bool(values)) | framed | told.given
        stood_for = [named_before(unit)] if values else []
        context += stood_for
        own = self._matcher.cover(text, stood_for, given=given)
        full = self._matcher.cover(text, context, given=given)
        wide = self._matcher.cover(text, [*context, (unit.chunk.text, _IN_PASSAGE)], given=given)
        beside = self._matcher.cover(text, text_beside(unit), given=given)
        counted = self._counts(unit, values)
        where = (unit.chunk.document_id, " ".join(unit.verbatim.split()))
        asked = self._likeness.of(*where)
        denied = denies(unit, self.question, max(own.share, asked))
        named = (
            0.0
            if told.other or self._wording.of_unknown_name(full)
            else about.named(
                unit,
                self.question.mentions,
                self._others,
                opening=opening,
            )
        )
        features = self._features(
            unit,
            own,
            full,
            passage=passage,
            value=float(bool(values) and counted),
            denied=float(denied),
            unnamed=1 - named,
            affinity=near.question,
            affinity_around=near.around,
            asked=asked,
        )
        return Evidence(
            unit=unit,
            score=self.weights.score(features)
            + promised(unit, self.question, full.share)
            + worth_of_telling(unit, self.question, full.share),
            own=own,
            beside=beside.share,
            full=wide,
            values=values,
            named=named,
            dated=about.dated(unit, self.question.years, naming=self._naming, called=self._years)
            and about.of_version(unit, self._naming, self.question.resolved)
            and not self._time.is_not_of(unit),
            counted=counted,
            denied=denied or said_in_words(unit.text, self.question),
            absent=self._wording.absent(unit, full),
            strange=self._wording.strange(full, near),
            keyed=self._wording.keyed(unit, own),
            unheard=self._wording.unheard(wide),
            undone=self._wording.undone(wide),
            unmet=self._wording.unmet(full, near),
            fitting=self._fitting.fits(unit, near=self._surely_of(wide, near)),
            focused=self._wording.focused(full),
            subject=about.subject(unit, self._rivals),
            accounted=self._wording.accounted(unit, own, near),
            known=self._known(unit, features.asked),
            voted=self._likeness.share_of(*where),
            unanswered=self._likeness.unanswered * self._likeness.same,
            says=self._likeness.decision_of(*where),
            unfamiliar=self._likeness.unfamiliar,
            odd=self._wording.odd(full),
            alien=self._wording.alien(full),
            of_alien=self._wording.of_alien(full),
            marks=told.marks,
            other=told.other,
            of_all=self._narrowed.tells_of_all(unit, own, near, counted=bool(values) and counted),
            nameless=self._wording.nameless(unit, wide),
            features=features,
        )

    def _counts(self, unit: Unit, values: Sequence[Value]) -> bool:
        """Whether a value counts what is asked to be counted."""
        if self._counts_members:
            return counts_members(unit.text, values)
        before = "\n".join((unit.previous, *unit.chunk.section[-1:]))
        return counts(unit.text, values, self._counted, self.question.intent, before=before)

    def _for_document(self, unit: Unit, opening: str) -> str:
        """The words of the question that stand for the unit's document as a whole."""
        document = unit.chunk.document_id
        if document not in self._called:
            found = words_for_document(unit.chunk.title, opening, self.concepts)
            self._called[document] = " ".join(found)
        return self._called[document]

    def _features(self, unit: Unit, own: Coverage, full: Coverage, **known: float) -> Features:
        question = self.question
        return Features(
            own=own.share,
            full=full.share,
            full_squared=full.share**2,
            bigrams=shape.shared_bigrams(unit.text, question),
            long=float(len(unit.text) > _LONG and unit.kind is UnitKind.SENTENCE),
            heading=self._matcher.cover(" ".join(unit.chunk.section)).share,
            crowded=shape.crowded(unit.text, question, self._rivals),
            **known,
            **shape.form(unit, question, self.concepts, own.share),
            **shape.standing(unit, question),
        )

    def _known(self, unit: Unit, asked: float) -> float:
        """See `Evidence.known`."""
        if not self._likeness.knows(unit.chunk.document_id):
            return 0.0
        more = asked - self._likeness.nowhere
        # What the documents once did not answer, changed ones may.
        return more if self._likeness.same else max(0.0, more)

    def _surely_of(self, full: Coverage, near: Nearness) -> bool:
        """Whether words and model agree that a unit is of the very matter of the question."""
        said = full.share >= _OVERWHELMING and near.question >= _SURELY_NEAR
        return said and not self.question.negated


def _no_affinity(_: str, texts: Sequence[str]) -> Sequence[float]:
    return (0.0,) * len(texts)
