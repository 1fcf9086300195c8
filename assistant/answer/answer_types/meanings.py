"""What a word means is told by a sentence that opens with it, not by one that only uses it."""

from __future__ import annotations

import re

from assistant.answer.answer_types.demands import asking_sentence
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding.focus import defined_in, expanded_in
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis

_MEANING = cue("asks", "meaning")
# «Begrepet innovasjonsøkosystem omfatter …», «Klyngeprogrammets effektmål er …»: the word or the
# one before it opens the sentence.
_OPENING = 2
_ENTRY = re.compile(r"[^:–(]{2,60}(?=[:–(])")


def silent_on_meaning(question: Question, unit: Unit) -> bool:
    """Whether nothing but a word's meaning is asked for, and a unit uses it without telling."""
    if question.intent is not Intent.DEFINITION:
        return False
    words = (
        defined_in(question.resolved) if _MEANING.search(asking_sentence(question.resolved)) else ()
    )
    if not words or any(expanded_in(unit.text, word) for word in words):
        return False
    stems = _stems_meant(question, words[-1], " ".join(words))
    if unit.kind is UnitKind.ITEM:
        # «BYA (bebygd areal): …» in a list of terms.
        term = _ENTRY.match(unit.text)
        return term is None or stems.isdisjoint(analysis.stems(term.group()))
    told = unit.lead if unit.kind is UnitKind.LIST else unit.text
    heading = analysis.stems("".join(unit.chunk.section[-1:]))
    opening = [w for w in analysis.words(told) if w not in analysis.norwegian_stop_words()]
    first = analysis.stems(" ".join(opening[: _OPENING + len(words) - 1]))
    return stems.isdisjoint(first) and stems.isdisjoint(heading)


def _stems_meant(question: Question, *asked: str) -> set[str]:
    """The stems of the word asked about and of what the documents may have in its place."""
    concepts = (c for c in question.query.concepts if c.surface in asked)
    said = {*asked, *(w for c in concepts for w in c.alternatives)}
    return {analysis.stem(w.split()[-1]) for w in said if w}
