"""Answers, sources and conversations as markup. Everything that is not ours goes in escaped.

The pages show this markup through Gradio's sanitiser, which drops scripts, event handlers and
`aria-*`/`data-*` attributes: what a screen reader needs stands in words, out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

from assistant.answer.composition.spoken import spoken_date
from assistant.domain import Answer, Chunk, Citation, Language, Status
from assistant.texts import get

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MAX_PICTURE_QUOTE = 1200
_MARKER = re.compile(r"\[(\d{1,3})\]")
_STATUS = {
    Status.CURRENT: "gjelder",
    Status.HISTORICAL: "historisk",
    Status.EXPIRED: "utlopt",
    Status.UNKNOWN: "ukjent",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the passage it stands in. `chunk` is None where the index lost it.

    `has_pages` says whether a picture of the page can be shown.
    """

    citation: Citation
    chunk: Chunk | None
    has_pages: bool = False


def one_line(markup: str) -> str:
    """Markup without line breaks: Markdown leaves such a block as it is."""
    return re.sub(r"\s*\n\s*", " ", markup).strip()


def plain(text: str) -> str:
    """Text as markup that shows exactly that text; line breaks stay."""
    return escape(text).replace("\r\n", "\n").replace("\n", "<br>")


@cache
def _markdown(*, rich: bool) -> MarkdownIt:
    """A renderer that takes no markup; `rich` ones also make headings and tables."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    refused = ["image", "link", "autolink", "html_block", "html_inline", "code", "fence"]
    refused += ["reference", "hr", "backticks"]
    if rich:
        return parser.enable("table").disable(refused)
    return parser.disable([*refused, "heading", "lheading"])


def answer_markup(
    text: str, link: Callable[[int], str | None] = lambda _: None, *, rich: bool = False
) -> str:
    """An answer's Markdown as markup: paragraphs, lists and emphasis; the rest stays text.

    Args:
        text: Markdown with [n] markers.
        link: the markup for marker n, or None to leave the marker as it stands.
        rich: whether headings and tables are made too.

    """
    rendered = _markdown(rich=rich).render(text)
    marked = _MARKER.sub(lambda m: link(int(m.group(1))) or m.group(0), rendered)
    return re.sub(r"\s+(?=<a class=\"cite)", " ", marked)


def marked_passage(text: str, quote: str) -> str:
    """A passage with the quote marked where it stands; white space may differ.

    A quote that is not found leaves the passage unmarked.
    """
    words = [re.escape(word) for word in quote.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    if found is None:
        return plain(text.strip())
    before, hit, after = text[: found.start()], found.group(0), text[found.end() :]
    return f"{plain(before.lstrip())}<mark>{plain(hit)}</mark>{plain(after.rstrip())}"


def status_word(status: Status, language: Language) -> str:
    """«gjelder», «historisk», «utløpt» or «status ukjent» as a labelled word."""
    return f'<span class="status {_STATUS[status]}">{get(f"web.status_{status}", language)}</span>'


def place_line(citation: Citation, language: Language) -> str:
    """Section, page and date of a citation, as far as known, as plain text."""
    parts = [" › ".join(citation.section)]
    if citation.page is not None:
        parts.append(get("web.page", language, page=citation.page))
    if citation.published:
        parts.append(get("web.published", language, when=spoken_date(citation.published, language)))
    return " · ".join(p for p in parts if p)


def document_address(document: str, page: int | None = None) -> str:
    """Address of an indexed document, opened on a page where there are pages."""
    anchor = f"#page={page}" if page is not None else ""
    return f"/dokument/{url_quote(document, safe='')}{anchor}"


def picture_address(document: str, page: int, quote: str) -> str:
    """Address of the picture of a page with a quote marked on it."""
    sought = url_quote(quote[:MAX_PICTURE_QUOTE], safe="")
    return f"/side/{url_quote(document, safe='')}/{page}.png?sitat={sought}"


def source_card(source: Source, turn: str, language: Language) -> str:
    """One source as a fold-out: where it stands, the passage with the quote marked, links."""
    c = source.citation
    heading = get("web.source_number", language)
    passage = marked_passage(source.chunk.text, c.quote) if source.chunk else plain(c.quote)
    links = [_document_link(source, language)]
    if c.url and re.match(r"https?://", c.url):
        original = get("web.open_original", language)
        links.append(
            f'<a href="{escape(c.url)}" target="_blank" rel="noopener noreferrer">{original}</a>'
        )
    back = get("web.back_to_answer", language)
    return (
        f'<details class="kilde" id="kilde-{turn}-{c.number}"><summary>'
        f'<span class="kun-skjermleser">{heading} </span><span class="nr">{c.number}</span> '
        f'<span class="hode"><span class="tittel">{escape(c.title)}</span> '
        f'<span class="sted">{escape(place_line(c, language))}</span> '
        f"{status_word(c.status, language)}</span></summary>"
        f'<blockquote class="avsnitt">{passage}</blockquote>{_picture(source, language)}'
        f'<p class="lenker">{" ".join(link for link in links if link)} '
        f'<a class="tilbake" href="#svar-{turn}">{back}</a></p></details>'
    )


def _document_link(source: Source, language: Language) -> str:
    c = source.citation
    if source.has_pages and c.page is not None:
        words = get("web.open_document", language, page=c.page)
        address = document_address(c.document, c.page)
    else:
        words, address = get("web.open_document_whole", language), document_address(c.document)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{words}</a>'


def _picture(source: Source, language: Language) -> str:
    c = source.citation
    if not source.has_pages or c.page is None:
        return ""
    address = escape(picture_address(c.document, c.page, c.quote))
    words = escape(get("web.page_picture", language, page=c.page, title=c.title))
    return (
        f'<details class="sidebilde"><summary>{get("web.page_show", language)}</summary>'
        f'<img src="{address}" alt="{words}" loading="lazy" width="900" height="1273"></details>'
    )


def turn_markup(
    answer: Answer, sources: list[Source], *, turn: str, language: Language, after: str = ""
) -> str:
    """A question and its answer with notices and sources, one line of markup.

    `after` is markup of ours that follows the text; with it the text may hold headings.
    """
    numbers = {s.citation.number for s in sources}

    def link(number: int) -> str | None:
        if number not in numbers:
            return None
        words = get("web.source_open", language)
        return (
            f'<a class="cite" href="#kilde-{turn}-{number}">'
            f'<span class="kun-skjermleser">{words} </span><span class="nr">{number}</span></a>'
        )

    notices = "".join(
        f'<p class="merknad"><strong>{get("web.notice", language)}:</strong> {plain(n)}</p>'
        for n in answer.notices
    )
    author = ""
    if answer.answered_by != "extractive":
        words = get("web.answered_by", language, model=answer.answered_by)
        author = f'<p class="forfatter">{escape(words)}</p>'
    cards = "".join(source_card(s, turn, language) for s in sources)
    aside = (
        f'<section class="kilder"><h3>{get("web.sources_heading", language)}</h3>{cards}</section>'
        if cards
        else ""
    )
    copy = (
        f'<p class="handlinger"><button type="button" class="kopier">{get("web.copy", language)}'
        f'</button></p><pre hidden class="kopitekst">{copy_text(answer, language)}</pre>'
        if answer.citations
        else ""
    )
    return one_line(
        f'<article class="tur" id="tur-{turn}">{question_markup(answer.question, language)}'
        f'<div class="rad"><div class="svar {answer.outcome}" id="svar-{turn}">'
        f'<h3 class="kun-skjermleser">{get("web.answer_heading", language)}</h3>'
        f'<div class="svartekst" lang="{answer.language}">'
        f"{answer_markup(answer.text, link, rich=bool(after))}</div>{after}"
        f"{notices}{author}{copy}</div>{aside}</div></article>"
    )


def question_markup(question: str, language: Language) -> str:
    """A question as it was asked."""
    said = get("web.you_asked", language)
    return (
        f'<div class="sporsmal"><h2><span class="kun-skjermleser">{said}: </span>'
        f"{plain(question)}</h2></div>"
    )


def waiting_markup(question: str, text: str, language: Language) -> str:
    """A question whose answer is under way; `text` is what has come so far."""
    body = answer_markup(text) if text else f"<p>{get('web.ask_searching', language)}</p>"
    return one_line(
        f'<article class="tur venter">{question_markup(question, language)}'
        f'<div class="rad"><div class="svar"><div class="svartekst">{body}</div></div></div>'
        "</article>"
    )


def message_markup(text: str) -> str:
    """A message to the user, such as «prøv igjen»."""
    return one_line(f'<p class="merknad">{plain(text)}</p>')


def copy_text(answer: Answer, language: Language) -> str:
    """The answer and its sources as escaped text for the clipboard; line breaks as entities."""
    lines = [re.sub(r"\*\*|__", "", answer.text), *(f"ⓘ {n}" for n in answer.notices)]
    if answer.citations:
        lines += ["", get("web.copy_sources", language)]
    for c in answer.citations:
        place = place_line(c, language)
        status = get(f"web.status_{c.status}", language)
        where = f"{c.title}{f' · {place}' if place else ''} ({status})"
        lines.append(f"[{c.number}] {where}: «{c.quote}»{f' {c.url}' if c.url else ''}")
    return escape("\n".join(lines)).replace("\n", "&#10;")
