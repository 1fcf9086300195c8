"""Whether a statement denies, binds, allows, limits and counts as the sentence it rests on does.

The words are data, in `patterns/agreement.toml`. A statement may not add a word of any kind that
the sentence has none of; some kinds it may not leave out either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.answer import patterns
from assistant.search import analysis

# So many characters before a figure a bound of it may stand.
_BEFORE = 22
_WITHOUT = re.compile(r"\b(?:uten|utan)\b(.*)", re.IGNORECASE)
_PIECES = re.compile(
    r"[,;:.\n–]|\b(?:og|men|samt|mens|som|der|når|and|but|while|which|who|when"
    r"|selv om|sjølv om|even if|even though|although|for å|before|før)\b",
    re.IGNORECASE,
)


def agree(statement: str, sentence: str, whole: str = "") -> bool:
    """Whether a statement says no more, and nothing else, than a sentence lets it.

    Args:
        statement: a statement, or a clause of one.
        sentence: what it rests on.
        whole: the whole statement; what a sentence depends on may stand in another clause of it.

    """
    for kind, pattern in kinds("added").items():
        backed = kinds("backed").get(kind, pattern)
        if pattern.search(statement) and not (pattern.search(sentence) or backed.search(sentence)):
            return False
    if any(
        bool(p.search(whole or statement)) is not bool(p.search(sentence))
        for p in kinds("kept").values()
    ):
        return False
    repeated = _repeated(statement, sentence)
    negation, permission = kinds("clause")["negation"], kinds("clause")["permission"]
    if _count(negation, statement) != _count(negation, repeated or sentence):
        return False
    if not _without_the_same(statement, sentence):
        return False
    if permission.search(statement):
        # «Kan» says less than what is told without it, but another thing than «må».
        return _binds(statement) or not _binds(repeated)
    return not permission.search(repeated)


def _binds(text: str) -> bool:
    return any(kinds(table)["obligation"].search(text) for table in ("added", "backed"))


def _without_the_same(statement: str, sentence: str) -> bool:
    """Whether what a statement is «uten» is denied in the sentence too."""
    negation = kinds("clause")["negation"]
    denied = {s for m in negation.finditer(sentence) for s in analysis.stems(sentence[m.end() :])}
    for found in _WITHOUT.finditer(statement):
        first = analysis.stems(found[1])[:1]
        if denied and first and first[0] not in denied:
            return False
    return True


def without_modal_words(text: str) -> str:
    """A text without the words that are held against a sentence by their kind alone."""
    tables = (kinds("clause"), kinds("bound"), kinds("rate"), kinds("framing"))
    for pattern in (*(p for t in tables for p in t.values()), kinds("added")["obligation"]):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


def told_alike(statement: str, at: int, sentence: str, there: int, *, amount: bool) -> bool:
    """Whether two figures, at `statement[at:]` and `sentence[there:]`, have the same bounds.

    An amount must be told by the same time, and as the same average or sum, too.
    """
    mine, theirs = statement[max(at - _BEFORE, 0) : at], sentence[max(there - _BEFORE, 0) : there]
    if _last(kinds("bound").items(), mine) != _last(kinds("bound").items(), theirs):
        return False
    return not amount or rates(statement) == rates(sentence)


def rates(text: str) -> frozenset[str]:
    """By what time, or as what sum, a text tells amounts."""
    return frozenset(k for k, p in kinds("rate").items() if p.search(text))


def denies(text: str) -> bool:
    """Whether a text has a negation."""
    return kinds("clause")["negation"].search(text) is not None


def judges(statement: str) -> bool:
    """Whether a statement tells how it stands with the asker, or speaks of who writes it."""
    words = kinds("asker")
    speaker = words["speaker"].finditer(statement)
    # «Min side» is a name.
    if any(m[0].islower() or not statement[: m.start()].strip() for m in speaker):
        return True
    of_asker = words["asker"].search(statement) and words["verdict"].search(statement)
    return bool(of_asker) and not words["rule"].search(statement)


def opening(statement: str) -> tuple[str, str]:
    """A «Ja», or another word that decides, at the beginning of a statement, and the rest."""
    found = _opening().match(statement)
    if found is None:
        return "", statement
    rest = statement[found.end() :]
    return found[1], rest[:1].upper() + rest[1:]


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"\W*({kinds('asker')['opening'].pattern})\b(?:\s*[,.:;!–—-]+\s*|\s*$)", re.IGNORECASE
    )


@lru_cache(maxsize=16)
def kinds(table: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a table of the file, by kind."""
    file = patterns.read("agreement")
    return {
        kind: re.compile(file.filled(words), re.IGNORECASE)
        for kind, words in file.tables[table].items()
    }


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


def _last(named: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str:
    """The kind that stands last in a text; "" for none."""
    ends = [(m.end(), kind) for kind, p in named for m in p.finditer(text)]
    return max(ends)[1] if ends else ""


def _repeated(statement: str, sentence: str) -> str:
    """The clauses of a sentence of which a statement has half of what only they have."""
    said = set(analysis.stems(statement))
    pieces = [p for p in _PIECES.split(sentence) if p and p.strip()]
    stems = [set(analysis.stems(p)) for p in pieces]
    told = []
    for at, (piece, own) in enumerate(zip(pieces, stems, strict=True)):
        alone = own - set().union(*(s for i, s in enumerate(stems) if i != at))
        if len(alone & said) * 2 >= len(alone) and alone:
            told.append(piece)
    return "; ".join(told)
