"""Questions put negatively, and what an answer to them begins with."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.understanding.negation import is_put_negatively

from ..sea_programme import answerer_over, asked

CALL = """# Kystlaget

## Om laget

Laget må ha en revisor. Rederier kan ikke delta i laget. Havner kan delta i laget uten kontingent.
"""


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("coast"), {"lag.md": CALL})


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Må laget ha en revisor?", "**Ja:**"),
        ("Må laget ikke ha en revisor?", "**Jo:**"),
        ("Må ikkje laget ha ein revisor?", "**Jo:**"),
        ("Må ikke laget ha en revisor?", "**Jo:**"),
        ("Kan rederier delta i laget?", "**Nei:**"),
        ("Kan ikke rederier delta i laget?", "**Nei:**"),
        ("Kan havner delta i laget uten kontingent?", "**Ja:**"),
    ],
)
def test_the_word_for_it(coast: ExtractiveAnswerer, question: str, word: str) -> None:
    assert asked(coast, question).text.startswith(word)


@pytest.mark.parametrize(
    ("question", "negatively"),
    [
        ("Får vi ikke støtte?", True),
        ("Don't we need a strategy?", True),
        ("Is there no deadline?", True),
        ("Får vi støtte?", False),
        ("Får vi støtte hvis vi ikke er en klynge?", False),
        ("Får vi støtte uten strategi?", False),
        ("Er det ope no?", False),
    ],
)
def test_put_negatively(coast: ExtractiveAnswerer, question: str, negatively: bool) -> None:
    assert is_put_negatively(coast.reader.read(question)) is negatively
