"""The classifier of questions: its features, its two readings, its file and its training."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ModelError
from assistant.search import asked, asked_files
from assistant.search.answering import FILE, Answering, Opinion, load, save
from assistant.search.bags import Bags, features
from assistant.search.embedding import SHIPPED_FOLDER
from assistant.search.likeness import Source
from assistant.search.train.answering import Recipe, fit

BUCKETS = 512
SOURCES = tuple(Source("ark", f"Setning nummer {n}.") for n in range(5))
TEXTS = st.text(max_size=60)


def some(sentences: int = 3, dimension: int = 8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A table and two sets of weights, anything at all."""
    chance = np.random.default_rng(4)
    sizes = ((BUCKETS, dimension), (sentences, dimension + 1), (sentences + 2, dimension + 1))
    table, fitting, choosing = (chance.normal(size=s).astype(np.float32) for s in sizes)
    return table, fitting, choosing


def saved(folder: Path, sentences: int = 3) -> Answering:
    save(*some(sentences), sources=SOURCES[:sentences], folder=folder)
    found = load(folder, SOURCES[:sentences])
    assert found is not None
    return found


@given(TEXTS, st.integers(1, 100_000))
def test_features_are_numbers_of_buckets(text: str, buckets: int) -> None:
    found = features(text, buckets)
    assert len(found) > 0  # that a text is empty is told too
    assert found.min() >= 0
    assert found.max() < buckets


@given(TEXTS)
def test_case_and_what_stands_between_words_tell_nothing(text: str) -> None:
    plain = features(text.casefold(), BUCKETS)
    assert np.array_equal(features(text.casefold().upper().casefold(), BUCKETS), plain)
    assert np.array_equal(features(f"  {text.casefold()} …?! ", BUCKETS), plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hvor mye får vi", "hvor lenge får vi"),
        ("må vi søke", "vi må søke"),
        ("arena pro", "pro arena"),
        ("søknad", "søknader"),
    ],
)
def test_words_and_their_order_tell_questions_apart(one: str, other: str) -> None:
    assert not np.array_equal(features(one, 1 << 20), features(other, 1 << 20))


def test_a_slip_leaves_most_of_a_word() -> None:
    right, wrong = (set(features(w, 1 << 20)) for w in ("søknadsfrist", "søknadsfrsit"))
    assert len(right & wrong) > len(right) // 3


@given(question=TEXTS)
def test_probabilities_for_each_sentence_and_for_none(question: str) -> None:
    table, fitting, choosing = some()
    scales = np.full(BUCKETS, 0.05, dtype=np.float32)
    small = Answering(Bags((table * 20).astype(np.int8), scales), fitting, choosing)
    found = small.opinion(question)
    assert found.answers.shape == (3,)
    assert ((found.answers >= 0) & (found.answers <= 1)).all()
    assert 0 <= found.elsewhere <= found.unanswered <= 1


def test_saved_and_loaded_it_says_nearly_the_same(tmp_path: Path) -> None:
    table, fitting, choosing = some()
    whole = Answering(Bags(table, np.ones(BUCKETS, np.float32)), fitting, choosing)  # type: ignore[arg-type]
    read = saved(tmp_path)
    for question in ("hvem kan søke?", "kor lenge varer det", ""):
        mine, theirs = read.opinion(question), whole.opinion(question)
        assert mine.answers == pytest.approx(theirs.answers, abs=0.03)
        assert mine.unanswered == pytest.approx(theirs.unanswered, abs=0.03)
        assert mine.elsewhere == pytest.approx(theirs.elsewhere, abs=0.03)
    assert oct((tmp_path / FILE).stat().st_mode & 0o777) == "0o644"


def test_a_folder_without_one_has_none(tmp_path: Path) -> None:
    assert load(tmp_path, SOURCES) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not numbers")
    with pytest.raises(ModelError, match=r"answering\.safetensors cannot be read.*search\.train"):
        load(tmp_path, SOURCES)


@pytest.mark.parametrize("others", [SOURCES, SOURCES[:2], SOURCES[2::-1], ()])
def test_one_for_other_sentences_is_refused(tmp_path: Path, others: Sequence[Source]) -> None:
    # In another order, the same numbers mean other sentences.
    saved(tmp_path)
    with pytest.raises(ModelError, match="was trained for other sentences than the questions"):
        load(tmp_path, others)


QUESTIONS = {
    "hvor mye penger får vi": [0],
    "hvor stort er beløpet": [0],
    "når er fristen": [1],
    "hvilken dag er siste frist": [1],
    "hva er frist og beløp": [1, 0],
    "hvem er sjefen": [],
    "hvor mange ansatte har dere": [],
    "hvordan steker man fisk": [],
}
ELSEWHERE = {"hvordan steker man fisk"}
RECIPE = Recipe(
    buckets=BUCKETS, dimension=16, epochs=80, batch=4, numbers_left_out=0.0, features_left_out=0.0
)


@pytest.mark.slow
class TestTraining:
    """A small run, with the real library."""

    def trained(self, folder: Path, recipe: Recipe = RECIPE) -> Answering:
        trained = fit(QUESTIONS, 2, recipe, repeats={"når er fristen": 2}, elsewhere=ELSEWHERE)
        save(*trained, sources=SOURCES[:2], folder=folder)
        found = load(folder, SOURCES[:2])
        assert found is not None
        return found

    def test_learns_which_sentences_answer(self, tmp_path: Path) -> None:
        read = self.trained(tmp_path)
        for question, numbers in QUESTIONS.items():
            found = read.opinion(question)
            assert [i for i in range(2) if found.answers[i] > 0.5] == sorted(numbers)
            assert (found.unanswered > 0.5) is (not numbers)
            assert (found.elsewhere > 0.5) is (question in ELSEWHERE)

    def test_the_same_seed_gives_the_same_file(self, tmp_path: Path) -> None:
        files = []
        for name in "ab":
            (tmp_path / name).mkdir()
            self.trained(tmp_path / name)
            files.append((tmp_path / name / FILE).read_bytes())
        assert files[0] == files[1]


