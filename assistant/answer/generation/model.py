"""The language model behind one door: LangChain's `init_chat_model`, imported when first needed.

Whatever goes wrong while a model writes is a `ModelFailure`, never an exception of a provider's
own; only a model that cannot be set up at all is a `ModelError`.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.answer.dialogue.given import printable
from assistant.answer.generation.bridge import DeadlineError, pull
from assistant.errors import ModelError
from assistant.settings import Settings

logger = logging.getLogger(__name__)
# An answer is two to five sentences; what is this long is no answer.
MAX_DRAFT = 12_000
_EXTRAS = {"openai": "openai", "azure_openai": "openai", "ollama": "ollama"}


class ModelFailure(Exception):
    """A model gave nothing that can be used. `late`: its time ran out."""

    def __init__(self, why: str, *, late: bool = False) -> None:
        super().__init__(why)
        self.late = late


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model is told of it. `parameters` is a JSON schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model's wish to call a tool. `arguments` is None when they could not be read."""

    id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole message of the model. `message` is the provider's own, to be handed back."""

    text: str
    calls: tuple[ToolCall, ...] = ()
    message: Any = field(default=None, compare=False)


class LanguageModel(Protocol):
    """What the answerer needs of a language model. `name` is "provider:model"."""

    name: str

    def reply(
        self,
        messages: Sequence[Any],
        *,
        deadline: float,
        tools: Sequence[ToolSpec] = (),
        streaming: bool = False,
    ) -> Iterator[str | Reply]:
        """Pieces of text as they come (when streaming), then the whole reply, last."""
        ...


class ChatModel:
    """A LangChain chat model by setting."""

    def __init__(self, settings: Settings) -> None:
        """Set the model up; nothing is sent.

        Raises:
            ModelError: for a setting that names no provider, a provider package that is not
                installed or a provider that lacks its configuration.

        """
        self.name = settings.llm or ""
        self._chat = _load(self.name, settings)
        profile = getattr(self._chat, "profile", None) or {}
        self._calls_tools = profile.get("tool_calling") is not False

    def reply(
        self,
        messages: Sequence[Any],
        *,
        deadline: float,
        tools: Sequence[ToolSpec] = (),
        streaming: bool = False,
    ) -> Iterator[str | Reply]:
        """See `LanguageModel`.

        Raises:
            ModelFailure: when nothing usable came, with `late` set when the time ran out.

        """
        offered = tools if self._calls_tools else ()
        try:
            yield from self._once(messages, deadline, offered, streaming)
        except _ToolsRefused:
            logger.warning("%s takes no tools; going on without", self.name)
            self._calls_tools = False
            yield from self._once(messages, deadline, (), streaming)

    def _once(
        self, messages: Sequence[Any], deadline: float, tools: Sequence[ToolSpec], streaming: bool
    ) -> Iterator[str | Reply]:
        pieces: list[Any] = []
        length = 0
        try:
            for piece in pull(lambda: self._pieces(messages, tools, streaming), deadline):
                pieces.append(piece)
                length += _size(piece)
                if length > MAX_DRAFT or len(pieces) > MAX_DRAFT:
                    raise ModelFailure(f"{self.name} wrote more than {MAX_DRAFT} characters")
                if streaming and piece.text:
                    yield piece.text
            reply = _reply(pieces)
        except (ModelFailure, _ToolsRefused):
            raise
        except DeadlineError:
            raise ModelFailure(f"{self.name} did not answer in time", late=True) from None
        except Exception as error:
            if tools and length == 0 and _refuses_tools(error):
                raise _ToolsRefused from error
            # The kind alone: a provider's message may hold the question or a key.
            logger.warning("%s failed: %s", self.name, type(error).__name__)
            late = "timeout" in type(error).__name__.lower()
            raise ModelFailure(f"{self.name} failed: {type(error).__name__}", late=late) from error
        yield reply

    async def _pieces(
        self, messages: Sequence[Any], tools: Sequence[ToolSpec], streaming: bool
    ) -> AsyncGenerator[Any, None]:
        from langsmith import tracing_context

        chat = self._chat
        if tools:
            try:
                chat = chat.bind_tools([_as_function(t) for t in tools])
            except NotImplementedError as error:
                raise _ToolsRefused from error
        # Questions stay here even where the environment asks LangChain to send traces.
        with tracing_context(enabled=False):
            if streaming:
                async for piece in chat.astream(list(messages)):
                    yield piece
            else:
                yield await chat.ainvoke(list(messages))


