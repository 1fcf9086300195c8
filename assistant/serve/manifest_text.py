"""The corpus manifest as text: one entry written, replaced or dropped, all other lines kept."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.domain import Deadline, Metadata
from assistant.errors import ConfigurationError
from assistant.ingest.manifest import NAME

# As `assistant.ingest.manifest` knows them, in the order in which they are written.
KEYS = (
    *("title", "publisher", "published", "valid_from", "valid_to", "status", "url", "language"),
    *("note", "superseded_on", "superseded_by"),
)
# Where an entry begins, or a part of the [corpus] table, which may stand after entries.
_HEAD = re.compile(
    r"^[ \t]*(?:\[\[[ \t]*document[ \t]*\]\]|\[[ \t]*corpus[ \t]*[.\]])", re.MULTILINE
)


def facts_of(metadata: Metadata) -> dict[str, str]:
    """What an entry says besides its deadlines, by manifest key; unknown values are left out."""
    found = {key: getattr(metadata, key) for key in KEYS}
    return {key: str(value) for key, value in found.items() if value}


def entry_text(file: str, facts: Mapping[str, str], deadlines: Sequence[Deadline]) -> str:
    """An entry as TOML; empty values are left out. Whether it is valid, reading it tells."""
    rows = {"file": file, **{k: v.strip() for k, v in facts.items() if v and v.strip()}}
    lines = "".join(f"{key} = {_quoted(value)}\n" for key, value in rows.items())
    return f"[[document]]\n{lines}" + "".join(
        f"\n[[document.deadline]]\nat = {d.at.isoformat()}\nwhat = {_quoted(d.what)}\n"
        for d in deadlines
    )


def with_entry(text: str, file: str, entry: str | None, *, renamed: str | None = None) -> str:
    """A manifest with a file's entry replaced, added at the end, or dropped where it is None.

    Args:
        text: the manifest as it stands; may be empty.
        file: the file that the entry is about.
        entry: its new entry, as from `entry_text`.
        renamed: the name under which the manifest knows the file now, where that differs.

    Raises:
        ConfigurationError: when the entry cannot be told from the lines around it.

    """
    starts = [m.start() for m in _HEAD.finditer(text)]
    blocks = [text[a:b] for a, b in pairwise([*starts, len(text)])]
    about = [_file_of(block) for block in blocks]
    known = renamed or file
    out = [text[: starts[0]] if starts else text]
    for block, name in zip(blocks, about, strict=True):
        out.append(block if name != known else (entry or "") + _after(block, dropped=entry is None))
    if entry is not None and known not in about:
        out = ["".join(out).rstrip("\n"), "\n\n", entry] if "".join(out).strip() else [entry]
    made = "".join(out).rstrip("\n") + "\n"
    if not _is_that_change(text, made, file, known, dropped=entry is None):
        raise ConfigurationError(
            f"{NAME} is written in a way that cannot be changed here; begin every entry with"
            " [[document]] on a line of its own, or change the file in an editor"
        )
    return made


def _after(block: str, *, dropped: bool) -> str:
    """Comments and empty lines at the end of a block: they belong to what comes next."""
    lines = block.splitlines(keepends=True)
    end = max(
        (n for n, line in enumerate(lines, 1) if line.strip()[:1] not in ("", "#")), default=0
    )
    rest = "".join(lines[end:])
    return rest.lstrip("\n") if dropped else rest


def _file_of(block: str) -> str | None:
    """The file that a [[document]] block is about; None for other tables."""
    try:
        found = tomllib.loads(block)["document"][0].get("file")
    except (tomllib.TOMLDecodeError, KeyError):
        return None
    return found if isinstance(found, str) else None


def _is_that_change(before: str, after: str, file: str, known: str, *, dropped: bool) -> bool:
    """Whether the file has the one entry it should have, and all else is as it was."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    was, now = old.pop("document", []), new.pop("document", [])
    if old != new:
        return False
    if not all(isinstance(entry, dict) for entry in [*was, *now]):
        return False
    own = [e for e in now if e.get("file") in (file, known)]
    return len(own) == (not dropped) and [e for e in now if e not in own] == [
        e for e in was if e.get("file") not in (file, known)
    ]


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are all TOML's too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
