"""What a sentence leaves to the one before it, or to its section, to name."""

from __future__ import annotations

import re

from assistant.answer.extraction.units import Unit, UnitKind

_FINITE = (
    r"(?:har|hadde|skal|skulle|kan|kunne|må|måtte|vil|ville|fikk|fekk|ble|blei|vart|var|gjeld"
    r"|inneheld|krev|gjev|inneber|ligg|\w+r|\w+es|\w+ast)"
)
# «Disse omfatter …», «Denne planen …», «De kan …», but not «De nye nivåene …».
_POINTS_BACK = re.compile(
    rf"(?:Dette|Denne|Disse|Desse|Slike?|This|These|Those|They|Such)\b"
    rf"|(?:De|Dei|Den|Han|Hun|Ho|Alle disse|Alle desse|Begge) {_FINITE}\b"
    r"|Det (?:skyldes|skuldast|kommer av|kjem av)\b"
    r"|Det (?:gjelder|gjeld|omfatter|omfattar|inkluderer|betyr|tyder|innebærer|inneber|vil si"
    r"|vil seie|dreier seg|handler om|handlar om)\b"
    r"|It (?:is|has|includes?|covers?|means?|applies|must|can|may|shall|will|lasts?)\b"
    # «Regn med at dette tar …»
    rf"|[^,.;:]{{0,25}} (?:at|that) (?:dette|den|this|it) {_FINITE}\b"
)
_DIVISION = (
    r"\w*(?:nivå|fase|modul|trinn|kategori|ordning|program|spor|del|løp|kapittel|punkt"
    r"|level|phase|module|stage|category|track|scheme|programme|part|section)"
    r"(?:et|en|a|n|delen|t|ene|ane|s)?"
)
# «På dette nivået tilbys …», «I denne fasen …», «Her får man …».
_POINTS_AT_SECTION = re.compile(
    rf"\b(?:dette|denne|this) (?:\w+ )?{_DIVISION}\b|^Her\b|^Here\b", re.IGNORECASE
)
# «Kurset …» behind «… tryggleikskurset …».
_DEFINITE = re.compile(r"\W*(?P<noun>\w{2,}(?:en|et|ene|ane|a))\b (?=[a-zæøå])")
_FIRST_PART = 3
# What the sentence before counts for.
_BY_PRONOUN = 0.8


def points_back(text: str) -> bool:
    """Whether a sentence opens with a word for something in the sentence before it."""
    return bool(_POINTS_BACK.match(text)) and not points_at_section(text)


def points_at_section(text: str) -> bool:
    """Whether a sentence speaks of its section without its name («på dette nivået»)."""
    return bool(_POINTS_AT_SECTION.search(text))


def named_before(unit: Unit) -> tuple[str, float]:
    """What a word of a sentence stands for in the one before it, and what that counts for.

    A pronoun may stand for anything there, a noun for the compound that it ends.
    """
    if unit.kind is not UnitKind.SENTENCE or not unit.previous:
        return "", 0.0
    if points_back(unit.text):
        return unit.previous, _BY_PRONOUN
    opening = _DEFINITE.match(unit.text)
    if opening is None:
        return "", 0.0
    compound = rf"\b\w{{{_FIRST_PART},}}{re.escape(opening['noun'])}\b"
    found = re.search(compound, unit.previous, re.IGNORECASE)
    return (found.group(), 1.0) if found else ("", 0.0)
