"""«De», «der» and «de nye» after a question of what replaced a thing are what came."""

from __future__ import annotations

import pytest

from assistant.answer.dialogue import came_after
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Turn

from ..sea_programme import TODAY, answerer_in, asked

KYSTLAG = """# Notat om Kystlag

## Kystlag

Kystlag varte i inntil ni år. Kystlag fikk 400 000 kroner i året.

Fra 2025 erstatter Hav Vekst den tidligere ordningen Kystlag.
"""
REPLY = "Fra 2025 erstatter Hav Vekst den tidligere ordningen Kystlag [1]."


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("replaced"), {"kystlag.md": KYSTLAG})


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Hva erstattet Kystlag?", True),
        ("Kva erstatta Kystlag?", True),
        ("What replaced Kystlag?", True),
        ("Hvilken ordning har erstattet Kystlag?", True),
        ("Hva ble Kystlag erstattet av?", True),
        ("Når ble Kystlag erstattet?", False),
        ("Hva er Kystlag?", False),
    ],
)
def test_it_is_asked_what_came(text: str, asks: bool) -> None:
    assert came_after.is_asked_for(text) is asks


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        ("Hva erstattet Kystlag?", "Hvor lenge varer de?"),
        ("Kva erstatta Kystlag?", "Kor lenge varer dei?"),
        ("Hva erstattet Kystlag?", "Hvor lenge varer de nye?"),
        ("What replaced Kystlag?", "How long do they last?"),
    ],
)
def test_they_are_what_came(replaced: ExtractiveAnswerer, earlier: str, question: str) -> None:
    history = [Turn("user", earlier), Turn("assistant", REPLY)]
    names = [m.name for m in replaced.reader.read(question, history).mentions]
    assert names == ["Hav Vekst"]
    text = replaced.answer(question, history, as_of=TODAY).text
    assert "fem år" in text or "5 years" in text
    assert "ni år" not in text


def test_what_is_demanded_is_not_asked_of_what_has_ended(replaced: ExtractiveAnswerer) -> None:
    after = asked(replaced, "Hva er kravene?", "Hva erstattet Kystlag?")
    assert after.text == asked(replaced, "Hva er kravene?").text


def test_the_past_is_of_what_was_named(replaced: ExtractiveAnswerer) -> None:
    assert "ni år" in asked(replaced, "Hvor lenge varte det?", "Hva erstattet Kystlag?").text
