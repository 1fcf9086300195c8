"""Questions to answer with yes or no: the sentence that decides leads.

«Har programmet to mål?» is told by «programmet har to mål», not by the list of what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.opening import answers_itself
from assistant.answer.extraction.units import UnitKind
from assistant.answer.extraction.values import ValueKind, find, supported
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import is_over
from assistant.answer.yes_no.doers import is_done_by_others
from assistant.answer.yes_no.figures import told_in_figures
from assistant.answer.yes_no.polarity import verdict

_MAY, _MUST = cue("asks", "may_i"), cue("asks", "must")
# So many of the best may decide.
_NEAR = 8
# Of so many words at least: «kan vi søke?» is decided by no sentence with «søke» in it.
_TELLING = 2
# Up to this idf, a word is what the documents are all about.
_EVERYWHERE = 2.0
# So much of a question stands in a sentence's own words where nothing else answers.
_WHOLLY = 0.97


def decided_by(
    question: Question,
    ranked: Sequence[Evidence],
    picked: Sequence[Evidence],
    concepts: Sequence[WeightedConcept],
) -> tuple[Evidence, ...]:
    """The sentence that decides a question where what was picked does not; none where none does.

    Those that decide must agree, and «må klyngen ha vært med i programmet?» is decided by none of
    the many sentences that have those words.

    Args:
        question: the question.
        ranked: evidence, best first.
        picked: what is shown, if anything is.
        concepts: the question's weighted concepts.

    """
    if question.intent is not Intent.YES_NO or len(question.query.concepts) < _TELLING:
        return ()
    if not any(c.weight > _EVERYWHERE * c.concept.telling for c in concepts):
        return ()
    if picked and (answers_itself(picked[0].unit.text) or verdict(question, picked[0]) is not None):
        return ()
    found = [
        (told, e)
        for e in ranked[:_NEAR]
        if e.unit.kind is UnitKind.SENTENCE
        and (picked or _tells_it_all(question, e))
        and (told := verdict(question, e)) is not None
    ]
    return (found[0][1],) if len({told for told, _ in found}) == 1 else ()


def with_condition(
    picked: Sequence[Evidence], ranked: Sequence[Evidence], question: Question, t: Thresholds
) -> tuple[Evidence, ...]:
    """A sentence that says what one may, and the one that clearly answers too by what one must.

    «Kan vi gå rett på det høyeste nivået?» is told by both: one may, with good results behind one.

    Args:
        picked: what is shown.
        ranked: evidence, best first.
        question: the question.
        t: thresholds.

    """
    found = tuple(picked)
    if (
        len(found) != 1
        or question.intent is not Intent.YES_NO
        or not _MAY.search(question.resolved)
    ):
        return found
    lead = found[0]
    if lead.voted < t.surely_voted or verdict(question, lead) is not True:
        return found
    conditions = (
        e
        for e in ranked
        if e is not lead
        and e.unit.kind is UnitKind.SENTENCE
        and e.voted >= t.surely_voted
        and e.named >= lead.named
        and _MUST.search(main_clause(e.unit.text))
        and is_over(e) is is_over(lead)
    )
    return (*found, *islice(conditions, 1))


def is_disputed(question: Question, ranked: Sequence[Evidence], lead: Evidence) -> bool:
    """Whether «nei» rests on a figure where a sentence with more of the vote has the one asked of.

    «Var støtten femårig?» is so of the one kind of support, and not of the other.

    Args:
        question: the question.
        ranked: evidence, best first.
        lead: the sentence that answers.

    """
    if question.intent is not Intent.YES_NO or verdict(question, lead) is not False:
        return False
    claimed = [v for v in find(question.resolved) if v.kind is not ValueKind.DATE]
    if not claimed or any(supported(v, find(lead.unit.text)) for v in claimed):
        return False
    rivals = (e for e in ranked[:_NEAR] if e.voted > lead.voted and e.named >= lead.named)
    return any(all(supported(v, find(e.unit.text)) for v in claimed) for e in rivals)


def _tells_it_all(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence has all of a question, but for the figure or the name that is not so."""
    if evidence.own.share >= _WHOLLY or is_done_by_others(question, evidence):
        return True
    return told_in_figures(question, evidence) is False
