"""What a rebuild would change in a document: what the manifest says of it, and its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer.citation import fold
from assistant.domain import Deadline, Metadata
from assistant.ingest.sentences import sentences
from assistant.serve.manifest_text import facts_of


@dataclass(frozen=True, slots=True)
class Fact:
    """A manifest key with its value before and after; empty where it is not known."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes in a document. Sentences that merely move are no change."""

    facts: tuple[Fact, ...] = ()
    deadlines_gone: tuple[Deadline, ...] = ()
    deadlines_new: tuple[Deadline, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def difference(
    before: Metadata, after: Metadata, *, old_text: Iterable[str], new_text: Iterable[str]
) -> Difference:
    """What lies between a document as indexed and as it is now.

    Args:
        before: what the manifest said when the document was indexed.
        after: what it says now.
        old_text: the document's passages.
        new_text: its pages now.

    """
    old, new = facts_of(before), facts_of(after)
    facts = (Fact(key, old.get(key, ""), new.get(key, "")) for key in {**old, **new})
    gone, came = _sentences(old_text), _sentences(new_text)
    return Difference(
        facts=tuple(f for f in facts if f.before != f.after),
        deadlines_gone=tuple(d for d in before.deadlines if d not in after.deadlines),
        deadlines_new=tuple(d for d in after.deadlines if d not in before.deadlines),
        gone=tuple(text for key, text in gone.items() if key not in came),
        new=tuple(text for key, text in came.items() if key not in gone),
    )


def _sentences(texts: Iterable[str]) -> dict[str, str]:
    """Sentences by what they say, white space aside."""
    found = (text[start:end] for text in texts for start, end in sentences(text))
    return {fold(sentence): sentence for sentence in found}
