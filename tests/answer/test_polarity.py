"""«Ja» or «Nei» only where one sentence decides the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer.evidence import Evidence, Scorer
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.polarity import verdict
from assistant.answer.question import Question
from assistant.answer.units import UnitKind
from assistant.domain import Block, BlockKind, Chunk, Hit, Metadata, Status


def scored(
    sea: ExtractiveAnswerer, question: str, sentence: str, status: Status = Status.CURRENT
) -> tuple[Question, Evidence]:
    """A question with one sentence as evidence."""
    read = sea.reader.read(question)
    block = Block(BlockKind.PARAGRAPH, 0, len(sentence), 0)
    chunk = Chunk(
        *("x:1", "x", "Veileder", (), None, 0, len(sentence), sentence, (block,)),
        Metadata(status=status),
    )
    scorer = Scorer(read, sea.weighted(read), rivals=("Hav Start", "Hav Vekst"), as_of=date.max)
    (evidence,) = scorer.score([Hit(chunk, 1.0)])
    return read, evidence


def decided(
    sea: ExtractiveAnswerer, question: str, sentence: str, status: Status = Status.CURRENT
) -> bool | None:
    return verdict(*scored(sea, question, sentence, status))


LEADER = "Nettverket må ha egen daglig leder i Hav Vekst."
TABLE: list[tuple[str, str, bool | None]] = [
    # The sentence says it.
    ("Må nettverket ha egen daglig leder i Hav Vekst?", LEADER, True),
    ("Må nettverket ha egen strategi?", "Nettverket må ha egen strategi.", True),
    ("Er deltakelse obligatorisk?", "Deltakelse er obligatorisk.", True),
    ("Kan rederier delta?", "Rederier kan delta i programmet.", True),
    ("Leveres rådgivningen individuelt?", "Rådgivningen leveres individuelt.", True),
    # It says the opposite, or the question does.
    ("Er deltakelse obligatorisk?", "Deltakelse er ikke obligatorisk.", False),
    ("Kan rederier delta?", "Rederier kan ikke delta i programmet.", False),
    ("Kan rederier ikke delta?", "Rederier kan delta i programmet.", False),
    ("Er deltakelse ikke obligatorisk?", "Deltakelse er ikke obligatorisk.", True),
    # A quantifier of the question is not in the sentence.
    ("Kan bare rederier delta?", "Rederier kan delta i programmet.", None),
    ("Kan alle rederier delta?", "Rederier kan delta i programmet.", None),
    ("Må nettverket alltid ha daglig leder?", "Nettverket må ha daglig leder.", None),
    # Another value.
    ("Må nettverket ha ti medlemmer?", "Nettverket må ha førti medlemmer.", None),
    ("Var fristen 20. januar 2026?", "Fristen var 21. januar 2026.", None),
    ("Må nettverket ha ti medlemmer?", "Nettverket må ha ti medlemmer.", True),
    # Another level, or half of what is asked.
    ("Må nettverket ha egen daglig leder i Hav Start?", LEADER, None),
    ("Må nettverket ha daglig leder og styre?", "Nettverket må ha daglig leder.", None),
    ("Er deltakelse obligatorisk for rederier?", "Rådgivningen er gratis.", None),
    # What is, is no duty, and what is done is no permission.
    ("Må nettverket ha daglig leder?", "Nettverket har daglig leder.", None),
]


@pytest.mark.parametrize(("question", "sentence", "answer"), TABLE)
def test_verdict(
    sea: ExtractiveAnswerer, question: str, sentence: str, answer: bool | None
) -> None:
    assert decided(sea, question, sentence) is answer


@pytest.mark.parametrize("status", [Status.HISTORICAL, Status.EXPIRED])
@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Må nettverket ha daglig leder?", "Nettverket må ha daglig leder.", None),
        ("Kan rederier delta?", "Rederier kan delta i programmet.", None),
        ("Måtte nettverket ha strategi?", "Nettverket må ha strategi.", True),
        ("Er deltakelse obligatorisk?", "Deltakelse er ikke obligatorisk.", False),
    ],
)
def test_what_held_before_is_no_yes_to_what_holds_now(
    sea: ExtractiveAnswerer, question: str, sentence: str, answer: bool | None, status: Status
) -> None:
    assert decided(sea, question, sentence, status) is answer


def test_a_list_decides_nothing(sea: ExtractiveAnswerer) -> None:
    question, evidence = scored(sea, TABLE[0][0], LEADER)
    listed = replace(evidence, unit=replace(evidence.unit, kind=UnitKind.LIST))
    assert verdict(question, evidence) is True
    assert verdict(question, listed) is None


def test_a_question_of_names_alone_is_not_decided(sea: ExtractiveAnswerer) -> None:
    assert decided(sea, "Er det Hav Vekst?", LEADER) is None
