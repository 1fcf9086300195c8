"""What stands around every page: head, header with menu and languages, footer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote as url_quote

from assistant.domain import Language
from assistant.serve.web.own_files import address as file_address
from assistant.texts import get
from assistant.texts.voice import Voice

ASK, CHECK, ADVISER, STAFF = "", "/passer-vi", "/radgiver", "/evaluering"
EMBEDDED = "?innebygd=1"
PAGES = (ASK, CHECK, ADVISER, STAFF)
PREFIX = {Language.NB: "", Language.NN: "/nn", Language.EN: "/en"}
_MENU = {ASK: "menu_ask", CHECK: "menu_check", ADVISER: "menu_adviser", STAFF: "menu_staff"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page in a language."""

    page: str
    language: Language

    @property
    def path(self) -> str:
        """Where it is mounted; "" for the front page in bokmål."""
        return PREFIX[self.language] + self.page


def places() -> tuple[Place, ...]:
    """Every page in every language."""
    return tuple(Place(page, language) for language in Language for page in PAGES)


def address(page: str, language: Language) -> str:
    """Address of a page in a language, with its closing slash."""
    return f"{PREFIX[language]}{page}/"


def place_of(path: str) -> Place:
    """The page that a request path names."""
    bare = path.rstrip("/")
    return next((p for p in places() if p.path == bare), Place(ASK, Language.NB))


def language_at(mount: str) -> Language:
    """The language of the page mounted at a path."""
    return next((p.language for p in places() if p.path == mount), Language.NB)


def preferred(accept_language: str) -> Language:
    """The interface language that a browser's `Accept-Language` asks for; bokmål by default.

    The first of the wanted languages that there is counts, by weight; «no» and Danish and
    Swedish readers get bokmål.
    """
    wanted: list[tuple[float, int, str]] = []
    for order, part in enumerate(accept_language[:500].split(",")):
        tag, _, rest = part.strip().partition(";")
        found = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", rest) if rest else None
        weight = float(found.group(1)) if found else 1.0
        if tag and weight > 0:
            wanted.append((-weight, order, tag.split("-")[0].lower()))
    for _, _, tag in sorted(wanted):
        if tag in ("nb", "no", "da", "sv"):
            return Language.NB
        if tag in ("nn", "en"):
            return Language(tag)
    return Language.NB


def own_language(
    place: Place, headers: Mapping[str, str], cookies: Mapping[str, str]
) -> str | None:
    """Where a reader of a bokmål page belongs: their chosen, else their browser's language.

    None when that is bokmål, or when the address names a language itself.
    """
    wanted = reader_language(headers, cookies)
    if place.language is not Language.NB or wanted is Language.NB:
        return None
    return address(place.page, wanted)


def reader_language(headers: Mapping[str, str], cookies: Mapping[str, str]) -> Language:
    """The language that a reader chose, else their browser's."""
    known = {language.value: language for language in Language}
    return known.get(cookies.get("sprak", "")) or preferred(headers.get("accept-language", ""))