class TestShipped:
    """The classifier in the package, as the kept questions load it."""

    kept = asked_files.load(SHIPPED_FOLDER)

    def told(self, question: str) -> Opinion:
        assert self.kept.classifier is not None
        found = self.kept.classifier.opinion(question)
        assert len(found.answers) == len(self.kept.sources)
        return found

    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("Hvor lenge varer NIC Connect?", "NIC Connect varer i tre år"),
            ("når va søknadsfristen i 2024", "21. juni 2024 klokken 16.00"),
            ("Who runs the cluster programme?", "Innovasjon Norge driver klyngeprogrammet"),
            ("kva er ei klynge", "geografisk samling av relaterte virksomheter"),
        ],
    )
    def test_knows_what_answers(self, question: str, words: str) -> None:
        assert words in self.kept.sources[int(self.told(question).answers.argmax())].quote

    @pytest.mark.parametrize(
        "question",
        [
            "Hvor mye støtte gir NIC Impact i kroner?",
            "Hva er telefonnummeret til klyngerådgiveren i Troms?",
            "How many clusters were admitted in 2024?",
        ],
    )
    def test_knows_what_nothing_answers(self, question: str) -> None:
        found = self.told(question)
        assert found.unanswered > 0.5
        assert found.elsewhere < found.unanswered / 2

    @pytest.mark.parametrize(
        "question",
        [
            "Hvordan steker jeg en gulrotkake?",
            "Kva tid går bussen til flyplassen i morgon?",
            "Can you write a poem about my cat?",
            "Hvor høy er skatten på aksjeutbytte?",
        ],
    )
    def test_knows_what_is_of_another_subject(self, question: str) -> None:
        found = self.told(question)
        assert found.elsewhere > 0.5


def test_it_has_its_say_in_the_vote() -> None:
    pairs = [("Hvor mye honning gir en sverm?", Source("ark", "En sverm gir ti kilo."))]
    kept = asked.build(pairs, lambda texts: np.ones((len(texts), 4), dtype=np.float32) / 2)

    class Sure(Answering):
        """Sure that nothing answers."""

        def __init__(self) -> None:
            pass

        def opinion(self, question: str) -> Opinion:
            return Opinion(np.array([0.0], dtype=np.float32), 1.0, 0.25)

    alone = kept.likeness(pairs[0][0], np.ones(4, dtype=np.float32) / 2, frozenset(kept.sources))
    kept.classifier = Sure()
    both = kept.likeness(pairs[0][0], np.ones(4, dtype=np.float32) / 2, frozenset(kept.sources))
    assert alone.votes[kept.sources[0]] == pytest.approx(1)
    assert both.votes[kept.sources[0]] == pytest.approx(1 - asked.CLASSIFIER_SHARE)
    assert both.unanswered == pytest.approx(asked.CLASSIFIER_SHARE)
    assert (alone.elsewhere, both.elsewhere) == (None, 0.25)


@pytest.mark.parametrize("when", ["", " i 2018", " i år 2018", " in 2018", " 2018"])
def test_a_year_is_no_subject(when: str) -> None:
    kept = asked.build(
        [("Hvor mye honning gir en sverm?", Source("ark", "En sverm gir ti kilo."))],
        lambda texts: np.ones((len(texts), 4), dtype=np.float32) / 2,
    )

    class OfYears(Answering):
        """Takes all that has a year for the documents' own matter."""

        def __init__(self) -> None:
            pass

        def opinion(self, question: str) -> Opinion:
            other = 0.9 if question == "Hvem vant?" else 0.1
            return Opinion(np.array([0.0], dtype=np.float32), 1.0, other)

    kept.classifier = OfYears()
    vector = np.ones(4, dtype=np.float32) / 2
    found = kept.likeness(f"Hvem vant{when}?", vector, frozenset(kept.sources))
    assert found.elsewhere == pytest.approx(0.9)


def test_of_unknown_words_it_speaks_alone_and_over_its_own_documents_only() -> None:
    sources = [Source("ark", f"Kube {i} står i hagen.") for i in range(20)]
    kept = asked.build(
        [(f"Hvor står kube {i}?", s) for i, s in enumerate(sources)],
        lambda texts: np.ones((len(texts), 4), dtype=np.float32) / 2,
    )
    unknown = np.zeros(4, dtype=np.float32)
    all_of_them = frozenset(kept.sources)

    class Choosing(Answering):
        """Sure of the first sentence."""

        def __init__(self) -> None:
            pass

        def opinion(self, question: str) -> Opinion:
            answers = np.zeros(20, dtype=np.float32)
            answers[0] = 0.9
            return Opinion(answers, 0.1, 0.0)

    assert not kept.likeness("bikubeplassering", unknown, all_of_them).votes
    kept.classifier = Choosing()
    found = kept.likeness("bikubeplassering", unknown, all_of_them)
    assert found.votes[kept.sources[0]] == pytest.approx(0.9)
    assert found.unanswered == pytest.approx(0.1)
    assert found.unfamiliar
    fewer = frozenset(kept.sources[:10])
    assert not kept.likeness("bikubeplassering", unknown, fewer).votes
