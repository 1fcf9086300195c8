"""Whether a unit holds the thing asked for, about the thing it was asked for. Pure decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.answer_types.demands import (
    asking_sentence,
    asks_of_a_thing,
    asks_total,
    matches,
    tells_total,
)
from assistant.answer.extraction.about import kind_of_thing, same_tongue
from assistant.answer.extraction.rows import label_of, name_of
from assistant.answer.extraction.units import UnitKind, terms_of
from assistant.answer.extraction.value_kinds import kinds_asked, kinds_stated
from assistant.answer.extraction.values import find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import match
from assistant.answer.selection.distance import (
    is_alike,
    is_alike_alone,
    is_known,
    is_known_alone,
    is_near,
    is_voted,
)
from assistant.answer.selection.holding import holds_value
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.background import of_kind
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.answer.yes_no.figures import is_the_most
from assistant.domain import Status
from assistant.search.number_words import ONES

_IN_TIME = cue("asks", "in_time")
_ASKS_MOST = cue("asks", "most")
_PAST = cue("asks", "past")
_SEVERAL = 2
# «Tre ble valgt: Kari, Ola og Per», not «to i Hav Start».
_NAMES_SOME = re.compile(
    r"(?<!\bi)(?<!\bin)(?<!\bpå)(?<!\bfra)(?<!\bfrå)(?<=[\w,:]) [A-ZÆØÅ][\w-]+"
)
# «Sju miljøer ble tatt opp …»
_COUNTED_FIRST = re.compile(rf"\W*(?:\d+|{'|'.join(ONES)}) [\w-]+ ", re.IGNORECASE)
# So surely a word stands there.
_SURELY = 0.7
# Least share of the question's names that an answer is about.
_NAMED, _NAMED_OF_SEVERAL, _NAMED_OF_ALIKE = 0.9, 0.65, 0.45


def sufficient(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the unit holds the thing asked for, about the thing it was asked for."""
    if not _about_it(evidence, question, t) or _asks_of_valueless_cell(evidence, question):
        return False
    # What the static model puts so near need not name things in the question's own words.
    near = is_near(evidence, t) or of_the_row(evidence, question)
    if not (near or _worded(evidence, question, t)):
        return False
    if question.intent not in EXPECTED:
        return True
    # Another thing's value lies nearly as near: the telling word must stand there all the same.
    alike = evidence.features.asked >= t.asked_at_hand or is_known(evidence, t)
    at_hand = near and of_the_row(evidence, question)
    at_hand = at_hand or alike or evidence.features.affinity >= t.at_hand or not t.keyed
    if not (evidence.keyed or evidence.denied or at_hand):
        return False
    voted, surely = is_voted(evidence, t), evidence.features.asked >= t.noun_asked
    if voted and surely:
        return True
    near_noun = voted or surely or evidence.features.affinity >= t.counted
    return holds_value(evidence, question, near_noun=near_noun)


