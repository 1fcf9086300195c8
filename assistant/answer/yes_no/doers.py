"""«Nei» to whether one does a thing, where a sentence tells all who do it, and that one is not.

«Er Enova en av dem som driver programmet?» is told by «A driver programmet sammen med B». Of what
several may do («gir A råd?») one that does it rules no other out.
"""

from __future__ import annotations

import re

from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.answer.yes_no.another_matter import tells_only_of_before
from assistant.search.names import name_words

_ASKS_DOER, _SOLE = cue("asks", "doer"), cue("asks", "sole_doer")
_OPEN, _TENTATIVE = cue("tells", "open_list"), cue("tells", "tentative")
# A sentence that begins with a name of two words, or with several names.
_NAMED_FIRST = re.compile(r"^\W*[A-ZÆØÅ][\wæøå]+(?: |, | og | and )[A-ZÆØÅ][\wæøå]+")
_TOLD = 0.7


def is_done_by_others(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence tells who does the very thing, and the one asked of is not among them.

    Args:
        question: the question.
        evidence: the sentence.

    """
    found, said = _ASKS_DOER.match(question.resolved), evidence.unit.text
    if found is None or question.negated or evidence.unit.kind is not UnitKind.SENTENCE:
        return False
    words = next(w for name, w in found.groupdict().items() if name.startswith("who") and w)
    who = next((m for m in question.mentions if m.name.casefold() == words.casefold()), None)
    if who is None or who.stands_in(said) or not _NAMED_FIRST.match(said):
        return False
    if not _SOLE.search(question.resolved) or not evidence.dated:
        return False
    if any(p.search(said) for p in (NEGATION, _OPEN, _TENTATIVE)):
        return False
    if tells_only_of_before(question, evidence):
        return False
    names = name_words([who])
    pairs = list(zip(question.query.concepts, evidence.own.matches, strict=True))
    named = [concept for concept, _ in pairs if names.issuperset(concept.surface.split())]
    rest = [match for concept, match in pairs if concept not in named]
    # A name that the documents do not have may be another one's.
    return bool(rest) and min(rest) >= _TOLD and all(concept.known for concept in named)
