"""Fitting the weights of the likelihood: folders, features, the regression, the command."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.answer.selection.likelihood import CONSTANT
from assistant.evaluation import likelihood_fit as fit
from assistant.evaluation.likelihood_fit import Asked, deal, fitted, main, table, usual

# No words that the shipped model knows: what it has an opinion on teaches nothing here.
TEXT = (
    "# Badstua i {n}\n\nBadstua i {n} koster {n}00 kroner i timen."
    " Vaktmesteren låser slusa klokken {n}.\n"
)


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """Two themes of ten documents each, with one answered and one absent question about each."""
    for theme in ("haller", "bad"):
        folder = tmp_path / "themes" / theme
        (folder / "documents").mkdir(parents=True)
        (folder / "documents" / "manifest.toml").write_text("", encoding="utf-8")
        rows = []
        for n in range(10, 20):
            (folder / "documents" / f"hall-{n}.md").write_text(TEXT.format(n=n), encoding="utf-8")
            quote = f"Badstua i {n} koster {n}00 kroner i timen."
            rows += [
                {
                    "id": f"{theme}-{n}",
                    "question": f"Hva koster badstua i {n}?",
                    "class": "answerable",
                    "language": "nb",
                    "relevant": [{"document": f"hall-{n}", "quote": quote, "grade": 2}],
                },
                {
                    "id": f"{theme}-{n}-x",
                    "question": "Hvem eier badstua?",
                    "class": "unanswerable",
                    "language": "nb",
                },
            ]
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "themes"


def test_themes_are_dealt_into_folders_of_eight(themes: Path, tmp_path: Path) -> None:
    dealt = list(deal(themes, tmp_path / "place"))
    assert [theme for theme, _ in dealt] == ["bad", "bad", "haller", "haller"]
    folders = [folder for _, folder in dealt]
    assert [f.name for f in folders] == ["bad-0", "bad-1", "haller-0", "haller-1"]
    sizes = [len(list((f / "documents").iterdir())) for f in folders]
    assert sizes == [8, 2, 8, 2]
    for folder in folders:
        stems = {p.stem for p in (folder / "documents").iterdir()}
        lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        asked = {r["relevant"][0]["document"] for r in rows if "relevant" in r}
        assert asked == stems
        # Every question without an answer goes with the one before it.
        assert sum("relevant" not in r for r in rows) == len(stems)


def samples(count: int = 400) -> list[Asked]:
    """Answers that are right where `for` is high and `against` is low; `noise` says nothing."""
    random = np.random.default_rng(1)
    found = []
    for n in range(count):
        speaks, against, noise = random.normal(size=3).tolist()
        told = {"against": against, "always": 1.0, "for": speaks, "noise": noise}
        right = 2 * speaks - 2 * against + float(random.normal()) > 0
        found.append(Asked(("a", "b")[n % 2], told, right, answerable=bool(n % 3)))
    return found


def test_the_regression_finds_what_speaks_for_and_against() -> None:
    weights = fitted(samples(), ["against", "for", "noise"])
    assert weights["for"] > 1 > -1 > weights["against"]
    assert abs(weights["noise"]) < 0.3
    assert set(weights) == {CONSTANT, "against", "for", "noise"}


def test_what_all_answers_share_is_left_out() -> None:
    rare = [
        Asked("a", {**a.told, "rare": float(n == 0)}, a.right, a.answerable)
        for n, a in enumerate(samples())
    ]
    assert usual(rare) == ["against", "for", "noise"]


def test_the_table_tells_what_each_threshold_stops() -> None:
    lines = table(samples(), ["against", "for", "noise"]).splitlines()
    assert len(lines) == 1 + len(fit.THRESHOLDS)
    for line in lines[1:]:
        _, right, another, nothing = map(float, line.split())
        assert right < another
        assert right < nothing


def test_the_command_fits_and_writes(
    themes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "likelihood.json"
    monkeypatch.setattr(fit, "FILE", target)
    assert main([str(themes), str(themes / "bad"), "--write"]) == 0
    assert capsys.readouterr().out.startswith("stopped below")
    weights = json.loads(target.read_text(encoding="utf-8"))
    assert CONSTANT in weights
    assert all(isinstance(w, float) for w in weights.values())


def test_without_write_nothing_is_written(
    themes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "likelihood.json"
    monkeypatch.setattr(fit, "FILE", target)
    assert main([str(themes)]) == 0
    assert not target.exists()
