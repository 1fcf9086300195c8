"""The JSON shapes of citations and answers. Others rely on these names: add, rename nothing."""

from __future__ import annotations

from typing import Any

from assistant.domain import Answer, Citation

SECTION_SEPARATOR = " › "


def citation_json(citation: Citation) -> dict[str, Any]:
    """A citation as in `ask --json`, the section path joined with « › »."""
    return {
        "number": citation.number,
        "document": citation.document,
        "title": citation.title,
        "section": SECTION_SEPARATOR.join(citation.section),
        "page": citation.page,
        "quote": citation.quote,
        "url": citation.url,
        "published": citation.published,
        "status": citation.status.value,
    }


def answer_json(answer: Answer, *, identifier: Any = None) -> dict[str, Any]:
    """An answer as in `ask --json`; `id` only when one was given."""
    check = answer.check
    return {
        **({} if identifier is None else {"id": identifier}),
        "question": answer.question,
        "language": answer.language.value,
        "outcome": answer.outcome.value,
        "answer": answer.text,
        "citations": [citation_json(c) for c in answer.citations],
        "answered_by": answer.answered_by,
        "notices": list(answer.notices),
        "check": {
            "ok": check.ok,
            "invented_markers": list(check.invented_markers),
            "unmarked_sentences": list(check.unmarked_sentences),
            "unsupported_values": list(check.unsupported_values),
            "nonverbatim_quotes": list(check.nonverbatim_quotes),
            "removed_sentences": check.removed_sentences,
        },
        "suggestions": list(answer.suggestions),
    }
