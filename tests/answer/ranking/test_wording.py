"""Which of a question's words stand by a unit: roles, telling words, words unheard of."""

from __future__ import annotations

import pytest

from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.matching import Matcher
from assistant.answer.ranking.wording import Nearness, Wording
from assistant.domain import Chunk, Metadata, Outcome
from assistant.search import analysis
from assistant.search.likeness import NO_LIKENESS, Likeness

from ..sea_programme import answerer_in, asked

BOARD = """# Styret i Havnelaget

Daglig leder i Havnelaget er Tora Brekke. Kasserer i Havnelaget er Jon Vik.

Varamedlemmene i Havnelaget møter når de kalles inn.
"""
LEADER = "Daglig leder i Havnelaget er Tora Brekke."


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> ExtractiveAnswerer:
    return answerer_in(tmp_path_factory.mktemp("board"), {"styret.md": BOARD})


class Read:
    """A question's wording against a sentence of some document."""

    def __init__(
        self,
        answerer: ExtractiveAnswerer,
        question: str,
        sentence: str,
        *,
        language: str = "nb",
        likeness: Likeness = NO_LIKENESS,
    ) -> None:
        read = answerer.reader.read(question)
        concepts = answerer.weighted(read)
        matcher = Matcher(concepts)
        chunk = Chunk(
            "c", "d", "", (), None, 0, len(sentence), sentence, metadata=Metadata(language=language)
        )
        self.wording = Wording(read, concepts, matcher, likeness)
        self.unit = Unit(chunk, UnitKind.SENTENCE, 0, len(sentence), 0)
        self.cover = matcher.cover(sentence)
        self.concepts = concepts

    def near(self, word: float) -> Nearness:
        """The static model's opinion, the same of every word."""
        return Nearness(word, word, (word,) * len(self.concepts))


@pytest.mark.parametrize(
    ("question", "of_name", "of_thing"),
    [
        ("Hvem leder NASA?", True, False),
        ("Hvem er leder av NASA?", True, True),
        ("Hvem leder nasa?", False, False),
        ("HVEM LEDER NASA?", False, False),
        ("Hvem er leder i Havnelaget?", False, False),
        ("Hva er fristen for skatteklage?", False, True),
        ("Hva er fristen for en skatteklage?", False, True),
        ("Er skatteklage mulig?", False, False),
    ],
)
def test_what_is_asked_of_is_in_no_known_question(
    board: ExtractiveAnswerer, question: str, of_name: bool, of_thing: bool
) -> None:
    strange = frozenset(analysis.stem(w) for w in ("nasa", "skatteklage"))
    read = Read(board, question, LEADER, likeness=Likeness(same=True, strange=strange))
    assert read.wording.of_unknown_name(read.cover) is of_name
    assert read.wording.of_alien(read.cover) is of_thing
    known = Read(board, question, LEADER, likeness=Likeness(same=True))
    assert not known.wording.of_unknown_name(known.cover)
    assert not known.wording.of_alien(known.cover)


@pytest.mark.parametrize(
    ("question", "focused"),
    [
        ("Hvem er daglig leder i Havnelaget?", True),
        ("Hvem er leder i Havnelaget?", True),
        # Half the word is another role.
        ("Hvem er nestleder i Havnelaget?", False),
        ("Hvem er styreleder i Havnelaget?", False),
        ("Hvem er kasserer i Havnelaget?", False),
    ],
)
def test_a_role_is_the_one_asked_about(
    board: ExtractiveAnswerer, question: str, focused: bool
) -> None:
    read = Read(board, question, LEADER)
    assert read.wording.focused(read.cover) is focused


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Hvem er daglig leder i Havnelaget?", Outcome.ANSWERED),
        ("Hvem er kasserer i Havnelaget?", Outcome.ANSWERED),
        ("Hvem er nestleder i Havnelaget?", Outcome.NO_EVIDENCE),
        ("Hvem er styreleder i Havnelaget?", Outcome.NO_EVIDENCE),
    ],
)
def test_one_role_is_no_answer_to_another(
    board: ExtractiveAnswerer, question: str, outcome: Outcome
) -> None:
    assert asked(board, question).outcome is outcome


