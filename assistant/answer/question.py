"""A question understood: what is asked, about which names and years, and what it leans on."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.understanding.intent import Intent
from assistant.domain import Language
from assistant.search.kinds import Kind
from assistant.search.names import Mention, name_words
from assistant.search.query import Query


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a question before any document is looked at.

    `resolved` is the question with what a follow-up leans on written out; equal to `text` when
    it stands alone. `leans` tells that it leans on something, `lost` that nothing was there to
    lean on. `counted`: the words after «hvor mange». `told`: values that have been told already.
    `other_kinds`: the kinds of things in the documents («modne klynger») that it does not name.
    `read_as`: how the message is read where its typing errors leave that in doubt, else empty.
    """

    text: str
    resolved: str
    language: Language
    intent: Intent
    query: Query
    mentions: tuple[Mention, ...]
    years: tuple[str, ...]
    counted: tuple[str, ...] = ()
    negated: bool = False
    leans: bool = False
    lost: bool = False
    told: tuple[str, ...] = ()
    other_kinds: tuple[Kind, ...] = ()
    read_as: str = ""

    @property
    def beside_names(self) -> tuple[str, ...]:
        """What the question mentions beside names, as it says it."""
        named = name_words(self.mentions)
        said = (concept.surface for concept in self.query.concepts)
        return tuple(s for s in said if not named.issuperset(s.split()))
