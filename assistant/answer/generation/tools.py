"""What a language model may call: the search, and the eligibility check.

Both lay passages on the desk, so that what comes of them is cited and checked like the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.answer.citation import fold
from assistant.answer.generation.model import ToolCall, ToolSpec
from assistant.answer.generation.prompting import Desk
from assistant.domain import Hit, Language, Metadata
from assistant.eligibility.tool import NAME, arguments_schema, check
from assistant.errors import AssistantError
from assistant.search.retrieval import Retriever
from assistant.texts import get
from assistant.texts.voice import Voice

SEARCH = "search_documents"
CHECK = NAME
FOUND = 5
MAX_QUERY = 500
MAX_WORDS = 5000
MAX_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The tools over one index and one desk. `as_of` is the day of the check.

    The check is there only where the corpus says that its criteria belong to the documents.
    """

    retriever: Retriever
    desk: Desk
    language: Language
    as_of: date
    voice: Voice

    def specs(self) -> tuple[ToolSpec, ...]:
        """The tools as a model is told of them."""
        query = {"type": "string", "description": get("prompts.tool_query", self.language)}
        search = ToolSpec(
            SEARCH,
            self.voice.get("prompts.tool_search", self.language),
            {"type": "object", "properties": {"query": query}, "required": ["query"]},
        )
        if not self.voice.card.check:
            return (search,)
        schema = arguments_schema()
        # The day is the question's own, not the model's to choose.
        fields = {k: v for k, v in schema["properties"].items() if k != "as_of"}
        check = ToolSpec(
            CHECK,
            self.voice.get("prompts.tool_check", self.language),
            {"type": "object", "properties": fields, "additionalProperties": False},
        )
        return search, check

    def run(self, call: ToolCall) -> str:
        """What a call gives, as text for the model; a fault is told, never raised."""
        tools: dict[str, Callable[[Mapping[str, Any]], str]] = {SEARCH: self._search}
        if self.voice.card.check:
            tools[CHECK] = self._check
        if call.arguments is None:
            return "error: the arguments are not valid JSON"
        if call.name not in tools:
            return f"error: there is no such tool; there are {', '.join(tools)}"
        try:
            return tools[call.name](call.arguments)
        except AssistantError as error:
            return f"error: {error}"
        except Exception as error:
            return f"error: the tool failed: {type(error).__name__}"

    def _search(self, arguments: Mapping[str, Any]) -> str:
        query = arguments.get("query")
        if not isinstance(query, str) or not query.strip():
            return "error: `query` must be a text"
        numbers = self.desk.put(self.retriever.search(query[:MAX_QUERY], FOUND))
        return self.desk.shown(numbers) or get("prompts.nothing_found", self.language)

    def _check(self, arguments: Mapping[str, Any]) -> str:
        profile, words = arguments.get("profile"), arguments.get("description")
        levels = arguments.get("levels")
        if not (profile is None or isinstance(profile, Mapping)) or not _text(words):
            return "error: `profile` must be an object and `description` a text"
        if not (levels is None or _texts(levels)):
            return "error: `levels` must be a list of level ids"
        found = check(profile, words, levels=levels, as_of=self.as_of, sources=self._sources())
        body = found(self.language)
        numbers: list[int] = []
        lines: list[str] = []
        for level in body["levels"]:
            lines.append(f"{level['level']}: {level['verdict']}")
            lines += [self._criterion(c, numbers) for c in level["criteria"]]
        lines += [f"? {q['question']}" for q in body["next_questions"][:MAX_QUESTIONS]]
        lines += body["notices"]
        return "\n\n".join(("\n".join(lines), self.desk.shown(numbers)))

    def _criterion(self, found: Mapping[str, Any], numbers: list[int]) -> str:
        """A criterion with the number of the passage it rests on, where that is indexed."""
        told = fold(f"- {found['label']}: {found['verdict']}. {found['reason']}")
        number = self._cited(found["citation"])
        if number is None:
            return told
        numbers.append(number)
        return f"{told} [{number}]"

    def _sources(self) -> dict[str, Metadata]:
        chunks = self.retriever.index.chunks()
        return {c.document_id: replace(c.metadata, title=c.title) for c in chunks}

    def _cited(self, cited: Mapping[str, Any] | None) -> int | None:
        """The number of the passage that holds a citation's quote; None when none does."""
        if cited is None:
            return None
        quote = fold(cited["quote"])
        chunks = [c for c in self.retriever.index.chunks() if c.document_id == cited["document"]]
        chunk = next((c for c in chunks if quote in fold(c.text)), None)
        placed = self.desk.put([Hit(chunk, 0.0)]) if chunk else []
        return placed[0] if placed else None


def _text(value: object) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= MAX_WORDS)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)
