"""Kinds of a thing that headings tell apart: «Modne klynger», «Tidligfase klynger/nettverk».

They are names without capitals: what is told of one does not go for another. None is listed; a
heading is a kind where it says of which sort the thing is that the whole corpus speaks of, and
another heading says another sort, or the same stands over several sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf

# A thing that this share of the passages speaks of is what the documents are about.
_WHOLE = 0.2
_FEWEST = 2
# Zipf frequency under which a word means this kind and nothing else («tidligfase»).
_OF_ITS_OWN = 2.0
_HEADING = re.compile(r"([A-ZÆØÅ][a-zæøå]{2,}) ([a-zæøå]{3,}(?:/[a-zæøå]{3,})*)(?: \(.*\))?")
_ENDINGS = r"j?(?:e|a|en|et|er|ar|or|ene|ane)?s?"
# «Modne» and «moden», «gamle» and «gammel»: one adjective.
_PLURAL = re.compile(r"(\w+[bcdfghjkmprstv])([lnr])e")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. `pattern` finds it in lower-cased text, inflected or not."""

    name: str
    pattern: str


def kinds(paths: Iterable[Sequence[str]], share: Callable[[str], float]) -> tuple[Kind, ...]:
    """The kinds that headings tell apart, by name.

    Args:
        paths: the section paths of all passages.
        share: the share of the passages that have a word of the same stem, from 0 to 1.

    """
    places: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for path in {tuple(path) for path in paths}:
        for depth, heading in enumerate(path):
            match = _HEADING.fullmatch(heading)
            if match and _is_modifier(match[1].casefold()):
                for thing in match[2].split("/"):
                    key = match[1].casefold(), thing
                    places.setdefault(key, set()).add(path[: depth + 1])
    things = {thing: share(thing) for _, thing in places}
    whole = {thing for thing, of_all in things.items() if of_all >= _WHOLE}
    sorts = [(sort, thing) for sort, thing in places if thing in whole]
    meant = {
        sort
        for sort, thing in sorts
        if len(places[sort, thing]) >= _FEWEST
        or any(other != sort and that == thing for other, that in sorts)
    }
    found = {_kind(sort, thing) for sort, thing in sorts if sort in meant}
    return tuple(sorted(found, key=lambda kind: kind.name))


def _is_modifier(word: str) -> bool:
    little = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return word not in little and not word.endswith(("ing", "else", "het"))


def _kind(sort: str, thing: str) -> Kind:
    plural = _PLURAL.fullmatch(sort)
    if zipf(sort, Language.NB) < _OF_ITS_OWN:
        return Kind(sort, rf"\b{re.escape(sort)}\b")
    if plural:
        base, last = plural.groups()
        modifier = rf"{base}(?:{last}e|{base[-1]}?e{last}t?)"
    else:
        modifier = rf"{re.escape(sort.removesuffix('e'))}(?:e|t)?"
    return Kind(f"{sort} {thing}", rf"\b{modifier} {re.escape(analysis.stem(thing))}{_ENDINGS}\b")
