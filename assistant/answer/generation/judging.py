"""A model's draft judged: what stands of it, and whether that answers the question.

Drafts are looked at outside the lock of the index, one statement at a time, and no longer than
the question may take.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from assistant.answer import citation
from assistant.answer.composition.frame import bold
from assistant.answer.composition.notices import notices
from assistant.answer.dialogue.reader import Reader
from assistant.answer.extraction.values import find
from assistant.answer.generation import relevance
from assistant.answer.generation.addresses import has_address
from assistant.answer.generation.draft import (
    NO_ANSWER,
    NOT_COVERED,
    TOKENS,
    Line,
    bounded,
    parse,
    plain,
)
from assistant.answer.generation.draft_check import CheckedDraft, DraftChecker
from assistant.answer.generation.fallback import refused, with_notice
from assistant.answer.generation.grounding import Claim, Grounder
from assistant.answer.generation.model import ModelFailure
from assistant.answer.generation.prompting import Desk
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.domain import Answer, Language, Outcome, Turn
from assistant.search.language import detect
from assistant.texts import get
from assistant.texts.voice import Voice

_QUOTES = " \t\n*`\"'«».:[]()"


@dataclass(frozen=True, slots=True)
class Task:
    """One question under way.

    `plain` is the extractive answer to it; `claims` are the statements read so far.
    """

    question: Question
    plain: Answer
    turns: tuple[Turn, ...]
    as_of: date
    deadline: float
    desk: Desk
    claims: dict[str, Claim] = field(default_factory=dict)


class Index(Protocol):
    """What the judging of a draft asks of the index; the extractive answerer is one."""

    reader: Reader
    voice: Voice

    def weighted(self, question: Question) -> tuple[WeightedConcept, ...]:
        """The concepts of a question or a statement, with how much each tells."""
        ...


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges drafts of the model called `name`. `lock` guards the index."""

    index: Index
    rivals: Sequence[str]
    lock: threading.Lock
    name: str

    def checker(self, task: Task) -> DraftChecker:
        """What checks statements against the passages that lie on the desk now."""
        question = task.question
        kinds = EXPECTED.get(question.intent, ())
        asked = {v.canonical for v in find(question.resolved)}

        def emphasise(text: str) -> str:
            if has_address(text):
                return text
            told = [v for v in find(text) if v.kind in kinds and v.canonical not in asked]
            return bold(text, told)

        def claim(statement: str) -> Claim:
            return self._claim(task, statement)

        grounder = Grounder(claim, question.language)
        return DraftChecker(task.desk.passages, grounder, emphasise=emphasise)

    def judged(self, task: Task, draft: str) -> Answer:
        """What stands of a draft as an answer, or what is given instead.

        Raises:
            ModelFailure: when the time for the question ran out.

        """
        voice = self.index.voice
        if plain(draft).strip(_QUOTES).startswith(NO_ANSWER):
            return refused(task.plain, voice)
        lines, partial = _without_tokens(parse(draft))
        lines, lost = bounded(lines)
        checked = self.checker(task).check(lines)
        checked = replace(checked, removed=checked.removed + lost)
        if not checked.kept and NO_ANSWER in draft:
            return refused(task.plain, voice)
        evidence = self._evidence(task, checked)
        if not self._answers(task, checked, evidence):
            return with_notice(task.plain, "model_unsupported")
        checked = relevance.decided(checked, task.question, evidence)
        return self._written(task, checked, partial=partial)

    def holds(self, task: Task, checked: CheckedDraft) -> bool:
        """Whether nothing that may follow takes back what stands so far.

        Whether something is so is shown only where a quoted sentence decides it the same way.
        """
        if checked.text.strip(_QUOTES).startswith(NO_ANSWER):
            return False
        evidence = self._evidence(task, checked)
        affirmed = task.question.intent is Intent.YES_NO
        return self._answers(task, checked, evidence, affirmed=affirmed)

    def _evidence(self, task: Task, checked: CheckedDraft) -> tuple[Evidence, ...]:
        """What a draft quotes, as evidence for the question."""
        with self.lock:
            concepts = self.index.weighted(task.question)
        return relevance.evidence_for(checked, task.question, concepts, self.rivals)

    def _answers(
        self,
        task: Task,
        checked: CheckedDraft,
        evidence: Sequence[Evidence],
        *,
        affirmed: bool = False,
    ) -> bool:
        """Whether what stands of a draft answers the question, in a language of the asker's.

        Args:
            task: the question.
            checked: what stands.
            evidence: what it quotes.
            affirmed: whether the first sentence must rest on one that decides the question.

        """
        question = task.question
        if not checked.kept or _is_foreign(checked, question.language):
            return False
        alone = task.plain.outcome is not Outcome.ANSWERED
        if not relevance.answers(checked, question, evidence, rivals=self.rivals, alone=alone):
            return False
        if affirmed and not relevance.is_decided(checked, question, evidence):
            return False
        return not relevance.contradicts(checked, question, evidence)

    def _claim(self, task: Task, statement: str) -> Claim:
        """A statement as the check sees it; read once, and while there is time."""
        known = task.claims.get(statement)
        if known is not None:
            return known
        if time.monotonic() > task.deadline:
            raise ModelFailure("the draft could not be checked in time", late=True)
        with self.lock:
            read = self.index.reader.read(statement)
            concepts = self.index.weighted(read)
        level = tuple(replace(c, weight=1.0) for c in concepts)
        made = task.claims[statement] = Claim(statement, level, read.mentions)
        return made

    def _written(self, task: Task, checked: CheckedDraft, *, partial: bool) -> Answer:
        language = task.question.language
        passages = {c.id: c for c in task.desk.passages.values()}
        sources = {i: c.text for i, c in passages.items()}
        report = citation.check(checked.text, checked.citations, sources, language=language)
        if not report.ok:
            return with_notice(task.plain, "model_unsupported")
        cited = {c.document: passages[c.chunk_id] for c in checked.citations if c.chunk_id}
        told = [(c.title, c.metadata) for c in cited.values()]
        quotes = [c.quote for c in checked.citations]
        extra = ("model_partial",) * partial + ("model_shortened",) * bool(checked.removed)
        return replace(
            task.plain,
            outcome=Outcome.ANSWERED,
            text=checked.text,
            citations=checked.citations,
            answered_by=self.name,
            notices=(
                *notices(told, quotes, as_of=task.as_of, language=language),
                *(get(f"prompts.{key}", language) for key in extra),
            ),
            hits=tuple(task.desk.hits),
            check=replace(report, removed_sentences=checked.removed),
        )


def _is_foreign(checked: CheckedDraft, language: Language) -> bool:
    """Whether a Norwegian question is answered in English."""
    said = " ".join(k.text for k in checked.kept)
    return language is not Language.EN and detect(said) is Language.EN


def _without_tokens(lines: Sequence[Line]) -> tuple[tuple[Line, ...], bool]:
    """The lines without those that hold only an agreed word, and whether part was left open."""
    kept = tuple(ln for ln in lines if not ln.statements[0].text.startswith(TOKENS))
    partial = any(ln.statements[0].text.startswith(NOT_COVERED) for ln in lines)
    return kept, partial
