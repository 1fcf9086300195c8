"""Which of a question's words stand by a unit, which stand elsewhere and which nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answer.answer_types.deciding import deciding_words
from assistant.answer.answer_types.demands import asking_words, deed_asked, names_no_thing
from assistant.answer.extraction import about
from assistant.answer.extraction.units import Unit
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.matching import Coverage, Matcher, WeightedConcept
from assistant.answer.understanding.focus import focus_of
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis
from assistant.search.likeness import Likeness
from assistant.search.names import name_words

# A concept matched less is not spoken of; what a role and a thing must match.
MENTIONED, _ROLE, _THING = 0.3, 0.6, 0.9
_FOCUS_TELLING = 0.5
# So much of the question stands by a unit that the missing word is another way to say it.
_OVERWHELMING = 0.6
_TOPIC = 0.4
# Below this the static model does not connect a word with a unit.
_WORD_NEAR, _UNMET_TELLING = 0.1, 0.7
_SHORTEST_THING = 3
QUANTITY = re.compile(r"(hvor|kor|how) (mye|mykje|mange|much|many|lenge|long|ofte|often|stor)")
# A word that decides stands by the unit, or the static model finds it there.
_MET, _WORD_MET = 0.45, 0.15
# One part of a compound is worth so much.
_PART = 0.6
# A word that is written as a name, and not because a sentence begins.
_NAME_LIKE = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][\wæøå-]{2,}")
_ACRONYM = re.compile(r"\b[A-ZÆØÅ]{3,6}\b")
# «Fristen for X», «støtten til X»: what something is asked of.
_OF = r"\b(?:for|til|av|hos|of|to) (?:(?:en|et|ei|ein|eit|the|an?) )?"
_PRICE = cue("asks", "price")
# Of so few words each is what the question is about.
_FEW = 3
# Of more words, so much of what they tell.
_MOSTLY_ODD = 0.35
# A word as telling as this is what a question is about, whatever stands beside it.
_NOTHING_ELSE = 0.95


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a unit lies to a question as a whole, the same behind its headings, and by word."""

    question: float
    around: float
    words: tuple[float, ...]


# «Finansiering» stands in for half of «foreldrepenger», and is no such thing.
_SAID = 0.45


def _is_part_of(asked: WeightedConcept, found: float) -> bool:
    """Whether only a part of a compound stands there: «strategi» is no «datastrategi».

    A compound that the documents have is one of theirs.
    """
    surface, phrases = asked.concept.surface, asked.concept.phrases
    compound = any(len(p) > 1 and surface.startswith(p[0]) for p, _ in phrases)
    return compound and " " not in surface and not asked.stands and found <= _PART


