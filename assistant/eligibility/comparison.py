"""What changed between two versions of one profile, in facts and in verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant import texts
from assistant.domain import Assessment, Language, ProfileValue, Verdict
from assistant.eligibility.assess import assess
from assistant.eligibility.blocks import Block, Heading, Paragraph, Table
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.fields import fields, format_value

Profile = Mapping[str, ProfileValue]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs; None is not known."""

    field: str
    before: ProfileValue
    after: ProfileValue


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that differs; `criterion` is None where it is the level's own."""

    level: str
    criterion: str | None
    label: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, fields in profile order, verdicts level by level."""

    fields: tuple[FieldChange, ...]
    verdicts: tuple[VerdictChange, ...]


def compare(
    before: Profile, after: Profile, *, as_of: date, language: Language = Language.NB
) -> Comparison:
    """The differences between two validated profiles of one cluster, both judged on `as_of`."""
    changed = tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in fields()
        if before.get(name) != after.get(name)
    )
    old = assess(before, as_of=as_of, language=language, sources={})
    new = assess(after, as_of=as_of, language=language, sources={})
    return Comparison(changed, _verdicts(old, new, language))


def _verdicts(old: Assessment, new: Assessment, language: Language) -> tuple[VerdictChange, ...]:
    found = []
    for first, second in zip(old.levels, new.levels, strict=True):
        name = catalogue()[first.level].name[language]
        pairs = [(None, name, first.verdict, second.verdict)] + [
            (a.id, a.label, a.verdict, b.verdict)
            for a, b in zip(first.criteria, second.criteria, strict=True)
        ]
        found += [
            VerdictChange(first.level, criterion, label, was, now)
            for criterion, label, was, now in pairs
            if was is not now
        ]
    return tuple(found)


def comparison_blocks(found: Comparison, language: Language) -> tuple[Block, ...]:
    """A comparison as tables: facts first, then outcomes."""

    def say(key: str, **values: object) -> str:
        return texts.get(f"eligibility_report.{key}", language, **values)

    title = Heading(1, say("compare.title"))
    if not found.fields:
        return (title, Paragraph(say("compare.same")))
    both = (say("column.before"), say("column.after"))
    facts = Table(
        (say("column.field"), *both),
        tuple(
            (
                fields()[change.field].label(language),
                format_value(change.field, change.before, language),
                format_value(change.field, change.after, language),
            )
            for change in found.fields
        ),
    )
    blocks: tuple[Block, ...] = (title, Heading(2, say("compare.fields")), facts)
    blocks += (Heading(2, say("compare.verdicts")),)
    if not found.verdicts:
        return (*blocks, Paragraph(say("compare.same_verdicts")))
    rows = tuple(
        (
            catalogue()[change.level].name[language],
            _label(change, language),
            *(
                texts.get(f"eligibility.verdict.{v}", language)
                for v in (change.before, change.after)
            ),
        )
        for change in found.verdicts
    )
    return (*blocks, Table((say("column.level"), say("column.criterion"), *both), rows))


def _label(change: VerdictChange, language: Language) -> str:
    level = catalogue()[change.level]
    if change.criterion is None:
        return texts.get("eligibility_report.compare.level", language, level=level.name[language])
    return next(c.label[language] for c in level.criteria if c.id == change.criterion)
