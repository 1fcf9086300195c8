"""Compounds that end alike and tell kinds apart: «hovedmedlem», «støttemedlem».

A question about a kind of person that the documents do not have («bedriftsmedlem») is not answered
by what they say of the others. Of things the whole is often meant, and said in other words
(«skissefrist»): there only what the documents tell apart themselves is kept apart («driftsstøtte»,
«utviklingsstøtte»), and what has a price: a «familiebillett» is no «årsbillett». Nothing is listed:
which compounds are kinds of the same shows in the passages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept, names_persons
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf
from assistant.search.compounds import joined, split
from assistant.search.names import Mention

_DOUBLED = re.compile(r"(\w)\1$")
_GIVEN = cue("tells", "given")
_ASKS_COST = cue("asks", "cost")
# «Grunn, Pluss og Topp», and the header of a table with a column for each.
_LIST_JOINT = re.compile(r",? (?:og|eller|and|or) |, | \| ")
_LISTED = re.compile(
    rf"\b[A-ZÆØÅ][a-zæøå]+(?:(?:{_LIST_JOINT.pattern})[A-ZÆØÅ][a-zæøå]+)+\b(?! [A-ZÆØÅ])"
)
_HEAD, _MODIFIER, _FEWEST = 4, 3, 2


class Siblings:
    """The kinds that stand beside one asked about which the documents do not have.

    Args:
        question: the question.
        concepts: its weighted concepts.
        units: the units of the passages found for it.

    """

    def __init__(
        self, question: Question, concepts: Sequence[WeightedConcept], units: Iterable[Unit]
    ) -> None:
        self._heads: dict[str, frozenset[str]] = {}
        # The stem of a compound that the documents have → the stem of what it is a kind of; and
        # all that is said, which tells what else there are kinds of.
        self._kinds: dict[str, str] = {}
        self._said: frozenset[str] = frozenset()
        self._sums = question.intent is Intent.AMOUNT
        if question.intent not in (*EXPECTED, Intent.WHO):
            return
        units = list(units)
        said = frozenset(stem for unit in units for stem in terms_of(unit.text).stems)
        if question.intent in EXPECTED:
            # What another ticket costs is not what this one does, whether they have this or not.
            costs = self._sums and bool(_ASKS_COST.search(question.resolved))
            surfaces = (
                c.concept.surface
                for c in concepts
                if c.stands or (costs and not _ASKS_COST.search(c.concept.surface))
            )
            pairs = ((s, _kind_of(s, said)) for s in surfaces if " " not in s)
            self._kinds = {analysis.stem(s): head for s, head in pairs if head}
        self._said = said if self._kinds else frozenset()
        strange = [c for c in concepts if not c.stands and names_persons(c.concept.surface)]
        for head in {h for c in strange if (h := _head(c))}:
            kinds = frozenset(s for s in said if _is_kind(s, head))
            if len(kinds) >= _FEWEST:
                self._heads[head] = kinds

    def tells_of(self, unit: Unit) -> bool:
        """Whether a unit is of another kind, or of the thing as such, whatever its kind."""
        if unit.kind is UnitKind.LIST or not (self._heads or self._kinds):
            return False
        own = terms_of(unit.text).stems
        if any(head in own or not own.isdisjoint(kinds) for head, kinds in self._heads.items()):
            return True
        return any(
            self._of_another_kind(unit, own, kind, head) for kind, head in self._kinds.items()
        )

    def _kinds_in_words(self, text: str, head: str) -> frozenset[str]:
        """The kinds that a text names in several words: «frist for søknad» is a «søknadsfrist»."""
        found = re.findall(rf"\b{re.escape(head)}\w* (?:for|til|på|om) (\w+)", text.casefold())
        ways = (joined({word, analysis.stem(word)}, (head,)) for word in found)
        return frozenset(w for way in ways for w in way if w in self._said)

    def _of_no_kind(self, unit: Unit, kind: str, head: str) -> bool:
        """Whether a sum is of no kind, where the documents tell several kinds of support apart."""
        if kind not in self._said or unit.kind is UnitKind.ROW or not _GIVEN.match(head):
            return False
        several = sum(_is_kind(s, head) for s in self._said) >= _FEWEST
        return several and kind not in terms_of(unit.context).stems

    def _of_another_kind(self, unit: Unit, own: Collection[str], kind: str, head: str) -> bool:
        """Whether a unit names another kind of the same, and nothing over it the one asked for."""
        named = self._kinds_in_words(unit.text, head)
        if kind in own or kind in named or (kind not in self._said and _of_sort(own, kind, head)):
            return False
        if not named and (head in own or not any(_is_kind(s, head) for s in own)):
            return self._sums and self._of_no_kind(unit, kind, head)
        return kind not in terms_of(unit.context).stems


def listed_beside(names: Sequence[Mention], texts: Iterable[str]) -> frozenset[str]:
    """The names that texts list beside those asked about: «Pluss» in «Grunn, Pluss og Topp».

    Where one of them is asked of, a figure of another is no answer.
    """
    found: set[str] = set()
    for text in texts if names else ():
        for listed in _LISTED.findall(text):
            items = set(_LIST_JOINT.split(listed))
            if any(m.name in items for m in names):
                found |= items
    return frozenset(found - {m.name for m in names})


def _kind_of(word: str, said: Collection[str]) -> str:
    """The stem of what a compound is a kind of; "" where it is none.

    By the words of the language; of one that the language does not have, by those of the
    documents: «langtokt» is a «tokt» there.
    """
    compound = split(word, _worth, least=_worth(word))
    if compound and len(compound.last) >= _HEAD and len(compound.first) >= _MODIFIER:
        return analysis.stem(compound.last)
    if _worth(word):
        return ""
    stem = analysis.stem(word)
    ends = (stem[at:] for at in range(_MODIFIER, len(stem) - _HEAD + 1))
    return next((end for end in ends if end in said), "")


def _head(concept: WeightedConcept) -> str:
    """The stem of what a compound is, by the parts that it was taken apart in; "" for others."""
    surface = concept.concept.surface
    parts = [w for w in concept.concept.alternatives if w != surface and surface.endswith(w)]
    last = max(parts, key=len, default="")
    whole = len(last) >= _HEAD and len(surface) - len(last) >= _MODIFIER
    # «Medlemmer» doubles what «medlem» ends in.
    return _DOUBLED.sub(r"\1", analysis.stem(last)) if whole else ""


def _of_sort(stems: Collection[str], kind: str, head: str) -> bool:
    """Whether what tells a kind apart stands there by itself: «kortet … for sesongen»."""
    sort = kind.removesuffix(head).removesuffix("s")
    return any(s.startswith(sort) for s in stems)


def _worth(word: str) -> float:
    return zipf(word, Language.NB)


def _is_kind(stem: str, head: str) -> bool:
    return stem.endswith(head) and len(stem) - len(head) >= _MODIFIER
