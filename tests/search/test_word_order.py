"""Words in an order and in none, and the model that tells them apart."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ModelError
from assistant.search import word_order
from assistant.search.train import word_order as training
from assistant.search.word_order import WordOrder

ASKED = [
    "Hvor lenge kan et korps låne instrumentene i biblioteket?",
    "Hva koster det å leie den store salen en hel lørdag?",
    "Kven kan søkje om tilskot til ferjereiser i vinter?",
    "Må alle i styret skrive under på søknaden om ny brygge?",
    "When does the ferry leave from the old harbour in the winter?",
    "Can we borrow two tents for the weekend if we live in another town?",
]
SHAKEN = [
    "koster salen hel det store lørdag hva leie den å en",
    "søknaden styret i skrive om alle må på ny under brygge",
    "the ferry winter in leave does from when harbour old the",
]


@pytest.fixture(scope="module")
def shipped() -> WordOrder:
    return word_order.load()


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_in_order(shipped: WordOrder, text: str) -> None:
    found = shipped.orderliness(text)
    assert found is not None
    assert found > 2


@pytest.mark.parametrize("text", SHAKEN)
def test_words_shaken_together_are_not(shipped: WordOrder, text: str) -> None:
    found = shipped.orderliness(text)
    assert found is not None
    assert found < 1


def test_most_shuffles_of_a_question_are_told_from_it(shipped: WordOrder) -> None:
    """What a message must be above is met by one in six shuffles and by all questions here."""
    draw = random.Random(5)
    shaken = []
    for text in ASKED * 20:
        words = word_order.words_of(text)
        draw.shuffle(words)
        shaken.append(shipped.orderliness(" ".join(words)))
    assert sum(found is not None and found < 1 for found in shaken) > 0.7 * len(shaken)


@pytest.mark.parametrize("text", ["", "?!", "støtte", "nei nei nei", "a " * 61, "hva er det " * 21])
def test_where_there_is_no_order_to_speak_of(shipped: WordOrder, text: str) -> None:
    assert shipped.orderliness(text) is None


def test_each_sentence_has_an_order_of_its_own(shipped: WordOrder) -> None:
    both = shipped.orderliness(f"{ASKED[0]} {ASKED[1]}")
    assert both is not None
    assert both > max(shipped.orderliness(text) or 0 for text in ASKED[:2])


@given(st.text(max_size=200))
def test_any_text_is_judged_the_same_each_time(text: str) -> None:
    model = word_order.load()
    found = model.orderliness(text)
    assert found is None or np.isfinite(found)
    assert model.orderliness(text) == found


@given(st.lists(st.text(alphabet="abcæ 1#~'-", max_size=30), min_size=1, max_size=8))
def test_what_is_told_after_anything_adds_up_to_one(texts: list[str]) -> None:
    """The probabilities after two words seen, of one seen, and of none."""
    arrays, classes = training.fitted(texts)
    model = WordOrder(classes, **arrays)  # type: ignore[arg-type]
    size = len(classes)
    ids = np.arange(size)
    for first, second in ((0, 0), (0, size - 1), (size - 1, min(2, size - 1))):
        told = model.log_probabilities(np.full(size, first), np.full(size, second), ids)
        assert np.exp(told).sum() == pytest.approx(1, abs=0.02)


def test_the_shipped_file_is_made_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: WordOrder
) -> None:
    again = tmp_path / "word_order.safetensors"
    monkeypatch.setattr(training, "FILE", again)
    general = Path(__file__).parents[2] / "evals" / "general"
    assert training.main([str(general)]) == 0
    assert again.read_bytes() == word_order.FILE.read_bytes()


def test_a_faulty_set_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "questions.jsonl").write_text("{", encoding="utf-8")
    assert training.main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_model_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "word_order.safetensors"
    broken.write_bytes(b"broken")
    with pytest.raises(ModelError, match=r"word_order\.safetensors.*Put the file back"):
        word_order.load(broken)
