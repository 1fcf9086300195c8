"""What the document in force says where one that it replaced has the question's words.

«Fristen var seks måneder» stands in terms that have been replaced, and has the question's word; the
terms of today say «meld skaden innen ett år». Who asks «hva er fristen?» is told what they say of
the same thing, with a value of the same kind. How it was then is for `of_then`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log2

from assistant.answer.extraction.actors import names_beyond
from assistant.answer.extraction.pointing import points_back
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.validity.formerly import Time, asks_of_before, is_over, time_of
from assistant.domain import Outcome
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
# What applies leads what was so where it covers so much of the question, compared to that.
_AS_MUCH = 0.5
# A word tells what is asked of; it stands in the old unit; and not at all in another.
_TELLING, _TOLD, _AT_ALL = 0.6, 0.7, 0.4
# A name where no sentence begins.
_NAME = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][\wæøå]+")
_NAMING = frozenset({Intent.WHO, Intent.WHERE})
_THEN, _ENDED = cue("versions", "then"), cue("tells", "ended")


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
    """Whether a unit that is to lead for yes or no, who or where is of the same thing, by itself.

    What a pronoun stands for is not shown with it («Den dekkes ikke av …»), and «utlån» is no word
    of the «hundesleder» that were lent. Where a value is wanted, that tells what is of the kind.
    """
    if question.intent is not Intent.YES_NO and question.intent not in _NAMING:
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
