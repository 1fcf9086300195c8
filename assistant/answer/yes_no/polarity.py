"""«Ja» or «Nei», only where the cited sentence decides the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.clauses import main_clause
from assistant.answer.extraction.units import UnitKind
from assistant.answer.extraction.values import Value, ValueKind, find, supported
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import (
    NEGATION,
    negated_aside,
    without_in_common,
)
from assistant.answer.validity import successors
from assistant.answer.validity.over_by import over_in_that_year
from assistant.answer.validity.started import begun_in_that_year
from assistant.answer.yes_no import bounds, in_other_words, known
from assistant.answer.yes_no.another_matter import (
    TRANSLATED,
    is_of_another_matter,
    tells_only_of_before,
)
from assistant.answer.yes_no.conceded import is_not_needed
from assistant.answer.yes_no.denied_part import what_is_asked_of
from assistant.answer.yes_no.doers import is_done_by_others
from assistant.answer.yes_no.enumerated import stands_in_list
from assistant.answer.yes_no.figures import tells_of_parts, told_in_figures
from assistant.answer.yes_no.in_order import is_the_other_way
from assistant.answer.yes_no.own_answer import answers_its_heading, told_by_cells
from assistant.answer.yes_no.required import leaves_open
from assistant.domain import Language
from assistant.search.names import name_words

_FORBIDS = re.compile(
    r"\b(forb(?:y|ud|od|øy)\w*|nekt\w*|(?:faller|fell) uten?for|(?:fell|faller) utanfor|avvis\w*"
    r"|prohibit\w*|forbidden|excluded?|ineligible|banned)\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(
    r"\b(unntatt|unnateke|unntak\w*|bortsett (?:fra|frå)|utenom|utanom|men ikk(?:e|je)|except"
    r"|unless|med mindre|but not)\b",
    re.IGNORECASE,
)
# «mer enn ti», «over ti», "more than ten"
_MORE_THAN = re.compile(
    r"\b(?:(?:mer|meir|flere|fleire|lenger|lengre|høyere|større|more|longer|higher) (?:enn|than)"
    r"|(?<!går )(?<!gikk )(?<!løper )(?<!seg )over|above)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    rf"{_MORE_THAN.pattern}"
    r"|\b(?:(?:mindre|færre|kortere|less|fewer|shorter) (?:enn|than)|under|below|minst|at least"
    r"|høyst|høgst|inntil|opptil|at most|up to)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(høyst|høgst|inntil|opptil|maks\w*|ikk(?:e|je) (?:over|mei?r enn)|up to|at most)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(gratis|free|kostnadsfri\w*|vederlagsfri\w*)\b", re.IGNORECASE)
_DOUBTED = cue("asks", "doubted")
_NONE_OF_ITS_OWN, _RATE = cue("tells", "none_of_its_own"), cue("tells", "rate")
_COUNTABLE = (ValueKind.NUMBER, ValueKind.AMOUNT, ValueKind.DURATION)
_DECIDING_COVERAGE, _DECIDING_MATCH, _DECIDING_OWN = 0.88, 0.6, 0.7
_DENIED_MATCH = 0.5
_TOPIC = 0.3
# What stands in for a word, in other words.
_REWORDED = 0.7


def verdict(question: Question, evidence: Evidence) -> bool | None:
    """Whether what is asked for is so; None where the sentence leaves it open.

    What its words tell, and where they do not, what the questions say that are known to be like it
    (`known`). Where the two differ, neither is sure.
    """
    # «Tar de feil som sier at …?» is resolved to what they say.
    if _DOUBTED.search(question.text) or known.is_of_another_deadline(question, evidence):
        return None
    told = _told(question, evidence)
    if told is None:
        return known.decision(question, evidence)
    return None if known.contradicts(question, evidence, told) else told


def _told(question: Question, evidence: Evidence) -> bool | None:
    """What the words of a sentence tell.

    The sentence must hold every concept of the question itself; then it is so unless it is denied
    there, whether or not the question is put negatively (`negation`). Quantifiers («bare»,
    «alle») and values that differ leave it open.
    """
    if len(evidence.own.matches) != len(question.query.concepts):
        # What answers another question («2002 eller 2006?», each by itself) decides nothing here.
        return None
    there = _said_outright(question, evidence)
    if there is not None:
        return there
    figures = told_in_figures(question, evidence)
    if evidence.unit.kind is UnitKind.LIST:
        before = tells_only_of_before(question, evidence)
        return None if before else stands_in_list(question, evidence)
    if figures is None and not _speaks_of_all(question, evidence):
        return None
    asked, said = without_in_common(question.resolved, evidence.unit.text)
    asked, said = in_other_words.of_one_or_more(asked, said)
    told = what_is_asked_of(question, said)
    if told is None or is_of_another_matter(question, evidence, asked, told):
        return None
    if (
        evidence.unit.kind is UnitKind.ROW
        and (said_so := told_by_cells(question, evidence)) is not True
    ):
        return said_so
    said = told
    if bounds.rules_out(question, asked, said):
        return False
    negated = _negated(evidence, asked, said)
    if negated is None or negated_aside(question, asked, said):
        return None
    return figures if figures is not None else _so(question, evidence, asked, said, negated)


def _so(
    question: Question, evidence: Evidence, asked: str, said: str, negated: bool
) -> bool | None:
    """Whether it is so by a sentence that tells all that is asked of, as far as its values agree.

    Args:
        question: the question.
        evidence: the sentence.
        asked: the question, less what both deny.
        said: the part of the sentence that is told of what is asked of.
        negated: whether that part denies it.

    """
    values, claimed = find(said), find(asked, english=question.language is Language.EN)
    # "Two million a year" names no year.
    each = [m.span() for m in _RATE.finditer(asked)] if _RATE.search(said) else []
    claimed = tuple(v for v in claimed if (v.start, v.end) not in each)
    held = [v for v in values if any(v.kind is c.kind and supported(c, [v]) for c in claimed)]
    if claimed and tells_of_parts(question, said, held):
        return None
    dated = [*values, *_year_of_document(evidence, values)]
    if any(not supported(v, dated) for v in claimed) or _mixed_up(claimed, values):
        return None
    if claimed and not _comparisons(asked) <= _comparisons(said):
        return _compared(asked, said, claimed)
    if _FREE.search(asked) and any(v.kind is ValueKind.AMOUNT for v in values):
        return None
    return None if not negated and leaves_open(question, evidence) else not negated


def _year_of_document(evidence: Evidence, values: Sequence[Value]) -> list[Value]:
    """The one year that a document is of by its title, for a sentence that tells no date."""
    if any(v.kind is ValueKind.DATE for v in values):
        return []
    years = [v for v in find(evidence.unit.chunk.title) if v.kind is ValueKind.DATE]
    return years if len({v.canonical for v in years}) == 1 else []


def _said_outright(question: Question, evidence: Evidence) -> bool | None:
    """Whether it is so by a sentence's own «Ja,», or by what it tells of coming and going."""
    there = answers_its_heading(question, evidence)
    if there is not None and not tells_only_of_before(question, evidence):
        return there
    if is_not_needed(question, evidence) or is_done_by_others(question, evidence):
        return False
    if in_other_words.has_the_opposite(question, evidence):
        return False
    if is_the_other_way(question.resolved, evidence.unit.text):
        return False
    there = successors.there_is(question, evidence.unit.text)
    if there is None and not question.negated:
        there = begun_in_that_year(question, evidence.unit.text)
    return over_in_that_year(question, evidence.unit.text) if there is None else there


