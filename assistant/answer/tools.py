"""What a language model may call: the search, and the eligibility check.

Both lay passages on the desk, so that what comes of them is cited and checked like the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.answer.citation import fold
from assistant.answer.model import ToolCall, ToolSpec
from assistant.answer.prompting import Desk
from assistant.domain import Chunk, Citation, Finding, Hit, Language, Metadata
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.profile import schema, validate
from assistant.errors import AssistantError
from assistant.search.retrieval import Retriever
from assistant.texts import get

SEARCH = "search_documents"
CHECK = "check_eligibility"
FOUND = 5
MAX_QUERY = 500


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The tools over one index and one desk. `as_of` is the day of the check."""

    retriever: Retriever
    desk: Desk
    language: Language
    as_of: date

    def specs(self) -> tuple[ToolSpec, ...]:
        """The tools as a model is told of them."""
        query = {"type": "string", "description": get("prompts.tool_query", self.language)}
        levels = {"type": "array", "items": {"type": "string", "enum": list(catalogue())}}
        profile = {k: v for k, v in schema().items() if k in ("type", "properties")}
        return (
            ToolSpec(
                SEARCH,
                get("prompts.tool_search", self.language),
                {"type": "object", "properties": {"query": query}, "required": ["query"]},
            ),
            ToolSpec(
                CHECK,
                get("prompts.tool_check", self.language),
                {
                    "type": "object",
                    "properties": {"profile": profile, "levels": levels},
                    "required": ["profile", "levels"],
                },
            ),
        )

    def run(self, call: ToolCall) -> str:
        """What a call gives, as text for the model; a fault is told, never raised."""
        tools: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
            SEARCH: self._search,
            CHECK: self._check,
        }
        if call.arguments is None:
            return "error: the arguments are not valid JSON"
        if call.name not in tools:
            return f"error: there is no such tool; there are {', '.join(tools)}"
        try:
            return tools[call.name](call.arguments)
        except AssistantError as error:
            return f"error: {error}"

    def _search(self, arguments: Mapping[str, Any]) -> str:
        query = arguments.get("query")
        if not isinstance(query, str) or not query.strip():
            return "error: `query` must be a text"
        numbers = self.desk.put(self.retriever.search(query[:MAX_QUERY], FOUND))
        return self.desk.shown(numbers) or get("prompts.nothing_found", self.language)

    def _check(self, arguments: Mapping[str, Any]) -> str:
        profile, levels = arguments.get("profile"), arguments.get("levels")
        if not isinstance(profile, Mapping) or not _texts(levels):
            return "error: `profile` must be an object and `levels` a list of level ids"
        assessment = assess(
            validate(profile),
            levels=levels,
            as_of=self.as_of,
            language=self.language,
            sources=self._sources(),
        )
        lines: list[str] = []
        numbers: list[int] = []
        for level in assessment.levels:
            lines.append(f"{level.level}: {level.verdict.value}")
            for finding in level.criteria:
                number = self._cited(finding)
                numbers += [number] if number else []
                marker = f" [{number}]" if number else ""
                told = f"{finding.label}: {finding.verdict.value}. {finding.reason}"
                lines.append(f"- {fold(told)}{marker}")
        return "\n\n".join(("\n".join(lines), self.desk.shown(numbers)))

    def _sources(self) -> dict[str, Metadata]:
        chunks = self.retriever.index.chunks()
        return {c.document_id: replace(c.metadata, title=c.title) for c in chunks}

    def _cited(self, finding: Finding) -> int | None:
        """The number of the passage that a criterion rests on; None when it is not indexed."""
        if finding.citation is None:
            return None
        chunk = _holding(finding.citation, self.retriever.index.chunks())
        placed = self.desk.put([Hit(chunk, 0.0)]) if chunk else []
        return placed[0] if placed else None


def _holding(wanted: Citation, chunks: Sequence[Chunk]) -> Chunk | None:
    quote = fold(wanted.quote)
    own = [c for c in chunks if c.document_id == wanted.document]
    return next((c for c in own if quote in fold(c.text)), None)


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
