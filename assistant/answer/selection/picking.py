"""How much of the evidence to show: a whole list, one sentence that settles it, or a few."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.extraction.pointing import points_back
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import ValueKind, find, supported
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.settled import table_answer
from assistant.answer.ranking.shape import gives_reason
from assistant.answer.selection.adding import adds, repeats
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.yes_no.polarity import says_no, verdict

# «De tre millionene», «driftsstøtte på tre millioner».
_THOSE_BEFORE = re.compile(r"\b(?:de|dei|disse|desse|the|those|these)\s+$|støtt\w* på\s+$", re.I)
_OWN_SHARE = 0.5
_CONCLUDES = cue("tells", "concludes")
_SEVERAL = cue("asks", "values")
_LISTED = frozenset({Intent.LIST, Intent.COUNT, Intent.CRITERIA, Intent.DEFINITION, Intent.OTHER})
_WHOLE = frozenset({Intent.LIST, Intent.CRITERIA, Intent.PROCEDURE, Intent.COUNT})
_OFFERED = 2
# A word so long may head compounds.
_HEAD = 3
_ARE = cue("tells", "led_in")
_DEADLINE = cue("asks", "the_deadline")


def pick(question: Question, fit: Sequence[Evidence], t: Thresholds, limit: int) -> list[Evidence]:
    """What to show: a whole list, one sentence that settles it, or a few that belong together."""
    best = fit[0]
    counted = question.intent is Intent.COUNT and bool(best.values) and best.counted
    part = best.unit.kind in (UnitKind.ITEM, UnitKind.ROW)
    if part and question.intent in _WHOLE and not counted:
        best = _whole_list(best, fit) or best
    if best.unit.kind is UnitKind.LIST:
        return [best, *_of_the_same_kind(best, fit, question)]
    if best.unit.kind is UnitKind.ROW:
        rows = table_answer(best, fit)
        told = best.unit.column is not None or (question.intent in EXPECTED and best.values)
        if len(rows) > 1 or rows[0] is not best or told:
            return rows
    following = _list_after(best, fit) if question.intent in _LISTED else None
    if following is not None:
        return [best, following]
    if _settles(best, question, t) and not any(_rivals(e, best, t) for e in fit[1:]):
        return [best]
    picked = [best]
    for candidate in fit[1:]:
        if len(picked) >= t.max_sentences:
            break
        if not adds(candidate, picked, question, t):
            continue
        if sum(len(e.unit.text) + 1 for e in (*picked, candidate)) <= limit:
            picked.append(candidate)
    return _in_reading_order(picked)


def fill(fit: Sequence[Evidence], trusted: Sequence[Evidence], limit: int) -> list[Evidence]:
    """What fills the room that a reader has: the best sentences, one of them sufficient.

    For short answers of a fixed length; without a limit an answer is as short as it can be.
    """
    best = next((e for e in fit if len(e.unit.text) <= limit and not e.unit.items), None)
    if best is None:
        return []
    room = limit - len(best.unit.text)
    picked = [best]
    for candidate in trusted:
        length = len(candidate.unit.text) + 1
        if length <= room and not candidate.unit.items and not repeats(candidate, picked):
            picked.append(candidate)
            room -= length
    return picked


def with_the_other(picked: list[Evidence], fit: Sequence[Evidence]) -> list[Evidence]:
    """What is picked, with evidence on each numbered thing asked about that it says nothing of.

    «Hvor stor del dekkes i spor B og spor C?» asks for two shares.
    """
    told = frozenset().union(*(e.marks for e in picked))
    shown = list(picked)
    for evidence in fit:
        alike = evidence.unit.kind is picked[0].unit.kind and len(evidence.values) > 0
        if alike and evidence.marks - told and told:
            shown.append(evidence)
            told |= evidence.marks
    return shown


def with_what_is_claimed(picked: list[Evidence], question: Question) -> list[Evidence]:
    """What is picked; without what lacks the amounts asked about, where some of it has them.

    «Gjelder de tre millionene fortsatt?» is no question about fifty.
    """
    claimed = [v for v in find(question.resolved) if v.kind is ValueKind.AMOUNT]
    if not claimed:
        return picked
    held = [e for e in picked if all(supported(v, find(e.unit.text)) for v in claimed)]
    return held or picked


def lacks_what_is_claimed(picked: Sequence[Evidence], question: Question) -> bool:
    """Whether a known amount is asked about («de to millionene»), and no amount at all is shown.

    Another amount tells that the one asked about is wrong.
    """
    claimed = [
        v
        for v in find(question.resolved)
        if v.kind is ValueKind.AMOUNT and _THOSE_BEFORE.search(question.resolved[: v.start])
    ]
    told = [v for e in picked for v in find(e.unit.text)]
    return bool(claimed) and not any(v.kind is ValueKind.AMOUNT for v in told)


def with_all_values(
    picked: list[Evidence], fit: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """What is picked, with the other values beside the best one where several are asked for.

    «Hva var fristene i 2016?» asks for that of the outline too.
    """
    best = picked[0]
    if question.intent not in EXPECTED or not best.values:
        return picked
    told = {v.canonical for e in picked for v in e.values}
    several = bool(_SEVERAL.search(question.text))
    more = [
        e
        for e in fit
        if e.unit.chunk.id == best.unit.chunk.id
        and e.unit.kind is best.unit.kind
        and {v.canonical for v in e.values} - told
        and (several or _of_another_stage(e, best, question))
    ]
    return [*picked, *more[:_OFFERED]]


def _of_another_stage(candidate: Evidence, best: Evidence, question: Question) -> bool:
    """Whether a date is what is asked for as much as the best one is, of another stage.

    «Hva var fristen i 2016?» is answered by that for the outline and that for the application.
    """
    asked = question.intent is Intent.DATE and bool(_DEADLINE.search(question.resolved))
    return asked and candidate.own.matches == best.own.matches and candidate.dated


def with_reason(picked: Sequence[Evidence], ranked: Sequence[Evidence]) -> list[Evidence]:
    """What is picked, led by the sentence before where the best one draws a conclusion from it.

    Or with the one after, where that gives the reason for it: «Det skyldes at …».
    """
    best = picked[0].unit
    if not gives_reason(replace(best, context="")):
        after = (e for e in ranked if e.unit.previous == best.text and points_back(e.unit.text))
        reason = next((e for e in after if gives_reason(replace(e.unit, context=""))), None)
        if reason is not None and reason.unit.chunk.id == best.chunk.id:
            return [picked[0], reason]
    before = next(
        (
            e
            for e in ranked
            if _CONCLUDES.match(best.text)
            and e.unit.chunk.id == best.chunk.id
            and e.unit.text == best.previous
        ),
        None,
    )
    return [before, *(e for e in picked if e is not before)] if before else list(picked)


def distinct(ranked: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence that does not repeat itself, as much as a refusal offers."""
    found: list[Evidence] = []
    for evidence in ranked:
        if not repeats(evidence, found):
            found.append(evidence)
        if len(found) == _OFFERED:
            break
    return found


