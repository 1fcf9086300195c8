"""The indexed documents and pictures of their pages; nothing else is served from disk."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.answer.composition.spoken import spoken_date
from assistant.domain import BlockKind, Document, Language, Metadata
from assistant.errors import AssistantError
from assistant.serve.faults import fault
from assistant.serve.web import pictures, render, shell
from assistant.serve.web.context import Context
from assistant.serve.web.deadlines import spoken
from assistant.texts import get

MISSING = "there is no such document; it may have been withdrawn"


def add_routes(app: FastAPI, context: Context) -> None:
    """`/dokument/ID` and `/side/ID/N.png`, for indexed documents only."""

    @app.get("/dokument/{document}", include_in_schema=False)
    def open_document(document: str, request: Request) -> Response:
        path = context.live.document_path(document)
        if path is None:
            return fault(404, MISSING)
        if path.suffix.lower() == ".pdf":
            return FileResponse(
                path,
                media_type="application/pdf",
                filename=path.name,
                content_disposition_type="inline",
                headers={"cache-control": "no-cache"},
            )
        language = shell.reader_language(request.headers, request.cookies)
        try:
            return HTMLResponse(_as_page(document, context, language))
        except AssistantError:
            return fault(404, MISSING)

    @app.get("/side/{document}/{page}.png", include_in_schema=False)
    def page_picture(document: str, page: int, sitat: str = "") -> Response:
        path = context.live.document_path(document)
        if path is None or path.suffix.lower() != ".pdf":
            return fault(404, MISSING)
        picture = pictures.page_png(path, page, sitat[: render.MAX_PICTURE_QUOTE])
        if picture is None:
            return fault(404, f"the document has no page {page}")
        return Response(picture, media_type="image/png", headers={"cache-control": "no-cache"})


def _as_page(document_id: str, context: Context, language: Language) -> str:
    """A document that is no PDF as a plain page: its text as indexed, never its own markup."""
    path = context.live.document_path(document_id)
    read = _read(context.settings.corpus, document_id, path.stat().st_mtime_ns if path else 0)
    body = f"{facts_markup(read.metadata, date.today(), language)}{text_markup(read)}"
    place = shell.Place(shell.ASK, language)
    return shell.plain_page(place, context.voice, title=read.title, body=body)


@lru_cache(maxsize=16)
def _read(corpus: Path, document_id: str, stamp: int) -> Document:
    from assistant.ingest.documents import read, scan

    del stamp
    return read(next(s for s in scan(corpus) if s.id == document_id))


def facts_markup(metadata: Metadata, today: date, language: Language) -> str:
    """Status, dates, publisher, the original's address and deadlines, as far as known."""
    parts = [render.status_word(metadata.status, language)]
    if metadata.publisher:
        parts.append(escape(metadata.publisher))
    if metadata.published:
        when = spoken_date(metadata.published, language)
        parts.append(escape(get("web.published", language, when=when)))
    if metadata.url and metadata.url.startswith(("https://", "http://")):
        words = get("web.open_original", language)
        parts.append(f'<a href="{escape(metadata.url)}" rel="noopener noreferrer">{words}</a>')
    note = f'<p class="merknad">{escape(metadata.note)}</p>' if metadata.note else ""
    items = "".join(f"<li>{escape(spoken(d, today, language))}</li>" for d in metadata.deadlines)
    deadlines = f"<ul>{items}</ul>" if items else ""
    return f"<p>{' · '.join(parts)}</p>{note}{deadlines}"


def text_markup(document: Document) -> str:
    """A document's cleaned text with its headings, lists and paragraphs, all escaped."""
    out: list[str] = []
    for page in document.pages:
        listing = False
        for block in page.blocks:
            words = render.plain(page.text[block.content : block.end].strip())
            item = block.kind is BlockKind.LIST_ITEM
            if item != listing:
                out.append("<ul>" if item else "</ul>")
                listing = item
            if block.kind is BlockKind.HEADING:
                level = min(6, max(2, block.level + 1))
                out.append(f"<h{level}>{words}</h{level}>")
            else:
                out.append(f"<li>{words}</li>" if item else f"<p>{words}</p>")
        if listing:
            out.append("</ul>")
    language = escape(document.metadata.language or "nb")
    return f'<article class="dokument" lang="{language}">{"".join(out)}</article>'
