"""Compounds that end alike and tell persons apart: «hovedmedlem», «støttemedlem».

A question about a kind that the documents do not have («bedriftsmedlem») is not answered by what
they say of the others. Nothing is listed: which compounds are kinds of the same shows in the
passages. Of things the whole is often meant, and said in other words («skissefrist»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import WeightedConcept, names_persons
from assistant.answer.question import Question
from assistant.answer.units import Unit, UnitKind, terms_of
from assistant.search import analysis

_DOUBLED = re.compile(r"(\w)\1$")
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
        if question.intent not in (*EXPECTED, Intent.WHO):
            return
        strange = [c for c in concepts if not c.stands and names_persons(c.concept.surface)]
        heads = {h for c in strange if (h := _head(c))}
        if not heads:
            return
        said = {stem for unit in units for stem in terms_of(unit.text).stems}
        for head in heads:
            kinds = frozenset(s for s in said if _is_kind(s, head))
            if len(kinds) >= _FEWEST:
                self._heads[head] = kinds

    def tells_of(self, unit: Unit) -> bool:
        """Whether a unit is of another kind, or of the thing as such, whatever its kind."""
        if not self._heads or unit.kind is UnitKind.LIST:
            return False
        own = terms_of(unit.text).stems
        return any(head in own or not own.isdisjoint(kinds) for head, kinds in self._heads.items())


def _head(concept: WeightedConcept) -> str:
    """The stem of what a compound is, by the parts that it was taken apart in; "" for others."""
    surface = concept.concept.surface
    parts = [w for w in concept.concept.alternatives if w != surface and surface.endswith(w)]
    last = max(parts, key=len, default="")
    whole = len(last) >= _HEAD and len(surface) - len(last) >= _MODIFIER
    # «Medlemmer» doubles what «medlem» ends in.
    return _DOUBLED.sub(r"\1", analysis.stem(last)) if whole else ""


def _is_kind(stem: str, head: str) -> bool:
    return stem.endswith(head) and len(stem) - len(head) >= _MODIFIER
