"""`assistant eval …` from arguments to exit codes, over the real service and a small corpus."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.domain import Answer, Language, Outcome
from assistant.errors import InputError
from assistant.evaluation import commands
from assistant.evaluation.case_files import load_set, write_set
from assistant.evaluation.cases import CaseClass, EvalCase, Relevant
from assistant.evaluation.feedback import FeedbackStore
from assistant.settings import Settings

CORPUS = {
    "arena.md": "# Arena\n\n## Støtte\n\nArena gir støtte på inntil to millioner kroner i året.\n\n"
    "## Varighet\n\nEt Arena-prosjekt varer i tre år.\n",
    "nce.md": "# NCE\n\n## Støtte\n\nNCE gir støtte på inntil fem millioner kroner i året.\n",
}
CASES = [
    EvalCase(
        "amount",
        "Hvor mye støtte gir Arena i året?",
        CaseClass.ANSWERABLE,
        Language.NB,
        relevant=(Relevant("arena", "inntil to millioner kroner i året", 1),),
        facts=(("2 millioner",),),
        tags=("kind:amount",),
    ),
    EvalCase("lunch", "qwx zxcv", CaseClass.NONSENSE, Language.NB),
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in CORPUS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    return replace(
        Settings(),
        corpus=corpus,
        index=tmp_path / "index",
        data=tmp_path / "data",
        embedding="none",
    )


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "dev.jsonl"
    write_set(path, CASES)
    return path


def call(settings: Settings, *arguments: object) -> int:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--corpus", type=Path)
    parser = argparse.ArgumentParser()
    commands.add_parser(parser.add_subparsers(dest="command"), parents=[shared])
    return commands.run(parser.parse_args(["eval", *map(str, arguments)]), settings)


def test_run_writes_a_folder_twice_the_same(settings, questions, tmp_path, capsys):
    for name in ("a", "b"):
        assert call(settings, "run", questions, "--out", tmp_path / name) == 0
    assert "av 2 spørsmål bestått" in capsys.readouterr().out
    assert {p.name for p in (tmp_path / "a").iterdir()} == {
        "results.jsonl",
        "summary.json",
        "timing.json",
        "provenance.json",
        "report.html",
    }
    for file in ("results.jsonl", "summary.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    found = json.loads((tmp_path / "a" / "summary.json").read_text(encoding="utf-8"))
    assert found["overall"]["measures"]["recall@5"] == {"value": 1.0, "scored": 1, "unscored": 0}
    provenance = json.loads((tmp_path / "a" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["assistant"]["corpus_hash"]
    assert (
        call(settings, "compare", tmp_path / "a", tmp_path / "b", "--html", tmp_path / "c.html")
        == 0
    )
    assert "Sammenligner 2 spørsmål" in capsys.readouterr().out
    assert (tmp_path / "c.html").is_file()


def test_run_without_a_folder_goes_to_data_and_speaks_json(settings, questions, capsys):
    assert call(settings, "run", questions, "--json") == 0
    assert json.loads(capsys.readouterr().out)["overall"]["questions"] == 2
    (folder,) = (settings.data / "runs").iterdir()
    assert folder.name.endswith("-dev")


def test_the_gate_is_made_passes_and_trips(settings, questions, tmp_path, capsys):
    baseline = tmp_path / "evals" / "baseline.json"
    arguments = ("gate", questions, "--baseline", baseline, "--out", tmp_path / "run")
    with pytest.raises(InputError, match=r"baseline\.json is missing"):
        call(settings, *arguments)
    assert call(settings, *arguments, "--update") == 0
    assert call(settings, *arguments) == 0
    assert "Porten er åpen" in capsys.readouterr().out
    broken = [replace(CASES[0], facts=(("9 millioner",),), must_pass=True), CASES[1]]
    write_set(questions, broken)
    before = baseline.read_bytes()
    assert call(settings, *arguments) == 1
    assert "som må bestå, besto ikke: amount" in capsys.readouterr().out
    assert call(settings, *arguments, "--update") == 1
    assert baseline.read_bytes() == before


def test_cases_are_checked_and_turned_to_csv_and_back(settings, questions, tmp_path, capsys):
    assert call(settings, "cases", questions, "--to", tmp_path / "x.csv") == 0
    assert call(settings, "cases", tmp_path / "x.csv", "--to", tmp_path / "y.jsonl") == 0
    assert load_set(tmp_path / "y.jsonl").cases == tuple(CASES)
    assert "2 spørsmål, ingen feil" in capsys.readouterr().out


def test_all_faults_of_all_sets_are_told_at_once(settings, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x"}', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(InputError) as error:
        call(settings, "run", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert "a.jsonl:1: question is missing" in str(error.value)
    assert "b.jsonl:1: not valid JSON" in str(error.value)


def test_benchmarks_print_one_object(settings, tmp_path, capsys):
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    corpus = {"_id": "d/1", "title": "Fjell", "text": "Galdhøpiggen er 2469 meter høy."}
    query = {"_id": "q", "text": "Hvor høy er Galdhøpiggen?", "metadata": {"answer": "2469 meter"}}
    (folder / "corpus.jsonl").write_text(json.dumps(corpus), encoding="utf-8")
    (folder / "queries.jsonl").write_text(json.dumps(query), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\td/1\t1\n")
    assert call(settings, "retrieval", "--beir", folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["recall@1"] == found["ndcg@10"] == found["queries"] == 1
    assert call(settings, "reading", "--beir", folder, "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"contains_answer", "mean_length", "queries"}
    assert call(settings, "retrieval", "--beir", folder) == 0
    assert "Funnet på plass 1" in capsys.readouterr().out


def test_tuning_refuses_held_out_and_writes_why(settings, questions, tmp_path, capsys):
    held_out = tmp_path / "test.jsonl"
    write_set(held_out, CASES)
    with pytest.raises(InputError, match="held out"):
        call(settings, "tune", held_out)
    assert call(settings, "tune", questions, "--measure", "mrr@10") == 0
    assert "dense_weight = 0,00" in capsys.readouterr().out
    assert json.loads((settings.data / "tuning.json").read_text())["questions"] == 1
    assert call(settings, "tune", questions, "--setting", "trust") == 0
    chosen = json.loads((settings.data / "tuning.json").read_text())
    assert (chosen["name"], chosen["measure"], chosen["questions"]) == ("trust", "passed", 2)
    with pytest.raises(InputError, match="'luck' cannot be tuned; choose one of dense_weight"):
        call(settings, "tune", questions, "--setting", "luck")


def test_feedback_from_list_to_purge(settings, tmp_path, capsys):
    store = FeedbackStore(settings.data / "feedback.sqlite")
    old = datetime.now(UTC) - timedelta(days=settings.retention_days + 1)
    answer = Answer("Hva er støtten?", Language.NB, Outcome.ANSWERED, "To millioner.")
    first = store.add(answer, consent=True)
    store.add(answer, consent=True, at=old)
    assert call(settings, "feedback", "list") == 0
    assert capsys.readouterr().out.count("Hva er støtten?") == 2
    with pytest.raises(InputError, match="no question is labelled"):
        call(settings, "feedback", "export", tmp_path / "x.jsonl")
    label = ("feedback", "label", first, "answerable", "--fact", "2 millioner | to millioner")
    assert call(settings, *label, "--quote", "arena", "to millioner", "--must-pass") == 0
    assert "kan besvares" in capsys.readouterr().out
    assert call(settings, "feedback", "export", tmp_path / "x.jsonl") == 0
    (case,) = load_set(tmp_path / "x.jsonl").cases
    assert case.facts == (("2 millioner", "to millioner"),)
    assert case.must_pass
    assert call(settings, "feedback", "purge") == 0
    assert len(store.entries()) == 1
    assert call(settings, "feedback", "purge", "--all") == 0
    assert store.entries() == ()
    assert call(settings, "feedback", "list") == 0
    assert "Ingen spørsmål er lagret." in capsys.readouterr().out