class Wording:
    """Which of a question's words units have and lack.

    Args:
        question: the question.
        concepts: its weighted concepts.
        matcher: finds them in texts.
        likeness: what the question is like among those known to be answered.

    """

    def __init__(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        matcher: Matcher,
        likeness: Likeness,
    ) -> None:
        self._question = question
        self._concepts = concepts
        self._matcher = matcher
        self._likeness = likeness
        self._capitalised = {w.casefold() for w in _NAME_LIKE.findall(question.resolved)}
        self._focus = set(focus_of(question.resolved, question.intent))
        self._asking, self._deed = asking_words(question), deed_asked(question)
        self._deciding = deciding_words(question) - name_words(question.mentions)

    def focused(self, full: Coverage) -> bool:
        """Whether the very thing asked for, as the question names it, is spoken of."""
        intent = self._question.intent
        # A wrong amount is the worst answer there is: there the thing must stand.
        money = intent is Intent.AMOUNT
        least = _TOPIC if money else _FOCUS_TELLING
        focus = [
            m
            for c, m in zip(self._concepts, full.matches, strict=True)
            if set(c.concept.surface.split()) & self._focus and c.concept.telling >= least
        ]
        named = money or intent is Intent.DEFINITION
        rest = self._beside_names(full) if named else full.share
        # «Daglig leder» is no «nestleder»: of a person's role, half the word is another role.
        if intent is Intent.WHO:
            return not focus or max(focus) >= _ROLE
        return not focus or max(focus) >= MENTIONED or rest >= _OVERWHELMING

    def keyed(self, unit: Unit, own: Coverage) -> bool:
        """Whether the most telling word of the question that the documents have stands by.

        Beside the unit itself its heading and what introduces it count, the sentence before and
        the rest of the passage do not: they are where another thing's value stands. That a word
        stands in documents in another language says nothing.
        """
        if not about.same_tongue(unit, self._question.language):
            return True
        names = name_words(self._question.mentions)
        if self._question.intent is Intent.AMOUNT:
            # What is paid is a price, whatever it is called there.
            names = names | {
                c.concept.surface for c in self._concepts if _PRICE.fullmatch(c.concept.surface)
            }
        heading = self._matcher.matches(unit.context)
        known = [
            (c.weight, max(m, around))
            for c, m, around in zip(self._concepts, own.matches, heading, strict=True)
            if c.stands and c.concept.telling >= _FOCUS_TELLING and c.concept.surface not in names
        ]
        if not known:
            return True
        heaviest = max(weight for weight, _ in known)
        return all(m >= MENTIONED for weight, m in known if weight == heaviest)

    def accounted(self, unit: Unit, own: Coverage, near: Nearness) -> float:
        """See `Evidence.accounted`. A word is seldom nearer to a whole sentence than a half."""
        if not any(near.words):
            return 1.0  # The model has nothing to say of documents like these.
        heading = self._matcher.matches(unit.context)
        total = sum(c.concept.telling for c in self._concepts)
        found = (
            c.concept.telling * min(1.0, max(m, around, 2 * word))
            for c, m, around, word in zip(
                self._concepts, own.matches, heading, near.words, strict=True
            )
        )
        return sum(found) / total if total else 1.0

    def absent(self, unit: Unit, full: Coverage) -> float:
        """See `Evidence.absent`. What documents in another language lack says nothing."""
        if not about.same_tongue(unit, self._question.language):
            return 0.0
        total = sum(c.weight for c in self._concepts)
        missing = [
            c.weight
            for c, m in zip(self._concepts, full.matches, strict=True)
            if c.topical and m < MENTIONED and c.concept.telling >= _TOPIC
        ]
        return sum(missing) / total if total else 0.0

    def strange(self, full: Coverage, near: Nearness) -> bool:
        """See `Evidence.strange`. A word the model never met has no nearness at all."""
        return any(
            m < MENTIONED
            and word < _WORD_NEAR
            and c.concept.telling >= (_TOPIC if word else _UNMET_TELLING)
            for c, m, word in zip(self._concepts, full.matches, near.words, strict=True)
        )

    def unmet(self, full: Coverage, near: Nearness) -> bool:
        """See `Evidence.unmet`.

        A part of a compound is too little only where the model has an opinion: it would find the
        whole in other words.
        """
        return any(
            ((m < _MET and word < _WORD_MET) or (near.question and _is_part_of(c, m)))
            and c.concept.telling >= _TOPIC
            and not self._deciding.isdisjoint(c.concept.surface.split())
            for c, m, word in zip(self._concepts, full.matches, near.words, strict=True)
        )

    def odd(self, full: Coverage) -> bool:
        """See `Evidence.odd`."""
        odd = self._odd(full).values()
        if len(self._concepts) <= _FEW:
            return bool(odd)
        total = sum(c.concept.telling for c in self._concepts)
        return len(odd) > 1 and sum(odd) >= _MOSTLY_ODD * total

    def alien(self, full: Coverage) -> bool:
        """See `Evidence.alien`."""
        return max(self._odd(full).values(), default=0.0) >= _NOTHING_ELSE

    def of_alien(self, full: Coverage) -> bool:
        """See `Evidence.of_alien`."""
        asked = self._question.resolved.casefold()
        return any(
            telling >= _NOTHING_ELSE and re.search(rf"{_OF}{re.escape(word)}\b", asked)
            for word, telling in self._odd(full).items()
        )

    def of_unknown_name(self, full: Coverage) -> bool:
        """Whether it is asked of a name in capitals («NASA») that no answered question has.

        Nor, where there are none, the documents.
        """
        text = self._question.text
        if text.isupper():
            return False
        unheard = self._odd(full) if self._likeness.same else self._not_said(full)
        return any(name.casefold() in unheard for name in _ACRONYM.findall(text))

    def _odd(self, full: Coverage) -> dict[str, float]:
        """The words that stand in no answered question, and not here, and what they tell."""
        strange, said = self._likeness.strange, self._not_said(full)
        return {word: tells for word, tells in said.items() if analysis.stem(word) in strange}

    def _not_said(self, full: Coverage) -> dict[str, float]:
        """The telling words that the documents do not have, and not here, and what they tell."""
        return {
            c.concept.surface: c.concept.telling
            for c, m in zip(self._concepts, full.matches, strict=True)
            if not c.stands and m < _SAID and c.concept.telling >= _FOCUS_TELLING
        }

    def nameless(self, unit: Unit, wide: Coverage) -> float:
        """See `Evidence.nameless`. Whose rules are asked about is no thing of theirs."""
        names = name_words(self._question.mentions) | self._capitalised
        total = sum(c.weight for c in self._concepts if c.concept.surface not in names)
        if not total or not about.same_tongue(unit, self._question.language):
            return 0.0
        if self._only_named(wide, names):
            return 1.0
        missing = (
            c.weight
            for c, m in zip(self._concepts, wide.matches, strict=True)
            if not c.stands and m < MENTIONED and c.concept.telling >= _THING
        )
        return sum(missing) / total

    def _only_named(self, wide: Coverage, names: Collection[str]) -> bool:
        """Whether nothing of the question stands by a unit but names and what is paid.

        What is asked of must be unheard of; what stands elsewhere is left to `Evidence.absent`.
        """
        rest = [
            (c, m)
            for c, m in zip(self._concepts, wide.matches, strict=True)
            if c.concept.surface not in names
            and not _PRICE.fullmatch(c.concept.surface)
            and not QUANTITY.match(c.concept.surface)
        ]
        unheard = any(c.concept.telling >= _UNMET_TELLING and not c.stands for c, _ in rest)
        return unheard and all(m < MENTIONED for _, m in rest)

    def unheard(self, wide: Coverage) -> float:
        """See `Evidence.unheard`."""
        return sum(self._unheard(wide).values())

    def undone(self, wide: Coverage) -> bool:
        """See `Evidence.undone`."""
        return self._deed in self._unheard(wide)

    def _unheard(self, full: Coverage) -> dict[str, float]:
        """Words of `Evidence.unheard` → how much they tell. Phrases and short words are none."""
        return {
            c.concept.surface: c.concept.telling
            for c, m in zip(self._concepts, full.matches, strict=True)
            if not c.stands
            and m < MENTIONED
            and c.concept.surface in self._asking
            and len(c.concept.surface) >= _SHORTEST_THING
            and not names_no_thing(c.concept.surface)
        }

    def _beside_names(self, full: Coverage) -> float:
        """Coverage of what is asked beside the names: a level's name alone is no topic."""
        names = name_words(self._question.mentions)
        rest = [
            (c.weight, m)
            for c, m in zip(self._concepts, full.matches, strict=True)
            if c.concept.surface not in names
        ]
        total = sum(weight for weight, _ in rest)
        return sum(weight * m for weight, m in rest) / total if total else 0.0
