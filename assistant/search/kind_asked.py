"""What kind of thing a question asks for, by its question word."""

from __future__ import annotations

import re

# What is asked for, by question word; 0 where none tells. A reason is asked for by its word alone.
_KINDS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        r"\b(hvorfor|kvifor|why|how come)\b",
        r"\b(hvor|kor) (mange|stor andel|stor del)\b|\bhow many\b|\bantall\b",
        r"\b(hvor|kor) (mye|mykje|stor|stort|høyt?|høgt?)\b|\bhow (much|large|big)\b|\bbeløp\b",
        r"\b(hvor|kor) (lenge|lang)\b|\bhow long\b|\bvarighet\b",
        r"\b(når|when)\b|\bhvilken (dato|dag)\b|\bkva (dato|dag)\b|\bwhat date\b",
        r"\b(hvem|kven|who|whom|whose)\b",
        r"\b(hvor (?!\w+ (er|var) )|kvar |where )(?!ofte|langt|mange|mye)",
    )
)
WHY = 1


def kind_of(question: str) -> int:
    """Number of the kind of thing that a question asks for (`_KINDS`), the first named; or 0."""
    found = [(m.start(), i) for i, p in enumerate(_KINDS, 1) if (m := p.search(question))]
    return min(found)[1] if found else 0
