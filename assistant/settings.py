"""Configuration: read once at the door, frozen, and passed on. Nothing reads it at import."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent
SHIPPED_EMBEDDING = "shipped"
PREFIX = "ASSISTANT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, as `ASSISTANT_<NAME>` or as a key of `assistant.toml`.

    `embedding`: "shipped" (the static model in this package), "none", a sentence-transformers
    model name or a folder with one. `dense_weight`: share of the dense leg in the fusion, 0 to 1;
    None takes the weight that was tuned for the model. `llm`: "provider:model" for
    langchain's init_chat_model; None means the extractive answerer. Times are seconds.
    """

    corpus: Path = REPOSITORY / "corpus"
    index: Path = REPOSITORY / "index"
    data: Path = REPOSITORY / "data"
    embedding: str = SHIPPED_EMBEDDING
    embedding_query_prompt: str | None = None
    embedding_passage_prompt: str | None = None
    dense_weight: float | None = None
    chunk_size: int = 1000
    llm: str | None = None
    llm_timeout: float = 30.0
    llm_retries: int = 1
    max_question: int = 2000
    host: str = "127.0.0.1"
    port: int = 7860
    users: Path | None = None
    retention_days: int = 90
    requests_per_minute: int = 30


def load(
    environ: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Settings:
    """Settings from `assistant.toml` in `folder`, then the environment, then `overrides`.

    Args:
        environ: variables to read; the process environment when None.
        folder: where `assistant.toml` may lie; the working directory when None.
        overrides: values by field name, as from the command line; None values are skipped.

    Raises:
        ConfigurationError: for an unknown key or a value of the wrong kind, naming both.
    """
    environ = os.environ if environ is None else environ
    path = (folder or Path.cwd()) / "assistant.toml"
    raw: dict[str, tuple[Any, str]] = {}
    if path.is_file():
        raw.update({k: (v, str(path)) for k, v in _read_toml(path).items()})
    names = {f.name for f in fields(Settings)}
    for variable, value in environ.items():
        if variable.startswith(PREFIX) and value != "":
            raw[variable.removeprefix(PREFIX).lower()] = (value, variable)
    unknown = sorted(source_of(k, s) for k, (_, s) in raw.items() if k not in names)
    if unknown:
        raise ConfigurationError(
            f"unknown setting {', '.join(unknown)}; known settings: {', '.join(sorted(names))}"
        )
    values = {name: _convert(name, value, source) for name, (value, source) in raw.items()}
    settings = replace(Settings(), **values)
    given = {k: v for k, v in (overrides or {}).items() if v is not None}
    settings = replace(settings, **given)
    if settings.dense_weight is not None and not 0 <= settings.dense_weight <= 1:
        raise ConfigurationError(f"dense_weight must lie from 0 to 1, not {settings.dense_weight}")
    if settings.chunk_size < 200:
        raise ConfigurationError(f"chunk_size must be at least 200, not {settings.chunk_size}")
    return settings


def source_of(key: str, source: str) -> str:
    """Name of a setting as the user wrote it: the variable, or `key (in file)`."""
    return source if source.startswith(PREFIX) else f"{key} (in {source})"


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}") from error


def _convert(name: str, value: Any, source: str) -> Any:
    kind = {f.name: str(f.type) for f in fields(Settings)}[name]
    try:
        if "Path" in kind:
            return Path(str(value)).expanduser()
        if kind.startswith("int"):
            return int(value)
        if kind.startswith("float"):
            return float(value)
        return str(value)
    except (TypeError, ValueError):
        expected = "a whole number" if kind.startswith("int") else "a number"
        raise ConfigurationError(
            f"{source_of(name, source)} must be {expected}, not {value!r}"
        ) from None
