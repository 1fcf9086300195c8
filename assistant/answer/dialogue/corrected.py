"""A message that takes back what was said: «nei, jeg mente Hav Vekst», «ikke 2016, men 2024».

It asks the question before again, of what it says is meant.
"""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.understanding.intent import Intent, intent_of

_FILE = patterns.read("followup")
_LEAD, _MEANT, _INSTEAD, _NOT_THAT = (
    _FILE.compiled([_FILE.tables["corrected"][name]])
    for name in ("lead", "meant", "instead", "not_that")
)
# What is more than a few words asks by itself.
_FEW = 6


def without_correction(text: str) -> str:
    """A message without what it takes back: «og Hav Vekst» for «nei, jeg mente Hav Vekst».

    Unchanged where it takes nothing back; a whole question stands as it is.
    """
    rest = _LEAD.sub("", text, count=1)
    taken_back = rest != text
    said = _MEANT.sub("", rest, count=1)
    taken_back = taken_back or said != rest
    if instead := _INSTEAD.match(said):
        return f"og {instead['meant'].strip()}"
    if taken_back and (meant := _NOT_THAT.match(said)):
        said = meant["meant"].strip()
    if not taken_back or not said.strip(" ?.!,"):
        return text
    short = len(said.split()) <= _FEW and intent_of(said) is Intent.OTHER
    return f"og {said.strip()}" if short else said
