"""The invented programme and the shipped documents, indexed once for all tests of the answerer."""

from __future__ import annotations

import pytest
from hypothesis import settings

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.ingest.documents import load_folder
from assistant.search.retrieval import Retriever
from assistant.search.store import build, open_index
from assistant.settings import REPOSITORY, Settings

from .sea_programme import answerer_in

# The first answer of a process loads word lists; how long that takes is no matter of these tests.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def sea(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("sea"))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    """The answerer over the documents of the package, with the model that knows them."""
    corpus = REPOSITORY / "corpus"
    settings = Settings(corpus=corpus, index=tmp_path_factory.mktemp("shipped"))
    build(load_folder(corpus).documents, settings)
    return ExtractiveAnswerer(Retriever(open_index(settings), settings))
