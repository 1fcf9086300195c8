"""Reports of an assessment: table for the terminal or the chat, brief, comparison."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from assistant import texts
from assistant.domain import Assessment, Language, LevelAssessment, Metadata
from assistant.eligibility.assess import level_facts, next_questions
from assistant.eligibility.blocks import Block, Heading, Paragraph, to_docx, to_markdown
from assistant.eligibility.brief import (
    brief_blocks,
    brief_title,
    finding_table,
    marked,
    source_blocks,
    source_line,
)
from assistant.eligibility.citing import Citer, citations
from assistant.eligibility.comparison import (
    Comparison,
    FieldChange,
    VerdictChange,
    compare,
    comparison_blocks,
)

__all__ = [
    "Comparison",
    "FieldChange",
    "VerdictChange",
    "brief_docx",
    "brief_markdown",
    "brief_pdf",
    "chat_markdown",
    "compare",
    "comparison_markdown",
    "render_table",
]

_NARROW = 24


def render_table(
    assessment: Assessment,
    language: Language = Language.NB,
    *,
    sources: Mapping[str, Metadata] | None = None,
    width: int = 100,
) -> str:
    """Plain text for a terminal of `width` columns: every level, then question and sources.

    With `sources` each level also says whether it exists and what it gives.
    """
    citer = Citer.after(assessment, sources or {})
    lines: list[str] = []
    for level in assessment.levels:
        lines += [*_level_lines(level, assessment, language, width, citer, sources), ""]
    asked = next_questions(assessment, language=language)[:1]
    if asked:
        label = texts.get("eligibility_report.next_question", language)
        lines += [*_wrapped(f"{label}: {asked[0].question}", width), ""]
    lines.append(texts.get("eligibility_report.sources", language))
    for citation in citer.all():
        lines += _wrapped(source_line(citation, language), width, indent="    ")
    lines += ["", *_wrapped(texts.get("eligibility.self_check", language), width)]
    return "\n".join(lines)


def _level_lines(
    level: LevelAssessment,
    assessment: Assessment,
    language: Language,
    width: int,
    citer: Citer,
    sources: Mapping[str, Metadata] | None,
) -> Iterator[str]:
    facts = level_facts(
        level.level,
        as_of=assessment.as_of,
        language=language,
        sources={},
        citer=citer if sources is not None else Citer({}),
    )
    verdict = texts.get(f"eligibility.verdict.{level.verdict.value}", language)
    title = f"{facts.name}: {verdict}"
    yield title
    yield "=" * min(len(title), width)
    if sources is not None:
        for fact in facts.facts:
            yield from _wrapped(f"{fact.text} [{fact.citation.number}]", width)
        yield ""
    rows = [
        (texts.get(f"eligibility.verdict.{f.verdict.value}", language), f.label, marked(f))
        for f in level.criteria
    ]
    first = max(len(row[0]) for row in rows)
    second = max(len(row[1]) for row in rows)
    room = max(width - first - second - 4, _NARROW)
    for outcome, label, reason in rows:
        for number, line in enumerate(textwrap.wrap(reason, room)):
            lead = (outcome, label) if number == 0 else ("", "")
            yield f"{lead[0]:<{first}}  {lead[1]:<{second}}  {line}"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False)


def chat_markdown(
    assessment: Assessment, language: Language, *, sources: Mapping[str, Metadata]
) -> str:
    """Markdown for a chat: a table a level with markers, and the sources they point at."""
    citer = Citer.after(assessment, sources)
    blocks: list[Block] = []
    for level in assessment.levels:
        facts = level_facts(
            level.level, as_of=assessment.as_of, language=language, sources=sources, citer=citer
        )
        verdict = texts.get(f"eligibility.verdict.{level.verdict.value}", language)
        said = texts.get(f"eligibility.level_verdict.{level.verdict.value}", language)
        beside = [f for f in facts.facts if f.kind in ("validity", "deadline")]
        words = " ".join(f"{fact.text} [{fact.citation.number}]" for fact in beside)
        blocks += [
            Heading(3, f"{facts.name}: {verdict}"),
            Paragraph(f"{said} {words}"),
            finding_table(level.criteria, language),
        ]
    blocks.append(Paragraph(texts.get("eligibility.self_check", language)))
    used = {c.number for c in citations(assessment)} | {c.number for c in citer.all()}
    shown = tuple(c for c in citer.all() if c.number in used)
    return to_markdown([*blocks, *source_blocks(shown, language)])


def brief_markdown(
    assessment: Assessment,
    *,
    language: Language = Language.NB,
    sources: Mapping[str, Metadata],
) -> str:
    """The adviser's brief as Markdown; text from the profile is escaped."""
    return to_markdown(brief_blocks(assessment, language=language, sources=sources))


def brief_docx(
    assessment: Assessment,
    *,
    language: Language = Language.NB,
    sources: Mapping[str, Metadata],
) -> bytes:
    """The adviser's brief as a Word document."""
    blocks = brief_blocks(assessment, language=language, sources=sources)
    return to_docx(blocks, title=brief_title(assessment, language))


def brief_pdf(
    assessment: Assessment,
    *,
    language: Language = Language.NB,
    sources: Mapping[str, Metadata],
) -> bytes:
    """The adviser's brief as PDF."""
    from assistant.pdf import render

    return render(
        brief_markdown(assessment, language=language, sources=sources),
        title=brief_title(assessment, language),
        footer=texts.get("eligibility.self_check", language),
        language=language,
    )


def comparison_markdown(found: Comparison, language: Language = Language.NB) -> str:
    """What changed between two profiles, as Markdown tables."""
    return to_markdown(comparison_blocks(found, language))
