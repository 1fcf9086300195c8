from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Language, Verdict
from assistant.eligibility.criteria import FOLDER, Passage, catalogue, load_catalogue
from assistant.eligibility.fields import fields
from assistant.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[2]
LEVELS = (
    "tidligfase-2019",
    "arena-2019",
    "arena-pro-2019",
    "nce-2019",
    "moden-2019",
    "nic-connect-2024",
    "nic-explore-2024",
    "nic-impact-2024",
)


def fold(text: str) -> str:
    return " ".join(text.split())


def passages() -> list[tuple[str, Passage]]:
    found = []
    for level in catalogue().values():
        found += [(f"{level.id}/{c.id}", c.passage) for c in level.criteria]
        found += [(f"{level.id}/{f.id}", f.passage) for f in level.facts]
        found += [(f"{level.id}/{s.field}", s.passage) for s in level.shown]
        found.append((f"{level.id}/validity", level.validity.passage))
        if level.deadline:
            found.append((f"{level.id}/deadline", level.deadline.passage))
    return found


def test_the_levels_are_those_of_the_contract() -> None:
    assert tuple(catalogue()) == LEVELS
    assert all(level.id.endswith(level.programme) for level in catalogue().values())


def test_every_passage_stands_in_the_corpus() -> None:
    from assistant.ingest.documents import load_folder

    documents = {d.id: d for d in load_folder(ROOT / "corpus").documents}
    faults = []
    for where, passage in passages():
        pages = documents[passage.document].pages if passage.document in documents else ()
        places = [
            (page.number, block.section)
            for page in pages
            for block in page.blocks
            if fold(passage.quote) in fold(page.text[block.start : block.end])
        ]
        if (passage.page, passage.section) not in places:
            faults.append(f"{where}: «{passage.quote[:50]}» {passage.page}: {places}")
    assert faults == []


def test_every_quote_is_one_sentence_or_list_item() -> None:
    for where, passage in passages():
        assert not re.search(r"[.!?] [A-ZÆØÅ]", passage.quote.replace("f.eks. ", "")), where


def test_every_criterion_is_worded_for_every_verdict_it_can_come_to() -> None:
    for level in catalogue().values():
        for criterion in level.criteria:
            wanted = (
                {Verdict.JUDGEMENT}
                if criterion.rule is None
                else {Verdict.MET, Verdict.NOT_MET, Verdict.MISSING}
            )
            assert {*criterion.reasons} == wanted
            for texts in (criterion.label, criterion.question, *criterion.reasons.values()):
                assert {*texts} == {*Language}
            assert all(q.endswith("?") for q in criterion.question.values())


def test_every_field_of_a_rule_can_be_asked_for() -> None:
    used = {
        name
        for level in catalogue().values()
        for criterion in level.criteria
        if criterion.rule
        for name in criterion.rule.fields()
    }
    assert all(fields()[name].asked for name in used)
    shown = {entry.field for level in catalogue().values() for entry in level.shown}
    unused = {name for name, f in fields().items() if f.asked} - used - shown
    assert unused == {"name", "region", "member_companies"}


