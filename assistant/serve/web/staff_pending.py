"""What a rebuild of the index would change, as markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.errors import AssistantError
from assistant.serve.corpus import Corpus
from assistant.serve.corpus_changes import Difference, difference
from assistant.serve.live import Live
from assistant.serve.web import render
from assistant.serve.web.deadlines import written
from assistant.serve.web.words import Words

# Sentences of a document that are shown before and after; the rest is counted.
SHOWN = 12


def pending_markup(corpus: Corpus, live: Live, words: Words) -> str:
    """Documents that came, changed or went since the index was built, each change unfolded."""
    found = corpus.pending()
    if not found:
        return render.one_line(f"<p>{escape(words.say('pending_none'))}</p>")
    items = "".join(
        f"<li>{escape(words.say(f'pending_{key}', ids=', '.join(ids)))}</li>"
        for key in ("added", "changed", "removed")
        if (ids := getattr(found, key))
    )
    details = "".join(_details(identifier, corpus, live, words) for identifier in found.changed)
    return render.one_line(
        f'<div class="merknad"><p>{escape(words.say("pending_title"))}</p><ul>{items}</ul></div>'
        f"{details}"
    )


def _details(identifier: str, corpus: Corpus, live: Live, words: Words) -> str:
    chunks = [c for c in live.chunks().values() if c.document_id == identifier]
    try:
        document = corpus.document(identifier)
    except AssistantError as error:
        return words.fault(error)
    if not chunks:
        return ""
    found = difference(
        chunks[0].metadata,
        document.metadata,
        old_text=[c.text for c in chunks],
        new_text=[page.text for page in document.pages],
    )
    return (
        f'<details class="niva"><summary>{escape(words.say("change_of", id=identifier))}</summary>'
        f"{_difference(found, words)}</details>"
    )


def _difference(found: Difference, words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(words.say(f"field_{f.key}"))}</th>'
        f"<td>{escape(f.before) or '–'}</td><td>{escape(f.after) or '–'}</td></tr>"
        for f in found.facts
    )
    if found.deadlines_gone or found.deadlines_new:
        cells = (written(d) for d in (found.deadlines_gone, found.deadlines_new))
        rows += f'<tr><th scope="row">{escape(words.say("field_deadlines"))}</th>' + "".join(
            f"<td>{render.plain(text) or '–'}</td>" for text in cells
        )
        rows += "</tr>"
    table = words.table(("fact", "before", "after"), [rows]) if rows else ""
    texts = _sentences("text_gone", found.gone, words) + _sentences("text_new", found.new, words)
    return table + texts or f"<p>{escape(words.say('only_order'))}</p>"


def _sentences(key: str, texts: Iterable[str], words: Words) -> str:
    listed = list(texts)
    if not listed:
        return ""
    items = "".join(f"<li>{render.plain(text)}</li>" for text in listed[:SHOWN])
    rest = len(listed) - SHOWN
    more = f"<p>{escape(words.say('text_more', count=rest))}</p>" if rest > 0 else ""
    heading = escape(words.say(key, count=len(listed)))
    return f"<p><strong>{heading}</strong></p><ul>{items}</ul>{more}"
