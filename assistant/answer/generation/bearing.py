"""Whether one sentence, item or row of a passage bears a statement, or a clause of one.

Every word that tells something must stand there, or a word that may stand for it; every figure,
of the same unit and of the same thing; every name, and nobody else's deed or figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answer.answer_types.opposites import opposed
from assistant.answer.citation import fold
from assistant.answer.extraction.steering import quotable
from assistant.answer.extraction.units import Terms, Unit, UnitKind, terms_of
from assistant.answer.extraction.values import find
from assistant.answer.generation.addresses import addresses, has_address
from assistant.answer.generation.agreement import agree, denies, judges
from assistant.answer.generation.roles import of_another
from assistant.answer.generation.told_figures import figures_hold
from assistant.answer.generation.told_words import Part, has, names, stands, telling_words
from assistant.answer.ranking.matching import WeightedConcept
from assistant.domain import Chunk, Language

_QUOTED = re.compile(r"[«“\"„]([^«»“”\"]+)[»”\"“]")
# «Det varer …», not «den økonomiske rammen …».
_POINTS_BACK = re.compile(
    r"\W*(?:(?:dette|disse|desse|han|hun|ho|it|they|this|these)\b"
    r"|(?:det|den|de|dei) (?:\w+r|ble|vart|må|skal|kan|vil|hadde|fikk|fekk)\b)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:[;:]|,(?=\s)|\s[–—-](?=\s))\s*(?:(?:og|men|samt|mens|der|and|but|while)\s+)?"
    r"|\s+(?:og|men|samt|mens|and|but|while)\s+",
    re.IGNORECASE,
)


def bears(part: Part, unit: Unit) -> bool:
    """Whether a unit alone bears what a part of a draft says."""
    text, said = part.text, _said(unit)
    if not said or (judges(text) and not judges(said)) or not _tells_itself(part, unit):
        return False
    if not agree(text, said, part.whole) or not _verbatim(text, unit) or strange(part, unit):
        return False
    return figures_hold(part, said) and not opposed(said, text) and not of_another(part, said)


def parts(statement: str, concepts: tuple[WeightedConcept, ...], language: Language) -> list[Part]:
    """The clauses and the items of a list that a statement is made of.

    A clause that tells nothing but a figure goes with the one before it.
    """
    found: list[str] = []
    start = 0
    for joint in _JOINT.finditer(statement):
        found.append(statement[start : joint.start()])
        start = joint.end()
    found.append(statement[start:])
    joined: list[str] = []
    for text in found:
        if joined and not any(telling_words(Part(text, (), language))):
            joined[-1] += f", {text}"
        elif text.strip():
            joined.append(text)
    return [Part(text, concepts, language, statement) for text in joined]


def is_one_word(part: Part) -> bool:
    """Whether a part has but one word that tells something."""
    return len(list(telling_words(part))) < 2


def names_of(part: Part) -> Part:
    """The names alone of a part."""
    return replace(part, text=" ".join(("-", *names(part.text))))


def introduces(part: Part, units: Sequence[Unit]) -> bool:
    """Whether a line says nothing that stands not around the units that it stands over."""
    said = "\n".join(f"{_said(u)}\n{u.text}" for u in units)
    whole = "\n".join((said, *(u.context for u in units)))
    if judges(part.text) or not agree(part.text, whole) or has_address(part.text):
        return False
    leads = [u.lead or u.previous for u in units if u.kind in (UnitKind.LIST, UnitKind.ITEM)]
    if any(denies(lead) is not denies(part.text) for lead in leads):
        return False
    terms = terms_of(whole)
    return all(stands(w, part, terms) for w in telling_words(part))


def strange(part: Part, unit: Unit) -> tuple[str, ...]:
    """The telling words and names of a part that a unit does not have, nor stands under."""
    back = unit.previous if _POINTS_BACK.match(unit.text) else ""
    own, around = terms_of(f"{back}\n{_said(unit)}"), terms_of(unit.context)
    others = _elsewhere(unit.chunk, _said(unit))
    named = {m.casefold() for m in names(part.text)}
    its_own = {m.casefold() for m in names(unit.text)}
    found = []
    for word in telling_words(part):
        if stands(word, part, own, synonyms=not has(word, others)):
            continue
        # What a heading has of several things goes for a sentence that names none of them.
        if has(word, around) and not has(word, others) and (word not in named or its_own <= named):
            continue
        found.append(word)
    return tuple(found)


def _tells_itself(part: Part, unit: Unit) -> bool:
    """Whether it is an item that tells something of a part, and not what leads in to it alone."""
    if unit.kind is not UnitKind.ITEM:
        return True
    own = terms_of(unit.text)
    values = find(part.text, english=part.language is Language.EN)
    return bool(values) or any(stands(w, part, own) for w in telling_words(part))


def _said(unit: Unit) -> str:
    """A unit's words; those of an item with what leads in to it; of a list those alone."""
    if unit.kind in (UnitKind.HEADING, UnitKind.LIST):
        return unit.lead
    leads = unit.kind in (UnitKind.ITEM, UnitKind.ROW) and unit.previous
    return f"{unit.previous}\n{unit.text}" if leads else unit.text


@lru_cache(maxsize=5_000)
def _elsewhere(chunk: Chunk, said: str) -> Terms:
    """The terms of the sentences and items of a passage beside one of them."""
    others = (
        u.text
        for u in quotable(chunk)
        if u.kind not in (UnitKind.HEADING, UnitKind.LIST) and u.text not in said
    )
    return terms_of("\n".join(others))


def _verbatim(text: str, unit: Unit) -> bool:
    """Whether what is in quotation marks, and every address, stands there as it is written."""
    place = fold(f"{unit.text} {unit.context}").casefold()
    wanted = [*_QUOTED.findall(text), *addresses(text)]
    return all(fold(w).casefold().strip(" .,;:") in place for w in wanted)
