"""Writing one entry of a manifest leaves everything else as it stands."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Deadline, Metadata, Status
from assistant.errors import ConfigurationError
from assistant.ingest.manifest import KEYS as READ_KEYS
from assistant.ingest.manifest import load_manifest
from assistant.serve.manifest_text import KEYS, entry_text, facts_of, with_entry
from assistant.settings import REPOSITORY

TEXT = st.text(min_size=1, max_size=30).filter(lambda t: t.strip() and t == t.strip())
DATE = st.one_of(
    st.dates().map(lambda d: d.isoformat()),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.dates().map(lambda d: d.isoformat()[:4]),
)
ADDRESS = st.text("abcæøå/#?=&\"'.-_", max_size=10).map(lambda rest: f"https://eksempel.no/{rest}")
METADATA = st.builds(
    Metadata,
    title=st.none() | TEXT,
    publisher=st.none() | TEXT,
    published=st.none() | DATE,
    valid_from=st.none() | DATE,
    valid_to=st.none() | DATE,
    status=st.sampled_from(Status),
    url=st.none() | ADDRESS,
    language=st.none() | st.sampled_from(["nb", "nn", "en", "sme"]),
    note=st.none() | TEXT,
    superseded_on=st.none() | DATE,
    superseded_by=st.none() | TEXT,
    deadlines=st.lists(st.builds(Deadline, at=st.datetimes(), what=TEXT), max_size=3).map(tuple),
)
NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)
COMMENT = st.sampled_from(
    ["", "# en merknad\n", "\n# to\n# linjer\n\n", "   # [[document]] er ikke her\n"]
)


def read(text: str) -> dict[str, Metadata]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "manifest.toml").write_text(text, encoding="utf-8")
        return load_manifest(Path(folder))


def written(file: str, metadata: Metadata) -> str:
    return entry_text(file, facts_of(metadata), metadata.deadlines)


def test_every_key_that_is_read_can_be_written() -> None:
    assert {*KEYS, "file", "deadline"} == set(READ_KEYS)


@given(METADATA)
def test_an_entry_says_what_it_was_made_of(metadata: Metadata) -> None:
    assert read(written("a.md", metadata)) == {"a.md": metadata}


@given(NAMES, st.data())
def test_one_entry_changes_and_nothing_else(names: list[str], data: st.DataObject) -> None:
    known = {f"{n}.md": data.draw(METADATA) for n in names}
    comments = [data.draw(COMMENT) for _ in range(len(names) + 1)]
    parts = [c + written(f, m) for c, (f, m) in zip(comments, known.items(), strict=False)]
    text = "\n".join([*parts, comments[-1]])
    file = data.draw(st.sampled_from([*known, "ny.md", "mappe/ny.pdf"]))
    entry = data.draw(st.none() | METADATA)
    changed = with_entry(text, file, None if entry is None else written(file, entry))
    expected = {k: v for k, v in known.items() if k != file} | ({file: entry} if entry else {})
    assert read(changed) == expected
    if entry is not None:
        assert list(read(changed)) == list(known | {file: entry})
    for comment in comments:
        for line in comment.split("\n"):
            assert line.strip() in changed


CORPUS = """
# hva dokumentene handler om
[corpus]
name = "Hallvakten" # navnet
contact = "Kommunen"

[corpus.subject]
nb = "idrettshallene"
en = "the sports halls"
"""


@given(NAMES, st.integers(0, 5), st.data())
def test_the_corpus_table_is_kept_wherever_it_stands(
    names: list[str], at: int, data: st.DataObject
) -> None:
    parts = [written(f"{n}.md", data.draw(METADATA)) for n in names]
    text = "\n".join([*parts[:at], CORPUS, *parts[at:]])
    file = data.draw(st.sampled_from([*(f"{n}.md" for n in names), "ny.md"]))
    entry = data.draw(st.none() | METADATA)
    changed = with_entry(text, file, None if entry is None else written(file, entry))
    assert tomllib.loads(changed)["corpus"] == tomllib.loads(CORPUS)["corpus"]
    assert CORPUS.strip() in changed
    assert set(read(changed)) == {f"{n}.md" for n in names} - {file} | ({file} if entry else set())


def test_a_line_in_brackets_within_a_note_is_no_table() -> None:
    note = 'note = """\n[se heftet]\n"""\n'
    text = '[[document]]\nfile = "a.md"\n' + note + written("b.md", Metadata(title="B"))
    changed = with_entry(text, "b.md", written("b.md", Metadata(title="B2")))
    assert {k: m.title for k, m in read(changed).items()} == {"a.md": None, "b.md": "B2"}
    assert note in changed


def test_a_renamed_file_keeps_its_place() -> None:
    text = written("a.md", Metadata(title="A")) + "\n" + written("b.md", Metadata(title="B"))
    changed = with_entry(text, "a.pdf", written("a.pdf", Metadata(title="A2")), renamed="a.md")
    assert {k: m.title for k, m in read(changed).items()} == {"a.pdf": "A2", "b.md": "B"}
    assert list(read(changed)) == ["a.pdf", "b.md"]


def test_the_shipped_manifest_comes_back_when_an_entry_is_written_as_it_was() -> None:
    text = (REPOSITORY / "corpus" / "manifest.toml").read_text(encoding="utf-8")
    for file, metadata in load_manifest(REPOSITORY / "corpus").items():
        changed = with_entry(text, file, written(file, metadata))
        assert read(changed) == read(text)
        kept = {line for line in text.splitlines() if line.startswith("#")}
        assert kept <= set(changed.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        'document = [{file = "a.md"}, {file = "b.md"}]\n',
        '[[document]]\nfile = "a.md"\nnote = """\n[[document]]\nfile = "b.md"\n"""\n',
        "[[document]]\nfile = ",
        '[[document]]\nfile = "a.md"\n["corpus"]\nname = "Vakten"\n',
    ],
)
def test_what_cannot_be_told_apart_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="editor"):
        with_entry(text, "a.md", written("a.md", Metadata(title="B")))
