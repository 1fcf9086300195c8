"""What a document that was replaced says, for who asks how it was while it applied.

Who asks «før 1. juli 2026», «i fjor» or «i de gamle vilkårene» is told what the old ones say. What
the one in its place says of today is for `in_force`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.leaning import YEAR
from assistant.answer.validity.formerly import is_over
from assistant.domain import Chunk, Outcome
from assistant.search import analysis

# How much of the question a unit of the old document has that is to answer of then.
_MOSTLY = 0.5
# A word stands in a unit, and not at all in another.
_TOLD, _AT_ALL = 0.7, 0.4
_OLD, _UNTIL, _LAST_YEAR = (cue("versions", name) for name in ("old_one", "until", "last_year"))
_AT = re.compile(r"(?:\b(?:i|in|på|on|fra|from) )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document that another took the place of: when it applied, and from when that one does."""

    document: str
    title: str
    valid_from: str
    valid_to: str
    replaced_from: str

    def applied(self, when: str, *, before: bool) -> bool:
        """Whether it applied at a time, or right before it, and the one in its place did not."""
        size = len(when)
        if not self.valid_from or not self.replaced_from:
            return False
        if before:
            return self.valid_from[:size] < when <= self.replaced_from[:size]
        begun = self.valid_from[:size] <= when <= self.valid_to[:size]
        return begun and when < self.replaced_from[:size]


def replaced_documents(chunks: Iterable[Chunk]) -> tuple[Replaced, ...]:
    """The documents that another has taken the place of."""
    known = {c.document_id: c.metadata for c in chunks}
    found: list[Replaced] = []
    for document, old in known.items():
        if new := known.get(old.superseded_by or ""):
            start = new.valid_from or ""
            last = old.valid_to or start
            found.append(Replaced(document, old.title or "", old.valid_from or "", last, start))
    return tuple(found)


def of_the_old_one(
    question: Question, replaced: Iterable[Replaced], as_of: date
) -> tuple[str, str]:
    """The replaced document that a question asks of, and the question without that; else "".

    That is one that is called old («de gamle vilkårene»), or the one that applied then («før 1.
    juli 2026», «i 2024», «i fjor»), and not the one in its place.
    """
    # What is told beside the question may date it: «Hunden ble skadet i mai 2026. Hva gjelder?»
    asked = max((question.resolved, question.text), key=lambda text: len(_dates(text)))
    called = _OLD.search(asked)
    noun = analysis.stem(called[1].casefold()) if called else ""
    for old in replaced:
        if called and any(noun in word for word in analysis.words(old.title)):
            return old.document, _without(asked, *called.span())
        for when, start, end in _times(asked, as_of):
            until = _UNTIL.search(asked[:start])
            if old.applied(when, before=bool(until)):
                said = until or _AT.search(asked[:start])
                return old.document, _without(asked, said.start() if said else 0, end)
    return "", ""


def _times(text: str, as_of: date) -> list[tuple[str, int, int]]:
    """The dates of a text, and the year that «i fjor» stands for, with where they stand."""
    found = [(v.canonical, v.start, v.end) for v in _dates(text)]
    last_year = _LAST_YEAR.search(text)
    return [*found, (str(as_of.year - 1), *last_year.span())] if last_year else found


def _dates(text: str) -> list[Value]:
    return [v for v in find(text) if v.kind is ValueKind.DATE and not v.canonical.startswith("-")]


def _without(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[:start]} {text[end:]}".split())


def stays(told: Selection, question: Question) -> bool:
    """Whether what is told stands, though a replaced document is asked of: it tells of then itself.

    Nor is there more to find where the known questions vote for it, or that nothing answers.
    """
    if told.sides or told.unanswered or not told.picked:
        return bool(told.sides or told.unanswered)
    best = told.first
    of_that_year = set(question.years) & set(YEAR.findall(best.unit.text))
    return is_over(best) or bool(best.voted) or bool(of_that_year)


def is_of_then(before: Selection, of_it: Sequence[Evidence], question: Question) -> bool:
    """Whether what an old document tells (`of_it`) answers, and of no other year or others."""
    if before.outcome is not Outcome.ANSWERED or before.sides:
        return False
    if max(before.first.own.share, before.first.beside) < _MOSTLY:
        return False
    if any(_is_of_those_rather(e, before.first) for e in of_it):
        return False
    # «260 kroner i 2025» is no answer of 2024, nor is what a section tells of another year.
    unit = before.first.unit
    around = "\n".join((*unit.chunk.section, unit.chunk.text[: unit.end]))
    years, told = set(question.years), set(YEAR.findall(around))
    return not (years and told) or bool(years & told)


def _is_of_those_rather(other: Evidence, first: Evidence) -> bool:
    """Whether a sentence beside the one that leads has a value, and a word asked that one lacks.

    What «lag» may borrow, who asks what «en person» may does not want to know.
    """
    beside = other.unit.chunk.id == first.unit.chunk.id and other.unit.text != first.unit.text
    pairs = zip(other.own.matches, first.own.matches, strict=True)
    rather = any(theirs >= _TOLD and mine < _AT_ALL for theirs, mine in pairs)
    return bool(beside and first.values and other.values) and rather
