"""The command line as users meet it: JSON shapes, exit codes, one clear line for what is wrong."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.domain import Outcome, Status
from assistant.ingest.documents import load_folder
from assistant.search import manifest as manifests
from assistant.serve.cli import run
from assistant.settings import REPOSITORY

ANSWER_KEYS = {
    *("question", "language", "outcome", "answer"),
    *("citations", "answered_by", "notices"),
}
CITATION_KEYS = {
    *("number", "document", "title", "section", "page"),
    *("quote", "url", "published", "status"),
}
HIT_KEYS = {"rank", "score", "chunk_id", "document", "title", "section", "page", "text"}
QUESTION = "Hvor lenge varer NIC Impact?"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Assistant = Callable[..., Done]


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but the defaults, wherever the tests are run."""
    for name in [n for n in os.environ if n.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def assistant(capsys: pytest.CaptureFixture[str]) -> Assistant:
    def call(*arguments: object) -> Done:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        return Done(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the repository's corpus with the default settings."""
    folder = tmp_path_factory.mktemp("cli") / "index"
    assert run(["index", "--json", "--index", str(folder)]) == 0
    return folder


@pytest.fixture
def unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents that nobody has seen, in three formats, searched by words alone."""
    monkeypatch.setenv("ASSISTANT_EMBEDDING", "none")
    folder = tmp_path / "dokumenter"
    folder.mkdir()
    (folder / "kurs.md").write_text(
        "# Kurs i birøkt\n\n## Varighet\n\nKurset i birøkt varer i elleve kvelder.\n",
        encoding="utf-8",
    )
    (folder / "utstyr.txt").write_text(
        "Utstyr\n\nDeltakerne må ha med egen røykpuster og hansker.\n", encoding="utf-8"
    )
    report = docx.Document()
    report.add_heading("Avgift", level=1)
    report.add_paragraph("Avgiften for kurset er 740 kroner.")
    report.save(str(folder / "avgift.docx"))
    return folder


def one_clear_line(done: Done, *words: str) -> None:
    assert done.code == 2, done
    assert done.err.startswith("assistant: ")
    assert done.err.count("\n") == 1, done.err
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


class TestAsk:
    def test_json_has_the_promised_shape(self, assistant: Assistant, shipped: Path) -> None:
        done = assistant("ask", QUESTION, "--json", "--index", shipped)
        assert (done.code, done.err) == (0, "")
        found = done.json
        assert set(found) >= ANSWER_KEYS
        assert "id" not in found
        assert found["question"] == QUESTION
        assert found["language"] == "nb"
        assert found["outcome"] == "answered"
        assert found["answered_by"] == "extractive"
        assert all(isinstance(n, str) for n in found["notices"])
        assert "tre år" in found["answer"]
        assert found["citations"]
        for number, citation in enumerate(found["citations"], 1):
            assert set(citation) >= CITATION_KEYS
            assert citation["number"] == number
            assert f"[{number}]" in found["answer"]
            assert citation["status"] in set(Status)

    def test_quotes_are_verbatim_in_the_documents(
        self, assistant: Assistant, shipped: Path
    ) -> None:
        documents = {d.id: d for d in load_folder(REPOSITORY / "corpus").documents}
        for question in (QUESTION, "Hvor mye støtte kan Arena få?", "Hvem kan søke?"):
            for citation in assistant("ask", question, "--json", "--index", shipped).json[
                "citations"
            ]:
                pages = documents[citation["document"]].pages
                held = [p for p in pages if citation["page"] in (None, p.number)]
                text = " ".join(" ".join(p.text.split()) for p in held)
                assert " ".join(citation["quote"].split()) in text

    def test_text_shows_answer_title_status_and_quote(
        self, assistant: Assistant, shipped: Path
    ) -> None:
        done = assistant("ask", QUESTION, "--index", shipped)
        assert done.code == 0
        assert "tre år" in done.out
        assert "[1] " in done.out
        assert "(gjelder)" in done.out
        assert "«" in done.out

    def test_the_date_decides_what_has_passed(self, assistant: Assistant, shipped: Path) -> None:
        question = "Når er søknadsfristen i 2024?"
        before = assistant("ask", question, "--as-of", "2024-05-01", "--json", "--index", shipped)
        after = assistant("ask", question, "--as-of", "2026-05-01", "--json", "--index", shipped)
        assert before.json != after.json

    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("", "empty"),
            ("   \n\t ", "empty"),
            ("\x00\x07\x1b\u200b", "empty"),
            ("a" * 100_000, "100000 characters"),
            ("hva er en klynge? " * 6000, "characters, at most 2000"),
        ],
    )
    def test_a_question_that_cannot_be_used(
        self, assistant: Assistant, shipped: Path, question: str, words: str
    ) -> None:
        for command in ("ask", "search"):
            done = assistant(command, question, "--index", shipped)
            one_clear_line(done, words)
            assert done.out == ""

    @pytest.mark.parametrize("question", ["?", "?!…", "--- ***", "«»", "[1]", "🙂", "\ud800?"])
    def test_only_punctuation_is_answered_without_a_claim(
        self, assistant: Assistant, shipped: Path, question: str
    ) -> None:
        done = assistant("ask", "--json", "--index", shipped, "--", question)
        assert (done.code, done.err) == (0, "")
        assert done.json["outcome"] in set(Outcome) - {Outcome.ANSWERED}
        assert done.json["answer"]
        assert assistant("search", "--json", "--index", shipped, "--", question).code == 0

    def test_control_characters_are_passed_over(self, assistant: Assistant, shipped: Path) -> None:
        clean = assistant("ask", QUESTION, "--json", "--index", shipped).json
        dirty = "\x00\x1b[31mHvor\u200b len\u00adge\x1b[0m\r\n varer\x07NIC Impact?\x7f"
        found = assistant("ask", dirty, "--json", "--index", shipped).json
        assert found == clean

    def test_a_question_is_needed_and_one_only(self, assistant: Assistant, shipped: Path) -> None:
        one_clear_line(assistant("ask", "--index", shipped), "--batch")
        one_clear_line(assistant("ask", "hva?", "--batch", "-", "--index", shipped), "--batch")
        one_clear_line(assistant("ask", "a", "--as-of", "i går"), "2024-06-21")


class TestSearch:
    def test_json_has_the_promised_shape(self, assistant: Assistant, shipped: Path) -> None:
        done = assistant("search", QUESTION, "-k", "3", "--json", "--index", shipped)
        assert (done.code, done.err) == (0, "")
        assert set(done.json) == {"question", "hits"}
        assert done.json["question"] == QUESTION
        hits = done.json["hits"]
        assert [h["rank"] for h in hits] == [1, 2, 3]
        assert all(set(h) >= HIT_KEYS for h in hits)
        scores = [h["score"] for h in hits]
        assert scores == sorted(scores, reverse=True)
        assert any("tre år" in h["text"] for h in hits)

    def test_text_shows_the_passages(self, assistant: Assistant, shipped: Path) -> None:
        done = assistant("search", "Arena Pro", "-k", "2", "--index", shipped)
        assert done.out.startswith("1. ")
        assert "\n2. " in done.out

    def test_nothing_found_is_said(self, assistant: Assistant, unseen: Path) -> None:
        done = assistant("search", "xqzwv", "--corpus", unseen, "--index", unseen.parent / "i")
        assert (done.code, done.out) == (0, "Ingen avsnitt passer til spørsmålet.\n")

    @pytest.mark.parametrize("count", ["0", "-1", "101"])
    def test_a_number_of_passages_out_of_range(
        self, assistant: Assistant, shipped: Path, count: str
    ) -> None:
        one_clear_line(assistant("search", "a", "-k", count, "--index", shipped), "1 to 100")

    def test_a_number_that_is_none(self, assistant: Assistant) -> None:
        one_clear_line(assistant("search", "a", "-k", "mange"), "-k", "mange")


class TestBatch:
    LINES = (
        '{"id": "a", "question": "Hvor lenge varer NIC Impact?"}',
        "{broken",
        "",
        '{"id": "b", "question": ""}',
        '{"id": 3, "question": 5}',
        '["no object"]',
        '{"id": "h", "question": "Enn for Connect, da?", "history": ['
        '{"role": "user", "content": "Hvor lenge varer NIC Impact?"},'
        ' {"role": "assistant", "content": "NIC Impact varer i tre år [1]. \\ud800"}]}',
        '{"id": "w", "question": "Hva?", "history": [{"role": "robot", "content": "x"}]}',
        '{"id": "x", "question": "Hva?", "history": "x"}',
        "[" * 100_000,
        '{"id": "n", "question": "Who can apply?"}',
    )
    WANTED = (
        ("a", "answered", 1),
        (None, None, 2),
        ("b", None, 4),
        (3, None, 5),
        (None, None, 6),
        ("h", "answered", 7),
        ("w", None, 8),
        ("x", None, 9),
        (None, None, 10),
        ("n", "some", 11),
    )

    def check(self, done: Done) -> None:
        assert done.code == 2
        assert "Traceback" not in done.err
        rows = done.rows
        assert [r.get("id") for r in rows] == [identifier for identifier, _, _ in self.WANTED]
        faulty = []
        for row, (_, outcome, number) in zip(rows, self.WANTED, strict=True):
            if outcome is None:
                assert set(row) == {"id", "error", "line"}
                assert row["line"] == number
                faulty.append(number)
            else:
                assert set(row) >= ANSWER_KEYS | {"id"}
                assert outcome in (row["outcome"], "some")
        assert [line.split(":")[1] for line in done.err.splitlines()] == [
            f" line {n}" for n in faulty
        ]
        assert rows[-1]["language"] == "en"

    def test_a_file(self, assistant: Assistant, shipped: Path, tmp_path: Path) -> None:
        path = tmp_path / "q.jsonl"
        path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(self.LINES).encode())
        self.check(assistant("ask", "--batch", path, "--index", shipped))

    def test_standard_input_in_a_process_of_its_own(self, shipped: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "ask", "--batch", "-", "--index", str(shipped)],
            input="\n".join(self.LINES).encode(),
            capture_output=True,
            check=False,
            cwd=REPOSITORY,
        )
        self.check(Done(done.returncode, done.stdout.decode(), done.stderr.decode()))

    def test_faultless_lines_end_with_0(
        self, assistant: Assistant, shipped: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = "\n".join(json.dumps({"id": i, "question": QUESTION}) for i in range(3))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
        done = assistant("ask", "--batch", "-", "--index", shipped)
        assert (done.code, done.err) == (0, "")
        assert [r["id"] for r in done.rows] == [0, 1, 2]

    def test_lines_that_no_reader_would_take_are_told_one_by_one(
        self, assistant: Assistant, shipped: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "q.jsonl"
        deep = b'{"question": ' + b"[" * 100_000
        path.write_bytes(
            b'{"id": 1, "question": "S\xf8k?"}\n{"id": NaN, "question": "x"}\n' + deep + b"\n"
        )
        done = assistant("ask", "--batch", path, "--index", shipped)
        assert done.code == 2
        assert [row["line"] for row in done.rows] == [1, 2, 3]
        for row, told in zip(done.rows, ("byte 25 is not UTF-8", "NaN", "deep"), strict=True):
            assert told in row["error"]

    def test_a_file_that_is_not_there(self, assistant: Assistant, tmp_path: Path) -> None:
        one_clear_line(assistant("ask", "--batch", tmp_path / "no.jsonl"), "no.jsonl")
        assert not (tmp_path / "here" / "index").exists()

    def test_a_folder_for_a_file(self, assistant: Assistant, shipped: Path) -> None:
        one_clear_line(assistant("ask", "--batch", shipped, "--index", shipped), "cannot be read")


def test_ask_in_a_process_of_its_own(shipped: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", QUESTION, "--json", "--index", str(shipped)],
        capture_output=True,
        check=False,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "tre år" in json.loads(done.stdout.decode("utf-8"))["answer"]


class TestAnyFolder:
    def test_answers_cite_the_folder(self, assistant: Assistant, unseen: Path) -> None:
        index = unseen.parent / "index"
        for question, document, words in (
            ("Hvor lenge varer kurset i birøkt?", "kurs", "elleve kvelder"),
            ("Hvor mye koster avgiften for kurset?", "avgift", "740 kroner"),
            ("Hva må deltakerne ha med?", "utstyr", "røykpuster"),
        ):
            done = assistant("ask", question, "--json", "--corpus", unseen, "--index", index)
            assert (done.code, done.err) == (0, "")
            assert document in {c["document"] for c in done.json["citations"]}
            assert words in " ".join(c["quote"] for c in done.json["citations"])
            assert {c["status"] for c in done.json["citations"]} == {"unknown"}

    def test_its_own_index_when_none_is_named(
        self, assistant: Assistant, unseen: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        indexes = unseen.parent / "indexes"
        monkeypatch.setenv("ASSISTANT_INDEX", str(indexes))
        other = unseen.parent / "andre"
        other.mkdir()
        (other / "ku.md").write_text("# Ku\n\nEn ku veier 600 kilo.\n", encoding="utf-8")
        for corpus, document in ((unseen, "kurs"), (other, "ku"), (unseen, "kurs")):
            for question in ("Hvor lenge varer kurset i birøkt?", "Hvor mye veier en ku?"):
                hits = assistant("search", question, "--json", "--corpus", corpus).json["hits"]
                known = {p.stem for p in corpus.iterdir()}
                assert {h["document"] for h in hits} <= known
            assert document in known
        assert len(list(indexes.glob("corpus-*"))) == 2
        assert not (indexes / manifests.FILE).exists()

    def test_a_corpus_set_in_the_environment_has_its_own_index_too(
        self, assistant: Assistant, unseen: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ASSISTANT_CORPUS", str(unseen))
        report = assistant("doctor", "--json").json
        assert Path(report["settings"]["index"]["value"]) != REPOSITORY / "index"
        assert report["settings"]["corpus"]["origin"] == "ASSISTANT_CORPUS"

    def test_an_index_alone_brings_its_corpus_along(
        self, assistant: Assistant, unseen: Path
    ) -> None:
        index = unseen.parent / "index"
        assert assistant("index", "--corpus", unseen, "--index", index).code == 0
        done = assistant("ask", "Hvor lenge varer kurset i birøkt?", "--json", "--index", index)
        assert (done.code, done.err) == (0, "")
        assert "elleve kvelder" in done.json["answer"]
        built = assistant("index", "--json", "--index", index)
        assert sorted(built.json["unchanged"]) == ["avgift", "kurs", "utstyr"]
        shutil.rmtree(unseen)
        done = assistant("ask", "Hvor lenge varer kurset i birøkt?", "--json", "--index", index)
        assert "elleve kvelder" in done.json["answer"]
        assert "kan ikke leses" in done.err

    @pytest.mark.parametrize("command", [["ask", "Hva?"], ["search", "Hva?"]])
    def test_an_index_of_another_folder_is_refused(
        self, assistant: Assistant, unseen: Path, command: list[str]
    ) -> None:
        index = unseen.parent / "index"
        assert assistant("index", "--corpus", unseen, "--index", index).code == 0
        other = unseen.parent / "andre"
        other.mkdir()
        (other / "ku.md").write_text("# Ku\n\nEn ku veier 600 kilo.\n", encoding="utf-8")
        done = assistant(*command, "--corpus", other, "--index", index)
        one_clear_line(done, str(other), str(unseen), "assistant index --corpus")
        default = assistant(*command, "--corpus", REPOSITORY / "corpus", "--index", index)
        one_clear_line(default, str(unseen), str(REPOSITORY / "corpus"))

    def test_the_same_documents_elsewhere_are_the_same(
        self, assistant: Assistant, unseen: Path
    ) -> None:
        (unseen / "tom.md").write_text("")
        index = unseen.parent / "index"
        assert assistant("index", "--corpus", unseen, "--index", index).code == 0
        moved = shutil.copytree(unseen, unseen.parent / "flyttet")
        done = assistant("search", "birøkt", "--corpus", moved, "--index", index)
        assert (done.code, done.err) == (0, "")

    def test_a_changed_folder_is_told_and_answered_from(
        self, assistant: Assistant, unseen: Path
    ) -> None:
        given = ("--corpus", unseen, "--index", unseen.parent / "index")
        assistant("index", *given)
        (unseen / "ny.md").write_text("# Ny\n\nNoe nytt.\n", encoding="utf-8")
        (unseen / "utstyr.txt").unlink()
        done = assistant("ask", "Hvor lenge varer kurset i birøkt?", "--json", *given)
        assert done.code == 0
        assert "elleve kvelder" in done.json["answer"]
        assert done.err.count("\n") == 1
        assert "nye: 1, endret: 0, fjernet: 1" in done.err
        assert "assistant index --corpus" in done.err
        assert assistant("index", *given).code == 0
        assert assistant("search", "birøkt", *given).err == ""

    def test_a_damaged_file_is_named_and_the_others_are_indexed(
        self, assistant: Assistant, unseen: Path
    ) -> None:
        (unseen / "skadet.pdf").write_bytes(b"%PDF-1.4\nthis is no document")
        given = ("--corpus", unseen, "--index", unseen.parent / "index")
        done = assistant("index", *given)
        assert done.code == 0
        assert done.err.count("\n") == 1
        assert "skadet.pdf" in done.err
        assert "3 dokumenter" in done.out
        assert assistant("ask", "Hvor lenge varer kurset i birøkt?", *given).err == ""


class TestIndex:
    def test_json_says_what_was_done(self, assistant: Assistant, unseen: Path) -> None:
        given = ("--json", "--corpus", unseen, "--index", unseen.parent / "index")
        first = assistant("index", *given)
        assert (first.code, first.err) == (0, "")
        assert first.json == {
            "added": ["avgift", "kurs", "utstyr"],
            "changed": [],
            "removed": [],
            "unchanged": [],
            "problems": [],
            "chunks": 3,
        }
        (unseen / "kurs.md").write_text("# Kurs\n\nNytt innhold.\n", encoding="utf-8")
        (unseen / "utstyr.txt").unlink()
        second = assistant("index", *given).json
        assert (second["changed"], second["removed"]) == (["kurs"], ["utstyr"])
        assert assistant("index", "--rebuild", *given).json["added"] == ["avgift", "kurs"]

    def test_a_missing_corpus_folder(self, assistant: Assistant, tmp_path: Path) -> None:
        given = ("--corpus", tmp_path / "nowhere", "--index", tmp_path / "index")
        for command in (["index"], ["ask", "hva?"], ["search", "hva?"]):
            one_clear_line(assistant(*command, *given), str(tmp_path / "nowhere"))
        assert not (tmp_path / "index").exists()

    def test_a_file_for_a_corpus_and_an_empty_folder(
        self, assistant: Assistant, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("x")
        (tmp_path / "empty").mkdir()
        for name in ("file", "empty"):
            given = ("--corpus", tmp_path / name, "--index", tmp_path / "index")
            one_clear_line(assistant("ask", "hva?", *given), str(tmp_path / name))

    def test_a_faulty_corpus_manifest(self, assistant: Assistant, unseen: Path) -> None:
        (unseen / "manifest.toml").write_text('[[document]]\nfile = "kurs.md"\nstatus = "ny"\n')
        given = ("--corpus", unseen, "--index", unseen.parent / "index")
        one_clear_line(assistant("index", *given), "manifest.toml", "status")

    @pytest.mark.parametrize("command", [["index"], ["ask", "hva?"], ["search", "hva?"]])
    def test_an_unwritable_index_folder(
        self, assistant: Assistant, unseen: Path, command: list[str]
    ) -> None:
        (unseen.parent / "file").write_text("mine")
        for index in (unseen.parent / "file", unseen.parent / "file" / "x", Path("/dev/null/x")):
            done = assistant(*command, "--corpus", unseen, "--index", index)
            one_clear_line(done, "cannot be written", str(index))
        assert (unseen.parent / "file").read_text() == "mine"

    @pytest.mark.parametrize("command", [["ask", "hva?"], ["search", "hva?"]])
    @pytest.mark.parametrize(
        ("found", "put", "words"),
        [
            (f'"format": {manifests.FORMAT}', '"format": 1', "another version"),
            (f'"format": {manifests.FORMAT}', '"format": 99', "another version"),
            ('"analysis": ', '"analysis": 9', "text analysis version"),
            ('"chunk_size": 1000', '"chunk_size": 500', "chunk size"),
            ('"embedding": "none"', '"embedding": "shipped:1"', "embedding model"),
            ("{", "", "damaged"),
            ('"generation": "', '"generation": "x', "missing"),
        ],
    )
    def test_an_index_that_does_not_fit_stops_and_can_be_mended(
        self,
        assistant: Assistant,
        unseen: Path,
        command: list[str],
        found: str,
        put: str,
        words: str,
    ) -> None:
        given = ("--corpus", unseen, "--index", unseen.parent / "index")
        assert assistant("index", *given).code == 0
        path = unseen.parent / "index" / manifests.FILE
        text = path.read_text(encoding="utf-8")
        assert found in text
        path.write_text(text.replace(found, put, 1), encoding="utf-8")
        one_clear_line(assistant(*command, *given), words, "assistant index", str(unseen))
        assert assistant("index", *given).code == 0
        assert assistant(*command, *given).code == 0


class TestSettings:
    def test_an_unknown_variable(
        self, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ASSISTANT_INDEKS", "x")
        one_clear_line(assistant("ask", "hva?"), "ASSISTANT_INDEKS", "known settings")

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('indeks = "x"\n', "indeks"),
            ("port = ", "not valid TOML"),
            ('port = "mange"\n', "port"),
            ("dense_weight = 2\n", "from 0 to 1"),
        ],
    )
    def test_a_faulty_file(self, assistant: Assistant, text: str, words: str) -> None:
        Path("assistant.toml").write_text(text)
        one_clear_line(assistant("search", "hva?"), "assistant.toml", words)

    def test_the_file_is_read(self, assistant: Assistant, unseen: Path) -> None:
        Path("assistant.toml").write_text(f'corpus = "{unseen}"\nindex = "her"\n')
        assert assistant("index").code == 0
        assert Path("her", manifests.FILE).is_file()


class TestCheck:
    PROFILE = 'name = "Klyngen"\nbusiness_led = true\nstrategy = true\n'

    def test_json_has_the_promised_shape(self, assistant: Assistant) -> None:
        Path("p.toml").write_text(self.PROFILE)
        done = assistant("check", "p.toml", "--as-of", "2024-05-01", "--json")
        assert (done.code, done.err) == (0, "")
        assert set(done.json) >= {"profile", "as_of", "levels"}
        assert done.json["as_of"] == "2024-05-01"
        assert len(done.json["levels"]) == 8
        for level in done.json["levels"]:
            assert set(level) >= {"level", "programme", "verdict", "criteria", "next_questions"}
            assert level["verdict"] in {"met", "not_met", "missing", "judgement"}
            for criterion in level["criteria"]:
                keys = {"id", "label", "verdict", "reason", "used", "missing", "citation"}
                assert set(criterion) >= keys
                assert set(criterion["citation"]) >= CITATION_KEYS
            assert all(set(q) >= {"field", "question"} for q in level["next_questions"])

    def test_one_level_in_words(self, assistant: Assistant) -> None:
        Path("p.json").write_text('{"business_led": false}')
        done = assistant("check", "p.json", "--level", "nic-impact-2024")
        assert (done.code, done.err) == (0, "")
        assert "Impact" in done.out

    def test_the_schema_is_json(self, assistant: Assistant) -> None:
        schema = assistant("check", "--schema").json
        assert "business_led" in schema["properties"]

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("p.toml", "= x", "p.toml"),
            ("p.json", "{", "p.json"),
            ("p.json", "[]", "p.json"),
            ("p.toml", "business_led = 5\n", "business_led"),
            ("p.toml", "bussiness_led = true\n", "bussiness_led"),
            ("p.toml", 'esca_label = "platinum"\n', "esca_label"),
            ("p.toml", "member_companies = -1\n", "member_companies"),
        ],
    )
    def test_a_faulty_profile(
        self, assistant: Assistant, name: str, content: str, words: str
    ) -> None:
        Path(name).write_text(content)
        one_clear_line(assistant("check", name, "--json"), words)

    def test_an_unknown_level_and_a_missing_file(self, assistant: Assistant) -> None:
        Path("p.toml").write_text(self.PROFILE)
        one_clear_line(assistant("check", "p.toml", "--level", "arena-2030"), "arena-2030")
        one_clear_line(assistant("check", "q.toml"), "q.toml")
        one_clear_line(assistant("check"), "--schema")


class TestDoctor:
    def test_json_says_what_is_set_up(self, assistant: Assistant, shipped: Path) -> None:
        done = assistant("doctor", "--json", "--index", shipped)
        assert (done.code, done.err) == (0, "")
        found = done.json
        assert found["ok"] is True
        assert found["remarks"] == []
        assert found["settings"]["index"] == {"value": str(shipped), "origin": "--index"}
        assert found["settings"]["chunk_size"] == {"value": 1000, "origin": None}
        assert found["corpus"]["documents"] == found["index"]["documents"] > 1
        assert found["index"]["fits"] is True
        assert found["index"]["chunks"] > found["index"]["documents"]
        assert found["embedding"]["loads"] is True
        assert found["embedding"]["dimension"] > 1
        assert found["language_model"] == {"name": None, "ready": None}
        assert found["packages"]["chromadb"]

    def test_no_index_yet_is_worth_knowing_and_no_fault(
        self, assistant: Assistant, unseen: Path
    ) -> None:
        done = assistant("doctor", "--corpus", unseen, "--index", unseen.parent / "none")
        assert done.code == 0
        assert f"assistant index --corpus {unseen}" in done.out
        assert not (unseen.parent / "none").exists()

    def test_each_fault_comes_with_its_command(
        self, assistant: Assistant, unseen: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = ("--corpus", unseen, "--index", unseen.parent / "index")
        assistant("index", *given)
        monkeypatch.setenv("ASSISTANT_CHUNK_SIZE", "500")
        monkeypatch.setenv("ASSISTANT_LLM", "nosuchprovider:x")
        done = assistant("doctor", "--json", *given)
        assert done.code == 1
        faults = {r["key"]: r for r in done.json["remarks"] if r["fault"]}
        assert set(faults) == {"index", "llm"}
        assert "chunk size" in faults["index"]["message"]
        assert faults["index"]["command"].startswith("assistant index --corpus")
        assert "Må rettes" in assistant("doctor", *given).out

    def test_changed_and_unreadable_files_are_told(
        self, assistant: Assistant, unseen: Path
    ) -> None:
        given = ("--corpus", unseen, "--index", unseen.parent / "index")
        assistant("index", *given)
        (unseen / "skadet.pdf").write_bytes(b"%PDF nothing")
        (unseen / "bilde.png").write_bytes(b"x")
        (unseen / "kurs.md").write_text("# Kurs\n\nNytt.\n")
        done = assistant("doctor", "--json", *given)
        assert done.code == 0
        assert {r["key"] for r in done.json["remarks"]} == {"document", "ignored", "changed"}
        changes = done.json["index"]["changes"]
        assert changes == {"added": ["skadet"], "changed": ["kurs"], "removed": []}

    def test_a_missing_corpus_is_a_fault(self, assistant: Assistant, tmp_path: Path) -> None:
        done = assistant("doctor", "--corpus", tmp_path / "nowhere", "--json")
        assert done.code == 1
        assert done.json["corpus"]["exists"] is False

    def test_a_damaged_index_is_a_fault(self, assistant: Assistant, unseen: Path) -> None:
        index = unseen.parent / "index"
        index.mkdir()
        (index / manifests.FILE).write_text("{")
        done = assistant("doctor", "--corpus", unseen, "--index", index)
        assert done.code == 1
        assert "assistant index --rebuild" in done.out


class TestArguments:
    @pytest.mark.parametrize(
        "arguments",
        [[], ["frobnicate"], ["search"], ["index", "--nosuch"], ["serve", "--port", "x"]],
    )
    def test_faulty_ones_take_one_line(self, assistant: Assistant, arguments: list[str]) -> None:
        one_clear_line(assistant(*arguments), "--help")

    @pytest.mark.parametrize("command", ["index", "search", "ask", "serve", "doctor", "check"])
    def test_every_command_explains_itself(
        self, command: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            run([command, "--help"])
        assert caught.value.code == 0
        out = capsys.readouterr().out
        assert "--corpus" in out
        assert "--index" in out

    def test_what_nobody_foresaw_is_one_line_too(
        self, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: Any, **__: Any) -> None:
            raise RuntimeError("two\nlines")

        monkeypatch.setattr("assistant.serve.service.Service.open", broken)
        one_clear_line(assistant("ask", "hva?"), "RuntimeError: two lines")
