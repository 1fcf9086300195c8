"""The classifier of what a sentence says to a question: its file, its figures and its training."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ModelError
from assistant.search import analysis, asked_files, bags
from assistant.search.deciding import FILE, NO, OPEN, YES, Deciding, load, save, without_figures
from assistant.search.embedding import SHIPPED_FOLDER
from assistant.search.likeness import Decision, Likeness, Source
from assistant.search.train import pairs
from assistant.search.train.deciding import Recipe, fit, met
from assistant.settings import REPOSITORY

BUCKETS = 512
SOURCES = (Source("ark", "Laget varer i tre år."), Source("ark", "Tegninger er ikke med."))


def saved(folder: Path) -> Deciding:
    chance = np.random.default_rng(4)
    table = chance.normal(size=(BUCKETS, 8)).astype(np.float32)
    weights = chance.normal(size=(2, 3, 9)).astype(np.float32)
    met = (({1, 2}, {3}), (set(), {4}))
    kept = [(frozenset(no), frozenset(yes)) for no, yes in met]
    save(table, weights, kept, sources=SOURCES, folder=folder)
    found = load(folder, SOURCES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Varer det i tre år?", "Varer det i 5 år?"),
        ("Får vi 2,5 millioner?", "Får vi ti millioner?"),
        ("Er fristen klokka 12.00?", "Er fristen klokka 15.00?"),
    ],
)
def test_figures_are_all_one(one: str, other: str) -> None:
    assert without_figures(one) == without_figures(other)


@pytest.mark.parametrize(
    "text", ["Kom det i 2019?", "Er det en treårig ordning?", "Må vi være en?"]
)
def test_years_and_articles_stay(text: str) -> None:
    assert without_figures(text) == text


@given(text=st.text(max_size=60))
def test_figures_are_taken_out_once(text: str) -> None:
    assert without_figures(without_figures(text)) == without_figures(text)


@pytest.mark.parametrize("question", ["", "Varer det?", "Får vi 3 år?"])
def test_probabilities_of_yes_and_no(question: str, tmp_path: Path) -> None:
    for found in saved(tmp_path).decisions(question, (1, 0, 1)):
        assert 0 <= found.yes <= 1
        assert 0 <= found.no <= 1 - found.yes + 1e-6


def test_each_sentence_has_its_own_say(tmp_path: Path) -> None:
    read = saved(tmp_path)
    one, other = read.decisions("Er det med?", (0, 1))
    assert one != other
    assert read.decisions("Er det med?", (1,)) == [other]


def test_words_that_were_met_are_kept(tmp_path: Path) -> None:
    assert saved(tmp_path).met == [({1, 2}, {3}), (set(), {4})]


def test_a_folder_without_one_has_none_and_a_damaged_file_is_named(tmp_path: Path) -> None:
    assert load(tmp_path, SOURCES) is None
    (tmp_path / FILE).write_bytes(b"not numbers")
    with pytest.raises(ModelError, match=r"deciding\.safetensors cannot be read.*search\.train"):
        load(tmp_path, SOURCES)


def test_one_for_other_sentences_is_refused(tmp_path: Path) -> None:
    saved(tmp_path)
    with pytest.raises(ModelError, match="was trained for other sentences"):
        load(tmp_path, SOURCES[::-1])


ASKED = [
    *(
        (f"{q} laget {w}?", 0, said)
        for w in ("lenge", "nå", "her")
        for q, said in (("varer", YES), ("stopper", NO), ("liker du", OPEN))
    ),
    *(
        (f"{q} tegninger {w}?", 1, said)
        for w in ("lenge", "nå", "her")
        for q, said in (("mangler", YES), ("finnes", NO), ("liker du", OPEN))
    ),
    # What is a yes of one sentence is a no of another.
    *((f"er det slutt {w}?", place, said) for w in "abc" for place, said in ((0, NO), (1, YES))),
]
RECIPE = Recipe(
    buckets=BUCKETS,
    dimension=16,
    turns=4,
    epochs=60,
    batch=4,
    numbers_left_out=0.0,
    features_left_out=0.0,
)


@pytest.mark.slow
class TestTraining:
    """A small run, with the real library."""

    def test_learns_what_each_sentence_says(self, tmp_path: Path) -> None:
        save(*fit(ASKED, 2, RECIPE), met(ASKED, SOURCES), sources=SOURCES, folder=tmp_path)
        read = load(tmp_path, SOURCES)
        assert read is not None
        for question, place, said in ASKED:
            (found,) = read.decisions(question, (place,))
            assert (found.yes > 0.5) is (said == YES)
            assert (found.no > 0.5) is (said == NO)
            assert said == OPEN or found.met == 1.0
            (strange,) = read.decisions(f"{question} Kvakksalver?", (place,))
            assert strange.met < 1.0

    def test_the_same_seed_gives_the_same_numbers(self) -> None:
        one, other = (fit(ASKED, 2, RECIPE) for _ in range(2))
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


class TestShipped:
    """The one beside the model."""

    def test_it_knows_the_kept_questions_sentences(self) -> None:
        kept = asked_files.load(SHIPPED_FOLDER)
        assert kept.deciding is not None
        assert kept.deciding.weights.shape[:2] == (len(kept.sources), 3)

    def test_it_has_learned_what_it_was_told(self) -> None:
        # Not by heart: what most others of a sentence say, and its words.
        kept = asked_files.load(SHIPPED_FOLDER)
        assert kept.deciding is not None
        number = {s.quote: n for n, s in enumerate(kept.sources)}
        lasts = next(n for q, n in number.items() if "NIC Impact varer i tre år" in q)
        for question, yes in (("Varer NIC Impact i 7 år?", True), ("Er NIC Impact evig?", False)):
            (found,) = kept.deciding.decisions(question, (lasts,))
            assert (found.yes > found.no) is yes


def test_verdicts_stand_behind_questions_and_are_no_part_of_them() -> None:
    group = {
        "document": "ark",
        "nb": ["Varer det? → ja", "Hvor lenge?"],
        "en": ["Two? → annet tall"],
    }
    assert list(pairs.in_all_languages(group)) == ["Varer det?", "Hvor lenge?", "Two?"]


def test_every_verdict_is_one_and_another_figure_is_of_a_figure() -> None:
    groups = pairs.read_decided()
    written = [q for g in groups for lang in pairs.LANGUAGES for q in g.get(lang, ())]
    marked = [q.rsplit(" → ", 1) for q in written if re.search(r"\? → \w+( \w+)?$", q)]
    assert len(marked) >= 20_000
    assert {verdict for _, verdict in marked} == set(pairs.VERDICTS)
    figures = [q for q, verdict in marked if verdict == "annet tall"]
    assert not [q for q in figures if without_figures(q) == q]


def test_questions_only_for_it_are_no_kept_ones_and_none_of_the_tests() -> None:
    kept = {
        " ".join(analysis.words(q))
        for g in pairs.read_questions()
        for q in pairs.in_all_languages(g)
    }
    own = [
        " ".join(analysis.words(q))
        for g in pairs.read_decided()[len(pairs.read_questions()) :]
        for q in pairs.in_all_languages(g)
    ]
    assert len(own) == len(set(own)) >= 2_500
    assert not kept & set(own)
    for path in sorted((REPOSITORY / "evals" / "questions").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        asked = {" ".join(analysis.words(row["question"])) for row in rows}
        # Only the name of the file is reported: nobody who trains should read what tests.
        assert not asked & set(own), path.name


def test_a_decision_is_of_the_source_with_most_votes() -> None:
    first, second = (Source("ark", q) for q in ("Laget varer i tre år.", "Tegninger er ikke med."))
    likeness = Likeness(
        sources={first: 0.9, second: 0.8},
        votes={first: 0.2, second: 0.7},
        decisions={first: Decision(yes=0.9), second: Decision(no=0.8)},
    )
    assert likeness.decision_of("ark", first.quote) == Decision(yes=0.9)
    assert likeness.decision_of("ark", f"{first.quote} {second.quote}") == Decision(no=0.8)
    assert likeness.decision_of("ark", "Noe annet.") == Decision()
    assert likeness.decision_of("brev", first.quote) == Decision()


def test_what_reads_a_file_must_have_all_of_it(tmp_path: Path) -> None:
    saved(tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        bags.load(tmp_path / FILE, ("weights", "another"), SOURCES)
