"""Whether a unit holds the thing asked for, about the thing it was asked for. Pure decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.about import same_tongue
from assistant.answer.demands import asks_of_a_thing, asks_total, tells_total
from assistant.answer.evidence import Evidence
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import WeightedConcept
from assistant.answer.question import Question
from assistant.answer.rows import name_of
from assistant.answer.units import UnitKind, terms_of
from assistant.answer.values import find
from assistant.search import analysis
from assistant.search.names import name_words
from assistant.search.thesaurus import KIN_WEIGHT

_CALENDAR = re.compile(r"frist|dato|dag\b|år\b|date|year|deadline|åpn|neste", re.I)
_WHEN_NOW = re.compile(r"\b(når|when) (er|kan|blir|is|can|does|do|må|bør)\b", re.I)
_ASKS_WHEN = re.compile(r"\b(når|when|dato\w*|dates?|dag|day|klokk\w+|hours?|år|year)\b", re.I)
_VALUES_ASKED = re.compile(
    r"\b\w*(?:frister|fristene|fristane|datoer|datoene|satser|satsene|satsane|priser|prisene|prisane"
    r"|beløpene|beløpa|tidene|tidane|rammene|rammer|deadlines|dates|rates|prices|amounts|hours)\b",
    re.I,
)
_COPULA = re.compile(
    r"^(.*?)\b(?:er|var|heter|inkluderer|omfatter|består av|disse|følgende)\b|^([^:]*)", re.I
)
_FOLLOWING = re.compile(
    r"\b(?:følgende|følgjande|disse|desse|the following|these) ([\w-]+(?: [\w-]+)?)", re.I
)
_IN_TIME = re.compile(
    r"\b(rekker|rekk|for sent|for seint|fortsatt|framleis|fremdeles|ennå|enno|still|too late"
    r"|in time)\b",
    re.I,
)
_CONDITION = re.compile(r"\b(når|først|etter at|så snart|dersom|hvis|innen)\b", re.I)
_SEVERAL = 2
_UNTRUSTED = -10.0
_CONDITION_SHARE, _LIST_COUNT_SHARE = 0.5, 0.6
# A concept matched less than this is not spoken of.
_HINT = 0.3
# Least share of the question's names that an answer is about.
_NAMED, _NAMED_OF_SEVERAL, _NAMED_OF_ALIKE = 0.9, 0.65, 0.45


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
    answer; from `asked` on it is enough that it is by `known` more alike than any question that
    no document answers. `silent`: coverage under which a unit says nothing of the question's own
    words. `elsewhere`: how much more alike such a one may be than any that is
    answered by what is to be shown. `familiar`, `familiar_trust`: least coverage, or trust, of a
    question in words that no known one has; `odd_trust`: least trust where one of few words is so.
    `ahead`: how much better a value's unit must score than the next to answer in other words than
    the question's, and `ahead_share` what it must cover of it.
    `unheard`: what words that the documents do not have may weigh (see `Evidence.unheard`) by a
    unit that is to answer yes or no: what is asked of must stand there, unless
    the unit has an affinity of `surely`.
    `far`: affinity under which a strange word (see `Evidence`) speaks against a unit that is to
    lead, where the model has an opinion at all. `unlike`: affinity that one of the units shown
    must reach, where it has one.
    `margin`: how far below the best score a further sentence may lie, `relative` the least share
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
    at_hand: float = 0.65
    counted: float = 0.65
    asked_near: float = 0.7
    asked_at_hand: float = 0.75
    asked: float = 0.45
    silent: float = 0.05
    known: float = 0.1
    familiar: float = 0.55
    familiar_trust: float = 4.2
    odd_trust: float = 2.2
    ahead: float = 1.0
    ahead_share: float = 0.45
    elsewhere: float = 0.1
    far: float = 0.35
    unlike: float = 0.3
    overwhelming: float = 0.6
    margin: float = 7.0
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


def sufficient(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the unit holds the thing asked for, about the thing it was asked for."""
    if not _about_it(evidence, question, t):
        return False
    # What the static model puts so near need not name things in the question's own words.
    near = is_near(evidence, t) or _of_the_row(evidence, question)
    if not (near or _worded(evidence, question, t)):
        return False
    if question.intent not in EXPECTED:
        return True
    # Another thing's value lies nearly as near: the telling word must stand there all the same.
    alike = evidence.features.asked >= t.asked_at_hand
    at_hand = near and _of_the_row(evidence, question)
    at_hand = at_hand or alike or evidence.features.affinity >= t.at_hand or not t.keyed
    if not (evidence.keyed or evidence.denied or at_hand):
        return False
    near_noun = alike or evidence.features.affinity >= t.counted
    return _holds_value(evidence, question, near_noun=near_noun)


