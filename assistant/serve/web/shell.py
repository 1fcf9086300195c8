"""What stands around every page: head, header with menu and languages, footer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote as url_quote

from assistant.domain import Language
from assistant.serve.web import gradio_words
from assistant.serve.web.own_files import address as file_address
from assistant.texts import get

ASK, CHECK, ADVISER, STAFF = "", "/passer-vi", "/radgiver", "/evaluering"
PAGES = (ASK, CHECK, ADVISER, STAFF)
PREFIX = {Language.NB: "", Language.NN: "/nn", Language.EN: "/en"}
_MENU = {ASK: "menu_ask", CHECK: "menu_check", ADVISER: "menu_adviser", STAFF: "menu_staff"}
# Gradio takes its few words from the browser's language; `side.js` puts the page's in their place.
_IN_ENGLISH = '<script>Object.defineProperty(navigator, "language", { value: "en" });</script>'
_ENTRY = re.compile(r'<(?:script|link) [^>]*="\./assets/[^>]*>')
_THEME = re.compile(r'"theme_hash":"(\w+)"')
# What Gradio names that is not ours to show, and its help for pages that stand within others.
_FOREIGN = re.compile(
    r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>|<link rel=\"manifest\"[^>]*>"
    r"|<script>(?:(?!</script>).)*iframeResizer\.contentWindow(?:(?!</script>).)*</script>",
    re.DOTALL,
)


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


@dataclass(frozen=True, slots=True)
class Around:
    """What a page gets that its address does not say.

    nonce: what the policy lets scripts within the page run by.
    links: markup for the head that asks for the page's files early.
    embedded: whether another site shows the page, which then goes without menu and sign-in.
    """

    nonce: str
    links: str = ""
    reader: Reader = ANYONE
    embedded: bool = False


def dress(page: str, place: Place, around: Around) -> str:
    """A Gradio page with our head, header and footer, and a nonce on its own scripts."""
    language = place.language
    page = _FOREIGN.sub("", page)
    page = re.sub(
        r"<html\s+lang=\"en\"", f'<html lang="{language}" data-sprak="{language}"', page, count=1
    )
    page = _ENTRY.sub(_shared, page)
    page = page.replace("<head>", f"<head>{_IN_ENGLISH}", 1)
    page = page.replace(
        "</head>",
        f"{head()}{around.links}{theme_link(page)}{gradio_words.markup(language)}</head>",
        1,
    )
    if around.embedded:
        page = page.replace("<body", '<body class="innebygd"', 1)
    top = header(place, around.reader)
    page = re.sub(r"(<body[^>]*>)", lambda m: m.group(1) + top, page, count=1, flags=re.DOTALL)
    page = page.replace("</body>", f"{footer(language)}</body>", 1)
    return re.sub(r"<script(?=[\s>])", f'<script nonce="{around.nonce}"', page)


def _shared(entry: re.Match[str]) -> str:
    """A script or style of Gradio's by the address that all pages share.

    Gradio looks for the style by the address it gave it, and loads it again when that is gone.
    """
    tag = entry.group()
    shared = tag.replace('="./assets/', '="/assets/')
    return shared if tag.startswith("<script") else f"{shared}{tag[:-1]} disabled>"


def theme_link(page: str) -> str:
    """Markup that asks for the theme of a Gradio page early."""
    found = _THEME.search(page)
    return f'<link rel="preload" as="style" href="theme.css?v={found.group(1)}">' if found else ""


def head(title: str = "") -> str:
    """Style, script and icon, all our own."""
    named = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'{named}<meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="{file_address("ikon.svg")}" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{file_address("stil.css")}">'
        f'<script defer src="{file_address("side.js")}"></script>'
    )


def header(place: Place, reader: Reader) -> str:
    """Skip link, name, menu, languages and sign-in."""
    language = place.language

    def say(key: str, **values: object) -> str:
        return escape(get(f"web.{key}", language, **values))

    items = "".join(
        f'<li><a href="{address(page, language)}"'
        f"{' aria-current=page' if page == place.page else ''}>{say(_MENU[page])}</a></li>"
        for page in (ASK, CHECK, *(p for p in (ADVISER, STAFF) if p in reader.places))
    )
    return (
        f'<a class="hopp" href="#innhold">{say("skip")}</a>'
        f'<header class="topp"><a class="merke" href="{address(ASK, language)}">'
        f'<img src="{file_address("ikon.svg")}" alt="" width="28" height="28">{say("product")}</a>'
        f'<nav aria-label="{say("menu")}"><ul>{items}</ul></nav>'
        f'<div class="topp-side">{_languages(place)}{_sign(place, reader)}</div></header>'
        f'<div id="varsel" role="status" aria-live="polite" class="kun-skjermleser"'
        f' data-kopiert="{say("copied")}"></div>'
        f'<div id="innhold" tabindex="-1"></div>'
        f'<noscript><p class="merknad">{say("no_script")}</p></noscript>'
    )


def _languages(place: Place) -> str:
    links = []
    for language in Language:
        words = escape(get("web.language_name", language))
        current = ' aria-current="true"' if language is place.language else ""
        target = url_quote(address(place.page, language), safe="/")
        links.append(
            f'<li><a lang="{language}" hreflang="{language}" href="/sprak/{language}?til={target}"'
            f"{current}>{words}</a></li>"
        )
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


def footer(language: Language) -> str:
    """Who decides, what is kept, and where staff sign in."""
    sign_in = escape(get("web.sign_in", language))
    developers = escape(get("web_api.title", language))
    return (
        f'<footer class="bunn"><p>{escape(get("web.footer", language))}</p>'
        f"<p>{escape(get('web.footer_privacy', language))}"
        f' <a href="/logg-inn?sprak={language}">{sign_in}</a>'
        f' <a href="/docs?sprak={language}">{developers}</a></p></footer>'
    )


def plain_page(place: Place, *, title: str, body: str, reader: Reader = ANYONE) -> str:
    """A page of our own without Gradio, such as the sign-in; `body` is markup."""
    named = f"{title} – {get('web.product', place.language)}"
    return (
        f'<!doctype html><html lang="{place.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head(named)}</head>"
        f'<body class="enkel">{header(place, reader)}<main class="enkel-side">'
        f"<h1>{escape(title)}</h1>{body}</main>{footer(place.language)}</body></html>"
    )
