"""Answers written by a language model and then checked, sentence by sentence, by code.

The extractive answerer decides what is small talk, an attack, noise, out of scope or unclear,
and gives the answer whenever the model's is late, broken or not supported by the passages.
"""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant.answer.dialogue.given import clean_history, clean_question, masked
from assistant.answer.extraction.steering import is_steering
from assistant.answer.extractive import PASSAGES, ExtractiveAnswerer
from assistant.answer.generation import model
from assistant.answer.generation.condense import condense, unresolved
from assistant.answer.generation.draft import plain
from assistant.answer.generation.fallback import with_notice
from assistant.answer.generation.judging import Judge, Task
from assistant.answer.generation.model import ChatModel, LanguageModel, ModelFailure, Reply
from assistant.answer.generation.preview import Preview
from assistant.answer.generation.prompting import Desk, request, rules
from assistant.answer.generation.tools import Toolbox
from assistant.domain import Answer, Chunk, Hit, Outcome, Turn
from assistant.settings import Settings
from assistant.texts import get

logger = logging.getLogger(__name__)
MAX_ROUNDS = 3
# Calls of one message that are heeded; the rest are answered with an error.
MAX_CALLS = 8


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
        at_once: int = sys.maxsize,
    ) -> None:
        """Set the model up; nothing is sent yet.

        Args:
            extractive: answers first, and whenever the model does not.
            settings: name the model and its time.
            llm: the model, where it is not the one of the settings.
            lock: guards the index.
            at_once: how many questions may be with the model; further ones get the extractive
                answer at once.

        Raises:
            ModelError: when the model of the settings cannot be set up.

        """
        self._extractive = extractive
        self._settings = settings
        self._llm = llm or ChatModel(settings)
        self._lock = lock or threading.Lock()
        lexical = extractive.retriever.index.lexical
        rivals = tuple(n.name for n in lexical.heading_names())
        self._judge = Judge(extractive, rivals, self._lock, self._llm.name)
        self._steered: dict[str, frozenset[tuple[str, ...]]] = {}
        self._room = threading.Semaphore(at_once)

    def answer(self, text: str, history: Sequence[Turn] = (), *, as_of: date) -> Answer:
        """One cited answer, by the model or else extractive with a notice.

        Personal data in the question and the history is masked before anything reads them.

        Args:
            text: the question; at most `settings.max_question` characters.
            history: earlier turns, oldest first; the last twenty count.
            as_of: the date on which it is asked.

        Raises:
            InputError: for an empty or too long question.

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
        text = clean_question(text, self._settings.max_question)
        text, turns = masked(text, clean_history(history))
        with self._lock:
            question = self._extractive.reader.read(text, turns)
            found = self._extractive.answer(text, turns, as_of=as_of)
            talk = self._extractive.talk_of(text)
        asked = _for_documents(found) or unresolved(question, found)
        if talk is not None or question.lost or not asked:
            yield found
            return
        task = Task(
            question, found, turns, as_of, deadline, Desk(secrets.token_hex(8), self._withheld)
        )
        if not self._room.acquire(blocking=False):
            yield with_notice(found, "model_busy")
            return
        try:
            yield from self._by_model(task, streaming=streaming)
        finally:
            self._room.release()

    def _by_model(self, task: Task, *, streaming: bool) -> Iterator[str | Answer]:
        """The answer by the model; whatever fails on the way, the extractive one."""
        try:
            task = self._understood(task)
            if not _for_documents(task.plain):
                yield task.plain
                return
            with self._lock:
                task.desk.put(self._passages(task))
            if not self._has_what_is_cited(task):
                yield task.plain
                return
            draft = yield from self._draft(task, streaming=streaming)
            answer = self._judge.judged(task, draft)
        except ModelFailure as failure:
            answer = with_notice(task.plain, "model_late" if failure.late else "model_failed")
        except Exception as error:
            # The kind alone: a message may hold the question.
            logger.warning("an answer by %s failed: %s", self._llm.name, type(error).__name__)
            answer = with_notice(task.plain, "model_failed")
        yield answer

    def _passages(self, task: Task) -> list[Hit]:
        """The best passages, and those that the extractive answer cites besides."""
        retriever = self._extractive.retriever
        hits = list(retriever.retrieve(task.question.query, PASSAGES))
        found = {h.chunk.id for h in hits}
        cited = dict.fromkeys(c.chunk_id for c in task.plain.citations)
        lexical = retriever.index.lexical
        hits += [Hit(lexical.chunk(i), 0.0) for i in cited if i is not None and i not in found]
        return hits

    def _withheld(self, chunk: Chunk) -> bool:
        """Whether a passage lies in a section that steers somewhere. Called under the lock."""
        document = chunk.document_id
        if document not in self._steered:
            beside = self._extractive.retriever.index.lexical.chunks(document)
            self._steered[document] = frozenset(c.section for c in beside if is_steering(c))
        return chunk.section in self._steered[document]

    @staticmethod
    def _has_what_is_cited(task: Task) -> bool:
        """Whether the model sees anything of what the extractive answer rests on."""
        cited = {c.chunk_id for c in task.plain.citations}
        laid = {h.chunk.id for h in task.desk.hits}
        return task.plain.outcome is not Outcome.ANSWERED or not cited or bool(cited & laid)

    def _understood(self, task: Task) -> Task:
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

    def _draft(self, task: Task, *, streaming: bool) -> Generator[str, None, str]:
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
            for number, call in enumerate(reply.calls):
                if number < MAX_CALLS:
                    with self._lock:
                        found = toolbox.run(call)
                else:
                    found = f"error: at most {MAX_CALLS} calls in one message"
                if left == 1:
                    found += "\n\n" + get("prompts.no_more_calls", language)
                messages.append(model.result(call, found))
        if not plain(reply.text).strip():
            raise ModelFailure(f"{self._llm.name} wrote nothing")
        return reply.text

    def _reply(
        self, task: Task, messages: Sequence[object], toolbox: Toolbox, *, streaming: bool
    ) -> Generator[str, None, Reply]:
        preview = None
        # What the rules refuse, a draft may yet answer, but not before it is whole.
        if streaming and task.plain.outcome is Outcome.ANSWERED:
            preview = Preview(self._judge.checker(task), partial(self._judge.holds, task))
        for piece in self._llm.reply(
            messages, deadline=task.deadline, tools=toolbox.specs(), streaming=streaming
        ):
            if isinstance(piece, Reply):
                if preview is not None:
                    yield from preview.finish()
                return piece
            if preview is not None:
                yield from preview.feed(piece)
        raise ModelFailure(f"{self._llm.name} sent nothing")


def _for_documents(found: Answer) -> bool:
    """Whether a question is one that passages may answer."""
    return found.outcome in (Outcome.ANSWERED, Outcome.NO_EVIDENCE)
