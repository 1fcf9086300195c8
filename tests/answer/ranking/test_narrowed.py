"""A part of those counted, a turn or a difference is told by no sentence that tells of all."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.answer_types.deciding import narrowing_words
from assistant.answer.answer_types.demands import tells_the_whole
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.ranking.elsewhere import places_asked
from assistant.answer.ranking.matching import Matcher
from assistant.answer.ranking.narrowed import Narrowed, is_of_several
from assistant.answer.ranking.wording import Nearness
from assistant.domain import Chunk, Outcome


def unit_of(text: str, section: tuple[str, ...] = ()) -> Unit:
    """A sentence that stands alone under a heading."""
    chunk = Chunk("c", "d", "Opptak i Arktis", section, None, 0, len(text), text)
    return Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hvor mange av søkerne i 2016 var kvinner?", {"kvinner"}),
        ("Hvor mange kvinner var det blant søkerne i 2016?", {"kvinner"}),
        ("Kor mange av søkjarane kom frå Finnmark?", {"finnmark"}),
        ("Hvor mange søkere var fra universitetene?", {"universitetene"}),
        ("Hvor mange utenlandske nettverk ble tatt opp?", {"utenlandske"}),
        ("How many of the applicants were women?", {"women"}),
        ("Hvor mange av havnene i ordningen lå på øyer?", {"øyer"}),
        # Who was let in is a part that is told, in many words.
        ("Hvor mange av søkerne ble tatt opp?", set()),
        ("How many of the applicants were successful?", set()),
        ("Hvor mange nye nettverk ble tatt opp?", set()),
        ("Hvor mange nettverk ble tatt opp i 2016?", set()),
        ("Hvor mye fikk nettverk fra Finnmark?", set()),
    ],
)
def test_the_words_of_a_part(sea: ExtractiveAnswerer, question: str, words: set[str]) -> None:
    assert narrowing_words(sea.reader.read(question)) == words


ALL = "I 2016 var det 57 søkere."


@pytest.mark.parametrize(
    ("question", "text", "section", "of_all"),
    [
        ("Hvor mange av søkerne var kvinner?", ALL, (), True),
        ("Hvor mange av søkerne var kvinner?", "Tolv av søkerne var kvinner.", (), False),
        ("Hvor mange av søkerne var kvinner?", ALL, ("Kvinner",), False),
        # What a document is called is of all that it counts.
        ("Hvor mange søkere kom fra Arktis?", ALL, (), True),
        ("Hvor mange søkere var det?", ALL, (), False),
        ("Hvor mange av søkerne ble tatt opp?", ALL, (), False),
    ],
)
def test_a_part_must_be_told(
    sea: ExtractiveAnswerer, question: str, text: str, section: tuple[str, ...], of_all: bool
) -> None:
    asked = sea.reader.read(question)
    concepts = sea.weighted(asked)
    matcher = Matcher(concepts)
    near = Nearness(0.0, 0.0, (0.0,) * len(concepts))
    narrowed = Narrowed(asked, concepts, matcher)
    found = narrowed.tells_of_all(unit_of(text, section), matcher.cover(text), near, counted=True)
    assert found is of_all


MEAN = "Hvert nettverk fikk i gjennomsnitt 5 millioner kroner."
SUM = "Rammen var 190 millioner kroner."


@pytest.mark.parametrize(
    ("question", "text", "whole"),
    [
        ("Hvor mye var rammen mer enn året før?", SUM, True),
        ("How much more was the budget than the year before?", SUM, True),
        ("Hvor mye økte rammen?", SUM, True),
        ("Hva fikk nettverkene i gjennomsnitt?", SUM, True),
        ("Hva fikk nettverkene i gjennomsnitt?", "Hvert nettverk fikk 2 millioner.", False),
        ("Hvor mye økte rammen?", "Rammen økte med 20 millioner kroner.", False),
        ("Hvor mye får nettverk med mer enn 20 medlemmer?", SUM, False),
        ("Hvor mye fikk nettverk i tredje år?", MEAN, True),
        ("Hvor mye fikk nettverket det tredje året?", "Støtten er 2 millioner i året.", False),
        ("Hvor mange søkte for første gang?", ALL, True),
        ("Hva står det i artikkel 27?", "Støtten gis etter artikkel 27 i forordningen.", True),
        ("Hva står det i § 4?", "§ 4 Styret velges for to år.", False),
        ("Hvor mye var rammen?", SUM, False),
        # The day of something else, or when the text itself was put out.
        ("Når åpnet utlysningen i 2024?", "Originalen ble publisert i april 2024.", True),
        ("Når åpnet utlysningen i 2024?", "Utlysningen åpnet 2. april 2024.", False),
        ("Hvilken dato ble den kunngjort?", "Webinaret var 30. april 2024.", True),
        ("When was the call announced?", "Utlysningen ble publisert i april 2024.", False),
        ("Hvilken dato var utlysningen i 2014?", "Fristen var 30. april 2014.", True),
        ("Hva er fristen i runden som ble lyst ut i 2014?", "Fristen var 30. april 2014.", False),
        ("Når kom den første utlysningen?", "Utlysningen i 2021 gjaldt Hav Vekst.", True),
        ("Når kom den første utlysningen?", "Den første utlysningen kom i 2021.", False),
    ],
)
def test_a_turn_a_difference_or_a_part_of_the_rules_must_be_told(
    sea: ExtractiveAnswerer, question: str, text: str, whole: bool
) -> None:
    assert tells_the_whole(sea.reader.read(question), unit_of(text)) is whole


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Hvor mye fikk nettverk i Molde i 2017?", {"Molde"}),
        ("How many networks in Molde got support?", {"Molde"}),
        ("Når startet Hav Start i Molde?", {"Molde"}),
        # What anybody may get is the same wherever they are.
        ("Hvor mye kan et nettverk i Molde få?", set()),
        ("Vi holder til i Molde. Hvor mye fikk nettverkene?", set()),
        ("Når er fristen i Molde?", set()),
    ],
)
def test_the_place_that_a_count_or_a_sum_is_asked_of(
    sea: ExtractiveAnswerer, question: str, places: set[str]
) -> None:
    asked = sea.reader.read(question)
    assert places_asked(asked, sea.weighted(asked)) == places


def test_who_came_in_a_year_is_asked_of_that_year(sea: ExtractiveAnswerer) -> None:
    day = date(2026, 3, 1)
    for asked in ("Hvor mange kom inn i 2019?", "How many got in in 2019?"):
        assert sea.answer(asked, as_of=day).outcome is not Outcome.CLARIFY
    assert sea.answer("Hvor mange kom inn?", as_of=day).outcome is Outcome.CLARIFY


@pytest.mark.parametrize(
    ("question", "title", "text", "several"),
    [
        ("Hvor stor var rammen for Hav Start?", "Utlysning: Hav Start og Hav Vekst", SUM, True),
        ("Hvor stor var rammen for Hav Vekst?", "Utlysning: Hav Start og Hav Vekst", SUM, True),
        ("Hvor stor var rammen for Hav Start?", "Utlysning: Hav Start", SUM, False),
        ("Hvor stor var rammen?", "Utlysning: Hav Start og Hav Vekst", SUM, False),
        (
            "Hvor stor var rammen for Hav Start og Hav Vekst?",
            "Utlysning: Hav Start og Hav Vekst",
            SUM,
            False,
        ),
        (
            "Hvor stor var rammen for Hav Start?",
            "Utlysning: Hav Start og Hav Vekst",
            "Rammen for Hav Start var 90 millioner kroner.",
            False,
        ),
        # A deadline of all is one of each.
        ("Når var fristen for Hav Start?", "Utlysning: Hav Start og Hav Vekst", SUM, False),
    ],
)
def test_a_figure_of_several_is_not_one_of_theirs(
    sea: ExtractiveAnswerer, question: str, title: str, text: str, several: bool
) -> None:
    chunk = Chunk("c", "d", title, (), None, 0, len(text), text)
    unit = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    assert is_of_several(sea.reader.read(question), unit) is several
