"""A Gradio page made ours: what stands around it, its files early, a nonce on its scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.serve.web import gradio_words
from assistant.serve.web.shell import ANYONE, Place, Reader, footer, head, header
from assistant.texts.voice import Voice

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


def dress(page: str, place: Place, voice: Voice, around: Around) -> str:
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
    top = header(place, around.reader, voice, embedded=around.embedded)
    page = re.sub(r"(<body[^>]*>)", lambda m: m.group(1) + top, page, count=1, flags=re.DOTALL)
    page = page.replace("</body>", f"{footer(language, voice)}</body>", 1)
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
