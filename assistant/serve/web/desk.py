"""What the adviser's desk shows, as markup: the level matrix, the timeline, search explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from assistant.answer.frame import spoken_date
from assistant.domain import Answer, Assessment, Finding, Hit, Language, Metadata, ProfileValue
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.payload import profile_json
from assistant.search import analysis
from assistant.serve.web import render, verdicts
from assistant.texts import get

MAX_RELATED = 10


def say(key: str, language: Language, **values: object) -> str:
    """A text of the adviser's desk, ready for markup."""
    return escape(get(f"web_adviser.{key}", language, **values))


def matrix_markup(assessment: Assessment, language: Language) -> str:
    """Criteria down, levels across, each cell a verdict in words."""
    levels = catalogue()
    heads = "".join(
        f'<th scope="col">{escape(levels[level.level].name[language])}<br>'
        f"{verdicts.verdict_word(level.verdict, language)}</th>"
        for level in assessment.levels
    )
    rows: dict[str, str] = {}
    for level in assessment.levels:
        for finding in level.criteria:
            rows.setdefault(finding.id, finding.label)
    cells = [{f.id: f for f in level.criteria} for level in assessment.levels]
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(_cell(found.get(identifier), language) for found in cells)
        + "</tr>"
        for identifier, label in rows.items()
    )
    first = escape(get("web_check.column_criterion", language))
    return render.one_line(
        f'<div class="tabellramme" tabindex="0"><table class="matrise"><caption>'
        f'{say("matrix_caption", language)}</caption><thead><tr><th scope="col">{first}</th>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(finding: Finding | None, language: Language) -> str:
    if finding is None:
        return f'<td class="uten">{say("not_a_criterion", language)}</td>'
    return f"<td>{verdicts.verdict_word(finding.verdict, language)}</td>"


def related_markup(answer: Answer, assessment: Assessment, language: Language) -> str:
    """Findings that rest on the sections that an answer cites; empty without any."""
    cited = {(c.document, c.section) for c in answer.citations}
    levels = catalogue()
    rows = [
        f'<tr><th scope="row">{escape(levels[level.level].name[language])}: {escape(f.label)}</th>'
        f"<td>{verdicts.verdict_word(f.verdict, language)}</td><td>{escape(f.reason)}</td></tr>"
        for level in assessment.levels
        for f in level.criteria
        if f.citation and (f.citation.document, f.citation.section) in cited
    ]
    if not rows:
        return ""
    return (
        f'<section class="i-profilen"><h3>{say("in_profile", language)}</h3>'
        f'<div class="tabellramme" tabindex="0"><table><tbody>{"".join(rows[:MAX_RELATED])}'
        "</tbody></table></div></section>"
    )


def profile_download_markup(profile: Mapping[str, ProfileValue], language: Language) -> str:
    """A button that downloads the profile as a file; it travels in the request."""
    body = escape(json.dumps({"profile": profile_json(profile), "language": language.value}))
    return render.one_line(
        '<div class="ned"><form class="handlinger" method="post" action="/notat">'
        f'<input type="hidden" name="data" value="{body}"><button type="submit" name="form" '
        f'value="toml">{say("download_toml", language)}</button></form></div>'
    )


def timeline_markup(sources: Mapping[str, Metadata], today: date, language: Language) -> str:
    """Programme versions, documents and deadlines by date; today stands among them."""
    events = sorted({*_levels(language), *_documents(sources, language)})
    shown = [(when, _event(when, words, language)) for when, words in events]
    now = today.isoformat()
    mark = (
        f'<li class="idag"><time datetime="{now}">{spoken_date(now, language)}</time> '
        f"<strong>{say('today', language)}</strong></li>"
    )
    before = "".join(markup for when, markup in shown if when <= now)
    after = "".join(markup for when, markup in shown if when > now)
    return render.one_line(f'<ol class="tidslinje">{before}{mark}{after}</ol>')


def _event(when: str, words: str, language: Language) -> str:
    return (
        f'<li><time datetime="{escape(when)}">{escape(spoken_date(when, language))}</time> '
        f"{escape(words)}</li>"
    )


def _levels(language: Language) -> Iterator[tuple[str, str]]:
    starts: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for level in catalogue().values():
        name = level.name[language]
        starts.setdefault(level.validity.from_.isoformat()[:7], []).append(name)
        if level.validity.until is not None:
            ends.setdefault(level.validity.until.isoformat()[:7], []).append(name)
    for kind, found in (("level_from", starts), ("level_until", ends)):
        for when, names in found.items():
            listed = ", ".join(names)
            yield when, get(f"web_adviser.timeline_{kind}", language, levels=listed)


def _documents(sources: Mapping[str, Metadata], language: Language) -> Iterator[tuple[str, str]]:
    for document, about in sources.items():
        title = about.title or document
        dated = (
            ("published", about.published),
            ("from", about.valid_from if about.valid_from != about.published else None),
            ("to", about.valid_to if about.valid_to != about.superseded_on else None),
            ("superseded", about.superseded_on),
        )
        for kind, when in dated:
            if when:
                yield when, get(f"web_adviser.timeline_{kind}", language, title=title)
        for deadline in about.deadlines:
            when = deadline.at.date().isoformat()
            yield when, get("web_adviser.timeline_deadline", language, what=deadline.what)


def search_markup(question: str, hits: tuple[Hit, ...], language: Language) -> str:
    """Ranked passages with scores, the rank of each leg, and the words that matched."""
    if not hits:
        return render.message_markup(get("web_adviser.search_none", language))
    wanted = set(analysis.stems(question))
    head = "".join(
        f'<th scope="col">{say(f"column_{key}", language)}</th>'
        for key in ("rank", "place", "score", "lexical", "dense", "terms", "text")
    )
    rows = "".join(_hit_row(rank, hit, wanted, language) for rank, hit in enumerate(hits, 1))
    return render.one_line(
        f'<div class="tabellramme" tabindex="0"><table class="treff"><caption '
        f'class="kun-skjermleser">{say("tab_search", language)}</caption><thead><tr>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _hit_row(rank: int, hit: Hit, wanted: set[str], language: Language) -> str:
    chunk = hit.chunk
    place = " › ".join((chunk.title, *chunk.section))
    if chunk.page:
        place += " · " + get("web.page", language, page=chunk.page)
    found = dict.fromkeys(
        w.lower() for w in re.findall(r"\w+", f"{place} {chunk.text}") if _matches(w, wanted)
    )
    parts = re.split(r"(\w+)", chunk.text)
    text = "".join(
        f"<mark>{escape(part)}</mark>" if at % 2 and _matches(part, wanted) else render.plain(part)
        for at, part in enumerate(parts)
    )
    return (
        f'<tr><td>{rank}</td><th scope="row">{escape(place)} '
        f"{render.status_word(chunk.metadata.status, language)}</th><td>{hit.score:.3f}</td>"
        f"<td>{hit.lexical_rank or '–'}</td><td>{hit.dense_rank or '–'}</td>"
        f"<td>{escape(', '.join(found))}</td><td>{text}</td></tr>"
    )


def _matches(word: str, wanted: set[str]) -> bool:
    return analysis.stem(word.lower()) in wanted
