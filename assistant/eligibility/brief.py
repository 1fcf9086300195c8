"""The adviser's brief: summary, verdicts level by level, gaps, questions, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant import texts
from assistant.domain import (
    Assessment,
    Citation,
    Finding,
    Language,
    LevelAssessment,
    Metadata,
    Verdict,
)
from assistant.eligibility.assess import LevelFacts, level_facts, next_questions
from assistant.eligibility.blocks import Block, Heading, Items, Paragraph, Table
from assistant.eligibility.citing import Citer
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.fields import fields, format_value
from assistant.eligibility.profile import tensions

SEPARATOR = " › "


@dataclass(frozen=True, slots=True)
class _Brief:
    assessment: Assessment
    language: Language
    citer: Citer
    facts: Mapping[str, LevelFacts] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        return texts.get(f"eligibility_report.{key}", self.language, **values)

    def verdict(self, verdict: Verdict) -> str:
        return texts.get(f"eligibility.verdict.{verdict.value}", self.language)


def brief_title(assessment: Assessment, language: Language) -> str:
    """The brief's title, with the cluster's name where it is known."""
    name = assessment.profile.get("name") or texts.get("eligibility_report.no_name", language)
    return texts.get("eligibility_report.brief.title", language, name=name)


def brief_blocks(
    assessment: Assessment, *, language: Language, sources: Mapping[str, Metadata]
) -> tuple[Block, ...]:
    """The whole brief. Every [n] in it has its source in the list at the end."""
    citer = Citer.after(assessment, sources)
    facts = {
        level.level: level_facts(
            level.level, as_of=assessment.as_of, language=language, sources=sources, citer=citer
        )
        for level in assessment.levels
    }
    brief = _Brief(assessment, language, citer, facts)
    return (
        Heading(1, brief_title(assessment, language)),
        Paragraph(
            brief.say("as_of", date=written_date(assessment.as_of.isoformat(), language))
            + " "
            + texts.get("eligibility.self_check", language)
        ),
        *_notices(brief),
        *_summary(brief),
        *_profile(brief),
        Heading(2, brief.say("brief.levels")),
        *(block for level in assessment.levels for block in _level(brief, level)),
        *_gaps(brief),
        *_questions(brief),
        *source_blocks(citer.all(), language),
    )


def source_blocks(citations: tuple[Citation, ...], language: Language) -> tuple[Block, ...]:
    """The list of sources: title, section, page, date, status, quote."""
    heading = Heading(2, texts.get("eligibility_report.sources", language))
    return (heading, *(Paragraph(source_line(c, language)) for c in citations))


def source_line(citation: Citation, language: Language) -> str:
    """One source on a line, with its number in front."""

    def say(key: str, **values: object) -> str:
        return texts.get(f"eligibility_report.{key}", language, **values)

    parts = [citation.title, SEPARATOR.join(citation.section)]
    if citation.page is not None:
        parts.append(say("page", page=citation.page))
    if citation.published:
        parts.append(say("published", date=written_date(citation.published, language)))
    parts.append(say(f"status.{citation.status.value}"))
    if citation.url:
        parts.append(citation.url)
    return f"[{citation.number}] {', '.join(p for p in parts if p)}: «{citation.quote}»"


def written_date(iso: str, language: Language) -> str:
    """An ISO date or a prefix of one in words: «21. juni 2024», «april 2024», «2019»."""
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    if not month:
        return str(year)
    name = texts.get_list("eligibility_report.months", language)[month - 1]
    key = "date" if day else "month"
    return texts.get(f"eligibility_report.{key}", language, day=day, month=name, year=year)


def _notices(brief: _Brief) -> Iterator[Block]:
    found = tensions(brief.assessment.profile, brief.language)
    if found:
        yield Paragraph(f"{brief.say('brief.notices')}: {' '.join(found)}")


def _summary(brief: _Brief) -> Iterator[Block]:
    yield Heading(2, brief.say("brief.summary"))
    header = ("level", "verdict", "criteria", "standing")
    rows = []
    for level in brief.assessment.levels:
        facts = brief.facts[level.level]
        found = [criterion.verdict for criterion in level.criteria]
        counts = brief.say("counts", **{v.value: found.count(v) for v in Verdict})
        standing = brief.say(f"standing.{facts.standing.value}")
        rows.append((facts.name, brief.verdict(level.verdict), counts, standing))
    yield Table(tuple(brief.say(f"column.{name}") for name in header), tuple(rows))


def _profile(brief: _Brief) -> Iterator[Block]:
    yield Heading(2, brief.say("brief.profile"))
    profile, language = brief.assessment.profile, brief.language
    if not profile:
        yield Paragraph(brief.say("brief.nothing_known"))
        return
    rows = tuple(
        (fields()[name].label(language), format_value(name, value, language))
        for name, value in profile.items()
    )
    yield Table((brief.say("column.field"), brief.say("column.value")), rows)


def _level(brief: _Brief, level: LevelAssessment) -> Iterator[Block]:
    facts, language = brief.facts[level.level], brief.language
    yield Heading(3, f"{facts.name}: {brief.verdict(level.verdict)}")
    yield Paragraph(texts.get(f"eligibility.level_verdict.{level.verdict.value}", language))
    yield finding_table(level.criteria, language)
    told = [f"{fact.text} [{fact.citation.number}]" for fact in facts.facts]
    yield Paragraph(f"{brief.say('brief.facts')}:")
    yield Items(tuple(told))
    shown = catalogue()[level.level].shown
    if shown:
        yield Paragraph(f"{brief.say('brief.shown')}:")
        yield Items(
            tuple(
                f"{fields()[s.field].label(language)}: "
                f"{format_value(s.field, brief.assessment.profile.get(s.field), language)}. "
                f"{s.text[language]} [{brief.citer.cite(s.passage).number}]"
                for s in shown
            )
        )


def finding_table(findings: tuple[Finding, ...], language: Language) -> Table:
    """Criterion, outcome and reason with its marker."""
    names = ("criterion", "verdict", "reason")
    return Table(
        tuple(texts.get(f"eligibility_report.column.{name}", language) for name in names),
        tuple(
            (
                finding.label,
                texts.get(f"eligibility.verdict.{finding.verdict.value}", language),
                marked(finding),
            )
            for finding in findings
        ),
    )


def marked(finding: Finding) -> str:
    """A finding's reason with the marker of its source."""
    return f"{finding.reason} [{finding.citation.number}]" if finding.citation else finding.reason


