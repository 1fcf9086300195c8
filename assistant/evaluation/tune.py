"""Choosing a setting on tuning questions, and writing down what was chosen and why.

Questions that are held out for testing are refused by the name of their set and by their tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation import ranking
from assistant.evaluation.cases import CaseClass, CaseSet, EvalCase
from assistant.evaluation.compare import bootstrap_interval
from assistant.evaluation.runner import Assistant, corpus_texts, run_case
from assistant.evaluation.wording import decimal, measure_name, say
from assistant.settings import Settings

DENSE_WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
TOP_K = 10
# Values to try for each answer threshold (`answer.selection.select.Thresholds`), around its own.
THRESHOLDS: Mapping[str, tuple[float, ...]] = {
    "trust": (-0.6, -0.4, -0.3, -0.2, -0.1, 0.0, 0.2, 0.4),
    "absent": (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
    "absent_value": (0.15, 0.25, 0.35, 0.45, 0.55),
    "margin": (1.0, 2.0, 3.5, 5.0, 7.0, 10.0),
    "sure": (0.65, 0.75, 0.85, 0.95),
}
SETTINGS = ("dense_weight", *THRESHOLDS)
PASSED = "passed"
_HELD_OUT = re.compile(r"(^|[-_.])(test|held[-_]?out|holdout)([-_.]|$)", re.IGNORECASE)
_RANKED: Mapping[str, Callable[[ranking.Ranking], float]] = {
    "recall@1": lambda r: ranking.recall_at_k(r, 1),
    "recall@5": lambda r: ranking.recall_at_k(r, 5),
    "success@1": lambda r: ranking.success_at_k(r, 1),
    "success@5": lambda r: ranking.success_at_k(r, 5),
    "mrr@10": lambda r: ranking.mrr_at_k(r, 10),
    "ndcg@10": lambda r: ranking.ndcg_at_k(r, 10),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A value that was tried; `scores` by question, all trials over the same questions."""

    value: float
    scores: Mapping[str, float]

    @property
    def mean(self) -> float:
        """Mean score over the questions."""
        return sum(self.scores.values()) / len(self.scores)


@dataclass(frozen=True, slots=True)
class Choice:
    """The value chosen. `best` scored highest; a preferred value is chosen when it does as well.

    `low` and `high` bound the mean difference best minus chosen (95 %, paired bootstrap).
    """

    name: str
    measure: str
    value: float
    score: float
    best: float
    best_score: float
    low: float
    high: float
    questions: int
    sets: tuple[str, ...]
    tried: Mapping[str, float]


def refuse_held_out(sets: Sequence[CaseSet]) -> None:
    """Stops tuning on questions that are there to test it.

    Raises:
        InputError: naming the first set, or question, that is held out by its name or a tag.
    """
    for case_set in sets:
        if _HELD_OUT.search(case_set.name):
            raise InputError(f"{case_set.path} is held out by its name; tune on other questions")
        for case in case_set.cases:
            tag = next((t for t in case.tags if _HELD_OUT.search(t)), None)
            if tag:
                raise InputError(
                    f"{case_set.path}: question {case.id!r} is held out by its tag {tag!r};"
                    " tune on other questions"
                )


def grid_search(
    values: Sequence[float], evaluate: Callable[[float], Mapping[str, float]]
) -> tuple[Trial, ...]:
    """Every value tried; `evaluate` gives the score of each question under a value."""
    return tuple(Trial(value, evaluate(value)) for value in values)


def choose(
    trials: Sequence[Trial], *, name: str, measure: str, prefer: float, sets: Sequence[str] = ()
) -> Choice:
    """The value nearest to `prefer` that is not worse than the best one by more than chance.

    Raises:
        InputError: when there is nothing to choose by.
    """
    if not trials or not trials[0].scores:
        raise InputError("no question to tune on: answerable ones with `relevant` are needed")
    best = max(trials, key=lambda t: (t.mean, -abs(t.value - prefer)))
    for trial in sorted(trials, key=lambda t: abs(t.value - prefer)):
        low, high = bootstrap_interval([best.scores[i] - trial.scores[i] for i in best.scores])
        if low <= 0:
            return Choice(
                name,
                measure,
                value=trial.value,
                score=round(trial.mean, 6),
                best=best.value,
                best_score=round(best.mean, 6),
                low=round(low, 6),
                high=round(high, 6),
                questions=len(best.scores),
                sets=tuple(sets),
                tried={f"{t.value:g}": round(t.mean, 6) for t in trials},
            )
    raise AssertionError("the best value is never worse than itself")


