"""`python -m assistant` is the `assistant` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit code."""
    from assistant.serve.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
