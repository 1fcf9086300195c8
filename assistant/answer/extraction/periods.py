"""Prices by the day, the week, the weekend: which of a row's cells a question for one means."""

from __future__ import annotations

import re

_PERIODS = {
    "day": r"\b(?:dag|dagen|døgn|døgnet|day|daily)\b",
    "week": r"\b(?:uke|uka|uken|veke|veka|week|weekly)\b",
    "month": r"\b(?:måned|måneden|månad|månaden|month|monthly)\b",
    "year": r"\b(?:år|året|year|yearly)\b",
    "hour": r"\b(?:time|timen|hour|hourly)\b",
    "half": r"\b(?:halvår|halvåret|semester|semesteret)\b",
    "weekend": r"\b(?:helg|helga|helgen|weekend|lørdag|laurdag|søndag|sundag|saturday|sunday)\w*\b",
    "weekday": r"\b(?:hverdag|hverdagen|kvardag|mandag|måndag|tirsdag|tysdag|onsdag|torsdag|weekday"
    r"|monday|tuesday|wednesday|thursday)\w*\b",
}
_NAMED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _PERIODS.items()}


def periods_of(text: str) -> frozenset[str]:
    """The stretches of time that a text names («per dag», «en lørdag»)."""
    return frozenset(name for name, pattern in _NAMED.items() if pattern.search(text))
