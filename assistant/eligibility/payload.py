"""An assessment as the JSON of `assistant check --json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant import texts
from assistant.domain import (
    Assessment,
    Finding,
    Language,
    LevelAssessment,
    Metadata,
    NextQuestion,
    ProfileValue,
)
from assistant.eligibility.assess import LevelFacts, level_facts, next_questions
from assistant.eligibility.citing import Citer
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.profile import tensions
from assistant.shapes import citation_json


def assessment_json(
    assessment: Assessment,
    *,
    language: Language = Language.NB,
    sources: Mapping[str, Metadata] | None = None,
) -> dict[str, Any]:
    """The contract's object; `name`, `facts` and `shown` stand beside it where `sources` is given.

    Levels keep their order. Citation numbers are unique over the whole object.
    """
    citer = Citer.after(assessment, sources) if sources is not None else None
    return {
        "profile": profile_json(assessment.profile),
        "as_of": assessment.as_of.isoformat(),
        "levels": [_level(level, assessment, language, citer) for level in assessment.levels],
        "next_questions": [_question(q) for q in next_questions(assessment, language=language)],
        "notices": [
            texts.get("eligibility.self_check", language),
            *tensions(assessment.profile, language),
        ],
    }


def profile_json(profile: Mapping[str, ProfileValue]) -> dict[str, Any]:
    """A profile with lists for tuples."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in profile.items()}


def facts_json(facts: LevelFacts) -> dict[str, Any]:
    """What is known of a level besides its criteria."""
    return {
        "standing": facts.standing.value,
        "deadline_passed": facts.deadline_passed,
        "items": [
            {
                "id": fact.id,
                "kind": fact.kind,
                "text": fact.text,
                "citation": citation_json(fact.citation),
            }
            for fact in facts.facts
        ],
    }


def _level(
    level: LevelAssessment, assessment: Assessment, language: Language, citer: Citer | None
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "level": level.level,
        "programme": level.programme,
        "verdict": level.verdict.value,
        "criteria": [_finding(finding) for finding in level.criteria],
        "next_questions": [_question(question) for question in level.next_questions],
    }
    if citer is None:
        return body
    facts = level_facts(
        level.level, as_of=assessment.as_of, language=language, sources={}, citer=citer
    )
    profile = profile_json(assessment.profile)
    shown = [
        {
            "field": entry.field,
            "value": profile.get(entry.field),
            "text": entry.text[language],
            "citation": citation_json(citer.cite(entry.passage)),
        }
        for entry in catalogue()[level.level].shown
    ]
    return body | {"name": facts.name, "facts": facts_json(facts), "shown": shown}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "label": finding.label,
        "verdict": finding.verdict.value,
        "reason": finding.reason,
        "used": profile_json(finding.used),
        "missing": list(finding.missing),
        "citation": citation_json(finding.citation) if finding.citation else None,
    }


def _question(question: NextQuestion) -> dict[str, str]:
    return {"field": question.field, "question": question.question}
