"""Answers written by a language model and then checked, sentence by sentence, by code.

The extractive answerer decides what is small talk, an attack, noise, out of scope or unclear,
and gives the answer whenever the model's is late, broken or not supported by the passages.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import citation, model, relevance
from assistant.answer.condense import condense, unresolved
from assistant.answer.draft import NO_ANSWER, NOT_COVERED, Line, parse, plain
from assistant.answer.draft_check import CheckedDraft, DraftChecker
from assistant.answer.extractive import PASSAGES, ExtractiveAnswerer
from assistant.answer.fallback import refused, with_notice
from assistant.answer.frame import bold
from assistant.answer.grounding import Claim, Grounder, has_address
from assistant.answer.intent import EXPECTED
from assistant.answer.model import ChatModel, LanguageModel, ModelFailure, Reply
from assistant.answer.notices import notices
from assistant.answer.preview import Preview
from assistant.answer.prompting import Desk, request, rules
from assistant.answer.question import Question
from assistant.answer.tools import Toolbox
from assistant.answer.values import find
from assistant.domain import Answer, Hit, Outcome, Turn
from assistant.settings import Settings
from assistant.texts import get

MAX_ROUNDS = 3
_QUOTES = " \t\n*`\"'«».:[]()"


@dataclass(frozen=True, slots=True)
class _Task:
    """One question under way. `plain` is the extractive answer to it."""

    question: Question
    plain: Answer
    turns: tuple[Turn, ...]
    as_of: date
    deadline: float
    desk: Desk


class GenerativeAnswerer:
    """Answers questions with a language model over the passages of one index.

    Safe for several threads: what touches the index is done under `lock`.
    """

    def __init__(
        self,
        extractive: ExtractiveAnswerer,
        settings: Settings,
        *,
        llm: LanguageModel | None = None,
        lock: threading.Lock | None = None,
    ) -> None:
        """Set the model up; nothing is sent yet.

        Raises:
            ModelError: when the model of the settings cannot be set up.

        """
        self._extractive = extractive
        self._settings = settings
        self._llm = llm or ChatModel(settings)
        self._lock = lock or threading.Lock()
        lexical = extractive.retriever.index.lexical
        self._rivals = tuple(n.name for n in lexical.heading_names())

    def answer(self, text: str, history: Sequence[Turn] = (), *, as_of: date) -> Answer:
        """One cited answer, by the model or else extractive with a notice.

        Args:
            text: the question.
            history: earlier turns, oldest first.
            as_of: the date on which it is asked.

        """
        for item in self._run(text, history, as_of, streaming=False):
            if isinstance(item, Answer):
                return item
        raise AssertionError("a run ends with an answer")

    def stream(
        self, text: str, history: Sequence[Turn] = (), *, as_of: date
    ) -> Iterator[str | Answer]:
        """Sentences of the draft that stand, as they come, then the checked answer, last."""
        yield from self._run(text, history, as_of, streaming=True)

    def _run(
        self, text: str, history: Sequence[Turn], as_of: date, *, streaming: bool
    ) -> Iterator[str | Answer]:
        deadline = time.monotonic() + self._settings.llm_timeout
        with self._lock:
            question = self._extractive.reader.read(text, history)
            found = self._extractive.answer(text, history, as_of=as_of)
        desk = Desk(secrets.token_hex(8))
        task = _Task(question, found, tuple(history), as_of, deadline, desk)
        asked = _for_documents(found) or unresolved(question, found)
        if self._extractive.talk_of(text) is not None or question.lost or not asked:
            yield found
            return
        try:
            task = self._understood(task)
            if not _for_documents(task.plain):
                yield task.plain
                return
            with self._lock:
                desk.put(self._passages(task))
            draft = yield from self._draft(task, streaming=streaming)
        except ModelFailure as failure:
            yield with_notice(task.plain, "model_late" if failure.late else "model_failed")
            return
        with self._lock:
            answer = self._judged(task, draft)
        yield answer

    def _passages(self, task: _Task) -> list[Hit]:
        """The best passages, and those that the extractive answer cites besides."""
        retriever = self._extractive.retriever
        hits = list(retriever.retrieve(task.question.query, PASSAGES))
        found = {h.chunk.id for h in hits}
        cited = dict.fromkeys(c.chunk_id for c in task.plain.citations)
        lexical = retriever.index.lexical
        hits += [Hit(lexical.chunk(i), 0.0) for i in cited if i is not None and i not in found]
        return hits

    def _understood(self, task: _Task) -> _Task:
        """The task with its question condensed, where that takes the model."""
        if not unresolved(task.question, task.plain):
            return task
        question = condense(
            task.question,
            task.turns,
            reader=self._extractive.reader,
            llm=self._llm,
            desk=task.desk,
            deadline=task.deadline,
        )
        if question is task.question:
            return task
        with self._lock:
            found = self._extractive.answer(question.resolved, (), as_of=task.as_of)
        return replace(task, question=question, plain=replace(found, question=question.text))

    def _draft(self, task: _Task, *, streaming: bool) -> Generator[str, None, str]:
        """The model's text, after the searches and checks that it asked for."""
        language = task.question.language
        toolbox = Toolbox(
            self._extractive.retriever, task.desk, language, task.as_of, self._extractive.voice
        )
        messages = [
            model.system(rules(language, task.desk.mark, task.as_of, self._extractive.voice)),
            model.user(request(task.desk, task.question, task.turns)),
        ]
        for left in range(MAX_ROUNDS, -1, -1):
            reply = yield from self._reply(task, messages, toolbox, streaming=streaming)
            if not reply.calls or not left:
                break
            messages.append(reply.message)
            for call in reply.calls:
                with self._lock:
                    found = toolbox.run(call)
                if left == 1:
                    found += "\n\n" + get("prompts.no_more_calls", language)
                messages.append(model.result(call, found))
        if not plain(reply.text).strip():
            raise ModelFailure(f"{self._llm.name} wrote nothing")
        return reply.text

    def _reply(
        self, task: _Task, messages: Sequence[object], toolbox: Toolbox, *, streaming: bool
    ) -> Generator[str, None, Reply]:
        preview = Preview(self._checker(task))
        for piece in self._llm.reply(
            messages, deadline=task.deadline, tools=toolbox.specs(), streaming=streaming
        ):
            with self._lock:
                done = isinstance(piece, Reply)
                shown = preview.finish() if isinstance(piece, Reply) else preview.feed(piece)
            if streaming:
                yield from shown
            if done and isinstance(piece, Reply):
                return piece
        raise ModelFailure(f"{self._llm.name} sent nothing")

    def _checker(self, task: _Task) -> DraftChecker:
        question = task.question
        kinds = EXPECTED.get(question.intent, ())
        asked = {v.canonical for v in find(question.resolved)}

        def emphasise(text: str) -> str:
            if has_address(text):
                return text
            told = [v for v in find(text) if v.kind in kinds and v.canonical not in asked]
            return bold(text, told)

        grounder = Grounder(self._claim, question.language)
        return DraftChecker(task.desk.passages, grounder, emphasise=emphasise)

    def _claim(self, statement: str) -> Claim:
        read = self._extractive.reader.read(statement)
        concepts = self._extractive.weighted(read)
        return Claim(statement, tuple(replace(c, weight=1.0) for c in concepts), read.mentions)

    def _judged(self, task: _Task, draft: str) -> Answer:
        """What stands of a draft as an answer, or what is given instead."""
        if plain(draft).strip(_QUOTES).startswith(NO_ANSWER):
            return refused(task.plain, self._extractive.voice)
        lines, partial = _without_tokens(parse(draft))
        checked = self._checker(task).check(lines)
        if not checked.kept and NO_ANSWER in draft:
            return refused(task.plain, self._extractive.voice)
        question = task.question
        concepts = self._extractive.weighted(question)
        evidence = relevance.evidence_for(checked, question, concepts, self._rivals)
        alone = task.plain.outcome is not Outcome.ANSWERED
        if not relevance.answers(checked, question, evidence, rivals=self._rivals, alone=alone):
            return with_notice(task.plain, "model_unsupported")
        if relevance.contradicts(checked, question, evidence):
            return with_notice(task.plain, "model_unsupported")
        checked = relevance.decided(checked, question, evidence)
        return self._written(task, checked, partial=partial)

    def _written(self, task: _Task, checked: CheckedDraft, *, partial: bool) -> Answer:
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
            answered_by=self._llm.name,
            notices=(
                *notices(told, quotes, as_of=task.as_of, language=language),
                *(get(f"prompts.{key}", language) for key in extra),
            ),
            hits=tuple(task.desk.hits),
            check=replace(report, removed_sentences=checked.removed),
        )


def _for_documents(found: Answer) -> bool:
    """Whether a question is one that passages may answer."""
    return found.outcome in (Outcome.ANSWERED, Outcome.NO_EVIDENCE)


def _without_tokens(lines: Sequence[Line]) -> tuple[tuple[Line, ...], bool]:
    """The lines without those that hold only an agreed word, and whether part was left open."""
    tokens = (NOT_COVERED, NO_ANSWER)
    kept = tuple(ln for ln in lines if not ln.statements[0].text.startswith(tokens))
    partial = any(ln.statements[0].text.startswith(NOT_COVERED) for ln in lines)
    return kept, partial
