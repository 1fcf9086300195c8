"""All wording: the same keys and places to fill in every language, and no key that is not there."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import texts
from assistant.domain import Language
from assistant.settings import PACKAGE
from assistant.texts.voice import PLACES

AREAS = sorted({p.stem for p in texts.FOLDER.rglob("*.toml")})
FUNCTIONS = {"get", "get_list"}
# `voice.get`, which fills the places that the corpus has words for.
VOICE = "voice.get"
# A run of letters like these comes from a text that was read with the wrong encoding.
MOJIBAKE = re.compile("Ã[¥¸¦…˜]|�|â€")


def fields_of(text: str) -> set[str]:
    """Names of the places to fill."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def lines_of(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_there_are_texts() -> None:
    assert {"answer", "cli", "doctor", "web"} <= set(AREAS)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", [Language.NN, Language.EN])
def test_every_language_has_the_same_keys(area: str, language: Language) -> None:
    assert set(texts.area(area, language)) == set(texts.area(area, Language.NB))


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", [Language.NN, Language.EN])
def test_every_language_has_the_same_places_to_fill(area: str, language: Language) -> None:
    own = texts.area(area, language)
    for key, wanted in texts.area(area, Language.NB).items():
        assert isinstance(own[key], str) == isinstance(wanted, str), key
        if isinstance(wanted, str):
            assert fields_of(own[key]) == fields_of(wanted), key  # type: ignore[arg-type]
        else:
            places = {frozenset(fields_of(line)) for line in wanted}
            assert {frozenset(fields_of(line)) for line in own[key]} <= places, key


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", Language)
def test_texts_are_whole(area: str, language: Language) -> None:
    for key, value in texts.area(area, language).items():
        for line in lines_of(value):
            assert isinstance(line, str), key
            assert not MOJIBAKE.search(line), key
            assert "  " not in line.strip(), key


# --- the keys that the code asks for --------------------------------------------------------------


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Calls of `get` and `get_list` of `assistant.texts`, by name of the function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    direct, through = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "assistant.texts":
            direct |= {a.asname or a.name for a in node.names if a.name in FUNCTIONS}
        elif isinstance(node, ast.ImportFrom) and node.module == "assistant":
            through |= {a.asname or a.name for a in node.names if a.name == "texts"}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        named = node.func
        if isinstance(named, ast.Name) and named.id in direct:
            yield named.id, node
        elif (
            isinstance(named, ast.Attribute)
            and isinstance(named.value, ast.Name)
            and named.value.id in through
            and named.attr in FUNCTIONS
        ):
            yield named.attr, node
        elif (
            isinstance(named, ast.Attribute)
            and named.attr == "get"
            and getattr(named.value, "attr", getattr(named.value, "id", "")) == "voice"
        ):
            yield VOICE, node


def pattern_of(node: ast.expr) -> str | None:
    """A regular expression for the key that a call asks for; None where it is not written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in node.values
        ]
        return "".join(parts)
    return None


ASKED = [
    (path.relative_to(PACKAGE).as_posix(), call.lineno, name, call)
    for path in sorted(PACKAGE.rglob("*.py"))
    for name, call in calls(path)
    if call.args and pattern_of(call.args[0]) is not None
]
KEYS = {
    f"{area}.{key}": value for area in AREAS for key, value in texts.area(area, Language.NB).items()
}


@pytest.mark.parametrize(
    ("name", "call"),
    [(name, call) for _, _, name, call in ASKED],
    ids=[f"{path}:{line}" for path, line, _, _ in ASKED],
)
def test_every_key_that_the_code_asks_for_is_there(name: str, call: ast.Call) -> None:
    pattern = pattern_of(call.args[0])
    assert pattern is not None
    found = {k: v for k, v in KEYS.items() if re.fullmatch(pattern, k)}
    assert found, f"no text {ast.unparse(call.args[0])}"
    if isinstance(call.args[0], ast.Constant):
        ((key, value),) = found.items()
        assert isinstance(value, str) == (name in ("get", VOICE)), key
        given = {k.arg for k in call.keywords}
        own = fields_of(value) & set(PLACES) if isinstance(value, str) else set()
        if name == VOICE:
            given |= set(PLACES)
        else:
            assert own <= given, f"{key} has {own}, which the corpus fills; use voice.get"
        if isinstance(value, str) and None not in given and given:
            assert fields_of(value) <= given, key


def test_calls_are_found() -> None:
    assert len(ASKED) > 20
    assert sum(name == VOICE for _, _, name, _ in ASKED) > 8


# --- looking texts up -----------------------------------------------------------------------------


def test_places_are_filled() -> None:
    assert texts.get("cli.page", Language.EN, page=3) == "page 3"


@pytest.mark.parametrize("key", ["cli.nosuchkey", "nosucharea.key", "nodot", ""])
def test_an_unknown_key_is_an_error_for_programmers(key: str) -> None:
    with pytest.raises(KeyError):
        texts.get(key, Language.NB)


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        texts.get("cli.page", Language.NB, wrong=1)


def test_lists_and_single_texts_are_told_apart() -> None:
    with pytest.raises(KeyError):
        texts.get_list("cli.page", Language.NB)
    lists = [k for k, v in KEYS.items() if isinstance(v, list)]
    assert lists
    assert texts.get_list(lists[0], Language.NB)
    with pytest.raises(KeyError):
        texts.get(lists[0], Language.NB)
