"""Fusion laws, and the hybrid over a real index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_samples import settings_in, write_corpus

from assistant.domain import Language
from assistant.search.retrieval import Retriever, fuse, normalise
from assistant.search.store import Index, build_folder, open_index
from assistant.settings import Settings

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 40).map(float), max_size=8)
COSINES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.integers(-8, 8).map(lambda v: v / 8), max_size=8
)
WEIGHT = st.floats(0, 1)


def ranking(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda key: (-scores[key], key))


@given(SCORES, COSINES, WEIGHT)
def test_scores_lie_from_0_to_1_and_nothing_is_lost(
    lexical: dict[str, float], dense: dict[str, float], weight: float
) -> None:
    fused = fuse(lexical, dense, weight)
    assert set(fused) == set(lexical) | set(dense)
    assert all(0 <= score <= 1 + 1e-12 for score in fused.values())


@given(SCORES, COSINES)
def test_weight_0_is_the_lexical_order(lexical: dict[str, float], dense: dict[str, float]) -> None:
    fused = fuse(lexical, dense, 0.0)
    assert [k for k in ranking(fused) if fused[k] > 0] == ranking(lexical)


@given(SCORES, COSINES)
def test_weight_1_is_the_dense_order(lexical: dict[str, float], dense: dict[str, float]) -> None:
    fused = fuse(lexical, dense, 1.0)
    floor = min(dense.values(), default=0.0)
    told = {k: v for k, v in dense.items() if v > floor}
    assert [k for k in ranking(fused) if fused[k] > 0] == ranking(told)


@given(SCORES, COSINES, WEIGHT, st.sampled_from("abcdefgh"))
def test_better_on_both_legs_is_not_worse_fused(
    lexical: dict[str, float], dense: dict[str, float], weight: float, key: str
) -> None:
    fused = fuse(lexical, dense, weight)
    for other in fused:
        if lexical.get(key, 0) >= lexical.get(other, 0) and dense.get(key, -1) >= dense.get(
            other, -1
        ):
            assert fused.get(key, 0.0) >= fused[other] - 1e-12


@given(SCORES, COSINES, WEIGHT, st.integers(1, 50))
def test_the_scale_of_a_leg_does_not_matter(
    lexical: dict[str, float], dense: dict[str, float], weight: float, factor: int
) -> None:
    scaled = fuse({k: v * factor for k, v in lexical.items()}, dense, weight)
    assert scaled == pytest.approx(fuse(lexical, dense, weight))


@given(COSINES)
def test_normalising_keeps_the_order_and_tops_at_1(scores: dict[str, float]) -> None:
    found = normalise(scores)
    assert set(found) == set(scores)
    best = max(scores.values(), default=0.0)
    assert max(found.values(), default=0.0) == (1.0 if best > 0 else 0.0)
    for one, worth in scores.items():
        assert all(found[one] >= found[k] for k, other in scores.items() if worth >= other)


@given(SCORES, st.floats(0.01, 1))
def test_without_a_dense_leg_the_lexical_order_stands(
    lexical: dict[str, float], weight: float
) -> None:
    assert ranking(fuse(lexical, {}, min(weight, 0.99))) == ranking(lexical)


# --- every way of setting the dense leg up, under one set of laws ---------------------------------


@pytest.fixture(scope="module", params=["none", "shipped"])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Settings]]:
    folder = tmp_path_factory.mktemp(f"retrieval-{request.param}")
    write_corpus(folder / "corpus")
    settings = settings_in(folder, embedding=request.param)
    build_folder(settings)
    index = open_index(settings)
    yield index, settings
    index.close()


QUESTIONS = [
    ("Hvor mye sukkerlake trenger biene?", "vinter", "15 kilo"),
    ("hvor mange rammer har bikube pro", "vinter", "tolv"),
    ("Hvor mange rammer har en bikube?", "kuber", "ti rammer"),
    ("Kor lenge varer NB Start?", "kuber", "tre kvelder"),
    ("hva gjør jeg med sverm", "sverm", "halmkurv"),
    ("sukerlake om vinteren", "vinter", "15 kilo"),
]


@pytest.mark.parametrize(("question", "document", "words"), QUESTIONS)
def test_the_passage_that_answers_comes_first(
    opened: tuple[Index, Settings], question: str, document: str, words: str
) -> None:
    best = Retriever(*opened).search(question)[0]
    assert best.chunk.document_id == document
    assert words in best.chunk.text


@pytest.mark.parametrize("question", [q for q, _, _ in QUESTIONS])
def test_hits_are_ranked_scored_and_cut(opened: tuple[Index, Settings], question: str) -> None:
    retriever = Retriever(*opened)
    hits = retriever.search(question, 10)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 + 1e-9 for score in scores)
    assert len({hit.chunk.id for hit in hits}) == len(hits)
    assert retriever.search(question, 2) == hits[:2]
    lexical = sorted(h.lexical_rank for h in hits if h.lexical_rank is not None)
    assert lexical == sorted(set(lexical))
    assert all(hit.lexical_rank or hit.dense_rank for hit in hits)


@pytest.mark.parametrize("question", ["", "   ", "?!", "hva er det"])
def test_nothing_to_search_for_is_no_error(opened: tuple[Index, Settings], question: str) -> None:
    hits = Retriever(*opened).search(question)
    assert all(hit.lexical_rank is None for hit in hits)


def test_the_same_question_gives_the_same_hits(opened: tuple[Index, Settings]) -> None:
    question = QUESTIONS[0][0]
    assert Retriever(*opened).search(question) == Retriever(*opened).search(question)


def test_weight_0_ranks_as_without_embedding(opened: tuple[Index, Settings]) -> None:
    index, settings = opened
    lexical = Retriever(index, replace(settings, embedding="none"))
    hybrid = Retriever(index, replace(settings, dense_weight=0.0))
    for question, _, _ in QUESTIONS:
        assert hybrid.search(question) == lexical.search(question)


def test_the_language_given_counts(opened: tuple[Index, Settings]) -> None:
    retriever = Retriever(*opened)
    assert retriever.analyse("money").language is Language.NB
    assert retriever.analyse("money", Language.EN).language is Language.EN


def test_the_weight_comes_with_the_model_unless_set(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    settings = settings_in(tmp_path, embedding="shipped")
    build_folder(settings)
    index = open_index(settings)
    assert 0 < Retriever(index, settings).dense_weight <= 1
    assert Retriever(index, replace(settings, dense_weight=0.9)).dense_weight == 0.9
    assert Retriever(index, replace(settings, embedding="none")).dense_weight == 0.0
    index.close()
