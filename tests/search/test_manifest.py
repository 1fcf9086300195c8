"""What built an index, each mismatch with the command that mends it, and damaged manifests."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import CorpusCard, Language
from assistant.errors import StaleIndexError
from assistant.search import manifest as manifests
from assistant.search.manifest import FORMAT, IndexManifest, Recipe, differences, mending
from assistant.settings import Settings

RECIPE = Recipe(FORMAT, 5, 1, 1000, "none")
MANIFEST = IndexManifest(
    recipe=RECIPE,
    corpus="/documents",
    generation="generation-a",
    previous="generation-b",
    built_at="2026-01-02T03:04:05+00:00",
    documents={"å": "1", "b": "2"},
    chunks=3,
    problems=("c.pdf: damaged",),
    unread={"c": "3"},
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


@given(
    documents=st.dictionaries(TEXT, TEXT, max_size=4),
    problems=st.lists(TEXT, max_size=3),
    corpus=TEXT,
    chunks=st.integers(0, 10**6),
)
def test_a_manifest_is_read_as_written(
    tmp_path_factory: pytest.TempPathFactory,
    documents: dict[str, str],
    problems: list[str],
    corpus: str,
    chunks: int,
) -> None:
    folder = tmp_path_factory.getbasetemp()
    manifest = replace(
        MANIFEST, documents=documents, problems=tuple(problems), corpus=corpus, chunks=chunks
    )
    manifests.write(folder, manifest)
    assert manifests.read(folder) == manifest


LINES = st.dictionaries(st.sampled_from(Language), TEXT)
LISTS = st.dictionaries(st.sampled_from(Language), st.lists(TEXT, max_size=2).map(tuple))
CARDS = st.builds(
    CorpusCard,
    name=LINES,
    subject=LINES,
    proper_name=st.none() | TEXT,
    documents=LINES,
    topics=LINES,
    which=LISTS,
    examples=LISTS,
    note=LINES,
    contact=LINES,
    contact_url=st.none() | TEXT,
    check=st.booleans(),
    publisher=st.none() | TEXT,
)


@given(CARDS)
def test_a_card_is_read_as_written(
    tmp_path_factory: pytest.TempPathFactory, card: CorpusCard
) -> None:
    folder = tmp_path_factory.getbasetemp()
    manifests.write(folder, replace(MANIFEST, card=card))
    found = manifests.read(folder)
    assert found is not None
    assert found.card == card


def test_an_index_from_before_there_were_cards_says_nothing(tmp_path: Path) -> None:
    manifests.write(tmp_path, MANIFEST)
    path = tmp_path / manifests.FILE
    raw = json.loads(path.read_text("utf-8"))
    del raw["card"]
    path.write_text(json.dumps(raw), "utf-8")
    assert manifests.read(tmp_path) == MANIFEST


@pytest.mark.parametrize(
    "card",
    [
        *({"subject": v} for v in (3, "x", ["x"], {"nb": 3}, {"se": "x"})),
        *({"examples": v} for v in ("x", {"nb": "x"})),
        *({key: 3} for key in ("check", "publisher", "proper_name")),
        {"colour": "x"},
        [],
    ],
    ids=str,
)
def test_a_card_of_another_kind_is_a_damaged_manifest(tmp_path: Path, card: object) -> None:
    manifests.write(tmp_path, MANIFEST)
    path = tmp_path / manifests.FILE
    raw = {**json.loads(path.read_text("utf-8")), "card": card}
    path.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(StaleIndexError, match="damaged"):
        manifests.read(tmp_path)


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    assert manifests.read(tmp_path) is None
    assert manifests.read(tmp_path / "not there") is None
    assert manifests.serving(tmp_path) is None
    assert manifests.kept(tmp_path) == frozenset()


@pytest.mark.parametrize(
    ("field", "other", "words"),
    [
        ("format", 1, "index format"),
        ("analysis", 1, "text analysis version"),
        ("chunker", 9, "chunker version"),
        ("chunk_size", 500, "chunk size"),
        ("embedding", "shipped:abc", "embedding model"),
    ],
)
def test_each_difference_has_a_line_with_both_values(field: str, other: Any, words: str) -> None:
    found = replace(RECIPE, **{field: other})
    (line,) = differences(found, RECIPE)
    assert line.startswith(words)
    assert repr(other) in line
    assert repr(getattr(RECIPE, field)) in line


def test_several_differences_are_all_named() -> None:
    other = Recipe(0, 0, 0, 0, "x")
    assert len(differences(other, RECIPE)) == len(asdict(RECIPE))
    assert differences(RECIPE, RECIPE) == []


def _written(folder: Path, **changes: Any) -> None:
    raw = json.loads(json.dumps(asdict(MANIFEST)))
    (folder / manifests.FILE).write_text(json.dumps({**raw, **changes}), encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"recipe": null}',
        b'{"recipe": {"format": %d}}' % FORMAT,
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_a_damaged_manifest_says_so_with_the_command(tmp_path: Path, content: bytes) -> None:
    (tmp_path / manifests.FILE).write_bytes(content)
    with pytest.raises(StaleIndexError, match=r"is damaged .*assistant index --rebuild") as caught:
        manifests.read(tmp_path)
    assert str(tmp_path / manifests.FILE) in str(caught.value)
    assert manifests.kept(tmp_path) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"generation": 5},
        {"generation": None},
        {"corpus": ["a"]},
        {"documents": ["a"]},
        {"documents": {"a": 1}},
        {"chunks": "3"},
        {"chunks": True},
        {"problems": [1]},
        {"unread": None},
        {"surprise": 1},
    ],
)
def test_a_value_of_the_wrong_kind_is_damage(tmp_path: Path, changes: dict[str, Any]) -> None:
    _written(tmp_path, **changes)
    with pytest.raises(StaleIndexError, match="is damaged"):
        manifests.read(tmp_path)


def test_another_version_is_named_with_both_formats(tmp_path: Path) -> None:
    _written(tmp_path, recipe={"format": FORMAT + 1, "new": True}, new=1)
    with pytest.raises(StaleIndexError, match=f"format {FORMAT + 1}, this one uses {FORMAT}"):
        manifests.read(tmp_path)
    assert manifests.serving(tmp_path) == MANIFEST.generation


def test_an_older_manifest_without_unread_files_is_read(tmp_path: Path) -> None:
    raw = asdict(MANIFEST)
    del raw["unread"], raw["problems"]
    (tmp_path / manifests.FILE).write_text(json.dumps(raw), encoding="utf-8")
    assert manifests.read(tmp_path) == replace(MANIFEST, unread={}, problems=())


def test_the_command_names_folders_that_are_not_the_default(tmp_path: Path) -> None:
    assert mending(Settings()) == "assistant index"
    odd = Settings(corpus=tmp_path / "mine dokumenter", index=tmp_path / "i")
    assert shlex.split(mending(odd)) == [
        *("assistant", "index"),
        *("--corpus", str(odd.corpus)),
        *("--index", str(odd.index)),
    ]
    # An index named alone brings its own corpus along, so both are named.
    assert "--corpus" in mending(Settings(index=tmp_path))
