"""Whether one sentence, item or row of a passage bears a statement, or a clause of one.

Every word that tells something must stand there, or a word that may stand for it; every figure,
of the same unit and of the same thing; every name, and nobody else's deed or figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answer.agreement import agree, denies, judges
from assistant.answer.citation import fold
from assistant.answer.matching import WeightedConcept
from assistant.answer.opposites import opposed
from assistant.answer.patterns import cue
from assistant.answer.steering import quotable
from assistant.answer.successors import name_lists
from assistant.answer.told_figures import figures_hold
from assistant.answer.told_words import Part, has, names, stands, telling_words
from assistant.answer.units import Terms, Unit, UnitKind, terms_of
from assistant.domain import Chunk, Language
from assistant.search import analysis

_QUOTED = re.compile(r"[«“\"„]([^«»“”\"]+)[»”\"“]")
# «f.eks.» is no address, «evil.ru» is.
_ADDRESS = re.compile(
    r"\w+:/\S+|\S*(?:@|[(\[{]\s*at\s*[)\]}])\S*|\b(?!f\.eks\b|e\.g\b)[\w-]+(?:\.[\w-]+)*\.[a-zæøå]{2,}\b",
    re.IGNORECASE,
)
# «Det varer …», not «den økonomiske rammen …».
_POINTS_BACK = re.compile(
    r"\W*(?:(?:dette|disse|desse|han|hun|ho|it|they|this|these)\b"
    r"|(?:det|den|de|dei) (?:\w+r|ble|vart|må|skal|kan|vil|hadde|fikk|fekk)\b)",
    re.IGNORECASE,
)
_DOES = re.compile(r"\W*(?:[A-ZÆØÅ][\w]* )*(?P<name>[A-ZÆØÅ]\w*) (?P<verb>[a-zæøå]{3,})\b")
_ENDED = cue("tells", "ended")
_NAME = re.compile(r"[A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)*")
_PASSIVE = re.compile(
    r"\b(?:ble|blir|blei|vart|er|var|is|was|were|been) (?:\w+ ){0,4}\w+(?:t|a|ed)\b"
    r" (?:av|by|med|with)\b"
    r"|\b\w+(?:tes|des) av\b",
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
    if unit.kind is UnitKind.HEADING or (judges(text) and not judges(said)):
        return False
    if not agree(text, said) or not _verbatim(text, unit) or strange(part, unit):
        return False
    if opposed(said, text) or _of_another(text, unit) or _of_one_side(text, said):
        return False
    return figures_hold(part, said) and not _the_other_way(text, said)


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
    return [Part(text, concepts, language) for text in joined]


def is_one_word(part: Part) -> bool:
    """Whether a part has but one word that tells something."""
    return len(list(telling_words(part))) < 2


def names_of(part: Part) -> Part:
    """The names alone of a part."""
    return replace(part, text=" ".join(("-", *names(part.text))))


def introduces(part: Part, units: Sequence[Unit]) -> bool:
    """Whether a line says nothing that stands not around the units that it stands over."""
    said = "\n".join(_said(u) for u in units)
    whole = "\n".join((said, *(u.context for u in units)))
    if judges(part.text) or not agree(part.text, whole) or _ADDRESS.search(part.text):
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


def _said(unit: Unit) -> str:
    """A unit's words; those of an item with what leads in to it."""
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
    wanted = [*_QUOTED.findall(text), *(m[0] for m in _ADDRESS.finditer(text))]
    return all(fold(w).casefold().strip(" .,;:") in place for w in wanted)


def _of_another(text: str, unit: Unit) -> bool:
    """Whether a statement has a name do at once what stands before that name in a unit.

    «A driver det sammen med B» does not tell that B does.
    """
    found = _DOES.match(text)
    named, said = names(f"- {unit.text}"), analysis.stems(unit.text)
    if found is None or found["name"] not in named:
        return False
    name, verb = (analysis.stem(found[g].casefold()) for g in ("name", "verb"))
    return verb in said and name in said and said.index(verb) < said.index(name)


def _the_other_way(text: str, said: str) -> bool:
    """Whether a statement has one thing replace another that there is replaced by it."""
    if not (_ENDED.search(text) and _ENDED.search(said)):
        return False
    places = [(said.find(n), n) for n in dict.fromkeys(_NAME.findall(text)) if n in said]
    if len(places) < 2:
        return False
    turned = places[0] > places[-1]
    return turned is (bool(_PASSIVE.search(text)) is bool(_PASSIVE.search(said)))


def _of_one_side(text: str, said: str) -> bool:
    """Whether a sentence lists names on two sides, and a statement has only some of each."""
    words = set(analysis.stems(text))
    touched = []
    for items in name_lists(said):
        shared = frozenset.intersection(*items)
        named = [bool((item - shared) & words) for item in items]
        if any(named):
            touched.append(all(named))
    return len(touched) > 1 and not any(touched)
