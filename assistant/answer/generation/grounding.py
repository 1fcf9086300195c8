"""Which words of the passages a drafted statement rests on, or that it rests on none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.citation import fold
from assistant.answer.extraction.steering import quotable
from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.extraction.values import unsupported
from assistant.answer.generation.addresses import addresses
from assistant.answer.generation.bearing import (
    bears,
    introduces,
    is_one_word,
    names_of,
    parts,
    strange,
)
from assistant.answer.generation.draft import MAX_STATEMENT
from assistant.answer.generation.told_words import Part
from assistant.answer.ranking.matching import WeightedConcept, cover
from assistant.domain import Chunk, Language
from assistant.search.names import Mention

MAX_QUOTES = 4
_SPELLED = re.compile(
    r"\b(?:tjue|tyve|tretti|førti|femti|seksti|sytti|åtti|nitti)(?:en|én|ett|to|tre|fire|fem|seks"
    r"|sju|syv|åtte|ni)\b|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two"
    r"|three|four|five|six|seven|eight|nine)\b|\b\w*(?:hundre|tusen)\w+|\bdusin\w*|\bdozens?\b"
    r"|\b(?:halv|halvparten?|half|tredel\w*|fjerdedel\w*|third|quarter|dobbelt\w*|doblet|double[ds]?"
    r"|tredoblet|triple[ds]?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as the check sees it: its concepts, all of one weight, and its names.

    A word that the documents do not have speaks as loudly against a statement as any other, so
    the weights by which a question is matched are no use here.
    """

    text: str
    concepts: tuple[WeightedConcept, ...]
    mentions: tuple[Mention, ...]


Reading = Callable[[str], Claim]


@dataclass(frozen=True, slots=True)
class Grounder:
    """Finds quotes for statements in one language. `read` turns a statement into a claim."""

    read: Reading
    language: Language

    def ground(self, statement: str, chunks: Sequence[Chunk]) -> tuple[Unit, ...]:
        """The sentences, items or lists that a statement rests on, best first.

        Empty when the passages it names do not hold its numbers, names and subject.
        """
        if len(statement) > MAX_STATEMENT:
            return ()
        claim = self.read(statement)
        units = [u for chunk in chunks for u in quotable(chunk)]
        if not claim.concepts or not units:
            return ()
        ranked = sorted(units, key=lambda u: (-self._fit(claim, u), len(u.text), u.start))
        picked = self._bearing(claim, ranked)
        if not picked or self.lacking(claim, picked):
            return ()
        return (*picked, *self._of_other_passages(claim, ranked, picked))

    def rests_on(self, statement: str, whole: Unit) -> bool:
        """Whether one item of a list holds a statement."""
        claim = self.read(statement)
        part = self._part(claim)
        return any(bears(part, u) for u in items_of(whole)) and not self.lacking(claim, [whole])

    def introduces(self, words: str, units: Sequence[Unit]) -> bool:
        """Whether words that lead in to what rests on units tell no more than those do."""
        return introduces(self._part(self.read(words)), units)

    def _part(self, claim: Claim) -> Part:
        return Part(claim.text, claim.concepts, self.language)

    def _bearing(self, claim: Claim, ranked: Sequence[Unit]) -> list[Unit]:
        """The unit that bears a claim, or those that bear its clauses; none where one has none."""
        whole = self._part(claim)
        first = next((u for u in ranked if bears(whole, u)), None)
        if first is not None:
            return [first]
        clauses = parts(claim.text, claim.concepts, self.language)
        picked: list[Unit] = []
        about = names_of(whole)
        for clause in clauses if len(clauses) > 1 else ():
            # «… og varer i fem år»: of whom the clause before it names.
            own = names_of(clause)
            about = own if own.text.strip("- ") or not picked else about
            # «… og modne»: one word alone is told of what is told before it.
            among = _beside(picked[-1], ranked) if picked and is_one_word(clause) else ranked
            bearers = (u for u in among if bears(clause, u) and not strange(about, u))
            unit = next(bearers, None)
            if unit is None:
                return []
            picked.append(unit)
        picked = list(dict.fromkeys(_as_lists(picked, ranked)))
        return picked if len(picked) <= MAX_QUOTES else []

    def lacking(self, claim: Claim, units: Sequence[Unit]) -> tuple[str, ...]:
        """Numbers, addresses and names of a claim that the units do not hold."""
        grounds = [fold(part) for u in units for part in grounds_of(u)]
        english = self.language is Language.EN
        names = [m.name for m in claim.mentions if not any(m.stands_in(g) for g in grounds)]
        return (
            *unsupported(claim.text, grounds, english=english),
            *unheard(claim.text, grounds),
            *names,
        )

    def _fit(self, claim: Claim, unit: Unit) -> float:
        """How well one unit carries a claim: first by what it lacks, then by its words."""
        lacking = len(self.lacking(claim, [unit]))
        share = cover(claim.concepts, terms_of(unit.text), [(terms_of(unit.context), 0.5)]).share
        return share - lacking - 0.1 * (unit.kind is UnitKind.LIST)

    def _of_other_passages(
        self, claim: Claim, ranked: Sequence[Unit], picked: Sequence[Unit]
    ) -> Iterable[Unit]:
        """The best quote of each further passage that the statement names, where it tells."""
        seen = {u.chunk.id for u in picked}
        room = MAX_QUOTES - len(picked)
        for unit in ranked:
            if room <= 0:
                return
            if unit.chunk.id not in seen and bears(self._part(claim), unit):
                seen.add(unit.chunk.id)
                room -= 1
                yield unit


def _beside(unit: Unit, ranked: Sequence[Unit]) -> list[Unit]:
    """A unit, and the lists of its passage with their items."""
    lists = (UnitKind.LIST, UnitKind.ITEM, UnitKind.ROW)
    return [unit, *(u for u in ranked if u.chunk.id == unit.chunk.id and u.kind in lists)]


def items_of(whole: Unit) -> list[Unit]:
    """The items of a list, or the rows of a table, as units."""
    return [
        u
        for u in quotable(whole.chunk)
        if u.kind in (UnitKind.ITEM, UnitKind.ROW) and (u.start, u.end) in whole.items
    ]


def _as_lists(picked: Sequence[Unit], ranked: Sequence[Unit]) -> Iterator[Unit]:
    """Units, with the whole list in the place of several of its items."""
    wholes = [(u, set(items_of(u))) for u in ranked if u.kind is UnitKind.LIST]
    for unit in picked:
        yield next(
            (w for w, items in wholes if unit in items and len(items & set(picked)) > 1), unit
        )


def grounds_of(unit: Unit) -> tuple[str, str, str]:
    """What a citation of a unit shows: its words, the document's title and the section path."""
    return unit.text, unit.chunk.title, " ".join(unit.chunk.section)


def unheard(text: str, grounds: Sequence[str]) -> tuple[str, ...]:
    """Addresses and numbers written otherwise (½, tjuefem, dobbelt) that must stand verbatim."""
    wanted = _verbatim(text)
    held = " ".join(grounds).casefold() if wanted else ""
    return tuple(w for w in wanted if w.casefold().rstrip(".,;:)") not in held)


@lru_cache(maxsize=1_000)
def _verbatim(text: str) -> tuple[str, ...]:
    """What of a text must stand verbatim; read once, though every unit is held against it."""
    odd = [c for c in text if unicodedata.category(c) in ("No", "Nl")]
    return (*addresses(text), *_SPELLED.findall(text), *odd)


def bare(text: str) -> bool:
    """Whether a text holds no number and no address, so that it may stand without a source."""
    return not unsupported(text, ()) and not unheard(text, ())