def _gaps(brief: _Brief) -> Iterator[Block]:
    """First what is not met, then what is missing, the field that settles most first."""
    yield Heading(2, brief.say("brief.gaps"))
    gaps = [*_not_met(brief), *_missing(brief)]
    yield Items(tuple(gaps), numbered=True) if gaps else Paragraph(brief.say("brief.no_gaps"))


def _not_met(brief: _Brief) -> list[str]:
    where: dict[tuple[str, str], list[str]] = {}
    for level in brief.assessment.levels:
        for finding in level.criteria:
            if finding.verdict is Verdict.NOT_MET:
                key = (finding.label, marked(finding))
                where.setdefault(key, []).append(brief.facts[level.level].name)
    ordered = sorted(where.items(), key=lambda item: -len(item[1]))
    return [
        brief.say("brief.gap.not_met", label=label, reason=reason, levels=", ".join(levels))
        for (label, reason), levels in ordered
    ]


def _missing_fields(brief: _Brief) -> list[str]:
    """What settles most first; then what lacks at levels that are settled without it."""
    asked = [q.field for q in next_questions(brief.assessment, language=brief.language)]
    lacking = {f for level in brief.assessment.levels for c in level.criteria for f in c.missing}
    return [*asked, *(name for name in fields() if name in lacking - {*asked})]


def _missing(brief: _Brief) -> list[str]:
    found = []
    for name in _missing_fields(brief):
        levels = [
            brief.facts[level.level].name
            for level in brief.assessment.levels
            if any(name in f.missing for f in level.criteria)
        ]
        label = fields()[name].label(brief.language)
        found.append(brief.say("brief.gap.missing", label=label, levels=", ".join(levels)))
    return found


def _questions(brief: _Brief) -> Iterator[Block]:
    yield Heading(2, brief.say("brief.questions"))
    asked = [fields()[name].question(brief.language) for name in _missing_fields(brief)]
    judged: dict[str, None] = {}
    for level in brief.assessment.levels:
        for criterion in catalogue()[level.level].criteria_on(brief.assessment.as_of):
            if criterion.rule is None and level.verdict is not Verdict.NOT_MET:
                judged[criterion.question[brief.language]] = None
    asked += [brief.say("brief.judged", question=question) for question in judged]
    yield (
        Items(tuple(asked), numbered=True) if asked else Paragraph(brief.say("brief.no_questions"))
    )
