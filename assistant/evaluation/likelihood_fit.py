"""The weights of `answer.selection.likelihood`, fitted on many small folders of documents.

    python -m assistant.evaluation.likelihood_fit evals/general evals/foreign … [--write]

A folder with `documents` and `questions.jsonl` is taken as it is; of a folder of themes, the
documents of each are dealt into folders of eight, as people have them. Every question is asked of
the folder that its document lies in, with the gate open; an answer is right where it cites a
labelled sentence. What is printed was measured on folders left out: fitted on the other themes,
tried on the one. With --write the weights of all together go into the package.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.selection.likelihood import CONSTANT, FILE
from assistant.answer.selection.select import Selection
from assistant.answer.selection.thresholds import Thresholds
from assistant.domain import Outcome
from assistant.errors import AssistantError, InputError
from assistant.evaluation.case_files import load_set
from assistant.evaluation.cases import CaseClass, EvalCase
from assistant.evaluation.normalise import fold
from assistant.ingest.documents import load_folder
from assistant.search.retrieval import Retriever
from assistant.search.store import build, open_index
from assistant.settings import Settings, load

IN_FOLDER = 8
_SEED = 7
_AS_OF = date(2026, 12, 1)
# Strength of the ridge, and steps of Newton's method; it has converged well before.
_RIDGE, _STEPS = 20.0, 25
# Features that fewer answers than this have otherwise than most are left out.
_SELDOM = 0.01
# The theme of folders that are taken as they are.
_AS_IT_IS = "given"
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """An answered question: its theme, what spoke for the lead, and how it went."""

    theme: str
    told: Mapping[str, float]
    right: bool
    answerable: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits, prints the table and, when asked to, writes; 2 with one line for faulty input."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.likelihood_fit")
    parser.add_argument("folders", type=Path, nargs="+", help="evals/general, evals/foreign …")
    parser.add_argument("--write", action="store_true", help="write the weights of the package")
    given = parser.parse_args(arguments)
    try:
        with TemporaryDirectory(prefix="assistant-likelihood-") as place:
            folders = list(_laid_out(given.folders, Path(place)))
            with get_context("spawn").Pool(2) as pool:
                asked = [a for found in pool.starmap(ask_folder, folders) for a in found]
        if not asked:
            raise InputError(
                "no answer to learn from in the folders given: none of their questions is answered,"
                " or the static model knows their documents; give folders on other matters"
            )
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    names = usual(asked)
    sys.stdout.write(table(asked, names))
    if given.write:
        weights = fitted(asked, names)
        text = json.dumps({k: round(v, 4) for k, v in weights.items()}, indent=1)
        FILE.write_text(text + "\n", encoding="utf-8")
    return 0


def _laid_out(folders: Sequence[Path], place: Path) -> Iterator[tuple[str, Path]]:
    """Themes and the folders to ask, below `place`: copies of those given, and those dealt."""
    for folder in folders:
        if (folder / "documents").is_dir():
            mine = place / f"{_AS_IT_IS}-{folder.name}"
            shutil.copytree(folder / "documents", mine / "documents")
            shutil.copy(folder / "questions.jsonl", mine)
            yield _AS_IT_IS, mine
        else:
            yield from deal(folder, place)


def usual(asked: Sequence[Asked]) -> list[str]:
    """The names of the features that tell answers apart: those that few have, or all, do not."""
    names = sorted({name for a in asked for name in a.told})
    x = _matrix(asked, names)
    apart = (x != np.median(x, axis=0)).mean(axis=0)
    return [n for n, share in zip(names, apart.tolist(), strict=True) if share >= _SELDOM]


def deal(themes: Path, place: Path) -> Iterator[tuple[str, Path]]:
    """Themes and folders of eight documents with the questions about them, made below `place`.

    A question without an answer belongs to the document of the answered one before it.
    """
    for theme in sorted(p for p in themes.iterdir() if p.is_dir()):
        files = sorted(p for p in (theme / "documents").iterdir() if p.name != "manifest.toml")
        lines: dict[str, list[str]] = {}
        home = ""
        for line in (theme / "questions.jsonl").read_text(encoding="utf-8").splitlines():
            relevant = json.loads(line).get("relevant")
            home = relevant[0]["document"] if relevant else home
            lines.setdefault(home, []).append(line)
        random.Random(_SEED).shuffle(files)
        for number, first in enumerate(range(0, len(files), IN_FOLDER)):
            folder = place / f"{theme.name}-{number}"
            (folder / "documents").mkdir(parents=True, exist_ok=True)
            mine = files[first : first + IN_FOLDER]
            for file in mine:
                shutil.copy(file, folder / "documents")
            rows = [line for file in mine for line in lines.get(file.stem, ())]
            (folder / "questions.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
            yield theme.name, folder


def ask_folder(theme: str, folder: Path) -> list[Asked]:
    """The questions of one folder that are answered while the gate stands open."""
    settings = replace(load(), corpus=folder / "documents", index=folder / "index", llm=None)
    answerer = _answerer(settings)
    found = []
    for case in load_set(folder / "questions.jsonl").cases:
        if case.case_class not in (CaseClass.ANSWERABLE, CaseClass.UNANSWERABLE):
            continue
        question = answerer.reader.read(case.question)
        selection, _ = answerer.selected(question, case.as_of or _AS_OF, None)
        if selection.outcome is Outcome.ANSWERED and selection.told:
            answerable = case.case_class is CaseClass.ANSWERABLE
            found.append(Asked(theme, selection.told, _cites(selection, case), answerable))
    return found


def _answerer(settings: Settings) -> ExtractiveAnswerer:
    build(load_folder(settings.corpus).documents, settings)
    retriever = Retriever(open_index(settings), settings)
    return ExtractiveAnswerer(retriever, thresholds=replace(Thresholds(), likely=0.0))


def _cites(selection: Selection, case: EvalCase) -> bool:
    """Whether one of the units shown holds a labelled quote, or is the better part of it."""
    return any(
        evidence.unit.chunk.document_id == wanted.document
        and (
            fold(wanted.quote) in fold(evidence.unit.verbatim)
            or fold(evidence.unit.verbatim) in fold(wanted.quote)
        )
        for evidence in selection.picked
        for wanted in case.relevant
    )


def fitted(asked: Sequence[Asked], names: Sequence[str]) -> dict[str, float]:
    """Feature → weight by logistic regression with a ridge, on features as they are."""
    x = _matrix(asked, names)
    y = np.array([a.right for a in asked], dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1.0
    z = np.column_stack([np.ones(len(x)), (x - mean) / spread])
    ridge = np.full(z.shape[1], _RIDGE)
    ridge[0] = 0.0
    w = np.zeros(z.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (p - y) + ridge * w
        curve = (z * (p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9)
        w -= np.linalg.solve(curve, slope)
    plain = w[1:] / spread
    constant = float(w[0] - plain @ mean)
    return {CONSTANT: constant, **dict(zip(names, plain.tolist(), strict=True))}


def table(asked: Sequence[Asked], names: Sequence[str]) -> str:
    """What each threshold would have stopped, on themes left out, as lines of text."""
    themes = sorted({a.theme for a in asked})
    odds: list[tuple[float, Asked]] = []
    for theme in themes:
        weights = fitted([a for a in asked if a.theme != theme], names)
        mine = [a for a in asked if a.theme == theme]
        vector = np.array([weights[n] for n in names])
        scores = 1 / (1 + np.exp(-(_matrix(mine, names) @ vector + weights[CONSTANT])))
        odds.extend(zip(scores.tolist(), mine, strict=True))
    kinds = {
        "right": [s for s, a in odds if a.right],
        "another sentence": [s for s, a in odds if not a.right and a.answerable],
        "nothing to answer": [s for s, a in odds if not a.answerable],
    }
    lines = ["stopped below  " + "  ".join(f"{k} ({len(v)})" for k, v in kinds.items())]
    for least in THRESHOLDS:
        shares = [f"{np.mean(np.array(v) < least):.3f}" for v in kinds.values() if v]
        lines.append(f"{least:13}  " + "  ".join(shares))
    return "\n".join(lines) + "\n"


def _matrix(asked: Sequence[Asked], names: Sequence[str]) -> Numbers:
    return np.array([[a.told.get(n, 0.0) for n in names] for a in asked])


if __name__ == "__main__":
    raise SystemExit(main())
