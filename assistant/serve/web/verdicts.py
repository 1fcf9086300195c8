"""A check against the criteria as markup: verdicts in words, tables, sources, downloads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from html import escape

from assistant.domain import Assessment, Citation, Finding, Language, LevelAssessment, Verdict
from assistant.eligibility.assess import LevelFacts, Standing, level_facts, next_questions
from assistant.eligibility.citing import Citer
from assistant.eligibility.fields import fields
from assistant.eligibility.payload import profile_json
from assistant.eligibility.profile import tensions
from assistant.serve.web import render
from assistant.serve.web.context import Context
from assistant.texts import get

_SIGN = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✕",
    Verdict.MISSING: "?",
    Verdict.JUDGEMENT: "◆",
}


def say(key: str, language: Language, **values: object) -> str:
    """A text of the check, ready for markup."""
    return escape(get(f"web_check.{key}", language, **values))


def verdict_word(verdict: Verdict, language: Language) -> str:
    """A verdict as a sign and its words."""
    words = escape(get(f"eligibility.verdict.{verdict.value}", language))
    sign = f'<span class="tegn">{_SIGN[verdict]}</span>'
    return f'<span class="dom {verdict.value}">{sign} {words}</span>'


def facts_of(assessment: Assessment, language: Language, citer: Citer) -> dict[str, LevelFacts]:
    """What is known of each assessed level besides its criteria."""
    return {
        level.level: level_facts(
            level.level, as_of=assessment.as_of, language=language, sources={}, citer=citer
        )
        for level in assessment.levels
    }


def summary_markup(assessment: Assessment, language: Language) -> str:
    """Each level's verdict with counts, and the question that settles most."""
    facts = facts_of(assessment, language, Citer({}))
    rows = "".join(_summary_row(level, facts[level.level], language) for level in assessment.levels)
    asked = next_questions(assessment, language=language)[:1]
    question = (
        f'<p class="neste">{say("next_question", language, question=asked[0].question)}</p>'
        if asked
        else ""
    )
    odd = "".join(
        f'<p class="merknad">{escape(t)}</p>' for t in tensions(assessment.profile, language)
    )
    return render.one_line(
        f'<section class="oppsummert"><h2>{say("result", language)}</h2>'
        f'<ul class="nivaer">{rows}</ul>{question}{odd}'
        f'<p class="egenvurdering">{escape(get("eligibility.self_check", language))}</p></section>'
    )


def _summary_row(level: LevelAssessment, facts: LevelFacts, language: Language) -> str:
    count = Counter(f.verdict for f in level.criteria)
    counts = {verdict.value: count[verdict] for verdict in Verdict}
    return (
        f'<li><span class="nivanavn">{escape(facts.name)}</span>{_standing(facts, language)} '
        f"{verdict_word(level.verdict, language)}"
        f'<span class="antall">{say("counts", language, **counts)}</span></li>'
    )


def _standing(facts: LevelFacts, language: Language) -> str:
    if facts.standing is not Standing.ENDED:
        return ""
    return f' <span class="status historisk">{say("historical_level", language)}</span>'


def tables_markup(
    assessment: Assessment, context: Context, language: Language, *, turn: str = "sjekk"
) -> str:
    """Every level as a fold-out table with reasons, then the sources that they point at.

    `turn` keeps the addresses of sources apart where a page shows several checks; the first
    table is open only where there is one check.
    """
    citer = Citer.after(assessment, context.live.service.sources())
    facts = facts_of(assessment, language, citer)
    levels = "".join(
        _level_table(
            level, facts[level.level], language, turn=turn, opened=turn == "sjekk" and number == 0
        )
        for number, level in enumerate(assessment.levels)
    )
    return render.one_line(
        f'<section class="kriterier"><h2>{say("result_table", language)}</h2>{levels}</section>'
        f"{sources_markup(citer.all(), context, language, turn=turn)}"
    )


def sources_markup(
    found: tuple[Citation, ...], context: Context, language: Language, *, turn: str = "sjekk"
) -> str:
    """The cited passages as fold-outs."""
    from assistant.serve.web.conversation import sources_of

    cards = "".join(render.source_card(s, turn, language) for s in sources_of(found, context))
    if not cards:
        return ""
    return (
        f'<details class="kilder alle"><summary>{say("sources", language)} ({len(found)})</summary>'
        f"{cards}</details>"
    )


def _level_table(
    level: LevelAssessment, facts: LevelFacts, language: Language, *, turn: str, opened: bool
) -> str:
    beside = "".join(
        f"<li>{escape(f.text)} {marker(f.citation, language, turn)}</li>" for f in facts.facts
    )
    head = "".join(
        f'<th scope="col">{say(f"column_{key}", language)}</th>'
        for key in ("criterion", "verdict", "reason", "source")
    )
    rows = "".join(_finding_row(finding, language, turn) for finding in level.criteria)
    verdict = escape(get(f"eligibility.level_verdict.{level.verdict.value}", language))
    return (
        f'<details class="niva"{" open" if opened else ""}><summary><span class="nivanavn">'
        f"{escape(facts.name)}</span>{_standing(facts, language)} "
        f"{verdict_word(level.verdict, language)}</summary><p>{verdict}</p>"
        f'<ul class="fakta">{beside}</ul><div class="tabellramme" tabindex="0"><table>'
        f'<caption class="kun-skjermleser">{escape(facts.name)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _finding_row(finding: Finding, language: Language, turn: str) -> str:
    known = fields()
    missing = ", ".join(known[name].label(language) for name in finding.missing)
    lacking = (
        f"<br><small>{say('missing_fields', language, fields=missing)}</small>" if missing else ""
    )
    return (
        f'<tr><th scope="row">{escape(finding.label)}</th>'
        f"<td>{verdict_word(finding.verdict, language)}</td>"
        f"<td>{escape(finding.reason)}{lacking}</td>"
        f"<td>{marker(finding.citation, language, turn) if finding.citation else ''}</td></tr>"
    )


def marker(citation: Citation, language: Language, turn: str = "sjekk") -> str:
    """A numbered link to a source."""
    words = get("web.source_open", language)
    return (
        f'<a class="cite" href="#kilde-{turn}-{citation.number}"><span class="kun-skjermleser">'
        f'{words} </span><span class="nr">{citation.number}</span></a>'
    )


def download_markup(
    profile: Mapping[str, object], levels: list[str] | None, language: Language
) -> str:
    """Buttons that download the brief; the profile travels in the request, nothing is kept."""
    kept = profile_json(profile)  # type: ignore[arg-type]
    body = escape(json.dumps({"profile": kept, "levels": levels, "language": language.value}))
    buttons = "".join(
        f'<button type="submit" name="form" value="{form}">{say(f"download_{form}", language)}'
        "</button>"
        for form in ("docx", "pdf")
    )
    return render.one_line(
        '<div class="ned"><form class="handlinger" method="post" action="/notat">'
        f'<input type="hidden" name="data" value="{body}">{buttons}</form></div>'
    )