def tune_dense_weight(
    sets: Sequence[CaseSet], settings: Settings, *, measure: str, progress: bool = False
) -> Choice:
    """The share of the dense leg in the fusion, by how well search ranks the labelled quotes.

    Raises:
        InputError: for held-out questions, an unknown measure, or no questions to tune on.
    """
    from tqdm import tqdm

    from assistant.serve.service import Service

    refuse_held_out(sets)
    cases = [c for s in sets for c in s.cases if _is_ranked(c)]
    bar = tqdm(DENSE_WEIGHTS, unit="weight", disable=None if progress else True)
    trials = [
        Trial(w, rank_scores(Service.open(replace(settings, dense_weight=w)), cases, measure))
        for w in bar
    ]
    names = [s.name for s in sets]
    return choose(trials, name="dense_weight", measure=measure, prefer=0.0, sets=names)


def tune_threshold(
    name: str, sets: Sequence[CaseSet], settings: Settings, *, progress: bool = False
) -> Choice:
    """A threshold of the extractive answerer, by how many questions pass; its own is preferred.

    Raises:
        InputError: for held-out questions or a threshold that does not exist.
    """
    from tqdm import tqdm

    from assistant.answer.extractive import ExtractiveAnswerer
    from assistant.answer.selection.thresholds import Thresholds
    from assistant.serve.service import Service

    refuse_held_out(sets)
    if name not in THRESHOLDS:
        raise InputError(f"{name!r} cannot be tuned; choose one of {', '.join(SETTINGS)}")
    own: float = getattr(Thresholds(), name)
    texts = corpus_texts(settings)
    service = Service.open(replace(settings, llm=None))
    trials = []
    for value in tqdm(sorted({*THRESHOLDS[name], own}), disable=None if progress else True):
        given = replace(Thresholds(), **{name: value})
        service.extractive = ExtractiveAnswerer(service.retriever, thresholds=given)
        trials.append(Trial(value, _passed(service, sets, texts)))
    service.close()
    names = [s.name for s in sets]
    return choose(trials, name=name, measure=PASSED, prefer=own, sets=names)


def _passed(
    assistant: Assistant, sets: Sequence[CaseSet], texts: Mapping[str, str]
) -> dict[str, float]:
    cases = [case for case_set in sets for case in case_set.cases]
    return {c.id: float(run_case(assistant, c, texts)[0].scores.passed) for c in cases}


def _is_ranked(case: EvalCase) -> bool:
    answerable = case.case_class is CaseClass.ANSWERABLE
    return answerable and bool(case.relevant) and not case.history


def rank_scores(assistant: Assistant, cases: Sequence[EvalCase], measure: str) -> dict[str, float]:
    """A ranking measure of each question.

    Raises:
        InputError: for a measure that cannot be tuned on, naming those that can.
    """
    if measure not in _RANKED:
        raise InputError(f"{measure!r} cannot be tuned on; choose one of {', '.join(_RANKED)}")
    return {
        c.id: _RANKED[measure](ranking.rank_quotes(c.relevant, assistant.search(c.question, TOP_K)))
        for c in cases
    }


def write_choice(path: Path, choice: Choice) -> None:
    """Writes a choice with everything that was tried, as JSON.

    Raises:
        InputError: when the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(choice), indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def show_choice(choice: Choice, language: Language) -> str:
    """What was chosen and why, in words."""
    values = {
        "name": choice.name,
        "measure": measure_name(choice.measure, language),
        "value": decimal(choice.value, 2, language),
        "score": decimal(choice.score, 4, language),
        "best": decimal(choice.best, 2, language),
        "best_score": decimal(choice.best_score, 4, language),
    }
    reason = "best" if choice.value == choice.best else "simpler"
    return "\n".join(
        [
            say("tune_header", language, **values),
            say(f"tune_reason_{reason}", language, **values),
        ]
    )