def _settles(best: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether one sentence is the whole answer: it decides, or surely gives the value."""
    if question.intent is Intent.YES_NO and (
        best.denied or verdict(question, best) is not None or says_no(question, best)
    ):
        return True
    return (
        question.intent in EXPECTED
        and (bool(best.values) or best.denied)
        and best.full.share >= t.sure
        and best.own.share >= _OWN_SHARE
    )


def _rivals(candidate: Evidence, best: Evidence, t: Thresholds) -> bool:
    """Whether more of the known questions vote for another value than for the best one."""
    voted = candidate.voted >= max(t.surely_voted, best.voted)
    told = bool(candidate.values) and bool(best.values) and candidate.unit.kind is best.unit.kind
    return voted and told and candidate.named >= best.named


def _of_the_same_kind(
    best: Evidence, fit: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """The other lists of the things asked for, where there are kinds of them.

    «Hvilke mål har programmet?» asks for «hovedmål» and «delmål» alike.
    """
    if question.intent is not Intent.LIST:
        return []
    asked = {c.surface for c in question.query.concepts if len(c.surface) >= _HEAD}
    heads = {
        w for w in asked if _kind_of(w, best) and not any(o != w and o.endswith(w) for o in asked)
    }
    return [
        e
        for e in fit
        if e is not best
        and e.unit.kind is UnitKind.LIST
        and e.unit.chunk.id == best.unit.chunk.id
        and any(_kind_of(w, e) for w in heads)
    ]


def _kind_of(word: str, listed: Evidence) -> bool:
    """Whether a list is led in as a kind of what a word says («delmål er:» for «mål»)."""
    last = _ARE.search(listed.unit.lead)
    said = last["last"].casefold() if last else ""
    return said != word and said.endswith(word)


def _list_after(best: Evidence, fit: Sequence[Evidence]) -> Evidence | None:
    """The list that a sentence leads up to: «… tre typer tjenester.» and a list of three.

    One that nothing leads in is of the paragraph right above it.
    """
    counts = {v.canonical for v in find(best.unit.text) if v.kind is ValueKind.NUMBER}
    return next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.unit.chunk.id == best.unit.chunk.id
            and e.unit.start > best.unit.start
            and (
                e.unit.previous == best.unit.text
                or str(len(e.unit.items)) in counts
                or _is_right_above(best.unit, e.unit)
            )
        ),
        None,
    )


def _is_right_above(said: Unit, listed: Unit) -> bool:
    """Whether a sentence is of the paragraph right above a list that nothing leads in."""
    between = said.chunk.text[said.end : listed.start].rstrip()
    return said.kind is UnitKind.SENTENCE and not listed.lead.strip("-–*• ") and "\n" not in between


def _whole_list(item: Evidence, fit: Sequence[Evidence]) -> Evidence | None:
    return next(
        (
            e
            for e in fit
            if e.unit.kind is UnitKind.LIST
            and e.unit.chunk.id == item.unit.chunk.id
            and e.unit.start <= item.unit.start < e.unit.end
        ),
        None,
    )


def _in_reading_order(picked: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence first; the others by passage, in the order they stand there."""
    order: dict[str, int] = {}
    for evidence in picked:
        order.setdefault(evidence.unit.chunk.id, len(order))
    best, *rest = picked
    return [best, *sorted(rest, key=lambda e: (order[e.unit.chunk.id], e.unit.start))]
