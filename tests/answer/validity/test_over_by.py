"""Whether a thing ended in a year that is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.extractive import ExtractiveAnswerer

from ..sea_programme import asked, before_and_now

OLD = """## Fjord Liten

Fjord Liten ble opprettet i 2014.

## Fjord Stor

Fjord Stor er for lag med to styrer.
"""
NEW = """## Om nivåene

Fjord Liten ble erstattet i mai 2020, da støtten fikk nye nivåer.

## Havstart

Havstart kom i 2014.
"""


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    folder: Path = tmp_path_factory.mktemp("over")
    old, new = ("Fjordstøtten 2015", f"# Nivåer\n\n{OLD}"), ("Fjordstøtten", f"# Nå\n\n{NEW}")
    return before_and_now(folder, old, new)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Ble Fjord Liten erstattet i 2014?", "**Nei:** Fjord Liten ble erstattet i mai 2020"),
        ("Ble Fjord Liten erstattet allerede i 2015?", "**Nei:** Fjord Liten ble erstattet"),
        ("Ble Fjord Liten erstattet i 2020?", "**Ja:** Fjord Liten ble erstattet i mai 2020"),
        ("Vart Fjord Liten erstatta i 2014?", "**Nei:** I dokumenta står det: «Fjord Liten ble"),
        ("Was Fjord Liten replaced in 2020?", "**Yes:** The documents say: «Fjord Liten ble"),
    ],
)
def test_the_end_is_told_whichever_year(
    fjord: ExtractiveAnswerer, question: str, begins: str
) -> None:
    assert asked(fjord, question).text.replace("**2020**", "2020").startswith(begins)


@pytest.mark.parametrize(
    "question",
    ["Ble Fjord Stor erstattet i 2020?", "Ble Havstart erstattet i 2014?"],
)
def test_of_what_has_no_end_there_is_no_verdict(fjord: ExtractiveAnswerer, question: str) -> None:
    text = asked(fjord, question).text
    assert "**Ja:**" not in text
    assert "**Nei:**" not in text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Ble Arena Pro erstattet i 2019?", "**Nei:** Arena Pro ble erstattet i april 2024"),
        ("Ble modne klynger erstattet i 2024?", "**Ja:** Fra april 2024 erstatter nivåene"),
        ("Was Arena replaced in 2019?", "**No:** The documents say: «Fra april 2024"),
    ],
)
def test_the_levels_of_the_shipped_documents(
    shipped: ExtractiveAnswerer, question: str, begins: str
) -> None:
    assert asked(shipped, question).text.startswith(begins)


def test_who_may_not_is_not_told_by_a_clause_aside(shipped: ExtractiveAnswerer) -> None:
    assert "NIC Explore" not in asked(shipped, "Hvem kan ikke søke?").text.partition("Kanskje")[0]
