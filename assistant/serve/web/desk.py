"""What the adviser's desk shows, as markup: the level matrix, the timeline, search explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape

from assistant.answer.composition.spoken import spoken_date
from assistant.domain import (
    Answer,
    Assessment,
    Finding,
    Hit,
    Language,
    Metadata,
    ProfileValue,
    Verdict,
)
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.dialogue import levels_in
from assistant.eligibility.payload import profile_json
from assistant.evaluation.wording import decimal
from assistant.search import analysis
from assistant.serve.web import render, verdicts
from assistant.texts import get

MAX_RELATED = 10
_URGENT = {Verdict.NOT_MET: 0, Verdict.MISSING: 1, Verdict.JUDGEMENT: 2}


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
    """What a profile says of the same as a question and its answer; empty without any.

    First the levels that the question names, with what stands in the way of each; then findings
    that rest on the sections that the answer cites.
    """
    named = levels_in(answer.question)
    cited = {(c.document, c.section) for c in answer.citations}
    heads, open_, related = [], [], []
    for level in assessment.levels:
        if level.level in named:
            heads.append(_related_row(level.level, None, level.verdict, language))
            unmet = [f for f in level.criteria if f.verdict is not Verdict.MET]
            open_ += [(level.level, f) for f in sorted(unmet, key=lambda f: _URGENT[f.verdict])]
        related += [
            (level.level, f)
            for f in level.criteria
            if f.citation and (f.citation.document, f.citation.section) in cited
        ]
    found = list({(at, f.id): (at, f) for at, f in reversed([*open_, *related])}.values())[::-1]
    rows = heads + [_related_row(at, f, f.verdict, language) for at, f in found[:MAX_RELATED]]
    if not rows:
        return ""
    more = len(found) - MAX_RELATED
    rest = f"<p>{say('related_more', language, count=more)}</p>" if more > 0 else ""
    return (
        f'<section class="i-profilen"><h3>{say("in_profile", language)}</h3>'
        f'<ul class="nivaer">{"".join(rows)}</ul>{rest}</section>'
    )


def _related_row(level: str, finding: Finding | None, verdict: Verdict, language: Language) -> str:
    name = catalogue()[level].name[language]
    label = f"{name}: {finding.label}" if finding else name
    reason = f'<span class="antall">{escape(finding.reason)}</span>' if finding else ""
    return (
        f'<li><span class="nivanavn">{escape(label)}</span> '
        f"{verdicts.verdict_word(verdict, language)}{reason}</li>"
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
    rows = "".join(_hit_row(rank, hit, wanted, language) for rank, hit in enumerate(hits, 1))
    return render.one_line(f'<ol class="nivaer">{rows}</ol>')


def _hit_row(rank: int, hit: Hit, wanted: set[str], language: Language) -> str:
    chunk = hit.chunk
    place = " › ".join((chunk.title, *chunk.section))
    if chunk.page:
        place += " · " + get("web.page", language, page=chunk.page)
    found = dict.fromkeys(
        w.lower() for w in re.findall(r"\w+", f"{place} {chunk.text}") if _matches(w, wanted)
    )
    parts = re.split(r"(\w+)", chunk.text.strip())
    text = "".join(
        f"<mark>{escape(part)}</mark>" if at % 2 and _matches(part, wanted) else render.plain(part)
        for at, part in enumerate(parts)
    )
    return (
        f'<li><span class="nivanavn">{rank}. {escape(place)}</span> '
        f"{render.status_word(chunk.metadata.status, language)}"
        f'<span class="antall">{_why(hit, found, language)}</span>'
        f'<blockquote class="avsnitt"><span class="treff">{text}</span></blockquote></li>'
    )


def _why(hit: Hit, found: Iterable[str], language: Language) -> str:
    """Score, the rank of each leg that found the passage, and the words it shares."""
    score = decimal(hit.score, 3, language)
    values = (
        ("score", score),
        ("lexical", hit.lexical_rank or "–"),
        ("dense", hit.dense_rank or "–"),
        ("terms", ", ".join(found) or "–"),
    )
    return " · ".join(
        f"{say(f'column_{key}', language)}: <strong>{escape(str(value))}</strong>"
        for key, value in values
    )


def _matches(word: str, wanted: set[str]) -> bool:
    return analysis.stem(word.lower()) in wanted
