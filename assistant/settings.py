"""Configuration: read once at the door, frozen, and passed on. Nothing reads it at import."""

from __future__ import annotations

import hashlib
import math
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.errors import ConfigurationError

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent
SHIPPED_EMBEDDING = "shipped"
PREFIX = "ASSISTANT_"
FILE = "assistant.toml"
_OVERRIDE = "--"
# Smallest and largest value of each number, both allowed.
_LIMITS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "dense_weight": (0, 1),
        "chunk_size": (200, math.inf),
        "llm_timeout": (0.1, math.inf),
        "llm_retries": (0, 20),
        "max_question": (1, math.inf),
        "port": (0, 65535),
        "retention_days": (0, math.inf),
        "requests_per_minute": (1, math.inf),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, as `ASSISTANT_<NAME>` or as a key of `assistant.toml`.

    `embedding`: "shipped" (the static model in this package), "none", a sentence-transformers
    model name or a folder with one. `dense_weight`: share of the dense leg in the fusion, 0 to 1;
    None takes the weight that was tuned for the model. `llm`: "provider:model" for
    langchain's init_chat_model; None means the extractive answerer. Times are seconds.
    `embed_origins`: web sites that may show the chat in a frame, as "https://a.no https://b.no".
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
    embed_origins: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings with where they come from.

    `origins`: field name → the variable, `name (in file)` or `--name`, for those that were set.
    """

    settings: Settings
    origins: Mapping[str, str]


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
    return load_with_origins(environ, folder=folder, overrides=overrides).settings


def load_with_origins(
    environ: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Loaded:
    """As `load`, with the origin of each value that was set.

    A corpus named without an index gets an index of its own, so that one folder's questions are
    never answered from another's index.

    Raises:
        ConfigurationError: as `load` does.

    """
    raw = _raw(os.environ if environ is None else environ, folder or Path.cwd())
    names = {f.name for f in fields(Settings)}
    unknown = sorted(source_of(k, s) for k, (_, s) in raw.items() if k not in names)
    if unknown:
        raise ConfigurationError(
            f"unknown setting {', '.join(unknown)}; known settings: {', '.join(sorted(names))}"
        )
    values = {name: _convert(name, value, source) for name, (value, source) in raw.items()}
    origins = {name: source_of(name, source) for name, (_, source) in raw.items()}
    base = replace(Settings(), **values)
    if "index" not in values:
        base = replace(base, index=own_index(base.corpus, Settings()))
    given = {k: v for k, v in (overrides or {}).items() if v is not None}
    settings = replace(base, **given)
    if "corpus" in given and "index" not in given:
        settings = replace(settings, index=own_index(settings.corpus, base))
    origins |= {name: _OVERRIDE + name for name in given}
    if "index" not in origins and settings.index != Settings().index:
        origins["index"] = origins["corpus"]
    _check_limits(settings, origins)
    return Loaded(settings, MappingProxyType(origins))


def own_index(corpus: Path, base: Settings) -> Path:
    """The index folder for `corpus` where only `base` says which index belongs to which corpus.

    That of `base`, or of this repository, for the same corpus; else a folder of the corpus's own
    within the index folder of `base`.
    """
    wanted = corpus.resolve()
    for known in (base, Settings()):
        if wanted == known.corpus.resolve():
            return known.index
    key = hashlib.sha256(str(wanted).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return base.index / f"corpus-{wanted.name[:40]}-{key}"


def source_of(key: str, source: str) -> str:
    """Name of a setting as the user wrote it: the variable, or `key (in file)`."""
    return source if source.startswith(PREFIX) else f"{key} (in {source})"


def _raw(environ: Mapping[str, str], folder: Path) -> dict[str, tuple[Any, str]]:
    """Values as written, with their source; empty texts count as not set."""
    path = folder / FILE
    raw: dict[str, tuple[Any, str]] = {}
    if path.is_file():
        raw.update({k: (v, str(path)) for k, v in _read_toml(path).items() if v != ""})
    for variable, value in environ.items():
        if variable.startswith(PREFIX) and value != "":
            raw[variable.removeprefix(PREFIX).lower()] = (value, variable)
    return raw


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error


def _convert(name: str, value: Any, source: str) -> Any:
    kind = {f.name: str(f.type) for f in fields(Settings)}[name]
    expected: str = "a text"
    convert: Callable[[Any], Any] = _text
    if "Path" in kind:
        # A relative path in the file is meant from where the file lies.
        start = Path() if source.startswith(PREFIX) else Path(source).parent
        expected, convert = "a path", lambda v: start / Path(_text(v)).expanduser()
    elif kind.startswith("int"):
        expected, convert = "a whole number", _whole
    elif kind.startswith("float"):
        expected, convert = "a number", _number
    try:
        return convert(value)
    except (TypeError, ValueError, RuntimeError):
        raise ConfigurationError(
            f"{source_of(name, source)} must be {expected}, not {value!r}"
        ) from None


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool | float):
        raise TypeError
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _check_limits(settings: Settings, origins: Mapping[str, str]) -> None:
    for name, (least, most) in _LIMITS.items():
        value = getattr(settings, name)
        if value is not None and not least <= value <= most:
            bounds = f"at least {least}" if most == math.inf else f"from {least} to {most}"
            raise ConfigurationError(f"{origins.get(name, name)} must be {bounds}, not {value}")
