"""Units of the retrieved passages, scored as answers to a question, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import about, shape
from assistant.answer.alternatives import Alternatives, Told
from assistant.answer.called import words_for_document
from assistant.answer.deciding import deciding_words
from assistant.answer.demands import asking_words, deed_asked, names_no_thing
from assistant.answer.elsewhere import has_places, of_another_place, places_asked
from assistant.answer.evidence import Evidence
from assistant.answer.expected import asked_values, counts, denies, said_in_words
from assistant.answer.extremes import of_extremes
from assistant.answer.fitting import Fitting
from assistant.answer.focus import focus_of
from assistant.answer.holders import predecessor
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.keyed_rows import of_other_cells
from assistant.answer.leadins import promised
from assistant.answer.matching import Coverage, Matcher, WeightedConcept
from assistant.answer.number_words import MONTHS
from assistant.answer.question import Question
from assistant.answer.ranges import of_other_ranges
from assistant.answer.ranking import Features, Weights
from assistant.answer.settled import settled
from assistant.answer.siblings import Siblings
from assistant.answer.steering import quotable
from assistant.answer.units import Unit, UnitKind
from assistant.answer.values import find
from assistant.domain import Hit, Language
from assistant.search import analysis
from assistant.search.asked import NO_LIKENESS, Likeness
from assistant.search.names import name_words

Affinity = Callable[[str, Sequence[str]], Sequence[float]]

_MENTIONED, _ROLE, _THING = 0.3, 0.6, 0.9
_FOCUS_TELLING = 0.5
# So much of the question stands by a unit that the missing word is another way to say it.
_OVERWHELMING = 0.6
_SURELY_NEAR = 0.5
_TOPIC = 0.4
# What a concept counts for where it stands around the unit and not in it.
_RIGHT_ABOVE = 1.0
_IN_CONTEXT, _BEFORE, _IN_LIST, _IN_PASSAGE = 0.7, 0.5, 0.6, 0.35
_LONG = 300
_QUANTITY = re.compile(r"(hvor|kor|how) (mye|mykje|mange|much|many|lenge|long|ofte|often|stor)")
# A word that is written as a name, and not because a sentence begins.
_NAME_LIKE = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][\wæøå-]{2,}")
_PRICE = re.compile(r"pris(?:en)?|fees?|price|costs?|avgift(?:a|en)?|takst(?:en)?|hva koster")
# Below this the static model does not connect a word with a unit.
_WORD_NEAR, _UNMET_TELLING = 0.1, 0.7
_SHORTEST_THING = 3
# A word that decides stands by the unit, or the static model finds it there.
_MET, _WORD_MET = 0.45, 0.15
# Of so few words each is what the question is about.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a unit lies to a question as a whole, the same behind its headings, and by word."""

    question: float
    around: float
    words: tuple[float, ...]


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
        self._siblings = Siblings(question, concepts, ())
        self.weights = Weights()
        self._rivals = rivals
        self._capitalised = {w.casefold() for w in _NAME_LIKE.findall(question.resolved)}
        self._naming = about.versions(question.resolved)
        self._focus = set(focus_of(question.resolved, question.intent))
        self._fitting = Fitting(question, familiar or rivals)
        self._asking, self._deed = asking_words(question), deed_asked(question)
        self._places = places_asked(question, concepts)
        self._deciding = deciding_words(question) - name_words(question.mentions)
        figures = set(analysis.words(" ".join(_figures_in(question.resolved))))
        self._figures = frozenset(
            i for i, c in enumerate(concepts) if figures.issuperset(c.concept.surface.split())
        )
        counted = set(_counted_noun(question))
        self._counted = [
            c
            for c in concepts
            if set(c.concept.surface.split()) & counted and c.concept.telling >= _MENTIONED
        ]

    def score(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Evidence from all units of `hits`, best first. Ties keep reading order."""
        best = max((h.score for h in hits), default=1.0) or 1.0
        alternatives = Alternatives(self.question, self.concepts, hits)
        units = [
            (unit, hit.score / best)
            for hit in hits
            for unit in quotable(hit.chunk)
            # Of a heading, only its value can be an answer.
            if unit.kind is not UnitKind.HEADING or self.question.intent in EXPECTED
        ]
        ranges = self._rows_asked([unit for unit, _ in units])
        self._siblings = Siblings(self.question, self.concepts, [unit for unit, _ in units])
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
                ranges.told(unit) or alternatives.told(unit),
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

    def _rows_asked(self, units: Sequence[Unit]) -> _Ranges:
        """The rows that a number or a rank asks for."""
        rank = of_extremes(self.question, units, self.concepts)
        if rank.best:
            return _Ranges(rank.best, rank.others, rank.concepts, rank.columns)
        asked, others = of_other_ranges(self.question, units)
        by_cell, beside = of_other_cells(self.question, units)
        return _Ranges((asked | by_cell) - others, others | beside, self._figures)

    def _evidence(self, unit: Unit, passage: float, told: Told, near: Nearness) -> Evidence:
        text, context = _text_around(unit)
        opening = self._opening(unit.chunk.document_id)
        context.append((self._for_document(unit, opening), _RIGHT_ABOVE))
        context.append((predecessor(self.question, unit), _RIGHT_ABOVE))
        values = asked_values(unit, self.question, self.as_of)
        given = self._given(unit, valued=bool(values)) | told.given
        own = self._matcher.cover(text, given=given)
        full = self._matcher.cover(text, context, given=given)
        wide = self._matcher.cover(text, [*context, (unit.chunk.text, _IN_PASSAGE)], given=given)
        beside = self._matcher.cover(text, _beside(unit), given=given)
        counted = counts(
            unit.text,
            values,
            self._counted,
            self.question.intent,
            before="\n".join((unit.previous, *unit.chunk.section[-1:])),
        )
        denied = denies(unit, self.question, own.share)
        other = told.other or about.of_another_day(unit.text, self.question.resolved)
        other = other or not about.quotes(unit, self.question.resolved)
        other = other or of_another_place(unit, self.question.resolved)
        other = other or not has_places(unit, self._places, opening)
        other = other or self._siblings.tells_of(unit)
        named = (
            0.0
            if other
            else about.named(
                unit,
                self.question.mentions,
                self._rivals,
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
            asked=self._likeness.of(unit.chunk.document_id, " ".join(unit.verbatim.split())),
        )
        return Evidence(
            unit=unit,
            score=self.weights.score(features) + promised(unit, self.question, full.share),
            own=own,
            beside=beside.share,
            full=wide,
            values=values,
            named=named,
            dated=about.dated(unit, self.question.years, naming=self._naming),
            counted=counted,
            denied=denied or said_in_words(unit.text, self.question),
            absent=self._absent(unit, full),
            strange=self._strange(full, near),
            keyed=self._keyed(unit, own),
            unheard=sum(self._unheard(wide).values()),
            undone=self._deed in self._unheard(wide),
            unmet=self._unmet(full, near),
            fitting=self._fitting.fits(unit, near=self._surely_of(wide, near)),
            focused=self._focused(full),
            subject=about.subject(unit, self._rivals),
            accounted=self._accounted(unit, own, near),
            known=self._known(unit, features.asked),
            unfamiliar=self._likeness.unfamiliar,
            odd=self._odd(full),
            marks=told.marks,
            nameless=self._nameless(unit, wide),
            features=features,
        )

    def _for_document(self, unit: Unit, opening: str) -> str:
        """The words of the question that stand for the unit's document as a whole."""
        document = unit.chunk.document_id
        if document not in self._called:
            found = words_for_document(unit.chunk.title, opening, self.concepts)
            self._called[document] = " ".join(found)
        return self._called[document]

    def _given(self, unit: Unit, *, valued: bool) -> frozenset[int]:
        """The concepts that a unit has without their words: its document's year, what is asked.

        A year asked about is not what a sentence must say, but where it must stand; and a value
        is what «hvor mye penger» is answered by.
        """
        years = set(self.question.years) & about.years_of(unit.chunk)
        return frozenset(
            i
            for i, c in enumerate(self.concepts)
            if c.concept.surface in years or (valued and _QUANTITY.match(c.concept.surface))
        )

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

    def _absent(self, unit: Unit, full: Coverage) -> float:
        if not about.same_tongue(unit, self.question.language):
            return 0.0
        total = sum(c.weight for c in self.concepts)
        missing = [
            c.weight
            for c, m in zip(self.concepts, full.matches, strict=True)
            if c.topical and m < _MENTIONED and c.concept.telling >= _TOPIC
        ]
        return sum(missing) / total if total else 0.0

    def _strange(self, full: Coverage, near: Nearness) -> bool:
        """See `Evidence.strange`. A word the model never met has no nearness at all."""
        return any(
            m < _MENTIONED
            and word < _WORD_NEAR
            and c.concept.telling >= (_TOPIC if word else _UNMET_TELLING)
            for c, m, word in zip(self.concepts, full.matches, near.words, strict=True)
        )

    def _unmet(self, full: Coverage, near: Nearness) -> bool:
        """See `Evidence.unmet`."""
        return any(
            m < _MET
            and word < _WORD_MET
            and c.concept.telling >= _TOPIC
            and not self._deciding.isdisjoint(c.concept.surface.split())
            for c, m, word in zip(self.concepts, full.matches, near.words, strict=True)
        )

    def _odd(self, full: Coverage) -> bool:
        """See `Evidence.odd`."""
        if len(self.concepts) > _FEW:
            return False
        return any(
            not c.stands
            and m < _MENTIONED
            and c.concept.telling >= _FOCUS_TELLING
            and analysis.stem(c.concept.surface) in self._likeness.strange
            for c, m in zip(self.concepts, full.matches, strict=True)
        )

    def _known(self, unit: Unit, asked: float) -> float:
        """See `Evidence.known`."""
        if not self._likeness.knows(unit.chunk.document_id):
            return 0.0
        more = asked - self._likeness.nowhere
        # What the documents once did not answer, changed ones may.
        return more if self._likeness.same else max(0.0, more)

    def _unheard(self, full: Coverage) -> dict[str, float]:
        """Words of `Evidence.unheard` → how much they tell. Phrases and short words are none."""
        return {
            c.concept.surface: c.concept.telling
            for c, m in zip(self.concepts, full.matches, strict=True)
            if not c.stands
            and m < _MENTIONED
            and c.concept.surface in self._asking
            and len(c.concept.surface) >= _SHORTEST_THING
            and not names_no_thing(c.concept.surface)
        }

    def _nameless(self, unit: Unit, wide: Coverage) -> float:
        """See `Evidence.nameless`. Whose rules are asked about is no thing of theirs."""
        names = name_words(self.question.mentions) | self._capitalised
        total = sum(c.weight for c in self.concepts if c.concept.surface not in names)
        if not total or not about.same_tongue(unit, self.question.language):
            return 0.0
        if self._only_named(wide, names):
            return 1.0
        missing = (
            c.weight
            for c, m in zip(self.concepts, wide.matches, strict=True)
            if not c.stands and m < _MENTIONED and c.concept.telling >= _THING
        )
        return sum(missing) / total

    def _only_named(self, wide: Coverage, names: Collection[str]) -> bool:
        """Whether nothing of the question stands by a unit but names and what is paid.

        What is asked of must be unheard of; what stands elsewhere is left to `Evidence.absent`.
        """
        rest = [
            (c, m)
            for c, m in zip(self.concepts, wide.matches, strict=True)
            if c.concept.surface not in names
            and not _PRICE.fullmatch(c.concept.surface)
            and not _QUANTITY.match(c.concept.surface)
        ]
        unheard = any(c.concept.telling >= _UNMET_TELLING and not c.stands for c, _ in rest)
        return unheard and all(m < _MENTIONED for _, m in rest)

    def _surely_of(self, full: Coverage, near: Nearness) -> bool:
        """Whether words and model agree that a unit is of the very matter of the question."""
        said = full.share >= _OVERWHELMING and near.question >= _SURELY_NEAR
        return said and not self.question.negated

    def _accounted(self, unit: Unit, own: Coverage, near: Nearness) -> float:
        """See `Evidence.accounted`. A word is seldom nearer to a whole sentence than a half."""
        if not any(near.words):
            return 1.0  # The model has nothing to say of documents like these.
        heading = self._matcher.matches(unit.context)
        total = sum(c.concept.telling for c in self.concepts)
        found = (
            c.concept.telling * min(1.0, max(m, around, 2 * word))
            for c, m, around, word in zip(
                self.concepts, own.matches, heading, near.words, strict=True
            )
        )
        return sum(found) / total if total else 1.0

    def _keyed(self, unit: Unit, own: Coverage) -> bool:
        """Whether the most telling word of the question that the documents have stands by.

        Beside the unit itself its heading and what introduces it count, the sentence before and
        the rest of the passage do not: they are where another thing's value stands. That a word
        stands in documents in another language says nothing.
        """
        if not about.same_tongue(unit, self.question.language):
            return True
        names = name_words(self.question.mentions)
        if self.question.intent is Intent.AMOUNT:
            # What is paid is a price, whatever it is called there.
            names = names | {
                c.concept.surface for c in self.concepts if _PRICE.fullmatch(c.concept.surface)
            }
        heading = self._matcher.matches(unit.context)
        known = [
            (c.weight, max(m, around))
            for c, m, around in zip(self.concepts, own.matches, heading, strict=True)
            if c.stands and c.concept.telling >= _FOCUS_TELLING and c.concept.surface not in names
        ]
        if not known:
            return True
        heaviest = max(weight for weight, _ in known)
        return all(m >= _MENTIONED for weight, m in known if weight == heaviest)

    def _focused(self, full: Coverage) -> bool:
        """Whether the very thing asked for, as the question names it, is spoken of."""
        intent = self.question.intent
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
        # «Daglig leder» is no «nestleder»: of a person's role, half the word is another role.
        if intent is Intent.WHO:
            return not focus or max(focus) >= _ROLE
        return not focus or max(focus) >= _MENTIONED or rest >= _OVERWHELMING

    def _beside_names(self, full: Coverage) -> float:
        """Coverage of what is asked beside the names: a level's name alone is no topic."""
        names = name_words(self.question.mentions)
        rest = [
            (c.weight, m)
            for c, m in zip(self.concepts, full.matches, strict=True)
            if c.concept.surface not in names
        ]
        total = sum(weight for weight, _ in rest)
        return sum(weight * m for weight, m in rest) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The rows whose range or rank is asked for, and the others of their tables.

    `columns`: the one column of a row that tells its rank, where there are several.
    """

    asked: frozenset[tuple[str, int]]
    others: frozenset[tuple[str, int]]
    figures: frozenset[int]
    columns: Mapping[tuple[str, int], int | None] = field(default_factory=dict)

    def told(self, unit: Unit) -> Told | None:
        """What that says of a unit; None for one that no range goes for."""
        place = (unit.chunk.id, unit.start) if unit.kind is UnitKind.ROW else ("", 0)
        if unit.column is not None and self.columns.get(place, unit.column) != unit.column:
            return Told(other=True)
        if place in self.asked:
            return Told(given=self.figures)
        return Told(other=True) if place in self.others else None


def _figures_in(text: str) -> list[str]:
    """The values of a question as they stand, names of months too."""
    months = [w for w in analysis.words(text) if w in MONTHS and len(w) > _FEW]
    return [*(text[v.start : v.end] for v in find(text)), *months]


def _counted_noun(question: Question) -> tuple[str, ...]:
    """The noun after «hvor mange», with an adjective before it; what follows is its verb.

    In «hvor mange Arena prosjekter» the name is no noun of its own.
    """
    names = name_words(question.mentions)
    words = tuple(w for w in question.counted if w not in names) or question.counted
    adjective = question.language is Language.EN or (words[:1] and words[0].endswith("e"))
    return words[: 2 if adjective else 1]


def _no_affinity(_: str, texts: Sequence[str]) -> Sequence[float]:
    return (0.0,) * len(texts)


def _beside(unit: Unit) -> list[tuple[str, float]]:
    """The heading right above a unit and the sentence before it, with what they count for."""
    return [(h, _RIGHT_ABOVE) for h in unit.chunk.section[-1:]] + [(unit.previous, _BEFORE)]


def _text_around(unit: Unit) -> tuple[str, list[tuple[str, float]]]:
    """A unit's own text, and what stands around it with what that counts for."""
    near = [(unit.context, _IN_CONTEXT), (unit.previous, _BEFORE)]
    if unit.kind is not UnitKind.LIST:
        return unit.text, near
    # A long list mentions much; what introduces it says what it is a list of.
    near.append((unit.text, _IN_LIST))
    return "\n".join((unit.lead, *unit.chunk.section[-1:])), near
