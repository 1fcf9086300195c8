"""Whether an answer only says once more what the one before said: «hvorfor?», «hva betyr det?»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import patterns
from assistant.answer.extraction.listed import without_markers
from assistant.answer.extraction.units import terms_of
from assistant.answer.patterns import cue
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.domain import Outcome, Turn
from assistant.search import analysis

# What is said of each goes for the one that is named.
_EACH = re.compile(r"\b(alle|hver|hvert|kvar|kvart|each|every|all)\b", re.IGNORECASE)
_FILE = patterns.read("followup")
_MORE = _FILE.compiled([_FILE.tables["says_more"]["any"]])
_BECAUSE = cue("tells", "because")
_ONE_MORE = _FILE.compiled([_FILE.tables["one_more"]["any"]])


def says_it_again(text: str, selection: Selection, history: Sequence[Turn]) -> bool:
    """Whether a question of what was said finds nothing but that.

    Args:
        text: the question.
        selection: what is found for it.
        history: earlier turns, oldest first.

    """
    if selection.outcome is not Outcome.ANSWERED or selection.sides:
        return False
    if not (_MORE.match(text) or _adds_what_is_not_told(text, selection)):
        return False
    if intent_of(text) is Intent.REASON and _BECAUSE.search(selection.first.unit.text):
        # The reason asked for was told beside what was asked for then.
        return False
    replies = [turn.content for turn in history if turn.role == "assistant"]
    told = _plain(replies[-1]) if replies else ""
    return any(_plain(e.unit.text) in told for e in selection.picked)


def _plain(text: str) -> str:
    """A text without its markers, emphasis and marks of lists."""
    return without_markers(text.replace("**", "").replace("•", "-"))


def _adds_what_is_not_told(text: str, selection: Selection) -> bool:
    """Whether a follow-up names one more thing («og Kystverket?»), and nothing found has it."""
    asked = _ONE_MORE.match(text)
    told = selection.first.unit.text
    if asked is None or _EACH.search(told):
        return False
    stems = {analysis.stem(word) for word in analysis.words(asked["thing"])}
    evidence = (e.unit for e in selection.picked)
    return all(
        stems.isdisjoint(terms_of(" ".join((*u.chunk.section, u.text))).stems) for u in evidence
    )
