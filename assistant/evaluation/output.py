"""Standard output, kept in one place so that everything else stays free of it."""

from __future__ import annotations

import sys


def out(text: str) -> None:
    """One text and a line break on standard output."""
    sys.stdout.write(text + "\n")