def asked_language(
    query: Mapping[str, str], headers: Mapping[str, str], cookies: Mapping[str, str]
) -> Language:
    """The language that an address names as `sprak`, else the reader's."""
    known = {language.value: language for language in Language}
    return known.get(query.get("sprak", "")) or reader_language(headers, cookies)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page: their name when signed in, and the closed places open to them."""

    name: str | None = None
    places: tuple[str, ...] = ()


ANYONE = Reader()


def head(title: str = "") -> str:
    """Style, script and icon, all our own."""
    named = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'{named}<meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="{file_address("ikon.svg")}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{file_address("stil.css")}">'
        f'<script defer src="{file_address("side.js")}"></script>'
    )


def header(
    place: Place, reader: Reader, voice: Voice, *, embedded: bool = False, current: bool = True
) -> str:
    """Skip link, the assistant's name, menu, languages and sign-in.

    `embedded` keeps the links within what another site shows; `current` says whether the page is
    the place itself, and not one beside it.
    """
    language = place.language

    def say(key: str, **values: object) -> str:
        return escape(get(f"web.{key}", language, **values))

    product = escape(voice.get("web.product", language))
    home = address(ASK, language) + (EMBEDDED if embedded else "")
    here = place.page if current else None
    checks = (CHECK,) if voice.card.check else ()
    items = "".join(
        f'<li><a href="{address(page, language)}"'
        f"{' aria-current=page' if page == here else ''}>{say(_MENU[page])}</a></li>"
        for page in (ASK, *checks, *(p for p in (ADVISER, STAFF) if p in reader.places))
    )
    side = _languages(place, embedded=embedded) + _sign(place, reader)
    return (
        f'<a class="hopp" href="#innhold">{say("skip")}</a>'
        f'<header class="topp"><a class="merke" href="{home}">'
        f'<img src="{file_address("ikon.svg")}" alt="" width="28" height="28">{product}</a>'
        f'<nav aria-label="{say("menu")}"><ul>{items}</ul></nav>'
        f'<div class="topp-side">{side}</div></header>'
        f'<div id="varsel" role="status" aria-live="polite" class="kun-skjermleser"'
        f' data-kopiert="{say("copied")}"></div>'
        f'<div id="innhold" tabindex="-1"></div>'
        f'<noscript><p class="merknad">{say("no_script")}</p></noscript>'
    )


def _languages(place: Place, *, embedded: bool) -> str:
    links = []
    for language in Language:
        words = escape(get("web.language_name", language))
        current = ' aria-current="true"' if language is place.language else ""
        target = address(place.page, language)
        chosen = f"/sprak/{language}?til={url_quote(target, safe='/')}"
        href = target + EMBEDDED if embedded else chosen
        marks = f'lang="{language}" hreflang="{language}" href="{href}"{current}'
        links.append(f"<li><a {marks}>{words}</a></li>")
    label = escape(get("web.language_choice", place.language))
    return f'<nav class="sprak" aria-label="{label}"><ul>{"".join(links)}</ul></nav>'


def _sign(place: Place, reader: Reader) -> str:
    language = place.language
    if reader.name is None:
        return ""
    name = escape(get("web.signed_in_as", language, name=reader.name))
    out = escape(get("web.sign_out", language))
    return (
        f'<form class="konto" method="post" action="/logg-ut"><span>{name}</span>'
        f'<button type="submit">{out}</button></form>'
    )


def footer(language: Language, voice: Voice) -> str:
    """Who decides, what the corpus says of itself, what is kept, and where staff sign in."""
    card = voice.card
    told = escape(voice.get("web.footer", language))
    if card.contact_url:
        contact = escape(voice.places(language)["contact"])
        link = f'<a href="{escape(card.contact_url)}" rel="noopener noreferrer">{contact}</a>'
        told = told.replace(contact, link)
    if note := card.note.get(language):
        told += f" {escape(note)}"
    sign_in = escape(get("web.sign_in", language))
    developers = escape(get("web_api.title", language))
    return (
        f'<footer class="bunn"><p>{told}</p>'
        f"<p>{escape(get('web.footer_privacy', language))}"
        f' <a href="/logg-inn?sprak={language}">{sign_in}</a>'
        f' <a href="/docs?sprak={language}">{developers}</a></p></footer>'
    )


def plain_page(
    place: Place, voice: Voice, *, title: str, body: str, reader: Reader = ANYONE
) -> str:
    """A page of our own without Gradio, such as the sign-in; `body` is markup."""
    top = header(place, reader, voice, current=False)
    named = f"{title} – {voice.get('web.product', place.language)}"
    return (
        f'<!doctype html><html lang="{place.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head(named)}</head>"
        f'<body class="enkel">{top}<main class="enkel-side">'
        f"<h1>{escape(title)}</h1>{body}</main>{footer(place.language, voice)}</body></html>"
    )
