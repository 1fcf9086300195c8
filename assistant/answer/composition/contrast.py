"""What tells the sides of a comparison apart where nothing in particular is asked about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.adding import repeats
from assistant.answer.understanding.leaning import YEAR
from assistant.domain import Status
from assistant.search import analysis
from assistant.search.names import Mention

_PER_SIDE = 2
_SIDE_LENGTH = 400
# From this share of common words on, two sentences say the same of two sides.
_SAME = 0.75
_PURPOSE = re.compile(
    r"\b(er|passer|egner seg|retter seg|rettet|beregnet|meint|ment|laget) (best )?(for|mot|til)\b"
    r"|\b(skal|formål\w*|målet|oppgave\w*|rolle\w*|ansvar\w*|tilbyr|tilbud|tilbod|hjelper)\b"
    r"|\bbrukes? til\b",
    re.I,
)
_DEMAND = re.compile(
    r"\b(må|krav\w*|krev\w*|forutset\w*|forvent\w*|vise til|tatt opp|minst|høyere|større)\b", re.I
)
_DENIAL = re.compile(r"\b(ikke|ikkje|ingen|inga)\b", re.I)
_LONG = 260
# With values of all sides, so many characters of them and of what the side is.
_WITH_VALUES = 520
# What may stand before a side's name where the sentence is on it («Klynger i A får …»).
_OPENS = re.compile(
    r"(?:i|på|en|et|ei|ein|eit|alle|også|in|an?|the) |[\w-]+ (?:i|på|in|at) |[\w-]+e[tn] ", re.I
)
# And what tells behind it what it is.
_IS = re.compile(
    r"[\w/-]*(?: \([^)]*\))? (?:(?:er|var|is|are|was) (?:en|et|ei|ein|eit|an?|definert|defined)"
    r"|består av|bestod av|besto av|consists? of)\b",
    re.I,
)
# «Programmets mål er:» leads in what the side is.
_ARE = cue("tells", "led_in")
_COMPARED = (ValueKind.DURATION, ValueKind.AMOUNT)
# «Den treårige støtten» tells of something else than how long the side lasts.
_OF_A_PART = "årig"
# «Uten tidsbegrensning» tells how long too.
_ENDLESS = cue("denies", "duration")
# «Nettverkene» is «nettverk», «nettverksleder» is not.
_ENDING = 4


def own_of_each(pools: Sequence[tuple[Mention, Sequence[Evidence]]]) -> list[tuple[Evidence, ...]]:
    """At most two sentences or rows for each side that say what the side is or asks for.

    What is said of every side in the same words is left out where something else can be said.
    Rows for several sides in one table go together.

    Args:
        pools: each side with what the documents say of it, its own sections first.

    """
    pools = _of_one_time(_standing(pools))
    tables = [
        {(e.unit.chunk.id, e.unit.table) for e in pool if e.unit.kind is UnitKind.ROW}
        for _, pool in pools
    ]
    common = set.intersection(*tables)
    owned = []
    for side, pool in pools:
        others = [(s, p) for s, p in pools if s.name != side.name]
        on = [e for e in pool if _on(side, e)] or list(pool)
        own = [e for e in on if not any(_same(e, side, p, s) for s, p in others)] or on
        owned.append((side, own))
    values = _values_of_all(owned)
    return [_best(s, own, common, told) for (s, own), told in zip(owned, values, strict=True)]


def speaks_of(side: Mention, text: str) -> bool:
    """Whether a text has a side's name, or the word in any form where it is no name."""
    if side.stands_in(text):
        return True
    spelled = (side.name, *side.aliases) if side.name.islower() else ()
    return any(_has(words, terms_of(text).words) for words in spelled)


def opened_by(side: Mention, text: str) -> str | None:
    """What follows a side's name in a sentence that opens with it; None where none does."""
    said = text
    lengths = [len(analysis.words(spelled)) for spelled in (side.name, *side.aliases)]
    while True:
        for length in lengths:
            match = re.match(rf"(?:\w+\W){{{length - 1}}}\w+", said)
            _, _, later = match.group().partition(" ") if match else ("", "", "")
            if match and speaks_of(side, match.group()) and not speaks_of(side, later):
                return said[match.end() :]
        opened = _OPENS.match(said)
        if opened is None:
            return None
        said = said[opened.end() :]


def _has(phrase: str, words: Sequence[str]) -> bool:
    """Whether words hold those of a phrase side by side, in any form."""
    stems = [analysis.stem(w) for w in analysis.words(phrase)]
    places = range(len(words) - len(stems) + 1)
    return any(all(map(_is_form, words[i:], stems)) for i in places)


def _is_form(word: str, stem: str) -> bool:
    """Whether a word is one of a stem's forms, and no compound that begins with it."""
    return word.startswith(stem) and len(word) - len(stem) <= _ENDING


def _on(side: Mention, evidence: Evidence) -> bool:
    """Whether a sentence names the side, or stands under its name."""
    return speaks_of(side, evidence.unit.text) or stands_under(side, evidence)


