"""A unit of the retrieved passages as a possible answer, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer.extraction.units import Unit
from assistant.answer.extraction.values import Value
from assistant.answer.ranking.features import Features
from assistant.answer.ranking.matching import Coverage
from assistant.search.likeness import UNDECIDED, Decision
from assistant.search.names import Mention

# So much of the known questions' vote for a unit, and so little for there being no answer, that its
# words need not be the question's.
_PLAINLY, _NEARLY_NONE = 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit as a possible answer.

    `own` and `full`: coverage of the question's concepts by the unit alone, and with title,
    section, the sentence before and (least) the rest of the passage. `beside`:
    share that the unit has with the heading right above it and the sentence before. `values`:
    values of the kind asked for. `denied`: whether the unit says there is none, or gives it in
    words alone.
    `absent`: share of the question that stands elsewhere in the documents but not by this unit.
    `strange`: whether a telling word of the question stands nowhere near the unit, and the static
    model does not put it there either. `keyed`: whether the question's most telling word that the
    documents have stands by the unit.
    `unheard`: how much the words of the asking sentence tell together that stand nowhere in the
    documents and for which nothing stands here. `undone`: whether what is asked to be done is
    such a word. `unmet`: whether nothing stands here for a word that decides the question
    (`deciding`).
    `fitting`: whether the kind of thing asked for is there (see `Fitting`). `focused`:
    whether the very thing asked for is what the unit speaks of. `subject`: the one
    heading name that it mentions. `named`: share of the question's names it is about. `dated`:
    whether the years asked for fit. `counted`: for «hvor mange X», whether a value stands by
    the X. `accounted`: share of the question's telling words that the unit or its headings have,
    or the static model finds in it. `known`: how much more the question is like one that the unit
    is known to answer than like any that no document answers; 0 where no questions are known.
    `voted`: share of a vote of the known questions that are most like this one, for what the unit
    says; `unanswered` for there being no answer (`search.asked`; the same by every unit), 0 where
    the documents are others than these questions'.
    `says`: what the unit says to the question by what is known of such ones (`search.deciding`).
    `unfamiliar`: whether the question is in words that no known one has (`search.asked`), `odd`
    whether one of its few telling words is, or several of many, and does not stand by the unit
    either; `alien`: whether one such word tells so much that the question is about it, and
    `of_alien` whether what is asked for is asked of it («fristen for X»).
    `marks`: which of the numbered things asked about it is about (`answer.ranking.alternatives`).
    `other`: whether it is about another one of the kind asked about: another day, part or place,
    another kind of support, the most where the least is asked for, who does it where it is asked
    who does not.
    `of_all`: whether it tells of all of them, or the whole, where a part of them, a turn or a
    difference is asked for; no vote makes up for that.
    `nameless`: share of the question that names things which stand nowhere in the documents.
    `score` orders evidence within one question; it has
    no absolute meaning.
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
    strange: bool = False
    keyed: bool = True
    fitting: bool = True
    focused: bool = True
    subject: str = ""
    accounted: float = 1.0
    known: float = 0.0
    voted: float = 0.0
    unanswered: float = 0.0
    says: Decision = UNDECIDED
    unfamiliar: bool = False
    odd: bool = False
    alien: bool = False
    of_alien: bool = False
    features: Features = field(default_factory=Features)
    unheard: float = 0.0
    undone: bool = False
    unmet: bool = False
    beside: float = 0.0
    nameless: float = 0.0
    marks: frozenset[str] = frozenset()
    other: bool = False
    of_all: bool = False

    @property
    def is_plainly_meant(self) -> bool:
        """Whether hardly any of the known questions like this one are answered by anything else."""
        return self.voted >= _PLAINLY and self.unanswered <= _NEARLY_NONE

    def is_of_another(self, asked: Sequence[Mention]) -> bool:
        """Whether the unit is of one thing that has a name, and others are asked about."""
        named = bool(self.subject) and bool(asked)
        return named and not any(m.stands_in(self.subject) for m in asked)
