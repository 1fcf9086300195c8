"""What is told only of before, though a thing is asked about that came after.

«Gir NYE lag rabatt?», where only the old scheme speaks of a discount: what it gave says nothing of
what came in its place under a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.validity.formerly import asks_of_before, is_over

_WORD = re.compile(r"[^\W\d_]{2,}")
# Addresses have names in small letters.
_ADDRESS = re.compile(r"\S+[.@]\w\S*")


def tells_only_of_older(
    picked: Sequence[Evidence], ranked: Sequence[Evidence], question: Question
) -> bool:
    """Whether all that is picked is over, and a short name asked about is only what applies has.

    Args:
        picked: what would be shown.
        ranked: all evidence.
        question: the question.

    """
    if asks_of_before(question) or not all(is_over(e) for e in picked):
        return False
    applying = _ADDRESS.sub(" ", " ".join({e.unit.chunk.text for e in ranked if not is_over(e)}))
    names = (n for word in set(_WORD.findall(question.resolved)) if (n := _short(word, applying)))
    return any(not any(_is_of(name, e) for e in picked) for name in names)


def _short(word: str, text: str) -> str:
    """A word as the short name («NIC») that a text has it as, and as nothing else; "" for none."""
    name = word.upper()
    found = {m.group() for m in re.finditer(rf"\b{name}\b", text, re.IGNORECASE)}
    return name if found == {name} else ""


def _is_of(name: str, evidence: Evidence) -> bool:
    """Whether a unit has a short name, over it or by it too, or the words that it stands for."""
    unit = evidence.unit
    around = f"{unit.chunk.title} {unit.context} {unit.chunk.text}"
    spelt = r"\W+(?:\w+\W+)?".join(rf"{letter}\w+" for letter in name)
    return bool(re.search(rf"\b{name}\b", around) or re.search(rf"\b{spelt}", unit.text))
