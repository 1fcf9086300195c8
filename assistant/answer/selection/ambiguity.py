"""When a question may mean several things that the documents tell apart, and which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.about import kind_of_thing
from assistant.answer.extraction.units import terms_of
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.background import is_before
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.formerly import asks_of_before, is_over

# Evidence that scores so near the best is as good an answer.
_NARROW = 5.0
_OWN_TELLING = 0.3
_FIRST = 5
# What offers a choice covers nearly as much of the question itself.
_AS_MUCH = 0.6
# «støtte», «kroner» and «i året» say what kind of value is asked for, not of what.
_OF_THE_KIND = re.compile(
    r"^(?:(?:få|får|fikk|fekk|get|got|receive) )?"
    r"(?:støtt\w*|stønad\w*|penge\w*|pengar|kroner|beløp\w*|tilsk\w*|finansiering\w*|i året|per år"
    r"|hvert år|kvart år|årlig\w*|money|funding|fund\w*|grant\w*|support|per year|a year|each year"
    r"|kreves|krevs|krevst|krav\w*|kriteri\w*|vilkår\w*|tatt opp|tekne opp|required?|requirements?"
    r"|søk(?:er|ere|jar|jarar|ar)\w*|applicants?|still?er|still?es|still?ast|på plass"
    r"|varer|vare|varte|nivået|programmet|klyng[ae]\w*|clusters?)$",
    re.IGNORECASE,
)

_NAME = r"[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*"
_LISTED = re.compile(rf"{_NAME}(?:, {_NAME})* (?:og|eller|and|or) {_NAME}")
_BETWEEN = re.compile(r", | (?:og|eller|and|or) ")


def ambiguous(
    question: Question, fit: Sequence[Evidence], ranked: Sequence[Evidence] = ()
) -> tuple[str, ...]:
    """The things that a question about a value may mean, when it names none of them.

    «Hvor mye er støtten på?» has an answer for each level. The choices are section headings of
    near-equal evidence with different values.

    Args:
        question: the question.
        fit: the evidence that answers it, best first.
        ranked: all evidence, which tells what else is of a kind with a choice.

    """
    if question.mentions or question.years:
        return ()
    if question.intent is Intent.DATE:
        return _calls(fit)
    own = _own_words(question)
    if len(own) > 1:
        return ()
    of_before = asks_of_before(question)
    if question.intent is Intent.CRITERIA:
        if of_before or _stands_over(own, fit):
            return ()
        return _named_sections(fit, ranked, bare=not own)
    if question.intent not in (Intent.AMOUNT, Intent.DURATION):
        return ()
    groups: dict[str, set[str]] = {}
    for evidence in fit:
        if evidence.score < fit[0].score - (2 if of_before else 1) * _NARROW or not evidence.values:
            continue
        label = evidence.subject or (kind_of_thing(evidence.unit) if of_before else "")
        if not label:
            if evidence is fit[0]:
                return ()
            continue
        groups.setdefault(label, {v.canonical for v in evidence.values})
    distinct = {frozenset(values) for values in groups.values()}
    return tuple(groups) if len(groups) > 1 and len(distinct) > 1 else ()


def _named_sections(
    fit: Sequence[Evidence], ranked: Sequence[Evidence], *, bare: bool
) -> tuple[str, ...]:
    """What the evidence speaks of, when each has requirements of its own; what applies first.

    What applies is offered with its kin alone: of three levels not the one that happens to use
    the question's words.
    """
    # «Hva må en moden klynge ha?» is not about levels that share only «må ha» with it.
    least = _AS_MUCH * fit[0].own.share
    named = [e for e in fit if e.features.modal and e.subject and e.own.share >= least]
    found = [e.subject for e in named if e.features.current]
    applying = found or [e.subject for e in ranked if e.subject and e.features.current]
    kin = next((k for name in applying if len(k := _kin(name, ranked)) > 1), ())
    found += [e.subject for e in named if e.score >= fit[0].score - 2 * _NARROW]
    distinct = tuple(dict.fromkeys(found))
    # What has been replaced is no answer by itself to what is required of nothing in particular.
    replaced = bare and bool(fit[0].unit.chunk.metadata.superseded_by)
    return (kin or distinct) if len(distinct) > 1 or (kin and replaced) else ()


def _kin(name: str, ranked: Sequence[Evidence]) -> tuple[str, ...]:
    """The names that what applies lists a name with («A, B og C»), in that order; or none."""
    for evidence in ranked:
        for listed in _LISTED.findall(evidence.unit.text) if evidence.features.current else ():
            names = tuple(_BETWEEN.split(listed))
            if name in names:
                return names
    return ()


def _calls(fit: Sequence[Evidence]) -> tuple[str, ...]:
    """Titles of past documents that give the same thing different dates, best first.

    «Når måtte skissen være inne?» has an answer for each call. What still applies leads without
    a question back.
    """
    best = fit[0]
    if not is_over(best) or not best.values:
        return ()
    dates: dict[str, tuple[str, str]] = {}
    for evidence in fit:
        chunk = evidence.unit.chunk
        alike = evidence.own.matches == best.own.matches and evidence.values
        if alike and evidence.score >= best.score - _NARROW and is_over(evidence):
            dates.setdefault(chunk.document_id, (chunk.title, evidence.values[0].canonical))
    distinct = {value for _, value in dates.values()}
    return tuple(title for title, _ in dates.values()) if len(distinct) > 1 else ()


def _stands_over(words: Sequence[str], fit: Sequence[Evidence]) -> bool:
    """Whether a word of the question stands in a heading over what answers it.

    «Krav til modne klynger» names whose they are, though that is no proper name.
    """
    asked = terms_of(" ".join(words)).stems
    return bool(asked) and any(
        asked <= terms_of(" ".join(e.unit.chunk.section)).stems for e in fit[:_FIRST]
    )


def _own_words(question: Question) -> list[str]:
    return [
        c.surface
        for c in question.query.concepts
        if c.telling >= _OWN_TELLING
        and not (_OF_THE_KIND.search(c.surface) or is_before(c.surface))
    ]
