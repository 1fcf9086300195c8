"""The whole assistant as LangChain `Runnable`s that a LangChain user can compose.

    chain = assistant_chain(as_dict=True)          # settings from the environment
    chain.invoke("Hvor lenge varer NIC Connect?")["answer"]
    (chain | (lambda answer: answer["citations"])).batch(["…", "…"])

LangChain is imported with this module, so import it only where LangChain is wanted. Whether a
chain is traced is for the program that runs it to say. The language model's calls never are, and
no callback hears of them: what a caller gets is checked.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any, Protocol

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda, RunnablePassthrough
from langchain_core.runnables.config import run_in_executor
from langchain_core.runnables.utils import AddableDict

from assistant.answer.dialogue.given import clean_history, clean_question
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Answer, Turn
from assistant.errors import InputError
from assistant.search.langchain_retriever import ClusterRetriever
from assistant.search.retrieval import Retriever
from assistant.search.store import open_index
from assistant.settings import Settings, load
from assistant.shapes import answer_json

ChainInput = str | Mapping[str, Any]
LONGEST = Settings().max_question
_ROLES = ("user", "assistant")


class Answerer(Protocol):
    """What a chain is made of: the extractive or the generative answerer."""

    def answer(self, text: str, history: tuple[Turn, ...] = (), *, as_of: date) -> Answer:
        """One checked answer."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A chain's input, read: the question, what was said before, and the day."""

    question: str
    history: tuple[Turn, ...]
    as_of: date