def _about_it(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether names, years and the kind of thing asked for are right, whatever the wording."""
    least_named = _NAMED if len(question.mentions) < 2 else _NAMED_OF_SEVERAL
    if len(question.mentions) > 1 and _alike(evidence, t):
        least_named = _NAMED_OF_ALIKE
    if evidence.named < least_named or not evidence.dated or evidence.features.about_itself:
        return False
    if not evidence.fitting or _told_of_a_part(evidence, question):
        return False
    if _undecided(evidence, question, t):
        return False
    astray = evidence.undone or _of_another(evidence, question, t)
    return not (astray and same_tongue(evidence.unit, question.language))


def _of_the_row(evidence: Evidence, question: Question) -> bool:
    """Whether a unit is the one cell with such a value in the row that the question names.

    The name over the row and the header over the cell say what the value is of; «regningen» need
    not stand there too.
    """
    unit = evidence.unit
    if unit.kind is not UnitKind.ROW or unit.column is None or not evidence.values:
        return False
    name = name_of(unit.text)
    return bool(question.mentions) and all(m.stands_in(name) for m in question.mentions)


def stands_out(trusted: Sequence[Evidence], question: Question, t: Thresholds) -> bool:
    """Whether the best unit has the value asked for and leaves all others well behind.

    Where the static model has no opinion, that says as much as the very words would.
    """
    if question.intent not in EXPECTED or len(trusted) < _SEVERAL:
        return False
    best, second = trusted[0], trusted[1]
    if best.features.affinity or best.score < second.score + t.ahead:
        return False
    told = best.full.share >= t.ahead_share and best.nameless < 1
    told = told and _about_it(best, question, t)
    return told and _holds_value(best, question, near_noun=False)


def is_near(evidence: Evidence, t: Thresholds) -> bool:
    """Whether the static model puts a unit by the question, or by a question like it."""
    return evidence.features.affinity >= t.near or _alike(evidence, t)


def _alike(evidence: Evidence, t: Thresholds) -> bool:
    """Whether a unit is known to answer a question like this one."""
    asked = evidence.features.asked
    return asked >= t.asked_near or (asked >= t.asked and evidence.known >= t.known)


def answered_nowhere(picked: Sequence[Evidence], t: Thresholds) -> bool:
    """Whether a question is more like those that no document answers than those that these do."""
    return all(e.known < -t.elsewhere for e in picked)


def _of_another(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the documents have never heard of the thing that yes or no is asked of."""
    unheard = evidence.unheard >= t.unheard and evidence.features.affinity < t.surely
    return unheard and not _alike(evidence, t) and asks_of_a_thing(question)


def _undecided(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether a unit is silent on what decides the question, and not surely its answer."""
    features = evidence.features
    if features.asked >= t.asked_at_hand or features.affinity >= t.at_hand:
        return False
    # Not a word of it is there, and only another question was like this one.
    silent = evidence.full.share < t.silent and 0 != features.affinity < t.near
    return evidence.unmet or (silent and question.intent is Intent.YES_NO)


def _told_of_a_part(evidence: Evidence, question: Question) -> bool:
    """Whether a total is asked for, and the unit gives the figure of one of the parts."""
    if question.intent not in (Intent.COUNT, Intent.AMOUNT) or question.mentions:
        return False
    return bool(evidence.subject) and asks_total(question) and not tells_total(evidence.unit.text)


def in_strange_words(best: Evidence, concepts: Sequence[WeightedConcept], t: Thresholds) -> bool:
    """Whether a question in words that no known one has finds too few of them in the best unit."""
    trust = trust_of(best, concepts)
    few = best.full.share < t.familiar and trust < t.familiar_trust
    return (best.unfamiliar and few) or (best.odd and trust < t.odd_trust)


def beside_the_point(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether a unit with the right words is far from the question: it may add, but not lead."""
    affinity = evidence.features.affinity
    if _surely_denies(evidence, question, t) or _alike(evidence, t):
        return False
    return evidence.strange and affinity != 0 and affinity < t.far


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


def unlike(picked: Sequence[Evidence], question: Question, t: Thresholds) -> bool:
    """Whether all that would be shown is far from the question."""
    return all(_far(e, question, t) for e in picked)


def _far(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    affinity = evidence.features.affinity
    if _surely_denies(evidence, question, t) or _alike(evidence, t):
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


def _worded(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the question's words stand by the unit as far as its kind of question demands."""
    if not evidence.focused:
        return False
    strict = question.intent in EXPECTED
    if strict and evidence.own.share < t.own_value and evidence.beside < t.beside:
        return False
    if question.intent is Intent.YES_NO and evidence.full.share < t.decided:
        return _tells_whether_in_time(evidence, question)
    if strict and not evidence.features.affinity and evidence.nameless >= t.nameless:
        return False
    absent = t.absent_value if strict else t.absent
    return evidence.full.share >= t.overwhelming or evidence.absent <= absent


def _tells_whether_in_time(evidence: Evidence, question: Question) -> bool:
    """Whether a deadline answers «rekker vi å søke?», whatever words that is asked in."""
    return bool(_IN_TIME.search(question.resolved)) and "frist" in evidence.unit.text.casefold()


def _holds_value(evidence: Evidence, question: Question, *, near_noun: bool) -> bool:
    """Whether the value asked for stands there, or that there is none."""
    if (
        question.intent is Intent.DATE
        and question.counted
        and not _ASKS_WHEN.search(question.resolved)
    ):
        # «Hvor mange søkte innen fristen?»
        return False
    if evidence.unit.kind is UnitKind.LIST and not _lists_values(evidence, question):
        return False
    # What an item counts is that item's; a list counts by its introduction and its length.
    lead = evidence.unit.lead if question.intent is Intent.COUNT else ""
    told = not lead or (bool(find(lead)) and _names_counted(lead, question))
    if evidence.values and (evidence.counted or near_noun) and told:
        return True
    return (
        evidence.denied
        or (question.intent is Intent.COUNT and counts_as_list(evidence, question))
        or (question.intent is Intent.DATE and _asks_condition(evidence, question))
    )


def _names_counted(lead: str, question: Question) -> bool:
    counted = terms_of(" ".join(question.counted)).stems
    return not counted or bool(counted & terms_of(lead).stems)


def trust_of(evidence: Evidence, concepts: Sequence[WeightedConcept]) -> float:
    """How surely a unit is about the matter of the question at all; 0 is even odds.

    Log odds fitted by logistic regression: answerable tuning questions against unrelated ones.
    What counts is how much telling words the unit and its surroundings match, and how much of
    the question the documents have never heard of.
    """
    if max(evidence.full.matches, default=1.0) <= KIN_WEIGHT:
        return _UNTRUSTED  # Of what was said, nothing but kin stands there.
    matched = [c.concept.telling * m for c, m in zip(concepts, evidence.full.matches, strict=True)]
    unheard = sum(
        c.concept.telling
        for c, m in zip(concepts, evidence.full.matches, strict=True)
        if not c.stands and m < _HINT
    )
    return (
        3.9 * min(4.0, sum(matched)) + 0.5 * max(matched, default=0.0) - 1.9 * min(3.0, unheard)
    ) - 0.6


def _lists_values(evidence: Evidence, question: Question) -> bool:
    """Whether a list as a whole can give a value: it is told in the introduction, or of many.

    Elsewhere the item that holds the value is the answer, with what it is the value of.
    """
    lead = len(evidence.unit.lead)
    if any(v.end <= lead for v in evidence.values) or _VALUES_ASKED.search(question.resolved):
        return True
    return question.intent is Intent.COUNT and counts_as_list(evidence, question)


def _asks_condition(evidence: Evidence, question: Question) -> bool:
    """Whether «når» asks for a condition that the unit states («når er en klynge klar …»)."""
    text = question.resolved
    if question.years or _CALENDAR.search(text):
        return False
    present, stated = _WHEN_NOW.search(text), _CONDITION.search(evidence.unit.text)
    return bool(present and stated) and evidence.full.share >= _CONDITION_SHARE


def counts_as_list(evidence: Evidence, question: Question) -> bool:
    """A list whose introduction names what is counted answers «hvor mange» by itself."""
    unit = evidence.unit
    if unit.kind is not UnitKind.LIST or not question.counted:
        return False
    named = name_words(question.mentions)
    counted = terms_of(" ".join(w for w in question.counted if w not in named))
    # «Klyngeprogrammets resultatmål er» counts goals; «støtten til klynger gis på fire områder»
    # counts no clusters: what a list is of is the subject of its introduction.
    stop = analysis.norwegian_stop_words()
    match = _COPULA.search(unit.lead)
    subject = [
        w for w in analysis.words((match[1] or match[2] or "") if match else "") if w not in stop
    ]
    # Without a verb of being, only the words right before the list say what it is of.
    first = subject[:1] if match and match[1] else []
    # «… skal oppfylle følgende kvalitetskrav:» is a list of these.
    named_after = _FOLLOWING.search(unit.lead)
    following = analysis.words(named_after[1])[:2] if named_after else []
    heads = terms_of(" ".join((*first, *subject[-2:], *following)))
    return bool(counted.stems & heads.stems) and evidence.full.share >= _LIST_COUNT_SHARE
