"""What is measured of speed: the arithmetic, the made-up corpus, and one real round."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.speed import (
    MADE_UP,
    made_up,
    measure,
    parse_sizes,
    percentile,
    show,
    write,
)
from assistant.settings import Settings


@given(st.lists(st.floats(0, 10), min_size=1, max_size=50), st.floats(0.01, 1))
def test_a_percentile_has_its_share_at_or_below(values, share):
    found = percentile(values, share)
    assert found in values
    assert sum(v <= found for v in values) >= share * len(values) - 1e-9


def test_percentiles_of_a_hundred():
    values = list(range(1, 101))
    assert [percentile(values, s) for s in (0.5, 0.95, 0.99, 1)] == [50, 95, 99, 100]


def test_sizes():
    assert parse_sizes("1000, 10000") == (1000, 10000)
    assert parse_sizes("") == ()
    for wrong in ("0", "ti", "1e3", "-5", "2000000"):
        with pytest.raises(InputError, match="--sizes"):
            parse_sizes(wrong)


def test_the_made_up_corpus_is_always_the_same_one():
    first = made_up(30)
    assert first == made_up(30)
    assert first[:10] == made_up(10)
    assert len({d.pages[0].text for d in first}) == 30


@pytest.mark.slow
def test_a_real_round(tmp_path):
    found = measure(replace(Settings(), embedding="none"), MADE_UP, 20)
    assert found.passages == 20
    assert 0 < found.p50 <= found.p95 <= found.p99
    assert sorted(found.rates) == [1, 4, 16]
    assert (
        min(found.indexing_rate, found.memory, found.disk, found.cold_start, *found.rates.values())
        > 0
    )
    write(tmp_path, [found], Language.NB)
    assert json.loads((tmp_path / "speed.json").read_text())[0]["passages"] == 20
    assert "<svg" in (tmp_path / "speed.html").read_text(encoding="utf-8")
    assert "oppdiktet" in show([found], Language.NB)
