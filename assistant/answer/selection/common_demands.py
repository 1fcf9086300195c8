"""What is demanded of all levels, beside what the one asked about demands of its own."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer_types.demands import asking_sentence, looked_up_for, matches
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.intent import Intent

# An answer has five sentences at most; here six, rather than that a demand is left out.
_MOST = 6
# So much of its words in what is told of the one level says it already.
_SAID = 0.5
# So much of what the telling words of a question name, a list of demands has to be for.
_TELLING, _LED_IN = 0.3, 0.5
_WHOLLY = 0.99


def looked_up() -> str:
    """What to search for beside such a question's own words, which need not stand there."""
    return looked_up_for("of_all")


def asks_of_one(question: Question) -> bool:
    """Whether it is asked what one level demands, and not how much of one thing."""
    degree = matches("of_all", "degree", asking_sentence(question.resolved))
    return question.intent is Intent.CRITERIA and len(question.mentions) == 1 and not degree


def asks_in_common(question: Question) -> bool:
    """Whether it is asked what all levels have in common («hva er felles for nivåene?»)."""
    return not question.mentions and matches("of_all", "asks", asking_sentence(question.resolved))


def with_what_all_must(
    picked: Sequence[Evidence], ranked: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """What is picked, with what the same document demands of every level, as far as there is room.

    Who is told only what NIC Impact demands of its own would take it for all there is.

    Args:
        picked: what is to be shown of one level.
        ranked: evidence, best first.
        question: the question.

    """
    best = picked[0]
    asked = asks_of_one(question) or asks_in_common(question)
    if not asked or any(e.unit.kind is not UnitKind.SENTENCE for e in picked):
        return list(picked)
    common = [
        e
        for e in ranked
        if e.unit.chunk.document_id == best.unit.chunk.document_id
        and e.unit.kind is UnitKind.SENTENCE
        and matches("of_all", "demands", e.unit.text)
        and not any(_overlap(e, told) > _SAID for told in picked)
    ]
    common.sort(key=lambda e: (e.unit.chunk.start, e.unit.start))
    return [*picked, *common[: max(0, _MOST - len(picked))]]


def led_by_its_demands(
    picked: Sequence[Evidence], fit: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """What is picked for whether one may, led by the list of what one must have for it.

    «Kan vi bruke merket?» is not answered by when one may apply for it, where what that takes
    stands in the same section.

    Args:
        picked: what is to be shown.
        fit: evidence that may answer, best first.
        question: the question.

    """
    may = question.intent is Intent.YES_NO and matches(
        "listed", "may", asking_sentence(question.resolved)
    )
    if not may or not question.mentions or picked[0].unit.kind is not UnitKind.SENTENCE:
        return list(picked)
    sections = {e.unit.chunk.id for e in picked}
    demanded = [
        e
        for e in fit
        if e.unit.kind is UnitKind.LIST
        and e.unit.chunk.id in sections
        and e.named == 1
        and matches("listed", "must", e.unit.text.partition("\n")[0])
        and _overlap_of(question, e) >= _LED_IN
    ]
    return [*demanded[:1], *picked]


def all_that_is_demanded(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The whole list of what is demanded where it is asked if some of it is enough; else nothing.

    «Vi er sertifisert. Holder det til merket?» is not answered by the one demand that is met.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    if not question.mentions or not matches("listed", "enough", asking_sentence(question.resolved)):
        return ()
    demanded = (e for e in ranked if e.unit.kind is UnitKind.LIST and e.named == 1 and e.dated)
    of_it = (e for e in demanded if all(m.stands_in(e.unit.lead) for m in question.mentions))
    return tuple(e for e in of_it if matches("listed", "must", e.unit.lead))[:1]


def demands_it_outright(evidence: Evidence, question: Question) -> bool:
    """Whether what one thing demands is asked for and told with no word of the question left over.

    «Hva må Hav Start-lag ha?» is told by «lag i Hav Start må ha …», however few ask so.
    """
    if not asks_of_one(question) or evidence.named < 1 or evidence.own.share < _WHOLLY:
        return False
    of_it = evidence.unit.kind is UnitKind.SENTENCE and not evidence.other
    return of_it and matches("listed", "must_have", evidence.unit.text)


def _overlap_of(question: Question, evidence: Evidence) -> float:
    """Share of what a question asks about, beside its names, in what a list is led in with."""
    led = terms_of(evidence.unit.text.partition("\n")[0]).stems
    said = asking_sentence(question.resolved).casefold()
    asked = [c for c in question.query.concepts if c.telling >= _TELLING and c.surface in said]
    return sum(bool(c.stems & led) for c in asked) / max(1, len(asked))


def _overlap(evidence: Evidence, told: Evidence) -> float:
    """Share of a unit's stems that another one has."""
    mine = terms_of(evidence.unit.text).stems
    return len(mine & terms_of(told.unit.text).stems) / max(1, len(mine))
