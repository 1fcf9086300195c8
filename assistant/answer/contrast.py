"""What tells the sides of a comparison apart where nothing in particular is asked about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.evidence import Evidence
from assistant.answer.picking import repeats
from assistant.answer.units import UnitKind, terms_of
from assistant.domain import Status
from assistant.search import analysis
from assistant.search.names import Mention

_PER_SIDE = 2
_SIDE_LENGTH = 400
# From this share of common words on, two sentences say the same of two sides.
_SAME = 0.75
_PURPOSE = re.compile(
    r"\b(er|passer|egner seg|retter seg|rettet|beregnet|meint|ment|laget) (best )?(for|mot|til)\b"
    r"|\b(skal|formål\w*|målet|oppgave\w*|rolle\w*|ansvar\w*|tilbyr|hjelper|brukes? til)\b",
    re.I,
)
_DEMAND = re.compile(
    r"\b(må|krav\w*|krev\w*|forutset\w*|forvent\w*|vise til|tatt opp|minst|høyere|større)\b", re.I
)
_DENIAL = re.compile(r"\b(ikke|ikkje|ingen|inga)\b", re.I)
_LONG = 260


def own_of_each(pools: Sequence[tuple[Mention, Sequence[Evidence]]]) -> list[tuple[Evidence, ...]]:
    """At most two sentences or rows for each side that say what the side is or asks for.

    What is said of every side in the same words is left out where something else can be said.
    Rows for several sides in one table go together.

    Args:
        pools: each side with what the documents say of it, its own sections first.

    """
    pools = _standing(pools)
    tables = [
        {(e.unit.chunk.id, e.unit.table) for e in pool if e.unit.kind is UnitKind.ROW}
        for _, pool in pools
    ]
    common = set.intersection(*tables)
    chosen = []
    for side, pool in pools:
        others = [(s, p) for s, p in pools if s.name != side.name]
        on = [e for e in pool if _on(side, e)] or list(pool)
        own = [e for e in on if not any(_same(e, side, p, s) for s, p in others)] or on
        chosen.append(_best(side, own, common))
    return chosen


def speaks_of(side: Mention, text: str) -> bool:
    """Whether a text has a side's name, or the word in any form where it is no name."""
    if side.stands_in(text):
        return True
    stems = [analysis.stem(w) for w in analysis.words(side.name)]
    words = terms_of(text).words
    return side.name.islower() and all(any(w.startswith(s) for w in words) for s in stems)


def _on(side: Mention, evidence: Evidence) -> bool:
    """Whether a sentence names the side, or stands under its name."""
    section = evidence.unit.chunk.section[-1:]
    return speaks_of(side, evidence.unit.text) or any(side.stands_in(h) for h in section)


def _standing(
    pools: Sequence[tuple[Mention, Sequence[Evidence]]],
) -> Sequence[tuple[Mention, Sequence[Evidence]]]:
    """What still applies, where the documents have something of the kind on every side."""
    current = [
        (side, [e for e in pool if e.unit.chunk.metadata.status is Status.CURRENT])
        for side, pool in pools
    ]
    return current if all(len(pool) >= _PER_SIDE for _, pool in current) else pools


def _same(evidence: Evidence, side: Mention, other: Sequence[Evidence], rival: Mention) -> bool:
    """Whether the other side is told of in the same words, the names aside."""
    mine = _stems(evidence, side)
    # Rows of one table are alike in words; what differs is their figures.
    told = [e for e in other if e.unit.table < 0 or evidence.unit.table < 0]
    return any(_alike(mine, _stems(e, rival)) for e in told)


def _stems(evidence: Evidence, side: Mention) -> frozenset[str]:
    named = {analysis.stem(w) for w in analysis.words(side.name)}
    return terms_of(evidence.unit.text).stems - named


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(mine & theirs) >= _SAME * max(1, len(mine), len(theirs))


def _best(
    side: Mention, pool: Sequence[Evidence], common: set[tuple[str, int]]
) -> tuple[Evidence, ...]:
    ranked = sorted(pool, key=lambda e: -_worth(e, side, common))
    picked: list[Evidence] = []
    for evidence in ranked:
        room = _SIDE_LENGTH - sum(len(e.unit.text) for e in picked)
        fits = len(evidence.unit.text) <= room or not picked
        if len(picked) < _PER_SIDE and fits and not repeats(evidence, picked):
            picked.append(evidence)
    return tuple(sorted(picked, key=lambda e: (e.unit.kind is UnitKind.ROW, e.unit.order)))


def _worth(evidence: Evidence, side: Mention, common: set[tuple[str, int]]) -> float:
    """How much a sentence says of what a side is: its purpose, its demands, its own section."""
    unit = evidence.unit
    heading = any(side.stands_in(h) for h in unit.chunk.section[-1:])
    row = unit.kind is UnitKind.ROW and unit.text.casefold().startswith(f"{side.name} –".casefold())
    return (
        1.5 * heading
        + 2.0 * bool(_PURPOSE.search(unit.text))
        + 2.0 * bool(_DEMAND.search(unit.text))
        + 1.5 * speaks_of(side, unit.text)
        + 2.5 * (row and (unit.chunk.id, unit.table) in common)
        - 2.0 * evidence.features.crowded
        - 1.0 * (len(unit.text) > _LONG)
        - 1.5 * bool(_DENIAL.search(unit.text))
        - 1.0 * (unit.kind is UnitKind.ITEM)
    )
