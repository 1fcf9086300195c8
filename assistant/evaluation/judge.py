"""An optional judge: a language model that rates faithfulness and correctness, kept apart.

Each aspect of each answer is judged twice. A judge must name two marks that stand before and after
the material, so that a verdict on a text it saw only in part is not counted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from assistant.domain import Language, Outcome
from assistant.errors import ConfigurationError, InputError
from assistant.evaluation.runs import Result
from assistant.evaluation.wording import percent, say
from assistant.settings import Settings

ROUNDS = 2
VALUES = {"yes": 1.0, "partly": 0.5, "no": 0.0}
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class Aspect(StrEnum):
    """What is judged: by the cited sources alone, or by the expected facts alone."""

    FAITHFULNESS = "faithfulness"
    CORRECTNESS = "correctness"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An aspect of an answer, judged twice. A round without a verdict has a reason in `unscored`.

    `verdicts` are yes, partly or no, in the order given.
    """

    id: str
    aspect: Aspect
    verdicts: tuple[str, ...]
    reasons: tuple[str, ...]
    unscored: tuple[str, ...] = ()

    @property
    def score(self) -> float | None:
        """Mean over both rounds; None, which is unscored, unless both gave a verdict."""
        if len(self.verdicts) < ROUNDS:
            return None
        return sum(VALUES[v] for v in self.verdicts) / len(self.verdicts)

    @property
    def disagrees(self) -> bool:
        """Whether the judge gave two different verdicts."""
        return len(set(self.verdicts)) > 1


class Judge(Protocol):
    """The part of a LangChain chat model that is used."""

    def invoke(self, prompt: str, /) -> Any:
        """The model's message; its text is in `.content`."""


def load_judge(model: str, settings: Settings) -> Judge:
    """A chat model by "provider:model", at temperature 0.

    Raises:
        ConfigurationError: when the model cannot be set up, with the reason.
    """
    from langchain.chat_models import init_chat_model

    try:
        judge: Judge = init_chat_model(model, temperature=0, timeout=settings.llm_timeout)
    except Exception as error:
        raise ConfigurationError(f"the judge {model!r} cannot be set up: {error}") from error
    return judge


def judge_run(
    judge: Judge, results: Sequence[Result], *, progress: bool = False
) -> tuple[Judgement, ...]:
    """Both aspects of every answer that claims to answer, each judged twice."""
    from tqdm import tqdm

    todo = [
        (result, aspect)
        for result in results
        if result.outcome is Outcome.ANSWERED
        for aspect in Aspect
        if aspect is Aspect.FAITHFULNESS or result.case.facts
    ]
    bar = tqdm(todo, unit="verdict", disable=None if progress else True)
    return tuple(judge_answer(judge, result, aspect) for result, aspect in bar)


def judge_answer(judge: Judge, result: Result, aspect: Aspect) -> Judgement:
    """One aspect of one answer, judged twice."""
    verdicts: list[str] = []
    reasons: list[str] = []
    unscored: list[str] = []
    for attempt in range(ROUNDS):
        marks = _marks(result, aspect, attempt)
        try:
            reply = judge.invoke(prompt(result, aspect, marks))
            verdict, reason = _read(reply, marks)
        except Exception as error:
            unscored.append(f"{type(error).__name__}: {error}")
            continue
        verdicts.append(verdict)
        reasons.append(reason)
    return Judgement(result.case.id, aspect, tuple(verdicts), tuple(reasons), tuple(unscored))


def _marks(result: Result, aspect: Aspect, attempt: int) -> tuple[str, str]:
    """Two marks that no text can foresee, the same on every run."""
    seed = f"{result.case.id}\0{result.answer}\0{aspect}\0{attempt}".encode()
    digest = hashlib.sha256(seed).hexdigest()
    return f"A-{digest[:8]}", f"Z-{digest[8:16]}"


def prompt(result: Result, aspect: Aspect, marks: tuple[str, str]) -> str:
    """What the judge reads: the task, and the material between its marks as data."""
    nb = Language.NB
    parts = [(say("judge_question", nb), result.case.question)]
    parts.append((say("judge_answer", nb), result.answer))
    if aspect is Aspect.FAITHFULNESS:
        quotes = "\n".join(f"[{c.number}] {c.title}: {c.quote}" for c in result.citations)
        parts.append((say("judge_sources", nb), quotes))
    else:
        facts = "\n".join("- " + " / ".join(fact) for fact in result.case.facts)
        parts.append((say("judge_facts", nb), facts))
    material = "\n\n".join(f"{name}:\n{text}" for name, text in parts)
    task = say(f"judge_{aspect}_task", nb)
    first, last = marks
    return say("judge_prompt", nb, task=task, first=first, material=material, last=last)


def _read(reply: Any, marks: tuple[str, str]) -> tuple[str, str]:
    """Verdict and reason of a reply.

    Raises:
        ValueError: when the reply has no verdict, was cut off, or lacks the marks.
    """
    stopped = (getattr(reply, "response_metadata", None) or {}).get("finish_reason")
    if stopped == "length":
        raise ValueError("the reply was cut off")
    content = reply.content if isinstance(reply.content, str) else json.dumps(reply.content)
    found = _OBJECT.search(content)
    if not found:
        raise ValueError(f"no JSON object in the reply {content[:80]!r}")
    row = json.loads(found[0])
    if (row.get("first"), row.get("last")) != marks:
        raise ValueError("the judge did not see the whole input: its marks are wrong")
    if row.get("verdict") not in VALUES:
        raise ValueError(f"{row.get('verdict')!r} is no verdict")
    return str(row["verdict"]), str(row.get("reason", ""))


def show_judgements(judgements: Sequence[Judgement], language: Language) -> str:
    """One line for each aspect: mean, how many were scored, disagreed, and could not be scored."""
    lines = []
    for aspect in Aspect:
        found = [j for j in judgements if j.aspect is aspect]
        scores = [j.score for j in found if j.score is not None]
        mean = percent(sum(scores) / len(scores), language) if scores else "–"
        lines.append(
            say(
                "judge_line",
                language,
                aspect=say(f"judge_{aspect}", language),
                mean=mean,
                scored=len(scores),
                disagreed=sum(j.disagrees for j in found),
                unscored=len(found) - len(scores),
            )
        )
    return "\n".join(lines)


def write_judgements(path: Path, judgements: Sequence[Judgement]) -> None:
    """Writes judgements as JSON Lines.

    Raises:
        InputError: when the file cannot be written.
    """
    rows = [json.dumps({**asdict(j), "score": j.score}, ensure_ascii=False) for j in judgements]
    try:
        path.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
