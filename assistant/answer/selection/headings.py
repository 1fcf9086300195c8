"""What stands in headings as evidence: it gives way to a sentence that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.extraction.units import UnitKind
from assistant.answer.ranking.evidence import Evidence


def sentences_first(fit: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with each heading left out whose values a sentence of its document has as well.

    Args:
        fit: the evidence that answers, best first; the order is kept.

    """
    said = [
        (e.unit.chunk.document_id, e.subject, {v.canonical for v in e.values})
        for e in fit
        if e.unit.kind not in (UnitKind.HEADING, UnitKind.LIST)
    ]
    return [e for e in fit if e.unit.kind is not UnitKind.HEADING or not _said(e, said)]


def _said(heading: Evidence, said: Sequence[tuple[str, str, set[str]]]) -> bool:
    values = {v.canonical for v in heading.values}
    return any(
        document == heading.unit.chunk.document_id
        and subject in ("", heading.subject)
        and values <= others
        for document, subject, others in said
    )
