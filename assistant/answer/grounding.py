"""Which words of the passages a drafted statement rests on, or that it rests on none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.citation import fold
from assistant.answer.matching import WeightedConcept, cover
from assistant.answer.steering import quotable
from assistant.answer.units import Unit, UnitKind, terms_of
from assistant.answer.values import unsupported
from assistant.domain import Chunk, Language
from assistant.search.names import Mention

MAX_QUOTES = 4
# Least share of a statement's concepts that its quotes must hold, set by hand on 16 faithful
# paraphrases (lowest 0.31) and 11 untrue statements (highest 0.33, of three concepts, and 0.23).
# An English statement meets Norwegian passages only through thesaurus, names and shared words.
MIN_SUPPORT = {Language.NB: 0.3, Language.NN: 0.3, Language.EN: 0.25}
# With so few concepts one common word would carry a statement.
_FEW, _MIN_OF_FEW = 3, 0.5
_EXTRA_SHARE = 0.2
# Every part bounded, so that a text is read once however long its words are.
_URL = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|[^\s@]{1,64}@\S{1,255}\.\w{1,63}"
    r"|\b[\w-]{1,63}\.(?:no|com|org|net|io|eu|dev|app|info|example)\b(?:/\S*)?",
    re.IGNORECASE,
)
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
        claim = self.read(statement)
        units = [u for chunk in chunks for u in quotable(chunk)]
        if not claim.concepts or not units:
            return ()
        ranked = sorted(units, key=lambda u: (-self._fit(claim, u), len(u.text), u.start))
        picked = [ranked[0]]
        while lacking := self.lacking(claim, picked):
            if len(picked) == MAX_QUOTES:
                return ()
            gain = [(len(lacking) - len(self.lacking(claim, [*picked, u])), u) for u in ranked]
            best, unit = max(gain, key=lambda pair: pair[0])
            if best <= 0:
                return ()
            picked.append(unit)
        picked += self._filling(claim, ranked, picked)
        if not self._supported(claim, picked):
            return ()
        return (*picked, *self._of_other_passages(claim, ranked, picked))

    def rests_on(self, statement: str, units: Sequence[Unit]) -> bool:
        """Whether these units together hold a statement's numbers, names and subject."""
        claim = self.read(statement)
        return self._supported(claim, units) and not self.lacking(claim, units)

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

    def _supported(self, claim: Claim, units: Sequence[Unit]) -> bool:
        least = _MIN_OF_FEW if len(claim.concepts) <= _FEW else MIN_SUPPORT[self.language]
        return self._support(claim, units) >= least

    @staticmethod
    def _support(claim: Claim, units: Sequence[Unit]) -> float:
        text = terms_of(" ".join(u.text for u in units))
        around = terms_of("\n".join(p for u in units for p in (u.context, u.previous)))
        return cover(claim.concepts, text, [(around, 0.5)]).share

    def _filling(self, claim: Claim, ranked: Sequence[Unit], picked: Sequence[Unit]) -> list[Unit]:
        """One more sentence, where a statement draws on two that lie apart."""
        if len(picked) > 1:
            return []
        held = self._support(claim, picked)
        gain = [(self._support(claim, [*picked, u]) - held, u) for u in ranked[1:]]
        best, unit = max(gain, key=lambda pair: pair[0], default=(0.0, None))
        return [unit] if unit is not None and best >= _EXTRA_SHARE else []

    def _of_other_passages(
        self, claim: Claim, ranked: Sequence[Unit], picked: Sequence[Unit]
    ) -> Iterable[Unit]:
        """The best quote of each further passage that the statement names, where it tells."""
        seen = {u.chunk.id for u in picked}
        room = MAX_QUOTES - len(picked)
        for unit in ranked:
            if room <= 0:
                return
            share = cover(claim.concepts, terms_of(unit.text)).share
            if unit.chunk.id not in seen and share >= _EXTRA_SHARE:
                seen.add(unit.chunk.id)
                room -= 1
                yield unit


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
    return (*_URL.findall(text), *_SPELLED.findall(text), *odd)


def has_address(text: str) -> bool:
    """Whether a text holds a web or e-mail address."""
    return _URL.search(text) is not None


def bare(text: str) -> bool:
    """Whether a text holds no number and no address, so that it may stand without a source."""
    return not unsupported(text, ()) and not unheard(text, ())