def says_no(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence denies what was asked, with something in it for every word of that.

    Less than a verdict: what is said in other words is not put as «nei», but needs no company.
    """
    if question.negated or evidence.unit.kind is UnitKind.LIST:
        return False
    matches = evidence.own.matches
    return min(matches, default=0.0) >= _DENIED_MATCH and bool(
        _negated(evidence, question.resolved, evidence.unit.text)
    )


def _mixed_up(claimed: Sequence[Value], said: Sequence[Value]) -> bool:
    """Whether the sentence has further values of a kind that the question names one of.

    «Sju miljøer, fem i Arena og to i NCE» does not say by itself whose the five are.
    """
    kinds = {v.kind for v in claimed if v.kind in _COUNTABLE}
    return any(v.kind in kinds and not supported(v, claimed) for v in said)


def _comparisons(text: str) -> set[str]:
    """The words by which a text compares, what bounds a figure from above all in one («høyst»)."""
    words = {m.group().casefold() for m in _COMPARES.finditer(text)}
    return {"høyst" if _AT_MOST.fullmatch(word) else word for word in words}


def _compared(asked: str, said: str, claimed: Sequence[Value]) -> bool | None:
    """Whether «mer enn ti» holds: not where ten is the most; else only in the same words."""
    sums = any(v.kind is ValueKind.AMOUNT for v in claimed)
    if sums and _RATE.search(said) and not _RATE.search(asked):
        # Of what is given each year, there is more in two.
        return None
    if _MORE_THAN.search(asked) and _AT_MOST.search(said):
        return False
    return None


def _negated(evidence: Evidence, asked: str, said: str) -> bool | None:
    """Whether the sentence says no; None where its exceptions or its heading leave it open."""
    unit = evidence.unit
    around = unit.context if unit.kind is UnitKind.SENTENCE else f"{unit.context} {unit.previous}"
    main = main_clause(said)
    no, forbids = bool(NEGATION.search(main)), bool(_FORBIDS.search(said))
    if (limited := _NONE_OF_ITS_OWN.search(said)) and limited["own"] not in asked.casefold():
        # «Det fulgte ingen egne midler med» does not say that there were none.
        return None
    if _EXCEPTS.search(said) or (no and forbids) or (not no and NEGATION.search(said)):
        return None
    if not no and (NEGATION.search(around) or _FORBIDS.search(around)):
        return None
    return no or (forbids and not _FORBIDS.search(asked))


def _speaks_of_all(question: Question, evidence: Evidence) -> bool:
    """Whether every concept and name of the question is spoken of, most by the unit itself.

    What is clearly meant need not have every word (`in_other_words`).
    """
    told, fewer = in_other_words.told(question, evidence)
    own = in_other_words.share(told) if fewer else evidence.own.share
    if evidence.named < 1.0 and min(evidence.own.matches, default=0) < 1.0:
        return False
    if own < _DECIDING_OWN or in_other_words.denies_another_kind(question, evidence):
        return False
    pairs = zip(question.query.concepts, evidence.full.matches, strict=True)
    kept = [concept for concept, _ in told]
    least = min((match for concept, match in pairs if concept in kept), default=0.0)
    whole = evidence.full.share >= _DECIDING_COVERAGE and least >= _DECIDING_MATCH
    whole = whole or least >= (_REWORDED if evidence.is_plainly_meant else TRANSLATED)
    if not whole and not (evidence.is_plainly_meant and _says_no_outright(evidence)):
        return False
    names = name_words(question.mentions)
    # «Var Arena Pro med i 2017?» asks of nothing but a name and a year.
    names |= set(question.years)
    topic = any(c.surface not in names and c.telling >= _TOPIC for c in kept)
    return topic or in_other_words.denies_outright(evidence)


def _says_no_outright(evidence: Evidence) -> bool:
    """Whether what a sentence says in its main clause is a «no»."""
    return bool(NEGATION.search(main_clause(evidence.unit.text)))
