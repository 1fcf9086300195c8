"""Units of the retrieved passages, scored as answers to a question, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import pairwise

from assistant.answer.focus import asks_names, focus_of, gives_names, names_actor
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import Coverage, WeightedConcept, cover, match
from assistant.answer.question import Question
from assistant.answer.steering import quotable
from assistant.answer.units import Terms, Unit, UnitKind, terms_of
from assistant.answer.values import Value, ValueKind, find
from assistant.domain import Hit, Status
from assistant.search import analysis

_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÆØÅ]\w+")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MODAL = re.compile(
    r"\b(må|skal|krav\w*|kreve\w*|kreves|forutset\w*|kriteri\w*|bør|minimum)\b", re.I
)
_BECAUSE = re.compile(
    r"\b(fordi|derfor|slik at|for å|siden|på grunn av|formål\w*|ettersom)\b", re.I
)
_MONEY = re.compile(r"kron|kr\b|nok|mill|mrd|million|milliard|euro|dollar|€|\$", re.I)
_NO = r"\b(?:ingen|ikke|ikkje|inga|uten|utan|heller ikke)\s+(?:\w+\s+){0,2}"
_DENIED = {
    Intent.AMOUNT: re.compile(_NO + r"\w*(?:finansier|støtte|penger|midler|tilskudd|beløp)", re.I),
    Intent.DATE: re.compile(_NO + r"\w*(?:frist|dato)|\bløpende\b|når som helst", re.I),
    Intent.DURATION: re.compile(_NO + r"\w*(?:tidsbegrens|tidsgrense|grense|sluttdato)", re.I),
}
_MENTIONED = 0.3
_FOCUS_TELLING = 0.5
# So much of the question stands by a unit that the missing word is another way to say it.
_OVERWHELMING = 0.6
_TOPIC = 0.4
_ENUMERATION = re.compile(r"[\w-]+, [^.]*?\b(og|eller|samt)\b")
_APPLIES = re.compile(r"søk|søke|frist|lever|send|inne\b|innen\b|meld|deadline|appl|submit", re.I)
# «effektmålene», «kravene»: a plural with the article asks for all of them.
_PLURAL = re.compile(
    r"\b(hva|kva|what|hvilke|which) (er|var|are|were) (de |dei |the )?\w+(ene|ane|ns|es|ts)\b", re.I
)
_IS = frozenset({"er", "var", "betyr", "defineres", "definert", "menes", "omfatter", "består"})
_PREPOSITIONS = frozenset("i på til for fra ved om under in on at from for of".split())
_IN_WORDS = {
    Intent.DATE: re.compile(r"\d-tallet|\d-årene|århundre|\bf\.? ?Kr|\bfor .{1,40} siden\b", re.I),
    Intent.DURATION: re.compile(r"\b(halvt år|lang tid|kort tid|hele livet|siden)\b", re.I),
    Intent.FREQUENCY: re.compile(
        r"\b(årlig\w*|årleg\w*|månedlig\w*|ukentlig\w*|daglig|hvert|hver|kvart|ganger|løpende|sjelden)\b", re.I
    ),
    Intent.AMOUNT: re.compile(r"\b(halvparten|tredjedel|fjerdedel|flertallet|mesteparten)", re.I),
}
_COMING = re.compile(
    r"\b(neste|kommende|ny runde|ny utlysning|nytt opptak|til høsten|til våren|new round|new call|framover|fremover|next|upcoming|komande)\b", re.I
)
_OPEN = re.compile(r"\b(hva|kva|what)\b", re.I)
_LISTABLE = frozenset({Intent.LIST, Intent.CRITERIA, Intent.PROCEDURE, Intent.COUNT})
_COUNT_WINDOW = 4
# A document's note on what it restates answers no question about the matter.
_ABOUT_ITSELF = re.compile(
    r"\b(teksten|dokumentet|originalen) (gjengir|er gjengitt|er publisert|ble publisert)|gjengir med egne ord|^Figur \d|^Historisk dokument",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a unit, each from 0 to 1 (penalties too); the ranker's inputs.

    `lead`: a list whose introduction covers the question, where a list can be the answer.
    `bare_list`: a list where none was asked for.
    """

    own: float = 0.0
    full: float = 0.0
    full_squared: float = 0.0
    passage: float = 0.0
    bigrams: float = 0.0
    long: float = 0.0
    value: float = 0.0
    denied: float = 0.0
    who: float = 0.0
    where: float = 0.0
    lead: float = 0.0
    bare_list: float = 0.0
    item: float = 0.0
    enumeration: float = 0.0
    modal: float = 0.0
    because: float = 0.0
    defines: float = 0.0
    deadline: float = 0.0
    unnamed: float = 0.0
    undated: float = 0.0
    current: float = 0.0
    expired: float = 0.0
    about_itself: float = 0.0
    heading: float = 0.0
    crowded: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ranker, one for each feature of `Features`.

    Fitted by conditional logistic regression (`assistant.evaluation.fit`) on one half of a
    public reading benchmark and on the project's own tuning questions.
    """

    own: float = 0.2
    full: float = 7.6
    full_squared: float = 1.3
    passage: float = 4.0
    bigrams: float = 2.3
    long: float = -1.0
    value: float = 3.9
    denied: float = 2.2
    who: float = 0.9
    where: float = 0.9
    lead: float = 3.4
    bare_list: float = -1.3
    item: float = -2.0
    enumeration: float = 1.1
    modal: float = 1.9
    because: float = 1.5
    defines: float = 1.6
    deadline: float = 0.8
    unnamed: float = -1.9
    undated: float = -4.0
    current: float = 1.0
    expired: float = -2.0
    about_itself: float = -4.0
    heading: float = 0.8
    crowded: float = -1.5

    def score(self, features: Features) -> float:
        """The weighted sum."""
        return float(
            sum(getattr(self, f.name) * getattr(features, f.name) for f in fields(features))
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit as a possible answer.

    `own` and `full`: coverage of the question's concepts by the unit alone, and with title,
    section, the sentence before and (least) the rest of the passage. `values`: values of the
    kind asked for. `denied`: whether the unit says there is none, or gives it in words alone. `absent`: share of the question
    that stands elsewhere in the documents but not by this unit. `focused`: whether the very thing
    asked for is what the unit speaks of. `subject`: the one heading name that it mentions. `named`: share of the question's names it is about. `dated`: whether the
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
    denied: bool = False
    absent: float = 0.0
    focused: bool = True
    subject: str = ""
    features: Features = field(default_factory=Features)


class Scorer:
    """Scores units for one question."""

    def __init__(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        *,
        weights: Weights | None = None,
        rivals: tuple[str, ...] = (),
        as_of: date | None = None,
    ) -> None:
        self.as_of = as_of or date.max
        self.question = question
        self.concepts = concepts
        self.weights = weights or Weights()
        self._rivals = rivals
        self._words = analysis.words(question.resolved)
        self._bigrams = set(pairwise(self._words))
        self._focus = set(focus_of(question.resolved, question.intent))
        self._asks_names = asks_names(question.resolved)
        self._plural = bool(_PLURAL.search(question.resolved))
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
        return sorted(found, key=lambda e: -e.score)

    def _evidence(self, unit: Unit, passage: float) -> Evidence:
        near = [(terms_of(unit.context), 0.7), (terms_of(unit.previous), 0.5)]
        if unit.kind is UnitKind.LIST:
            # A long list mentions much; what introduces it says what it is a list of.
            terms = terms_of(unit.chunk.text[unit.start : unit.items[0][0]])
            near.append((terms_of(unit.text), 0.6))
        else:
            terms = terms_of(unit.text)
        own = cover(self.concepts, terms)
        full = cover(self.concepts, terms, near)
        wide = cover(self.concepts, terms, [*near, (terms_of(unit.chunk.text), 0.35)])
        values = self._values(unit)
        counted = self._counts(unit, values)
        denied = self._denies(unit, own)
        named, dated = self._named(unit), self._dated(unit)
        features = Features(
            own=own.share,
            full=full.share,
            full_squared=full.share**2,
            passage=passage,
            bigrams=self._shared_bigrams(unit),
            long=float(len(unit.text) > 300 and unit.kind is UnitKind.SENTENCE),
            value=float(bool(values) and counted),
            denied=float(denied),
            unnamed=1 - named,
            heading=cover(self.concepts, terms_of(" ".join(unit.chunk.section))).share,
            crowded=self._crowded(unit),
            **self._shape(unit, terms, own),
            **self._standing(unit),
        )
        return Evidence(
            unit=unit,
            score=self.weights.score(features),
            own=own,
            full=wide,
            values=values,
            named=named,
            dated=dated,
            passage=passage,
            counted=counted,
            denied=denied or self._said_in_words(unit.text),
            absent=self._absent(full),
            focused=self._focused(unit, full),
            subject=self._subject(unit),
            features=features,
        )

    def _subject(self, unit: Unit) -> str:
        """The heading name that a unit mentions, the longest where one holds another; or none."""
        text = unit.text
        found = [r for r in self._rivals if re.search(rf"\b{re.escape(r)}\b", text)]
        outer = [r for r in found if not any(r != o and r in o for o in found)]
        return outer[0] if len(outer) == 1 else ""

    def _crowded(self, unit: Unit) -> float:
        """Whether a unit names many things where one was asked about («erstatter A, B og C»)."""
        names = [m.name.casefold() for m in self.question.mentions]
        if len(names) != 1:
            return 0.0
        text = unit.text.casefold()
        others = sum(r.casefold() in text for r in self._rivals if r.casefold() not in names)
        return min(others, 3) / 3

    def _shared_bigrams(self, unit: Unit) -> float:
        words = terms_of(unit.text).words
        return len(self._bigrams & set(pairwise(words))) / max(1, len(self._bigrams))

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
        if intent is Intent.REASON and not _BECAUSE.search(text):
            return full.share >= _OVERWHELMING
        if self._asks_names and not gives_names(text, asked, self._rivals):
            return False
        focus = [
            m
            for c, m in zip(self.concepts, full.matches, strict=True)
            if set(c.concept.surface.split()) & self._focus
            and c.concept.telling >= _FOCUS_TELLING
        ]
        return not focus or max(focus) >= _MENTIONED or full.share >= _OVERWHELMING

    def _denies(self, unit: Unit, own: Coverage) -> bool:
        """Whether the unit says that there is none of what was asked for («ingen frist»)."""
        if self.question.intent not in _DENIED or unit.kind is UnitKind.LIST:
            return False
        pattern = _DENIED[self.question.intent]
        if self.question.intent is Intent.DATE and not _APPLIES.search(self.question.resolved):
            return False
        return own.share >= 0.3 and bool(pattern.search(unit.text))

    def _standing(self, unit: Unit) -> dict[str, float]:
        """What the document's standing adds, where the question names no year."""
        status = unit.chunk.metadata.status
        dated = bool(self.question.years)
        return {
            "current": float(status is Status.CURRENT),
            "expired": float(status is Status.EXPIRED and not dated),
            "about_itself": float(bool(_ABOUT_ITSELF.search(unit.text))),
        }

    def _values(self, unit: Unit) -> tuple[Value, ...]:
        """Values of the kind asked for that the question itself does not hold."""
        intent = self.question.intent
        if intent not in EXPECTED:
            return ()
        asked = {v.canonical for v in find(self.question.resolved)}
        held = [v for v in find(unit.text) if v.canonical not in asked]
        found = [v for v in held if self._fits(v)]
        if intent is Intent.DATE and _COMING.search(self.question.resolved):
            today = self.as_of.isoformat()
            found = [v for v in found if v.canonical >= today[: len(v.canonical)]]
        if intent is Intent.DATE and self.question.years:
            # «fristen i 2018» is not answered by a date in another year.
            found = [
                v
                for v in found
                if v.kind is ValueKind.TIME
                or v.canonical.startswith(("-", *self.question.years))
            ]
        return tuple(found)

    def _fits(self, value: Value) -> bool:
        """Whether a value is of the kind that the question asks for."""
        intent, kind = self.question.intent, value.kind
        if intent is Intent.DATE:
            year = kind is ValueKind.NUMBER and re.fullmatch(r"1\d{3}|20\d\d", value.canonical)
            return kind in EXPECTED[intent] or bool(year)
        if intent is Intent.AMOUNT:
            if self._about_money():
                return kind is ValueKind.AMOUNT and bool(_MONEY.search(value.unit or ""))
            return kind in (ValueKind.AMOUNT, ValueKind.NUMBER)
        if intent is Intent.COUNT:
            return kind is ValueKind.NUMBER or (
                kind is ValueKind.AMOUNT and value.unit.startswith(("mill", "mrd"))
            )
        return kind in EXPECTED[intent]

    def _said_in_words(self, text: str) -> bool:
        """Whether a unit gives what was asked for in words («på 1800-tallet», «en tredjedel»)."""
        pattern = _IN_WORDS.get(self.question.intent)
        return pattern is not None and not self.question.years and bool(pattern.search(text))

    def _about_money(self) -> bool:
        return bool(
            re.search(
                r"støtt|penge|pengar|tilsk|finans|kron|beløp|midl|budsjett|ramm|fund|money|grant|support"
                r"|\b(hvor|kor) (mye|mykje) (fikk|får|fekk|gir|gjev|gav|ga|kan|blir|betaler|tjener|må|koster)\b"
                r"|\bkost|\btjen|\blønn|\beigendel|egenandel|avgift|\bpris|\bhow much (do|does|did|can|is|was)\b",
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
        after = []
        phrase = re.split(r"[,;:.()]", text[value.end :], maxsplit=1)[0]
        for word in analysis.words(phrase)[:_COUNT_WINDOW]:
            if word in _PREPOSITIONS:
                break
            after.append(word)
        near = terms_of(" ".join(after))
        return any(match(c.concept, near) >= 0.5 for c in self._counted)

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
                credit += 0.95
            elif not rival and mention.stands_in(unit.chunk.text):
                credit += 0.9
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

    def _shape(self, unit: Unit, terms: Terms, own: Coverage) -> dict[str, float]:
        """What the form of a unit says for the kind of question."""
        intent, text = self.question.intent, unit.text
        asked = set(self._words)
        new_name = float(any(n.casefold() not in asked for n in _CAPITAL.findall(text)))
        is_list = unit.kind is UnitKind.LIST
        wanted = (
            intent in _LISTABLE
            or (intent is Intent.DEFINITION and self._plural)
            or (intent is Intent.OTHER and bool(_OPEN.search(self.question.resolved)))
        )
        return {
            "who": new_name * (intent is Intent.WHO),
            "where": new_name * (intent is Intent.WHERE),
            "lead": own.share * (is_list and wanted),
            "bare_list": float(is_list and not wanted),
            "item": float(unit.kind is UnitKind.ITEM),
            "enumeration": float(
                (intent is Intent.LIST or self._plural)
                and not is_list
                and bool(_ENUMERATION.search(text))
            ),
            "modal": float(intent is Intent.CRITERIA and bool(_MODAL.search(text))),
            "because": float(intent is Intent.REASON and bool(_BECAUSE.search(text))),
            "defines": self._defines(text) if intent is Intent.DEFINITION else 0.0,
            "deadline": float(
                intent is Intent.DATE
                and bool(_APPLIES.search(self.question.resolved))
                and "frist" in text.casefold()
            ),
        }

    def _defines(self, text: str) -> float:
        """Whether the unit opens with the thing asked about and says what it is."""
        words = analysis.words(text)
        strongest = max(self.concepts, key=lambda c: c.weight, default=None)
        if strongest is None:
            return 0.0
        verb = next((i for i, w in enumerate(words[:7]) if w in _IS), None)
        if verb is None:
            return 0.0
        subject = terms_of(" ".join(words[:verb]))
        if match(strongest.concept, subject) < 0.6:
            return 0.0
        # «En klynge er …» defines; «Tilbudet til modne klynger er …» tells something about it.
        return 1.0 if verb <= 1 + len(strongest.concept.surface.split()) else 0.3
