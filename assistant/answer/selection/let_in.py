"""Whether somebody may apply: «Kan stiftelser søke?» is told by the item of the list of those.

The item says no more than who they are; that they may apply stands in what leads the list in. So
words alone put before it any sentence with both. Only for documents of which no answers are known:
where there are votes, they tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.answer_types.demands import asking_sentence, looked_up_for
from assistant.answer.answer_types.open_to import asks_open_to, names_a_thing
from assistant.answer.extraction.units import UnitKind
from assistant.answer.patterns import pattern
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.likelihood import has_opinion
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.search import analysis

_ASKS = pattern("demands", "let_in", "asks")
_LEADS_IN = pattern("demands", "let_in", "leads_in")
_SHUTS_OUT = pattern("demands", "let_in", "shuts_out")
_TELLS = pattern("demands", "let_in", "tells")
# So surely each word for them must stand in a sentence, and in a list of nothing but such as they.
_SURELY, _SURELY_LISTED = 0.7, 0.5
_SHOWN = 3


def asks_whether_let_in(question: Question) -> bool:
    """Whether it is asked if somebody, other than the asker, may apply."""
    return bool(_who(question))


def looked_up() -> str:
    """What to search for beside such a question's own words."""
    return looked_up_for("let_in")


def let_in(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What tells whether those asked about may apply, or who may; nothing where nothing does.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    told = _telling(question, ranked)
    if not told:
        return ()
    if asks_open_to(question) and not names_a_thing(question):
        return _those_listed(told)
    if who := _who(question):
        of_them = [e for e in told if _speaks_of(e, who, question)]
        # «… laget av råvarer» speaks of no «lag»; who stands in a list is who is meant.
        return tuple(
            sorted(of_them, key=lambda e: (not _is_listed(e), -_least(e, who, question)))[:1]
        )
    return ()


def says_nothing_of_them(question: Question, ranked: Sequence[Evidence]) -> bool:
    """Whether the documents list who may apply, and nothing on that speaks of those asked."""
    who = _who(question)
    told = _telling(question, ranked) if who else []
    if not any(_is_listed(e) for e in told):
        return False
    return not any(_speaks_of(e, who, question) for e in told)


def _telling(question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """What applies and tells who may apply, or may not; none where the votes would tell."""
    if asks_of_before(question) or any(has_opinion(e) for e in ranked[:1]):
        return []
    return [
        e
        for e in ranked
        if not is_over(e) and (_is_listed(e) or _TELLS.search(e.unit.text)) and not e.other
    ]


def _is_listed(evidence: Evidence) -> bool:
    """Whether a unit is a list of those who may apply, or an item of it."""
    unit = evidence.unit
    if unit.kind is UnitKind.LIST:
        return bool(_LEADS_IN.search(unit.lead))
    return unit.kind is UnitKind.ITEM and bool(_LEADS_IN.search(unit.previous))


def _those_listed(told: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The list of those who may apply, and behind it what its section says of who may not."""
    whole = next((e for e in told if e.unit.kind is UnitKind.LIST and _is_listed(e)), None)
    if whole is None:
        return ()
    shut_out = [
        e
        for e in told
        if e.unit.kind is UnitKind.SENTENCE
        and e.unit.chunk.id == whole.unit.chunk.id
        and e.unit.start > whole.unit.start
        and _SHUTS_OUT.search(e.unit.text)
    ]
    return (whole, *sorted(shut_out, key=lambda e: e.unit.start))[:_SHOWN]


def _who(question: Question) -> frozenset[str]:
    """The words for those of whom it is asked whether they may apply; none for others."""
    if question.intent is not Intent.YES_NO or question.negated:
        return frozenset()
    found = _ASKS.fullmatch(asking_sentence(question.resolved).strip(" .!?"))
    said = next((text for text in found.groupdict().values() if text), "") if found else ""
    return frozenset(analysis.words(said))


def _of_them(evidence: Evidence, who: frozenset[str], question: Question) -> list[float]:
    """How surely each word for those asked about stands in a unit."""
    pairs = zip(question.query.concepts, evidence.own.matches, strict=True)
    return [m for concept, m in pairs if who.intersection(concept.surface.split())]


def _speaks_of(evidence: Evidence, who: frozenset[str], question: Question) -> bool:
    least = _SURELY_LISTED if _is_listed(evidence) else _SURELY
    return _least(evidence, who, question) >= least


def _least(evidence: Evidence, who: frozenset[str], question: Question) -> float:
    if evidence.unit.kind is UnitKind.LIST:
        return 0.0
    return min(_of_them(evidence, who, question), default=0.0)
