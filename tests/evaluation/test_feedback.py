"""Questions from use: consent, masking, labels, export and deletion."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.domain import Answer, Citation, Language, Outcome, Turn
from assistant.errors import ConfigurationError, InputError
from assistant.evaluation.case_files import load_set, write_set
from assistant.evaluation.cases import CaseClass
from assistant.evaluation.feedback import Evidence, FeedbackStore, Rating, make_case

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
CITED = Citation(1, "arena", "Arena", (), 1, "Støtten er to millioner.")


def answer(question: str = "Hva er støtten? Ring 41512345") -> Answer:
    return Answer(question, Language.NB, Outcome.ANSWERED, "To millioner [1].", (CITED,))


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "data" / "feedback.sqlite")


def test_nothing_is_kept_without_consent(store):
    assert store.add(answer(), consent=False) is None
    assert store.entries() == ()


def test_what_is_kept_is_masked_also_on_disk(store):
    history = [Turn("user", "Jeg heter ola@firma.no"), Turn("assistant", "Hei")]
    number = store.add(answer(), history, consent=True, at=NOW)
    store.rate(number, Rating.DOWN, "Skriv til 22 86 00 00")
    entry = store.get(number)
    assert entry.question == "Hva er støtten? Ring [telefonnummer]"
    assert entry.history == (Turn("user", "Jeg heter [e-postadresse]"), Turn("assistant", "Hei"))
    assert (entry.rating, entry.comment) == (Rating.DOWN, "Skriv til [telefonnummer]")
    assert entry.evidence == (Evidence("arena", "Støtten er to millioner."),)
    assert entry.at == NOW
    data = store.path.read_bytes()
    assert b"41512345" not in data and b"ola@" not in data
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_from_use_to_test(store, tmp_path):
    first = store.add(answer("Hva er støtten?"), consent=True, at=NOW)
    store.add(answer("Hei"), consent=True, at=NOW + timedelta(days=1))
    case = make_case(
        store.get(first),
        "answerable",
        facts=[["2 millioner", "to millioner"]],
        quotes=store.get(first).evidence,
        tags=["kind:amount"],
        must_pass=True,
    )
    store.label(first, case)
    assert [e.question for e in store.entries()] == ["Hei", "Hva er støtten?"]
    assert [e.question for e in store.entries(unlabelled=True)] == ["Hei"]
    path = tmp_path / "from-use.csv"
    write_set(path, store.cases())
    (found,) = load_set(path).cases
    assert found == case
    assert (found.id, found.case_class, found.tags) == (
        f"use-{first}",
        CaseClass.ANSWERABLE,
        ("from-use", "kind:amount"),
    )
    store.label(first, None)
    assert store.cases() == ()


def test_deletion_by_age_one_and_all(store):
    for days in (0, 10, 100):
        store.add(answer(f"Spørsmål {days}"), consent=True, at=NOW - timedelta(days=days))
    assert store.delete_older_than(90, now=NOW) == 1
    assert [e.question for e in store.entries()] == ["Spørsmål 0", "Spørsmål 10"]
    assert store.delete(store.entries()[0].id) == 1
    assert store.delete_all() == 1
    assert store.entries() == ()
    assert "Spørsmål".encode() not in store.path.read_bytes()


def test_numbers_are_not_used_again_after_deletion(store):
    first = store.add(answer(), consent=True)
    store.delete_all()
    assert store.add(answer(), consent=True) > first


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda s: s.get(7), "no kept question with number 7"),
        (lambda s: s.rate(7, Rating.UP), "no kept question with number 7"),
        (lambda s: s.label(7, None), "no kept question with number 7"),
        (lambda s: s.delete_older_than(-1), "must be 0 or more"),
    ],
)
def test_wrong_numbers_are_named(store, act, message):
    with pytest.raises(InputError, match=message):
        act(store)


def test_a_label_that_makes_no_case_is_refused(store):
    entry = store.get(store.add(answer(), consent=True))
    with pytest.raises(InputError, match="class must be one of"):
        make_case(entry, "lett")
    with pytest.raises(InputError, match="needs `relevant` or `facts`"):
        make_case(entry, "answerable")


def test_a_file_that_is_none_is_named(tmp_path):
    path = tmp_path / "feedback.sqlite"
    path.write_text("not a database, but long enough to be taken for one " * 20)
    with pytest.raises(ConfigurationError, match=r"feedback\.sqlite"):
        FeedbackStore(path).entries()
