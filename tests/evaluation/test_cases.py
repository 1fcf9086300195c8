"""Rows to cases and back, and every fault named with its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Language, Turn
from assistant.errors import InputError
from assistant.evaluation.case_files import escape, load_set, set_files, unescape, write_set
from assistant.evaluation.cases import (
    CaseClass,
    EvalCase,
    Relevant,
    RowError,
    fingerprint,
    parse_row,
    to_row,
)

ROW = {
    "id": "a1",
    "question": "Hvor mye er støtten?",
    "history": [{"role": "user", "content": "Hei"}],
    "class": "answerable",
    "relevant": [{"document": "arena", "quote": "inntil to millioner", "grade": 2}],
    "facts": [["2 millioner", "to millioner"], ["treårig"]],
    "forbidden": ["NCE"],
    "language": "nb",
    "as_of": "2024-04-30",
    "must_pass": True,
    "tags": ["kind:amount", "follow-up"],
}

text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip)
texts = st.lists(text, max_size=3).map(tuple)
cases = st.builds(
    EvalCase,
    id=text,
    question=text,
    case_class=st.just(CaseClass.UNANSWERABLE),
    language=st.sampled_from(Language),
    history=st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), text), max_size=2).map(
        tuple
    ),
    relevant=st.lists(
        st.builds(Relevant, text, text, st.integers(1, 9)), max_size=2, unique=True
    ).map(tuple),
    facts=st.lists(st.lists(text, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    forbidden=texts,
    as_of=st.none() | st.dates(),
    must_pass=st.booleans(),
    tags=texts,
)


def test_a_full_row_becomes_a_case():
    case = parse_row(ROW)
    assert case.facts == (("2 millioner", "to millioner"), ("treårig",))
    assert case.relevant == (Relevant("arena", "inntil to millioner", 2),)
    assert case.history == (Turn("user", "Hei"),)
    assert (case.kind, case.as_of, case.must_pass) == ("amount", date(2024, 4, 30), True)
    assert to_row(case) == ROW


@given(st.lists(cases, min_size=1, max_size=4, unique_by=lambda c: c.id))
@settings(deadline=None)
def test_files_keep_every_character(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("sets")
    for name in ("set.jsonl", "set.csv"):
        write_set(folder / name, found)
        assert load_set(folder / name).cases == tuple(found), name


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_escape_is_undone_and_stays_on_one_line(value):
    assert unescape(escape(value)) == value
    assert "\n" not in escape(value)


@given(cases, text)
def test_fingerprint_follows_the_content(case, other):
    changed = EvalCase(case.id, other, case.case_class, case.language)
    assert fingerprint(case) == fingerprint(parse_row(to_row(case)))
    assert (fingerprint(case) == fingerprint(changed)) == (case == changed)


FAULTS = [
    ({"id": None}, "id is missing"),
    ({"id": " "}, "id must be a non-empty text"),
    ({"class": "easy"}, "class must be one of answerable, unanswerable"),
    ({"language": "sv"}, "language must be one of nb, nn, en, not 'sv'"),
    ({"facts": ["to"]}, "facts[0] must be a list of alternatives, not 'to'"),
    ({"facts": [[]]}, "facts[0] must be a list of alternatives"),
    ({"facts": [["a", 2]]}, "facts[0][1] must be a non-empty text, not 2"),
    ({"facts": "to"}, "facts must be a list, not 'to'"),
    ({"relevant": [{"document": "a"}]}, "relevant[0].quote must be a non-empty text"),
    ({"relevant": [{"document": "a", "quote": "b", "grade": 0}]}, "grade must be a whole number"),
    ({"relevant": [{"document": "a", "quote": "b", "grade": True}]}, "grade must be a whole"),
    ({"relevant": [{"document": "a", "quote": "b", "page": 2}]}, "unknown key 'page'"),
    ({"relevant": [{"document": "a", "quote": "b"}] * 2}, "the same quote twice"),
    ({"history": [{"role": "system", "content": "x"}]}, "history[0].role must be user or"),
    ({"as_of": "30.04.2024"}, "as_of must be a date like 2024-04-30"),
    ({"as_of": "20240430"}, "as_of must be a date"),
    ({"must_pass": "ja"}, "must_pass must be true or false"),
    ({"tags": ["expect:svar"]}, "the tag 'expect:svar' must name one of answered, no_evidence"),
    ({"fact": []}, "unknown key 'fact'"),
    ({"facts": [], "relevant": []}, "needs `relevant` or `facts`"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_a_fault_is_named(change, message):
    with pytest.raises(RowError) as error:
        parse_row({**ROW, **change})
    assert message in str(error.value)


def test_all_faults_of_a_file_are_named_with_their_lines(tmp_path: Path):
    rows = [ROW, {**ROW, "class": "x", "language": "y"}, ROW]
    path = tmp_path / "set.jsonl"
    lines = [json.dumps(row) for row in rows] + ["{bad", "[1]", '{"id": 1, "id": 2}']
    path.write_text("\n\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_set(path)
    message = str(error.value)
    assert f"{path}:3: class" in message
    assert f"{path}:3: language" in message
    assert f"{path}:5: id 'a1' stands already in line 1" in message
    assert f"{path}:7: not valid JSON" in message
    assert f"{path}:9: must be an object" in message
    assert f"{path}:11: not valid JSON: the key 'id' stands twice" in message


HAND_MADE = """id,question,class,language,facts,relevant,must_pass
q1,"Hvor lenge,
varer det?",answerable,nb,"tre år | 3 år
treårig",arena | 2 | varer i tre år,ja
q2,Hei,conversation,nb,,,
"""


def test_csv_as_a_spreadsheet_writes_it(tmp_path: Path):
    path = tmp_path / "set.csv"
    path.write_text(HAND_MADE, encoding="utf-8-sig")
    first, second = load_set(path).cases
    assert first.question == "Hvor lenge,\nvarer det?"
    assert first.facts == (("tre år", "3 år"), ("treårig",))
    assert first.relevant == (Relevant("arena", "varer i tre år", 2),)
    assert first.must_pass and not second.must_pass


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id;svar\n1;2\n", "set.csv:1: unknown column svar"),
        ("id;question\n1;2;3\n", "set.csv:2: 3 cells, expected 2"),
        (HAND_MADE.replace("arena | 2 |", "arena |"), "set.csv:2: relevant[0] must be an object"),
        (HAND_MADE.replace("q2,Hei", "q1,Hei"), "set.csv:5: id 'q1' stands already in line 2"),
        (HAND_MADE.replace(",ja", ",kanskje"), "must_pass must be true or false, not 'kanskje'"),
        ("id;question\n", "no questions"),
    ],
)
def test_csv_faults_are_named(tmp_path: Path, content, message):
    path = tmp_path / "set.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"set\.csv") as error:
        load_set(path)
    assert message in str(error.value)


def test_a_cell_never_reads_as_a_formula(tmp_path: Path):
    path = tmp_path / "set.csv"
    case = EvalCase("=1+1", "@SUM(A1)", CaseClass.HOSTILE, Language.NB, tags=("-x",))
    write_set(path, [case])
    data = path.read_text(encoding="utf-8-sig").splitlines()[1]
    assert [c[0] for c in data.split(";") if c] == ["'", "'", "h", "n", "'"]
    assert load_set(path).cases == (case,)


def test_folders_become_their_files(tmp_path: Path):
    for name in ("b.jsonl", "a.csv", "note.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [p.name for p in set_files([tmp_path, tmp_path / "a.csv"])] == ["a.csv", "b.jsonl"]
    with pytest.raises(InputError, match="does not exist"):
        set_files([tmp_path / "c.jsonl"])


def test_a_file_in_another_encoding_is_refused(tmp_path: Path):
    path = tmp_path / "set.csv"
    path.write_bytes("id;question\n1;støtte".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        load_set(path)
