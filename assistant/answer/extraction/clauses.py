"""What a sentence says by itself, beside what its clauses add."""

from __future__ import annotations

from assistant.answer.patterns import cue

_SUBORDINATE = cue("tells", "subordinate")


def main_clause(text: str) -> str:
    """A sentence up to its first clause: «A ble til i 2019, selv om …» tells that A came."""
    return _SUBORDINATE.split(text)[0]