class AssistantChain(Runnable[ChainInput, Any]):
    """Question in, checked answer out.

    Input: a question, or a mapping with `question`, and if wanted `history` (mappings with
    `role` and `content`, or `Turn`s; oldest first) and `as_of` (a date or an ISO date; today
    when absent). Output: an `Answer`, or with `as_dict` a dict with the keys of `ask --json`.

    `invoke`, `batch`, `ainvoke` and `abatch` give whole answers. `stream` and `astream` give with
    `as_dict` first chunks with the key `draft` (sentences that stand so far), then one with the
    answer; chunks can be added to one another. Without `as_dict` they give one chunk. A question
    has at most `longest` characters.
    """

    def __init__(
        self, answerer: Answerer, *, as_dict: bool = False, longest: int = LONGEST
    ) -> None:
        self.answerer = answerer
        self.longest = longest
        self.as_dict = as_dict
        self.name = "klyngeassistenten"

    def invoke(self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        """The answer to one question.

        Raises:
            InputError: when the input is not a question, or a keyword is given.

        """
        _no_keywords(kwargs)
        return self._call_with_config(self._answer, input, config)

    def stream(
        self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Any]:
        """Chunks of the answer; see the class."""
        yield from self.transform(iter([input]), config, **kwargs)

    def transform(
        self, input: Iterator[ChainInput], config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Any]:
        """Chunks of the answer to the input once it is whole."""
        _no_keywords(kwargs)
        yield from self._transform_stream_with_config(input, self._chunks, config)

    async def astream(
        self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[Any]:
        """Chunks of the answer; see the class."""

        async def given() -> AsyncIterator[ChainInput]:
            yield input

        async for chunk in self.atransform(given(), config, **kwargs):
            yield chunk

    async def atransform(
        self, input: AsyncIterator[ChainInput], config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[Any]:
        """Chunks of the answer to the input once it is whole."""
        _no_keywords(kwargs)
        async for chunk in self._atransform_stream_with_config(input, self._achunks, config):
            yield chunk

    def _answer(self, given: ChainInput) -> Any:
        asked = read_input(given, self.longest)
        answer = self.answerer.answer(asked.question, asked.history, as_of=asked.as_of)
        return answer_json(answer) if self.as_dict else answer

    def _chunks(self, given: Iterator[ChainInput]) -> Iterator[Any]:
        whole: Any = None
        for part in given:
            whole = part if whole is None else whole + part
        yield from self._chunks_of(whole)

    async def _achunks(self, given: AsyncIterator[ChainInput]) -> AsyncIterator[Any]:
        whole: Any = None
        async for part in given:
            whole = part if whole is None else whole + part
        chunks, done = self._chunks_of(whole), object()
        try:
            while (chunk := await run_in_executor(None, next, chunks, done)) is not done:
                yield chunk
        finally:
            # Where the caller is cancelled a thread may still be at it, and ends it.
            with contextlib.suppress(ValueError):
                chunks.close()

    def _chunks_of(self, whole: Any) -> Generator[Any, None, None]:
        stream = getattr(self.answerer, "stream", None)
        if not self.as_dict or stream is None:
            yield self._answer(whole)
            return
        asked = read_input(whole, self.longest)
        for item in stream(asked.question, asked.history, as_of=asked.as_of):
            done = isinstance(item, Answer)
            yield AddableDict(answer_json(item) if done else {"draft": item})


def assistant_chain(settings: Settings | None = None, *, as_dict: bool = False) -> AssistantChain:
    """A chain over the index of the settings, with the language model that they name, if any.

    Raises:
        StaleIndexError: when there is no index that matches the settings.
        ConfigurationError, ModelError: as reading settings and loading models raise them.

    """
    settings = settings or load()
    extractive = ExtractiveAnswerer(Retriever(open_index(settings), settings))
    if settings.llm is None:
        return AssistantChain(extractive, as_dict=as_dict, longest=settings.max_question)
    from assistant.answer.generative import GenerativeAnswerer

    answerer = GenerativeAnswerer(extractive, settings)
    return AssistantChain(answerer, as_dict=as_dict, longest=settings.max_question)


def retrieval_chain(
    retriever: ClusterRetriever, chain: Runnable[ChainInput, Any]
) -> Runnable[ChainInput, dict[str, Any]]:
    """Retrieval and answer side by side, in LangChain's expression language.

    Gives the input's keys, `context` (LangChain documents for the question as it stands) and
    `answer` (what `chain` gives).
    """
    found = itemgetter("question") | retriever
    return RunnableLambda(_as_mapping) | RunnablePassthrough.assign(context=found).assign(
        answer=chain
    )


def read_input(given: ChainInput, longest: int = LONGEST) -> Asked:
    """A chain's input as question, history and day.

    Raises:
        InputError: naming what is wrong with it.

    """
    if isinstance(given, str):
        given = {"question": given}
    if not isinstance(given, Mapping):
        raise InputError(
            f"give a question or a mapping with `question`, not {type(given).__name__}"
        )
    question = given.get("question")
    if not isinstance(question, str) or not question.strip():
        raise InputError("`question` must be a text that is not empty")
    history = given.get("history") or ()
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Iterable):
        raise InputError(f"`history` must be a list of turns, not {type(history).__name__}")
    turns = clean_history([_turn(t) for t in history])
    return Asked(clean_question(question, longest), turns, _day(given.get("as_of")))


def _no_keywords(given: Mapping[str, Any]) -> None:
    """What is bound to a chain, as `stop`, would have to reach the language model's calls."""
    if given:
        raise InputError(f"a chain takes no keywords, but was given {', '.join(sorted(given))}")


def _as_mapping(given: ChainInput) -> Mapping[str, Any]:
    return {"question": given} if isinstance(given, str) else given


def _turn(given: Any) -> Turn:
    if isinstance(given, Turn):
        return given
    role = given.get("role") if isinstance(given, Mapping) else None
    content = given.get("content") if isinstance(given, Mapping) else None
    if role not in _ROLES or not isinstance(content, str):
        raise InputError("each turn of `history` needs `role` (user or assistant) and `content`")
    return Turn(role, content)


def _day(given: Any) -> date:
    if given is None:
        return date.today()
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise InputError(f"`as_of` must be a date like 2025-01-31, not {given!r}") from None
