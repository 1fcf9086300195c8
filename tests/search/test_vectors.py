"""Chroma as the vector store: nearest first, removal, batches, and passages without a vector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Chunk, Metadata, Status
from assistant.search.embedding import unit
from assistant.search.vectors import VectorStore


def chunk(name: str, document: str = "a") -> Chunk:
    """A chunk with no more in it than the store needs."""
    text = f"Tekst {name}"
    metadata = Metadata(status=Status.CURRENT)
    return Chunk(name, document, "Tittel", ("Del", "Under"), 3, 0, len(text), text, (), metadata)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "chroma")
    yield opened
    opened.close()


def axes(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def test_nearest_first_with_cosines(store: VectorStore) -> None:
    vectors = unit(axes((1, 0), (1, 1), (0, 1)))
    store.add([chunk("x"), chunk("xy"), chunk("y")], vectors)
    found = store.search(axes((1, 0))[0], 3)
    assert [name for name, _ in found] == ["x", "xy", "y"]
    assert [score for _, score in found] == pytest.approx([1.0, 0.5**0.5, 0.0], abs=1e-5)


@pytest.mark.parametrize(("top_k", "expected"), [(1, 1), (2, 2), (50, 2)])
def test_no_more_than_there_are(store: VectorStore, top_k: int, expected: int) -> None:
    store.add([chunk("x"), chunk("y")], axes((1, 0), (0, 1)))
    assert len(store.search(axes((1, 0))[0], top_k)) == expected


def test_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.count() == 0
    assert store.search(axes((1, 0))[0], 5) == []


def test_adding_none_is_allowed(store: VectorStore) -> None:
    store.add([], np.zeros((0, 2), dtype=np.float32))
    assert store.count() == 0


def test_removing_a_document_leaves_the_others(store: VectorStore) -> None:
    store.add([chunk("x"), chunk("y", "b"), chunk("z", "b")], axes((1, 0), (0, 1), (1, 1)))
    store.remove_document("b")
    assert [name for name, _ in store.search(axes((0, 1))[0], 5)] == ["x"]
    store.remove_document("not there")
    assert store.count() == 1


def test_adding_again_replaces(store: VectorStore) -> None:
    store.add([chunk("x")], axes((1, 0)))
    store.add([chunk("x")], axes((0, 1)))
    assert store.count() == 1
    assert store.search(axes((0, 1))[0], 1)[0][1] == pytest.approx(1.0, abs=1e-5)


def test_more_than_one_batch(store: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_batch", 3)
    angles = np.linspace(0, 1.5, 8)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    store.add([chunk(f"c{n}") for n in range(8)], vectors)
    assert store.count() == 8
    assert [name for name, _ in store.search(vectors[6], 1)] == ["c6"]


def test_zero_vectors_are_neither_stored_nor_searched_with(store: VectorStore) -> None:
    store.add([chunk("x"), chunk("unknown")], axes((1, 0), (0, 0)))
    assert [name for name, _ in store.search(axes((0, 1))[0], 5)] == ["x"]
    assert store.search(axes((0, 0))[0], 5) == []


def test_a_passage_that_lost_its_vector_is_taken_out(store: VectorStore) -> None:
    store.add([chunk("x"), chunk("y")], axes((1, 0), (0, 1)))
    store.add([chunk("x")], axes((0, 0)))
    assert [name for name, _ in store.search(axes((1, 0))[0], 5)] == ["y"]


def test_what_was_added_is_there_in_the_next_process(tmp_path: Path) -> None:
    first = VectorStore(tmp_path / "chroma")
    first.add([chunk("x")], axes((1, 0)))
    first.close()
    again = VectorStore(tmp_path / "chroma")
    assert [name for name, _ in again.search(axes((1, 0))[0], 1)] == ["x"]
    again.close()


def test_metadata_goes_with_the_passage(store: VectorStore) -> None:
    store.add([chunk("x", "doc")], axes((1, 0)))
    row = store._collection.get(ids=["x"], include=["metadatas", "documents"])
    assert row["documents"] == ["Tekst x"]
    assert row["metadatas"][0] == {
        "document": "doc",
        "title": "Tittel",
        "section": "Del › Under",
        "page": 3,
        "status": "current",
    }