class _ToolsRefused(Exception):
    """The model or its server takes no tools."""


def system(text: str) -> Any:
    """A system message."""
    from langchain_core.messages import SystemMessage

    return SystemMessage(text)


def user(text: str) -> Any:
    """A user message."""
    from langchain_core.messages import HumanMessage

    return HumanMessage(text)


def result(call: ToolCall, text: str) -> Any:
    """What a tool gave for a call."""
    from langchain_core.messages import ToolMessage

    return ToolMessage(text, tool_call_id=call.id, name=call.name)


def _size(piece: Any) -> int:
    """Characters of text and of tool arguments in a message or a piece of one."""
    parts = getattr(piece, "tool_call_chunks", None) or piece.tool_calls
    return len(piece.text) + sum(len(str(p["args"] or "")) for p in parts)


def _reply(pieces: Sequence[Any]) -> Reply:
    if not pieces:
        raise ModelFailure("the model sent nothing")
    # All at once: adding one by one parses the arguments so far anew for every piece.
    message = pieces[0] + list(pieces[1:]) if len(pieces) > 1 else pieces[0]
    if message.tool_calls:
        # What a tool is given, and what is handed back, must be text that can be written.
        read = [{**c, "args": _clean(c["args"])} for c in message.tool_calls]
        message = message.model_copy(update={"tool_calls": read})
    calls = [
        ToolCall(c["id"] or f"call_{i}", c["name"], c["args"])
        for i, c in enumerate(message.tool_calls)
    ]
    calls += [
        ToolCall(c["id"] or f"bad_{i}", c["name"] or "", None)
        for i, c in enumerate(message.invalid_tool_calls)
    ]
    return Reply(str(message.text), tuple(calls), message)


def _clean(value: Any) -> Any:
    """What a model sent, with text that can be written."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {_clean(k): _clean(v) for k, v in value.items()}
    return [_clean(v) for v in value] if isinstance(value, list) else value


def _as_function(tool: ToolSpec) -> dict[str, Any]:
    return {
        "type": "function",
        "function": {
            "name": tool.name,
            "description": tool.description,
            "parameters": dict(tool.parameters),
        },
    }


def _refuses_tools(error: Exception) -> bool:
    """Whether a server said that it takes no tools (Ollama and vLLM answer 400 then)."""
    status = getattr(error, "status_code", None)
    said = str(error).lower()
    return (
        status in (400, 404, 422, 501, None)
        and "tool" in said
        and ("support" in said or "enable" in said or "unknown" in said or "unrecognized" in said)
    )


def _load(name: str, settings: Settings) -> Any:
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise ModelError(
            f'the language model must be set as "provider:model", not {name!r},'
            " for example ASSISTANT_LLM=openai:gpt-5-mini"
        )
    try:
        from langchain.chat_models import init_chat_model

        return init_chat_model(name, timeout=settings.llm_timeout, max_retries=settings.llm_retries)
    except ImportError as error:
        raise ModelError(_install(provider, error)) from error
    except ValueError as error:
        first = str(error).splitlines()[0]
        raise ModelError(f"the language model {name} cannot be set up: {first}") from error
    except Exception as error:
        raise ModelError(
            f"the language model {name} cannot be set up: {str(error).splitlines()[0]}"
            " Set the provider's own variables (for openai: OPENAI_API_KEY, OPENAI_BASE_URL)."
        ) from error


def _install(provider: str, error: ImportError) -> str:
    """What to install for a provider: an extra of this package, or LangChain's package."""
    extra = _EXTRAS.get(provider)
    if extra is not None:
        how = f'pip install "klyngeassistenten[{extra}]"'
    else:
        told = str(error).rpartition("`pip install ")[2].rstrip("`")
        how = f"pip install {told or 'the LangChain package of the provider'}"
    return f"the language model provider {provider} is not installed. Install it: {how}"
