"""`assistant eval …`: handed on to the evaluation package."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from assistant.evaluation import commands as evaluation


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser]) -> None:
    """Add `eval` and its subcommands to the commands."""
    evaluation.add_parser(commands, parents)
    commands.choices["eval"].set_defaults(run=evaluation.run)