@pytest.mark.parametrize(
    ("sentence", "keyed"),
    [
        ("Søknadsfristen er 3. mai.", True),
        ("Rapporten leveres 3. mai.", False),
    ],
)
def test_the_most_telling_word_stands_by(
    sea: ExtractiveAnswerer, sentence: str, keyed: bool
) -> None:
    read = Read(sea, "Når er søknadsfristen?", sentence)
    assert read.wording.keyed(read.unit, read.cover) is keyed


def test_in_another_language_a_missing_word_says_nothing(sea: ExtractiveAnswerer) -> None:
    read = Read(sea, "Når er søknadsfristen?", "Reports are due on 3 May.", language="en")
    assert read.wording.keyed(read.unit, read.cover)
    assert read.wording.absent(read.unit, read.cover) == 0
    assert read.wording.nameless(read.unit, read.cover) == 0


@pytest.mark.parametrize(
    ("question", "sentence", "unheard", "undone"),
    [
        ("Må vi ha kranbil for å delta?", "Alle kan delta.", True, False),
        ("Må vi ha kranbil for å delta?", "Alle med kranbil kan delta.", False, False),
        # What is asked to be done, and nobody does.
        ("Hvem stempler søknaden?", "Kystverket driver programmet.", True, True),
        ("Hvem driver programmet?", "Kystverket driver programmet.", False, False),
    ],
)
def test_words_that_stand_nowhere(
    sea: ExtractiveAnswerer, question: str, sentence: str, unheard: bool, undone: bool
) -> None:
    read = Read(sea, question, sentence)
    assert (read.wording.unheard(read.cover) > 0) is unheard
    assert read.wording.undone(read.cover) is undone


@pytest.mark.parametrize(
    ("word", "strange", "unmet"),
    [
        # Where the model puts the word by the sentence, it need not stand there.
        (0.5, False, False),
        (0.12, False, True),
        (0.05, True, True),
        # A word that the model never met must tell more than «gratis» does to be strange.
        (0.0, False, True),
    ],
)
def test_a_word_that_is_missing_and_lies_far_away(
    sea: ExtractiveAnswerer, word: float, strange: bool, unmet: bool
) -> None:
    read = Read(sea, "Er samlingene gratis?", "Samlingene holdes i Bodø hver høst.")
    assert read.wording.strange(read.cover, read.near(word)) is strange
    assert read.wording.unmet(read.cover, read.near(word)) is unmet


@pytest.mark.parametrize(("word", "least", "most"), [(0.0, 1.0, 1.0), (0.1, 0.0, 0.9)])
def test_what_is_accounted_for(
    sea: ExtractiveAnswerer, word: float, least: float, most: float
) -> None:
    read = Read(sea, "Hvem stempler søknaden?", "Søknaden sendes i posten.")
    assert least <= read.wording.accounted(read.unit, read.cover, read.near(word)) <= most
    assert read.wording.accounted(read.unit, read.cover, read.near(0.5)) == pytest.approx(1)


def test_one_of_few_words_that_no_known_question_has(sea: ExtractiveAnswerer) -> None:
    strange = Likeness(strange=frozenset({analysis.stem("kranbil")}))
    odd = Read(sea, "Hva er en kranbil?", "Alle kan delta.", likeness=strange)
    assert odd.wording.odd(odd.cover)
    # It stands by the sentence; it is known; it is one of many.
    here = Read(sea, "Hva er en kranbil?", "En kranbil løfter båter.", likeness=strange)
    assert not here.wording.odd(here.cover)
    known = Read(sea, "Hva er en kranbil?", "Alle kan delta.")
    assert not known.wording.odd(known.cover)
    many = "Kan nettverk med medlemmer og samlinger i Bodø få støtte til kranbil fra Kystverket?"
    one_of_many = Read(sea, many, "Alle kan delta.", likeness=strange)
    assert not one_of_many.wording.odd(one_of_many.cover)
