"""Sentences that say in other words, or in another document, what a known sentence said.

A programme description is revised, and its sentences are reworded; the questions they answer stay.
So the questions kept beside the static model (`search.asked`) also hold for a sentence that the
model puts near theirs and that has most of the same words. What they then say is where to look:
the figures are those of the sentence that stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.domain import BlockKind, Chunk
from assistant.ingest.sentences import sentences
from assistant.search import analysis
from assistant.search.embedding import Vectors
from assistant.search.likeness import Source

# Least cosine, and least share of the stems of the shorter of the two.
NEAR, SHARED = 0.6, 0.5
# Characters under which a sentence means too little alone.
SHORTEST = 20


def said_in(chunks: Iterable[Chunk]) -> list[Source]:
    """What passages say, sentence by sentence."""
    return list(dict.fromkeys(Source(c.document_id, s) for c in chunks for s in sentences_of(c)))


def sentences_of(chunk: Chunk) -> list[str]:
    """The sentences and list items of a passage, white space folded; not the very short ones."""
    found: list[str] = []
    for block in chunk.blocks:
        if block.kind is not BlockKind.HEADING:
            text = chunk.text[block.content : block.end]
            found.extend(" ".join(text[start:end].split()) for start, end in sentences(text))
    return [said for said in found if len(said) >= SHORTEST]


def reworded(
    gone: Sequence[Source], said: Sequence[Source], encode: Callable[[Sequence[str]], Vectors]
) -> dict[Source, Source]:
    """For sentences that stand no longer, the ones that say the same; none where nothing does.

    Args:
        gone: the sentences.
        said: what the documents say.
        encode: texts → unit vectors, all zero where the model has no opinion.

    """
    if not gone or not said:
        return {}
    near = encode([s.quote for s in gone]) @ encode([s.quote for s in said]).T
    best = near.argmax(axis=1)
    stems = [frozenset(analysis.stems(s.quote)) for s in said]
    return {
        source: said[at]
        for row, (source, at) in enumerate(zip(gone, best.tolist(), strict=True))
        if near[row, at] >= NEAR
        and _shared(frozenset(analysis.stems(source.quote)), stems[at]) >= SHARED
    }


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
