"""What a number counts: the noun of «hvor mange X», and values that stand by it."""

from __future__ import annotations

import pytest

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.counting import asks_members, counted_noun, counts, counts_members
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import Coverage
from assistant.answer.selection.holding import holds_value
from assistant.answer.understanding.intent import Intent
from assistant.domain import Chunk


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("Hvor mange eksemplar må jeg sende?", "Skjemaet sendes i to eksemplarer.", True),
        ("Hvor mange eksemplar må jeg sende?", "Skjemaet sendes til to kontorer.", False),
        ("Hvor mange ryddedager har vi?", "Vi rydder i 24 dager i året.", True),
        ("Hvor mange lag er med?", "Tallet viser at 38 prosent av lagene er med.", True),
        ("Hvor mange lag er med?", "Tallet viser at 38 prosent av båtene er med.", False),
    ],
)
def test_what_is_counted_in_other_forms(
    sea: ExtractiveAnswerer, question: str, text: str, found: bool
) -> None:
    read = sea.reader.read(question)
    nouns = set(counted_noun(read))
    concepts = [c for c in sea.weighted(read) if c.concept.surface in nouns]
    assert concepts
    assert counts(text, find(text), concepts, Intent.COUNT) is found


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Hvor mange medlemmer kreves?", ("medlemmer",)),
        ("Hvor mange nye medlemmer kreves?", ("nye", "medlemmer")),
        ("How many new members are required?", ("new", "members")),
        ("Hvor mange medlemmer krever Hav Vekst?", ("medlemmer",)),
        # A name is no noun of its own.
        ("Hvor mange Hav Start nettverk finnes?", ("nettverk",)),
        ("Når er fristen?", ()),
    ],
)
def test_the_noun_that_is_counted(
    sea: ExtractiveAnswerer, question: str, noun: tuple[str, ...]
) -> None:
    assert counted_noun(sea.reader.read(question)) == noun


def counted(sea: ExtractiveAnswerer, text: str, before: str = "") -> bool:
    """Whether a number in a text counts what «hvor mange medlemmer» asks for."""
    question = sea.reader.read("Hvor mange medlemmer kreves?")
    concepts = [c for c in sea.weighted(question) if "medlem" in c.concept.surface]
    assert concepts
    numbers = [v for v in find(text) if v.kind is ValueKind.NUMBER]
    return counts(text, numbers, concepts, Intent.COUNT, before=before)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Laget må ha ti medlemmer.", True),
        ("Laget må ha minst 12 aktive medlemmer.", True),
        ("Medlemmer: 12", True),
        # Another thing's number, however near the word stands.
        ("Medlemmene må ha ti båter.", False),
        ("Laget må ha ti båter, medlemmer kan ha to.", False),
        ("Laget må ha ti båter som medlemmer kan låne.", False),
        ("Laget må ha ti båter i tillegg til medlemmer.", False),
        ("Laget har medlemmer.", False),
    ],
)
def test_a_number_stands_by_what_it_counts(sea: ExtractiveAnswerer, text: str, found: bool) -> None:
    assert counted(sea, text) is found


@pytest.mark.parametrize(
    ("text", "before", "found"),
    [
        # What is counted has just been said.
        ("Laget skal ha ti.", "Krav til medlemmer", True),
        ("Laget skal ha ti.", "Krav til båter", False),
        ("Laget skal ha ti båter.", "Krav til medlemmer", False),
    ],
)
def test_a_number_with_its_noun_left_out(
    sea: ExtractiveAnswerer, text: str, before: str, found: bool
) -> None:
    assert counted(sea, text, before) is found


def test_other_questions_count_nothing(sea: ExtractiveAnswerer) -> None:
    concepts = sea.weighted(sea.reader.read("Hvor mange medlemmer kreves?"))
    assert counts("Laget har medlemmer.", (), concepts, Intent.AMOUNT)
    assert counts("Laget har medlemmer.", (), (), Intent.COUNT)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hvor mange sitter i styret?", True),
        ("Kor mange sit i rådet?", True),
        ("How many people sit on the board?", True),
        ("Hvor mange båter ligger i havna?", False),
    ],
)
def test_who_sit_somewhere_are_counted_without_a_noun(
    sea: ExtractiveAnswerer, question: str, asks: bool
) -> None:
    assert asks_members(sea.reader.read(question)) is asks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Styret har sju medlemmer.", True),
        ("Rådet har fem faste representanter.", True),
        ("The board has seven members.", True),
        ("Styret møtes fire ganger i året.", False),
    ],
)
def test_a_number_of_people(text: str, found: bool) -> None:
    assert counts_members(text, find(text)) is found


@pytest.mark.parametrize(
    ("lead", "items", "counts_them"),
    [
        ("Får to søknader samme sum, går vi fram slik:", 3, False),
        ("Dersom to søknader er like, gjelder dette:", 3, False),
        ("Vi fikk to søknader i år:", 3, True),
        ("Får vi tre søknader, leses de slik:", 3, True),
    ],
)
def test_a_number_in_a_condition_counts_no_list(
    sea: ExtractiveAnswerer, lead: str, items: int, counts_them: bool
) -> None:
    rows = [f"- søknad fra nettverk {n}" for n in "abc"[:items]]
    text = "\n".join((lead, *rows))
    starts = [text.index(row) + 2 for row in rows]
    spans = tuple((s, s + len(row) - 2) for s, row in zip(starts, rows, strict=True))
    chunk = Chunk("c", "d", "Notat", (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.LIST, 0, len(text), 0, items=spans)
    question = sea.reader.read("Hvor mange søknader kom det?")
    values = tuple(v for v in find(lead) if v.kind is ValueKind.NUMBER)
    nothing = Coverage((), 0.0)
    evidence = Evidence(unit, 0.0, nothing, nothing, values, named=1.0, dated=True)
    assert holds_value(evidence, question, near_noun=False) is counts_them
