"""When evidence is enough for an answer, in numbers; which of them go for an index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When evidence is enough. Shares are of the question's weighted concepts, 0 to 1.

    `trust`: least trust (see `trust_of`) under which nothing is answered. `absent`: largest share
    of the question that may stand elsewhere in the documents but not by the unit; `absent_value`
    the same where a value is asked for; neither counts from a coverage of `overwhelming`.
    `keyed`: whether the question's most telling word must stand by a value. `own_value`: least
    coverage by a unit itself that is to give a value. `beside`: the same by the unit with what
    stands right above and before it, where it has less itself. `nameless`: share of the question
    that names things unheard of, from which no value is given. `decided`: least coverage by a unit
    that is to answer yes or no. `near`: affinity from which the question's own words need not stand
    there; `at_hand` the same for the telling word of a value, `counted` for the noun it counts.
    `asked_near`, `asked_at_hand`: the same two by likeness to a question that the unit is known to
    answer; `noun_asked` for the noun that a value counts, `asked_decided` where a word that
    decides it is one that the documents do not have. From `asked` on it is enough that it is
    by `known` more alike than any question that no document answers. From `asked_known`, by
    `surely_known`, what decides a question need not be told from the words; from `fit_asked` not
    even the kind of thing asked for. `vouched_asked`, `vouched`: from where, and by how much, a
    unit need not be trusted for its words.
    `voted`: share of the known questions' vote from which a unit answers, whatever its words, where
    the nearest of them lies within `voted_asked`; within `voted_alien` even where a strange word
    tells all. `unanswered`: share of that vote for there being no answer, from which there is none,
    unless the unit has `outvoting` times as much; `unanswered_leaning` the same of what is, or
    looks like, a follow-up: hardly any known question is one.
    `meant`: share of the vote from which neither wording nor names are asked for, nor what is
    meant, where no more than `meant_unanswered` is for there being no answer.
    `further_voted`: the least share of a further sentence beside one that is voted for;
    `surely_voted`: from where it may be shown whatever its words.
    `silent`: coverage under which a unit says nothing of the question's own words. `familiar`,
    `familiar_trust`: least coverage, or trust, of a question in words that no known one has;
    `odd_trust`: least trust where most of its telling words are so, `alien_trust` where one is that
    tells all; neither from `asked_odd` (`asked_odd_value` where a value is asked for) by
    `odd_known` on.
    `ahead`: how much better a value's unit must score than the next to answer in other words than
    the question's, and `ahead_share` what it must cover of it.
    `unheard`: what words that the documents do not have may weigh (see `Evidence.unheard`) by a
    unit that is to answer yes or no: what is asked of must stand there, unless
    the unit has an affinity of `surely`.
    `far`: affinity under which a strange word (see `Evidence`) speaks against a unit that is to
    lead, where the model has an opinion at all. `unlike`: affinity that one of the units shown
    must reach, where it has one.
    `likely`: least likelihood of the leading unit where the static model has no opinion. At 0.5 an
    answer would be given where it is more probably right than not; what is refused is shown as
    perhaps useful, so a little less will do.
    `margin`: how far below the best score a further sentence may lie, `near_margin` the same where
    neither the static model nor a word of the question speaks for it; `relative` the least share
    of the best one's coverage it must reach. `sure`: coverage from which one sentence with the
    value asked for is enough. `max_length`: characters, markers aside.
    """

    trust: float = 0.4
    absent: float = 0.5
    absent_value: float = 0.35
    own_value: float = 0.2
    beside: float = 0.5
    keyed: bool = True
    nameless: float = 0.4
    decided: float = 0.38
    unheard: float = 0.6
    surely: float = 0.75
    near: float = 0.55
    at_hand: float = 0.6
    counted: float = 0.65
    asked_near: float = 0.68
    asked_at_hand: float = 0.7
    asked_decided: float = 0.85
    noun_asked: float = 0.75
    asked: float = 0.35
    known: float = 0.06
    asked_known: float = 0.5
    surely_known: float = 0.2
    fit_asked: float = 0.7
    vouched_asked: float = 0.45
    vouched: float = 0.1
    voted: float = 0.3
    voted_asked: float = 0.45
    voted_alien: float = 0.6
    unanswered: float = 0.35
    unanswered_leaning: float = 0.5
    outvoting: float = 1.0
    further_voted: float = 0.08
    surely_voted: float = 0.3
    meant: float = 0.55
    meant_unanswered: float = 0.25
    silent: float = 0.05
    familiar: float = 0.55
    familiar_trust: float = 4.2
    odd_trust: float = 2.2
    alien_trust: float = 2.5
    asked_odd: float = 0.6
    asked_odd_value: float = 0.75
    odd_known: float = 0.2
    ahead: float = 1.0
    ahead_share: float = 0.45
    far: float = 0.35
    unlike: float = 0.2
    overwhelming: float = 0.6
    likely: float = 0.45
    margin: float = 7.0
    near_margin: float = 2.0
    relative: float = 0.6
    sure: float = 0.85
    max_length: int = 450
    max_sentences: int = 4


# In so many passages a word stands somewhere anyway; in a programme's few documents, a word that
# stands elsewhere is what they speak of there.
_LIBRARY = 600


def thresholds_for(passages: int) -> Thresholds:
    """The thresholds for an index of so many passages."""
    if passages <= _LIBRARY:
        return Thresholds()
    return Thresholds(keyed=False, own_value=0.0, absent=0.65, absent_value=0.5)