def _about_it(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether names, years and the kind of thing asked for are right, whatever the wording."""
    least_named = _NAMED if len(question.mentions) < 2 else _NAMED_OF_SEVERAL
    if len(question.mentions) > 1 and is_alike(evidence, t):
        least_named = _NAMED_OF_ALIKE
    if evidence.named < least_named or not evidence.dated or evidence.of_all:
        return False
    # A document's note on itself answers who asks for that.
    if evidence.features.about_itself and not is_alike_alone(evidence, t):
        return False
    if is_known(evidence, t) and not _lacks_decisive(evidence, t):
        # A vote tells which sentence is meant, not that it gives the reason asked for.
        voted = is_voted(evidence, t) and question.intent is not Intent.REASON
        if evidence.fitting or voted or evidence.features.asked >= t.fit_asked:
            return True
    if not evidence.fitting or _told_of_a_part(evidence, question):
        return False
    if _undecided(evidence, question, t):
        return False
    astray = evidence.undone or _of_another(evidence, question, t)
    return not (astray and same_tongue(evidence.unit, question.language))


def _lacks_decisive(evidence: Evidence, t: Thresholds) -> bool:
    """Whether a unit that only a vote knows is silent on what decides the question."""
    alone = is_known_alone(evidence, t) or evidence.features.asked >= t.asked_at_hand
    return evidence.unmet and (not alone or _is_unheard_of(evidence, t))


def is_beside_what_is_asked(evidence: Evidence, question: Question) -> bool:
    """Whether it is asked who, and told how many; or how one must be now, and told what was.

    «Sju lag ble tatt opp» does not tell who, and «hvor modne må vi være?» is of no kind of things.
    """
    if question.intent is Intent.WHO:
        said = evidence.unit.text
        return bool(_COUNTED_FIRST.match(said)) and not _NAMES_SOME.search(said)
    degree = matches("of_all", "degree", asking_sentence(question.resolved))
    of_now = question.intent is Intent.CRITERIA and degree and not asks_of_before(question)
    return of_now and not question.mentions and is_over(evidence)


def told_in_full(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether it is asked how long a thing lasts, and told with no word of the question left over.

    Of what has no name it must be known to be asked, and the most told where that is asked for.
    """
    if question.intent is not Intent.DURATION or not evidence.values:
        return False
    if not question.mentions:
        most = any(is_the_most(evidence.unit.text, v) for v in evidence.values)
        return most and bool(_ASKS_MOST.search(question.resolved)) and is_alike_alone(evidence, t)
    pairs = zip(question.query.concepts, evidence.own.matches, strict=True)
    told = all(m >= _SURELY for c, m in pairs if not of_kind(c.surface, question.intent))
    return told and evidence.named == 1 and not evidence.unmet


def _is_unheard_of(evidence: Evidence, t: Thresholds) -> bool:
    """Whether the documents lack a word of the question that was left out of the one it is like."""
    return evidence.unheard >= t.unheard and evidence.features.asked < t.asked_decided


def of_the_row(evidence: Evidence, question: Question) -> bool:
    """Whether a unit is the one cell with such a value in the row that the question names.

    The name over the row and the header over the cell say what the value is of; «regningen» need
    not stand there too.
    """
    unit = evidence.unit
    if unit.kind is not UnitKind.ROW or unit.column is None or not evidence.values:
        return False
    name = name_of(unit.text)
    expired = unit.chunk.metadata.status is Status.EXPIRED
    if not question.mentions or (
        expired and not (question.years or _PAST.search(question.resolved))
    ):
        return False
    if all(m.stands_in(name) for m in question.mentions):
        return True
    # «Varighet – Spire: 18 måneder»: the name over the cell, the kind of value before the row.
    kind = EXPECTED.get(question.intent, ())[:1]
    told = kinds_stated(name, kind[0]) if kind else frozenset()
    wanted = kinds_asked(question.resolved, kind[0]) if kind else frozenset()
    of_kind = bool(told) and (not wanted or bool(told & wanted))
    # «Hvor stort er skiltet på Spire?» asks for nothing in the table.
    named = all(m.stands_in(label_of(unit.text)) for m in question.mentions)
    return of_kind and named and not evidence.strange


def _asks_of_valueless_cell(evidence: Evidence, question: Question) -> bool:
    """Whether a row has values, and what a value is asked of stands over a cell without one.

    «Kajakk – Depositum: 600; Krever kurs: ja» does not tell what a course costs.
    """
    unit = evidence.unit
    if unit.kind is not UnitKind.ROW or unit.column is not None or not evidence.values:
        return False
    cells = [cell.partition(": ") for cell in unit.text[len(name_of(unit.text)) :].split("; ")]
    with_value = " ".join(label for label, _, cell in cells if find(cell))
    without = " ".join(label for label, _, cell in cells if not find(cell))
    around = terms_of(f"{name_of(unit.text)} {unit.lead} {unit.rows_are}")
    concepts = question.query.concepts
    if any(match(c, terms_of(with_value)) >= _SURELY for c in concepts):
        return False
    apart = (c for c in concepts if match(c, around) < _SURELY)
    return any(match(c, terms_of(without)) >= _SURELY for c in apart)


def stands_out(trusted: Sequence[Evidence], question: Question, t: Thresholds) -> bool:
    """Whether the best unit has the value asked for and leaves all others well behind.

    Where the static model has no opinion, that says as much as the very words would.
    """
    if question.intent not in EXPECTED or len(trusted) < _SEVERAL:
        return False
    best, second = trusted[0], trusted[1]
    if _asks_of_valueless_cell(best, question):
        return False
    if best.features.affinity or best.score < second.score + t.ahead:
        return False
    told = best.full.share >= t.ahead_share and best.nameless < 1
    told = told and _about_it(best, question, t)
    return told and holds_value(best, question, near_noun=False)


def _of_another(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether the documents have never heard of the thing that yes or no is asked of."""
    unheard = evidence.unheard >= t.unheard and evidence.features.affinity < t.surely
    return unheard and not is_alike(evidence, t) and asks_of_a_thing(question)


def _undecided(evidence: Evidence, question: Question, t: Thresholds) -> bool:
    """Whether a unit is silent on what decides the question, and not surely its answer."""
    features = evidence.features
    alike = features.asked >= t.asked_at_hand and not (
        evidence.unmet and _is_unheard_of(evidence, t)
    )
    if alike or features.affinity >= t.at_hand or evidence.denied:
        return False
    # Not a word of it is there, and only another question was like this one.
    silent = evidence.full.share < t.silent and 0 != features.affinity < t.near
    return evidence.unmet or (silent and question.intent is Intent.YES_NO)


def _told_of_a_part(evidence: Evidence, question: Question) -> bool:
    """Whether a total is asked for, and the unit gives the figure of one of the parts.

    Or what was demanded, and it tells what one kind of things («modne klynger») or level had to.
    """
    if question.intent is Intent.CRITERIA and not question.mentions and asks_of_before(question):
        return is_over(evidence) and bool(kind_of_thing(evidence.unit) or evidence.subject)
    if question.intent not in (Intent.COUNT, Intent.AMOUNT) or question.mentions:
        return False
    return bool(evidence.subject) and asks_total(question) and not tells_total(evidence.unit.text)


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
