"""The command `python -m assistant.pdf`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.domain import Language
from assistant.errors import AssistantError, InputError
from assistant.pdf import render


def main(arguments: Sequence[str] | None = None) -> int:
    """Converts one file; exit code 0, or 2 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m assistant.pdf", description="Markdown to PDF")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--title", help="default: the text's first heading")
    parser.add_argument("--author", default="")
    parser.add_argument("--footer", default="")
    parser.add_argument("--language", type=Language, choices=list(Language), default=Language.NB)
    given = parser.parse_args(arguments)
    try:
        markdown = _read(given.source)
        heading = re.search(r"^#\s+(.+?)\s*#*$", markdown, re.MULTILINE)
        title = given.title or (heading[1] if heading else given.source.stem)
        extras = {"author": given.author, "footer": given.footer, "language": given.language}
        given.target.write_bytes(render(markdown, title=title, **extras))
    except (AssistantError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8 and try again") from error


if __name__ == "__main__":
    sys.exit(main())
