"""Words and endings that tell nynorsk from bokmål, as they are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search import language
from assistant.search.train import norwegian

SAID = [
    *(("Kva er kravet?", True) for _ in range(20)),
    *(("Hva er kravet?", False) for _ in range(20)),
]


def test_what_only_one_of_them_has_speaks_for_it() -> None:
    found = norwegian.weights(SAID)
    assert found["kva"] > 1
    assert found["hva"] < -1


def test_what_both_have_tells_nothing() -> None:
    assert {"er", "kravet"}.isdisjoint(norwegian.weights(SAID))


def test_endings_are_counted_by_words() -> None:
    words = ("bil", "båt", "sykkel", "fugl", "stol", "kniv", "benk", "vegg", "hatt", "sko")
    said = [(f"{w}{e}", e == "ane") for w in words for e in ("ane", "ene") for _ in range(3)]
    found = norwegian.weights(said)
    assert found["-ane"] > 0 > found["-ene"]


@given(st.lists(st.tuples(st.text(max_size=30), st.booleans()), max_size=20))
def test_every_weight_is_bounded(said: list[tuple[str, bool]]) -> None:
    assert all(-6 <= weight <= 6 for weight in norwegian.weights(said).values())


def test_the_shipped_file_is_made_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = language.FILE.read_text(encoding="utf-8")
    again = tmp_path / "norwegian.json"
    monkeypatch.setattr(norwegian, "FILE", again)
    general = Path(__file__).parents[2] / "evals" / "general"
    assert norwegian.main([str(general)]) == 0
    assert json.loads(again.read_text(encoding="utf-8")) == json.loads(shipped)


def test_a_faulty_set_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "questions.jsonl").write_text("{", encoding="utf-8")
    assert norwegian.main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
