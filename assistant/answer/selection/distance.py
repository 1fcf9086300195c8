"""How far a unit lies from a question by the static model, and what follows from that."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.applying import asks_how_to_apply
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import EXPECTED, Intent

# Where no value is asked for, being near the matter is not enough; by kind of question, how much
# nearer than `Thresholds.unlike` a unit must lie.
_NEARER = {
    Intent.DATE: 0.05,
    Intent.WHERE: 0.05,
    Intent.LIST: 0.03,
    Intent.REASON: 0.03,
    Intent.OTHER: 0.03,
}
# What affinity and the share accounted for (doubly) must add up to before somebody is named, and
# what stands for the affinity where the model has no opinion.
_WHO_LEAST, _NO_OPINION = 1.6, 0.55
# From this share of the names on, a unit is of what is asked about.
_PARTLY_NAMED = 0.5


def is_near(evidence: Evidence, t: Thresholds) -> bool:
    """Whether the static model puts a unit by the question, or by a question like it."""
    return evidence.features.affinity >= t.near or is_alike(evidence, t)


def is_alike(evidence: Evidence, t: Thresholds) -> bool:
    """Whether a unit is known to answer a question like this one."""
    return is_alike_alone(evidence, t) or is_voted(evidence, t)


def is_alike_alone(evidence: Evidence, t: Thresholds) -> bool:
    """Whether a unit answers the one question that is most like this one."""
    asked = evidence.features.asked
    return asked >= t.asked_near or (asked >= t.asked and evidence.known >= t.known)


def is_voted(evidence: Evidence, t: Thresholds) -> bool:
    """Whether the known questions that are like this one are answered by a unit, by and large."""
    voted = evidence.voted >= t.voted and not _outvoted(evidence, t)
    return voted and evidence.features.asked >= t.voted_asked


def is_meant(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the known questions vote so clearly for a unit that its words need not speak for it.

    A year asked about must be right all the same, and a value or a reason asked for must be there.
    """
    if evidence.voted < t.meant or evidence.unanswered > t.meant_unanswered:
        return False
    if evidence.other or evidence.of_all or not evidence.dated or _of_another(evidence, question):
        return False
    if question.intent in EXPECTED:
        told = bool(evidence.values) and evidence.fitting and not evidence.unmet
        return told or evidence.denied
    return evidence.fitting or question.intent is not Intent.REASON


def _of_another(evidence: Evidence, question: Question) -> bool:
    """Whether a unit is of one thing that has a name, and another one is asked about."""
    if not question.mentions or evidence.named >= _PARTLY_NAMED:
        return False
    if asks_how_to_apply(question):
        # How one applies for what is on offer does not tell how one did for what is not.
        return True
    return evidence.is_of_another(question.mentions)


def is_vouched_for(evidence: Evidence, t: Thresholds) -> bool:
    """Whether the static model is so sure of a unit that its words need not speak of the matter."""
    asked = evidence.features.asked
    alike = asked >= t.asked_near or (asked >= t.vouched_asked and evidence.known >= t.vouched)
    return evidence.features.affinity >= t.near or alike or is_voted(evidence, t)


def is_known(evidence: Evidence, t: Thresholds) -> bool:
    """Whether a unit answers a question like this one, and nothing like what none answers."""
    return is_known_alone(evidence, t) or is_voted(evidence, t)


def is_known_alone(evidence: Evidence, t: Thresholds) -> bool:
    """Whether a unit answers the one question that is most like this one, far before any other."""
    return evidence.features.asked >= t.asked_known and evidence.known >= t.surely_known


def answered_nowhere(picked: Sequence[Evidence], question: Question, t: Thresholds) -> bool:
    """Whether too many of the known questions that are like this one are unanswered."""
    least = t.unanswered_leaning if question.leans else t.unanswered
    return all(e.unanswered >= least and _outvoted(e, t) for e in picked)


def _outvoted(evidence: Evidence, t: Thresholds) -> bool:
    """Whether too much of the vote is for there being no answer, beside what is for this one."""
    unanswered = evidence.unanswered
    return unanswered >= t.unanswered and evidence.voted < t.outvoting * unanswered


def beside_the_point(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether a unit with the right words is far from the question: it may add, but not lead."""
    affinity = evidence.features.affinity
    if _surely_denies(evidence, question, t) or is_alike(evidence, t):
        return False
    return evidence.strange and affinity != 0 and affinity < t.far


def unlike(picked: Sequence[Evidence], question: Question, t: Thresholds) -> bool:
    """Whether all that would be shown is far from the question."""
    return all(_far(e, question, t) for e in picked)


def _far(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    affinity = evidence.features.affinity
    if _surely_denies(evidence, question, t) or is_alike(evidence, t):
        return False
    if question.intent is Intent.WHO and t.unlike:
        return (affinity or _NO_OPINION) + 2 * evidence.accounted < _WHO_LEAST
    return 0 != affinity < t.unlike + (_NEARER.get(question.intent, 0.0) if t.unlike else 0.0)


def _surely_denies(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether a unit says, in the question's own words, that there is no deadline.

    Of a year that is asked about it says nothing.
    """
    dated = question.intent in (Intent.DATE, Intent.YES_NO) and not question.years
    return dated and evidence.denied and evidence.full.share >= t.overwhelming
