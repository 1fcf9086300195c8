"""When a question may mean several things that the documents tell apart, and which."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.evidence import Evidence
from assistant.answer.intent import Intent
from assistant.answer.question import Question

# Evidence that scores so near the best is as good an answer.
_NARROW = 3.5
_OWN_TELLING = 0.3


def ambiguous(question: Question, fit: Sequence[Evidence]) -> tuple[str, ...]:
    """The things that a question about a value may mean, when it names none of them.

    «Hvor mye er støtten på?» has an answer for each level. The choices are section headings of
    near-equal evidence with different values.
    """
    if question.mentions or question.years or len(_own_words(question)) > 1:
        return ()
    if question.intent is Intent.CRITERIA:
        return _named_sections(fit)
    if question.intent not in (Intent.AMOUNT, Intent.DURATION):
        return ()
    groups: dict[str, set[str]] = {}
    for evidence in fit:
        if evidence.score < fit[0].score - _NARROW or not evidence.values:
            continue
        label = evidence.subject
        if not label:
            if evidence is fit[0]:
                return ()
            continue
        groups.setdefault(label, {v.canonical for v in evidence.values})
    distinct = {frozenset(values) for values in groups.values()}
    return tuple(groups) if len(groups) > 1 and len(distinct) > 1 else ()


def _named_sections(fit: Sequence[Evidence]) -> tuple[str, ...]:
    """What the evidence speaks of, when each has requirements of its own."""
    found = [
        e.subject
        for e in fit
        if e.score >= fit[0].score - 2 * _NARROW and e.features.modal and e.subject
    ]
    distinct = tuple(dict.fromkeys(found))
    return distinct if len(distinct) > 1 else ()


def _own_words(question: Question) -> list[str]:
    return [c.surface for c in question.query.concepts if c.telling >= _OWN_TELLING]
