"""Sentences that say what a known one said: which are found, and what kept questions then do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_samples import passage, settings_in, write_corpus

from assistant.ingest.chunking import chunk
from assistant.ingest.documents import load_folder
from assistant.search import analysis, asked_files
from assistant.search.embedding import SHIPPED_FOLDER, Vectors, unit
from assistant.search.likeness import Source
from assistant.search.retrieval import Retriever
from assistant.search.reworded import reworded, said_in
from assistant.search.store import build_folder, open_index
from assistant.settings import REPOSITORY

LAW = settings(deadline=None)  # the first stem of a process loads the stemmer
WORDS = ("bikube", "honning", "sverm", "røkter", "ramme", "vinter", "sukker", "voks")


def encode(texts: Sequence[str]) -> Vectors:
    """A bag of stems: texts are near by the words they share."""
    vectors = np.zeros((len(texts), 61), dtype=np.float32)
    for row, text in enumerate(texts):
        for stem in analysis.stems(text):
            vectors[row, sum(ord(c) * (at + 1) for at, c in enumerate(stem)) % 61] += 1
    return unit(vectors)


def sources(*texts: str) -> list[Source]:
    return [Source("bier", text) for text in texts]


SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True).map(" ".join),
    min_size=1,
    max_size=5,
    unique=True,
)


@LAW
@given(SENTENCES, SENTENCES)
def test_what_is_found_is_said_and_was_asked_for(gone: list[str], said: list[str]) -> None:
    found = reworded(sources(*gone), sources(*said), encode)
    assert set(found) <= set(sources(*gone))
    assert set(found.values()) <= set(sources(*said))


@LAW
@given(SENTENCES)
def test_the_same_words_in_another_order_say_the_same(said: list[str]) -> None:
    turned = [" ".join(reversed(text.split())) for text in said]
    found = reworded(sources(*turned), sources(*said), encode)
    bags = {frozenset(t.split()) for t in said}
    assert all(frozenset(f.quote.split()) in bags for f in found.values())
    assert set(found) == set(sources(*turned))


@pytest.mark.parametrize(
    ("gone", "said", "same"),
    [
        ("Røkteren samler honning av ramma", "Honning samles av røkteren", True),
        ("Røkteren samler honning av ramma", "Svermen flyr om våren", False),
        # Near by one word of many is not the same.
        ("Røkteren samler honning", "Vinter og sukker og voks og honning i bikuben", False),
    ],
)
def test_near_and_in_the_same_words(gone: str, said: str, same: bool) -> None:
    assert bool(reworded(sources(gone), sources(said), encode)) is same


def test_without_documents_or_opinion_nothing_says_the_same() -> None:
    none = lambda texts: np.zeros((len(texts), 3), dtype=np.float32)  # noqa: E731
    assert reworded([], sources("Honning"), encode) == {}
    assert reworded(sources("Honning"), [], encode) == {}
    assert reworded(sources("Honning"), sources("Honning"), none) == {}


def test_what_passages_say() -> None:
    chunks = [passage("bier:1", "Røkteren samler  honning av ramma. Ja. Svermen flyr om våren.")]
    assert said_in(chunks) == sources("Røkteren samler honning av ramma.", "Svermen flyr om våren.")


REVISED = """# Om programmet

Klyngeprogrammet avlaster risiko ved at klynger i Arena får driftsstøtte på to millioner kroner
hvert år i inntil tre år.

Klyngeprogrammet tilbyr tre typer tjenester som bidrar til vekst og verdiskaping gjennom
samarbeidsbasert utvikling.
"""


def test_kept_questions_follow_a_revised_document(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", {"revidert.md": REVISED})
    prepared = settings_in(tmp_path, corpus=tmp_path / "corpus", embedding="shipped")
    build_folder(prepared)
    index = open_index(prepared)
    found = Retriever(index, prepared).likeness("Hvor lenge kan en Arena-klynge få støtte?")
    index.close()
    best = max(found.sources, key=lambda s: found.sources[s])
    assert best.document == "revidert"
    assert "inntil tre år" in best.quote
    # These are other documents: what the old ones did not answer, they may.
    assert not found.same


def test_documents_as_they_were_have_no_reworded_sentences() -> None:
    chunks = [c for d in load_folder(REPOSITORY / "corpus").documents for c in chunk(d)]
    kept = asked_files.load(SHIPPED_FOLDER).sources
    said = {s for c in chunks for s in [" ".join(c.text.split())]}
    assert all(any(source.quote in text for text in said) for source in kept)
