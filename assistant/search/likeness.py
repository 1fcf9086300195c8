"""What a question is like among the questions that are known to be answered, or not to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

# A stretch of at least so many characters is found in a longer quote.
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that questions were written for: its document, and words of it as they stand."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How likely a sentence says yes, and how likely no, to a question that it answers.

    If the figures are right that the question has. `met`: share of its words that have been met
    in questions to which the sentence says the likelier of the two, or stand in it; in words that
    have not, a question may say the opposite.
    """

    yes: float = 0.0
    no: float = 0.0
    met: float = 0.0


UNDECIDED = Decision()


@dataclass(frozen=True)
class Likeness:
    """What a question is like.

    `sources`: source → nearness of the most alike question that it answers, from 0 to 1.
    `nowhere`: the same for the questions that no document answered. `votes`: source → its share of
    a vote of the nearest kept questions, in which a nearer one weighs more, and `unanswered` the
    share of those that nothing answers; `elsewhere` tells how likely the subject is another one, if
    nothing does, None where nobody knows. One that is nearest by chance decides nothing. `same`:
    whether the documents are still those that the questions are about; other ones may answer what
    these did not.
    `decisions`: what sources that are voted for say to it, if it asks for yes or no.
    `unfamiliar`: whether most of its words stand in none of these questions, though the documents
    are the same; `strange`: the stems of those that do.
    """

    sources: Mapping[Source, float] = field(default_factory=dict)
    nowhere: float = 0.0
    votes: Mapping[Source, float] = field(default_factory=dict)
    unanswered: float = 0.0
    elsewhere: float | None = None
    same: bool = False
    unfamiliar: bool = False
    strange: frozenset[str] = frozenset()
    decisions: Mapping[Source, Decision] = field(default_factory=dict)

    @cached_property
    def _quotes(self) -> Mapping[str, tuple[str, ...]]:
        """Document's id → what is quoted from it."""
        found: dict[str, list[str]] = {}
        for source in self.sources:
            found.setdefault(source.document, []).append(source.quote)
        return {document: tuple(quotes) for document, quotes in found.items()}

    def knows(self, document: str) -> bool:
        """Whether questions were written for a document."""
        return document in self._quotes

    def of(self, document: str, text: str) -> float:
        """Nearness of the most alike question that a stretch of a document answers; 0 for none.

        Args:
            document: the document's id.
            text: a sentence, list item or whole list, white space folded.

        """
        return max((self.sources[s] for s in self._told(document, text)), default=0.0)

    def share_of(self, document: str, text: str) -> float:
        """Share of the vote for a stretch of a document, all that is told there together.

        More than 1 where several sentences of it answer, as each may have the whole vote.

        Args:
            document: the document's id.
            text: a sentence, list item or whole list, white space folded.

        """
        return sum(self.votes.get(s, 0.0) for s in self._told(document, text))

    def decision_of(self, document: str, text: str) -> Decision:
        """What the source with most votes says that a stretch of a document tells.

        Args:
            document: the document's id.
            text: a sentence, list item or whole list, white space folded.

        """
        if not self.decisions:
            return UNDECIDED
        told = max(self._told(document, text), key=lambda s: self.votes.get(s, 0.0), default=None)
        return UNDECIDED if told is None else self.decisions.get(told, UNDECIDED)

    def _told(self, document: str, text: str) -> list[Source]:
        """The sources that a stretch of a document tells, or is part of."""
        return [Source(document, q) for q in _told(self._quotes.get(document, ()), text)]


@lru_cache(maxsize=20_000)
def _told(quotes: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The quotes that stand in a text, or that it stands in. Texts come back with each question."""
    whole = len(text) >= _SHORTEST
    return tuple(q for q in quotes if q in text or (whole and text in q))


NO_LIKENESS = Likeness()
