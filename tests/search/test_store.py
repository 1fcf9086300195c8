"""The index on disk: built, brought up to date, never half-built, never lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from search_samples import CountingEncoder, documents_of, settings_in, write_corpus

from assistant.domain import Language
from assistant.errors import AssistantError, ConfigurationError, InputError, StaleIndexError
from assistant.search import generation, lexical, store, vectors
from assistant.search import manifest as manifests
from assistant.search.lock import FILE as LOCK
from assistant.search.lock import exclusive
from assistant.search.retrieval import Retriever
from assistant.search.store import build, build_folder, open_index
from assistant.settings import REPOSITORY, Settings

NEW_TEXT = "# Honning\n\nHonningen slynges i juli.\n"
ORDER = 2


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_corpus(tmp_path / "corpus")
    return settings_in(tmp_path)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> CountingEncoder:
    found = CountingEncoder()
    monkeypatch.setattr(store, "load_encoder", lambda _: found)
    monkeypatch.setattr("assistant.search.embedding.describe", lambda s: f"counting-{s.embedding}")
    return found


def texts_of(settings: Settings) -> dict[str, list[str]]:
    index = open_index(settings)
    found: dict[str, list[str]] = {}
    for chunk in index.chunks():
        found.setdefault(chunk.document_id, []).append(chunk.text)
    index.close()
    return found


def generations(settings: Settings) -> set[str]:
    return {p.name for p in settings.index.glob("generation-*")}


def test_an_index_holds_every_document(settings: Settings) -> None:
    result = build_folder(settings)
    assert set(result.added) == {"kuber", "sverm", "vinter"}
    assert (result.changed, result.removed, result.unchanged) == ((), (), ())
    found = texts_of(settings)
    assert set(found) == {"kuber", "sverm", "vinter"}
    assert result.manifest.chunks == sum(map(len, found.values()))
    assert result.manifest.corpus == str(settings.corpus.resolve())


def test_a_second_build_does_nothing(settings: Settings) -> None:
    first = build_folder(settings)
    second = build_folder(settings)
    assert set(second.unchanged) == {"kuber", "sverm", "vinter"}
    assert (second.added, second.changed, second.removed) == ((), (), ())
    assert second.manifest == first.manifest
    assert generations(settings) == {first.manifest.generation}


CARD = '[corpus]\nsubject = "bier"\n'


def test_the_index_keeps_what_is_said_of_the_documents(settings: Settings) -> None:
    path = settings.corpus / "manifest.toml"
    entries = path.read_text("utf-8") if path.exists() else ""
    path.write_text(CARD + entries, "utf-8")
    first = build_folder(settings)
    assert first.manifest.card.subject[Language.NB] == "bier"
    path.write_text(CARD.replace("bier", "humler") + entries, "utf-8")
    assert open_index(settings).manifest.card.subject[Language.NB] == "humler"
    path.write_text("[corpus]\nsubject = 3\n" + entries, "utf-8")
    assert open_index(settings).manifest.card.subject[Language.NB] == "bier"
    with pytest.raises(ConfigurationError, match="subject"):
        build_folder(settings)
    path.write_text(CARD.replace("bier", "humler") + entries, "utf-8")
    second = build_folder(settings)
    assert second.manifest.generation == first.manifest.generation
    assert second.manifest.card.subject[Language.NB] == "humler"
    shutil.rmtree(settings.corpus)
    assert open_index(settings).manifest.card.subject[Language.NB] == "humler"


def test_only_what_changed_is_read_and_embedded(
    settings: Settings, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(settings, embedding="fake")
    read: list[str] = []
    real = store.read
    monkeypatch.setattr(store, "read", lambda source: read.append(source.id) or real(source))
    first = build_folder(settings)
    assert read == ["kuber", "sverm", "vinter"]
    assert len(encoder.passages) == first.manifest.chunks
    read.clear()
    encoder.passages.clear()

    (settings.corpus / "sverm.txt").unlink()
    (settings.corpus / "vinter.md").write_text(NEW_TEXT, encoding="utf-8")
    (settings.corpus / "ny.md").write_text(NEW_TEXT, encoding="utf-8")
    second = build_folder(settings)
    assert read == ["ny", "vinter"]
    assert (second.added, second.changed) == (("ny",), ("vinter",))
    assert (second.removed, second.unchanged) == (("sverm",), ("kuber",))
    assert len(encoder.passages) == 2
    assert all("slynges i juli" in text for text in encoder.passages)
    index = open_index(settings)
    assert index.vectors.count() == second.manifest.chunks == len(index.chunks())
    index.close()


def test_only_what_changed_is_embedded_when_documents_are_handed_over(
    settings: Settings, encoder: CountingEncoder
) -> None:
    settings = replace(settings, embedding="fake")
    documents = documents_of(settings)
    build(documents, settings)
    encoder.passages.clear()
    result = build([replace(documents[0], content_hash="other"), *documents[1:]], settings)
    assert result.changed == (documents[0].id,)
    assert all(documents[0].title in text for text in encoder.passages)


def test_incremental_equals_rebuild(settings: Settings, tmp_path: Path) -> None:
    build_folder(settings)
    (settings.corpus / "vinter.md").write_text(NEW_TEXT, encoding="utf-8")
    (settings.corpus / "sverm.txt").unlink()
    build_folder(settings)
    fresh = replace(settings, index=tmp_path / "fresh")
    build_folder(fresh)
    assert texts_of(settings) == texts_of(fresh)
    for question in ("Når slynges honningen?", "Hvor mange rammer har Bikube Pro?", "svermen"):
        found = []
        for each in (settings, fresh):
            index = open_index(each)
            found.append(Retriever(index, each).search(question))
            index.close()
        assert found[0] == found[1]
        assert found[0] or question == "svermen"


def test_rebuild_starts_from_nothing(settings: Settings) -> None:
    first = build_folder(settings)
    second = build_folder(settings, rebuild=True)
    assert set(second.added) == {"kuber", "sverm", "vinter"}
    assert second.manifest.generation != first.manifest.generation


def test_metadata_counts_as_content(settings: Settings) -> None:
    build_folder(settings)
    entry = '[[document]]\nfile = "sverm.txt"\ntitle = "Fange svermen"\n'
    (settings.corpus / "manifest.toml").write_text(entry, encoding="utf-8")
    assert build_folder(settings).changed == ("sverm",)
    index = open_index(settings)
    assert {c.title for c in index.lexical.chunks("sverm")} == {"Fange svermen"}
    index.close()


def test_the_generation_before_is_kept_and_older_ones_go(settings: Settings) -> None:
    names = []
    for number in range(4):
        (settings.corpus / "ny.md").write_text(f"# Ny\n\nTekst {number}.\n", encoding="utf-8")
        result = build_folder(settings)
        names.append(result.manifest.generation)
        assert result.manifest.previous == (names[-2] if number else None)
        assert generations(settings) == set(names[-2:])


def test_an_open_index_answers_while_the_next_is_built(settings: Settings) -> None:
    build_folder(settings)
    index = open_index(settings)
    retriever = Retriever(index, settings)
    before = retriever.search("Hvor mange rammer har en Bikube?")
    (settings.corpus / "ny.md").write_text(NEW_TEXT, encoding="utf-8")
    build_folder(settings)
    assert retriever.search("Hvor mange rammer har en Bikube?") == before
    assert before
    index.close()


class TestUnreadableFiles:
    def test_they_are_told_and_the_others_are_indexed(self, settings: Settings) -> None:
        (settings.corpus / "skadet.pdf").write_bytes(b"%PDF-1.7 nothing more")
        (settings.corpus / "tom.md").write_text("")
        result = build_folder(settings)
        assert [p.partition(":")[0] for p in result.problems] == ["skadet.pdf", "tom.md"]
        assert set(result.manifest.unread) == {"skadet", "tom"}
        assert set(texts_of(settings)) == {"kuber", "sverm", "vinter"}

    def test_they_make_no_new_generation_until_they_can_be_read(self, settings: Settings) -> None:
        (settings.corpus / "tom.md").write_text("")
        first = build_folder(settings)
        second = build_folder(settings)
        assert second.problems == first.problems
        assert second.manifest == first.manifest
        (settings.corpus / "tom.md").write_text(NEW_TEXT, encoding="utf-8")
        third = build_folder(settings)
        assert (third.added, third.problems) == (("tom",), ())
        assert third.manifest.unread == {}

    def test_a_file_that_broke_leaves_the_index(self, settings: Settings) -> None:
        build_folder(settings)
        (settings.corpus / "sverm.txt").write_text("")
        result = build_folder(settings)
        assert (result.removed, result.changed) == (("sverm",), ())
        assert set(texts_of(settings)) == {"kuber", "vinter"}

    def test_a_removed_bad_file_is_told_no_more(self, settings: Settings) -> None:
        (settings.corpus / "tom.md").write_text("")
        first = build_folder(settings)
        (settings.corpus / "tom.md").unlink()
        second = build_folder(settings)
        assert second.problems == ()
        assert manifests.read(settings.index) == second.manifest
        assert second.manifest.generation == first.manifest.generation

    def test_a_folder_of_nothing_else_is_refused_and_the_index_stays(
        self, settings: Settings
    ) -> None:
        build_folder(settings)
        before = texts_of(settings)
        for path in settings.corpus.iterdir():
            path.write_text("")
        with pytest.raises(InputError, match=r"no readable document .*kuber\.md"):
            build_folder(settings)
        for path in settings.corpus.iterdir():
            path.unlink()
        with pytest.raises(InputError, match="no readable document"):
            build_folder(settings)
        assert texts_of(settings) == before


class TestStaleAndDamaged:
    @pytest.mark.parametrize("change", [{"chunk_size": 700}, {"embedding": "shipped"}])
    def test_other_settings_stop_with_the_command_and_a_build_mends(
        self, settings: Settings, change: dict[str, Any]
    ) -> None:
        build_folder(settings)
        other = replace(settings, **change)
        with pytest.raises(StaleIndexError, match="does not match the settings") as caught:
            open_index(other)
        assert manifests.mending(other) in str(caught.value)
        result = build_folder(other)
        assert len(result.reasons) == 1
        assert texts_of(other)
        # The one before is kept until the next build, and can serve again at once.
        assert (settings.index / (result.manifest.previous or "?")).is_dir()

    def test_no_index(self, settings: Settings) -> None:
        with pytest.raises(StaleIndexError, match="there is no index") as caught:
            open_index(settings)
        assert manifests.mending(settings) in str(caught.value)

    @pytest.mark.parametrize(
        "damage",
        [
            lambda file: file.unlink(),
            lambda file: file.write_bytes(b""),
            lambda file: file.write_bytes(b"not a database at all " * 500),
            lambda file: file.write_bytes(file.read_bytes()[:4096]),
        ],
    )
    def test_a_damaged_lexical_store(
        self, settings: Settings, damage: Callable[[Path], Any]
    ) -> None:
        result = build_folder(settings)
        damage(settings.index / result.manifest.generation / generation.LEXICAL_FILE)
        with pytest.raises(StaleIndexError, match="assistant index --rebuild"):
            open_index(settings)
        mended = build_folder(settings)
        assert mended.reasons
        assert set(texts_of(settings)) == {"kuber", "sverm", "vinter"}

    def test_missing_vectors_are_no_silent_way_to_words_alone(
        self, settings: Settings, encoder: CountingEncoder
    ) -> None:
        settings = replace(settings, embedding="fake")
        result = build_folder(settings)
        shutil.rmtree(settings.index / result.manifest.generation / generation.VECTOR_FOLDER)
        index = open_index(settings)
        with pytest.raises(StaleIndexError, match="assistant index --rebuild"):
            _ = index.vectors
        index.close()
        assert build_folder(settings).reasons
        index = open_index(settings)
        assert index.vectors.count() == result.manifest.chunks
        index.close()

    @pytest.mark.parametrize(
        ("writable", "error", "words"),
        [
            (True, StaleIndexError, "RuntimeError: odd.*assistant index --rebuild"),
            (False, ConfigurationError, "may not be written.*ASSISTANT_EMBEDDING=none"),
        ],
    )
    def test_vectors_that_cannot_be_opened(
        self,
        settings: Settings,
        encoder: CountingEncoder,
        monkeypatch: pytest.MonkeyPatch,
        writable: bool,
        error: type[AssistantError],
        words: str,
    ) -> None:
        settings = replace(settings, embedding="fake")
        build_folder(settings)
        index = open_index(settings)

        def odd(*_: Any) -> None:
            raise RuntimeError("odd")

        monkeypatch.setattr(store, "VectorStore", odd)
        monkeypatch.setattr(store.os, "access", lambda *_: writable)
        with pytest.raises(error, match=words):
            _ = index.vectors
        index.close()

    def test_a_manifest_of_another_version_loses_nothing_before_the_new_one_stands(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = build_folder(settings).manifest.generation
        path = settings.index / manifests.FILE
        other = path.read_text(encoding="utf-8").replace(
            f'"format": {manifests.FORMAT}', '"format": 99'
        )
        path.write_text(other, encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(generation, "split", _fail)
            with pytest.raises(_KilledError):
                build_folder(settings)
        assert path.read_text(encoding="utf-8") == other
        assert generations(settings) == {old}
        result = build_folder(settings)
        assert "format" in result.reasons[0]
        assert generations(settings) == {old, result.manifest.generation}
        assert texts_of(settings)


class TestUnwritable:
    @pytest.mark.parametrize("below", ["", "deeper/index"])
    def test_a_file_where_the_folder_should_be(
        self, settings: Settings, tmp_path: Path, below: str
    ) -> None:
        (tmp_path / "file").write_text("mine")
        blocked = replace(settings, index=tmp_path / "file" / below)
        with pytest.raises(ConfigurationError, match=r"cannot be written .*--index"):
            build_folder(blocked)
        assert (tmp_path / "file").read_text() == "mine"

    def test_a_device_for_a_folder(self, settings: Settings) -> None:
        with pytest.raises(ConfigurationError, match="cannot be written"):
            build_folder(replace(settings, index=Path("/dev/null/x")))

    def test_a_folder_that_may_not_be_written(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: Any, **__: Any) -> None:
            raise PermissionError(13, "Permission denied", str(tmp_path))

        monkeypatch.setattr(Path, "mkdir", refused)
        with pytest.raises(ConfigurationError, match="Permission denied"):
            build_folder(settings)

    def test_a_full_disk(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        build_folder(settings)
        before = texts_of(settings)
        (settings.corpus / "ny.md").write_text(NEW_TEXT, encoding="utf-8")

        def full(*_: Any) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(lexical.LexicalStore, "add", full)
            with pytest.raises(ConfigurationError, match="disk is full"):
                build_folder(settings)
        assert texts_of(settings) == before

    def test_a_missing_corpus_makes_no_index_folder(self, settings: Settings) -> None:
        with pytest.raises(InputError, match="does not exist"):
            build_folder(replace(settings, corpus=settings.corpus / "nowhere"))
        assert not settings.index.exists()


def test_two_builds_at_once_are_refused(settings: Settings) -> None:
    with exclusive(settings.index), pytest.raises(ConfigurationError, match="under way"):
        build_folder(settings)
    assert build_folder(settings).added


def test_a_build_in_another_process_is_refused(settings: Settings) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.search.lock import exclusive\n"
        "with exclusive(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(settings.index)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ConfigurationError, match="under way"):
            build_folder(settings)
        holder.kill()
    assert build_folder(settings).added


def test_a_damaged_lock_is_named(settings: Settings) -> None:
    settings.index.mkdir()
    (settings.index / LOCK).write_bytes(b"no database " * 1000)
    with pytest.raises(ConfigurationError, match=LOCK):
        build_folder(settings)


# --- a build that dies at any moment -------------------------------------------------------------


class _KilledError(BaseException):
    """Stands in for a signal: nothing in the code catches it by its type."""


def _fail(*_: Any, **__: Any) -> Any:
    raise _KilledError


def _after(real: Callable[..., Any]) -> Callable[..., Any]:
    def done_then_dead(*given: Any, **named: Any) -> Any:
        real(*given, **named)
        raise _KilledError

    return done_then_dead


MOMENTS: list[tuple[Any, str]] = [
    (store, "load_encoder"),
    (store, "read"),
    (generation.shutil, "copytree"),
    (lexical.LexicalStore, "remove_document"),
    (lexical.LexicalStore, "add"),
    (lexical, "count_words"),
    (lexical, "count_names"),
    (vectors.VectorStore, "remove_document"),
    (vectors.VectorStore, "add"),
    (generation, "split"),
    (manifests, "write"),
    (manifests.os, "fsync"),
]


def _killed(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[str]:
    """Builds that die before and after each moment, without the clean-up of an orderly end."""
    for place, name in MOMENTS:
        for make in (_after, lambda _: _fail):
            if (name, make) == ("write", _after):
                continue  # after the manifest stands, the new index serves: tested apart
            with monkeypatch.context() as patch:
                patch.setattr(store.shutil, "rmtree", lambda *_, **__: None)
                patch.setattr(place, name, make(getattr(place, name)))
                with pytest.raises(_KilledError):
                    build_folder(settings)
            yield name


def test_a_build_that_dies_leaves_the_old_index_and_the_next_one_finishes(
    settings: Settings, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(settings, embedding="fake")
    first = build_folder(settings)
    before = texts_of(settings)
    (settings.corpus / "vinter.md").write_text(NEW_TEXT, encoding="utf-8")
    (settings.corpus / "sverm.txt").unlink()
    moments = 0
    for _ in _killed(monkeypatch, settings):
        moments += 1
        assert manifests.read(settings.index) == first.manifest
        assert texts_of(settings) == before
    assert moments > len(MOMENTS)
    last = build_folder(settings)
    assert (last.changed, last.removed) == (("vinter",), ("sverm",))
    assert set(texts_of(settings)) == {"kuber", "vinter"}
    assert generations(settings) == {first.manifest.generation, last.manifest.generation}


def test_a_build_that_dies_once_the_manifest_stands_serves_the_new_index(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_folder(settings)
    (settings.corpus / "sverm.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(manifests, "write", _after(manifests.write))
        with pytest.raises(_KilledError):
            build_folder(settings)
    assert set(texts_of(settings)) == {"kuber", "vinter"}
    assert build_folder(settings).unchanged == ("kuber", "vinter")


DYING = """
import os, signal, sys
from pathlib import Path
from assistant.search import generation, lexical, manifest, store
from assistant.settings import Settings
place, name = sys.argv[1].split(".")
found = {"generation": generation, "lexical": lexical, "manifest": manifest, "store": store}[place]
setattr(found, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
store.build_folder(Settings(corpus=Path(sys.argv[2]), index=Path(sys.argv[3]), embedding="none"))
"""


@pytest.mark.parametrize("moment", ["generation.split", "lexical.count_names", "manifest.write"])
def test_a_process_killed_while_it_builds(settings: Settings, moment: str) -> None:
    first = build_folder(settings)
    (settings.corpus / "vinter.md").write_text(NEW_TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", DYING, moment, str(settings.corpus), str(settings.index)],
        check=False,
        capture_output=True,
        cwd=REPOSITORY,
        env={k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(generations(settings)) == ORDER
    assert manifests.read(settings.index) == first.manifest
    assert "15 kilo" in " ".join(texts_of(settings)["vinter"])
    last = build_folder(settings)
    assert last.changed == ("vinter",)
    assert generations(settings) == {first.manifest.generation, last.manifest.generation}


def test_every_failure_is_an_error_of_ours(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for broken in (
        replace(settings, index=tmp_path / "file"),
        replace(settings, corpus=tmp_path / "file"),
        replace(settings, corpus=tmp_path / "nowhere"),
    ):
        with pytest.raises(AssistantError):
            build_folder(broken)
