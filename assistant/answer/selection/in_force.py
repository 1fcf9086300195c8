"""The document that is asked of, where one has taken another's place: today's, or the old one.

«Fristen var seks måneder» stands in terms that have been replaced, and has the question's word; the
terms of today say «meld skaden innen ett år». Who asks «hva er fristen?» is told what they say of
the same thing, with a value of the same kind. Who asks how it was «før 1. juli 2026», or «i de
gamle vilkårene», is told what the old ones say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log2

from assistant.answer.extraction.actors import names_beyond
from assistant.answer.extraction.pointing import points_back
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.extraction.values import Value, ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.understanding.leaning import YEAR
from assistant.answer.validity.formerly import Time, asks_of_before, is_over, time_of
from assistant.domain import Chunk, Outcome
from assistant.ingest.sentences import sentences
from assistant.search import analysis

# How much a sentence must speak of what was told and asked; where it has such a value or name; and
# where no other that has does nearly as much.
_SAME_THING, _SAME_KIND, _ALONE, _AHEAD = 0.3, 0.25, 0.15, 0.75
# What stands around a sentence tells less of what it is about than itself.
_AROUND = 0.4
# What a word tells that says little («si opp»).
_LITTLE = 0.5
# How much of the question a unit has that need not hold a value.
_SPOKEN_OF = 0.15
# How much of the question a unit of the old document has that is to answer of then.
_MOSTLY = 0.5
# What applies leads what was so where it covers so much of the question, compared to that.
_AS_MUCH = 0.5
# A word tells what is asked of; it stands in the old unit; and not at all in another.
_TELLING, _TOLD, _AT_ALL = 0.6, 0.7, 0.4
# A name where no sentence begins.
_NAME = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][\wæøå]+")
_NAMING = frozenset({Intent.WHO, Intent.WHERE})
_OLD, _UNTIL, _THEN = (cue("versions", name) for name in ("old_one", "until", "then"))
_ENDED = cue("tells", "ended")
_LAST_YEAR = cue("versions", "last_year")
_AT = re.compile(r"(?:\b(?:i|in|på|on|fra|from) )?$", re.IGNORECASE)


def replaced_by(told: Selection, question: Question) -> str:
    """The document that took the place of the one that leads; "" where that one may lead.

    It may where a year, a name of then or the past is asked for, where the known questions vote for
    it, and where it tells itself when it was so.
    """
    if told.outcome is not Outcome.ANSWERED or told.sides:
        return ""
    best = told.first
    # «Gjelder det i Danmark?» asks of today, whichever documents have the name.
    whether = question.intent is Intent.YES_NO
    named = any(not m.pattern and (m.heading or not whether) for m in question.mentions)
    of_then = asks_of_before(question) or _THEN.search(question.resolved)
    if best.voted or named or of_then:
        return ""
    of_before = time_of(best, question) is Time.BEFORE
    return (of_before and best.unit.chunk.metadata.superseded_by) or ""


def with_counterpart(
    told: Selection, applying: Sequence[Evidence], question: Question
) -> Selection:
    """What is told of a document that was replaced, as the one in its place tells it.

    Args:
        told: what leads with what was replaced (`replaced_by`).
        applying: the evidence of the document in its place.
        question: the question.

    """
    best = told.first
    wanted = EXPECTED.get(question.intent, ()) if best.values else ()
    alike = [e for e in applying if _is_of_the_kind(e, best, wanted, question)]
    spread = Counter(
        stem for e in applying for stem in set(map(analysis.stem, _words(e.unit.text)))
    )
    likely = sorted(((_likeness(e, best, spread), e) for e in alike), key=lambda p: -p[0])
    share, counterpart = likely[0] if likely else (0.0, None)
    least = _SAME_THING
    if wanted or question.intent in _NAMING:
        ahead = all(other <= _AHEAD * share for other, _ in likely[1:2])
        least = _ALONE if ahead else _SAME_KIND
    if counterpart is None or share < least:
        sentences_of = (e for e in told.picked if e.unit.kind is UnitKind.SENTENCE)
        now = (e for e in sentences_of if not is_over(e) and _is_of_the_matter(e, best, question))
        counterpart = next((e for e in now if e.own.share >= _AS_MUCH * best.own.share), None)
        if counterpart is None:
            return told
    values = tuple(v for v in find(counterpart.unit.text) if v.kind in wanted)
    counterpart = replace(counterpart, values=values or counterpart.values)
    # The old value beside the new one would be taken for another that applies.
    ended = (e for e in told.picked if e is not best and _ENDED.search(e.unit.text))
    rest = () if wanted else (best, *ended)
    return replace(told, picked=(counterpart, *rest), leading=counterpart)


def _is_of_the_kind(
    candidate: Evidence, old: Evidence, wanted: Sequence[ValueKind], question: Question
) -> bool:
    """Whether a unit has what is asked for as the old one has it: a value, or who or where."""
    text = candidate.unit.text
    if candidate.other or not _is_of_the_matter(candidate, old, question):
        return False
    if candidate.unit.kind not in (UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW):
        return False
    # What was called so then, may have been of then alone; whether it is so now, is of today.
    named = (n for n in _NAME.findall(question.resolved) if n in old.unit.text)
    if question.intent is not Intent.YES_NO and not all(n in text for n in named):
        return False
    if wanted:
        # «I juli er det stengt» tells when in words alone.
        in_words = candidate.denied and candidate.own.share >= _SPOKEN_OF
        return in_words or any(v.kind in wanted for v in find(text))
    if candidate.own.share < _SPOKEN_OF:
        return False
    asked = question.resolved
    naming = question.intent in _NAMING and names_beyond(old.unit.text, asked)
    return not naming or names_beyond(text, asked)


def _is_of_the_matter(candidate: Evidence, old: Evidence, question: Question) -> bool:
    """Whether a unit that is to lead for yes or no has what the old one tells of, by itself.

    What a pronoun stands for is not shown with it («Den dekkes ikke av …»), and «utlån» is no word
    of the «hundesleder» that were lent.
    """
    if question.intent is not Intent.YES_NO:
        return True
    pairs = zip(question.query.concepts, old.own.matches, candidate.own.matches, strict=True)
    # What applies «i alle fjorder» need not name one.
    names = {n.casefold() for n in _NAME.findall(question.resolved)}
    lacks = any(
        c.telling >= _TELLING and then >= _TOLD and now < _AT_ALL and c.surface not in names
        for c, then, now in pairs
    )
    return not (lacks or points_back(candidate.unit.text))


def _likeness(candidate: Evidence, old: Evidence, spread: Counter[str]) -> float:
    """How much a unit speaks of what an old one does, and of what is asked.

    Args:
        candidate: a unit of what applies.
        old: the one that was replaced.
        spread: in how many units of what applies a stem stands; what stands in most tells little.

    """
    theirs, mine = _topic(old, spread), _topic(candidate, spread)
    total = sum(theirs.values()) or 1.0
    shared = sum(min(w, mine.get(s, 0.0)) for s, w in theirs.items()) / total
    return (shared + candidate.full.share + candidate.own.share) / 3


def _topic(evidence: Evidence, spread: Counter[str]) -> dict[str, float]:
    """The stems that tell what a unit is about, its figures aside, and those around it."""
    unit = evidence.unit
    rest = unit.chunk.text[unit.end :].strip()
    after = rest[slice(*next(iter(sentences(rest)), (0, 0)))]
    around = "\n".join((unit.previous, after, *unit.chunk.section[-1:]))
    weights = dict.fromkeys(_words(around), _AROUND) | dict.fromkeys(_words(unit.text), 1.0)
    stop = analysis.norwegian_stop_words()
    topic: dict[str, float] = {}
    for word, weight in weights.items():
        stem = analysis.stem(word)
        tells = weight * (_LITTLE if word in stop else 1.0) / (1 + log2(max(1, spread[stem])))
        topic[stem] = max(topic.get(stem, 0.0), tells)
    return topic


def _words(text: str) -> list[str]:
    """The words of a text without its figures."""
    for value in reversed(find(text)):
        text = f"{text[: value.start]} {text[value.end :]}"
    return [word for word in terms_of(text).words if not word.isdigit()]


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
