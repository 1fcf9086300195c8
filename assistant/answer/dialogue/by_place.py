"""What a follow-up points out by its place in a row of names: «sistnevnte», «det første»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import patterns
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.search.names import Mention

_FILE = patterns.read("followup")
_LAST, _FIRST = (_FILE.compiled([_FILE.tables["by_its_place"][k]]) for k in ("last", "first"))
_ALL = _FILE.compiled([_FILE.tables["all_of_them"]["any"]])
_SENTENCE = re.compile(r"(?<=[.!?»\]])\s+|\n+")
_FEWEST = 2
# What answers these gives the things that were asked for in a row.
_GIVING_A_ROW = (Intent.LIST, Intent.DEFINITION, Intent.COMPARISON)


def with_the_name(
    text: str, question: str, reply: str, names_in: Callable[[str], Sequence[Mention]]
) -> str:
    """A follow-up with the name that it points out by its place in the row; else unchanged.

    Args:
        text: the follow-up.
        question: the question before it.
        reply: what the assistant answered to that.
        names_in: the names of a text, as they come.

    """
    if _ALL.match(text) and "?" in reply and len(given := names_in(reply)) >= _FEWEST:
        return "og " + " og ".join(m.name for m in given)
    last = _LAST.search(text)
    asked = last or _FIRST.search(text)
    if asked is None:
        return text
    told = _SENTENCE.split(reply.replace("**", "")) if intent_of(question) in _GIVING_A_ROW else ()
    for said in (question, *told):
        row = [m.name for m in names_in(said) if m.heading]
        if len(row) >= _FEWEST:
            row.sort(key=lambda name: said.casefold().find(name.casefold()))
            return text.replace(asked.group(), row[-1] if last else row[0], 1)
    return text