def stands_under(side: Mention, evidence: Evidence) -> bool:
    """Whether a unit stands in a section of the side's own."""
    return any(speaks_of(side, heading) for heading in evidence.unit.chunk.section[-1:])


def _standing(
    pools: Sequence[tuple[Mention, Sequence[Evidence]]],
) -> Sequence[tuple[Mention, Sequence[Evidence]]]:
    """What still applies, where the documents have something of the kind on every side."""
    current = [
        (side, [e for e in pool if e.unit.chunk.metadata.status is Status.CURRENT])
        for side, pool in pools
    ]
    return current if all(len(pool) >= _PER_SIDE for _, pool in current) else pools


def _of_one_time(
    pools: Sequence[tuple[Mention, Sequence[Evidence]]],
) -> Sequence[tuple[Mention, Sequence[Evidence]]]:
    """The documents that tell of all sides, where the sides are words and no names.

    What «mål» were once is not to be told apart from what «krav» are today.
    """
    homes = [{e.unit.chunk.document_id for e in pool} for _, pool in pools]
    shared = set.intersection(*homes)
    if not shared or not all(side.name.islower() for side, _ in pools):
        return pools
    return [(s, [e for e in pool if e.unit.chunk.document_id in shared]) for s, pool in pools]


def _values_of_all(
    pools: Sequence[tuple[Mention, Sequence[Evidence]]],
) -> list[list[Evidence]]:
    """For each side, its duration and its amount where one document tells them of all sides."""
    picked: list[list[Evidence]] = [[] for _ in pools]
    for kind in _COMPARED:
        told = [[e for e in pool if _tells(kind, side, e)] for side, pool in pools]
        homes = [{e.unit.chunk.document_id for e in found} for found in told]
        shared = set.intersection(*homes)
        for (side, _), found, chosen in zip(pools, told, picked, strict=True):
            near = [e for e in found if e.unit.chunk.document_id in shared]
            if not near:
                continue
            best = min(near, key=lambda e: (opened_by(side, e.unit.text) is None, len(e.unit.text)))
            if best not in chosen:
                chosen.append(best)
    return picked


def _tells(kind: ValueKind, side: Mention, evidence: Evidence) -> bool:
    """Whether a sentence on a side holds a value of a kind that is the side's own."""
    unit = evidence.unit
    if unit.kind is not UnitKind.SENTENCE or not speaks_of(side, unit.text):
        return False
    if kind is ValueKind.DURATION and _ENDLESS.search(unit.text):
        return True
    return any(v.kind is kind and v.unit != _OF_A_PART for v in find(unit.text))


def _tells_at_all(side: Mention, evidence: Evidence) -> bool:
    """Whether a sentence tells a side's duration or amount; a year's figure is that year's."""
    if YEAR.search(evidence.unit.text):
        return False
    return any(_tells(kind, side, evidence) for kind in _COMPARED)


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
    side: Mention, pool: Sequence[Evidence], common: set[tuple[str, int]], values: list[Evidence]
) -> tuple[Evidence, ...]:
    ranked = sorted(pool, key=lambda e: -_worth(e, side, common))
    picked = list(values)
    length = _WITH_VALUES if values else _SIDE_LENGTH
    most = len(values) + 1 if values else _PER_SIDE
    for evidence in ranked:
        room = length - sum(len(e.unit.text) for e in picked)
        fits = len(evidence.unit.text) <= room or not picked
        if len(picked) < most and fits and not repeats(evidence, picked):
            picked.append(evidence)
        if picked and picked[0].unit.kind is UnitKind.LIST:
            # What it is, told one by one.
            break
    return tuple(sorted(picked, key=lambda e: (e.unit.kind is UnitKind.ROW, e.unit.order)))


def leads_in(side: Mention, unit: Unit) -> bool:
    """Whether a list is led in as what a side is («Programmets mål er:»)."""
    match = _ARE.search(unit.lead)
    return match is not None and speaks_of(side, match["last"])


def _worth(evidence: Evidence, side: Mention, common: set[tuple[str, int]]) -> float:
    """How much a sentence says of what a side is: its purpose, its demands, its own section."""
    unit = evidence.unit
    heading = stands_under(side, evidence)
    row = unit.kind is UnitKind.ROW and unit.text.casefold().startswith(f"{side.name} –".casefold())
    rest = opened_by(side, unit.text)
    return (
        1.5 * heading
        + 2.0 * bool(_PURPOSE.search(unit.text))
        + 2.0 * bool(_DEMAND.search(unit.text))
        + 1.5 * speaks_of(side, unit.text)
        + 2.5 * (rest is not None)
        + 2.5 * _tells_at_all(side, evidence)
        + 2.5 * (rest is not None and bool(_IS.match(rest)))
        + 6.0 * (unit.kind is UnitKind.LIST)
        + 2.5 * (row and (unit.chunk.id, unit.table) in common)
        - 2.0 * evidence.features.crowded
        - 1.0 * (len(unit.text) > _LONG)
        - 1.5 * bool(_DENIAL.search(unit.text))
        - 1.0 * (unit.kind is UnitKind.ITEM)
    )
