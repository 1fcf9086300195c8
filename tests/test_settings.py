"""Settings: where they come from, which wins, and what is refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ConfigurationError
from assistant.settings import REPOSITORY, Settings, load, load_with_origins, own_index


def write(folder: Path, text: str) -> Path:
    (folder / "assistant.toml").write_text(text, encoding="utf-8")
    return folder


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    loaded = load_with_origins({}, folder=tmp_path)
    assert loaded.settings == Settings()
    assert dict(loaded.origins) == {}
    assert loaded.settings.corpus == REPOSITORY / "corpus"
    assert loaded.settings.llm is None


def test_file_then_environment_then_command_line(tmp_path: Path) -> None:
    write(tmp_path, 'port = 1\nhost = "a"\nllm = "x:y"\n')
    environ = {"ASSISTANT_PORT": "2", "ASSISTANT_HOST": "b"}
    loaded = load_with_origins(environ, folder=tmp_path, overrides={"port": 3, "host": None})
    assert (loaded.settings.port, loaded.settings.host, loaded.settings.llm) == (3, "b", "x:y")
    assert loaded.origins == {
        "port": "--port",
        "host": "ASSISTANT_HOST",
        "llm": f"llm (in {tmp_path / 'assistant.toml'})",
    }


@pytest.mark.parametrize("field", [f.name for f in fields(Settings)])
def test_every_setting_can_be_set_both_ways(tmp_path: Path, field: str) -> None:
    kind = {f.name: str(f.type) for f in fields(Settings)}[field]
    whole = kind.startswith(("int", "float"))
    value = {"dense_weight": "1", "llm_retries": "2"}.get(field, "4321" if whole else "/x/y")
    by_variable = load({f"ASSISTANT_{field.upper()}": value}, folder=tmp_path)
    write(tmp_path, f"{field} = {value if whole else repr(value)}\n")
    by_file = load({}, folder=tmp_path)
    assert by_variable == by_file
    assert getattr(by_file, field) != getattr(Settings(), field)
    assert type(getattr(by_file, field)).__name__ in kind or isinstance(
        getattr(by_file, field), Path
    )


def test_an_empty_value_counts_as_not_set(tmp_path: Path) -> None:
    write(tmp_path, 'llm = ""\n')
    assert load({"ASSISTANT_EMBEDDING": ""}, folder=tmp_path) == Settings()


def test_other_variables_are_left_alone(tmp_path: Path) -> None:
    assert load({"PATH": "x", "ASSISTANTS": "y"}, folder=tmp_path) == Settings()


@pytest.mark.parametrize(
    ("environ", "text", "words"),
    [
        ({"ASSISTANT_COPRUS": "x"}, "", ["ASSISTANT_COPRUS", "known settings", "corpus"]),
        ({}, "coprus = 1\n", ["coprus (in ", "assistant.toml", "known settings"]),
        ({"ASSISTANT_PORT": "mange"}, "", ["ASSISTANT_PORT", "whole number", "'mange'"]),
        ({"ASSISTANT_PORT": "1.5"}, "", ["ASSISTANT_PORT", "whole number"]),
        ({"ASSISTANT_PORT": "70000"}, "", ["ASSISTANT_PORT", "from 0 to 65535"]),
        ({"ASSISTANT_PORT": "-1"}, "", ["ASSISTANT_PORT", "from 0 to 65535"]),
        ({"ASSISTANT_CHUNK_SIZE": "100"}, "", ["ASSISTANT_CHUNK_SIZE", "at least 200"]),
        ({"ASSISTANT_DENSE_WEIGHT": "1.1"}, "", ["ASSISTANT_DENSE_WEIGHT", "from 0 to 1"]),
        ({"ASSISTANT_DENSE_WEIGHT": "nan"}, "", ["ASSISTANT_DENSE_WEIGHT", "from 0 to 1"]),
        ({"ASSISTANT_DENSE_WEIGHT": "mye"}, "", ["ASSISTANT_DENSE_WEIGHT", "a number"]),
        ({"ASSISTANT_LLM_TIMEOUT": "0"}, "", ["ASSISTANT_LLM_TIMEOUT", "at least"]),
        ({"ASSISTANT_MAX_QUESTION": "0"}, "", ["ASSISTANT_MAX_QUESTION", "at least 1"]),
        ({}, "port = true\n", ["port (in ", "whole number", "True"]),
        ({}, "port = 1.0\n", ["port (in ", "whole number"]),
        ({}, "llm = 5\n", ["llm (in ", "a text"]),
        ({}, 'corpus = ["a"]\n', ["corpus (in ", "a path"]),
        ({}, 'corpus = "a\\u0000b"\n', ["corpus (in ", "a path"]),
        ({}, "port = \n", ["assistant.toml", "not valid TOML"]),
        ({}, "[server]\nport = 1\n", ["server (in "]),
    ],
)
def test_what_is_refused_and_how(
    tmp_path: Path, environ: dict[str, str], text: str, words: list[str]
) -> None:
    write(tmp_path, text)
    with pytest.raises(ConfigurationError) as caught:
        load(environ, folder=tmp_path)
    for word in words:
        assert word in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_bytes(b'host = "\xe6"\n')
    with pytest.raises(ConfigurationError, match=r"assistant\.toml is not valid TOML"):
        load({}, folder=tmp_path)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_bytes(b"\xef\xbb\xbfport = 5\n")
    assert load({}, folder=tmp_path).port == 5


def test_the_command_line_is_held_to_the_limits_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--port must be from 0 to 65535"):
        load({}, folder=tmp_path, overrides={"port": 99999})


def test_paths_in_the_file_start_where_the_file_lies(tmp_path: Path) -> None:
    write(tmp_path, 'corpus = "docs"\nindex = "/abs/index"\ndata = "~/data"\n')
    found = load({}, folder=tmp_path)
    assert (found.corpus, found.index) == (tmp_path / "docs", Path("/abs/index"))
    assert found.data == Path.home() / "data"
    assert load({"ASSISTANT_CORPUS": "docs"}, folder=tmp_path).corpus == Path("docs")


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


class TestWhichIndex:
    """An index belongs to one corpus: no way of naming folders mixes two of them up."""

    @pytest.mark.parametrize("way", ["toml", "environ", "override"])
    def test_a_corpus_without_an_index_has_its_own(self, tmp_path: Path, way: str) -> None:
        corpus = tmp_path / "docs"
        found = self.given(tmp_path, way, corpus=str(corpus))
        assert found.index == own_index(corpus, Settings())
        assert found.index != Settings().index

    @pytest.mark.parametrize("way", ["toml", "environ", "override"])
    def test_an_index_that_is_named_is_taken(self, tmp_path: Path, way: str) -> None:
        found = self.given(tmp_path, way, corpus="/docs", index="/mine")
        assert (found.corpus, found.index) == (Path("/docs"), Path("/mine"))
        assert self.given(tmp_path, way, index="/mine").corpus == Settings().corpus

    def test_the_default_corpus_has_the_default_index(self, tmp_path: Path) -> None:
        corpus = str(REPOSITORY / "assistant" / ".." / "corpus")
        assert load({"ASSISTANT_CORPUS": corpus}, folder=tmp_path).index == Settings().index

    def test_another_corpus_on_the_command_line_leaves_the_configured_pair(
        self, tmp_path: Path
    ) -> None:
        write(tmp_path, 'corpus = "a"\nindex = "ix"\n')
        same = load({}, folder=tmp_path, overrides={"corpus": tmp_path / "a"})
        other = load({}, folder=tmp_path, overrides={"corpus": tmp_path / "b"})
        shipped = load({}, folder=tmp_path, overrides={"corpus": REPOSITORY / "corpus"})
        assert same.index == tmp_path / "ix"
        assert other.index.parent == tmp_path / "ix"
        assert shipped.index == Settings().index

    @given(one=st.text("abcæ/", max_size=8), other=st.text("abcæ/", max_size=8))
    def test_two_folders_never_share_one(self, one: str, other: str) -> None:
        base = Settings(index=Path("/ix"))
        first, second = (Path("/docs") / p.strip("/") for p in (one, other))
        same = first.resolve() == second.resolve()
        assert (own_index(first, base) == own_index(second, base)) == same

    def test_a_long_name_still_makes_a_folder_name(self) -> None:
        assert len(own_index(Path("/" + "å" * 120), Settings()).name.encode()) < 255

    @staticmethod
    def given(folder: Path, way: str, **values: Any) -> Settings:
        if way == "toml":
            write(folder, "".join(f'{k} = "{v}"\n' for k, v in values.items()))
            return load({}, folder=folder)
        if way == "environ":
            return load({f"ASSISTANT_{k.upper()}": v for k, v in values.items()}, folder=folder)
        return load({}, folder=folder, overrides={k: Path(v) for k, v in values.items()})
