"""Kinds of a thing that headings tell apart, and the words that mean them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from search_samples import passage

from assistant.search.kinds import Kind, kinds
from assistant.search.lexical import LexicalStore
from assistant.search.names import Mention, mentions

LEVELS = (
    ("Målgrupper", "Modne klynger"),
    ("Tjenester", "Modne klynger"),
    ("Målgrupper", "Tidligfase klynger/nettverk"),
    ("Tjenester", "Arena"),
)


def found(paths: Sequence[Sequence[str]], *, share: float = 0.5) -> list[str]:
    return [kind.name for kind in kinds(paths, lambda _: share)]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (LEVELS, ["modne klynger", "tidligfase"]),
        ([("Midlertidig ansatte",), ("Fast ansatte",)], ["fast ansatte", "midlertidig ansatte"]),
        ([("Del 1", "Store haller (A)"), ("Del 2", "Store haller (A)")], ["store haller"]),
        # Once, and no other sort of the thing beside it.
        ([("Store haller",), ("Priser",)], []),
        # No sorts of a thing: a question, a deed, a sentence, a single word.
        ([("Hvem ansatte",), ("Andre ansatte",), ("Ansettelse ansatte",), ("Ansatte",)], []),
        ([("Slik søker du om plass",), ("Slik klager du",)], []),
        ([], []),
    ],
)
def test_kinds_of_headings(paths: Sequence[Sequence[str]], names: list[str]) -> None:
    assert found(paths) == names


def test_a_thing_of_few_passages_has_no_kinds() -> None:
    assert found(LEVELS, share=0.1) == []


MATURE = next(k for k in kinds(LEVELS, lambda _: 0.5) if k.name == "modne klynger")
EARLY = next(k for k in kinds(LEVELS, lambda _: 0.5) if k.name == "tidligfase")
OLD = kinds([("A", "Gamle avtaler"), ("B", "Gamle avtaler")], lambda _: 0.5)[0]
LASTING = kinds([("A", "Varige tiltak"), ("B", "Varige tiltak")], lambda _: 0.5)[0]


@pytest.mark.parametrize(
    ("kind", "text", "is_meant"),
    [
        (MATURE, "får modne klynger støtte?", True),
        (MATURE, "hva er en moden klynge", True),
        (MATURE, "de modne klyngene", True),
        (MATURE, "modne klyngers posisjon", True),
        (MATURE, "kva får modne klyngjer", True),
        (MATURE, "umodne klynger", False),
        (MATURE, "hvor modne er klyngene", False),
        (MATURE, "modne nettverk", False),
        (EARLY, "tidligfase nettverk", True),
        (EARLY, "enn tidligfase?", True),
        # The phase, and not those who are in it.
        (EARLY, "workshopene i tidligfasen", False),
        (OLD, "en gammel avtale", True),
        (OLD, "de gamle avtalene", True),
        (OLD, "nye avtaler", False),
        (LASTING, "et varig tiltak", True),
        (LASTING, "varige tiltaket", True),
    ],
)
def test_a_kind_is_found_in_any_form(kind: Kind, text: str, is_meant: bool) -> None:
    assert bool(re.search(kind.pattern, text)) is is_meant


def test_a_kind_is_mentioned_as_a_name_is(tmp_path: Path) -> None:
    store = LexicalStore.create(tmp_path / "lexical.sqlite")
    store.add(
        (
            passage("a:1", "Store lag får ti plasser i hallen.", section="Store lag"),
            passage("b:1", "Små lag får to plasser i hallen.", section="Små lag"),
            passage("c:1", "Hallen har dusj.", section="Hallen"),
        )
    )
    said: tuple[Mention, ...] = mentions(["hvor", "mange", "plasser", "får", "store", "lag"], store)
    store.close()
    assert [m.name for m in said] == ["store lag"]
    assert said[0].stands_in("Store lagene får mest.")
    assert not said[0].stands_in("Små lag får to plasser.")
