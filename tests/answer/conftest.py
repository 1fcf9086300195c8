"""The invented programme, indexed once for all tests of the answerer."""

from __future__ import annotations

import pytest
from hypothesis import settings

from assistant.answer.extractive import ExtractiveAnswerer

from .sea_programme import answerer_in

# The first answer of a process loads word lists; how long that takes is no matter of these tests.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def sea(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("sea"))
