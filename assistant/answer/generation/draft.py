"""A language model's draft taken apart: lines, statements and the passages each points to.

Pure, and safe for any text: whatever comes in, no marker but the ones in `Statement.markers`
is left in a statement, and no Markdown that a page would show as anything but words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.ingest.sentences import MONTHS, sentences

NO_ANSWER = "NO_ANSWER"
NOT_COVERED = "NOT_COVERED"
TOKENS = NO_ANSWER, NOT_COVERED
MAX_SPREAD = 8
# An answer is two to five sentences. A model that is stuck writes one word for ever: what is
# longer than this is no sentence, and what comes after so many is not looked at.
MAX_LINE, MAX_STATEMENT, MAX_STATEMENTS = 4000, 500, 40

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"(\[[^\[\]\n]{1,300}\])\([^)\n]{0,500}\)")
_TAG = re.compile(r"</?[a-zA-Z!][^<>\n]{0,300}>")
_MARKER_LIKE = re.compile(
    r"[\[【［]\s*(?:\^|(?:passasjen?|kilden?|kjelda?|source|passage|dokument|document|ref|nr|n)"
    r"[ .:=#]{0,3})?([0-9]{1,4}(?:\s{0,2}(?:,|;|-|–|og|and|&)\s{0,2}[0-9]{1,4}){0,20})"
    r"\s*(?:†[^\]】］\n]{0,40})?[\]】］]",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\[([0-9]{1,4})\]")
_AFTER_STOP = re.compile(r"([.!?]+[»”\")]*)((?:\s*\[[0-9]{1,4}\])+)")
_HEADING = re.compile(r"^#{1,6}\s+")
_BOLD_LINE = re.compile(r"^(?:\*\*|__)[^*_]{1,120}(?:\*\*|__)\s*:?$")
_BULLET = re.compile(r"^\s*[-*•+–·]\s+")
_NUMBERED = re.compile(r"^\s*(\d{1,2})[.)]\s+(?=(\S+))")
_STOPS = re.compile(r"[.!?]{4,}")
_RULE = re.compile(r"^[\s|:=_*-]+$")
_DRESSING = re.compile(r"[*`~]|__")


class LineKind(StrEnum):
    """What a line of a draft is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a draft without its markers, and the passage numbers it names."""

    text: str
    markers: tuple[int, ...] = ()

    @property
    def introduces(self) -> bool:
        """Whether it leads in to what follows."""
        return self.text.endswith(":")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a draft. `numbered` tells that the item was numbered."""

    kind: LineKind
    statements: tuple[Statement, ...]
    numbered: bool = False


def parse(draft: str) -> tuple[Line, ...]:
    """The lines of a draft that hold words, in order. Never fails."""
    text = _MARKER_LIKE.sub(_markers, plain(draft))
    lines: list[Line] = []
    for raw in text.splitlines():
        line = _line(raw)
        if line is None:
            continue
        if not line.statements[0].text:
            _attach(lines, line.statements[0].markers)
        else:
            lines.append(line)
    return tuple(lines)


def bounded(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """The lines with each statement once, and how many were too long or too many to look at.

    An item may say the same under another lead-in.
    """
    kept: list[Line] = []
    seen: set[tuple[Statement, Statement | None]] = set()
    lead: Statement | None = None
    looked = lost = 0
    for line in lines:
        if line.kind is not LineKind.ITEM:
            lead = line.statements[-1]
        under = lead if line.kind is LineKind.ITEM else None
        fresh: list[Statement] = []
        for statement in line.statements:
            if (statement, under) in seen and not statement.introduces:
                continue
            seen.add((statement, under))
            looked += 1
            if len(statement.text) > MAX_STATEMENT or looked > MAX_STATEMENTS:
                lost += 1
                continue
            fresh.append(statement)
        if fresh:
            kept.append(Line(line.kind, tuple(fresh), line.numbered))
    return tuple(kept), lost


def plain(draft: str) -> str:
    """A draft without thinking, images, link targets, HTML tags and control characters."""
    text = unicodedata.normalize("NFC", draft)
    for pattern, kept in ((_THINKING, ""), (_IMAGE, ""), (_LINK, r"\1"), (_TAG, " ")):
        text = pattern.sub(kept, text)
    text = _STOPS.sub("...", text)
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs")
    )


def _markers(match: re.Match[str]) -> str:
    """«[1, 3–5]» as «[1][3][4][5]»."""
    found: list[int] = []
    for part in re.split(r"\s*(?:,|;|og|and|&)\s*", match[1], flags=re.IGNORECASE):
        ends = [int(n) for n in re.findall(r"[0-9]{1,4}", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= MAX_SPREAD:
            found.extend(range(ends[0], ends[1] + 1))
        else:
            found.extend(ends)
    return "".join(f"[{n}]" for n in found)


def _line(raw: str) -> Line | None:
    """A line, None when it is empty. A line of markers alone has one statement without words."""
    if not raw.strip() or _RULE.match(raw):
        return None
    if len(raw) > MAX_LINE:
        return Line(LineKind.TEXT, (Statement(_statement(raw).text),))
    line = raw.strip().lstrip("> ")
    kind, numbered = LineKind.TEXT, False
    if _HEADING.match(line) or _BOLD_LINE.match(line):
        kind, line = LineKind.HEADING, _HEADING.sub("", line)
    elif line.startswith("|"):
        cells = [c.strip() for c in line.strip("|").split("|")]
        kind, line = LineKind.ITEM, ", ".join(c for c in cells if c)
    elif _BULLET.match(line):
        kind, line = LineKind.ITEM, _BULLET.sub("", line)
    elif (number := _NUMBERED.match(line)) and number[2].lower().strip(".,;:") not in MONTHS:
        kind, line, numbered = LineKind.ITEM, _NUMBERED.sub("", line), True
    moved = _AFTER_STOP.sub(r"\2\1", _DRESSING.sub("", line))
    found = [_statement(moved[start:end]) for start, end in sentences(moved)]
    if not any(s.text or s.markers for s in found):
        return None
    worded = tuple(s for s in found if s.text)
    return Line(kind, worded or (Statement("", found[0].markers),), numbered)


def _statement(sentence: str) -> Statement:
    markers = tuple(dict.fromkeys(int(n) for n in _MARKER.findall(sentence)))
    words = _MARKER.sub("", sentence)
    # Whatever brackets are left must not close around a number and look like a marker.
    words = " ".join(words.replace("[", "(").replace("]", ")").split())
    words = re.sub(r"\s+([.,;:!?])", r"\1", words).replace("()", "")
    words = re.sub(r"<(?=[a-zA-Z/!?])", "‹", words).lstrip("-–•·+#>|=~ ").rstrip()
    return Statement(words if re.search(r"\w", words) else "", markers)


def _attach(lines: list[Line], markers: tuple[int, ...]) -> None:
    """Markers on a line of their own belong to the statement before them."""
    if not lines or lines[-1].statements[-1].markers:
        return
    last = lines[-1]
    ended = Statement(last.statements[-1].text, markers)
    lines[-1] = Line(last.kind, (*last.statements[:-1], ended), last.numbered)
