"""Command-line argument types that several commands share."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> date:
    """An ISO date.

    Raises:
        argparse.ArgumentTypeError: for anything else, saying what is expected.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date of the form 2024-06-21") from None