def test_the_profile_sets_cover_every_criterion() -> None:
    """A met, a not_met and a missing profile each; a judgement one where a person judges."""
    covered: set[tuple[str, str, str]] = set()
    for path in sorted((ROOT / "evals/profiles").glob("criteria-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for level, expected in json.loads(line)["expected"].items():
                for criterion, verdict in expected["criteria"].items():
                    covered.add((level, criterion, verdict))
    wanted = {
        (level.id, criterion.id, verdict.value)
        for level in catalogue().values()
        for criterion in level.criteria
        for verdict in criterion.reasons
    }
    assert wanted == covered


def test_a_level_keeps_its_criteria_before_and_after_its_time() -> None:
    for level in catalogue().values():
        counts = {
            len(level.criteria_on(day))
            for day in (date(2000, 1, 1), date(2019, 6, 1), date(2024, 4, 1), date(2040, 1, 1))
        }
        assert counts == {len(level.criteria)}


MINIMAL = """
id = "x-2030"
programme = "2030"
order = 1
name = {nb = "X", nn = "X", en = "X"}
[validity]
from = "2030"
before = {nb = "b", nn = "b", en = "b"}
current = {nb = "c", nn = "c", en = "c"}
passage = {document = "d", section = ["s"], quote = "q"}
[[criteria]]
id = "one"
valid_from = "2030"
rule = {is_true = "strategy"}
label = {nb = "L", nn = "L", en = "L"}
question = {nb = "Q?", nn = "Q?", en = "Q?"}
met = {nb = "m", nn = "m", en = "m"}
not_met = {nb = "n", nn = "n", en = "n"}
missing = {nb = "u", nn = "u", en = "u"}
passage = {document = "d", section = ["s"], quote = "q"}
"""


def write(folder: Path, text: str) -> Path:
    (folder / "2030").mkdir()
    path = folder / "2030" / "x.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_of_criteria_is_read(tmp_path: Path) -> None:
    write(tmp_path, MINIMAL)
    assert list(load_catalogue(tmp_path)) == ["x-2030"]


def test_a_criterion_applies_only_while_it_is_valid(tmp_path: Path) -> None:
    later = MINIMAL[MINIMAL.index("[[criteria]]") :].replace('"one"', '"two"')
    ending = MINIMAL.replace('valid_from = "2030"', 'valid_from = "2030"\nvalid_to = "2031"')
    write(tmp_path, ending + later.replace('valid_from = "2030"', 'valid_from = "2032"'))
    level = load_catalogue(tmp_path)["x-2030"]
    by_year = {year: [c.id for c in level.criteria_on(date(year, 12, 31))] for year in (2031, 2032)}
    assert by_year == {2031: ["one"], 2032: ["two"]}
    assert [c.id for c in level.criteria_on(date(2001, 1, 1))] == ["one"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('met = {nb = "m", nn = "m", en = "m"}\nnot', "not", "criteria 1 (one): met is missing"),
        ('"strategy"', '"strategi"', "criteria 1 (one): rule: is_true: 'strategi'"),
        ('nb = "m", ', "", "criteria 1 (one).met: nb is missing"),
        ('nb = "m"', 'nb = "{age}"', "{age} is no profile field"),
        ('id = "one"', 'id = "one"\ncolour = "red"', "unknown key colour"),
        ('valid_from = "2030"', 'valid_from = "soon"', "valid_from must be a date"),
        ('valid_from = "2030"', 'valid_from = "2030-13"', "valid_from must be a date"),
        ("order = 1", "order = 0", "order must be a whole number"),
        ('programme = "2030"', 'programme = "2031"', "lies in folder '2030'"),
        ('quote = "q"', 'quote = " "', "quote must be a text"),
        (
            'from = "2030"\nbefore',
            'from = "2030"\nuntil = "2031"\nafter = "replaced"\nbefore',
            "come together",
        ),
        ('from = "2030"\nbefore', 'from = "2030"\nuntil = "2031"\nbefore', "after is missing"),
        ("order = 1", 'order = 1\nshared = [{id = "y", label = "Y"}]', "'y' is not in shared.toml"),
        ("order = 1", "order = one", "is not valid TOML"),
        ("[[criteria]]", "[criteria]", "criteria must be a list of tables"),
    ],
)
def test_a_fault_names_file_and_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in MINIMAL
    path = write(tmp_path, MINIMAL.replace(old, new, 1))
    with pytest.raises(ConfigurationError) as error:
        load_catalogue(tmp_path)
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_a_shared_label_must_say_what_the_shared_file_says(tmp_path: Path) -> None:
    criterion = MINIMAL[MINIMAL.index("[[criteria]]") :]
    write(
        tmp_path,
        MINIMAL.replace(criterion, "").replace(
            "order = 1", 'order = 1\nshared = [{id = "one", label = "Other"}]'
        ),
    )
    (tmp_path / "2030/shared.toml").write_text(criterion, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is called «L», not «Other»"):
        load_catalogue(tmp_path)


def test_every_criteria_file_is_used() -> None:
    shared = json.dumps(sorted(p.name for p in FOLDER.glob("*/shared.toml")))
    assert shared == '["shared.toml", "shared.toml"]'
    assert len([*FOLDER.glob("*/*.toml")]) - 2 == len(catalogue())
