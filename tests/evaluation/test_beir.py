"""Benchmarks in BEIR form: strict reading, safe names, and the measures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Answer, Chunk, Hit, Language, Outcome
from assistant.errors import InputError
from assistant.evaluation.beir import (
    Opened,
    holds,
    measure_reading,
    measure_retrieval,
    open_beir,
    to_document,
)
from assistant.evaluation.beir_files import Entry, JudgedQuery, read_benchmark
from assistant.settings import Settings

CORPUS = [
    {"_id": "a/1 ø", "title": "Fjell", "text": "Galdhøpiggen er 2469 meter høy."},
    {"_id": "../b", "title": "", "text": "Sognefjorden er den lengste fjorden i Norge."},
    {"_id": "c", "title": "Tom", "text": ""},
    {"_id": "d", "title": "Innsjø", "text": "Mjøsa er den største innsjøen i landet."},
]
QUERIES = [
    {"_id": "q1", "text": "Hvor høy er Galdhøpiggen?", "metadata": {"answer": "2469 meter"}},
    {"_id": "q2", "text": "Hva heter den lengste fjorden?", "metadata": {"answer": "sognefjorden"}},
    {"_id": "q3", "text": "Uten dom?", "metadata": {}},
    {"_id": "q4", "text": "Bare et dårlig treff"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\ta/1 ø\t2\nq1\td\t0\nq2\t../b\t1\nq4\td\t0\n"


def write(folder: Path, **changes: str) -> Path:
    files = {
        "corpus.jsonl": "\n".join(json.dumps(row) for row in CORPUS),
        "queries.jsonl": "\n".join(json.dumps(row) for row in QUERIES),
        "qrels/test.tsv": QRELS,
    }
    for name, text in {**files, **changes}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_read_with_grades_and_gold_answers(tmp_path):
    found = read_benchmark(write(tmp_path))
    assert [e.id for e in found.entries] == ["a/1 ø", "../b", "c", "d"]
    assert [(q.id, dict(q.qrels), q.answer) for q in found.queries] == [
        ("q1", {"a/1 ø": 2, "d": 0}, "2469 meter"),
        ("q2", {"../b": 1}, "sognefjorden"),
    ]


FAULTS = [
    ({"corpus.jsonl": None}, "corpus.jsonl is missing; a BEIR folder holds"),
    ({"corpus.jsonl": ""}, "corpus.jsonl is empty"),
    ({"corpus.jsonl": "{"}, "corpus.jsonl:1: not valid JSON"),
    ({"corpus.jsonl": '{"text": "x"}'}, 'corpus.jsonl:1: must be an object with a text "_id"'),
    ({"corpus.jsonl": '{"_id": "a"}'}, 'corpus.jsonl:1: "text" must be a text'),
    ({"corpus.jsonl": '{"_id": "a", "text": ""}\n' * 2}, "corpus.jsonl:2: _id 'a' stands twice"),
    ({"queries.jsonl": '[1]'}, "queries.jsonl:1: must be an object"),
    ({"qrels/test.tsv": None}, "holds no .tsv file"),
    ({"qrels/test.tsv": "q1 d 1\n"}, "test.tsv:1: 1 columns, expected query, document, score"),
    ({"qrels/test.tsv": "q9\td\t1\n"}, "test.tsv:1: query 'q9' is not in queries.jsonl"),
    ({"qrels/test.tsv": "q1\tz\t1\n"}, "test.tsv:1: document 'z' is not in corpus.jsonl"),
    ({"qrels/test.tsv": "q1\td\thøy\n"}, "score must be a whole number, not 'høy'"),
    ({"qrels/test.tsv": "q1\td\t0\n"}, "no query with a relevant document"),
    ({"qrels/test.tsv": None, "qrels/dev.tsv": QRELS, "qrels/train.tsv": QRELS},
     "has no test.tsv; choose with --split: dev, train"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), FAULTS)
def test_a_malformed_folder_is_told(tmp_path, changes, message):
    with pytest.raises(InputError) as error:
        read_benchmark(write(tmp_path, **changes))
    assert message in str(error.value)


def test_one_file_of_judgements_is_taken_whatever_its_name(tmp_path):
    folder = write(tmp_path, **{"qrels/test.tsv": None, "qrels/dev.tsv": QRELS})
    assert len(read_benchmark(folder).queries) == 2
    with pytest.raises(InputError, match="is no folder"):
        read_benchmark(tmp_path / "none")


def hit(document: str) -> Hit:
    return Hit(Chunk(document, document, "", (), None, 0, 1, "x"), 1.0)


class Canned:
    """Gives the same documents, several passages each, and the same answer."""

    def __init__(self, documents: list[str], answer: str = "") -> None:
        self.hits = [hit(d) for d in documents for _ in range(4)]
        self.text = answer

    def search(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        return tuple(self.hits[:top_k])

    def ask(self, question: str, *_: object, max_length: int | None = None) -> Answer:
        assert max_length == 300
        return Answer(question, Language.NB, Outcome.ANSWERED, self.text)


def test_documents_are_ranked_at_their_best_passage():
    documents = [f"beir-{n}" for n in range(15)]
    opened = Opened(Canned(documents), {d: d.upper() for d in documents})
    queries = [
        JudgedQuery("q1", "?", {"BEIR-0": 1}, None),
        JudgedQuery("q2", "?", {"BEIR-7": 1}, None),
        JudgedQuery("q3", "?", {"BEIR-12": 1}, None),
        JudgedQuery("q4", "?", {"BEIR-1": 1, "BEIR-14": 1}, None),
    ]
    found = measure_retrieval(opened, queries).to_row()
    assert found["recall@1"] == 0.25
    assert found["recall@5"] == 0.375
    assert found["recall@10"] == 0.625
    assert found["mrr@10"] == pytest.approx((1 + 1 / 8 + 1 / 2) / 4, abs=1e-4)
    assert found["queries"] == 4
    assert list(found) == ["recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "queries"]


def test_reading_counts_short_answers_that_hold_the_gold_string():
    queries = [JudgedQuery("q", "?", {"d": 1}, gold) for gold in ("Oslo", "Bergen", None)]
    found = measure_reading(Opened(Canned([], "Byen heter OSLO [1]."), {}), queries)
    assert found.to_row() == {"contains_answer": 0.5, "mean_length": 16.0, "queries": 2}
    with pytest.raises(InputError, match="no query has a gold answer"):
        measure_reading(Opened(Canned([]), {}), queries[2:])


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [
        ("Det er 2 469\n meter.", "2 469 METER", True),
        ("x" * 296 + "Oslo", "oslo", True),
        ("x" * 297 + "Oslo", "oslo", False),
        ("Oslo", "Bergen", False),
    ],
)
def test_holds(text, gold, expected):
    assert holds(text, gold) is expected


def test_an_entry_becomes_a_document_as_a_text_file_would():
    document = to_document("beir-0", Entry("../x", "Tittel", "Første linje.\n\nAndre linje."))
    assert (document.id, document.title, document.path) == ("beir-0", "Tittel", "beir-0.txt")
    assert "Andre linje." in document.pages[0].text
    other = to_document("beir-0", Entry("../x", "Tittel", "Første linje."))
    assert other.content_hash != document.content_hash


def test_the_real_service_over_a_benchmark(tmp_path):
    benchmark = read_benchmark(write(tmp_path))
    settings = replace(Settings(), embedding="none")
    with open_beir(benchmark, settings) as opened:
        found = measure_retrieval(opened, benchmark.queries)
        read = measure_reading(opened, benchmark.queries)
    assert (found.recall_at_1, found.ndcg_at_10, found.queries) == (1, 1, 2)
    assert read.queries == 2
    assert read.contains_answer >= 0.5  # which of the two is the answerer's business
