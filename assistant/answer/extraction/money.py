"""Whether an amount is one of money: «tre millioner i støtte», but no «tre millioner tonn»."""

from __future__ import annotations

import re

from assistant.answer.extraction.values import Value

_MONEY = re.compile(r"kron|kr\b|nok|mill|mrd|million|milliard|euro?|usd|dollar|€|\$", re.I)
_SCALE = re.compile(r"(mill|mrd|milliard|billion)", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.,;:()–]|\s-\s")
_OF_MONEY = re.compile(
    r"kron|^kr$|^nok$|euro|dollar|støtte|stønad|tilsk[ou]t|midl[ae]r|penga?e?r|finansier|budsjett"
    r"|ramme|lån|fund|money|grant|support",
    re.I,
)
_FUNCTION_WORDS = """
    i på til for fra frå av over under per pr om med ved hos innen som og eller men er var blir ble
    vart kan skal må får årlig årleg årlige årlege hver hvert kvar kvart hvorav kvarav totalt samlet
    samla tilsammen fordelt in from of a an each every is was are were and or to annually yearly
    which that
"""
_NO_NOUN = frozenset(_FUNCTION_WORDS.split())
# A noun of money may stand behind an adjective: «to millioner norske kroner».
_PHRASE = 3


def is_money(value: Value, text: str) -> bool:
    """Whether an amount is one of money; millions are where no noun for another thing follows.

    Args:
        value: an amount of `find(text)`.
        text: the text that it stands in.

    """
    if not _SCALE.match(value.unit):
        return bool(_MONEY.search(value.unit))
    phrase = _CLAUSE.split(text[value.end :], maxsplit=1)[0]
    after = [word.casefold() for word in _WORD.findall(phrase)[:_PHRASE]]
    return not after or after[0] in _NO_NOUN or any(_OF_MONEY.search(w) for w in after)
