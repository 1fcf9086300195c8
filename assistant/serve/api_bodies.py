"""What the HTTP API takes, with examples, and the faults it may answer with."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, StrictStr

QUESTION = "Hvor lenge varer NIC Impact?"
_TURNS: list[Any] = [
    {"role": "user", "content": QUESTION},
    {"role": "assistant", "content": "NIC Impact varer i tre år [1]."},
]
PROFILE = {"name": "Eksempelklyngen", "business_led": True, "strategy": True}
FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"description": words, "content": {"application/json": {"example": {"error": example}}}}
    for code, words, example in (
        (400, "The body is not JSON", "the body is not JSON: Expecting value, character 0"),
        (413, "Too long", "the question has 200000 characters, at most 2000 are taken"),
        (422, "A value is missing or of the wrong type", "question: Field required"),
        (429, "Too many requests", "too many requests; try again in 12 seconds"),
    )
}


class TurnBody(BaseModel):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: StrictStr


class AskBody(BaseModel):
    """A question, with the conversation before it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": QUESTION},
                {"question": "Enn for Connect, da?", "history": _TURNS},
            ]
        }
    )
    question: StrictStr
    history: list[TurnBody] | None = None
    as_of: date | None = None
    stream: bool = False


class SearchBody(BaseModel):
    """What to search for, and how many passages to give."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": "støtte", "k": 5}]})
    question: StrictStr
    k: int = 10
