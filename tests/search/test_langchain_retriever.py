"""The retriever as LangChain knows it, over a real index."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.ingest.documents import load_folder
from assistant.search.langchain_retriever import ClusterRetriever
from assistant.search.retrieval import Retriever
from assistant.search.store import build, open_index
from assistant.settings import Settings

TEXT = """# Tilskudd til skogsveier

## Hvem kan søke

Skogeiere kan søke om tilskudd til veier i skogen.

## Frister

Søknaden må være kommet fram før 1. oktober.
"""
MANIFEST = """
[[document]]
file = "skog.md"
title = "Tilskudd til skogsveier"
published = "2023-05"
status = "current"
url = "https://example.org/skog"
"""


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> ClusterRetriever:
    folder: Path = tmp_path_factory.mktemp("forest")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "skog.md").write_text(TEXT, encoding="utf-8")
    (corpus / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    settings = Settings(corpus=corpus, index=folder / "index", embedding="none")
    build(load_folder(corpus).documents, settings)
    return ClusterRetriever(retriever=Retriever(open_index(settings), settings))


def test_documents_are_the_hits(retriever: ClusterRetriever) -> None:
    question = "Når må søknaden være kommet fram?"
    documents = retriever.invoke(question)
    hits = retriever.retriever.search(question, 5)
    assert [d.page_content for d in documents] == [h.chunk.text for h in hits]
    assert [d.id for d in documents] == [h.chunk.id for h in hits]


def test_metadata_says_where_it_stands(retriever: ClusterRetriever) -> None:
    best = retriever.invoke("Når må søknaden være kommet fram?")[0]
    assert best.metadata == {
        "document": "skog",
        "title": "Tilskudd til skogsveier",
        "section": "Frister",
        "page": None,
        "status": "current",
        "published": "2023-05",
        "url": "https://example.org/skog",
        "chunk_id": best.id,
        "score": 1.0,
    }


def test_k_bounds_the_documents(retriever: ClusterRetriever) -> None:
    assert len(retriever.invoke("søknad om tilskudd til veier", k=1)) == 1
    one = ClusterRetriever(retriever=retriever.retriever, k=1)
    assert len(one.invoke("søknad om tilskudd til veier")) == 1
    with pytest.raises(ValidationError):
        ClusterRetriever(retriever=retriever.retriever, k=0)


def test_it_runs_as_any_runnable(retriever: ClusterRetriever) -> None:
    titles = retriever | (lambda documents: {d.metadata["title"] for d in documents})
    assert titles.batch(["skogsveier", "frister"]) == [{"Tilskudd til skogsveier"}] * 2
    found = asyncio.run(retriever.ainvoke("skogsveier"))
    assert found == retriever.invoke("skogsveier")
    assert retriever.invoke("xyzzy") == []
