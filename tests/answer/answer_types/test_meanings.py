"""What a word means is told by a sentence that opens with it."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome

from ..sea_programme import answerer_over, asked

TERMS = """# Ordninga

## Begreper

Et fellesnett er en gruppe lag som deler båt. Begrepet brosjø omfatter også kaiene. Fiskerilaget
driver Norsk Senter for Nett (NSN). Samarbeid i et fellesnett skaper tillit gjennom dugnad.

## Krav

Lagene må ha en plan med bred forankring. Lagene skal være i førersetet. Planen trenger:

- kaisertifisering på europeisk nivå
- et styre
"""


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_over(tmp_path_factory.mktemp("terms"), {"ordning.md": TERMS})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hva betyr fellesnett?", "en gruppe lag som deler båt"),
        ("Hva menes med fellesnett?", "en gruppe lag som deler båt"),
        ("Kva tyder ordet brosjø?", "omfatter også kaiene"),
        ("Hva betyr NSN?", "Norsk Senter for Nett"),
    ],
)
def test_what_a_sentence_opens_with_is_explained(
    terms: ExtractiveAnswerer, question: str, told: str
) -> None:
    answer = asked(terms, question)
    assert answer.outcome is Outcome.ANSWERED
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hva betyr dugnad?",
        "Hva betyr bred forankring?",
        "Hva menes med kaisertifisering?",
        "Kva tyder tillit?",
        "Hva er betydningen av tillit?",
    ],
)
def test_what_is_only_used_is_not(terms: ExtractiveAnswerer, question: str) -> None:
    assert asked(terms, question).outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("What does green transition mean?", Outcome.NO_EVIDENCE),
        ("Hva betyr komplementaritet?", Outcome.NO_EVIDENCE),
        ("Hva betyr gullsertifisering?", Outcome.NO_EVIDENCE),
        ("Hva menes med innovasjonsøkosystem?", Outcome.ANSWERED),
        ("Hva menes med fellestiltak?", Outcome.ANSWERED),
        ("Hva betyr GCE?", Outcome.ANSWERED),
        # What part it plays, and not what the word means.
        ("Kva betyr grøn omstilling i programmet?", Outcome.ANSWERED),
    ],
)
def test_meanings_in_the_shipped_documents(
    shipped: ExtractiveAnswerer, question: str, outcome: Outcome
) -> None:
    assert asked(shipped, question).outcome is outcome
