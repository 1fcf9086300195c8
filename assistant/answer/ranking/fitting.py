"""Whether a unit holds the kind of thing asked for: an actor, a person, names, a reason, a view."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.answer_types.demands import (
    asking_sentence,
    awaits_outcome,
    lacks_extreme,
    lacks_members,
    names_no_place,
    of_another_rate,
    silent_on_need,
    silent_on_whom,
)
from assistant.answer.answer_types.holders import held_before, predecessor
from assistant.answer.answer_types.meanings import silent_on_meaning
from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.ended import what_ended
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking import shape
from assistant.answer.ranking.extremes import asks_rank
from assistant.answer.understanding.focus import (
    asks_contact,
    asks_names,
    asks_person,
    asks_what_called,
    gives_contact,
    gives_names,
    gives_person,
    names_actor,
)
from assistant.answer.understanding.intent import EXPECTED, Intent, among
from assistant.answer.understanding.negation import NEGATION
from assistant.search import analysis

# «Hva mener dere med X?» asks for a meaning, «hva mener NHO om X?» for a view.
_ASKS_VIEW = re.compile(
    r"\b(?:mener|meiner|mente|meinte|synes|synest|synast|syns|tykkjer|tyktes|tenker|tenkjer)"
    r" (?!(?:dere|de|du|man|ein|en|vi|dei) med\b)(?:[\w.-]+ ){1,6}?(?:om|at|var|er)\b"
    r"|\b(?:do|does|did) (?:\w+ ){1,4}(?:think|feel|believe|say)\b"
    r"|\bopinions?\b|\bviews? (?:of|on)\b",
    re.IGNORECASE,
)
_GIVES_VIEW = re.compile(
    r"\b(?:men(?:er|te|ing\w*)|mein(?:er|te|ing\w*)|syn(?:es|tes|ast|est)|tykkj\w+|anbefal\w*"
    r"|tilrå\w*|foreslå\w*|forslag\w*|ønsk\w*|krit\w+|tilfreds\w*|fornøy\w*|nøgd\w*|uttal\w*"
    r"|vurder\w*|evaluer\w*|think\w*|believ\w*|opinion\w*)\b",
    re.IGNORECASE,
)
_ASKS_WHICH_IS_MORE = re.compile(
    r"\b(?:mer|meir|mindre|flere|fleire|færre|more|less|fewer|\w{3,}(?:ere|are|er)) .{0,60}?"
    r"\b(?:enn|than)\b",
    re.IGNORECASE,
)
_ENDED = cue("tells", "ended")
_TENTATIVE, _NOT_BEFORE = cue("tells", "tentative"), cue("tells", "not_before")
_PAST, _GONE = cue("asks", "past"), cue("tells", "gone")
_WHEN_OVER = cue("asks", "when_over")
# «Hvis vi ikke leverer, hva skjer?»
_FRONTED = re.compile(r"^[^,?]*,(?= *\w)")
_NOT = frozenset({"ikke", "ikkje", "ingen", "inga", "inkje", "aldri", "not", "never"})
_TURNED_DOWN = r"avsl(?:å|ag|o)\w*|forb\w+|nei|mangl\w*"
_NEGATED = re.compile(
    r"\b(?:ikke|ikkje|ingen|inga|inkje|aldri|uten|utan|utover|bare|berre|kun|not|no|never|without"
    rf"|only|{_TURNED_DOWN}|færre|mindre)\b|n't\b",
    re.IGNORECASE,
)
# Less than the above: «bare» and «mindre» leave out some, and do not tell which.
_DENIED = re.compile(
    rf"{NEGATION.pattern}|\b(?:unntatt|unnateke|unntak\w*|no|except|{_TURNED_DOWN})\b",
    re.IGNORECASE,
)
_TELLS_MORE = re.compile(
    r"\b(?:enn|mer|meir|mindre|flere|fleire|færre|than|more|less|fewer|\w{3,}(?:ere|est|ast)e?"
    r"|(?:leng|stør|min|eld|yng|fle|me|tyng|høg|ver|be)ste?)\b",
    re.IGNORECASE,
)

_LACKING = (
    *(lacks_members, awaits_outcome, lacks_extreme),
    *(silent_on_whom, silent_on_need, names_no_place, held_before),
)


class Fitting:
    """What kind of thing a question wants beside a value, told once for all units.

    Args:
        question: the question.
        familiar: names that are no answer to «hvilke klynger».

    """

    def __init__(self, question: Question, familiar: Sequence[str]) -> None:
        asked = question.resolved
        self._question = question
        # Of «er det A eller B som …?» the answer is one of the two.
        choices = among(asking_sentence(asked))
        self._beside_choices = asked.replace(choices, "") if choices else asked
        self._asks_names = asks_names(asked)
        # «Hva heter nivåene?» asks for the very names; «Hvilke klynger er med?» for others.
        kinds = asks_what_called(asked) and not question.mentions
        self._known_names = () if kinds else tuple(familiar)
        self._asks_person = asks_person(asked)
        self._asks_contact = asks_contact(asked, question.intent)
        self._asks_view = bool(_ASKS_VIEW.search(asked))
        self._asks_more = question.intent is Intent.YES_NO and bool(
            _ASKS_WHICH_IS_MORE.search(asked)
        )

        rankless = (*EXPECTED, Intent.YES_NO)
        self._asks_rank = question.intent not in rankless and asks_rank(asked)
        said = asking_sentence(asked)
        # What yes or no is asked of is the verdict's to tell; a condition denies nothing.
        self._asks_what_not = question.intent is not Intent.YES_NO and not _NOT.isdisjoint(
            analysis.words(main_clause(_FRONTED.sub("", said)))
        )
        self._asks_why_ended = question.intent is Intent.REASON and bool(_ENDED.search(said))
        self._asks_when_gone = question.intent is Intent.DATE and bool(_GONE.search(said))
        self._asks_when_over = question.intent is Intent.DATE and bool(_WHEN_OVER.search(said))
        past = question.intent is Intent.DATE and bool(_PAST.search(asked))
        self._asks_day = past and not _TENTATIVE.search(asked)

    def fits(self, unit: Unit, *, near: bool = False) -> bool:
        """Whether the kind of thing asked for stands in a unit.

        Args:
            unit: a unit of a passage.
            near: whether it lies so near to the question that a purpose is reason enough.

        """
        text = unit.text
        asked, intent = self._question.resolved, self._question.intent
        if self.contradicts(unit):
            return False
        if intent is Intent.WHO and not names_actor(text, self._beside_choices):
            return False
        person = gives_person(text) or predecessor(self._question, unit)
        if self._asks_person and not person:
            return False
        if self._asks_contact and not gives_contact(text, asked):
            return False
        if self._asks_view and not _GIVES_VIEW.search(text):
            return False
        if self._asks_more and not (_TELLS_MORE.search(text) or find(text)):
            return False
        if self._asks_rank and unit.kind is UnitKind.SENTENCE and not _TELLS_MORE.search(text):
            return False
        if any(lacks(self._question, unit) for lacks in _LACKING):
            return False
        if intent is Intent.REASON and not (
            shape.gives_reason(unit) or (near and shape.gives_purpose(unit))
        ):
            return False
        # Whoever publishes a text is no answer to «hvilke klynger».
        known = (*self._known_names, unit.chunk.metadata.publisher or "")
        return not self._asks_names or gives_names(text, asked, known)

    def contradicts(self, unit: Unit) -> bool:
        """Whether a unit tells the reverse of what is asked, whatever it is like."""
        text = unit.text
        if self._asks_what_not and not self._denies(unit):
            # Who does a thing does not tell who does not, nor why it is so why another is not.
            return True
        if silent_on_meaning(self._question, unit) or of_another_rate(self._question, unit):
            return True
        if self._question.intent is Intent.AMOUNT and lacks_extreme(self._question, unit):
            # The mean is not what the largest of them got.
            return True
        if self._asks_why_ended and not _ENDED.search(text):
            # Why a thing came to be does not tell why it came to an end.
            return True
        if self._asks_when_gone and not _tells_of_its_end(self._question, text):
            return True
        if self._asks_when_over and _ENDED.search(text):
            # When another thing came in the place of one, this one did not end.
            return not _tells_of_its_end(self._question, text)
        # When a thing was possible does not tell when it was, nor until when it would not be.
        if not self._asks_day:
            return False
        main = main_clause(text)
        return bool(_TENTATIVE.search(main) or _NOT_BEFORE.search(main))

    def _denies(self, unit: Unit) -> bool:
        """Whether a unit denies anything; but for a reason, in its main clause."""
        told = unit.lead if unit.kind is UnitKind.LIST else unit.text
        if self._question.intent is Intent.REASON:
            return bool(_NEGATED.search(f"{told} {unit.context}"))
        return bool(_DENIED.search(f"{main_clause(told)} {unit.context}"))


def _tells_of_its_end(question: Question, text: str) -> bool:
    """Whether a text tells that the thing asked about has ended, and not that others have."""
    if not _ENDED.search(text):
        return False
    ended = what_ended(text)
    if not ended:
        return True
    if question.mentions:
        return any(m.stands_in(ended) for m in question.mentions)
    things = {s for c in question.query.concepts for w in c.alternatives for s in analysis.stems(w)}
    return not things.isdisjoint(analysis.stems(ended))
