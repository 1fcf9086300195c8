"""Whether a further sentence belongs beside the one that answers best, and tells more of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extraction.about import same_tongue
from assistant.answer.extraction.opening import answers_itself
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.distance import is_voted
from assistant.answer.selection.likelihood import has_opinion
from assistant.answer.selection.precedence import replaced
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.validity.formerly import is_over

_OWN_SHARE = 0.5
# So much of the words of the shorter of two units in the other says it again.
_REPEATED = 0.7
# What of a question's kind a sentence may tell; so much of its words is all of it. As much of the
# best one's, nearly, and little.
_TOLD = ("modal", "because")
_ALL_OF_IT, _AS_MUCH, _NEARLY, _LITTLE = 0.85, 0.85, 0.75, 0.5
# So surely a word of the question stands in a sentence, or does not.
_SAID, _UNSAID = 0.7, 0.3


def adds(
    candidate: Evidence, picked: Sequence[Evidence], question: Question, t: Thresholds
) -> bool:
    """Whether a further sentence belongs beside what is picked, and says more."""
    best = picked[0]
    if candidate.unit.kind in (UnitKind.LIST, UnitKind.HEADING) or repeats(candidate, picked):
        return False
    if _of_another(candidate, best, question) or replaced(candidate, best, question):
        return False
    # What is told of NCE needs no sentence on Arena beside it.
    if candidate.voted >= t.surely_voted and candidate.named >= best.named:
        return True
    # What yes or no rests on, what must be and why, may stand in several sentences.
    plainly = best.is_plainly_meant and question.intent in EXPECTED
    plainly = plainly and candidate.score <= best.score
    if plainly or _tells_less(candidate, best, question):
        return False
    if _falls_behind(candidate, best, t) or _unvoted(candidate, best, t):
        return False
    much = candidate.full.share >= t.relative * best.full.share
    return much or _known_better(candidate, best, t)


def _tells_less(candidate: Evidence, best: Evidence, question: Question) -> bool:
    """Whether a further sentence hardly tells what is asked for where the best one does.

    What must be, a reason, a value of the very thing named; or what else the question says.
    """
    told, mine = best.features, candidate.features
    share, most = max(candidate.own.share, candidate.beside), best.own.share
    if share <= most and any(getattr(told, kind) > getattr(mine, kind) for kind in _TOLD):
        return True
    valued = question.intent in EXPECTED and bool(best.values)
    if valued and question.mentions and candidate.named < best.named:
        return True
    if question.intent is Intent.YES_NO and not answers_itself(best.unit.text):
        return False
    foreign = not same_tongue(candidate.unit, question.language)
    if foreign and same_tongue(best.unit, question.language) and share <= most:
        return True
    if is_over(best) and not is_over(candidate):
        return False
    # The words of the question alone give no meaning, and no reason.
    defined = question.intent is not Intent.DEFINITION or told.defines >= 1
    defined = defined and question.intent is not Intent.REASON
    if most >= _ALL_OF_IT and defined:
        return candidate.own.share < _AS_MUCH * most
    if most < _OWN_SHARE or has_opinion(best) or (_says_more(candidate, best) and not valued):
        return False
    return share < (_NEARLY if valued else _LITTLE) * most


def _falls_behind(candidate: Evidence, best: Evidence, t: Thresholds) -> bool:
    """Whether a further sentence fits the question so much less that it is another matter.

    Where the model has no opinion, one that fits nearly as well may be what is meant; of the rest
    only what has a word of the question that the best one lacks, or says yes or no outright.
    """
    told_apart = has_opinion(best) or answers_itself(candidate.unit.text)
    wide = told_apart or _says_more(candidate, best)
    return candidate.score < best.score - (t.margin if wide else t.near_margin)


def _says_more(candidate: Evidence, best: Evidence) -> bool:
    """Whether a further sentence has a word of the question that the best one has not."""
    pairs = zip(candidate.own.matches, best.own.matches, strict=True)
    return any(match >= _SAID and known < _UNSAID for match, known in pairs)


def _of_another(candidate: Evidence, best: Evidence, question: Question) -> bool:
    """Whether a further value would be another thing's.

    «Fem år» for Arena Pro is no answer to how long any cluster may be financed.
    """
    if question.intent not in EXPECTED or not candidate.subject:
        return False
    asked = {m.name for m in question.mentions}
    return candidate.subject not in asked and candidate.subject != best.subject


def _known_better(candidate: Evidence, best: Evidence, t: Thresholds) -> bool:
    """Whether a further sentence is known to answer a question more like this than the best is."""
    asked = candidate.features.asked
    return asked >= t.asked_near and asked > best.features.asked


def _unvoted(candidate: Evidence, best: Evidence, t: Thresholds) -> bool:
    """Whether the known questions vote for the best evidence, and hardly for a further sentence."""
    return is_voted(best, t) and candidate.voted < t.further_voted


def repeats(candidate: Evidence, picked: Sequence[Evidence]) -> bool:
    """Whether a unit says what is picked already, or is part of it."""
    mine = terms_of(candidate.unit.text).stems
    for other in picked:
        theirs = terms_of(other.unit.text).stems
        if candidate.unit.kind is other.unit.kind is UnitKind.ROW:
            # Rows of one table are alike in words; each is of another thing.
            continue
        if len(mine & theirs) > _REPEATED * max(1, min(len(mine), len(theirs))):
            return True
    return False
