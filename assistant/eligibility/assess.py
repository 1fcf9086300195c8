"""The eligibility check: a profile against the criteria of one or more levels, on a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import (
    Assessment,
    Citation,
    Finding,
    Language,
    LevelAssessment,
    Metadata,
    NextQuestion,
    ProfileValue,
    Verdict,
)
from assistant.eligibility import rules
from assistant.eligibility.citing import Citer
from assistant.eligibility.criteria import Criterion, Level, Texts, catalogue
from assistant.eligibility.fields import fields, format_value
from assistant.eligibility.questions import ranked_fields
from assistant.eligibility.rules import Truth
from assistant.errors import InputError

Profile = Mapping[str, ProfileValue]
_VERDICT = {
    Truth.TRUE: Verdict.MET,
    Truth.FALSE: Verdict.NOT_MET,
    Truth.UNKNOWN: Verdict.MISSING,
}
_WORST_FIRST = (Verdict.NOT_MET, Verdict.MISSING, Verdict.JUDGEMENT)


class Standing(StrEnum):
    """Whether a level exists on a date."""

    NOT_YET = "not_yet"
    CURRENT = "current"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LevelFact:
    """One thing to know of a level. `kind`: gives, apply, when, note, validity or deadline."""

    id: str
    kind: str
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """What stands beside a level's verdict. `deadline_passed` is None without a deadline."""

    level: str
    name: str
    programme: str
    standing: Standing
    deadline_passed: bool | None
    facts: tuple[LevelFact, ...]


def assess(
    profile: Profile,
    *,
    levels: Sequence[str] | None = None,
    as_of: date,
    language: Language = Language.NB,
    sources: Mapping[str, Metadata],
) -> Assessment:
    """Verdicts for each level, with reasons, sources and the questions still worth asking.

    Args:
        profile: validated by `profile.validate`.
        levels: level ids in the order wanted; None for all.
        as_of: the day the check is for.
        language: language of labels, reasons and questions.
        sources: the corpus manifest, by path within the corpus or by document id.

    Raises:
        InputError: for a level id that does not exist, naming those that do.

    """
    citer = Citer(sources)
    chosen = choose(levels)
    return Assessment(
        profile=profile,
        as_of=as_of,
        levels=tuple(_level(level, profile, as_of, language, citer) for level in chosen),
    )


def choose(levels: Sequence[str] | None) -> tuple[Level, ...]:
    """The levels by id, each once; all when None.

    Raises:
        InputError: for an id that does not exist, naming those that do.

    """
    known = catalogue()
    if levels is None:
        return tuple(known.values())
    wrong = [level for level in levels if level not in known]
    if wrong:
        raise InputError(f"unknown level {', '.join(wrong)}; known levels: {', '.join(known)}")
    return tuple(known[level] for level in dict.fromkeys(levels))


def next_questions(
    assessment: Assessment,
    *,
    language: Language = Language.NB,
) -> tuple[NextQuestion, ...]:
    """Questions across all the assessed levels, the one that settles most first."""
    chosen = choose([level.level for level in assessment.levels])
    open_rules = [_rules(level.criteria_on(assessment.as_of)) for level in chosen]
    return _questions(ranked_fields(open_rules, assessment.profile), language)


def explain(profile: Profile, level: str, criterion: str) -> rules.Explanation | None:
    """Why a criterion comes to its verdict, part by part; None where only a person can judge.

    Raises:
        InputError: for an unknown level or criterion, naming those that exist.

    """
    (found,) = choose([level])
    by_id = {c.id: c for c in found.criteria}
    if criterion not in by_id:
        raise InputError(f"{level} has no criterion {criterion!r}; it has {', '.join(by_id)}")
    rule = by_id[criterion].rule
    return rules.explain(rule, profile) if rule is not None else None


def level_verdict(verdicts: Iterable[Verdict]) -> Verdict:
    """What a level comes to: the worst of not_met, missing and judgement; else met."""
    found = set(verdicts)
    return next((verdict for verdict in _WORST_FIRST if verdict in found), Verdict.MET)


def level_facts(
    level: str,
    *,
    as_of: date,
    language: Language = Language.NB,
    sources: Mapping[str, Metadata],
    citer: Citer | None = None,
) -> LevelFacts:
    """What a level gives, how and when to apply, and whether it exists on `as_of`, with sources.

    `citer` goes on from numbers already in use; without one the numbers start at 1. The call
    deadline has passed from the day after it: a date says nothing of the time of day.

    Raises:
        InputError: for an unknown level.

    """
    (found,) = choose([level])
    citer = citer or Citer(sources)
    standing, words = standing_on(found, as_of)
    told = [("validity", "validity", words, found.validity.passage)]
    passed = None
    if found.deadline is not None:
        passed = as_of > found.deadline.at.date()
        text = found.deadline.passed if passed else found.deadline.open
        if standing is not Standing.NOT_YET:
            told.append(("deadline", "deadline", text, found.deadline.passage))
    told += [(fact.id, fact.kind, fact.text, fact.passage) for fact in found.facts]
    facts = tuple(
        LevelFact(identifier, kind, text[language], citer.cite(passage))
        for identifier, kind, text, passage in told
    )
    return LevelFacts(found.id, found.name[language], found.programme, standing, passed, facts)


def standing_on(level: Level, day: date) -> tuple[Standing, Texts]:
    """Whether a level exists on a day, and the words for it."""
    validity = level.validity
    if day < validity.from_:
        return Standing.NOT_YET, validity.before
    if validity.until is not None and validity.ended is not None and day >= validity.until:
        return Standing.ENDED if validity.replaced else Standing.UNKNOWN, validity.ended
    return Standing.CURRENT, validity.current


def _level(
    level: Level, profile: Profile, as_of: date, language: Language, citer: Citer
) -> LevelAssessment:
    criteria = level.criteria_on(as_of)
    findings = tuple(_finding(c, profile, language, citer) for c in criteria)
    return LevelAssessment(
        level=level.id,
        programme=level.programme,
        verdict=level_verdict(finding.verdict for finding in findings),
        criteria=findings,
        next_questions=_questions(ranked_fields([_rules(criteria)], profile), language),
    )


def _finding(criterion: Criterion, profile: Profile, language: Language, citer: Citer) -> Finding:
    rule = criterion.rule
    verdict = Verdict.JUDGEMENT if rule is None else _VERDICT[rules.evaluate(rule, profile)]
    template = criterion.reasons[verdict][language]
    names = rules.known_fields(rule, profile) if rule is not None else ()
    return Finding(
        id=criterion.id,
        label=criterion.label[language],
        verdict=verdict,
        reason=template.format_map(_Shown(profile, language)),
        used={name: profile[name] for name in names},
        missing=rules.open_fields(rule, profile) if rule is not None else (),
        citation=citer.cite(criterion.passage),
    )


class _Shown(dict[str, str]):
    """Profile values as words, for the templates of reasons."""

    def __init__(self, profile: Profile, language: Language) -> None:
        super().__init__()
        self._profile, self._language = profile, language

    def __missing__(self, name: str) -> str:
        return format_value(name, self._profile.get(name), self._language).lower()


def _rules(criteria: Iterable[Criterion]) -> tuple[rules.Rule, ...]:
    return tuple(c.rule for c in criteria if c.rule is not None)


def _questions(names: Iterable[str], language: Language) -> tuple[NextQuestion, ...]:
    return tuple(NextQuestion(name, fields()[name].question(language)) for name in names)
