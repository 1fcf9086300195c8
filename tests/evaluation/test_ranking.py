"""Ranking measures: against ir_measures, by hand, and their laws."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Chunk, Hit
from assistant.evaluation.cases import Relevant
from assistant.evaluation.ranking import (
    Ranking,
    covers,
    mrr_at_k,
    ndcg_at_k,
    rank_documents,
    rank_quotes,
    recall_at_k,
    success_at_k,
)

rankings = st.builds(
    Ranking,
    st.lists(st.lists(st.integers(1, 3), max_size=2).map(tuple), max_size=12).map(tuple),
    st.lists(st.integers(1, 3), max_size=4).map(tuple),
).filter(lambda r: r.labels)


def hit(document: str, text: str) -> Hit:
    return Hit(Chunk(document + text[:9], document, "", (), 1, 0, len(text), text), 1.0)


def random_case(rng: random.Random) -> tuple[dict[str, int], list[str]]:
    documents = [f"d{n}" for n in range(30)]
    qrels = {d: rng.randint(0, 3) for d in rng.sample(documents, rng.randint(1, 8))}
    qrels[rng.choice(documents)] = rng.randint(1, 3)
    return qrels, rng.sample(documents, rng.randint(1, 20))


@pytest.mark.parametrize("seed", range(40))
def test_same_values_as_ir_measures(seed):
    ir = pytest.importorskip("ir_measures")
    rng = random.Random(seed)
    qrels, ranked = random_case(rng)
    ranking = rank_documents(qrels, ranked)
    # Distinct scores, since ir_measures breaks ties by document id; one measure a call, since
    # nDCG variants asked for together disturb one another.
    run = {"q": {d: float(100 - rank) for rank, d in enumerate(ranked)}}
    ours = {
        "R@1": recall_at_k(ranking, 1),
        "R@5": recall_at_k(ranking, 5),
        "R@10": recall_at_k(ranking, 10),
        "Success@5": success_at_k(ranking, 5),
        "RR@10": mrr_at_k(ranking, 10),
        "nDCG@10": ndcg_at_k(ranking, 10),
    }
    for name, value in ours.items():
        measure = ir.parse_measure(name)
        theirs = ir.calc_aggregate([measure], {"q": qrels}, run)[measure]
        assert value == pytest.approx(theirs, abs=1e-9), name


@given(rankings, st.integers(1, 12))
def test_all_lie_from_0_to_1_and_agree_on_nothing_found(ranking, k):
    values = [f(ranking, k) for f in (recall_at_k, success_at_k, mrr_at_k, ndcg_at_k)]
    assert all(0 <= value <= 1 + 1e-12 for value in values)
    assert len({value > 0 for value in values}) == 1


@given(rankings)
def test_the_best_order_scores_1(ranking):
    best = tuple(sorted(ranking.found, key=lambda g: max(g, default=0), reverse=True))
    complete = Ranking(best + tuple((g,) for g in sorted(ranking.missing, reverse=True)), ())
    if len(complete.found) > 10 or ranking.missing:
        return
    assert ndcg_at_k(complete, 10) == pytest.approx(1)


@given(rankings, st.integers(1, 11))
def test_recall_and_success_never_fall_with_k(ranking, k):
    assert recall_at_k(ranking, k) <= recall_at_k(ranking, k + 1)
    assert success_at_k(ranking, k) <= success_at_k(ranking, k + 1)


QUOTE = "Støtten er inntil to millioner kroner i året i tre år."
COVERS = [
    (f"Før. {QUOTE} Etter.", True),
    (QUOTE.replace(" ", "\n  "), True),
    ("Før. " + QUOTE[:30], True),
    ("Før. " + QUOTE[:20], False),
    (QUOTE[20:] + " Etter.", True),
    (QUOTE[-20:] + " Etter.", False),
    (QUOTE[5:45], True),
    (QUOTE[5:20], False),
    ("", False),
    ("Støtten er inntil fire millioner kroner.", False),
]


@pytest.mark.parametrize(("text", "expected"), COVERS)
def test_covers(text, expected):
    assert covers(text, QUOTE) is expected


def test_each_quote_counts_once_and_only_in_its_document():
    relevant = (Relevant("a", "en setning her", 2), Relevant("a", "og en til", 1))
    both = "en setning her og en til"
    hits = [hit("b", both), hit("a", both), hit("a", "en setning her")]
    ranking = rank_quotes(relevant, hits)
    assert ranking == Ranking(((), (2, 1), ()), ())
    assert recall_at_k(ranking, 1) == 0
    assert recall_at_k(ranking, 2) == 1
    assert mrr_at_k(ranking, 10) == 0.5
    assert ndcg_at_k(ranking, 10) == pytest.approx((2 / 1.5849625) / 2)


def test_rechunking_that_joins_two_quotes_costs_nothing():
    joined = rank_quotes(
        (Relevant("a", "første", 1), Relevant("a", "andre", 1)), [hit("a", "første andre")]
    )
    assert ndcg_at_k(joined, 10) == recall_at_k(joined, 1) == 1
