"""Sentences and clauses of a description, and what is denied or uncertain in them.

The unit is the clause: a stretch between commas, "og", "men" and the like. A stretch without a
verb of its own belongs to the clause before it and shares its negation («vi har ikke strategi,
plan eller leder»); one that begins with a negation or follows a contrast starts afresh.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.domain import Language

_SENTENCE_END = re.compile(r"[.!?]+[»\"”')]*(?=\s|$)|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:ca|kl|nr|f\.eks|bl\.a|dvs|mv|osv|inkl|e\.g|i\.e|no|approx)\.$", re.I
)
_NORWEGIAN = re.compile(
    r"\b(?:vi|er|og|har|ikkje|ikke|ein|eit|på|det|dei|klynga|klyngen|til|av|som|med|å|frå|fra|"
    r"ingen|inga|ho|oss|vår|våre|vårt)\b",
    re.I,
)
_QUESTION = re.compile(
    r"^\W*(?:(?:er|har|kan|må|bør|skal|får|trenger|treng|passer|oppfyller)\s+"
    r"(?:vi|me|klyngen|klynga|jeg|eg|det|dere)|(?:do|does|are|is|can|should|must|have|has)\s+"
    r"(?:we|our|the|i|it)|(?:hva|kva|hvordan|korleis|hvilke\w*|hvor|kor|hvem|kven|what|how|which|"
    r"when|who|where|why|hvorfor|kvifor|når)\s+(?!medlem))\b",
    re.I,
)
# A longer stretch without a full stop is no sentence; cutting it could lose its negation.
_MAX_SENTENCE = 600
_CONDITION = re.compile(r"\b(?:hvis|dersom|viss|såfremt|if|unless)\b", re.I)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement `text[start:end]` of the description; questions are left out."""

    start: int
    end: int
    english: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause `text[start:end]`, with the start of each stretch in it.

    A contrast without a verb («…, men en plan») takes over the verb and the doubt, not the
    negation, of the clause before it; `context` is where that one starts, else `start`.
    """

    start: int
    end: int
    stretches: tuple[int, ...]
    context: int


@cache
def data() -> Mapping[str, Any]:
    """The patterns of `from_text.toml`."""
    path = Path(__file__).with_name("from_text.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def pattern(source: str, *, case: bool = False) -> re.Pattern[str]:
    """A compiled pattern, case ignored unless `case`."""
    return re.compile(source, 0 if case else re.I)


def word_pattern(name: str, area: str = "clauses") -> re.Pattern[str]:
    """The compiled pattern `name` of an area of `from_text.toml`."""
    return pattern(data()[area][name])


def sentences(text: str, language: Language | None = None) -> list[Sentence]:
    """The statements in a text. Questions and conditions say nothing for sure."""
    found, start = [], 0
    for end in [*_ends(text), len(text)]:
        piece = text[start:end]
        if 0 < len(piece.strip()) <= _MAX_SENTENCE and not (
            "?" in piece[-3:] or _QUESTION.match(piece.lstrip())
        ):
            english = language is Language.EN or not _NORWEGIAN.search(piece)
            if not _CONDITION.search(piece):
                found.append(Sentence(start, end, english))
        start = end
    return found


def _ends(text: str) -> list[int]:
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start() + 1])
    ]


def clauses(text: str, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, in order, covering it."""
    cuts = [
        m.start() for m in word_pattern("separator").finditer(text, sentence.start, sentence.end)
    ]
    edges = sorted({sentence.start, *cuts, sentence.end})
    groups: list[list[int]] = []
    for start, end in pairwise(edges):
        begun = bool(groups) and word_pattern("verb").search(text, groups[-1][0], start) is not None
        if not groups or _starts_clause(text[start:end], sentence, begun=begun):
            groups.append([start])
        else:
            groups[-1].append(start)
    ends = [group[0] for group in groups[1:]] + [sentence.end]
    found: list[Clause] = []
    for group, end in zip(groups, ends, strict=True):
        start = group[0]
        verbless = not word_pattern("verb").search(text, start, end)
        borrows = verbless and found and word_pattern("contrast").match(text, start)
        context = found[-1].context if borrows else start
        found.append(Clause(start, end, tuple(group), context))
    return found


def _starts_clause(stretch: str, sentence: Sentence, *, begun: bool) -> bool:
    """Whether a stretch opens a clause; `begun`: the clause before it has its verb already."""
    if word_pattern("contrast").match(stretch):
        return True
    if re.match(r"[\s,]*(?:eller|or|nor)\b", stretch, re.I):
        return False
    rest = re.sub(r"^[\s,]*(?:(?:og|and|samt|heller)\b)?\s*", "", stretch, flags=re.I)
    first = word_pattern("negator").match(rest)
    if first is not None and _counts(first.group(), sentence):
        return True
    return begun and word_pattern("verb").search(stretch) is not None


def negators(text: str, start: int, end: int, sentence: Sentence) -> list[re.Match[str]]:
    """The negating words in `text[start:end]`; «ikke bare» and nynorsk «no» (now) are none."""
    piece = word_pattern("not_negator").sub(lambda m: " " * len(m.group()), text[start:end])
    found = word_pattern("negator").finditer(piece)
    return [match for match in found if _counts(match.group(), sentence)]


def _counts(word: str, sentence: Sentence) -> bool:
    return word.lower() != "no" or sentence.english


def is_uncertain(text: str, clause: Clause, start: int, end: int) -> bool:
    """Whether a plan, wish, doubt or other owner stands in the clause outside `text[start:end]`."""
    outside = f"{text[clause.context : start]} | {text[end : max(clause.end, end)]}"
    names = ("uncertain", "others", "other_owner")
    return any(word_pattern(name).search(outside) for name in names)


def clause_at(found: list[Clause], position: int) -> Clause:
    """The clause that holds a position; the last one for a position at the very end."""
    return next((c for c in found if c.start <= position < c.end), found[-1])
